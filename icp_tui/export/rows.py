"""The rows of the output files: what a list says of each account, ready to be written.

A slice of the list is gathered once and then laid out for each kind of file, so a list of any length
is written in the same memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from icp_tui import columns
from icp_tui.export.safe import harmless
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.words import two_decimals

FIRST = ("rank", "account_key", "name", "domain", "tier", "play", "score", "best_case", "known", "reason", "why",
          "warnings", "unverified", "pinned", "note")  # fmt: skip
_OUR_WORDS = ("reason", "why", "warnings", "note")
_SHOWN = ("score", "best_case", "known", *(columns.layer(name) for name in columns.LAYERS))


@dataclass(frozen=True)
class Slice:
    """Some accounts of a list, a row each in the same order: what came in, and what the list says of them."""

    accounts: pl.DataFrame = field(compare=False)
    originals: pl.DataFrame = field(compare=False)
    outcome: pl.DataFrame = field(compare=False)
    labels: pl.DataFrame = field(compare=False)
    points: pl.DataFrame = field(compare=False)


def slice_of(scored: ScoredList, originals: pl.DataFrame, rows: pl.Series) -> Slice:
    """The accounts at `rows`."""
    return Slice(
        accounts=scored.accounts[rows],
        originals=columns.as_text(originals[rows]),
        outcome=scored.outcome(rows),
        labels=scored.level_labels(rows),
        points=scored.points(rows),
    )


def columns_with_data(scored: ScoredList) -> list[str]:
    """The account columns, and extra fields of the profile, that hold a value for some account."""
    frame = scored.accounts
    ours = [name for name in frame.columns if name in columns.ACCOUNT or name in scored.plan.profile.fields]
    return [name for name in ours if frame[name].null_count() < frame.height]


def tier_rows(part: Slice, with_data: list[str]) -> pl.DataFrame:
    """The columns of a tier file in the order of design section 6, and bucket last, for the writer to part by."""
    said = part.outcome.with_columns(_shown(name) for name in _SHOWN)
    said = said.with_columns(harmless(said[name]) for name in _OUR_WORDS)
    points = part.points.select(_shown(name) for name in part.points.columns)
    accounts = part.accounts.select("account_key", "name", "domain", *(name for name in with_data if name not in FIRST))
    accounts = accounts.with_columns(_as_text(accounts[name]) for name in accounts.columns)
    frame = pl.concat([accounts, said, points, part.originals], how="horizontal")
    return frame.select(
        *FIRST,
        *accounts.columns[3:],
        *(columns.layer(name) for name in columns.LAYERS),
        *points.columns,
        *part.originals.columns,
        # An original column may be called bucket; nobody calls one this.
        pl.Series(BUCKET, part.outcome["bucket"]),
    )


# The column that parts a slice into files; it is in none of them.
BUCKET = "\0bucket"


def parquet_rows(part: Slice) -> pl.DataFrame:
    """The columns of accounts.parquet, typed and unrounded."""
    return pl.concat(
        [part.accounts.select("account_key"), part.outcome, part.labels, part.points,
         part.accounts.drop("account_key"), part.originals],
        how="horizontal",
    )  # fmt: skip


def _shown(name: str) -> pl.Expr:
    return two_decimals(pl.col(name)).alias(name)


def _as_text(series: pl.Series) -> pl.Series:
    """Lists and decimals as one cell: lists with semicolons, a whole number without a point."""
    if series.dtype == columns.TEXTS:
        return series.list.join("; ", ignore_nulls=True)
    if series.dtype == pl.Float64:
        return series.cast(pl.String).str.strip_suffix(".0")
    return series
