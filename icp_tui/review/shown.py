"""What a line of a screen stands for: some accounts, as a bucket and a filter that show them in the workbench."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from icp_tui import columns


@dataclass(frozen=True)
class Shown:
    """`said` in words, such as `A, industry Software`; bucket None is all, filter empty is none."""

    said: str
    bucket: str | None = None
    filter: str = ""


def column(name: str) -> str:
    """A column's name as a condition has it; a field or header of a person's own may be a word of SQL, such as `order`."""
    return name if name in columns.ACCOUNT or name in columns.OUTCOME else '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A text as a condition has it."""
    return "'" + value.replace("'", "''") + "'"


def equals(name: str, value: str | None) -> str:
    """The accounts with this value; None: those without any."""
    return f"{column(name)} IS NULL" if value is None else f"{column(name)} = {text(value)}"


def other_than(name: str, values: Iterable[str]) -> str:
    """The accounts with a value that is none of these."""
    listed = ", ".join(text(value) for value in values)
    return f"{column(name)} NOT IN ({listed})" if listed else f"{column(name)} IS NOT NULL"


def between(name: str, low: float | None, below: float | None) -> str:
    """The accounts from `low` up to below `below`; None leaves that end open."""
    ends = [] if low is None else [f"{column(name)} >= {low:g}"]
    return " AND ".join(ends if below is None else [*ends, f"{column(name)} < {below:g}"])
