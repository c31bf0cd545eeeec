"""band: a number that should lie between two bounds, or not far outside."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal

import polars as pl
from pydantic import PlainValidator, WithJsonSchema

from icp_tui.criteria.criterion import (
    Criterion,
    FieldKind,
    Level,
    Named,
    Schema,
    exact,
    is_whole,
    missing_number,
    plainly,
)
from icp_tui.errors import shortened
from icp_tui.yaml_io import Fault, Text, refused

Bounds = tuple[float | None, float | None]


def _bounds(value: Any) -> Bounds:
    """[low, high], of which one may be null; or one problem that says what is wrong."""
    if not isinstance(value, list) or len(value) != 2:
        raise refused("ideal should be two bounds", "write [50, 500]; null leaves one side open: [50, null]")
    for bound in value:
        if bound is not None and (isinstance(bound, bool) or not isinstance(bound, (int, float))):
            raise refused(
                f"a bound should be a number, but {shortened(repr(bound), 40)} is not", "write [50, 500]"
            )
    low, high = value
    if low is None and high is None:
        raise refused("both bounds are open, so that everything would be in band", "give one: [50, null]")
    if low is not None and high is not None and low > high:
        raise refused(
            f"the band is reversed: {plainly(low)} is more than {plainly(high)}",
            f"write [{plainly(high)}, {plainly(low)}]",
        )
    return low, high


def _share(value: Any) -> Fraction:
    """25%, or 0.25, as a fraction."""
    hint = "write 25% or 0.25"
    if isinstance(value, str):
        match = re.fullmatch(r"\s*([0-9]+(?:\.[0-9]+)?)\s*%\s*", value)
        if not match or len(value) > 20:
            raise refused(
                f"near should be a share of the bounds, but is the text {shortened(repr(value), 40)}", hint
            )
        share = Fraction(match[1]) / 100
    elif isinstance(value, bool) or not isinstance(value, (int, float)):
        raise refused("near should be a share of the bounds", hint)
    else:
        share = exact(value)
    if not 0 < share <= 1:
        raise refused(
            f"near should be more than 0% and at most 100%, but is {shortened(str(value), 40)}", hint
        )
    return share


class Band(Criterion):
    """The field's number is within the ideal band, or near it, or outside."""

    kind: Literal["band"]
    """band: the number lies between two bounds."""
    field: Text
    """The account column, or one of the extra fields, with the number."""
    ideal: Annotated[
        Bounds,
        PlainValidator(_bounds),
        WithJsonSchema(
            {"type": "array", "items": {"type": ["number", "null"]}, "minItems": 2, "maxItems": 2}
        ),
    ]
    """[low, high], both included; null leaves a side open."""
    near: Annotated[
        Fraction | None,
        PlainValidator(_share),
        WithJsonSchema({"anyOf": [{"type": "string", "pattern": "^[0-9.]+ ?%$"}, {"type": "number"}]}),
    ] = None
    """How far outside still counts as near, as a share of the bound, such as 25%."""

    reads: ClassVar[frozenset[FieldKind]] = frozenset({"number"})
    named: ClassVar[tuple[Named, ...]] = (
        Named("ideal", "in band", 1.0),
        Named("near", "near", 0.5),
        Named("otherwise", "outside", 0.0),
    )

    def fields_read(self) -> tuple[str, ...]:
        """The field."""
        return (self.field,)

    def levels(self, schema: Schema, as_of: date) -> list[Level]:
        """Levels unknown, in band, near (when a share is given for it), outside."""
        column = self.column(self.field, schema)
        whole = is_whole(schema[self.field])
        low, high = self._band()
        levels = [
            self.unknown_level(missing_number(column, schema[self.field])),
            Level("in band", self.grade("ideal"), _between(column, low, high, whole=whole)),
        ]
        if self.near is not None:
            levels.append(
                Level("near", self.grade("near"), _between(column, *self._band(self.near), whole=whole))
            )
        return [*levels, self.last_level()]

    def _band(self, near: Fraction = Fraction(0)) -> tuple[Fraction | None, Fraction | None]:
        """The band, wider by the share `near` of each bound."""
        low, high = (None if bound is None else exact(bound) for bound in self.ideal)
        wide_low = None if low is None else low - abs(low) * near
        return wide_low, None if high is None else high + abs(high) * near

    def wanted(self, label: str) -> str:
        """50 to 500 (in band)."""
        share = {"in band": Fraction(0), "near": self.near}.get(label)
        if share is None:
            return label
        low, high = (None if bound is None else plainly(float(bound)) for bound in self._band(share))
        if low is None or high is None:
            return f"at most {high} ({label})" if low is None else f"at least {low} ({label})"
        return f"{low} to {high} ({label})"

    def faults(self) -> Iterator[Fault]:
        """Also a grade for near where nothing is near."""
        yield from super().faults()
        for part in ("grades", "points"):
            if self.near is None and "near" in getattr(self, part):
                yield Fault((part, "near"), "near has a grade, but no width", "add near: 25%")


def _between(column: pl.Expr, low: Fraction | None, high: Fraction | None, *, whole: bool) -> pl.Expr:
    """Test low <= column <= high; for whole numbers in whole bounds, so that no rounding can shift them."""
    tests = []
    if low is not None:
        tests.append(column >= (math.ceil(low) if whole else float(low)))
    if high is not None:
        tests.append(column <= (math.floor(high) if whole else float(high)))
    return tests[0] if len(tests) == 1 else tests[0] & tests[1]
