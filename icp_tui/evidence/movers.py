"""The accounts whose move is to be explained: those on both lists, with what either list says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from icp_tui import columns
from icp_tui.evidence.profile_words import criterion_changes
from icp_tui.evidence.recorded import EXCLUDED_BY, Recorded
from icp_tui.evidence.replay import Replay, common_profile, replay

# The kinds of cause, as people read them.
DECISION, DATA, PROFILE, AGED, CAPACITY, LIMIT, STABILITY, SUPPRESSED, NEW, GONE, OTHER = (
    "decision", "data", "profile", "aged", "capacity", "limit", "stability", "suppression", "new", "gone", "other",
)  # fmt: skip

# A possible cause of the move of the account at `place`: the lowest `grade` counts first; within one, the largest
# `push` (points that the step as a whole gave or took), then the largest `part` in it.
CAUSE: dict[str, type[pl.DataType]] = {
    "place": pl.UInt32, "grade": pl.UInt8, "push": pl.Float64, "part": pl.Float64, "kind": pl.String, "said": pl.String,
}  # fmt: skip
# The grades of causes. AGAINST is a push where all of them together went the other way, or nowhere: it did not
# carry the account, so who left or took a seat says more; REASON, what the list itself says, is the last to be told.
PERSON, KILL, GATE, TIER, SEAT, POINTS, LEFT_OVER, AGAINST, REASON = range(9)

# How a list says that an account had points for staying, see `scoring.stays`.
_BONUS = r", (?:even )?with \+([0-9]+\.[0-9]{2}) for staying"

_TOLD: dict[str, pl.DataType | type[pl.DataType]] = {
    "rank": pl.UInt32, "score": pl.Float64, "known": pl.Float64, "pinned": pl.Boolean, "reason": pl.String,
    "kill_reasons": pl.List(pl.String), "warnings": pl.String, EXCLUDED_BY: pl.String,
}  # fmt: skip


@dataclass(frozen=True)
class Movers:
    """Accounts that are on both lists and moved.

    `frame` has a row each: place, was, now, up (whether it is better off), tier (the better of its two buckets),
    and what either list said of it as then.<column> and now.<column>: _TOLD, the points for staying as bonus, and the score
    with them as ranked. `replay` and `levels` (the levels and points of the old list) have the same rows in the same order. `changes`
    says what changed in each criterion; `came` has the rows on the new list of those who came into each tier,
    `left` those on the old list of those who left it.
    """

    old: Recorded
    new: Recorded
    frame: pl.DataFrame = field(repr=False)
    replay: Replay | None = field(repr=False)
    levels: pl.DataFrame = field(repr=False)
    changes: Mapping[str, str]
    came: Mapping[str, pl.Series] = field(repr=False)
    left: Mapping[str, pl.Series] = field(repr=False)

    @property
    def same_profile(self) -> bool:
        """Whether both lists were made with the same profile."""
        return self.old.sha256 == self.new.sha256


def movers(old: Recorded, new: Recorded, moves: pl.DataFrame) -> Movers:
    """The accounts of `moves` that are on both lists; `place` is their row in it."""
    both = moves.with_row_index("place").filter(pl.col("old_row").is_not_null() & pl.col("new_row").is_not_null())
    order = _order(old.buckets, new.buckets)
    standing = pl.DataFrame({"bucket": list(order), "at": list(order.values())}, schema={"bucket": pl.String, "at": pl.Int64})
    at = pl.DataFrame([_standing(both[name], standing, name) for name in ("was", "now")])
    up = (at["now"] < at["was"]).alias("up")
    tier = both["now"].zip_with(up, both["was"]).alias("tier")
    then = _told(old, both["old_row"], "then")
    now = _told(new, both["new_row"], "now")
    profile = common_profile(old, new)
    return Movers(
        old=old,
        new=new,
        frame=both.select("place", "old_row", "new_row", "was", "now").with_columns(up, tier).hstack(then).hstack(now),
        replay=replay(old, new, both["old_row"], both["new_row"]),
        levels=_graded(old, both["old_row"]),
        changes=criterion_changes(old.profile, profile) if profile is not None and old.sha256 != new.sha256 else {},
        came={tier: moves.filter(pl.col("now") == tier)["new_row"] for tier in new.tiers},
        left={tier: moves.filter(pl.col("was") == tier)["old_row"] for tier in old.tiers},
    )


def causes_frame(frame: pl.DataFrame, grade: int | pl.Expr, kind: str | pl.Expr, said: pl.Expr, push: pl.Expr | None = None,
                 part: pl.Expr | None = None) -> pl.DataFrame:  # fmt: skip
    """CAUSE rows of the accounts of `frame`; those of which nothing is said are left out."""
    if frame.is_empty():
        # Polars cannot put together texts of no rows.
        return pl.DataFrame(schema=CAUSE)
    nothing = pl.lit(0.0)
    return frame.select(
        "place",
        (pl.lit(grade) if isinstance(grade, int) else grade).cast(pl.UInt8).alias("grade"),
        (nothing if push is None else push).cast(pl.Float64).alias("push"),
        (nothing if part is None else part).cast(pl.Float64).alias("part"),
        (pl.lit(kind) if isinstance(kind, str) else kind).alias("kind"),
        said.alias("said"),
    ).filter(pl.col("said").is_not_null() & pl.col("kind").is_not_null())


def _order(old: Sequence[str], new: Sequence[str]) -> dict[str, int]:
    """Where each bucket of either list stands: a tier that is no more, just before the one that has its place."""
    order = {name: 2 * place for place, name in enumerate(new)}
    tiers = len(new) - 3
    return order | {name: 2 * min(place, tiers) - 1 for place, name in enumerate(old) if name not in order}


def _standing(buckets: pl.Series, standing: pl.DataFrame, name: str) -> pl.Series:
    held = buckets.alias("bucket").to_frame().join(standing, on="bucket", how="left", maintain_order="left")
    return held["at"].alias(name)


def _told(one: Recorded, rows: pl.Series, name: str) -> pl.DataFrame:
    """What a list says of accounts; what it does not have is null."""
    held = one.some(list(_TOLD), rows)
    frame = pl.DataFrame([
        (held[told].cast(dtype) if told in held.columns else pl.Series([None], dtype=dtype).new_from_index(0, len(rows)))
        .alias(f"{name}.{told}")
        for told, dtype in _TOLD.items()
    ])  # fmt: skip
    bonus = pl.col(f"{name}.reason").str.extract(_BONUS).cast(pl.Float64).fill_null(0.0)
    return frame.with_columns(bonus.alias(f"{name}.bonus")).with_columns(
        (pl.col(f"{name}.score") + pl.col(f"{name}.bonus")).round(2).alias(f"{name}.ranked")
    )


def _graded(one: Recorded, rows: pl.Series) -> pl.DataFrame:
    """The levels, as labels, and points that the old list gave: level.<key>, points.<key>."""
    names = [name for name in one.schema if name.startswith((columns.level(""), columns.points("")))]
    return one.some(names, rows) if names else pl.DataFrame()
