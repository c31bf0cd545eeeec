"""one_of: the value is one of those wanted, or of those next to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import reduce
from operator import and_
from typing import Annotated, ClassVar, Literal

import polars as pl
from pydantic import Field

from icp_tui import vocab
from icp_tui.conditions import VOCABULARY
from icp_tui.criteria.criterion import (
    OTHERWISE,
    Criterion,
    Doubt,
    FieldKind,
    Level,
    Named,
    Schema,
    either,
    kind_of,
)
from icp_tui.errors import did_you_mean, shortened
from icp_tui.yaml_io import Fault, Listed, Text


class OneOf(Criterion):
    """The field's value is one of the ideal ones, or of the adjacent ones, or neither.

    Text compares trimmed and without regard to case (ß is ss), through the vocabulary of the field:
    renamed industries, technology aliases, country names, and groups of countries such as DACH.
    """

    kind: Literal["one_of"]
    """one_of: the value is on a list."""
    field: Text
    """The account column, or one of the extra fields, to look at."""
    ideal: Annotated[Listed[Text], Field(min_length=1)]
    """The values that are just right."""
    adjacent: Listed[Text] = ()
    """The values that are next best."""
    match: Literal["any", "all"] = "any"
    """On a list-valued field: whether any of the values is enough, or all must be there."""

    reads: ClassVar[frozenset[FieldKind]] = frozenset({"text", "number", "date", "list", "flag"})
    named: ClassVar[tuple[Named, ...]] = (
        Named("ideal", "ideal", 1.0),
        Named("adjacent", "adjacent", 0.5),
        OTHERWISE,
    )

    def fields_read(self) -> tuple[str, ...]:
        """The field."""
        return (self.field,)

    def levels(self, schema: Schema, as_of: date) -> list[Level]:
        """Levels unknown, ideal, adjacent (when values are given for it), otherwise."""
        column = self.column(self.field, schema)
        holds = kind_of(schema[self.field])
        if self.match == "all" and holds != "list":
            raise ValueError(f"{self.field} holds one value; match: all needs a list")
        graded = [("ideal", self.ideal), *([("adjacent", self.adjacent)] if self.adjacent else [])]
        return [
            self.unknown_level(_missing(column, holds)),
            *(Level(name, self.grade(name), self._matches(column, holds, wanted)) for name, wanted in graded),
            self.last_level(),
        ]

    def shown(self, schema: Schema) -> pl.Expr:
        """The value; of a list, the entries that are wanted, else all of them."""
        whole = super().shown(schema)
        if self.field not in schema or kind_of(schema[self.field]) != "list":
            return whole
        wanted = _folded_values([value for one in (*self.ideal, *self.adjacent) for value in self._accepted(one)])
        found = pl.col(self.field).list.filter(_folded(pl.element()).is_in(wanted))
        return pl.when(found.list.len() > 0).then(found.list.join(", ")).otherwise(whole)

    def wanted(self, label: str) -> str:
        """Salesforce or HubSpot (ideal)."""
        values = {"ideal": self.ideal, "adjacent": self.adjacent}.get(label)
        return f"{either(values, 'and' if self.match == 'all' else 'or')} ({label})" if values else label

    def doubts(self) -> list[Doubt]:
        """Industries, countries and technologies that the vocabulary does not know."""
        kind = _vocabulary(self.field)
        if kind is None:
            return []
        known = [*vocab.labels(kind), *(vocab.region_names() if kind == "country" else [])]
        return [
            Doubt(self.field, value, did_you_mean(value, known))
            for value in (*self.ideal, *self.adjacent)
            if vocab.canonical(kind, value) is None and not _region(self.field, value)
        ]

    def faults(self) -> Iterator[Fault]:
        """Also a value that is both ideal and adjacent, under whatever names."""
        yield from super().faults()
        ideal = {self._label(value): value for value in self.ideal}
        for place, value in enumerate(self.adjacent):
            twin = ideal.get(self._label(value))
            if twin is not None:
                said = (
                    shortened(value, 40)
                    if twin == value
                    else f"{shortened(value, 40)} ({shortened(twin, 40)})"
                )
                yield Fault(
                    ("adjacent", place), f"{said} is both ideal and adjacent", "keep it in one of the two"
                )

    def _label(self, value: str) -> str:
        """The value as the vocabulary calls it, folded; a group of countries stays a group."""
        kind = _vocabulary(self.field)
        known = vocab.canonical(kind, value) if kind and not _region(self.field, value) else None
        return vocab.fold(known or value)

    def _accepted(self, value: str) -> list[str]:
        """What the column may hold for a wanted value: its canonical label, or a region's countries."""
        kind = _vocabulary(self.field)
        known = vocab.canonical(kind, value) if kind else None
        return [*_region(self.field, value), *([known] if known else [value])]

    def _matches(self, column: pl.Expr, holds: FieldKind, wanted: Sequence[str]) -> pl.Expr:
        """Whether the column holds any (or, on a list, all) of the wanted values."""
        if holds == "number":
            return column.cast(pl.Float64).is_in(_numbers(self.field, wanted))
        accepted = [_folded_values(self._accepted(value)) for value in wanted]
        if holds == "list":
            folded = column.list.eval(_folded(pl.element()))
            tests = [folded.list.eval(pl.element().is_in(values)).list.any() for values in accepted]
            if self.match == "all":
                return reduce(and_, tests)
            every = [value for values in accepted for value in values]
            return column.list.eval(_folded(pl.element()).is_in(every)).list.any()
        return _folded(column).is_in([value for values in accepted for value in values])


def _vocabulary(field: str) -> vocab.Kind | None:
    return VOCABULARY.get(field)


def _region(field: str, value: str) -> tuple[str, ...]:
    """The country codes of a group of countries; none for anything else."""
    return vocab.regions().get(vocab.fold(value), ()) if field == "country" else ()


def _missing(column: pl.Expr, holds: FieldKind) -> pl.Expr:
    if holds == "list":
        return column.is_null() | (column.list.len() == 0)
    if holds == "text":
        return column.is_null() | (column.cast(pl.String).str.strip_chars() == "")
    return column.is_null()


def _folded(text: pl.Expr) -> pl.Expr:
    return text.cast(pl.String).str.strip_chars().str.to_lowercase()


def _folded_values(values: Sequence[str]) -> list[str]:
    """The wanted values in every spelling, folded by the very functions that fold the column."""
    spelled = [spelling for value in values for spelling in vocab.spellings(value)]
    return pl.select(_folded(pl.lit(pl.Series(spelled, dtype=pl.String)))).to_series().to_list()


def _numbers(field: str, wanted: Sequence[str]) -> list[float]:
    try:
        return [float(value) for value in wanted]
    except ValueError as error:
        raise ValueError(f"{field} holds a number, but {str(error).rpartition(': ')[2]} is wanted") from None
