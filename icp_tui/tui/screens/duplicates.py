"""The screen of possible duplicates: pair by pair, side by side, for the person to settle."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, ClassVar

import polars as pl
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from icp_tui.errors import IcpError
from icp_tui.review.possible import SAME, Possible, possible
from icp_tui.review.review import Review
from icp_tui.tui.bench.deciding import complain
from icp_tui.tui.commands import Where, bindings
from icp_tui.tui.text import lines, plain
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.load_steps import LoadSteps
from icp_tui.tui.widgets.pair_table import PairTable
from icp_tui.tui.widgets.side_by_side import SideBySide

Job = Callable[[Callable[[], Any]], Awaitable[Any]]

_NOBODY = (
    "No two accounts look like one company.",
    "Compared were names, domains, LinkedIn pages and CRM records; pairs that you have settled are not asked again.",
    "Esc goes back to the list.",
)


class _LeftError(Exception):
    """The person has gone back before the search was done."""


class DuplicatesScreen(Screen[int]):
    """Settles pairs of accounts that may be one company; every answer is on disk at once.

    Gives how many answers stand when the person goes back. The rows of the review stay as they are
    meanwhile: whoever holds the list joins the accounts afterwards. `job` runs work in the review's thread.
    """

    AUTO_FOCUS = "PairTable"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("duplicates")]

    class _Found(Message):
        def __init__(self, pairs: Possible) -> None:
            super().__init__()
            self.pairs = pairs

    def __init__(self, review: Review, job: Job) -> None:
        super().__init__()
        self._review = review
        self._job = job
        self._pairs: Possible | None = None
        # Where the answers of this visit were given, the last one last.
        self._answered: list[int] = []

    def compose(self) -> ComposeResult:
        """The title, the steps of the search, the keys; the pairs follow when they are found."""
        yield Static(plain("Possible duplicates"), classes="screen-title", id="pairs-title")
        yield LoadSteps()
        yield KeyFooter("duplicates", "app", without={"back"})

    def on_mount(self) -> None:
        """Search beside the event loop."""
        self._search(self.query_one(LoadSteps))

    @work(thread=True, exclusive=True, group="search")
    def _search(self, steps: LoadSteps) -> None:
        worker = get_current_worker()

        def progress(doing: str, share: float) -> None:
            if worker.is_cancelled:
                raise _LeftError
            steps.at(doing, share)

        try:
            found = possible(self._review, progress)
        except _LeftError:
            return
        self.post_message(self._Found(found))

    @on(_Found)
    async def _show(self, message: _Found) -> None:
        """The pairs take the place of the steps."""
        pairs = self._pairs = message.pairs
        steps = self.query_one(LoadSteps)
        if not pairs.height:
            await self.mount(Static(lines(*_NOBODY), classes="screen-about"), after=steps)
            await steps.remove()
            self.query_one("#pairs-title", Static).update(plain("Possible duplicates: none"))
            return
        table, beside = PairTable(id="pairs"), SideBySide()
        with self.app.batch_update():
            await self.mount(table, VerticalScroll(beside, id="pairs-beside", can_focus=False), after=steps)
            await steps.remove()
        table.set_buckets([tier.name for tier in self._review.session.profile.tiers])
        table.show(pairs.cells, pl.int_range(pairs.height, dtype=pl.UInt32, eager=True))
        table.focus()
        self._say()

    @on(PairTable.Highlighted)
    def _say(self) -> None:
        """The pair under the cursor, and how many are settled."""
        pairs = self._pairs
        if pairs is None or not pairs.height:
            return
        place = self.query_one(PairTable).position
        self.query_one(SideBySide).show(pairs.compared(place), pairs.why(place), pairs.answer(place))
        done = f", {len(self._answered):,} settled now" if self._answered else ""
        total = "1 pair" if pairs.height == 1 else f"{pairs.height:,} pairs"
        self.query_one("#pairs-title", Static).update(
            plain(f"Possible duplicates: {place + 1:,} of {total}{done}. Are these two one company?")
        )

    # The actions; the names are those of the command table.

    def action_settle(self, same: int) -> None:
        """Say of the pair that it is one company (1) or two (0)."""
        self.run_worker(self._settle(same=bool(same)), group="settle")

    def action_undo(self) -> None:
        """Take back the last answer that was given here."""
        self.run_worker(self._undo(), group="settle")

    def action_close(self) -> None:
        """Back to the list; an unfinished search ends."""
        self.workers.cancel_group(self, "search")
        self.dismiss(len(self._answered))

    def action_move(self, step: int) -> None:
        """Up or down by pairs."""
        for table in self.query(PairTable):
            table.move(step)

    def action_page(self, step: int) -> None:
        """Up or down by screenfuls."""
        for table in self.query(PairTable):
            table.move(step * table.page)

    def action_top(self) -> None:
        """To the first pair."""
        for table in self.query(PairTable):
            table.go_to(0)

    def action_bottom(self) -> None:
        """To the last pair."""
        for table in self.query(PairTable):
            table.go_to(table.row_count - 1)

    async def _settle(self, *, same: bool) -> None:
        pairs = self._pairs
        if pairs is None or not pairs.height:
            return
        place = self.query_one(PairTable).position
        if pairs.answer(place) == SAME and not pairs.said_itself(place):
            toast(self.app, "They are one company already, by what you said of others: u takes that back", "warning")
            return
        pair = pairs.pair(place)
        try:
            await self._job(lambda: self._review.settle([pair], same=same))
        except IcpError as error:
            complain(self, error)
            return
        self._answered.append(place)
        table = self.query_one(PairTable)
        table.refresh_cells()
        if table.position == place:
            table.move(1)
        self._say()

    async def _undo(self) -> None:
        if not self._answered:
            toast(self.app, "Nothing is settled here yet; in the list, u takes back earlier decisions", "warning")
            return
        try:
            moved = await self._job(self._review.undo)
        except IcpError as error:
            complain(self, error)
            return
        place = self._answered.pop()
        table = self.query_one(PairTable)
        table.refresh_cells()
        table.go_to(place)
        self._say()
        if moved is not None:
            toast(self.app, moved.said)

    def keys_here(self) -> tuple[str, tuple[Where, ...]]:
        """What help is about."""
        return "Possible duplicates", ("duplicates",)
