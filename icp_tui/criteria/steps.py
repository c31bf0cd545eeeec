"""steps: a number graded by thresholds, from the highest down."""

from __future__ import annotations

import math
from datetime import date
from typing import Annotated, ClassVar, Literal

import polars as pl
from pydantic import Field

from icp_tui.criteria.criterion import (
    Criterion,
    FieldKind,
    Grade,
    Level,
    Named,
    Schema,
    exact,
    is_whole,
    missing_number,
    plainly,
)
from icp_tui.yaml_io import Text


class Steps(Criterion):
    """The field's number reaches one of several thresholds; the highest that it reaches counts."""

    kind: Literal["steps"]
    """steps: the number reaches thresholds."""
    field: Text
    """The account column, or one of the extra fields, with the number."""
    at_least: Annotated[dict[float, Grade], Field(min_length=1)]
    """Grade by threshold, such as {80: 1.0, 60: 0.7}."""

    reads: ClassVar[frozenset[FieldKind]] = frozenset({"number"})
    named: ClassVar[tuple[Named, ...]] = (Named("otherwise", "below", 0.0),)

    def fields_read(self) -> tuple[str, ...]:
        """The field."""
        return (self.field,)

    def levels(self, schema: Schema, as_of: date) -> list[Level]:
        """Levels unknown, each threshold from the highest (`>= 80`), below."""
        column = self.column(self.field, schema)
        whole = is_whole(schema[self.field])
        steps = [
            Level(f">= {plainly(threshold)}", exact(grade), _reaches(column, threshold, whole=whole))
            for threshold, grade in sorted(self.at_least.items(), reverse=True)
        ]
        return [self.unknown_level(missing_number(column, schema[self.field])), *steps, self.last_level()]

    def wanted(self, label: str) -> str:
        """At least 80."""
        return label.replace(">= ", "at least ")


def _reaches(column: pl.Expr, threshold: float, *, whole: bool) -> pl.Expr:
    return column >= (math.ceil(exact(threshold)) if whole else threshold)
