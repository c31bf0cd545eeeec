"""What a dialect's cells need before they are cleaned. The original columns are never changed."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from icp_tui.sources.codes import is_categorical
from icp_tui.sources.dialect import Dialect, compared
from icp_tui.sources.evidence import by_comparison
from icp_tui.sources.mapping import Mapped

_ID = "crm_id"


def as_cleaned(frame: pl.DataFrame, mapped: Mapped) -> pl.DataFrame:
    """The columns as cleaning is to see them: without cells that say nothing, with currencies, with bare ids."""
    dialect = mapped.dialect
    headers = list(dict.fromkeys(feed.header for feed in mapped.all()))
    if dialect.unknown and headers:
        frame = frame.with_columns(_said(frame, header, dialect.unknown) for header in headers)
    if dialect.currency_of:
        frame = frame.with_columns(list(_with_currency(dialect, headers, frame)))
    if dialect.id_core is not None and _ID in mapped.feeds:
        named = [*mapped.feeds[_ID], *(feed for feed in mapped.feeds.get("parent", ()) if _is_id(feed.header))]
        frame = frame.with_columns(_core(feed.header, dialect.id_core) for feed in named)
    return frame


def _said(frame: pl.DataFrame, header: str, unknown: tuple[str, ...]) -> pl.Expr:
    cell = pl.col(header)
    text = cell.cast(pl.String) if is_categorical(frame.get_column(header)) else cell
    return pl.when(~text.str.strip_chars().is_in(list(unknown))).then(cell).alias(header)


def _with_currency(dialect: Dialect, headers: list[str], frame: pl.DataFrame) -> Iterator[pl.Expr]:
    """Amounts followed by the currency that another column states for them."""
    present = by_comparison(frame.columns)
    for amounts, currencies in dialect.currency_of.items():
        header, other = present.get(compared(amounts)), present.get(compared(currencies))
        if header in headers and other is not None:
            amount, code = pl.col(header).cast(pl.String), pl.col(other).cast(pl.String)
            yield pl.coalesce(pl.format("{} {}", amount, code), amount).alias(header)


def _is_id(header: str) -> bool:
    """Whether a column of parents holds the numbers of their records, not their names."""
    return compared(header).endswith("id")


def _core(header: str, pattern: str) -> pl.Expr:
    cell = pl.col(header).cast(pl.String).str.strip_chars()
    return pl.coalesce(cell.str.extract(pattern), cell).alias(header)
