"""A list as data: what it said of every account when it was made, with the profile and the lines it was cut by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from icp_tui.profile import Profile
from icp_tui.scoring.assign import DISQUALIFIED, KILLED, NURTURE

# The columns that every list is asked for of all accounts.
CORE: dict[str, pl.DataType | type[pl.DataType]] = {
    "account_key": pl.String,
    "bucket": pl.String,
    "rank": pl.UInt32,
    "score": pl.Float64,
}

# Who excluded an account by hand; only the list as it stands has it. No original column is called this.
EXCLUDED_BY = "\0excluded_by"

# The columns `names` of the accounts at `rows`, of all of them for None.
Detail = Callable[[Sequence[str], pl.Series | None], pl.DataFrame]


@dataclass(frozen=True)
class Cut:
    """Where one tier ended: its capacity, the score of its last account as it is ranked, and whether it was full.

    `score` is None for a tier without accounts, or with pinned ones only.
    """

    capacity: int | None
    score: float | None
    full: bool


@dataclass(frozen=True)
class Recorded:
    """One list. `core` has CORE, an account each; `detail` the other columns of accounts.parquet.

    `profile` is None where its text is not kept; `sha256` is the profile's all the same. `buckets` are best
    first: the tiers in order, then nurture, disqualified and killed.
    """

    name: str
    edition: str
    as_of: date
    sha256: str
    profile: Profile | None
    buckets: tuple[str, ...]
    cuts: Mapping[str, Cut]
    schema: Mapping[str, pl.DataType]
    core: pl.DataFrame = field(compare=False, repr=False)
    detail: Detail = field(compare=False, repr=False)

    @property
    def tiers(self) -> tuple[str, ...]:
        """The names of the tiers, first to last."""
        return tuple(name for name in self.buckets if name not in {NURTURE, DISQUALIFIED, KILLED})

    def some(self, names: Sequence[str], rows: pl.Series) -> pl.DataFrame:
        """Columns of the accounts at `rows`; one that this list does not have is left out."""
        return self.detail([name for name in names if name in self.schema], rows)


def score_line(one: Recorded, bucket: str) -> float | None:
    """The lowest score that the profile lets into a bucket; None where its text is not kept."""
    if one.profile is None:
        return None
    lines = {tier.name: float(tier.min_score) for tier in one.profile.tiers}
    return lines.get(bucket, float(one.profile.nurture) if bucket == NURTURE else None)
