"""Score -> bucket: killed, disqualified, nurture, or the tier that took the account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from icp_tui import columns
from icp_tui.profile import Profile
from icp_tui.scoring.limit import Constraint
from icp_tui.scoring.plan import SCORES, Plan
from icp_tui.scoring.tier import Filled, fill

NURTURE, DISQUALIFIED, KILLED = "nurture", "disqualified", "killed"


@dataclass(frozen=True)
class Assigned:
    """Where every account ended.

    `bucket` (Enum) and `rank` (UInt32, null for the killed and disqualified) have a row per account;
    `order` has the ranked rows in rank order; `filled` has the outcome of each tier.
    """

    bucket: pl.Series = field(compare=False)
    rank: pl.Series = field(compare=False)
    order: pl.Series = field(compare=False)
    filled: tuple[Filled, ...] = field(compare=False)


def bucket_names(profile: Profile) -> list[str]:
    """All buckets, best first: the tiers in order, then nurture, disqualified, killed."""
    return [*(tier.name for tier in profile.tiers), NURTURE, DISQUALIFIED, KILLED]


def assign(
    accounts: pl.DataFrame,
    scores: pl.DataFrame,
    killed: pl.Series,
    pins: pl.Series,
    order: pl.Series,
    plan: Plan,
    coded: pl.DataFrame,
    bound: Sequence[Sequence[Constraint]],
) -> Assigned:
    """Put every account into its bucket.

    `pins` is the index of the tier that each account is pinned to, else null; `order` is the ranking
    of all rows; `coded` and `bound` come from `limit`.
    """
    profile = plan.profile
    out = (scores["failed"] | (scores["score"] < float(profile.nurture))) & pins.is_null()
    ranked = order.filter((~(killed | out)).gather(order))
    lowest = min(float(tier.min_score) for tier in profile.tiers)
    frame = pl.DataFrame({"row": ranked, "pin": pins.gather(ranked)}).hstack(
        scores.select("score", "known")[ranked],
    )
    contenders = frame.filter((pl.col("score") >= lowest) | pl.col("pin").is_not_null())
    rows = contenders["row"]
    contenders = contenders.hstack(coded[rows]).hstack(meets(accounts, scores, rows, plan))
    filled = tuple(fill(contenders, profile.tiers, bound))
    return Assigned(
        bucket=_buckets(profile, killed, out, filled),
        rank=_places(ranked, len(killed)),
        order=ranked,
        filled=filled,
    )


def meets(accounts: pl.DataFrame, scores: pl.DataFrame, rows: pl.Series, plan: Plan) -> pl.DataFrame:
    """Whether each contender meets the `when` of each tier that has one, as meets.<n>."""
    wanted = {name for when in plan.tier_conditions if when for name in when.names}
    known = accounts.select(name for name in accounts.columns if name in {*wanted, "account_key"} - set(SCORES))[rows]
    known = known.with_columns(pl.lit(plan.as_of).alias(columns.AS_OF)) if columns.AS_OF in wanted else known
    # An original column may be called anything but this.
    frame = pl.DataFrame({"\0row": rows}).hstack(known).hstack(scores.select(name for name in SCORES)[rows])
    return frame.select(
        "\0row",
        *(
            when.expr.cast(pl.Boolean).alias(f"meets.{place}")
            for place, when in enumerate(plan.tier_conditions)
            if when is not None
        ),
    ).drop("\0row")


def _buckets(profile: Profile, killed: pl.Series, out: pl.Series, filled: Sequence[Filled]) -> pl.Series:
    names = bucket_names(profile)
    nurture = len(profile.tiers)
    code = pl.select(
        pl.when(killed).then(nurture + 2).when(out).then(nurture + 1).otherwise(nurture).cast(pl.UInt8),
    ).to_series()
    for place, tier in enumerate(filled):
        code = code.scatter(tier.taken, place).scatter(tier.pinned, place)
    labels = pl.Series(names, dtype=pl.Enum(names))
    return labels.gather(code).alias("bucket")


def _places(ranked: pl.Series, height: int) -> pl.Series:
    """The rank of each account, from 1."""
    ranks = pl.Series("rank", [None], dtype=pl.UInt32).new_from_index(0, height)
    return ranks.scatter(ranked, pl.int_range(1, len(ranked) + 1, dtype=pl.UInt32, eager=True))
