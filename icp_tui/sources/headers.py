"""Header cells -> unique column names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from icp_tui.errors import IcpError, Problem

_BLANK = "\ufeff\u00a0\u200b \t\r\n"


def unique(headers: Sequence[str]) -> tuple[list[str], list[str]]:
    """Unique names for header cells in order, and a note for each that had to change.

    Blanks around a header are dropped, a blank header becomes `column 3`, the second of two equal headers
    `Company (2)`.
    """
    names: list[str] = []
    notes: list[str] = []
    taken = {header.strip(_BLANK) for header in headers}
    seen: set[str] = set()
    for position, header in enumerate(headers, start=1):
        bare = header.strip(_BLANK)
        name = bare or f"column {position}"
        if name in seen or (not bare and name in taken):
            name = _next_free(name, seen | taken)
        if bare and name != bare:
            notes.append(f"header {bare} is repeated: column {position} is {name}")
        elif not bare:
            notes.append(f"column {position} has no header: it is {name}")
        seen.add(name)
        names.append(name)
    return names, notes


def no_header_row(path: Path, row: int) -> IcpError:
    """The row that was said to be the header is not there, or blank."""
    hint = "count the rows of the file from 1, as a spreadsheet shows them"
    return IcpError(
        Problem(f"row {row} is blank or not there: it cannot be the header", path=str(path), hint=hint)
    )


def _next_free(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"
