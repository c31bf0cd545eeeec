"""What a person says about the headers of a source: looked up among them, and joined with what is remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from icp_tui.errors import IcpError, Problem, nearest, shortened
from icp_tui.sources.dialect import FIELDS, GENERIC, Dialect, compared, dialect_named, dialects
from icp_tui.sources.evidence import by_comparison, detect, fingerprint
from icp_tui.sources.mending import Mending, Mendings
from icp_tui.sources.reading import Reading

_Meaning = TypeVar("_Meaning")


@dataclass(frozen=True)
class Overruling:
    """The dialect of a source, and by header, as the file spells it, the field and the order of dates that are said."""

    dialect: Dialect
    fields: Mapping[str, str | None]
    day_first: Mapping[str, bool]


def overruling(headers: Sequence[str], reading: Reading, path: Path | None = None) -> Overruling:
    """What `reading` says about these headers. IcpError with every dialect, header and field that does not exist."""
    problems: list[Problem] = []
    where = str(path) if path is not None else None
    chosen = dialects()[GENERIC]
    try:
        chosen = dialect_named(reading.dialect) if reading.dialect else detect(headers)
    except IcpError as error:
        problems += [Problem(one.message, path=where, hint=one.hint) for one in error.problems]
    known = _Known(headers)
    for wanted in absent(reading, headers):
        said = f"there is no header {shortened(wanted, 60)}"
        problems.append(Problem(said, path=where, hint=_mean(wanted, headers)))
    for wanted, column in reading.overrides.items():
        if column is not None and column not in FIELDS:
            said = f"{shortened(column, 60)} is no account column to send {shortened(wanted, 60)} to"
            problems.append(Problem(said, path=where, hint=_mean(column, FIELDS)))
    if problems:
        raise IcpError(problems)
    return Overruling(chosen, known.spelt(reading.overrides), known.spelt(reading.day_first))


def absent(reading: Reading, headers: Sequence[str]) -> list[str]:
    """The headers that `reading` speaks of and that are not there."""
    known = _Known(headers)
    return [
        wanted
        for wanted in dict.fromkeys((*reading.overrides, *reading.day_first))
        if known.of(wanted) is None
    ]


@dataclass
class Spoken:
    """Which headers were spoken of for several sources, and whether any of them has it."""

    _headers: list[str] = field(default_factory=list)
    _told: dict[str, list[Path]] = field(default_factory=dict)
    _found: set[str] = field(default_factory=set)

    def present(self, reading: Reading, path: Path, headers: Sequence[str]) -> Reading:
        """`reading` without what it says of headers that this source lacks; another one may have them."""
        gone = set(absent(reading, headers))
        self._headers += headers
        for wanted in (*reading.overrides, *reading.day_first):
            self._told.setdefault(wanted, []).append(path)
            if wanted not in gone:
                self._found.add(wanted)
        return replace(
            reading,
            overrides={header: column for header, column in reading.overrides.items() if header not in gone},
            day_first={header: first for header, first in reading.day_first.items() if header not in gone},
        )

    def problems(self) -> list[Problem]:
        """A problem for each header that no source has."""
        known = list(dict.fromkeys(self._headers))
        found = []
        for wanted, paths in self._told.items():
            if wanted in self._found:
                continue
            several = len(set(paths)) > 1
            said = f"there is no header {shortened(wanted, 60)}"
            found.append(
                Problem(
                    f"{said} in any of the {len(set(paths))} lists" if several else said,
                    path=None if several else str(paths[0]),
                    hint=_mean(wanted, known),
                )
            )
        return found


def as_mended(
    reading: Reading, headers: Sequence[str], mendings: Mendings | None
) -> tuple[Reading, Mending | None, list[str]]:
    """`reading` with what is remembered for these headers, the mending that counts, and what is to be said.

    What `reading` says itself goes before. What is remembered and does not exist any more (a dialect, a
    field) is left out and said.
    """
    remembered = mendings.of(fingerprint(headers)) if mendings else None
    if remembered is None:
        return reading, None, []
    known = _Known(headers)
    told = {known.of(header) for header in reading.overrides}
    ordered = {known.of(header) for header in reading.day_first}
    fields = {
        header: column for header, column in known.spelt(remembered.overrides).items() if header not in told
    }
    odd = [
        f"{header} -> {column}"
        for header, column in fields.items()
        if column is not None and column not in FIELDS
    ]
    counts = replace(
        remembered,
        dialect=None if reading.dialect else remembered.dialect,
        overrides={header: column for header, column in fields.items() if column is None or column in FIELDS},
        day_first={
            header: first
            for header, first in known.spelt(remembered.day_first).items()
            if header not in ordered
        },
    )
    if counts.dialect is not None:
        try:
            dialect_named(counts.dialect)
        except IcpError:
            odd.append(f"dialect {counts.dialect}")
            counts = replace(counts, dialect=None)
    on = f" on {remembered.day}" if remembered.day else ""
    notes = [f"as you mended it{on}: {counts}"] if counts else []
    if odd:
        notes.append(f"of what you mended{on} this does not exist any more and is left out: {', '.join(odd)}")
    joined = replace(
        reading,
        dialect=reading.dialect or counts.dialect,
        overrides={**counts.overrides, **reading.overrides},
        day_first={**counts.day_first, **reading.day_first},
    )
    return joined, remembered, notes


def unsaid(reading: Reading, mending: Mending) -> Reading:
    """`reading` without what `mending` says otherwise: what a person chose last counts."""
    columns, dates = set(map(compared, mending.overrides)), set(map(compared, mending.day_first))
    return replace(
        reading,
        dialect=None if mending.dialect else reading.dialect,
        overrides={
            header: one for header, one in reading.overrides.items() if compared(header) not in columns
        },
        day_first={header: one for header, one in reading.day_first.items() if compared(header) not in dates},
    )


class _Known:
    """The headers of a source, to be found however a person spells them."""

    def __init__(self, headers: Sequence[str]) -> None:
        self._exact = set(headers)
        self._compared = by_comparison(headers)

    def of(self, wanted: str) -> str | None:
        """The header that is meant."""
        return wanted if wanted in self._exact else self._compared.get(compared(wanted))

    def spelt(self, said: Mapping[str, _Meaning]) -> dict[str, _Meaning]:
        """What is said, by header as the file spells it."""
        return {
            header: meaning for wanted, meaning in said.items() if (header := self.of(wanted)) is not None
        }


def _mean(word: str, known: Sequence[str]) -> str:
    """The nearest known words, else some of them."""
    near = [shortened(one, 60) for one in nearest(word, known, 3)]
    if near:
        return f"did you mean {' or '.join(near)}?"
    shown = ", ".join(shortened(one, 30) for one in known[:8])
    return f"there are {shown}{' and more' if len(known) > 8 else ''}"
