"""What became of a source: how its headers were understood, what was not, and the counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from icp_tui.sources.dialect import GENERIC
from icp_tui.sources.mending import Mending
from icp_tui.sources.unknown_texts import unknown_cells

_EXAMPLES = 5
# A sample shows what a column holds; nobody reads a whole description there.
_SAMPLES = 3
_LONGEST_SAMPLE = 60
_HEAD = 30


@dataclass(frozen=True)
class HeaderReport:
    """One original column.

    `filled` counts cells that say something, `understood` those of them that were understood; `examples` are
    up to five distinct cells that were not, with their counts, most frequent first. `samples` are the first
    distinct cells of the file, up to three, clipped. `day_first` says in which order the dates of the column
    that leave it open, such as `3/4/2024`, were read; None where there are none. A `personal` one is in a list of
    people and stays out of the list; nothing of it is shown.
    """

    header: str
    field: str | None
    filled: int
    understood: int
    examples: tuple[tuple[str, int], ...] = ()
    samples: tuple[str, ...] = ()
    day_first: bool | None = None
    personal: bool = False


@dataclass(frozen=True)
class SourceReport:
    """One source file.

    `rows` counts its data rows, the `rejected` ones included. `source` is what the accounts' column of that
    name says. `evidence` says in sentences why it is of that dialect, `doubts` what else it could be and
    which columns are not what their headers say; `fingerprint` is the same for files with the same headers.
    `unknown` has, for each field that goes through a vocabulary, the texts that the vocabulary does not know,
    with their counts, the most frequent first. `mending` is what was remembered for these headers and applied.
    """

    path: Path
    source: str
    sha256: str
    rows: int
    rejected: int
    dialect: str
    encoding: str | None
    delimiter: str | None
    headers: list[HeaderReport] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    fingerprint: str = ""
    unknown: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    mending: Mending | None = None


def header_report(
    cells: pl.Series,
    field: str | None,
    understood: pl.Series | None = None,
    *,
    cleaned: pl.Series | None = None,
    day_first: bool | None = None,
) -> HeaderReport:
    """The report on the original column `cells`.

    `understood`: null = said nothing, false = not understood; without it, what is there counts as understood,
    after cleaning where `cleaned` is given.
    """
    if understood is None:
        there = cells if cleaned is None else cleaned
        filled = there.len() - there.null_count()
        return HeaderReport(cells.name, field, filled, filled, samples=samples(cells), day_first=day_first)
    filled = understood.len() - understood.null_count()
    good = int(understood.sum() or 0)
    examples = unknown_cells(cells, understood, _EXAMPLES) if good < filled else ()
    return HeaderReport(cells.name, field, filled, good, examples, samples(cells), day_first)


def samples(cells: pl.Series) -> tuple[str, ...]:
    """The first distinct cells of a column, clipped: those of its head, or of a sparse column its first one."""
    found = _first(cells, 0)
    if not found and cells.null_count() < cells.len():
        found = _first(cells, cells.is_not_null().arg_max() or 0)
    return tuple(found)


def _first(cells: pl.Series, start: int) -> list[str]:
    """The first distinct texts from `start` on. Cell by cell: the first few are enough, and one may be huge."""
    found: dict[str, None] = {}
    for at in range(start, min(start + _HEAD, cells.len())):
        if (cell := cells[at]) is not None:
            text = str(cell)
            found[text if len(text) <= _LONGEST_SAMPLE else f"{text[: _LONGEST_SAMPLE - 1]}…"] = None
            if len(found) == _SAMPLES:
                break
    return list(found)


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 row`, `1,200 rows`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(names: Sequence[str], most: int = 5) -> str:
    """`a, b, c and 4 more`."""
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most:,} more" if len(names) > most else shown


def dialect_words(dialect: str) -> str:
    """`dialect apollo`; of a list that no tool is known to write so, just that."""
    return "no tool's own headers" if dialect == GENERIC else f"dialect {dialect}"
