"""The rows of the output files: what a list says of each account, ready to be written.

One function per kind of file turns a slice of the list into columns; nothing here holds more than a
slice, so a list of any length is written in the same memory.
"""

from __future__ import annotations

import polars as pl

from icp_tui import columns
from icp_tui.export.safe import harmless, one_line
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.words import two_decimals

_FIRST = ("rank", "account_key", "name", "domain", "tier", "play", "score", "best_case", "known", "reason", "why",
          "warnings", "unverified", "pinned", "note")  # fmt: skip
_OUR_WORDS = ("reason", "why", "warnings", "note")
_SHOWN = ("score", "best_case", "known")


def columns_with_data(scored: ScoredList) -> list[str]:
    """The account columns, and extra fields of the profile, that hold a value for some account."""
    frame = scored.accounts
    ours = [name for name in frame.columns if name in columns.ACCOUNT or name in scored.plan.profile.fields]
    return [name for name in ours if frame[name].null_count() < frame.height]


def tier_rows(scored: ScoredList, originals: pl.DataFrame, rows: pl.Series, with_data: list[str]) -> pl.DataFrame:
    """The columns of a tier file, as text that is safe to load, for the accounts at `rows`."""
    accounts = scored.accounts.select("account_key", "name", "domain", *(
        name for name in with_data if name not in _FIRST))[rows]  # fmt: skip
    said = scored.outcome(rows).with_columns(_shown(name) for name in _SHOWN)
    said = said.with_columns(harmless(said[name]) for name in _OUR_WORDS)
    layers = said.select(_shown(columns.layer(name)) for name in columns.LAYERS)
    points = scored.points(rows)
    points = points.select(_shown(name) for name in points.columns)
    frame = pl.concat(
        [accounts, said.drop(columns.layer(name) for name in columns.LAYERS), layers, points, originals[rows]],
        how="horizontal",
    )
    order = [*_FIRST, *(name for name in accounts.columns if name not in _FIRST), *layers.columns, *points.columns,
             *originals.columns]  # fmt: skip
    return frame.select(order).with_columns(_as_text(frame[name]) for name in order if _needs_care(frame[name]))


def parquet_rows(scored: ScoredList, originals: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
    """The columns of accounts.parquet, typed and unrounded, for the accounts at `rows`."""
    accounts = scored.accounts[rows]
    return pl.concat(
        [accounts.select("account_key"), scored.outcome(rows), scored.level_labels(rows), scored.points(rows),
         accounts.drop("account_key"), originals[rows]],
        how="horizontal",
    )  # fmt: skip


def table_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """Any frame (duplicates, rejected rows) with its text made safe to load."""
    return frame.with_columns(_as_text(frame[name]) for name in frame.columns if _needs_care(frame[name]))


def _shown(name: str) -> pl.Expr:
    return two_decimals(pl.col(name)).alias(name)


def _needs_care(series: pl.Series) -> bool:
    return series.dtype in (pl.String, columns.TEXTS, pl.Float64)


def _as_text(series: pl.Series) -> pl.Series:
    if series.dtype == columns.TEXTS:
        series = series.list.join("; ", ignore_nulls=True)
    if series.dtype == pl.Float64:
        # 1234.0 is written 1234: a whole number needs no point.
        return series.cast(pl.String).str.strip_suffix(".0")
    return one_line(series)
