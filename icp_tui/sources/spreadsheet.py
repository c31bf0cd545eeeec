"""Workbooks -> Table: XLSX, XLSB, XLS and OpenDocument; the sheet that looks like the list.

A cell is the text that a person sees, as far as the file tells: dates in ISO form, `true` and `false`,
numbers without `.0`, the values of formulas. Merged cells hold their text once, at their first cell.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

import polars as pl
import polars.selectors as cs

from icp_tui.sources.blanks import blank_columns, blank_notes, filled_rows
from icp_tui.sources.csv_layout import above_header, above_note
from icp_tui.sources.footers import footer_notes, footer_rows
from icp_tui.sources.headers import no_header_row, unique
from icp_tui.sources.list_sheet import list_sheet
from icp_tui.sources.reading import AS_FOUND, Reading
from icp_tui.sources.shown_cells import with_shown_cells
from icp_tui.sources.table import Table, no_rejects, row_numbers
from icp_tui.sources.workbook import Sheet, Workbook

_HEAD = 200
_MIDNIGHT = r"^(\d{4}-\d\d-\d\d)[ T]00:00:00(?:\.0+)?$"
# How calamine writes a time of day: on the day before the first.
_TIME_OF_DAY = r"^1899-12-3[01] (\d\d:\d\d:\d\d)"


def read_spreadsheet(
    path: Path, kind: Literal["xlsx", "xlsb", "xls", "ods"], reading: Reading = AS_FOUND
) -> Table:
    """Read one sheet of a workbook: the one that is named, else the one that looks like a list.

    `rows` numbers the rows as the sheet does. Title rows, footers, and blank rows and columns are left out
    and said. IcpError when the workbook is damaged, has a password, or has no such sheet.
    """
    raw = path.read_bytes()
    book = Workbook(path, raw, old=kind == "xls")
    sheet, notes = list_sheet(path, book.sheets(_HEAD + (reading.header_row or 0)), reading)
    header_at = _header_at(path, sheet, reading.header_row)
    titles = sum(1 for record in sheet.head[:header_at] if record.filled)
    notes += above_note(titles, reading.header_row)
    cells = book.cells(sheet)
    if kind == "xlsx":
        cells = with_shown_cells(cells, raw, sheet.place, sheet.first_column)
    frame, rows = _body(_plain(cells), header_at, notes)
    return Table(
        path=path,
        kind=kind,
        sha256=hashlib.sha256(raw).hexdigest(),
        frame=frame,
        rows=rows,
        rejected=no_rejects(),
        sheet=sheet.name,
        notes=notes,
    )


def _header_at(path: Path, sheet: Sheet, told: int | None) -> int:
    """Which row is the header, from 0; IcpError when the row that was told is none."""
    if told is None:
        return above_header(sheet.head)
    if not (1 <= told <= len(sheet.head) and sheet.head[told - 1].filled):
        raise no_header_row(path, told)
    return told - 1


def _plain(cells: pl.DataFrame) -> pl.DataFrame:
    """Dates without a midnight, times without a day, and no blank texts."""
    text = cs.string()
    cells = cells.with_columns(pl.when(text != "").then(text))
    dated = [column.name for column in cells.iter_columns() if column.str.ends_with("00:00:00").any()]
    timed = [column.name for column in cells.iter_columns() if column.str.starts_with("1899-12-3").any()]
    return cells.with_columns(pl.col(timed).str.replace(_TIME_OF_DAY, "$1")).with_columns(
        pl.col([name for name in dated if name not in timed]).str.replace(_MIDNIGHT, "$1")
    )


def _body(cells: pl.DataFrame, header_at: int, notes: list[str]) -> tuple[pl.DataFrame, pl.Series]:
    """The accounts below the header, under unique names, and the numbers of their rows."""
    header = [cell or "" for cell in cells.row(header_at)]
    frame = cells.slice(header_at + 1)
    rows = row_numbers(header_at + 2, frame.height)
    empty = blank_columns(frame, header)
    header = [cell for name, cell in zip(frame.columns, header, strict=True) if name not in empty]
    frame = frame.drop(empty)
    frame.columns, renamed = unique(header)
    filled = filled_rows(frame)
    blank = 0
    if filled is not None:
        blank = frame.height - int(filled.sum())
        frame, rows = frame.filter(filled), rows.filter(filled)
    about_columns, about_rows = blank_notes(len(empty), blank)
    notes += [*about_columns, *renamed, *about_rows]
    footers = footer_rows(frame, rows, no_rejects().get_column("row"))
    if footers:
        notes += footer_notes(footers)
        frame, rows = frame.head(-len(footers)), rows.head(-len(footers))
    return frame.rechunk(), rows
