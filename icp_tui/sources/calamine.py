"""The library that reads workbooks, kept at arm's length: its warnings, its panics, its crashes.

Run as a program, it reads a workbook into Arrow files: `python -m icp_tui.sources.calamine WORKBOOK FOLDER`.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import fastexcel
import polars as pl

_LONGEST = 600
# Its warnings, about chart sheets for example, would end up on the screen.
logging.getLogger("calamine").addHandler(logging.NullHandler())


class UnreadableError(Exception):
    """What the library says about a workbook that it cannot read."""


@dataclass(frozen=True)
class Cells:
    """Cells of a sheet as text, from its first row and its column `first_column` (from 0) on.

    `height` is how many rows there are in all.
    """

    frame: pl.DataFrame
    height: int
    first_column: int
    visible: bool


@dataclass(frozen=True)
class Opened:
    """A workbook that is open."""

    reader: fastexcel.ExcelReader

    @property
    def names(self) -> Sequence[str]:
        """The sheets in order."""
        return self.reader.sheet_names

    def cells(self, place: int, rows: int | None) -> Cells:
        """The first `rows` rows of a sheet, or all."""
        with _said():
            found = self.reader.load_sheet(place, header_row=None, skip_rows=0, n_rows=rows, dtypes="string")
            frame = found.to_polars() if found.width else pl.DataFrame()
        first = found.available_columns()[0].absolute_index if found.width else 0
        return Cells(frame, found.total_height, first, found.visible == "visible")


def opened(raw: bytes) -> Opened:
    """The workbook whose bytes these are; UnreadableError when it is none."""
    with _said():
        return Opened(fastexcel.read_excel(raw))


def read_apart(path: Path) -> Sequence[tuple[str, Cells]]:
    """All sheets with their names, read in a process of its own; UnreadableError when that fails or crashes."""
    with tempfile.TemporaryDirectory(prefix="icp-tui-") as folder:
        command = [sys.executable, "-m", __name__, str(path), folder]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST)  # noqa: S603
        except subprocess.SubprocessError as error:
            said = getattr(error, "stderr", None) or b""
            last = said.decode("utf-8", "replace").strip().splitlines()
            raise UnreadableError(last[-1] if last else "the reader failed") from None
        facts = json.loads((Path(folder) / "sheets.json").read_text(encoding="utf-8"))
        return [
            (name, Cells(_frame(Path(folder) / f"{place}.arrow"), height, first_column, visible))
            for place, (name, height, first_column, visible) in enumerate(facts)
        ]


def _frame(path: Path) -> pl.DataFrame:
    with path.open("rb") as file:
        return pl.read_ipc(file)


def _write(path: Path, folder: Path) -> None:
    """Each sheet of a workbook as an Arrow file, and what is known of them as JSON."""
    book = opened(path.read_bytes())
    facts: list[tuple[str, int, int, bool]] = []
    for place, name in enumerate(book.names):
        cells = book.cells(place, None)
        cells.frame.write_ipc(folder / f"{place}.arrow")
        facts.append((name, cells.height, cells.first_column, cells.visible))
    (folder / "sheets.json").write_text(json.dumps(facts), encoding="utf-8")


@contextmanager
def _said() -> Iterator[None]:
    """Faults of the file in words. Rust panics on some damage, with an exception that has no public name."""
    try:
        yield
    except fastexcel.FastExcelError as error:
        said = str(error).splitlines()[0].removeprefix("calamine error: ")
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        said = "it breaks off where it should not"
    else:
        return
    raise UnreadableError(said)


if __name__ == "__main__":
    try:
        _write(Path(sys.argv[1]), Path(sys.argv[2]))
    except UnreadableError as error:
        sys.exit(str(error))
