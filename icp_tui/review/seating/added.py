"""The accounts that a person added to a list by hand: a CSV file beside the workspace, a row each."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from icp_tui.errors import IcpError, Problem, visible
from icp_tui.lock import alone
from icp_tui.sources.by_hand import ADDED, ENDING

_ENCODING = "utf-8"


@dataclass(frozen=True)
class AddedFile:
    """The file at `path`, which need not be there. Every change is whole and on disk when its method returns."""

    path: Path

    @classmethod
    def beside(cls, store: Path) -> AddedFile:
        """That of the workspace whose store this is: `default.sqlite` has `default.added.csv`."""
        return cls(store.with_name(f"{store.stem}{ENDING}"))

    @property
    def sources(self) -> tuple[Path, ...]:
        """The file as a source of the list; none while nothing is in it."""
        return (self.path,) if self.rows() else ()

    def rows(self) -> list[dict[str, str]]:
        """What was added, the oldest first: account column or original header -> text. IcpError when it cannot be read."""
        try:
            text = self.path.read_text(encoding=_ENCODING)
        except FileNotFoundError:
            return []
        except (OSError, UnicodeDecodeError) as error:
            raise self._trouble(error) from error
        try:
            found = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
        except csv.Error as error:
            raise self._trouble(error) from error
        return [{key: value for key, value in row.items() if isinstance(key, str) and value} for row in found]

    def add(self, cells: Mapping[str, str], author: str, day: date) -> dict[str, str]:
        """Add an account; the row that was written. IcpError when the disk refuses."""
        row = {key: visible(value).strip() for key, value in cells.items()} | {ADDED: f"{day.isoformat()} by {visible(author)}"}
        with self._alone():
            self._write([*self.rows(), row])
        return row

    def remove(self, row: Mapping[str, str]) -> bool:
        """Take away the first row with exactly these texts; False when another window has done so."""
        with self._alone():
            rows = self.rows()
            if dict(row) not in rows:
                return False
            rows.remove(dict(row))
            self._write(rows)
        return True

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One window at a time changes the file."""
        try:
            with alone(self.path):
                yield
        except OSError as error:
            raise self._trouble(error) from error

    def _write(self, rows: list[dict[str, str]]) -> None:
        headers = list(dict.fromkeys(name for row in rows for name in row))
        written = io.StringIO(newline="")
        writer = csv.DictWriter(written, headers)
        writer.writeheader()
        writer.writerows(rows)
        beside = self.path.with_name(f"{self.path.name}.new")
        try:
            with beside.open("w", encoding=_ENCODING, newline="") as file:
                file.write(written.getvalue())
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.path)
        except OSError as error:
            # What is left beside it is written over the next time; the cause is what the person must hear.
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise self._trouble(error) from error

    def _trouble(self, error: Exception) -> IcpError:
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        hint = "it holds the accounts added by hand: mend it in any editor, or move it away"
        return IcpError(Problem(f"cannot be read or written: {said}", path=str(self.path), hint=hint))
