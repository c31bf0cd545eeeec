"""A table of a frame's rows: a line each, to move through by the keys of the screen that holds it, and by mouse."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from textual.events import Click
from textual.message import Message

from icp_tui.tui.widgets.table_column import Column
from icp_tui.tui.widgets.table_view import HEADER, TableView


class RowTable(TableView, can_focus=True, inherit_bindings=False):
    """Shows the rows of a frame, in their order, in the columns that it was made with.

    The column `stretch`, if any, takes what is left of the width; the first `fixed` stay when the others scroll.
    """

    class Highlighted(Message):
        """The cursor of `table` is on another row."""

        def __init__(self, table: RowTable) -> None:
            super().__init__()
            self.table = table

        @property
        def control(self) -> RowTable:
            """Which table it is."""
            return self.table

    def __init__(
        self, columns: Sequence[Column], *, stretch: str = "", fixed: int = 0, id: str | None = None  # noqa: A002 - Textual's names
    ) -> None:
        super().__init__(id=id)
        self._all = tuple(columns)
        self._stretch = stretch
        self._fixed = fixed
        self._wide = 0

    def show_frame(self, frame: pl.DataFrame, *, empty: str = "") -> None:
        """Show these rows; the cursor stays at its place as far as there is one. `empty` is said of none."""
        cells = frame.select(column.name for column in self._all)
        self._fit()
        rows = pl.int_range(frame.height, dtype=pl.UInt32, eager=True)
        self.show(lambda rows, names: cells[rows].select(names), rows, empty=empty)

    def on_resize(self, event: object) -> None:
        """One column takes the room that the others leave."""
        super().on_resize(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        width = self.scrollable_content_region.width
        if not width or width == self._wide:
            if not self._columns.count:
                self.set_columns(self._all, self._fixed)
            return
        self._wide = width
        taken = sum(column.width + 1 for column in self._all if column.name != self._stretch) + 4
        self.set_columns([
            Column(one.name, one.title, max(one.width, width - taken), one.kind) if one.name == self._stretch else one
            for one in self._all
        ], self._fixed)  # fmt: skip

    def cursor_moved(self) -> None:
        """Say so."""
        self.post_message(self.Highlighted(self))

    @property
    def page(self) -> int:
        """How many rows fit on the screen."""
        return max(1, self._page)

    def move(self, step: int) -> None:
        """The cursor so many rows on, or back."""
        self.go_to(self.position + step)

    def on_click(self, event: Click) -> None:
        """The cursor goes to the row."""
        place = event.get_content_offset(self)
        if place is not None and place.y >= HEADER:
            event.stop()
            self.go_to(self.scroll_offset.y + place.y - HEADER)
