"""flag: yes or no."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

import polars as pl

from icp_tui.criteria.criterion import Criterion, FieldKind, Level, Named, Schema, kind_of
from icp_tui.yaml_io import Text

_YES = ("true", "yes", "1", "t", "y")
_NO = ("false", "no", "0", "f", "n")


class Flag(Criterion):
    """The field says yes or no: true/false, yes/no, 1/0, t/f, y/n; anything else is unknown."""

    kind: Literal["flag"]
    """flag: the field says yes or no."""
    field: Text
    """The account column, or one of the extra fields, to look at."""

    reads: ClassVar[frozenset[FieldKind]] = frozenset({"text", "number", "flag"})
    named: ClassVar[tuple[Named, ...]] = (Named("yes", "yes", 1.0), Named("otherwise", "no", 0.0))

    def fields_read(self) -> tuple[str, ...]:
        """The field."""
        return (self.field,)

    def levels(self, schema: Schema, as_of: date) -> list[Level]:
        """Levels unknown, yes, no."""
        column = self.column(self.field, schema)
        yes, no = _readings(column, kind_of(schema[self.field]))
        known = (yes | no).fill_null(value=False)
        return [self.unknown_level(~known), Level("yes", self.grade("yes"), yes), self.last_level()]


def _readings(column: pl.Expr, holds: FieldKind) -> tuple[pl.Expr, pl.Expr]:
    """Whether the column says yes, and whether it says no."""
    if holds == "flag":
        return column, ~column
    if holds == "number":
        return column == 1, column == 0
    said = column.cast(pl.String).str.strip_chars().str.to_lowercase()
    return said.is_in(_YES), said.is_in(_NO)
