"""How the buckets are made up: accounts by bucket and by the value of a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from icp_tui import vocab
from icp_tui.review import shown
from icp_tui.review.shown import Shown
from icp_tui.scoring.listing import ScoredList

# What the buckets are looked at by, in turn, and what it is called.
BY = {"industry": "industry", "country": "country", "owner": "owner", "employees": "company size", "source": "source"}
# More values than these are counted together.
MOST = 24
# Tiers may be called anything but these.
_VALUE, _BUCKET, _COUNT = "\0value", "\0bucket", "\0count"


@dataclass(frozen=True)
class HeatRow:
    """One value: its name, how many accounts of each bucket have it, and the condition that says so."""

    name: str
    counts: Sequence[int]
    condition: str

    @property
    def accounts(self) -> int:
        """All accounts with the value."""
        return sum(self.counts)


@dataclass(frozen=True)
class Heat:
    """Accounts by value (rows) and bucket (columns, best first); `by` is the column, `distinct` its values on the list."""

    by: str
    buckets: Sequence[str]
    totals: Sequence[int]
    rows: Sequence[HeatRow]
    distinct: int

    @property
    def title(self) -> str:
        """What the rows are."""
        return BY[self.by]

    @property
    def accounts(self) -> int:
        """All accounts."""
        return sum(self.totals)

    def share(self, row: int, bucket: int) -> float:
        """Which share of a bucket has the value; 0 for an empty bucket."""
        return self.rows[row].counts[bucket] / self.totals[bucket] if self.totals[bucket] else 0.0

    def shown(self, row: int, bucket: int | None) -> Shown:
        """The accounts of a cell, or with None of the whole row."""
        one = self.rows[row]
        name = None if bucket is None else self.buckets[bucket]
        return Shown(f"{self.title} {one.name}" if name is None else f"{name}, {self.title} {one.name}", name, one.condition)

    def said(self, row: int, bucket: int | None) -> str:
        """A cell in words: `12 of the 50 in A (24%); 8% of all accounts`."""
        one = self.rows[row]
        whole = one.accounts / self.accounts if self.accounts else 0.0
        if bucket is None:
            return f"{one.name}: {one.accounts:,} of all {self.accounts:,} accounts ({percent(whole)})"
        if not self.totals[bucket]:
            return f"{one.name}: nobody is in {self.buckets[bucket]}; {percent(whole)} of the whole list"
        said = f"{one.name}: {one.counts[bucket]:,} of the {self.totals[bucket]:,} in {self.buckets[bucket]}"
        return f"{said} ({percent(self.share(row, bucket))}); {percent(whole)} of the whole list"


def heat(scored: ScoredList, by: str) -> Heat:
    """Count buckets by one of the columns of `BY`: the values with most accounts in the tiers first, sizes by size."""
    buckets = list(scored.buckets())
    if by == "employees":
        return _by_size(scored, buckets)
    counted = _counted(scored, scored.accounts[by], buckets)
    named = counted.filter(pl.col(_VALUE).is_not_null())
    tiers = pl.sum_horizontal(buckets[: len(buckets) - 3])
    named = named.sort(tiers, pl.sum_horizontal(buckets), _VALUE, descending=[True, True, False])
    top = named if named.height <= MOST + 1 else named.head(MOST)
    values = top[_VALUE].to_list()
    rows = [
        HeatRow(_named(by, str(value)), counts, shown.equals(by, str(value)))
        for value, counts in zip(values, _numbers(top, buckets), strict=True)
    ]
    rest = named.slice(top.height)
    if rest.height:
        name = f"{rest.height:,} others"
        rows.append(HeatRow(name, _sums(rest, buckets), shown.other_than(by, values)))
    rows += _unknown(counted, buckets, by)
    return Heat(by, buckets, list(scored.buckets().values()), rows, named.height)


def percent(share: float) -> str:
    """A share as people read it: whole percents, and less than one where it is that."""
    if 0 < share < 0.01:
        return "<1%"
    return ">99%" if 0.99 < share < 1 else f"{share:.0%}"


def _by_size(scored: ScoredList, buckets: Sequence[str]) -> Heat:
    """Company sizes as the vocabulary has them, without gaps."""
    lows = sorted({band.low for band in vocab.size_bands()})
    edges = [*lows[1:], None]
    places = pl.lit(0, dtype=pl.UInt32)
    for low in lows[1:]:
        places += (pl.col("employees") >= low).cast(pl.UInt32)
    known = pl.when(pl.col("employees").is_not_null()).then(places)
    counted = _counted(scored, scored.accounts.select(known.alias(_VALUE)).to_series(), buckets)
    held = {value: counts for value, *counts in counted.select(_VALUE, *buckets).iter_rows()}
    rows = [
        HeatRow(
            f"{low:,}+" if below is None else f"{low:,}-{below - 1:,}",
            held.get(place, [0] * len(buckets)),
            shown.between("employees", None if place == 0 else low, below) or "employees IS NOT NULL",
        )
        for place, (low, below) in enumerate(zip(lows, edges, strict=True))
    ]
    rows += _unknown(counted, buckets, "employees")
    return Heat("employees", buckets, list(scored.buckets().values()), rows, len(lows))


def _counted(scored: ScoredList, values: pl.Series, buckets: Sequence[str]) -> pl.DataFrame:
    """A row per value (null for unknown) with the accounts in each bucket."""
    frame = pl.DataFrame({_VALUE: values, _BUCKET: scored.assigned.bucket})
    long = frame.lazy().group_by(_VALUE, _BUCKET).len(name=_COUNT).collect()
    return (
        long.lazy()
        .group_by(_VALUE)
        .agg(pl.col(_COUNT).filter(pl.col(_BUCKET) == name).sum().cast(pl.Int64).alias(name) for name in buckets)
        .collect()
    )


def _unknown(counted: pl.DataFrame, buckets: Sequence[str], by: str) -> list[HeatRow]:
    unknown = counted.filter(pl.col(_VALUE).is_null())
    return [HeatRow("unknown", _sums(unknown, buckets), shown.equals(by, None))] if unknown.height else []


def _numbers(frame: pl.DataFrame, buckets: Sequence[str]) -> list[list[int]]:
    return [list(row) for row in frame.select(buckets).iter_rows()]


def _sums(frame: pl.DataFrame, buckets: Sequence[str]) -> list[int]:
    return list(frame.select(pl.col(name).sum() for name in buckets).row(0))


def _named(by: str, value: str) -> str:
    country = vocab.country_name(value) if by == "country" else value
    return value if country == value else f"{value} {country}"
