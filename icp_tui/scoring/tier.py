"""Score -> bucket: fills the tiers in rank order, within capacity, limits and family slots.

A tier takes the accounts that are still free, reach its score line and known share and meet its
`when`, in rank order, skipping one whose limit or family slot is used up. Pins sit down first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from icp_tui.profile import Tier
from icp_tui.scoring.limit import Constraint

# Why a tier did not take an account; from LIMIT up, the constraint that refused it, in order.
TAKEN, SCORE, KNOWN, WHEN, FULL, LIMIT = 0, 1, 2, 3, 4, 5


@dataclass(frozen=True)
class Filled:
    """One tier filled: `taken` and `pinned` are rows in rank order.

    `refused` (row UInt32, cause UInt8, in rank order) has every account that was free and that the tier did not take.
    """

    taken: pl.Series = field(compare=False)
    pinned: pl.Series = field(compare=False)
    refused: pl.DataFrame = field(compare=False)
    full: bool


def fill(
    candidates: pl.DataFrame,
    tiers: Sequence[Tier],
    constraints: Sequence[Sequence[Constraint]],
) -> list[Filled]:
    """Fill every tier from the first to the last.

    Columns in, a row per account that is neither killed nor disqualified, in rank order: row
    (UInt32), score, known, pin (index of the tier that a person pinned it to, else null), meets.<n>
    (Boolean per tier, null = unknown) and the codes that the constraints name.
    """
    # All pins sit down before the first tier is filled, so that a pin in B holds its family's slot in A.
    limited = sorted({constraint.column for bound in constraints for constraint in bound})
    seated = candidates.filter(pl.col("pin").is_not_null()).select(pl.col("pin").cast(pl.Int32).alias("tier"), *limited)
    free = candidates.filter(pl.col("pin").is_null())
    filled: list[Filled] = []
    for place, (tier, bound) in enumerate(zip(tiers, constraints, strict=True)):
        pinned = candidates.filter(pl.col("pin") == place)["row"]
        room = free.height if tier.capacity is None else max(tier.capacity - len(pinned), 0)
        causes = free.with_columns(_refusal(tier, place).alias("cause"))["cause"]
        competing = (causes == TAKEN).arg_true()
        pool = free.select("row", *limited)[competing]
        causes = causes.scatter(competing, _take(pool, room, [constraint.opened(seated) for constraint in bound]))
        takes = causes == TAKEN
        taken = free.select("row", *limited).filter(takes)
        refused = pl.DataFrame([free["row"], causes]).filter(~takes)
        filled.append(Filled(taken["row"], pinned, refused, full=tier.capacity is not None and len(taken) >= room))
        seated = pl.concat([seated, taken.select(pl.lit(place, dtype=pl.Int32).alias("tier"), *limited)])
        free = free.filter(~takes)
    return filled


def _refusal(tier: Tier, place: int) -> pl.Expr:
    """What keeps an account from this tier before anyone competes for its seats."""
    met = pl.lit(value=True) if tier.when is None else pl.col(f"meets.{place}").fill_null(value=False)
    return (
        pl.when(pl.col("score") < tier.min_score)
        .then(SCORE)
        .when(pl.col("known") < tier.min_known)
        .then(KNOWN)
        .when(~met)
        .then(WHEN)
        .otherwise(TAKEN)
        .cast(pl.UInt8)
    )


def _take(pool: pl.DataFrame, room: int, bound: Sequence[Constraint]) -> pl.Series:
    """The cause (UInt8) for each account of the pool, in rank order: TAKEN, FULL or the constraint."""
    if len(bound) > 1:
        return _take_one_by_one(pool, room, bound)
    fits = pl.lit(value=True)
    if bound:
        code = pl.col(bound[0].column)
        seats = pl.lit(bound[0].room).gather(code)
        fits = (pl.int_range(pl.len()).over(code) < seats).fill_null(value=True)
    fitting = pool.lazy().select("row", fits.alias("fits"))
    taken_before = pl.col("fits").cum_sum() - pl.col("fits")
    cause = pl.when(taken_before >= room).then(FULL).when("fits").then(TAKEN).otherwise(LIMIT)
    return fitting.select(cause.cast(pl.UInt8).alias("cause")).collect().to_series()


def _take_one_by_one(pool: pl.DataFrame, room: int, bound: Sequence[Constraint]) -> pl.Series:
    """Several constraints at once: whom one of them skips leaves its seat in the others, so order rules.

    The only loop over accounts; it ends when the tier is full.
    """
    seats = [constraint.room.to_list() for constraint in bound]
    rows = pool.select(constraint.column for constraint in bound)
    causes: list[int] = []
    taken = 0
    for codes in rows.iter_rows():
        if taken >= room:
            break
        cause = _first_refusal(codes, seats)
        causes.append(cause)
        if cause == TAKEN:
            taken += 1
            _sit_down(codes, seats)
    seen = pl.Series("cause", causes, dtype=pl.UInt8)
    return seen.extend_constant(FULL, pool.height - len(causes))


def _first_refusal(codes: tuple[int | None, ...], seats: Sequence[list[int | None]]) -> int:
    for place, (code, rooms) in enumerate(zip(codes, seats, strict=True)):
        if code is not None and (left := rooms[code]) is not None and left <= 0:
            return LIMIT + place
    return TAKEN


def _sit_down(codes: tuple[int | None, ...], seats: Sequence[list[int | None]]) -> None:
    for code, rooms in zip(codes, seats, strict=True):
        if code is not None and (left := rooms[code]) is not None:
            rooms[code] = left - 1
