"""Signals: what intent, technology, funding or activity files add to accounts that are there.

Such a file is read like a source, but it brings no accounts and several rows per account are normal. It
only ever adds: nothing that a source says about an account is overwritten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from icp_tui.sources.accounts import Accounts
from icp_tui.sources.dialect import dialects
from icp_tui.sources.report import counted
from icp_tui.sources.signal_fields import original_column, with_fields
from icp_tui.sources.signal_file import Signals, load_signals
from icp_tui.sources.signal_join import Directory, Joined

__all__ = ["SignalReport", "Signals", "load_signals", "with_signals"]

_EXAMPLES = 5


@dataclass(frozen=True)
class SignalReport:
    """What became of one signal file.

    `rows` counts its data rows: `rejected`, `matched`, and those that matched nobody, of whom `unmatched`
    gives a few. `accounts` is how many accounts it reached, `by` how many rows each key joined, `added` how
    many accounts gained something in a column, `columns` the original columns that the list gained.
    `ambiguous` are names that several accounts bear, so that none was reached, with their number.
    """

    path: Path
    sha256: str
    dialect: str
    rows: int
    rejected: int
    matched: int
    accounts: int
    by: dict[str, int]
    added: dict[str, int]
    columns: tuple[str, ...]
    unmatched: tuple[str, ...]
    ambiguous: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]


def with_signals(accounts: Accounts, signals: Sequence[Signals]) -> tuple[Accounts, list[SignalReport]]:
    """The accounts with what the signals add to them, and a report per signal file; as many accounts as before."""
    if not signals:
        return accounts, []
    directory = Directory(accounts.frame, _systems(accounts))
    frame, originals = accounts.frame, accounts.originals
    reports: list[SignalReport] = []
    for one in signals:
        joined = directory.join(one.rows, one.ids)
        frame, added, notes = with_fields(frame, one.rows, joined.pairs)
        gained = _original_columns(one, joined.pairs, frame.height, originals.columns)
        originals = originals.hstack(gained)
        reports.append(_report(one, joined, added, [column.name for column in gained], notes))
    return replace(accounts, frame=frame, originals=originals), reports


def _systems(accounts: Accounts) -> dict[str, str | None]:
    """Source -> the system of its record numbers."""
    known = dialects()
    return {
        source.source: known[source.dialect].ids if source.dialect in known else None for source in accounts.sources
    }


def _original_columns(one: Signals, pairs: pl.DataFrame, height: int, taken: Sequence[str]) -> list[pl.Series]:
    """The signal file's own columns, a row per account."""
    found: list[pl.Series] = []
    for cells in one.originals.iter_columns():
        name = cells.name
        while name in taken:
            name += " (2)"
        found.append(original_column(cells, pairs, height).alias(name))
    return found


def _report(one: Signals, joined: Joined, added: dict[str, int], gained: list[str], notes: list[str]) -> SignalReport:
    matched = sum(joined.by.values())
    source = one.report
    said = [*source.notes, *notes]
    shared = joined.ambiguous.height
    if shared:
        said.append(f"{counted(shared, 'name')} of several accounts reached none of them")
    if not matched and one.rows.height:
        said.append("it matches no account: is it the right file?")
    return SignalReport(
        path=source.path,
        sha256=source.sha256,
        dialect=source.dialect,
        rows=source.rows,
        rejected=source.rejected,
        matched=matched,
        accounts=joined.pairs.get_column("place").n_unique(),
        by=joined.by,
        added=added,
        columns=tuple(gained),
        unmatched=_unmatched(one.rows, joined),
        ambiguous=tuple((str(name), int(count)) for name, count in joined.ambiguous.head(_EXAMPLES).iter_rows()),
        notes=tuple(said),
    )


def _unmatched(rows: pl.DataFrame, joined: Joined) -> tuple[str, ...]:
    """A few of those whom no account answers to, by letter."""
    there = pl.int_range(rows.height, dtype=pl.UInt32, eager=True).is_in(joined.pairs.get_column("row").implode())
    said = rows.filter(~there).select(
        pl.when(pl.col("name").is_not_null() & pl.col("domain").is_not_null())
        .then(pl.format("{} ({})", "name", "domain"))
        .otherwise(pl.coalesce("name", "domain", "slug", "crm_id", pl.lit("a row that names nobody")))
        .alias("who")
    )
    return tuple(said.get_column("who").unique().sort().head(_EXAMPLES).to_list())
