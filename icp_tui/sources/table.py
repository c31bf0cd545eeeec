"""A source as it was read: text cells under unique headers, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import polars as pl

# Told how much of a step is done, 0 to 1; may end the step by raising.
Share = Callable[[float], None]

Kind = Literal["csv", "json", "jsonl", "parquet", "arrow", "xlsx", "xlsb", "xls", "ods"]

REJECTED = {"row": pl.UInt32, "raw": pl.String, "cause": pl.String}


@dataclass(frozen=True)
class Table:
    """The rows of one source file, uncleaned.

    `frame` holds the original columns in file order, blank cells as null: String, or Categorical where a
    column repeats few texts. `rows` gives the number
    of each row in its file: for CSV the record, counted from 1 with everything above the first account
    (title rows and the header) included, as a spreadsheet shows it; for JSON the element, for JSONL the
    line, for Parquet the row, all from 1. `rejected` has the columns of `REJECTED`, with `row` counted the
    same way. `list_separator` is set where lists were joined by the reader; None means: see the cells. A
    workbook's rows are numbered as on its `sheet`.
    """

    path: Path
    kind: Kind
    sha256: str
    frame: pl.DataFrame
    rows: pl.Series
    rejected: pl.DataFrame
    encoding: str | None = None
    delimiter: str | None = None
    list_separator: str | None = None
    sheet: str | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def rows_in(self) -> int:
        """Data rows read and rejected; blank rows, title rows and footers are not rows."""
        return self.frame.height + self.rejected.height


def no_rejects() -> pl.DataFrame:
    """An empty frame of rejected rows."""
    return pl.DataFrame(schema=REJECTED)


def row_numbers(first: int, count: int) -> pl.Series:
    """`count` row numbers from `first` on, UInt32."""
    return pl.int_range(first, first + count, dtype=pl.UInt32, eager=True).alias("row")
