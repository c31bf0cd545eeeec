"""The terms of suppression entries: until when one binds, and the type it states for itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import polars as pl

from icp_tui.profile import kill_list
from icp_tui.sources.codes import as_text
from icp_tui.sources.dates import parse_dates
from icp_tui.sources.dialect import compared
from icp_tui.sources.report import counted, listed
from icp_tui.sources.texts import clean

TYPES: tuple[str, ...] = get_args(kill_list.Suppression.model_fields["type"].annotation)

_UNTIL = (
    "until", "expires", "expires on", "expiry", "expiry date", "expiration date", "valid until", "valid to", "end date",
    "bis", "gültig bis",
)  # fmt: skip
_TYPE = ("type", "suppression type", "list type")
_EXAMPLES = 3


def terms(originals: pl.DataFrame, said: str) -> tuple[pl.DataFrame, list[str]]:
    """The columns `until` (the last day that an entry binds) and `type`, as far as the file has them, and notes.

    A date that cannot be read never ends anything, and a type that is none is not obeyed; notes say both.
    `said` is the type of the whole file.
    """
    notes: list[str] = []
    found: list[pl.Series] = []
    if (header := _header(originals.columns, _UNTIL)) is not None:
        found.append(_until(clean(originals.get_column(header)), header, notes))
    if (header := _header(originals.columns, _TYPE)) is not None:
        found.append(_types(clean(originals.get_column(header)), header, said, notes))
    return pl.DataFrame(found), notes


def _header(headers: Sequence[str], wanted: Sequence[str]) -> str | None:
    """The header that is called like the first of `wanted`."""
    known = {compared(header): header for header in reversed(headers)}
    return next((known[name] for name in wanted if name in known), None)


def _until(cells: pl.Series, header: str, notes: list[str]) -> pl.Series:
    parsed = parse_dates(cells)
    unread = parsed.get_column("understood").eq(other=False).fill_null(value=False)
    if unread.any():
        examples = listed(as_text(cells.filter(unread)).unique().sort().to_list(), _EXAMPLES)
        rows = counted(int(unread.sum()), "row")
        notes.append(f"{header}: {rows} with something that is no date ({examples}): they bind without an end")
    assumed = int(parsed.get_column("assumed").sum() or 0)
    if assumed:
        dates = counted(assumed, "date")
        notes.append(f"{header}: {dates} could be day or month first; read as month first")
    text = as_text(cells).str.to_lowercase()
    return _last_day(text, parsed.get_column("value")).alias("until")


def _last_day(text: pl.Series, first: pl.Series) -> pl.Series:
    """`until 2026-11` ends with that month, `until Q4 2026` with the quarter, `until 2026` with the year."""
    said, day = pl.col("text"), pl.col("day")
    numbers = said.str.count_matches(r"\d+|\p{L}{3,}")
    last = (
        pl.when(said.str.contains(r"^\d{4}(?:\.0+)?$"))
        .then(day.dt.offset_by("11mo").dt.month_end())
        .when(said.str.contains(r"\bq[1-4]\b"))
        .then(day.dt.offset_by("2mo").dt.month_end())
        .when((numbers == 2) & ~said.str.contains(r"^\d+\.\d+$|^\d{5,}"))
        .then(day.dt.month_end())
        .otherwise(day)
    )
    return pl.DataFrame({"text": text, "day": first}).select(last).to_series()


def _types(cells: pl.Series, header: str, said: str, notes: list[str]) -> pl.Series:
    """The type that each row states, null where it states none that is known."""
    folded = as_text(cells).str.to_lowercase().str.replace_all(r"[\s_-]+", "_")
    known = pl.select(pl.when(folded.is_in(TYPES)).then(folded)).to_series().alias("type")
    strange = cells.is_not_null() & known.is_null()
    if strange.any():
        examples = listed(as_text(cells.filter(strange)).unique().sort().to_list(), _EXAMPLES)
        rows = counted(int(strange.sum()), "row")
        types = ", ".join(TYPES)
        notes.append(f"{header}: {rows} with no known type ({examples}): they count as {said}; the types are {types}")
    return known
