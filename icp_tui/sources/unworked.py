"""Formulas of an XLSX that no program has worked out: their cells are read as blank, whatever was meant by them.

A spreadsheet program keeps the value of each formula in the file; tools that only write files keep none.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from icp_tui.sources.compressed import DAMAGED_ZIP
from icp_tui.sources.far_cells import column_number
from icp_tui.sources.shown_cells import sheet_xml
from icp_tui.sources.workbook import Workbook

_HEAD = 200
# A text that is blank (t="str") is a value too.
_UNWORKED = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"(?![^>]*\bt="str")[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>([^<]*)</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)


@dataclass(frozen=True)
class Unworked:
    """A formula without a value: the header that it stands under, its cell such as K2, its row, and the formula."""

    header: str
    cell: str
    row: int
    formula: str


def unworked(path: Path, sheet: str | None, headers: Collection[str]) -> list[Unworked]:
    """The formulas without a value below `headers` in a sheet of an XLSX, from above; none in any other file."""
    raw = path.read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return list(_found(Workbook(path, raw), archive, sheet, headers))
    except DAMAGED_ZIP:
        return []


def _found(book: Workbook, archive: zipfile.ZipFile, sheet: str | None, headers: Collection[str]) -> Iterator[Unworked]:
    for one in (one for one in book.sheets(_HEAD) if one.name == sheet):
        header_at = next((record for record in one.head if any(cell.strip() in headers for cell in record.cells)), None)
        if header_at is None:
            return
        under = {at: cell.strip() for at, cell in enumerate(header_at.cells, start=one.first_column + 1) if cell.strip() in headers}
        for letters, row, formula in _UNWORKED.findall(sheet_xml(archive, one.place)):
            header = under.get(column_number(letters.decode()))
            if header is not None and int(row) > header_at.line:
                yield Unworked(header, f"{letters.decode()}{int(row)}", int(row), "=" + unescape(formula.decode("utf-8", "replace")))
