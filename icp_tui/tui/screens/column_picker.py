"""The column picker: which columns the list shows, in which order, and how wide."""

from __future__ import annotations

from typing import ClassVar

import polars as pl
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Input, Static

from icp_tui.review.cells import Cells
from icp_tui.review.columns.column_list import ColumnList, column_list
from icp_tui.review.columns.kept import AS_THEY_COME, KeptColumns
from icp_tui.tui.bench.list_columns import NAME, every_column, list_columns
from icp_tui.tui.commands import Where, bindings
from icp_tui.tui.row_moves import RowMoves
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.cell_text import cell_texts
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.row_table import RowTable
from icp_tui.tui.widgets.table_column import Column
from icp_tui.tui.widgets.text_input import TextInput

_COLUMNS = (
    Column("shown", "Shown", 5, "flag"),
    Column("title", "Column", 25),
    Column("width", "Width", 5, "number"),
    Column("about", "What it is", 14),
    Column("value", "This account", 16),
)
# Values are clipped to what a wide terminal shows.
_VALUE = 120


class ColumnPicker(RowMoves, Screen[KeptColumns | None]):
    """Gives what is to be remembered when it is left, None when nothing was changed.

    `row` is the account whose values stand beside the columns; `throw_away` of a list that keeps nothing.
    """

    AUTO_FOCUS = "RowTable"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("columns")]

    def __init__(self, cells: Cells, kept: KeptColumns, row: int | None, *, throw_away: bool = False) -> None:
        super().__init__()
        self._cells = cells
        self._kept = kept
        self._how_long = "until you close it: this list keeps nothing" if throw_away else "remembered for all lists"
        self._values = _values(cells, row)
        self._list = self._made(kept)
        self._places: list[int] = []
        self._words = ""
        self._changed = False

    def compose(self) -> ComposeResult:
        """How many are shown, what is looked for, the columns, the keys."""
        yield Static(classes="screen-title", id="columns-title")
        find = TextInput(placeholder="part of a column's name; Enter goes to the columns", id="columns-find")
        find.display = False
        yield find
        yield RowTable(_COLUMNS, stretch="value", id="columns")
        yield KeyFooter("columns", "app", without={"back"})

    @property
    def table(self) -> RowTable:
        """The columns."""
        return self.query_one(RowTable)

    def on_mount(self) -> None:
        """Show all columns."""
        self._show()

    def _made(self, kept: KeptColumns) -> ColumnList:
        usual = {column.name: column.width for column in every_column(self._cells)}
        every = [(one.name, one.title, one.width, usual[one.name]) for one in every_column(self._cells, kept)]
        return column_list(self._cells, every, [one.name for one in list_columns(self._cells, kept)], NAME)

    def _show(self, place: int | None = None) -> None:
        """The columns as they are now, with the cursor on the one at `place`."""
        table, made = self.table, self._list
        self._places = made.matching(self._words)
        some = [made.all[one] for one in self._places]
        table.show_frame(
            pl.DataFrame({
                "shown": [one.shown for one in some],
                "title": [one.title for one in some],
                "width": [one.width for one in some],
                "about": [one.about for one in some],
                "value": [self._values.get(one.name) if one.filled else "no account has a value" for one in some],
            }, schema={"shown": pl.Boolean, "title": pl.String, "width": pl.Int64, "about": pl.String, "value": pl.String}),
            empty=f"No column is called so: {clipped(self._words, 60)}\nEsc shows all again.",
        )  # fmt: skip
        if place in self._places:
            table.go_to(self._places.index(place))
        count = sum(one.shown for one in made.all)
        said = f"Columns: {count:,} of {len(made.all):,} shown; {self._how_long}"
        self.query_one("#columns-title", Static).update(plain(said), layout=False)

    @property
    def _place(self) -> int | None:
        position = self.table.position
        return self._places[position] if 0 <= position < len(self._places) else None

    # Keys

    def action_switch(self) -> None:
        """Show or hide the column, and go to the next."""
        place = self._place
        if place is None:
            return
        refused = self._list.toggle(place)
        if refused:
            toast(self.app, refused, "warning")
            return
        self._changed = True
        self._show(place)
        self.action_move(1)

    def action_shift(self, step: int) -> None:
        """The column up or down in the order."""
        place = self._place
        if place is None:
            return
        if self._words:
            toast(self.app, "The order is changed among all columns: Esc shows them", "warning")
            return
        self._changed = True
        self._show(self._list.move(place, step))

    def action_widen(self, step: int) -> None:
        """Wider or narrower."""
        place = self._place
        if place is not None:
            self._changed = True
            self._list.widen(place, step)
            self._show(place)

    def action_reset(self) -> None:
        """All columns as they come."""
        self._changed, self._kept = True, AS_THEY_COME
        self._list = self._made(AS_THEY_COME)
        self._show(0)
        toast(self.app, "The columns are as they come again")

    def action_find(self) -> None:
        """Look for a column by name."""
        find = self.query_one("#columns-find", TextInput)
        find.display = True
        find.focus()

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        self._words = message.value
        self._show()

    @on(Input.Submitted)
    def _found(self) -> None:
        self.table.focus()

    def action_close(self) -> None:
        """Take the words away; then back to the list."""
        find = self.query_one("#columns-find", TextInput)
        if find.display:
            place = self._place
            find.value, self._words = "", ""
            find.display = False
            self.table.focus()
            self._show(place)
        else:
            # After a reset without more, nothing is to be remembered at all.
            same = self._kept is AS_THEY_COME and self._list.all == self._made(AS_THEY_COME).all
            self.dismiss((AS_THEY_COME if same else self._list.kept(self._kept)) if self._changed else None)

    def keys_here(self) -> tuple[str, tuple[Where, ...]]:
        """What help is about."""
        return "The columns", ("columns",)


def _values(cells: Cells, row: int | None) -> dict[str, str | None]:
    """What one account has in every column, as the list writes it."""
    if row is None:
        return {}
    every = every_column(cells)
    frame = cells.frame(pl.Series([row], dtype=pl.UInt32), [one.name for one in every])
    wide = [Column(one.name, one.title, _VALUE, one.kind) for one in every]
    texts = {one.name: cell_texts(frame[one.name], one)[0] for one in wide}
    return {name: text.strip() if text else None for name, text in texts.items()}
