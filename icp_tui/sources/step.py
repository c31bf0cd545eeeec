"""A step of the work, as progress tells it: its name, and how far it is in bytes and rows."""

from __future__ import annotations

from typing import Self

_UNITS = ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB"))


class Step(str):
    """The name of a step, equal to the plain text of it, so that all that is said of one step is one.

    `detail` says how far it is in words, such as `212 of 540 MB, 1.2 million rows`; empty where that is not
    known.
    """

    __slots__ = ("detail",)
    detail: str

    def __new__(cls, name: str, detail: str = "") -> Self:
        """The step `name`, with `detail`."""
        made = super().__new__(cls, name)
        made.detail = detail
        return made


def detail(step: str) -> str:
    """What is known about how far a step is; empty for a plain text."""
    return step.detail if isinstance(step, Step) else ""


class Reached(float):
    """A share of a step, from 0 to 1, that also knows how many rows are done."""

    __slots__ = ("rows",)
    rows: int

    def __new__(cls, share: float, rows: int) -> Self:
        """The share `share`, with `rows` done."""
        made = super().__new__(cls, share)
        made.rows = rows
        return made


def far(share: float, size: int) -> str:
    """How far a file of `size` bytes is read: `212 of 540 MB, 1.2 million rows`."""
    unit, name = next((one for one in _UNITS if size >= one[0]), _UNITS[-1])
    digits = 1 if size < 10 * unit else 0
    said = f"{size * share / unit:.{digits}f} of {size / unit:.{digits}f} {name}"
    return f"{said}, {many(share.rows)}" if isinstance(share, Reached) else said


def many(rows: int) -> str:
    """`1 row`, `12,000 rows`, `1.2 million rows`."""
    if rows >= 1_000_000:
        return f"{rows / 1_000_000:.1f} million rows"
    return f"{rows:,} {'row' if rows == 1 else 'rows'}"
