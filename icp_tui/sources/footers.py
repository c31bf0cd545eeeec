"""What reports write below a table: totals, sources, who made it and when."""

from __future__ import annotations

import re

import polars as pl

from icp_tui.errors import shortened
from icp_tui.sources.codes import as_text

# Only so many of the last rows may be footers.
_MOST = 10
_TOTAL = re.compile(r"(?i)\s*(?:grand\s+|sub-?)?totals?\b")
_FOOTER = re.compile(
    r"(?i)\s*(?:(?:grand\s+|sub-?)?totals?|sum|count|records?|rows|source|sources|notes?|generated|exported|created|printed"
    r"|downloaded|copyright|©|\(c\)|confidential|as\s+of|filters?|filtered|end\s+of|\*)(?:\W|$)"
)


def footer_rows(frame: pl.DataFrame, rows: pl.Series, rejected: pl.Series) -> list[tuple[int, str]]:
    """The rows at the end that are no accounts, as their number and text, in order.

    They stand below a blank row of a table of three columns or more, and begin as footers do: with one
    filled cell, or with a total. `rows` numbers the rows of `frame`, `rejected` those that could not be read.
    """
    if frame.width < 3 or frame.height < 2:
        return []
    tail = pl.DataFrame([as_text(column) for column in frame.tail(_MOST).iter_columns()])
    numbers = rows.tail(_MOST).to_list()
    known = {*numbers, *rejected.to_list()}
    found: list[tuple[int, str]] = []
    below_blank: list[tuple[int, str]] = []
    for number, cells in zip(reversed(numbers), reversed(tail.rows()), strict=True):
        filled = [cell for cell in cells if cell and cell.strip()]
        pattern = _FOOTER if len(filled) == 1 else _TOTAL
        if not filled or not pattern.match(filled[0]):
            break
        below_blank.append((number, shortened(" ".join(filled), 60)))
        if number - 1 not in known and number > min(numbers):
            found += below_blank
            below_blank = []
    return found[::-1]


def footer_notes(found: list[tuple[int, str]]) -> list[str]:
    """What is said about footers that were left out, each with its row and text."""
    rows = ", ".join(f"row {number}: {text}" for number, text in found)
    return [f"skipped {len(found)} footer row{'s' if len(found) > 1 else ''}", f"below the list: {rows}"]
