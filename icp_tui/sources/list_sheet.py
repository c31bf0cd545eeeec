"""Which sheet of a workbook is the list of accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from icp_tui.errors import IcpError, Problem, did_you_mean
from icp_tui.sources.csv_layout import above_header
from icp_tui.sources.headers import unique
from icp_tui.sources.mapping import map_headers
from icp_tui.sources.reading import Reading
from icp_tui.sources.workbook import Sheet


@dataclass(frozen=True)
class _Look:
    """What a sheet looks like: how many account columns its header names, how wide it is, how many rows."""

    sheet: Sheet
    names_companies: bool
    known: int
    width: int
    rows: int


def list_sheet(path: Path, sheets: Sequence[Sheet], reading: Reading) -> tuple[Sheet, list[str]]:
    """The sheet that `reading` names, or the one that looks like the list; and what to say about it.

    That is the one with most rows among those whose header names accounts well; where no header does, the
    widest. Hidden sheets come after those that are shown. IcpError when there is no such sheet.
    """
    if reading.sheet is not None:
        return _named(path, sheets, reading.sheet), []
    full = [sheet for sheet in sheets if not sheet.is_blank]
    if not full:
        raise IcpError(Problem("a workbook without content", path=str(path), hint="export it again"))
    shown = [sheet for sheet in full if sheet.visible] or full
    found = _best([_look(sheet, reading) for sheet in shown])
    return found.sheet, _notes(found, full)


def _named(path: Path, sheets: Sequence[Sheet], name: str) -> Sheet:
    exact = [sheet for sheet in sheets if sheet.name == name]
    alike = [sheet for sheet in sheets if sheet.name.strip().casefold() == name.strip().casefold()]
    found = next(iter(exact or alike), None)
    names = [sheet.name for sheet in sheets]
    if found is None:
        near = did_you_mean(name, names)
        hint = f"{near} " * bool(near) + f"the sheets are {', '.join(names)}"
        raise IcpError(Problem(f"no sheet {name}", path=str(path), hint=hint))
    if found.is_blank:
        others = [sheet.name for sheet in sheets if not sheet.is_blank]
        hint = f"the sheets with content are {', '.join(others)}" if others else "export it again"
        raise IcpError(Problem(f"the sheet {found.name} is blank", path=str(path), hint=hint))
    return found


def _best(looks: Sequence[_Look]) -> _Look:
    naming = [look for look in looks if look.names_companies and look.rows]
    if naming:
        most = max(look.known for look in naming)
        return max((look for look in naming if look.known * 2 > most), key=lambda look: look.rows)
    return max(looks, key=lambda look: (bool(look.rows), look.width, look.rows))


def _look(sheet: Sheet, reading: Reading) -> _Look:
    above = above_header(sheet.head) if reading.header_row is None else reading.header_row - 1
    if not 0 <= above < len(sheet.head):
        return _Look(sheet, names_companies=False, known=0, width=0, rows=0)
    headers, _ = unique(sheet.head[above].cells)
    # Without the person's own headers: to name one must not change which sheet is read.
    mapped = map_headers(headers, dialect=reading.dialect)
    return _Look(sheet, mapped.names_companies, len(mapped.feeds), len(headers), sheet.height - above - 1)


def _notes(found: _Look, full: Sequence[Sheet]) -> list[str]:
    others = [
        f"{sheet.name} ({sheet.height:,} rows)"
        for sheet in full
        if sheet.visible and sheet is not found.sheet
    ]
    hidden = [sheet.name for sheet in full if not sheet.visible and sheet is not found.sheet]
    notes: list[str] = []
    if others or hidden:
        why = "most rows under a header that names companies" if found.names_companies else "the widest"
        notes.append(f"read the sheet {found.sheet.name}: {why}")
    if others:
        notes.append(f"not read: {'sheet' if len(others) == 1 else 'sheets'} {', '.join(others)}")
    if hidden:
        notes.append(f"not read: hidden {'sheet' if len(hidden) == 1 else 'sheets'} {', '.join(hidden)}")
    if not found.sheet.visible:
        notes.append(f"the sheet {found.sheet.name} is hidden")
    return notes
