"""The keys that move through a table of rows; the screen that holds it binds them."""

from __future__ import annotations

from icp_tui.tui.widgets.row_table import RowTable


class RowMoves:
    """A screen with a table of rows to move through. The names of the actions are those of the command table."""

    @property
    def table(self) -> RowTable:
        """The table that the keys move through."""
        raise NotImplementedError

    def action_move(self, step: int) -> None:
        """Up or down by rows."""
        self.table.move(step)

    def action_page(self, step: int) -> None:
        """Up or down by screenfuls."""
        self.table.move(step * self.table.page)

    def action_top(self) -> None:
        """To the first row."""
        self.table.go_to(0)

    def action_bottom(self) -> None:
        """To the last row."""
        self.table.go_to(self.table.row_count - 1)
