"""Staying in words: what a reason adds where the last list has a say in where an account is."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from icp_tui.scoring.assign import DISQUALIFIED, KILLED, Assigned, bucket_names
from icp_tui.scoring.limit import Constraint
from icp_tui.scoring.plan import Plan
from icp_tui.scoring.staying import Membership, Staying, most_new, on_deck

ON_DECK = "on deck for"


def bonus_words(bonus: int) -> str:
    """`+3.00 for staying`; `bonus` in hundredths."""
    return f"+{bonus / 100:.2f} for staying"


def with_stays(
    said: pl.Series, frame: pl.DataFrame, held: Staying, assigned: Assigned, plan: Plan, bound: Sequence[Sequence[Constraint]]
) -> pl.Series:
    """The reasons with the points for staying, where an account would be without stability, and what it is on deck for.

    `frame` has row, bucket (text) and pinned (Boolean) of the account of each reason.
    """
    rows = frame["row"]
    names = bucket_names(plan.profile)
    ordered = pl.Enum(names)
    told = frame.with_columns(
        said.alias("said"),
        held.tier.is_not_null().gather(rows).alias("member"),
        (held.kept if held.kept is not None else held.tier.clear(len(held.tier))).gather(rows).cast(ordered).alias("else"),
        pl.col("bucket").cast(ordered),
    )
    free = ~pl.col("pinned") & ~pl.col("bucket").is_in([DISQUALIFIED, KILLED])
    even = pl.when(pl.col("said").str.contains(" is below the line of ", literal=True)).then(pl.lit(", even with ")).otherwise(pl.lit(", with "))
    parts = [pl.col("said")]
    if held.keep:
        points = pl.concat_str(pl.when(free & pl.col("member")).then(even), pl.lit(bonus_words(held.keep)))
        parts.append(points)
    better = pl.col("bucket").to_physical() < pl.col("else").to_physical()
    parts.append(
        pl.when(free & pl.col("member") & better).then(
            pl.format("; stays in {}: without stability it would be in {}", pl.col("bucket").cast(pl.String), pl.col("else").cast(pl.String))
        )
    )
    for place, bounds in enumerate(bound):
        if most_new(bounds) is not None:
            waits = on_deck(assigned.filled[place], bounds)
            words = f"{ON_DECK} {names[place]}"
            left_out = pl.col("row").is_in(waits.implode()) & ~pl.col("said").str.starts_with(f"{words}:")
            parts.append(pl.when(left_out).then(pl.lit(f"; {words}")))
    return told.select(pl.concat_str(parts, ignore_nulls=True).alias("reason")).to_series()


def member_words(one: Membership) -> str:
    """`was in A of 2026-Q3: +3.00 for staying, which count for the rank and the lines of the tiers, not for the score`."""
    points = f": {bonus_words(one.bonus)}, which counts for the rank and the lines of the tiers, not for the score" if one.bonus else ""
    return f"was in {one.tier} of {one.list}{points}"
