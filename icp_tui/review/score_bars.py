"""The scores of a list counted point by point and bucket by bucket, with the cut lines: what a histogram draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from icp_tui.scoring.listing import ScoredList

# A bar for each point of score; the last one holds 100 as well.
POINTS = 100


@dataclass(frozen=True)
class Cut:
    """A line on the axis: the score of the last account of a tier, or where the nurture bucket begins."""

    name: str
    score: float


@dataclass(frozen=True)
class ScoreBars:
    """`counts` has, for every bucket, best first, the accounts of each point of score (100 numbers); `cuts` best first."""

    counts: Mapping[str, Sequence[int]]
    cuts: Sequence[Cut]

    @property
    def accounts(self) -> int:
        """All accounts that are counted."""
        return sum(map(sum, self.counts.values()))

    def between(self, low: int, high: int) -> dict[str, int]:
        """The accounts with a score from `low` to below `high` (100 includes 100), by bucket, without empty ones."""
        found = {bucket: sum(counts[low:high]) for bucket, counts in self.counts.items()}
        return {bucket: count for bucket, count in found.items() if count}


def score_bars(scored: ScoredList) -> ScoreBars:
    """Count the accounts of a list: one pass over scores and buckets."""
    names = list(scored.buckets())
    points = scored.scores.each(pl.col("score").floor().clip(0, POINTS - 1).cast(pl.UInt16))
    codes = (scored.assigned.bucket.to_physical().cast(pl.UInt16) * POINTS + points).alias("code")
    found = dict(codes.value_counts(name="accounts").iter_rows())
    counts = {
        name: [found.get(place * POINTS + point, 0) for point in range(POINTS)] for place, name in enumerate(names)
    }
    return ScoreBars(counts, cuts(scored))


def cuts(scored: ScoredList) -> list[Cut]:
    """Where each tier ends, as far as anyone is in it by score, and where nurture begins."""
    nurture = Cut("nurture", float(scored.plan.profile.nurture))
    return [*(Cut(line.tier, line.score) for line in scored.cut_lines if line.score is not None), nurture]
