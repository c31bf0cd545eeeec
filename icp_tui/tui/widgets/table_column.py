"""The columns of the account table: what each shows and where it stands on the screen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

# How values are written and aligned; see cell_text.
Kind = Literal["rank", "text", "number", "score", "money", "percent", "date", "flag", "list"]

# In front of every row: the cursor's sign, the mark's, a blank. Between columns: a blank.
GUTTER = 3
GAP = 1
# A column of which less is seen at the right edge says nothing: it is left out.
LEAST = 4
# Fixed columns leave at least this much room for the others, or they scroll too.
ROOM = 12


@dataclass(frozen=True)
class Column:
    """One column: the name of its values in the frame, its header, its width in cells, and its kind."""

    name: str
    title: str
    width: int
    kind: Kind = "text"


@dataclass(frozen=True)
class Seen:
    """A column in the window, without the cells that the window's edges cut off."""

    index: int
    column: Column
    cut_left: int = 0
    cut_right: int = 0

    @property
    def cells(self) -> int:
        """How many cells of it are seen."""
        return self.column.width - self.cut_left - self.cut_right


class Columns:
    """Columns side by side. The first `fixed` stay when the others scroll."""

    def __init__(self, columns: Sequence[Column], fixed: int) -> None:
        self.all = tuple(columns)
        self._fixed = min(fixed, len(self.all))
        widths = (column.width + GAP for column in self.all)
        self._starts = list(accumulate(widths, initial=GUTTER))
        self._last: tuple[tuple[int, int], tuple[list[Seen], list[Seen]]] | None = None

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(self.all)

    @property
    def width(self) -> int:
        """The cells of the whole line."""
        return self._starts[-1]

    def name(self, index: int) -> str | None:
        """The name of the column at this index."""
        return self.all[index].name if index < len(self.all) else None

    def index(self, name: str | None) -> int | None:
        """Where the column of this name is."""
        return next((index for index, column in enumerate(self.all) if column.name == name), None)

    def fixed(self, view: int) -> int:
        """How many columns stay in a window of this width; none when they would leave no room."""
        return self._fixed if self._starts[self._fixed] + ROOM <= view else 0

    def fixed_width(self, view: int) -> int:
        """The cells that do not scroll, the gutter among them."""
        return self._starts[self.fixed(view)]

    def seen(self, x: int, view: int) -> tuple[list[Seen], list[Seen]]:
        """The fixed columns, and those at least partly in the window when scrolled by `x`."""
        # Every line of a page asks the same.
        if self._last is None or self._last[0] != (x, view):
            self._last = (x, view), self._in_window(x, view)
        return self._last[1]

    def _in_window(self, x: int, view: int) -> tuple[list[Seen], list[Seen]]:
        fixed = self.fixed(view)
        first = x + self._starts[fixed]
        last = max(first, x + view)
        scrolled: list[Seen] = []
        for index in range(max(fixed, bisect_right(self._starts, first) - 1), self.count):
            column, start = self.all[index], self._starts[index]
            if start >= last:
                break
            end = start + column.width
            if end > last and last - start < LEAST and scrolled and scrolled[-1].cells:
                break
            scrolled.append(Seen(index, column, max(0, first - start), max(0, end - last)))
        return [Seen(index, self.all[index]) for index in range(fixed)], scrolled

    def at(self, cell: int, x: int, view: int) -> int | None:
        """The column at a cell of the window, the gap behind it included; None beside all columns."""
        cell = cell if cell < self.fixed_width(view) else cell + x
        if not GUTTER <= cell < self.width:
            return None
        return bisect_right(self._starts, cell) - 1

    def scrolled_to(self, index: int, x: int, view: int) -> int:
        """The `x` nearest to this one at which the column is wholly in the window and the first is not cut.

        A column that is wider than the window shows its start.
        """
        fixed = self.fixed(view)
        start, room = self._starts[index], self._starts[fixed]
        if index < fixed:
            return x
        least = start + self.all[index].width - view
        if start - room < x or least > start - room:
            return start - room
        if x >= least:
            return x
        return next(at - room for at in self._starts[fixed:] if at - room >= least)
