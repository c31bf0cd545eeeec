"""Conditions as little trees: each knows its SQL and, for one row, whether it is true, false or unknown.

The naive side never parses SQL: tests build the tree, give its `sql()` to the engine and ask `truth(row)`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

Truth = bool | None


def literal(value: Any) -> str:
    """A value as it is written in SQL."""
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return str(value)


def exact(value: Any) -> Any:
    """Numbers as the decimal fraction that a person wrote; everything else as it is."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Fraction(str(value))
    return value


def quoted(name: str) -> str:
    """A column's name in SQL, quoted when it is not a plain word."""
    return name if name.isidentifier() else '"' + name.replace('"', '""') + '"'


@dataclass(frozen=True)
class Column:
    """The right side of a comparison with another column."""

    name: str


@dataclass(frozen=True)
class Compare:
    """column op value, where value is a number, a text, a date or a Column."""

    column: str
    op: str
    value: Any

    def sql(self) -> str:
        right = quoted(self.value.name) if isinstance(self.value, Column) else literal(self.value)
        return f"{quoted(self.column)} {self.op} {right}"

    def truth(self, row: Mapping[str, Any]) -> Truth:
        left = exact(row.get(self.column))
        right = exact(row.get(self.value.name)) if isinstance(self.value, Column) else exact(self.value)
        if left is None or right is None:
            return None
        answers = {
            "=": left == right,
            "<>": left != right,
            "<": left < right,
            "<=": left <= right,
            ">": left > right,
            ">=": left >= right,
        }
        return answers[self.op]


@dataclass(frozen=True)
class Missing:
    """column IS NULL, or IS NOT NULL."""

    column: str
    negated: bool = False

    def sql(self) -> str:
        return f"{quoted(self.column)} IS {'NOT ' if self.negated else ''}NULL"

    def truth(self, row: Mapping[str, Any]) -> Truth:
        return (row.get(self.column) is None) != self.negated


@dataclass(frozen=True)
class Among:
    """column IN (values), or NOT IN."""

    column: str
    values: tuple[Any, ...]
    negated: bool = False

    def sql(self) -> str:
        listed = ", ".join(literal(value) for value in self.values)
        return f"{quoted(self.column)} {'NOT ' if self.negated else ''}IN ({listed})"

    def truth(self, row: Mapping[str, Any]) -> Truth:
        value = exact(row.get(self.column))
        if value is None:
            return None
        return (value in [exact(one) for one in self.values]) != self.negated


@dataclass(frozen=True)
class Between:
    """column BETWEEN low AND high, both included."""

    column: str
    low: Any
    high: Any

    def sql(self) -> str:
        return f"{quoted(self.column)} BETWEEN {literal(self.low)} AND {literal(self.high)}"

    def truth(self, row: Mapping[str, Any]) -> Truth:
        value = exact(row.get(self.column))
        if value is None:
            return None
        return exact(self.low) <= value <= exact(self.high)


@dataclass(frozen=True)
class Starts:
    """column LIKE 'prefix%'."""

    column: str
    prefix: str

    def sql(self) -> str:
        return f"{quoted(self.column)} LIKE {literal(self.prefix + '%')}"

    def truth(self, row: Mapping[str, Any]) -> Truth:
        value = row.get(self.column)
        return None if value is None else value.startswith(self.prefix)


@dataclass(frozen=True)
class Holds:
    """A column of true and false by itself."""

    column: str

    def sql(self) -> str:
        return quoted(self.column)

    def truth(self, row: Mapping[str, Any]) -> Truth:
        return row.get(self.column)


@dataclass(frozen=True)
class Not:
    """NOT of one condition; unknown stays unknown."""

    part: Any

    def sql(self) -> str:
        return f"NOT ({self.part.sql()})"

    def truth(self, row: Mapping[str, Any]) -> Truth:
        inner = self.part.truth(row)
        return None if inner is None else not inner


@dataclass(frozen=True)
class And:
    """False as soon as one part is false, else unknown as soon as one is unknown."""

    parts: tuple[Any, ...]

    def sql(self) -> str:
        return " AND ".join(f"({part.sql()})" for part in self.parts)

    def truth(self, row: Mapping[str, Any]) -> Truth:
        truths = [part.truth(row) for part in self.parts]
        if False in truths:
            return False
        return None if None in truths else True


@dataclass(frozen=True)
class Or:
    """True as soon as one part is true, else unknown as soon as one is unknown."""

    parts: tuple[Any, ...]

    def sql(self) -> str:
        return " OR ".join(f"({part.sql()})" for part in self.parts)

    def truth(self, row: Mapping[str, Any]) -> Truth:
        truths = [part.truth(row) for part in self.parts]
        if True in truths:
            return True
        return None if None in truths else False


def as_yaml_data(node: Any) -> Any:
    """A profile with every condition as its SQL: what a YAML file would have given."""
    if isinstance(node, dict):
        return {key: as_yaml_data(value) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [as_yaml_data(value) for value in node]
    return node.sql() if hasattr(node, "sql") else node
