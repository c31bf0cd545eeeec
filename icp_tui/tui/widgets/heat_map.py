"""The make-up of the buckets as a map of cells, with a cursor."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from icp_tui.review.insights.heat import Heat
from icp_tui.tui.widgets.heat_lines import header_lines, laid, row_line

_HEADERS = 2


class HeatMap(Widget):
    """Rows are values, columns buckets and all; it scrolls with its cursor, and has no keys of its own."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """A cell was clicked; `twice` when it was clicked again at once."""

        def __init__(self, *, twice: bool) -> None:
            super().__init__()
            self.twice = twice

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's names
        super().__init__(id=id, classes=classes)
        self._heat: Heat | None = None
        self.row = self.column = 0
        self._top = 0

    def show(self, heat: Heat) -> None:
        """Show this map; the cursor goes to the first cell where it was made by another column."""
        if self._heat is None or self._heat.by != heat.by:
            self.row = self._top = 0
        self._heat = heat
        self.move(0, 0)

    @property
    def cell(self) -> tuple[int, int | None] | None:
        """The row and the bucket of the cursor, None for the column of all; None without rows."""
        if self._heat is None or not self._heat.rows:
            return None
        return self.row, self.column if self.column < len(self._heat.buckets) else None

    @property
    def page(self) -> int:
        """How many rows are seen at a time."""
        return max(self.content_size.height - _HEADERS, 1)

    def move(self, rows: int, columns: int) -> None:
        """Move the cursor, as far as there is somewhere to go."""
        if self._heat is None:
            return
        self.row = min(max(self.row + rows, 0), max(len(self._heat.rows) - 1, 0))
        self.column = min(max(self.column + columns, 0), len(self._heat.buckets))
        self.refresh()

    def render(self) -> Content:
        """The header, and the rows around the cursor."""
        heat, width = self._heat, self.content_size.width
        if heat is None or not width:
            return Content("")
        self._top = min(max(self._top, self.row - self.page + 1), self.row, max(len(heat.rows) - self.page, 0))
        how = laid(heat, width, self.column)
        shown = range(self._top, min(self._top + self.page, len(heat.rows)))
        rows = [row_line(heat, how, row, self.column if row == self.row else None) for row in shown]
        return Content("\n").join([*header_lines(heat, how, shown), *rows])

    def on_click(self, event: events.Click) -> None:
        """The cursor goes to the cell under the mouse."""
        at, heat = event.get_content_offset(self), self._heat
        if at is None or heat is None:
            return
        row, column = self._top + at.y - _HEADERS, laid(heat, self.content_size.width, self.column).column_at(at.x)
        if at.y >= _HEADERS and row < len(heat.rows):
            self.row, self.column = row, self.column if column is None else column
            self.refresh()
            self.post_message(self.Chosen(twice=event.chain > 1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """A row on."""
        event.stop()
        self.move(1, 0)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """A row back."""
        event.stop()
        self.move(-1, 0)
