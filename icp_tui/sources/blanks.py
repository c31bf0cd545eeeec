"""Blank rows and blank columns of a table, which hold nothing and are left out."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from icp_tui.sources.codes import as_text


def blank_columns(frame: pl.DataFrame, header: Sequence[str]) -> list[str]:
    """The columns without header and without a value; none when there would be no other."""
    empty = [
        name
        for name, cell in zip(frame.columns, header, strict=True)
        if not cell.strip() and frame.get_column(name).null_count() == frame.height
    ]
    return empty if len(empty) < frame.width else []


def filled_rows(frame: pl.DataFrame) -> pl.Series | None:
    """Which rows have some cell that is not blank; None when all have. Looks at the fullest columns first."""
    left = pl.int_range(0, frame.height, dtype=pl.UInt32, eager=True)
    for column in sorted(frame.iter_columns(), key=lambda column: column.null_count()):
        cells = column if left.len() == frame.height else column.gather(left)
        left = left.filter(cells.is_null() | (as_text(cells).str.strip_chars() == ""))
        if not left.len():
            return None
    return ~pl.int_range(0, frame.height, dtype=pl.UInt32, eager=True).is_in(left.implode())


def blank_notes(columns: int, rows: int) -> tuple[list[str], list[str]]:
    """What is said about blank columns, and about blank rows, that were left out."""
    about_columns = f"left out {columns} blank column{'s' if columns > 1 else ''} without header"
    about_rows = f"skipped {rows:,} blank row{'s' if rows > 1 else ''}"
    return [about_columns] * bool(columns), [about_rows] * bool(rows)
