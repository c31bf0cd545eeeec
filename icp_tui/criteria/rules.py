"""rules: conditions in order, each with a label and a grade."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar, Literal

import polars as pl
from pydantic import Field

from icp_tui import conditions
from icp_tui.criteria.condition import When
from icp_tui.criteria.criterion import OTHERWISE, UNKNOWN, Criterion, Grade, Level, Named, Schema, exact
from icp_tui.errors import shortened
from icp_tui.yaml_io import Fault, Line, Listed, Part


class Rule(Part):
    """One level of a rules criterion."""

    when: When
    """The condition, such as employees > 100 AND country = 'US'."""
    label: Line
    """What the level is called."""
    grade: Grade
    """How good it is, from 0 to 1."""


class Rules(Criterion):
    """The first condition that holds decides."""

    kind: Literal["rules"]
    """rules: conditions in order."""
    # Named as in the YAML; the base class's method of that name is what the engine calls.
    levels_: Annotated[Listed[Rule], Field(min_length=1, max_length=100, alias="levels")]
    """The conditions in order, each with when, label and grade."""

    named: ClassVar[tuple[Named, ...]] = (OTHERWISE,)

    def fields_read(self) -> tuple[str, ...]:
        """The columns that the conditions name."""
        read = [name for rule in self.levels_ for name in pl.sql_expr(rule.when).meta.root_names()]
        return tuple(dict.fromkeys(read))

    def levels(self, schema: Schema, as_of: date) -> list[Level]:
        """Levels unknown (no rule is true and some rule is unknown), each rule, otherwise."""
        tests = [_compiled(rule, schema) for rule in self.levels_]
        return [
            self.unknown_level(pl.any_horizontal(tests).is_null()),
            *(
                Level(rule.label, exact(rule.grade), test.fill_null(value=False))
                for rule, test in zip(self.levels_, tests, strict=True)
            ),
            self.last_level(),
        ]

    def faults(self) -> Iterator[Fault]:
        """Also labels that two levels would share."""
        yield from super().faults()
        seen = {UNKNOWN, OTHERWISE.label}
        for place, rule in enumerate(self.levels_):
            if rule.label.casefold() in seen:
                said = f"another level is called {shortened(rule.label, 40)} already"
                yield Fault(("levels", place, "label"), said, "give each level a label of its own")
            seen.add(rule.label.casefold())


def _compiled(rule: Rule, schema: Schema) -> pl.Expr:
    try:
        return conditions.compile(rule.when, schema).expr
    except ValueError as error:
        raise ValueError(f"level {shortened(rule.label, 40)}: {error}") from None
