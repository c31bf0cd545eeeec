"""The rejected rows: why, how many of each, and every one of them as it stands in its file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import polars as pl
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from icp_tui.review.rejected_rows import RejectedRows
from icp_tui.tui.commands import Where, bindings
from icp_tui.tui.row_moves import RowMoves
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.widgets.hanging import Hanging
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.row_table import RowTable
from icp_tui.tui.widgets.table_column import Column

# Causes that are counted above the rows; the others are in the rows.
_CAUSES = 5
# A row may be a whole broken file.
_LONGEST = 1_500


class RejectedScreen(RowMoves, Screen[None]):
    """All rejected rows of a list; whatever their number, only those in view are read."""

    AUTO_FOCUS = "RowTable"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("rejected")]

    def __init__(self, rejected: RejectedRows) -> None:
        super().__init__()
        self._rejected = rejected

    def compose(self) -> ComposeResult:
        """How many and why, the rows, the whole text of the row under the cursor, the keys."""
        count = len(self._rejected)
        yield Static(plain(f"{count:,} rejected {'row' if count == 1 else 'rows'}"), classes="screen-title")
        yield Static(Hanging(self._causes()), id="rejected-causes")
        yield RowTable(self._columns(), id="rejected")
        yield Static(id="rejected-row", markup=False)
        yield KeyFooter("rejected", "app", without={"back"})

    def on_mount(self) -> None:
        """Show the rows."""
        order = pl.int_range(len(self._rejected), dtype=pl.UInt32, eager=True)
        self.table.show(self._cells, order, empty="No row was rejected.\nEsc goes back to the report.")

    @property
    def table(self) -> RowTable:
        """The rejected rows."""
        return self.query_one(RowTable)

    @on(RowTable.Highlighted)
    def _tell(self) -> None:
        """The row under the cursor, whole."""
        found = self._rejected.rows(self.table.position, 1)
        if not found:
            return
        source, row, cause, raw = found[0]
        said = Content("\n").join([
            plain(f"{clipped(source, 60)} row {row:,}: {clipped(cause, 300)}", "bold"), plain(clipped(raw, _LONGEST)),
        ])  # fmt: skip
        self.query_one("#rejected-row", Static).update(said, layout=False)

    def action_close(self) -> None:
        """Back to the report."""
        self.dismiss(None)

    def keys_here(self) -> tuple[str, tuple[Where, ...]]:
        """What help is about."""
        return "The rejected rows", ("rejected",)

    def _causes(self) -> list[tuple[Content, Content]]:
        causes = self._rejected.causes
        wide = max((len(f"{count:,}") for _, count in causes), default=1)
        said = [
            (plain(f"  {count:>{wide},}  ", "bold"), plain(clipped(cause, 200))) for cause, count in causes[:_CAUSES]
        ]
        if len(causes) > _CAUSES:
            said.append((Content("  "), plain(f"and {len(causes) - _CAUSES:,} more reasons")))
        said.append((Content("  "), plain("An export writes all of them to rejected.csv.", "dim")))
        return said

    def _columns(self) -> list[Column]:
        several = self._rejected.frame["source"].n_unique() > 1
        source = [Column("source", "file", 18)] if several else []
        return [*source, Column("row", "row", 9, "number"), Column("cause", "why", 38), Column("raw", "as it stands in the file", 400)]

    def _cells(self, rows: pl.Series, names: Sequence[str]) -> pl.DataFrame:
        return self._rejected.frame[rows].select(names)
