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
from icp_tui.sources.by_hand import BY_HAND, is_by_hand, of_our_own, without_copies
from icp_tui.sources.mapping import map_table
from icp_tui.sources.mending import Mendings
from icp_tui.sources.merging import merge
from icp_tui.sources.overruling import Spoken, as_mended
from icp_tui.sources.parents import on_the_list
from icp_tui.sources.people_list import without_people
from icp_tui.sources.precedence import AS_GIVEN, Precedence, precedence
from icp_tui.sources.reader import read_table
from icp_tui.sources.reading import AS_FOUND, Reading
from icp_tui.sources.report import SourceReport, counted
from icp_tui.sources.source_accounts import SourceAccounts, source_accounts
from icp_tui.sources.step import Step, many
from icp_tui.sources.table import REJECTED

Progress = Callable[[str, float], None]


# A part of a joined account; `into` is the key of the account that it is in now.
PART = {**{name: columns.ACCOUNT[name] for name in ("account_key", "domain", "name", "country")}, "into": pl.String}


@dataclass(frozen=True)
class Accounts:
    """All accounts of a run. `rows_in = rejected + duplicates + accounts`, always.

    `frame` has the columns of `columns.ACCOUNT`, one row per account; `originals`, of the same height and
    order, the original columns: String, or Categorical where one repeats few texts. `duplicates`: `source,
    source_row, name, domain, account_key, merged_into_source, merged_into_row`, one row for each row that
    went into an account that another row opened. `rejected`: `source, row, raw, cause`. `seconds` is what
    reading, cleaning and merging took. `rows` has the columns of `columns.ACCOUNT`: the cleaned rows of every
    account that came from several, under its key, in the order given; `precedence` whose values were kept.
    `parts` has PART: the accounts that people have said are one company, as they were before they were joined.
    """

    frame: pl.DataFrame
    originals: pl.DataFrame
    duplicates: pl.DataFrame
    rejected: pl.DataFrame
    sources: list[SourceReport]
    notes: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    rows: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=columns.ACCOUNT))
    precedence: Precedence = AS_GIVEN
    parts: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=PART))

    @property
    def rows_in(self) -> int:
        """Data rows of all sources, rejected ones included."""
        return sum(source.rows for source in self.sources)


def load_accounts(
    paths: Sequence[Path],
    *,
    readings: Mapping[Path, Reading] | None = None,
    mendings: Mendings | None = None,
    prefer: Sequence[str] = (),
    progress: Progress | None = None,
) -> Accounts:
    """Read, clean and merge sources; where two know a field of one account, the first in `paths` wins.

    `readings` says, for a path, what a person knows better about it; a header that it names needs to be in
    one source that it is said of. `mendings` is what is remembered for lists with such headers. `prefer`
    names sources that come before others, for all fields or for some (see `precedence`). IcpError carries the
    problems of all the sources that cannot be used at all.
    """
    names = _names(paths)
    parts: list[SourceAccounts] = []
    clock = Clock()
    problems: list[Problem] = []
    order = AS_GIVEN
    try:
        order = precedence(prefer, names)
    except IcpError as error:
        problems += error.problems
    spoken = Spoken() if len(paths) > 1 else None
    for path, name in zip(paths, names, strict=True):
        try:
            reading = (readings or {}).get(path, AS_FOUND)
            added = is_by_hand(path)
            parts.append(_by_hand(path, name, clock) if added else _load(path, name, reading, spoken, mendings, progress, clock))
        except IcpError as error:
            problems += error.problems
    if spoken and not problems:
        problems += spoken.problems()
    if not paths:
        problems.append(Problem("no source is given", hint="name at least one list of companies"))
    if problems:
        raise IcpError(problems)
    with clock.times("merge"):
        merged = _merged(parts, order, progress)
    trouble = mendings.trouble() if mendings else ""
    return replace(merged, notes=[*([trouble] if trouble else []), *merged.notes], seconds=clock.seconds)


def _load(
    path: Path,
    name: str,
    reading: Reading,
    spoken: Spoken | None,
    mendings: Mendings | None,
    progress: Progress | None,
    clock: Clock,
) -> SourceAccounts:
    with clock.times("read"):
        table = read_table(path, reading, progress=progress)
    doing = Step(f"cleaning {path.name}", many(table.frame.height))
    if progress:
        progress(doing, 0.0)
    if spoken:
        reading = spoken.present(reading, path, table.frame.columns)
    reading, mending, said = as_mended(reading, table.frame.columns, mendings)
    mapped = map_table(table, reading)
    table = replace(table, notes=[*said, *table.notes])
    with clock.times("clean"):
        found = source_accounts(table, mapped, name, partial(progress, doing) if progress else None)
        found = without_people(found, table.frame, mapped)
    if progress:
        progress(doing, 1.0)
    return replace(found, report=replace(found.report, mending=mending)) if mending else found


def _by_hand(path: Path, name: str, clock: Clock) -> SourceAccounts:
    """The accounts that a person added, by headers of our own: nothing of them is guessed."""
    with clock.times("read"):
        table = read_table(path, of_our_own([]))
    with clock.times("clean"):
        mapped = map_table(table, of_our_own(table.frame.columns))
        return without_copies(source_accounts(table, mapped, name))


def _merged(parts: list[SourceAccounts], order: Precedence, progress: Progress | None) -> Accounts:
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
    merged = merge(_together(frames), _together(originals), systems, order)
    frame, rows = merged.frame, merged.rows
    if len(reports) == 1:
        frame, rows = (one.with_columns(pl.lit(reports[0].source).alias("source")) for one in (frame, rows))
    notes = [*merged.notes, *_parents_found(frame)]
    if progress:
        progress("merging", 1.0)
    return Accounts(
        frame, merged.originals, merged.duplicates, rejected, reports, notes, rows=rows, precedence=order
    )


def _parents_found(frame: pl.DataFrame) -> list[str]:
    """How many of the accounts that name a parent have it on the list, in words."""
    named, found = on_the_list(frame)
    if not named:
        return []
    return [f"{counted(named, 'account names', 'accounts name')} a parent company; {found:,} of those parents are on the list"]


def _together(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """The rows of all sources below each other, emptying `frames`; codes of several sources become text."""
    if len(frames) == 1:
        return frames.pop()
    texts = [columns.as_text(frame) for frame in frames]
    frames.clear()
    return pl.concat(texts, how="diagonal", rechunk=True)


def _names(paths: Sequence[Path]) -> list[str]:
    """What accounts say about where they come from: the file's name, or its path where names repeat."""
    called = [BY_HAND if is_by_hand(path) else path.name for path in paths]
    short = Counter(called)
    names = [name if short[name] == 1 else str(path) for name, path in zip(called, paths, strict=True)]
    twice = [name for name, count in Counter(map(str, paths)).items() if count > 1]
    if twice:
        raise IcpError(
            [Problem("this source is given twice", path=path, hint="name it once") for path in twice]
        )
    return names
