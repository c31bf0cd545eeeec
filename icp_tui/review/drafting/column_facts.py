"""What the columns of a list hold: how much of each is known, its most frequent values, its spread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from icp_tui import columns
from icp_tui.criteria import kind_of
from icp_tui.criteria.criterion import FieldKind
from icp_tui.sources.accounts import Accounts
from icp_tui.sources.flags import parse_flags
from icp_tui.sources.numbers import parse_numbers

# What says who an account is or where it comes from, and cannot say whether it is a good one.
_NAMES = frozenset({
    "account_key", "name", "domain", "website", "linkedin_url", "crm_id", "parent", "owner", "source", "source_row",
    "description", "currency", "employees_min", "employees_max", "revenue_min", "revenue_max", "lifecycle_stage", "city",
})  # fmt: skip
_TOP = 12
# An original column of more texts than these tells accounts apart, not kinds of accounts.
_FEW = 60
# Columns of their own beyond these nobody goes through.
_MOST_ORIGINALS = 40
# Codes and days in numbers say nothing by their size, nor by which are most frequent.
_CODES = re.compile(r"\b(zip|postal|postcode|phone|fax|sic|naics|isic|nace|duns|id|code|codes|date|day|url|created|updated|modified)\b", re.IGNORECASE)
# As many cells tell what a column holds.
_HEAD = 20_000
# The share of the cells that must be read as numbers, or as yes and no, for the column to hold them.
_SURE = 0.9
_QUARTERS = (0.25, 0.5, 0.75)


@dataclass(frozen=True)
class ColumnFacts:
    """One column of a list.

    `field` is the account column, or the original header where `original`. `known` of `of` accounts have a
    value. `top` are the most frequent values with their counts, of lists by entry; `distinct` counts all.
    `quarters` are the quartiles of a number, `days` those of the age of a date in days, youngest first, dates
    to come left out; both are empty where nothing is known.
    """

    field: str
    holds: FieldKind
    known: int
    of: int
    distinct: int = 0
    top: tuple[tuple[str, int], ...] = ()
    quarters: tuple[float, ...] = ()
    days: tuple[int, ...] = ()
    original: bool = False

    @property
    def share(self) -> float:
        """The share of the accounts whose value is known, 0 to 1."""
        return self.known / self.of if self.of else 0.0


def column_facts(accounts: Accounts, as_of: date) -> list[ColumnFacts]:
    """The columns of a list that could tell good accounts from others: account columns first, in their order."""
    found = [_facts(series, as_of) for series in accounts.frame.iter_columns() if series.name not in _NAMES]
    return [*found, *_originals(accounts)]


def _originals(accounts: Accounts) -> Iterator[ColumnFacts]:
    """The columns that are no account column and hold numbers, yes and no, or few texts."""
    read = {header.header for source in accounts.sources for header in source.headers if header.field}
    count = 0
    for series in accounts.originals.iter_columns():
        if series.name in read or _is_no_measure(series.name) or count == _MOST_ORIGINALS:
            continue
        made = _typed(series.drop_nulls().cast(pl.String), series.len())
        if made is not None:
            count += 1
            yield made


def _is_no_measure(header: str) -> bool:
    """Whether the header says that the column names or dates an account, or cannot stand in a profile."""
    return columns.is_ours(header) or not header.isprintable() or _CODES.search(header.replace("_", " ")) is not None


def _typed(cells: pl.Series, of: int) -> ColumnFacts | None:
    """What an original column holds; None for texts that are too many or too few to sort accounts by."""
    cells = cells.filter(cells.str.strip_chars() != "")
    if cells.is_empty():
        return None
    head = cells.head(_HEAD)
    told = (cells.name, cells.len(), of)
    if parse_flags(head)["value"].count() >= _SURE * head.len() and head.n_unique() > 1:
        return ColumnFacts(told[0], "flag", *told[1:], top=_top(cells), distinct=2, original=True)
    numbers = parse_numbers(head)["value"]
    # What begins with a nought is a code, whatever it looks like.
    codes = head.str.contains(r"^0\d").sum()
    if numbers.count() >= _SURE * head.len() and not codes:
        spread = numbers.drop_nulls().cast(pl.Float64)
        return ColumnFacts(*told[:1], "number", *told[1:], distinct=spread.n_unique(), quarters=_quarters(spread), original=True)
    distinct = cells.n_unique()
    if not 1 < distinct <= _FEW or distinct > cells.len() / 2:
        return None
    return ColumnFacts(told[0], "text", *told[1:], distinct=distinct, top=_top(cells), original=True)


def _facts(series: pl.Series, as_of: date) -> ColumnFacts:
    holds, of = kind_of(series.dtype), series.len()
    known = series.drop_nulls()
    if holds == "list":
        known = known.filter(known.list.len() > 0)
        entries = known.explode().drop_nulls()
        return ColumnFacts(series.name, holds, known.len(), of, entries.n_unique(), _top(entries))
    if holds == "number":
        quarters = _quarters(known.cast(pl.Float64))
        return ColumnFacts(
            series.name, holds, known.len(), of, known.n_unique(), quarters=quarters
        )
    if holds == "date":
        ages = (pl.Series([as_of]) - known.cast(pl.Date)).dt.total_days() if known.len() else pl.Series([], dtype=pl.Int64)
        past = ages.filter(ages >= 0).cast(pl.Float64)
        return ColumnFacts(series.name, holds, known.len(), of, known.n_unique(), days=tuple(map(int, _quarters(past))))
    return ColumnFacts(series.name, holds, known.len(), of, known.n_unique(), _top(known.cast(pl.String)))


def _quarters(numbers: pl.Series) -> tuple[float, ...]:
    """The quartiles; none of nothing."""
    return tuple(float(numbers.quantile(part, "nearest") or 0.0) for part in _QUARTERS) if numbers.len() else ()


def _top(texts: pl.Series) -> tuple[tuple[str, int], ...]:
    """The most frequent texts; equal counts by text, so that the order of the rows decides nothing."""
    counts = texts.alias("text").value_counts(name="times").sort(["times", "text"], descending=[True, False])
    return tuple((str(text), int(times)) for text, times in counts.head(_TOP).iter_rows())
