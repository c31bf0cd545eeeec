"""Dates in a filter: `2026-01-31`, `2026-01`, `2026`, `>2026-01-01`, `2026-01..2026-06`."""

from __future__ import annotations

import re
from datetime import date, timedelta

import polars as pl

from icp_tui.errors import shortened

_DAY = r"\d{4}(?:-\d{1,2}(?:-\d{1,2})?)?"
_COMPARED = re.compile(rf"(?P<sign>>=|<=|=>|=<|>|<|=)?(?P<day>{_DAY})")
_RANGE = re.compile(rf"(?P<first>{_DAY})(?:\.\.|-|–|—)(?P<last>{_DAY})")


def read_day(name: str, text: str) -> tuple[str, pl.Expr]:
    """What `text` says of the date column `name`, in words and as an expression; ValueError with the mend."""
    squeezed = text.strip().replace(" ", "")
    column = pl.col(name)
    if found := _COMPARED.fullmatch(squeezed):
        first, last = _span(found["day"], name)
        sign = found["sign"] or ""
        if sign in {"", "="}:
            said = f"is {found['day']}" if first == last else f"is in {found['day']}"
            return said, column.is_between(first, last)
        if sign == ">":
            return f"after {found['day']}", column > last
        if sign == "<":
            return f"before {found['day']}", column < first
        late = ">" in sign
        return f"{'from' if late else 'up to'} {found['day']}", column >= first if late else column <= last
    if found := _RANGE.fullmatch(squeezed):
        first, last = _span(found["first"], name)[0], _span(found["last"], name)[1]
        if first > last:
            raise ValueError(f"{name}:{shortened(text)} ends before it begins; write the earlier date first")
        return f"from {found['first']} to {found['last']}", column.is_between(first, last)
    raise ValueError(
        f"{name} is a date and cannot be {shortened(text)}; "
        f"write {name}:>2026-01-31, {name}:2026-01, {name}:2026-01..2026-06 or {name}:none"
    )


def _span(text: str, name: str) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day."""
    year, *rest = (int(part) for part in text.split("-"))
    try:
        if not rest:
            return date(year, 1, 1), date(year, 12, 31)
        if len(rest) == 1:
            following = date(year + rest[0] // 12, rest[0] % 12 + 1, 1)
            return date(year, rest[0], 1), following - timedelta(days=1)
        day = date(year, *rest)
    except ValueError:
        raise ValueError(f"there is no date {text}; write {name}:2026-01-31 (year, month, day)") from None
    return day, day
