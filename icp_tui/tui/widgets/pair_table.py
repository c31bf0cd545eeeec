"""The table of pairs of accounts: a line each, to move through by keys and mouse."""

from __future__ import annotations

from textual.events import Click
from textual.message import Message

from icp_tui.tui.widgets.table_column import Column
from icp_tui.tui.widgets.table_view import HEADER, TableView

_COLUMNS = (
    Column("tier", "Tier", 7),
    Column("answer", "Settled as", 13),
    Column("one", "Account", 22),
    Column("two", "and account", 22),
    Column("why", "Why", 44),
)


class PairTable(TableView, can_focus=True, inherit_bindings=False):
    """A table of pairs with a row cursor; its keys are those of the screen that holds it."""

    class Highlighted(Message):
        """The cursor is on another pair."""

    def on_mount(self) -> None:
        """Its columns are always the same."""
        self.set_columns(_COLUMNS)

    def cursor_moved(self) -> None:
        """Say so."""
        self.post_message(self.Highlighted())

    @property
    def page(self) -> int:
        """How many pairs fit on the screen."""
        return max(1, self._page)

    def move(self, step: int) -> None:
        """The cursor so many pairs on, or back."""
        self.go_to(self.position + step)

    def on_click(self, event: Click) -> None:
        """The cursor goes to the pair."""
        place = event.get_content_offset(self)
        if place is not None and place.y >= HEADER:
            self.go_to(self.scroll_offset.y + place.y - HEADER)
