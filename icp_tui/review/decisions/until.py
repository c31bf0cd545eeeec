"""The last day of a decision, as people write it: a date, so many days, the end of the quarter."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

# Days in a unit; as in profiles, a month is 30 days and a year 365.
_UNITS = {"d": 1, "w": 7, "m": 30, "y": 365}
_SPAN = re.compile(r"(\d{1,4})\s*(d|w|m|y|days?|weeks?|months?|years?)")
_QUARTER = re.compile(r"(\d{4})\s*-?\s*q([1-4])|q([1-4])\s*-?\s*(\d{4})")
_MONTHS = {"month": 1, "quarter": 3, "year": 12}

EXAMPLES = "2027-03-31, 30d, end of quarter"


def until(text: str, as_of: date) -> date | None:
    """The last day that `text` means, counted from `as_of`; None for no text: no end.

    Read are `2027-03-31`, `30d`, `6 weeks`, `3m`, `1y`, `tomorrow`, `end of month|quarter|year` and `Q1 2027`.
    ValueError, in words for the person, for anything else and for a day that is over already.
    """
    words = " ".join(text.casefold().split())
    if not words:
        return None
    try:
        day = _day(words, as_of)
    except (ValueError, OverflowError):
        day = None
    if day is None:
        raise ValueError(f"Not understood as a last day: write {EXAMPLES}, or nothing for no end")
    if day < as_of:
        raise ValueError(f"{day} is over already: the list is as of {as_of}")
    return day


def suggestions(as_of: date) -> list[str]:
    """Last days that people choose, each as `until` reads it."""
    return ["end of quarter", "30d", "90d", "end of year"] if as_of.month < 10 else ["end of quarter", "30d", "90d", "1y"]


def until_words(day: date, as_of: date) -> str:
    """`until 2027-03-31, 130 days from 2026-11-21`."""
    days = (day - as_of).days
    if not days:
        return f"Until {day}, that day included; no longer from the next day on"
    return f"Until {day}: {days:,} {'day' if days == 1 else 'days'} from {as_of}, that day included"


def _day(words: str, as_of: date) -> date | None:
    named = {"today": as_of, "tomorrow": as_of + timedelta(1)}
    if words in named:
        return named[words]
    if span := _SPAN.fullmatch(words):
        return as_of + timedelta(int(span[1]) * _UNITS[span[2][0]])
    if quarter := _QUARTER.fullmatch(words):
        year, number = (quarter[1], quarter[2]) if quarter[1] else (quarter[4], quarter[3])
        return _end(int(year), int(number) * 3)
    name = re.sub(r"^(the )?end of (the |this )?", "", words)
    if name != words and name in _MONTHS:
        long = _MONTHS[name]
        return _end(as_of.year, (as_of.month + long - 1) // long * long)
    return date.fromisoformat(words)


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
