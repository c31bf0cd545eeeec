"""The presets to choose from: for which tool each is, what it needs, and what it gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

import polars as pl
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from icp_tui.export.preset_words import files_words, limit_words, needs_words
from icp_tui.review.chosen_presets import ChosenPresets, Offer, offers
from icp_tui.tui.commands import Where, bindings
from icp_tui.tui.row_moves import RowMoves
from icp_tui.tui.text import lines, plain
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.row_table import RowTable
from icp_tui.tui.widgets.table_column import Column

_COLUMNS = (
    Column("chosen", "Write", 5, "flag"),
    Column("name", "Preset", 25),
    Column("rows", "Rows", 9),
    Column("files", "Files", 12),
    Column("needs", "Needs", 20),
)
_ROWS = {"accounts": "companies", "people": "people", "workbook": "companies"}


class PresetPicker(RowMoves, Screen[ChosenPresets]):
    """Gives the choice when it is left. `contacts`: whether the list has people, whom some presets need."""

    AUTO_FOCUS = "RowTable"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("presets")]

    def __init__(self, chosen: ChosenPresets, *, contacts: bool) -> None:
        super().__init__()
        self._chosen = chosen
        self._contacts = contacts
        self._offers: Sequence[Offer] = ()

    def compose(self) -> ComposeResult:
        """How many are chosen, the presets, the one under the cursor in full, the keys."""
        yield Static(classes="screen-title", id="presets-title")
        yield RowTable(_COLUMNS, stretch="needs", fixed=2, id="presets")
        yield Static(id="presets-about", markup=False)
        yield KeyFooter("presets", "app", without={"back"})

    @property
    def table(self) -> RowTable:
        """The presets."""
        return self.query_one(RowTable)

    def on_mount(self) -> None:
        """Show all; a few small files are read."""
        self._offers = offers()
        self._show()

    def _show(self) -> None:
        chosen = self._chosen.names
        self.table.show_frame(
            pl.DataFrame(
                [(one.name in chosen, one.name, *_cells(one)) for one in self._offers],
                schema={"chosen": pl.Boolean, "name": pl.String, "rows": pl.String, "files": pl.String, "needs": pl.String},
                orient="row",
            )
        )
        said = f"{len(chosen):,} chosen: {', '.join(chosen)}" if chosen else "none chosen"
        self.query_one("#presets-title", Static).update(plain(f"Presets: {said}"), layout=False)
        self._tell()

    @on(RowTable.Highlighted)
    def _tell(self) -> None:
        """The preset under the cursor."""
        offer = self._offer
        if offer is not None:
            self.query_one("#presets-about", Static).update(lines(*_about(offer, contacts=self._contacts)))

    @property
    def _offer(self) -> Offer | None:
        row = self.table.position
        return self._offers[row] if 0 <= row < len(self._offers) else None

    # The actions; the names are those of the command table.

    def action_switch(self) -> None:
        """Take the preset in or out."""
        offer = self._offer
        if offer is None:
            return
        if offer.trouble and offer.name not in self._chosen.names:
            toast(self.app, f"{offer.name}: {offer.trouble}", "warning")
            return
        self._chosen = self._chosen.switched(offer.name)
        self._show()

    def action_close(self) -> None:
        """Back with the choice."""
        self.dismiss(self._chosen)

    def keys_here(self) -> tuple[str, tuple[Where, ...]]:
        """What help is about."""
        return "Presets", ("presets",)


def _cells(offer: Offer) -> tuple[str, str, str]:
    """Rows, files and needs."""
    preset = offer.preset
    if preset is None or offer.trouble:
        return "", "no file", offer.trouble
    return _ROWS[preset.kind], files_words(preset), needs_words(preset)


def _about(offer: Offer, *, contacts: bool) -> Iterator[Content]:
    preset = offer.preset
    named = f"{preset.title if preset else offer.name}{' (yours)' if offer.own else ''}"
    yield plain(named, "bold")
    if preset is None or offer.trouble:
        yield plain(offer.trouble)
        return
    if preset.about:
        yield plain(preset.about)
    limits = limit_words(preset.limits)
    yield plain(f"Needs {needs_words(preset)}.{f' Takes {limits}.' if limits else ''}")
    if preset.kind == "people" and not contacts:
        yield plain("It takes people, and this list has none: open it with a file of contacts.", "$text-warning")
    if fields := [column.header for column in preset.columns if column.custom]:
        yield plain(f"Create these fields there first: {', '.join(fields)}.")
