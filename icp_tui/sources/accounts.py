"""Sources -> accounts: each file read, cleaned and keyed, then all of them merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import polars as pl

from icp_tui import columns
from icp_tui.clock import Clock
from icp_tui.errors import IcpError, Problem
from icp_tui.sources.mapping import map_table
from icp_tui.sources.merging import merge
from icp_tui.sources.reader import read_table
from icp_tui.sources.reading import AS_FOUND, Reading
from icp_tui.sources.report import SourceReport
from icp_tui.sources.source_accounts import SourceAccounts, source_accounts
from icp_tui.sources.table import REJECTED

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Accounts:
    """All accounts of a run. `rows_in = rejected + duplicates + accounts`, always.

    `frame` has the columns of `columns.ACCOUNT`, one row per account; `originals`, of the same height and
    order, the original columns: String, or Categorical where one repeats few texts. `duplicates`: `source,
    source_row, name, domain, account_key, merged_into_source, merged_into_row`, one row for each row that
    went into an account that another row opened. `rejected`: `source, row, raw, cause`. `seconds` is what
    reading, cleaning and merging took.
    """

    frame: pl.DataFrame
    originals: pl.DataFrame
    duplicates: pl.DataFrame
    rejected: pl.DataFrame
    sources: list[SourceReport]
    notes: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def rows_in(self) -> int:
        """Data rows of all sources, rejected ones included."""
        return sum(source.rows for source in self.sources)


def load_accounts(
    paths: Sequence[Path],
    *,
    readings: Mapping[Path, Reading] | None = None,
    progress: Progress | None = None,
) -> Accounts:
    """Read, clean and merge sources; where two know a field of one account, the first in `paths` wins.

    `readings` says, for a path, what a person knows better about it. IcpError carries the problems of all
    the sources that cannot be used at all.
    """
    names = _names(paths)
    parts: list[SourceAccounts] = []
    clock = Clock()
    problems: list[Problem] = []
    for path, name in zip(paths, names, strict=True):
        try:
            parts.append(
                _load(path, name, (readings or {}).get(path, AS_FOUND), progress, clock)
            )
        except IcpError as error:
            problems += error.problems
    if not paths:
        problems.append(Problem("no source is given", hint="name at least one list of companies"))
    if problems:
        raise IcpError(problems)
    with clock.times("merge"):
        merged = _merged(parts, progress)
    return replace(merged, seconds=clock.seconds)


def _load(
    path: Path,
    name: str,
    reading: Reading,
    progress: Progress | None,
    clock: Clock,
) -> SourceAccounts:
    with clock.times("read"):
        table = read_table(path, reading, progress=progress)
    if progress:
        progress(f"cleaning {path.name}", 0.0)
    mapped = map_table(table, reading)
    with clock.times("clean"):
        found = source_accounts(table, mapped, name, partial(progress, f"cleaning {path.name}") if progress else None)
    if progress:
        progress(f"cleaning {path.name}", 1.0)
    return found


def _merged(parts: list[SourceAccounts], progress: Progress | None) -> Accounts:
    if progress:
        progress("merging", 0.0)
    reports = [part.report for part in parts]
    rejected = pl.concat(
        [part.rejected.select(pl.lit(part.report.source).alias("source"), *REJECTED) for part in parts]
    )
    systems = {part.report.source: part.ids or part.report.source for part in parts}
    frames, originals = [part.frame for part in parts], [part.originals for part in parts]
    # Merging lets go of each column as soon as it is merged, if nobody else holds it.
    parts.clear()
    merged = merge(_together(frames), _together(originals), systems)
    frame = merged.frame
    if len(reports) == 1:
        frame = frame.with_columns(pl.lit(reports[0].source).alias("source"))
    if progress:
        progress("merging", 1.0)
    return Accounts(frame, merged.originals, merged.duplicates, rejected, reports, merged.notes)


def _together(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """The rows of all sources below each other, emptying `frames`; codes of several sources become text."""
    if len(frames) == 1:
        return frames.pop()
    texts = [columns.as_text(frame) for frame in frames]
    frames.clear()
    return pl.concat(texts, how="diagonal", rechunk=True)


def _names(paths: Sequence[Path]) -> list[str]:
    """What accounts say about where they come from: the file's name, or its path where names repeat."""
    short = Counter(path.name for path in paths)
    names = [path.name if short[path.name] == 1 else str(path) for path in paths]
    twice = [name for name, count in Counter(map(str, paths)).items() if count > 1]
    if twice:
        raise IcpError(
            [Problem("this source is given twice", path=path, hint="name it once") for path in twice]
        )
    return names
