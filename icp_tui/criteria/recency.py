"""recency: how long ago something happened, counted back from the date of the run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar, Literal

import polars as pl
from pydantic import Field, PlainValidator, WithJsonSchema

from icp_tui.criteria.criterion import Criterion, FieldKind, Grade, Level, Named, Schema, exact
from icp_tui.errors import shortened
from icp_tui.yaml_io import Fault, Text, refused

_WINDOW = re.compile(r"([1-9][0-9]{0,4})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


def _window(value: Any) -> str:
    window = str(value).strip().lower()
    if isinstance(value, bool) or not _WINDOW.fullmatch(window):
        hint = f"write {window}d" if window.isdigit() else "write 90d, 12w, 6m or 1y"
        raise refused(f"{shortened(str(value), 40)} is no length of time", hint)
    return window


def days(window: str) -> int:
    """The days of a window such as 90d, 12w (7 days each), 6m (30) or 1y (365)."""
    count, unit = window[:-1], window[-1]
    return int(count) * _DAYS[unit]


Window = Annotated[
    str, PlainValidator(_window), WithJsonSchema({"type": "string", "pattern": "^[0-9]+[dwmy]$"})
]


class Recency(Criterion):
    """The field's date is within one of several windows before the date of the run."""

    kind: Literal["recency"]
    """recency: the date is not long ago."""
    field: Text
    """The account column, or one of the extra fields, with the date."""
    within: Annotated[dict[Window, Grade], Field(min_length=1)]
    """Grade by age, such as {30d: 1.0, 90d: 0.5}; d days, w weeks, m months of 30 days, y years."""

    reads: ClassVar[frozenset[FieldKind]] = frozenset({"date"})
    named: ClassVar[tuple[Named, ...]] = (Named("otherwise", "older", 0.0),)

    def fields_read(self) -> tuple[str, ...]:
        """The field."""
        return (self.field,)

    def levels(self, schema: Schema, as_of: date) -> list[Level]:
        """Levels unknown (a future date included), each window from the shortest, older."""
        column = self.column(self.field, schema).cast(pl.Date)
        windows = [
            Level(f"within {window}", exact(grade), column >= pl.lit(_back(as_of, days(window))))
            for window, grade in sorted(self.within.items(), key=lambda item: days(item[0]))
        ]
        return [self.unknown_level(column.is_null() | (column > pl.lit(as_of))), *windows, self.last_level()]

    def wanted(self, label: str) -> str:
        """Within 90 days."""
        window = label.removeprefix("within ")
        if not _WINDOW.fullmatch(window):
            return label
        unit = {"d": "day", "w": "week", "m": "month", "y": "year"}[window[-1]]
        return f"within {window[:-1]} {unit}{'' if window == f'1{window[-1]}' else 's'}"

    def in_future(self, as_of: date) -> pl.Expr:
        """Whether the date lies after the run, which makes it unknown; for the run's report."""
        return (pl.col(self.field).cast(pl.Date) > pl.lit(as_of)).fill_null(value=False)

    def faults(self) -> Iterator[Fault]:
        """Also two windows of the same length, such as 30d and 1m."""
        yield from super().faults()
        seen: dict[int, str] = {}
        for window in self.within:
            twin = seen.setdefault(days(window), window)
            if twin != window:
                yield Fault(("within", window), f"{window} is as long as {twin}", "keep one of the two")


def _back(as_of: date, count: int) -> date:
    """The date `count` days before; the first date there is when that lies before it."""
    try:
        return as_of - timedelta(days=count)
    except OverflowError:
        return date.min
