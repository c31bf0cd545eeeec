"""What became of a source: how its headers were understood, what was not, and the counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from icp_tui.sources.codes import as_text

_EXAMPLES = 5


@dataclass(frozen=True)
class HeaderReport:
    """One original column.

    `filled` counts cells that say something, `understood` those of them that were understood; `examples` are
    up to five distinct cells that were not, with their counts, most frequent first.
    """

    header: str
    field: str | None
    filled: int
    understood: int
    examples: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class SourceReport:
    """One source file.

    `rows` counts its data rows, the `rejected` ones included. `source` is what the accounts' column of that
    name says. `evidence` says in sentences why it is of that dialect, `doubts` what else it could be and
    which columns are not what their headers say; `fingerprint` is the same for files with the same headers.
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


def header_report(cells: pl.Series, field: str | None, understood: pl.Series | None = None) -> HeaderReport:
    """The report on the original column `cells`.

    `understood`: null = said nothing, false = not understood; without it, what is there counts as understood.
    """
    if understood is None:
        filled = cells.len() - cells.null_count()
        return HeaderReport(cells.name, field, filled, filled)
    filled = understood.len() - understood.null_count()
    good = int(understood.sum() or 0)
    examples = _examples(cells, understood) if good < filled else ()
    return HeaderReport(cells.name, field, filled, good, examples)


def _examples(cells: pl.Series, understood: pl.Series) -> tuple[tuple[str, int], ...]:
    missed = as_text(cells.filter(~understood.fill_null(value=True))).str.strip_chars()
    counts = missed.alias("cell").to_frame().group_by("cell").len()
    first = counts.sort("len", "cell", descending=[True, False]).head(_EXAMPLES)
    return tuple((str(cell), int(count)) for cell, count in first.iter_rows())


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 row`, `1,200 rows`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(names: Sequence[str], most: int = 5) -> str:
    """`a, b, c and 4 more`."""
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most:,} more" if len(names) > most else shown
