"""The account table: accounts to move through, mark and open, by keys and mouse.

Everything it is told comes through methods; everything that happens goes up as a message.
"""

from __future__ import annotations

from typing import ClassVar

import polars as pl
from textual.binding import BindingType
from textual.events import Click
from textual.message import Message

from icp_tui.tui.commands import bindings
from icp_tui.tui.widgets.table_column import GUTTER
from icp_tui.tui.widgets.table_view import HEADER, TableView


class AccountTable(TableView, can_focus=True, inherit_bindings=False):
    """A table of accounts with a row cursor, a current column, and marks.

    `show` gives it the accounts, `set_columns` their columns; the rest of what it can be told is in TableView.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("table")]
    _told: tuple[int | None, int] | None = None

    class Highlighted(Message):
        """The cursor is on another account, or the account on another position; no row in an empty list."""

        def __init__(self, row: int | None, position: int) -> None:
            self.row = row
            self.position = position
            super().__init__()

    class Opened(Message):
        """Enter or a double click on an account."""

        def __init__(self, row: int) -> None:
            self.row = row
            super().__init__()

    class HeaderClicked(Message):
        """A click on a column's header; `column` is its name. The column is now the current one."""

        def __init__(self, column: str) -> None:
            self.column = column
            super().__init__()

    class MarksChanged(Message):
        """Accounts were marked or their marks taken away; `count` are marked now."""

        def __init__(self, count: int) -> None:
            self.count = count
            super().__init__()

    def cursor_moved(self) -> None:
        """Say so, once for each place."""
        place = (self.row, self.position)
        if place != self._told:
            self._told = place
            self.post_message(self.Highlighted(*place))

    # Marks

    @property
    def mark_count(self) -> int:
        """How many accounts are marked, also those that are not shown now."""
        return self._marks.count

    def marked_rows(self) -> pl.Series:
        """The marked source rows, ascending (UInt32), also those that are not shown now."""
        return self._marks.rows()

    def clear_marks(self) -> None:
        """Take all marks away."""
        self._marks.clear()
        self._marked()

    # Keys

    def action_move(self, step: int) -> None:
        """Up or down by rows."""
        self._place(self._position + step)

    def action_page(self, step: int) -> None:
        """Up or down by screenfuls; the cursor keeps its height on the screen."""
        lines = step * max(1, self._page)
        wanted = self._rules.line(self._position) + lines
        self._scroll(y=self.scroll_offset.y + lines)
        self._place(self._rules.position(max(0, wanted)))

    def action_top(self) -> None:
        """To the first row."""
        self._place(0)

    def action_bottom(self) -> None:
        """To the last row."""
        self._place(self.row_count - 1)

    def action_column(self, step: int) -> None:
        """Left or right by columns."""
        self._place_column(self._current + step)

    def action_mark(self) -> None:
        """Mark or unmark the account, and go to the next."""
        if self.row is not None:
            self._marks.toggle(self.row)
            self._marked(self._position)
            self._place(self._position + 1)

    def action_mark_all(self) -> None:
        """Mark all that are shown, or take the marks away if all have one."""
        if self.row_count:
            self._marks.toggle_all(self._order)
            self._marked()

    def action_open(self) -> None:
        """The account in full."""
        if self.row is not None:
            self.post_message(self.Opened(self.row))

    # Mouse

    def on_click(self, event: Click) -> None:
        """Header: the column. Row: the cursor; its first cells: the mark; twice: the account in full."""
        place = event.get_content_offset(self)
        if place is None:
            return
        event.stop()
        column = self.column_at(place.x)
        if column is not None:
            self.go_to_column(column)
        if place.y < HEADER:
            if column is not None:
                self.post_message(self.HeaderClicked(column))
            return
        line = self.scroll_offset.y + place.y - HEADER
        position = self._rules.position(line)
        if position >= self.row_count or self._rules.text(line) is not None:
            return
        self._place(position)
        if place.x < GUTTER and self.row is not None:
            self._marks.toggle(self.row)
            self._marked(position)
        elif event.chain == 2:
            self.action_open()

    def _marked(self, position: int | None = None) -> None:
        """Marks changed, at one position or anywhere."""
        if position is None:
            self.refresh()
        else:
            self._lines.forget_row(position)
            self._refresh_row(position)
        self.post_message(self.MarksChanged(self.mark_count))
