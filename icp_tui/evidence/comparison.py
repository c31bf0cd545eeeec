"""What changed between two lists, and why."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from icp_tui.evidence.causes import causes
from icp_tui.evidence.movement import Turnover, movement
from icp_tui.evidence.movers import DECISION
from icp_tui.evidence.profile_words import profile_changes
from icp_tui.evidence.recorded import Recorded
from icp_tui.evidence.replay import common_profile

MOVES: dict[str, pl.DataType | type[pl.DataType]] = {
    "account_key": pl.String,
    "name": pl.String,
    "was": pl.String,
    "now": pl.String,
    "old_rank": pl.UInt32,
    "new_rank": pl.UInt32,
    "old_score": pl.Float64,
    "new_score": pl.Float64,
    "cause": pl.String,
    "because": pl.String,
    "also": pl.String,
    "old_key": pl.String,
}


@dataclass(frozen=True)
class Comparison:
    """`counts` has a row per bucket of the old list (`new` last), a column per bucket of the new one (`gone` last).

    `moves` has MOVES, a row per account in another bucket than before, best new rank first and then best old one;
    `account_key` is that of the new list, of the old one where the account is gone; `old_key` differs from it or
    is null. `notes` are plain sentences about what the comparison could not know, `profile` what changed in it.
    """

    old: str
    new: str
    was: tuple[str, ...]
    now: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    turnover: tuple[Turnover, ...]
    notes: tuple[str, ...]
    profile: tuple[str, ...]
    moves: pl.DataFrame = field(compare=False, repr=False)

    @property
    def tiers(self) -> tuple[str, ...]:
        """The tiers of either list, those of the new one first."""
        return tuple(one.tier for one in self.turnover)

    @property
    def stayed(self) -> int:
        """How many accounts are in the bucket that they were in."""
        return sum(many for row, counts in zip(self.was, self.counts, strict=True) for column, many in zip(self.now, counts, strict=True) if row == column)

    def came(self, bucket: str) -> pl.DataFrame:
        """The moves into a bucket, by new rank."""
        return self.moves.filter(pl.col("now") == bucket)

    def pinned(self, bucket: str) -> int:
        """How many of them somebody pinned there, whatever the profile says of turnover."""
        return self.came(bucket).filter(pl.col("cause") == DECISION, pl.col("because").str.starts_with("pinned to ")).height

    def left(self, bucket: str) -> pl.DataFrame:
        """The moves out of a bucket, by new rank, then by old rank."""
        return self.moves.filter(pl.col("was") == bucket)


def compare(old: Recorded, new: Recorded) -> Comparison:
    """Compare two lists: who moved where, and the cause of each move."""
    moving = movement(old, new)
    moves = moving.moves
    then, now = _said(old, moves["old_row"], "old"), _said(new, moves["new_row"], "new")
    made = pl.concat([moves.select("was", "now"), then, now, causes(old, new, moves)], how="horizontal")
    key = pl.coalesce("new_key", "old_key")
    told = made.select(
        key.alias("account_key"),
        pl.coalesce("new_name", "old_name", key).alias("name"),
        *(name for name in MOVES if name not in {"account_key", "name", "old_key"}),
        pl.when(pl.col("old_key") != pl.col("new_key")).then("old_key").alias("old_key"),
    ).sort("new_rank", "old_rank", "account_key", nulls_last=True)  # fmt: skip
    return Comparison(old.name, new.name, moving.was, moving.now, moving.counts, moving.turnover, tuple(_notes(old, new)), _changed(old, new), told)


def _said(one: Recorded, rows: pl.Series, name: str) -> pl.DataFrame:
    """Key, name, rank and score on one list, null for those that are not on it."""
    core = pl.DataFrame([
        one.core["account_key"].gather(rows).alias(f"{name}_key"),
        one.core["rank"].gather(rows).alias(f"{name}_rank"),
        one.core["score"].gather(rows).alias(f"{name}_score"),
    ])  # fmt: skip
    here = rows.is_not_null()
    held = one.some(["name"], rows.filter(here))
    names = pl.Series(f"{name}_name", [None], dtype=pl.String).new_from_index(0, len(rows))
    return core.with_columns(names.scatter(here.arg_true(), held["name"]) if "name" in held.columns else names)


def _changed(old: Recorded, new: Recorded) -> tuple[str, ...]:
    """What changed in the profile, as far as both texts are kept."""
    if old.profile is None or new.profile is None or old.sha256 == new.sha256:
        return ()
    return tuple(profile_changes(old.profile, new.profile))


def _notes(old: Recorded, new: Recorded) -> list[str]:
    notes = []
    if common_profile(old, new) is None:
        notes.append("The text of the profile is not kept, so causes are told from the scores alone.")
    elif old.profile is None and old.sha256 != new.sha256:
        notes.append(f"The text of the profile of {old.name} is not kept: what changed in it cannot be told.")
    if old.as_of > new.as_of:
        notes.append(f"{old.name} is as of {old.as_of}, later than {new.name}, {new.as_of}: did you mean the other way around?")
    return notes

