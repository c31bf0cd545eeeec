"""A CSV file that is written part by part: UTF-8 without BOM, commas, one record a line, safe text."""

from __future__ import annotations

import io
from pathlib import Path

import polars as pl

from icp_tui.export.safe import cleaned, is_clean


class CsvFile:
    """An open CSV file; the first part gives the header, even with no rows in it."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._header = True

    def append(self, part: pl.DataFrame) -> None:
        """Write the rows of `part`; text that would break a line or steer a terminal is made harmless."""
        csv = self._csv(part)
        if not is_clean(csv, part.height + self._header):
            csv = self._csv(cleaned(part))
        self._file.write(csv)
        self._header = False

    def close(self) -> None:
        """Flush and close."""
        self._file.close()

    def _csv(self, part: pl.DataFrame) -> bytes:
        if self._header:
            part = part.rename(_safe_names(part.columns))
        buffer = io.BytesIO()
        part.write_csv(buffer, include_header=self._header, line_terminator="\n")
        return buffer.getvalue()


def _safe_names(names: list[str]) -> dict[str, str]:
    """Headers on one line; two that become alike are told apart."""
    made: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        safe = cleaned(pl.DataFrame({"name": [name]}))["name"][0]
        while safe in taken:
            safe += " (2)"
        taken.add(safe)
        made[name] = safe
    return made
