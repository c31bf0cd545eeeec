"""What changed between two lists: the movement matrix, and every move with its cause."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import polars as pl
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Static

from icp_tui.errors import IcpError
from icp_tui.evidence.comparison import Comparison
from icp_tui.review.comparing import AS_IT_STANDS, names_to_compare, under_review, write_moves
from icp_tui.review.review import Review
from icp_tui.tui.bench.deciding import complain
from icp_tui.tui.commands import Where, bindings
from icp_tui.tui.compare_lines import COLUMNS, matrix, rows, told, turnover_words, turnovers
from icp_tui.tui.job import Job
from icp_tui.tui.key_order import AWAITED
from icp_tui.tui.row_moves import RowMoves
from icp_tui.tui.screens.prompt import Confirm, Prompt
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.row_table import RowTable

# Under this height the matrix leaves its room to the moves, until it is asked for.
_TALL = 30
_ALL = ""
_NOBODY = "Nobody moved. Every account is where it was."
_NONE_SO = "No move is like that. Esc shows all."
_NO_LIST = (
    "No list is frozen in this workspace yet, so there is nothing to compare with.\n"
    "F in the list freezes it under a name; o here compares with a folder that icp-tui build wrote. Esc goes back."
)


class CompareScreen(RowMoves, Screen[str | None]):
    """Gives the key of the account that the person wants to see, or None.

    `old` and `new` name lists: a snapshot, a folder, or None for the last snapshot and the list as it stands.
    `job` runs work in the review's thread.
    """

    AUTO_FOCUS = "RowTable"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("compare")]

    def __init__(self, review: Review, job: Job, old: str | None = None, new: str | None = None) -> None:
        super().__init__()
        self._review = review
        self._job = job
        self._names = old, new
        self._comparison: Comparison | None = None
        self._tier, self._cause = _ALL, _ALL
        self._moves = pl.DataFrame()
        # As the person wants it; None: by the height.
        self._folded: bool | None = None

    def compose(self) -> ComposeResult:
        """Which lists, the matrix, the tiers, the moves, the one under the cursor in full, the keys."""
        yield Static(plain("What changed"), classes="screen-title", id="compare-title")
        yield Static(id="compare-matrix", markup=False)
        yield Static(id="compare-tiers", markup=False)
        yield Static(id="compare-notes", markup=False)
        yield RowTable(COLUMNS, stretch="because", id="compare")
        yield Static(id="compare-move", markup=False)
        yield KeyFooter("compare", "app", without={"back"})

    @property
    def table(self) -> RowTable:
        """The moves."""
        return self.query_one(RowTable)

    def on_mount(self) -> None:
        """Compare beside the event loop."""
        self.table.set_buckets([one.name for one in self._review.session.profile.tiers])
        self.run_worker(self._compare(*self._names), group="compare", exclusive=True)

    def on_resize(self, event: Resize) -> None:
        """The matrix where there is room for it."""
        self._fold(event.size.height)

    def _fold(self, height: int) -> None:
        """Show the matrix and the notes, or one line that says what there is to see."""
        folded = height < _TALL if self._folded is None else self._folded
        notes = self._comparison.notes if self._comparison is not None else ()
        self.set_class(height < _TALL, "-low")
        self.query_one("#compare-matrix", Static).display = not folded
        said = self.query_one("#compare-notes", Static)
        said.display = bool(notes)
        if notes:
            many = "a note" if len(notes) == 1 else f"{len(notes)} notes"
            said.update(plain(f"! {many} on these lists: m shows it all" if folded else "\n".join(f"! {note}" for note in notes), "$text-warning"))

    async def _compare(self, old: str | None, new: str | None) -> None:
        self.query_one("#compare-title", Static).update(plain("What changed: comparing…"))
        try:
            found = await self._job(lambda: under_review(self._review, old, new))
        except IcpError as error:
            complain(self, error)
            if self._comparison is None:
                self._say_nothing("Esc goes back; o compares with another list.")
            else:
                self._show()
            return
        if found is None:
            self._say_nothing(_NO_LIST)
            return
        self._names, self._comparison = (old, new), found
        self._tier, self._cause = _ALL, _ALL
        self.query_one("#compare-matrix", Static).update(matrix(found))
        self.query_one("#compare-tiers", Static).update(turnovers(found.turnover))
        self._fold(self.size.height)
        self._show()

    def _say_nothing(self, said: str) -> None:
        self.query_one("#compare-title", Static).update(plain("What changed"))
        self.table.show_frame(pl.DataFrame(schema={one.name: pl.String for one in COLUMNS}), empty=said)
        self._tell()

    def _show(self) -> None:
        """The moves of the tier and cause that are chosen."""
        comparison = self._comparison
        if comparison is None:
            return
        moves = comparison.moves
        if self._tier:
            moves = moves.filter((pl.col("was") == self._tier) | (pl.col("now") == self._tier))
        if self._cause:
            moves = moves.filter(pl.col("cause") == self._cause)
        self._moves = moves
        self.table.show_frame(rows(moves), empty=_NONE_SO if comparison.moves.height else _NOBODY)
        self.table.go_to(0)
        self.query_one("#compare-title", Static).update(plain(self._title(comparison)))
        self._tell()

    def _title(self, comparison: Comparison) -> str:
        lists = f"{clipped(comparison.old, 30)} -> {clipped(comparison.new, 30)}"
        if not self._tier and not self._cause:
            return f"{lists}, {self._moves.height:,} moved, {comparison.stayed:,} stay"
        tier = next((turnover_words(one) for one in comparison.turnover if one.tier == self._tier), "")
        return ", ".join(part for part in (lists, tier, f"cause: {self._cause}" if self._cause else "") if part)

    @on(RowTable.Highlighted)
    def _tell(self) -> None:
        """The move under the cursor, whole."""
        move, said = self._move(), self.query_one("#compare-move", Static)
        said.display = move is not None
        if move is not None:
            said.update(Content("\n").join(told(move)))

    def _move(self) -> dict[str, Any] | None:
        """The move under the cursor."""
        row = self.table.row
        return None if row is None or row >= self._moves.height else self._moves.row(row, named=True)

    # The actions; the names are those of the command table.

    def action_go(self) -> None:
        """To the account in the list."""
        move = self._move()
        if move is None:
            return
        if self._review.row_of(move["account_key"]) is None:
            toast(self.app, "This account is not on the list now", "warning")
            return
        self.dismiss(move["account_key"])

    def action_matrix(self) -> None:
        """Fold the matrix away, or show it."""
        self._folded = self.query_one("#compare-matrix", Static).display
        self._fold(self.size.height)

    def action_tier(self, step: int) -> None:
        """The moves of the next tier, after the last those of all."""
        if self._comparison is not None:
            self._tier = _after(self._comparison.tiers, self._tier, step)
            self._show()

    def action_cause(self) -> None:
        """The moves with the next cause, after the last all."""
        if self._comparison is not None:
            kinds = self._comparison.moves["cause"].value_counts(sort=True, name="n").sort("n", "cause", descending=[True, False])["cause"]
            self._cause = _after(kinds.to_list(), self._cause, 1)
            self._show()

    def action_choose(self, place: int) -> None:
        """Ask for the older list (0) or the newer one (1)."""
        self.run_worker(self._choose(place), name=AWAITED, group="ask", exclusive=True)

    async def _choose(self, place: int) -> None:
        names = await self._job(lambda: names_to_compare(self._review))
        about = ["The name of a frozen list, or a folder that icp-tui build wrote."]
        suggestions = names
        if place:
            about.append("Nothing means the list as it stands.")
            suggestions = [AS_IT_STANDS, *names]
        title = "Compare with which newer list?" if place else "Compare with which older list?"
        required = "" if place else "Name a list"
        typed = await self.app.push_screen_wait(Prompt(title, about, suggestions, required=required))
        if typed is None:
            return
        chosen = None if typed in {"", AS_IT_STANDS} else typed
        old, new = (self._names[0], chosen) if place else (chosen, self._names[1])
        self.run_worker(self._compare(old, new), group="compare", exclusive=True)

    def action_save(self) -> None:
        """Write the moves shown into a file."""
        if self._comparison is None or self._moves.is_empty():
            toast(self.app, "No move is shown: there is nothing to save", "warning")
            return
        self.run_worker(self._save(self._moves), name=AWAITED, group="ask", exclusive=True)

    async def _save(self, moves: pl.DataFrame) -> None:
        many = "the move" if moves.height == 1 else f"the {moves.height:,} moves shown"
        about = [f"A file name or path; without a folder it goes into {Path.cwd()}."]
        name = f"changes-{self._review.session.as_of}.csv"
        typed = await self.app.push_screen_wait(Prompt(f"Save {many} as CSV", about, value=name, required="Name a file"))
        if typed is None:
            return
        path, replace = await self._job(lambda: _place(typed))
        if replace and not await self.app.push_screen_wait(Confirm(f"Replace {path.name}?", [f"{path} exists already."], yes="Replace", no="Keep it")):
            toast(self.app, f"{path.name} stays as it is; nothing is saved")
            return
        try:
            await self._job(lambda: write_moves(moves, path, replace=replace))
        except IcpError as error:
            complain(self, error)
            return
        toast(self.app, f"Saved {moves.height:,} {'move' if moves.height == 1 else 'moves'} as {path}")

    def action_close(self) -> None:
        """Take the choice of tier and cause away, then back."""
        if self._tier or self._cause:
            self._tier, self._cause = _ALL, _ALL
            self._show()
        else:
            self.dismiss(None)

    def keys_here(self) -> tuple[str, tuple[Where, ...]]:
        """What help is about."""
        return "What changed", ("compare",)


def _place(typed: str) -> tuple[Path, bool]:
    """The file that is meant, and whether something is there already."""
    try:
        path = Path(typed).expanduser().absolute()
        return path, path.exists()
    except (OSError, RuntimeError, ValueError):
        return Path(typed).absolute(), False  # writing it says what is wrong


def _after(names: Sequence[str], name: str, step: int) -> str:
    """The name that follows, or goes before, in the round of none and all names."""
    around = [_ALL, *names]
    return around[(around.index(name) + step) % len(around)] if name in around else _ALL
