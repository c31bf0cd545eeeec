"""A workbook and the cells of its sheets; whatever is wrong with the file is an IcpError."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl

from icp_tui.errors import IcpError, Problem
from icp_tui.sources.calamine import Cells, Opened, UnreadableError, opened, read_apart
from icp_tui.sources.csv_layout import Record
from icp_tui.sources.far_cells import far_cell

_SAVE = "open it in the spreadsheet program and save the sheet as CSV (UTF-8)"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Sheet:
    """One sheet: its first rows, and how many there are. `first_column` is where its cells begin, from 0."""

    name: str
    place: int
    head: tuple[Record, ...]
    height: int
    first_column: int
    visible: bool

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(record.filled for record in self.head)


@dataclass(frozen=True)
class Workbook:
    """A workbook of any kind that calamine reads, from its bytes: the ending of its name does not matter.

    `old`: an XLS, which is read in a process of its own, because damage in one can end the process.
    """

    path: Path
    raw: bytes
    old: bool = False

    def sheets(self, rows: int) -> list[Sheet]:
        """All sheets in order, each with its first `rows` rows."""
        alone = len(self._names) == 1
        found: list[Sheet] = []
        for place, name in enumerate(self._names):
            cells = self._all(place) if alone or self.old else self._read(place, rows)
            head = tuple(_records(cells.frame.head(rows)))
            found.append(Sheet(name, place, head, cells.height, cells.first_column, cells.visible))
        return found

    def cells(self, sheet: Sheet) -> pl.DataFrame:
        """The text of all cells, from the sheet's first row and its first used column on."""
        return self._all(sheet.place).frame

    @cached_property
    def _kept(self) -> dict[int, Cells]:
        """Sheets that were read as a whole."""
        return {}

    @cached_property
    def _apart(self) -> Sequence[tuple[str, Cells]]:
        try:
            return read_apart(self.path)
        except UnreadableError as error:
            raise self._refused(str(error)) from None

    @cached_property
    def _names(self) -> Sequence[str]:
        if self.old:
            return [name for name, _ in self._apart]
        return self._opened.names

    @cached_property
    def _opened(self) -> Opened:
        if (cell := far_cell(self.raw)) is not None:
            message = f"something stands in cell {cell}, too far away from the list to be read"
            hint = f"delete what is in {cell} (Ctrl+End goes there) and save, or {_SAVE}"
            raise IcpError(Problem(message, path=str(self.path), hint=hint))
        try:
            return opened(self.raw)
        except UnreadableError as error:
            raise self._refused(str(error)) from None

    def _all(self, place: int) -> Cells:
        if self.old:
            return self._apart[place][1]
        if place not in self._kept:
            self._kept[place] = self._read(place, None)
        return self._kept[place]

    def _read(self, place: int, rows: int | None) -> Cells:
        try:
            return self._opened.cells(place, rows)
        except UnreadableError as error:
            raise self._refused(str(error)) from None

    def _refused(self, said: str) -> IcpError:
        if "password" in said.lower() or _ENCRYPTED in self.raw:
            problem = Problem("a workbook with a password", path=str(self.path), hint="save it without one")
        elif self.old:
            message = "an old Excel or other Office file that cannot be read"
            problem = Problem(message, path=str(self.path), hint=f"if it is a list, {_SAVE}")
        else:
            problem = Problem(f"this workbook is damaged: {said}", path=str(self.path), hint=_SAVE)
        return IcpError(problem)


def _records(frame: pl.DataFrame) -> list[Record]:
    """The rows as records, blank cells at the end left out, numbered from 1."""
    found: list[Record] = []
    for number, row in enumerate(frame.iter_rows(), start=1):
        cells = [cell or "" for cell in row]
        while cells and not cells[-1].strip():
            cells.pop()
        found.append(Record(cells, number, number))
    return found
