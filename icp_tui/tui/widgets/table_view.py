"""The table's view: a page of cells and an order index on the screen, whatever the length of the list.

It holds no copy of the list: it asks for the cells of the rows in view, and `order` says which rows, in
which order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import polars as pl
from textual.events import Resize
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from icp_tui.tui.widgets.table_column import Column, Columns
from icp_tui.tui.widgets.table_lines import COMPONENTS, Lines
from icp_tui.tui.widgets.table_marks import Marks
from icp_tui.tui.widgets.table_pages import Fetch, Pages
from icp_tui.tui.widgets.table_rules import Rules

HEADER = 1
NO_ROWS = pl.Series("row", [], dtype=pl.UInt32)


class TableView(ScrollView, inherit_bindings=False):
    """Rows under a header, with a row cursor and a current column that are always in view."""

    COMPONENT_CLASSES = COMPONENTS
    # Dragging would select text that is not there: only the lines in view exist.
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's names
        super().__init__(id=id, classes=classes)
        self._fetch: Fetch = lambda rows, _: rows.to_frame()
        self._order = NO_ROWS
        self._marks = Marks()
        self._lines = Lines(self.get_visual_style, self._marks)
        self._rules = Rules()
        self._position = 0
        self._current = 0

    # What is shown

    def set_columns(self, columns: Sequence[Column], fixed: int = 0) -> None:
        """Show these columns; the first `fixed` stay when the others scroll. The current column stays."""
        name = self.column
        self._lines.columns = Columns(columns, fixed)
        self._current = self._columns.index(name) or 0
        self.refresh_cells()
        self._measure()
        self._reveal_column()

    def set_buckets(self, tiers: Sequence[str]) -> None:
        """The tiers, best first: values of the columns `bucket` and `tier` get their colours by them."""
        self._lines.tiers = tuple(tiers)
        self.refresh()

    def show(
        self, fetch: Fetch, order: pl.Series, *, empty: str = "", rules: Sequence[tuple[int, str]] = ()
    ) -> None:
        """Show the source rows `order` (UInt32), in this order; `fetch` gives their cells.

        The cursor stays on its account if that is still shown, at the same height of the screen; else it
        stays on its position. `empty` is drawn when there are no rows; it may have several lines. `rules` are lines
        between the rows that are none: after how many rows, and the text, from the top.
        """
        row, height = self.row, self._rules.line(self._position) - self.scroll_offset.y
        self._order = order
        self._rules = Rules(rules)
        self._lines.empty = empty
        self.refresh_cells(fetch)
        self._measure()
        found = None if row is None else self._position_of(row)
        if found is not None and 0 <= height < self._page:
            self._scroll(y=self._rules.line(found) - height)
        self._place(self._position if found is None else found)

    def refresh_cells(self, fetch: Fetch | None = None) -> None:
        """Read the cells again: values changed, the rows and their order did not."""
        self._fetch = fetch or self._fetch
        self._lines.pages = Pages(self._fetch, self._order)
        self.refresh()

    def set_sort(self, column: str | None, *, descending: bool = False) -> None:
        """Put the sort mark ▲ or ▼ into this column's header; None takes it away."""
        self._lines.sort = None if column is None else (column, descending)
        self.refresh()

    def set_find(self, text: str) -> None:
        """Draw this text as a hit wherever the cells in view hold it, whatever its case; empty ends that."""
        self._lines.set_find(text)
        self.refresh()

    # Where the cursor is

    @property
    def row(self) -> int | None:
        """The source row under the cursor; None in an empty list."""
        return int(self._order[self._position]) if self.row_count else None

    @property
    def position(self) -> int:
        """The position of the cursor within the order, from 0."""
        return self._position

    @property
    def row_count(self) -> int:
        """How many rows are shown."""
        return self._order.len()

    @property
    def order(self) -> pl.Series:
        """The source rows shown, in their order."""
        return self._order

    @property
    def column(self) -> str | None:
        """The name of the current column."""
        return self._columns.name(self._current)

    def go_to(self, position: int) -> None:
        """Put the cursor on a position (clamped) and scroll it into view."""
        self._place(position)

    def go_to_row(self, row: int) -> bool:
        """Put the cursor on a source row; False when it is not shown."""
        position = self._position_of(row)
        if position is not None:
            self._place(position)
        return position is not None

    def go_to_column(self, name: str) -> bool:
        """Make a column the current one and scroll it into view; False when there is none of that name."""
        index = self._columns.index(name)
        if index is not None:
            self._place_column(index)
        return index is not None

    def cursor_moved(self) -> None:
        """Called when the cursor may be on another row or position."""

    def column_at(self, x: int) -> str | None:
        """The name of the column at a cell of the screen's line; None beside all columns."""
        index = self._columns.at(x, self.scroll_offset.x, self._view.width)
        return None if index is None else self._columns.name(index)

    # Drawing

    def render_line(self, y: int) -> Strip:
        """The header, a row, or what is said of an empty list."""
        (x, top), (width, height) = self.scroll_offset, self._view
        if y < HEADER:
            return self._lines.header(x, width, self._current)
        if not self.row_count:
            return self._lines.nothing(y - HEADER, width)
        rule = self._rules.text(top + y - HEADER)
        if rule is not None:
            return self._lines.rule(rule, width)
        position = self._rules.position(top + y - HEADER)
        if position >= self.row_count:
            return self._lines.blank(width)
        current = self._current if position == self._position else None
        first = self._rules.position(top)
        return self._lines.row(position, x, width, current, range(first, min(first + height, self.row_count)))

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Draw again. Without regions anything may have changed, the styles among them."""
        if not regions:
            self._lines.forget()
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self

    def on_resize(self, _: Resize) -> None:
        """Keep the cursor and the current column in view."""
        self._reveal()
        self._reveal_column()

    @property
    def _columns(self) -> Columns:
        return self._lines.columns

    @property
    def _view(self) -> Size:
        """The cells to draw on: `size` counts those under the scrollbars too."""
        return self.scrollable_content_region.size

    @property
    def _end(self) -> int:
        """The last line: a row, or a rule below it."""
        return self.row_count + len(self._rules) - 1

    @property
    def _page(self) -> int:
        return self._view.height - HEADER

    def _position_of(self, row: int) -> int | None:
        if self._position < self.row_count and self._order[self._position] == row:
            return self._position
        found = (self._order == row).arg_max()
        return found if found is not None and self._order[found] == row else None

    def _measure(self) -> None:
        self.virtual_size = Size(self._columns.width, HEADER + max(1, self.row_count + len(self._rules)))

    def _place(self, position: int) -> None:
        before, self._position = self._position, max(0, min(position, self.row_count - 1))
        for changed in {before, self._position}:
            self._refresh_row(changed)
        self._reveal()
        self.cursor_moved()

    def _place_column(self, index: int) -> None:
        self._current = max(0, min(index, self._columns.count - 1))
        self._refresh_row(self._position)
        self.refresh(Region(0, 0, self._view.width, HEADER))
        self._reveal_column()

    def _refresh_row(self, position: int) -> None:
        y = self._rules.line(position) - self.scroll_offset.y + HEADER
        if HEADER <= y < self._view.height:
            self.refresh(Region(0, y, self._view.width, 1))

    def _reveal(self) -> None:
        if self._page <= 0:
            return
        # With the first and the last row comes what is drawn above and below it.
        line, top = self._rules.line(self._position), self.scroll_offset.y
        first = line if self._position else 0
        last = line if self._position < self.row_count - 1 else self._end
        if first < top:
            self._scroll(y=first)
        elif last >= top + self._page:
            self._scroll(y=last - self._page + 1)

    def _reveal_column(self) -> None:
        if self._columns.count and self._view.width:
            self._scroll(x=self._columns.scrolled_to(self._current, self.scroll_offset.x, self._view.width))

    def _scroll(self, x: int | None = None, y: int | None = None) -> None:
        self.scroll_to(x, y, animate=False, immediate=True, force=True)
