"""One part of a filter: a question about some columns of an account, and how to say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl
from polars import selectors

from icp_tui import columns
from icp_tui.errors import nearest, shortened
from icp_tui.review.cells import Cells
from icp_tui.review.filters.short_names import SHORT_NAMES

# Where plain words are looked for.
WORDS_IN = ("name", "domain", "industry")
# Longer texts are pasted by mistake, and a search for them is slow.
MOST_CHARACTERS = 500
# How much of a text that was typed is said again.
SAID = 60
# A yes-or-no column of ours in which nothing but yes is worth looking for.
_FLAGS = {"pinned", "reviewed", "unverified"}
# Columns that are put into words for every account when they are asked for as a whole.
_WORDY = {"reason", "why", "warnings"}


@dataclass(frozen=True)
class Part:
    """`expr` over the columns `names` is true for the accounts that meet it; unknown is not met."""

    said: str
    names: tuple[str, ...]
    expr: pl.Expr = field(compare=False)

    def met(self, cells: Cells, rows: pl.Series | None = None) -> pl.Series:
        """Which accounts at `rows` (None: of all) meet it, without nulls; ValueError if nobody can tell."""
        check_names(self.names, cells)
        if rows is None:
            frame = pl.DataFrame([cells.column(name).alias(name) for name in self.names])
        else:
            frame = cells.frame(rows, self.names)
        day = pl.lit(cells.as_of).alias(columns.AS_OF)
        # What names no column is the same for all accounts.
        frame = frame.with_columns(selectors.enum().cast(pl.String), day) if self.names else pl.select(day)
        try:
            met = frame.select(self.expr.cast(pl.Boolean).fill_null(value=False).alias("met")).to_series()
        except pl.exceptions.PolarsError as error:
            said = shortened(str(error).splitlines()[0])
            raise ValueError(f"{self.said} cannot be worked out for every account: {said}") from None
        height = cells.height if rows is None else rows.len()
        return met.new_from_index(0, height) if met.len() != height else met

    def cost(self, cells: Cells) -> int:
        """What it costs beside the others: numbers little, text and lists more, columns made for it most."""
        if any(name in _WORDY for name in self.names):
            return 2
        return int(any(cells.schema[name] in (pl.String, columns.TEXTS) for name in self.names))


def check_names(names: Sequence[str], cells: Cells) -> None:
    """ValueError when a column does not exist on this list (any more)."""
    for name in names:
        if name not in cells.schema:
            raise ValueError(no_column(name, cells))


def no_column(name: str, cells: Cells) -> str:
    """`no column emploees; did you mean employees?`, naming up to three, our own first."""
    near = nearest_columns(name, cells)
    return f"no column {shortened(name, SAID)}" + (f"; did you mean {_either(near)}?" if near else "")


def nearest_columns(name: str, cells: Cells) -> list[str]:
    """Up to three columns that may be meant, the app's own before the sources'."""
    originals = set(cells.originals)
    ours = {column.casefold(): column for column in cells.schema if column not in originals}
    # People do not know how their sources spell a header, and may have misspelt a short name.
    near = [({**SHORT_NAMES, **ours})[found] for found in nearest(name, [*ours, *SHORT_NAMES], count=3)]
    near = [*near[:2], *nearest(name, cells.originals, count=3), *near[2:]]
    return list(dict.fromkeys(near))[:3]


def contains(name: str, text: str) -> pl.Expr:
    """Whether a text column holds `text`, ignoring case; it is literal text, not a pattern."""
    return has_text(pl.col(name).cast(pl.String), text)


def has_text(column: pl.Expr, text: str) -> pl.Expr:
    """Whether a text holds `text`, ignoring case."""
    wanted = pattern(text)
    # Half as dear as the pattern where letters have one upper and one lower case.
    return (
        column.str.contains_any([text], ascii_case_insensitive=True)
        if text.isascii()
        else column.str.contains(wanted)
    )


def equals(name: str, text: str) -> pl.Expr:
    """Whether a text column is `text`, ignoring case."""
    return pl.col(name).cast(pl.String).str.contains(f"^{pattern(text)}$")


def pattern(text: str) -> str:
    """The pattern that matches `text` and nothing else, ignoring case; ValueError if it is too long."""
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"{len(text):,} characters are too long to look for; at most {MOST_CHARACTERS}")
    return f"(?i){pl.escape_regex(text)}"


def missing(name: str, dtype: pl.DataType) -> pl.Expr:
    """Whether an account has nothing in the column; a list may be empty, a yes-or-no of ours a no."""
    column = pl.col(name)
    if isinstance(dtype, pl.List):
        return column.is_null() | (column.list.len() == 0)
    return ~column if name in _FLAGS else column.is_null()


def holds(cells: Cells, names: Sequence[str], text: str) -> pl.Series:
    """Which accounts have `text` in one of these text columns, ignoring case: Boolean without nulls."""
    # What people decide is looked at again after a decision; what was loaded is not.
    decided = [name for name in names if name in {"owner", "note"}]
    groups = [[name for name in names if name not in decided], decided]
    masks = [_holds(cells, group, text) for group in groups if group]
    return masks[0] | masks[1] if len(masks) > 1 else masks[0]


def _holds(cells: Cells, names: Sequence[str], text: str) -> pl.Series:
    part = Part(text, tuple(names), pl.any_horizontal(contains(name, text) for name in names))
    return cells.kept.once(("holds", *names, text.lower()), names, lambda: part.met(cells))


def _either(words: Sequence[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)
