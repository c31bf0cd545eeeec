"""The screen of possible duplicates: pair by pair, side by side, for the person to settle."""

from __future__ import annotations

from typing import ClassVar

import polars as pl
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from icp_tui.review.moved import Moved
from icp_tui.review.possible import SAME, Possible, possible
from icp_tui.review.review import Review
from icp_tui.tui.commands import Where, bindings
from icp_tui.tui.job import Job
from icp_tui.tui.settling import Settling
from icp_tui.tui.text import lines, plain
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.load_steps import LoadSteps
from icp_tui.tui.widgets.row_table import RowTable
from icp_tui.tui.widgets.side_by_side import SideBySide
from icp_tui.tui.widgets.table_column import Column

_COLUMNS = (
    Column("tier", "Tier", 7),
    Column("answer", "Settled as", 13),
    Column("one", "Account", 22),
    Column("two", "and account", 22),
    Column("why", "Why", 44),
)
_NOBODY = (
    "No two accounts look like one company.",
    "Compared were names, domains, LinkedIn pages and CRM records; pairs that you have settled are not asked again.",
    "Esc goes back to the list.",
)


class _LeftError(Exception):
    """The person has gone back before the search was done."""


class DuplicatesScreen(Settling, Screen[int]):
    """Settles pairs of accounts that may be one company; every answer is on disk at once.

    Gives how many answers stand when the person goes back. The rows of the review stay as they are
    meanwhile: whoever holds the list joins the accounts afterwards. `job` runs work in the review's thread.
    """

    AUTO_FOCUS = "RowTable"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("duplicates")]

    class _Found(Message):
        def __init__(self, pairs: Possible) -> None:
            super().__init__()
            self.pairs = pairs

    def __init__(self, review: Review, job: Job) -> None:
        super().__init__(review, job)
        # There when the table has rows.
        self._pairs: Possible

    def compose(self) -> ComposeResult:
        """The title, the steps of the search, the pairs in their place when they are found, the keys."""
        yield Static(plain("Possible duplicates"), classes="screen-title", id="pairs-title")
        yield LoadSteps()
        yield RowTable(_COLUMNS, stretch="why", id="pairs")
        with VerticalScroll(id="pairs-beside", can_focus=False):
            yield SideBySide()
        yield KeyFooter("duplicates", "app", without={"back"})

    def on_mount(self) -> None:
        """Search beside the event loop."""
        self._parts(shown=False)
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
        with self.app.batch_update():
            await steps.remove()
            self._parts(shown=True)
        self.table.set_buckets([tier.name for tier in self._review.session.profile.tiers])
        self.table.show(pairs.cells, pl.int_range(pairs.height, dtype=pl.UInt32, eager=True))
        self.table.focus()

    def _parts(self, *, shown: bool) -> None:
        for part in ("#pairs", "#pairs-beside"):
            self.query_one(part).display = shown

    def tell(self) -> None:
        """The pair under the cursor, and how many are settled."""
        if not self.table.row_count:
            return
        pairs, place = self._pairs, self.table.position
        self.query_one(SideBySide).show(pairs.compared(place), pairs.why(place), pairs.answer(place))
        total = "1 pair" if pairs.height == 1 else f"{pairs.height:,} pairs"
        self.query_one("#pairs-title", Static).update(
            plain(f"Possible duplicates: {place + 1:,} of {total}{self.settled_now}. Are these two one company?")
        )

    def settled_before(self, place: int) -> str:
        """Joined by what was said of other pairs."""
        pairs = self._pairs
        follows = pairs.answer(place) == SAME and not pairs.said_itself(place)
        return "They are one company already, by what you said of others: u takes that back" if follows else ""

    def answer(self, place: int, *, same: bool) -> Moved:
        """Whether the two of the pair are one company."""
        return self._review.settle([self._pairs.pair(place)], same=same)

    def told(self, moved: Moved | None, *, undone: bool) -> None:
        """What is taken back; an answer stands beside its pair."""
        if undone and moved is not None:
            toast(self.app, moved.said)

    def action_close(self) -> None:
        """Back to the list; an unfinished search ends."""
        self.workers.cancel_group(self, "search")
        super().action_close()

    def keys_here(self) -> tuple[str, tuple[Where, ...]]:
        """What help is about."""
        return "Possible duplicates", ("duplicates",)
