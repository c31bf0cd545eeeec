"""A CSV file that is written part by part: UTF-8 without BOM, commas, one record a line, safe text."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import polars as pl

from icp_tui.export.safe import cleaned, is_clean, one_line, soiled_columns


class CsvFile:
    """An open CSV file; the first part gives the header, even with no rows in it.

    `soiled` names the columns in which some cell was not safe; files that share it look for them once.
    """

    def __init__(self, path: Path, soiled: set[str] | None = None) -> None:
        self._file = path.open("wb")
        self._digest = hashlib.sha256()
        self.rows = 0
        self._header = True
        self._soiled = set() if soiled is None else soiled

    def append(self, part: pl.DataFrame) -> None:
        """Write the rows of `part`; text that would break a line or steer a terminal is made harmless."""
        part = cleaned(part, self._soiled)
        csv = self._csv(part)
        if not is_clean(csv, part.height + self._header):
            self._soiled |= soiled_columns(part)
            csv = self._csv(cleaned(part, self._soiled))
        self._file.write(csv)
        self._digest.update(csv)
        self.rows += part.height
        self._header = False

    @property
    def sha256(self) -> str:
        """The SHA-256 of what was written so far, in hexadecimal."""
        return self._digest.hexdigest()

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
    for name, safe in zip(names, one_line(pl.Series(names, dtype=pl.String)), strict=True):
        unique = safe
        while unique in taken:
            unique += " (2)"
        taken.add(unique)
        made[name] = unique
    return made
