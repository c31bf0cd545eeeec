"""An export before it happens: warnings, files with their rows, the first accounts of each tier; or one of its presets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from icp_tui.review.export_plan import ExportPlan, Head, PlannedFile
from icp_tui.review.preset_exports import PresetExport
from icp_tui.tui.preset_lines import preset_lines
from icp_tui.tui.text import plain
from icp_tui.tui.tints import tint
from icp_tui.tui.wrapping import cell, hanging

# From this many cells on the accounts stand beside the files.
_TWO = 110
_GAP = 3
_HEADING = "bold $text-primary"


class PlanView(VerticalScroll, can_focus=True):
    """Shows a plan, in two columns where they fit; scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self._plan: ExportPlan | None = None
        self._preset: PresetExport | None = None

    def compose(self) -> ComposeResult:
        """The two columns."""
        with Horizontal():
            yield Static("Counting the files…", markup=False)
            yield Static(markup=False)

    def show(self, plan: ExportPlan) -> None:
        """Show this plan."""
        self._plan = plan
        self._turn(None)

    def show_preset(self, made: PresetExport) -> None:
        """Show the page of a preset."""
        self._turn(made)

    def _turn(self, made: PresetExport | None) -> None:
        """Show another page from its top; the same one again where it stands."""
        if (made and made.name) != (self._preset and self._preset.name):
            self.scroll_to(y=0, animate=False, immediate=True)
        self._preset = made
        self._draw()

    def on_resize(self, _: events.Resize) -> None:
        """Draw anew for the new width."""
        self._draw()

    def _draw(self) -> None:
        plan, width = self._plan, self.scrollable_content_region.width
        left, right = self.query(Static).results(Static)
        if self._preset is not None and width > 0:
            left.styles.width, right.display = width, False
            left.update(Content("\n").join(preset_lines(self._preset, width)))
            return
        if plan is None or width < 1:
            return
        wide = width >= _TWO
        each = (width - _GAP) // 2 if wide else width
        left.styles.width, right.styles.width, right.display = each + (_GAP if wide else 0), each, wide
        below = [*_warnings(plan.warnings, each), *_files(plan.files, each)]
        heads = list(_heads(plan.heads, each))
        left.update(Content("\n").join(below if wide else [*below, Content(), *heads]))
        right.update(Content("\n").join(heads))


def _warnings(warnings: Sequence[str], width: int) -> Iterator[Content]:
    if warnings:
        yield plain("Worth a look first", _HEADING)
        for warning in warnings:
            yield hanging(plain(" ! ", "bold $text-warning"), warning, width)
        yield Content()


def _files(files: Sequence[PlannedFile], width: int) -> Iterator[Content]:
    yield plain("Files", _HEADING)
    rows = ["" if one.rows is None else f"{one.rows:,}" for one in files]
    ofs = [f" of {one.capacity:,}" if one.capacity else "" for one in files]
    longest = min(max(Content(one.name).cell_length for one in files), width // 2)
    for one, count, of in zip(files, rows, ofs, strict=True):
        first = Content.assemble(
            " ",
            cell(one.name, longest),
            cell(count, max(map(len, rows)) + 2, right=True),
            cell(of, max(map(len, ofs)) + 2),
        )
        yield hanging(first, plain(one.holds, "$foreground-muted"), width)


def _heads(heads: Sequence[Head], width: int) -> Iterator[Content]:
    names = [head.tier for head in heads]
    for place, head in enumerate(heads):
        if place:
            yield Content()
        yield plain(f"First of tier {head.tier}", f"bold $text-{tint(head.tier, names)}")
        yield from _accounts(head.accounts, width) if head.accounts.height else [plain("  nobody", "$foreground-muted")]


def _accounts(accounts: pl.DataFrame, width: int) -> Iterator[Content]:
    for rank, name, score, why in accounts.iter_rows():
        first = Content.assemble(cell(f"{rank:,}", 6, right=True), cell(f"{score:.2f}", 8, right=True), "  ")
        yield hanging(first, plain(name, "bold").truncate(max(1, width - first.cell_length), ellipsis=True), width)
        yield hanging(Content(" " * first.cell_length), plain(why, "$foreground-muted"), width)
