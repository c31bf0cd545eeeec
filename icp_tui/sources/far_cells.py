"""Something in a cell far away from everything else, for which the workbook library would fill all the memory.

It lays out a sheet from its first to its furthest cell. One stray sign in XFD1048576 makes that 17 billion cells,
and the program ends without a word that anybody could act on.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from icp_tui.sources.compressed import DAMAGED_ZIP

_CHUNK = 1 << 24
# A cell's XML up to its value is shorter than this, or the value is found anyway.
_OVERLAP = 1 << 10
# Columns from DA on, in a cell that holds something.
_WIDE = re.compile(rb'<c r="([A-Z]{3}|[D-Z][A-Z])(\d{1,7})"(?:[^>]*[^/>])?><(?:v|is|f)\b')
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
# So many cells take a gigabyte; lists that really have them fill a good part of them.
_MOST = 20_000_000
_SPARSE = 20


@dataclass
class _Extent:
    """How far a sheet goes: its furthest column from 1, its last row, and how many cells are written."""

    column: int = 0
    letters: str = ""
    row: int = 0
    written: int = 0


def far_cell(raw: bytes) -> str | None:
    """The name of a cell in an XLSX, such as XFD1048576, that lies too far out; None when there is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for name in archive.namelist():
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    with archive.open(name) as sheet:
                        extent = _extent(sheet)
                    area = extent.column * extent.row
                    if area > max(_MOST, _SPARSE * extent.written):
                        return f"{extent.letters}{extent.row}"
    except DAMAGED_ZIP:
        # The library says what is wrong with it.
        return None
    return None


def _extent(sheet: IO[bytes]) -> _Extent:
    extent = _Extent()
    for part in _parts(sheet):
        extent.written += part.count(b"<c ")
        for found in _WIDE.finditer(part):
            column = column_number(found[1].decode())
            if column > extent.column:
                extent.column, extent.letters = column, found[1].decode()
            extent.row = max(extent.row, int(found[2]))
        # Rows are in order, so that the last cell with a value is in the last row.
        value = max(part.rfind(b"<v>"), part.rfind(b"<is>"))
        if value >= 0 and (last := _CELL.match(part, part.rfind(b"<c ", 0, value))):
            extent.row = max(extent.row, int(last[2]))
    return extent


def _parts(sheet: IO[bytes]) -> Iterator[bytes]:
    """The XML in parts that overlap, so that each cell is whole in one of them."""
    kept = b""
    while chunk := sheet.read(_CHUNK):
        yield kept + chunk
        kept = chunk[-_OVERLAP:]


def column_number(letters: str) -> int:
    """1 for column A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
