"""Score -> bucket: killed, disqualified, nurture, or the tier that took the account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from icp_tui import columns
from icp_tui.profile import Profile
from icp_tui.scoring.limit import Constraint
from icp_tui.scoring.plan import SCORES, Plan
from icp_tui.scoring.rank import Ranking
from icp_tui.scoring.scores import Scores
from icp_tui.scoring.staying import Staying, ranked_at, ranked_scores
from icp_tui.scoring.tier import Filled, fill

NURTURE, DISQUALIFIED, KILLED = "nurture", "disqualified", "killed"


@dataclass(frozen=True)
class Assigned:
    """Where every account ended.

    `bucket` (Enum) has a row per account; `order` has the ranked rows (UInt32) in rank order: all but the killed
    and disqualified; `filled` has the outcome of each tier, `held` the members of the last list where they matter.
    """

    bucket: pl.Series = field(compare=False)
    order: pl.Series = field(compare=False)
    filled: tuple[Filled, ...] = field(compare=False)
    held: Staying | None = field(default=None, compare=False, repr=False)

    @cached_property
    def rank(self) -> pl.Series:
        """The rank of each account, from 1 (UInt32); null for the killed and disqualified."""
        ranks = pl.Series("rank", [None], dtype=pl.UInt32).new_from_index(0, len(self.bucket))
        return ranks.scatter(self.order, pl.int_range(1, len(self.order) + 1, dtype=pl.UInt32, eager=True))

    def rank_of(self, row: int) -> int | None:
        """The rank of one account."""
        if "rank" in self.__dict__:
            rank: int | None = self.rank[row]
            return rank
        found = (self.order == row).arg_true()
        return int(found[0]) + 1 if len(found) else None


def bucket_names(profile: Profile) -> list[str]:
    """All buckets, best first: the tiers in order, then nurture, disqualified, killed."""
    return [*(tier.name for tier in profile.tiers), NURTURE, DISQUALIFIED, KILLED]


def assign(
    accounts: pl.DataFrame,
    scores: Scores,
    killed: pl.Series,
    pins: pl.Series,
    order: Ranking,
    plan: Plan,
    coded: pl.DataFrame,
    bound: Sequence[Sequence[Constraint]],
    held: Staying | None = None,
) -> Assigned:
    """Put every account into its bucket.

    `pins` is the index of the tier that each account is pinned to, else null; `order` is the ranking
    of all rows; `coded` and `bound` come from `limit`; `held` has the points for staying, which count against min_score.
    """
    profile = plan.profile
    pinned = pins.is_not_null()
    out = scores.each(pl.col("failed") | (pl.col("score") < float(profile.nurture))) & ~pinned
    ranked = order.only(~(killed | out))
    lowest = min(float(tier.min_score) for tier in profile.tiers)
    reaches = scores.each(pl.col("score") >= lowest) if held is None else ranked_scores(scores, held) >= lowest
    contends = reaches | pinned
    rows = ranked.filter(contends.gather(ranked))
    contenders = (
        pl.DataFrame({"row": rows, "pin": pins.gather(rows)})
        .hstack(scores.select("score", "known")[rows])
        .hstack(coded[rows])
        .hstack(meets(accounts, scores, rows, plan))
    )
    if held is not None:
        contenders = contenders.with_columns(ranked_at(scores, held, rows).alias("score"))
    filled = tuple(fill(contenders, profile.tiers, bound))
    return Assigned(
        bucket=_buckets(profile, killed, out, filled),
        order=ranked,
        filled=filled,
        held=held,
    )


def meets(accounts: pl.DataFrame, scores: Scores, rows: pl.Series, plan: Plan) -> pl.DataFrame:
    """Whether each contender meets the `when` of each tier that has one, as meets.<n>."""
    if not any(plan.tier_conditions):
        return pl.DataFrame()
    wanted = {name for when in plan.tier_conditions if when for name in when.names}
    known = accounts.select(name for name in accounts.columns if name in {*wanted, "account_key"} - set(SCORES))[rows]
    known = known.with_columns(pl.lit(plan.as_of).alias(columns.AS_OF)) if columns.AS_OF in wanted else known
    # An original column may be called anything but this.
    frame = pl.DataFrame({"\0row": rows}).hstack(known).hstack(scores.select(name for name in SCORES if name in wanted)[rows])
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
        pl.when(killed).then(pl.lit(nurture + 2, dtype=pl.UInt8))
        .when(out).then(pl.lit(nurture + 1, dtype=pl.UInt8))
        .otherwise(pl.lit(nurture, dtype=pl.UInt8)),
    ).to_series()
    for place, tier in enumerate(filled):
        code = code.scatter(tier.taken, place).scatter(tier.pinned, place)
    labels = pl.Series(names, dtype=pl.Enum(names))
    return labels.gather(code).alias("bucket")
