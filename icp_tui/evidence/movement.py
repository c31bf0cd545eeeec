"""Who moved between the buckets of two lists: as a matrix, per tier, and account by account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from icp_tui.evidence.matching import matched
from icp_tui.evidence.recorded import Recorded

# Where an account was that is new, and where one is that is gone.
NEW, GONE = "new", "gone"


@dataclass(frozen=True)
class Turnover:
    """One tier on two lists: members then and now, who came in and who went out of it.

    `churn` is the share of its old members that are no members now, for whatever reason, in % with one decimal;
    None for a tier that had none.
    """

    tier: str
    was: int
    now: int
    came: int
    left: int

    @property
    def churn(self) -> float | None:
        """Left / old members, in %."""
        return round(100 * self.left / self.was, 1) if self.was else None


@dataclass(frozen=True)
class Movement:
    """`matrix` counts accounts by the bucket they were in (rows, `new` last) and are in (columns, `gone` last).

    `moves` has a row per account that is not in the bucket it was in: old_row and new_row (null where it is on
    one list only), was, now, into (see `matching`).
    """

    was: tuple[str, ...]
    now: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    turnover: tuple[Turnover, ...]
    moves: pl.DataFrame = field(compare=False, repr=False)


def movement(old: Recorded, new: Recorded) -> Movement:
    """Compare the buckets of two lists."""
    pairs = matched(old, new)
    pairs = pairs.with_columns(
        old.core["bucket"].gather(pairs["old_row"]).fill_null(NEW).alias("was"),
        new.core["bucket"].gather(pairs["new_row"]).fill_null(GONE).alias("now"),
    )
    counted = {(was, now): many for was, now, many in pairs.group_by("was", "now").len().iter_rows()}
    was, now = (*old.buckets, NEW), (*new.buckets, GONE)
    moves = pairs.filter(pl.col("was") != pl.col("now"))
    return Movement(
        was=was,
        now=now,
        counts=tuple(tuple(counted.get((row, column), 0) for column in now) for row in was),
        turnover=_turnover(old.tiers, new.tiers, counted),
        moves=moves,
    )


def _turnover(old: Sequence[str], new: Sequence[str], counted: dict[tuple[str, str], int]) -> tuple[Turnover, ...]:
    made = []
    for tier in dict.fromkeys([*new, *old]):
        was = sum(many for (before, _), many in counted.items() if before == tier)
        now = sum(many for (_, after), many in counted.items() if after == tier)
        stayed = counted.get((tier, tier), 0)
        made.append(Turnover(tier, was, now, now - stayed, was - stayed))
    return tuple(made)
