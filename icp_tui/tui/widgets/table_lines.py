"""The lines of the account table: header, rows, and what is said where there are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import polars as pl
from rich.cells import cell_len
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip
from textual.style import Style as VisualStyle

from icp_tui.errors import visible
from icp_tui.scoring.assign import DISQUALIFIED, KILLED, NURTURE
from icp_tui.tui import text
from icp_tui.tui.widgets.cell_text import RIGHT, cut, fitted, unknown
from icp_tui.tui.widgets.row_strip import Piece, highlighted, line
from icp_tui.tui.widgets.table_column import GAP, GUTTER, Column, Columns, Seen
from icp_tui.tui.widgets.table_marks import Marks
from icp_tui.tui.widgets.table_pages import Block, Pages

# Signs, so that nothing hangs on colour: the cursor's row, a mark, more columns behind the fixed ones.
CURSOR, MARK, EDGE = ">", "*", "│"
ASCENDING, DESCENDING = "▲", "▼"
# Strips kept: some screens; a strip of the widest terminal is a few kilobytes.
KEPT = 300

_NAME = "account-table--"
_TIERS = ("tier-1", "tier-2", "tier-3")
_OTHERS = {NURTURE: "nurture", DISQUALIFIED: "disqualified", KILLED: "killed"}
COMPONENTS = {
    _NAME + name
    for name in (
        "header", "header-current", "rule", "odd", "even", "cursor", "cell", "unknown", "mark", "hit", "empty",
        *_TIERS, *_OTHERS.values(),
    )
}  # fmt: skip


class Lines:
    """Draws one line at a time and keeps those it has drawn. `look` gives the style of component classes."""

    def __init__(self, look: Callable[..., VisualStyle], marks: Marks) -> None:
        self._look = look
        self._styles: dict[tuple[str, ...], Style] = {}
        self._marks = marks
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(KEPT)
        self._find: re.Pattern[str] | None = None
        self.columns = Columns((), 0)
        self.pages = Pages(lambda rows, _: rows.to_frame(), pl.Series("row", [], dtype=pl.UInt32))
        self.tiers: tuple[str, ...] = ()
        self.sort: tuple[str, bool] | None = None
        self.empty = ""

    def set_find(self, words: str) -> None:
        """What to draw as hits; empty for nothing."""
        self._find = re.compile(re.escape(words), re.IGNORECASE) if words else None

    def forget(self) -> None:
        """Draw every line anew from now on: rows, marks or the theme have changed."""
        self._strips.clear()
        self._styles.clear()

    def forget_row(self, position: int) -> None:
        """Draw the row at a position anew."""
        kept = list(self._strips.keys())
        for key in kept:
            if key[0] == position:
                self._strips.discard(key)

    def header(self, x: int, width: int, current: int) -> Strip:
        """The titles, with the sort mark, and the current column set off."""
        normal, chosen = self._style("header"), self._style("header", "header-current")

        def title(seen: Seen) -> Iterator[Piece]:
            yield cut(self._title(seen.column), seen), chosen if seen.index == current else normal

        return self._line((" " * GUTTER, normal), title, x, width, normal)

    def row(self, position: int, x: int, width: int, current: int | None, window: range) -> Strip:
        """The row at a position; `current` is the current column's index if the cursor is here.

        When its cells are not at hand, those of the whole window are read.
        """
        key = (position, x, width, current)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._row(position, x, width, current, window)
            self._strips.set(key, strip)
        return strip

    def nothing(self, y: int, width: int) -> Strip:
        """Line `y` of an empty list: why it is empty and which key is next."""
        lines = text.lines(*self.empty.split("\n")).wrap(max(1, width - 2 * GUTTER))
        said = lines[y - 1].plain if 0 <= y - 1 < len(lines) else ""
        return line([(" " * GUTTER + said, self._style("empty"))], width, self._style("empty"))

    def rule(self, said: str, width: int) -> Strip:
        """A line that is no row: `── A ends here: 50 of 50, 82.50 ──────`."""
        room = max(width - GUTTER - 4, 1)
        text = fitted(said, min(cell_len(visible(said)), room))
        return line([(f"{'─' * GUTTER} {text} {'─' * width}", self._style("rule"))], width, self._style("rule"))

    def blank(self, width: int) -> Strip:
        """A line below the last row."""
        return Strip.blank(width, self._style("odd"))

    def _row(self, position: int, x: int, width: int, current: int | None, window: range) -> Strip:
        fixed, scrolled = self.columns.seen(x, width)
        columns = [seen.column for seen in (*fixed, *scrolled)]
        found = self.pages.block(position, columns)
        if found is None:
            self.pages.load(window.start, window.stop - 1, columns)
            found = self.pages.block(position, columns)
        if found is None:
            return self.blank(width)
        block, index = found
        kind = "odd" if position % 2 else "even"
        kind = kind if current is None else "cursor"
        style = self._style(kind)

        def cell(seen: Seen) -> Iterable[Piece]:
            return self._cell(block, index, seen, kind, on_cell=seen.index == current)

        marked = self._marks.has(block.rows[index])
        gutter = (CURSOR if kind == "cursor" else " ") + (MARK if marked else " ") + " "
        gutter_style = self._style(kind, "mark") if marked else style
        return self._line((gutter, gutter_style), cell, x, width, style)

    def _line(
        self, gutter: Piece, cell: Callable[[Seen], Iterable[Piece]], x: int, width: int, rest: Style
    ) -> Strip:
        fixed, scrolled = self.columns.seen(x, width)
        cells = GUTTER + sum(seen.cells + GAP for seen in (*fixed, *scrolled))
        # The gap behind the last column may be beyond the window.
        over = cells > width

        def pieces() -> Iterator[Piece]:
            yield gutter
            for seen in fixed:
                yield from cell(seen)
                yield (EDGE if x and seen is fixed[-1] else " ") * GAP, rest
            for seen in scrolled:
                yield from cell(seen)
                if not over or seen is not scrolled[-1]:
                    yield " " * GAP, rest

        return line(pieces(), width, rest, cells - GAP if over and scrolled else cells)

    def _cell(self, block: Block, index: int, seen: Seen, kind: str, *, on_cell: bool) -> Iterable[Piece]:
        column = seen.column
        shown = block.texts[column.name][index]
        names: tuple[str, ...] = (kind,)
        if kind == "cursor":
            # One style for the whole line: tints are not readable on every cursor's colour.
            names += ("cell",) if on_cell else ()
        elif shown is None:
            names += ("unknown",)
        elif column.name in block.buckets:
            names += self._tint(block.buckets[column.name][index])
        said = unknown(column) if shown is None else shown
        if seen.cut_left or seen.cut_right:
            said = cut(said, seen)
        if self._find is None:
            return ((said, self._style(*names)),)
        return highlighted(said, self._style(*names), self._style(*names, "hit"), self._find)

    def _tint(self, bucket: str | None) -> tuple[str, ...]:
        if bucket in _OTHERS:
            return (_OTHERS[bucket],)
        if bucket in self.tiers:
            return (_TIERS[min(self.tiers.index(bucket), len(_TIERS) - 1)],)
        return ()

    def _title(self, column: Column) -> str:
        """The title; the sort mark takes a cell of the column's width, so that nothing moves."""
        right = column.kind in RIGHT
        if self.sort is None or self.sort[0] != column.name:
            return fitted(column.title, column.width, right=right)
        mark = DESCENDING if self.sort[1] else ASCENDING
        title = fitted(column.title[: column.width - 1], column.width - 1, right=right)
        if right:
            return title + mark
        return fitted(title.rstrip() + mark, column.width)

    def _style(self, *names: str) -> Style:
        """The first name's style with the others' laid over it; one object per names, see `joined`."""
        style = self._styles.get(names)
        if style is None:
            style = self._styles[names] = self._look(*(_NAME + name for name in names)).rich_style
        return style
