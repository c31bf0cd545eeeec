"""The near misses: accounts that may be on a suppression list, one by one, for the person to settle."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, ClassVar

import polars as pl
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from icp_tui.errors import IcpError
from icp_tui.review.kills.near_misses import NearMiss, NearMisses, near_misses
from icp_tui.review.possible import Compared
from icp_tui.review.review import Review
from icp_tui.tui.bench.deciding import complain
from icp_tui.tui.commands import Where, bindings
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.row_table import RowTable
from icp_tui.tui.widgets.side_by_side import SideBySide
from icp_tui.tui.widgets.table_column import Column

Job = Callable[[Callable[[], Any]], Awaitable[Any]]

_COLUMNS = (
    Column("tier", "Tier", 7),
    Column("rank", "Rank", 6, "rank"),
    Column("answer", "Settled as", 15),
    Column("name", "Account", 22),
    Column("entry", "On the list as", 22),
    Column("file", "List", 18),
    Column("doubt", "Doubt", 30),
)
_SAID = 200


class NearMissScreen(Screen[int]):
    """Settles accounts that may be on a suppression list; every answer is on disk at once.

    Gives how many answers were given and stand. `job` runs work in the review's thread.
    """

    AUTO_FOCUS = "RowTable"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("near_misses")]

    def __init__(self, review: Review, job: Job) -> None:
        super().__init__()
        self._review = review
        self._job = job
        self._shown: NearMisses | None = None
        # Where the answers of this visit were given, the last one last.
        self._answered: list[int] = []
        # What the last answer moved.
        self._moved = ""

    def compose(self) -> ComposeResult:
        """The title, the near misses, the one under the cursor beside its entry, the keys."""
        yield Static(plain("Possible matches"), classes="screen-title", id="near-title")
        yield RowTable(_COLUMNS, stretch="doubt", id="near")
        with VerticalScroll(id="near-beside", can_focus=False):
            yield SideBySide()
        yield KeyFooter("near_misses", "app", without={"back"})

    def on_mount(self) -> None:
        """Look for them beside the event loop."""
        self.run_worker(self._look(), group="look")

    async def _look(self) -> None:
        found: NearMisses = await self._job(lambda: near_misses(self._review))
        self._shown = found
        table = self.query_one(RowTable)
        table.set_buckets([tier.name for tier in self._review.session.profile.tiers])
        table.show(found.cells, pl.int_range(found.height, dtype=pl.UInt32, eager=True), empty=_nobody(found))
        self.query_one("#near-beside").display = bool(found.height)
        self._say()

    @on(RowTable.Highlighted)
    def _say(self) -> None:
        """The one under the cursor, and how many are settled."""
        found = self._shown
        if found is None:
            return
        title = self.query_one("#near-title", Static)
        if not found.height:
            title.update(plain("Possible matches: none to settle"))
            return
        place = self.query_one(RowTable).position
        one = found.at(place)
        self.query_one(SideBySide).show(_compared(one), _why(one), found.answer(place) or None)
        done = f", {len(self._answered):,} settled now" if self._answered else ""
        said = [plain(clipped(self._moved, _SAID), "not bold")] if self._moved else []
        asked = plain(f"Possible matches: {place + 1:,} of {found.height:,}{done}. Is this account on the list?")
        title.update(Content("\n").join([asked, *said]))

    # The actions; the names are those of the command table.

    def action_settle(self, same: int) -> None:
        """Say of the account that it is the one on the list (1) or another (0)."""
        self.run_worker(self._settle(same=bool(same)), group="settle")

    def action_undo(self) -> None:
        """Take back the last answer that was given here."""
        self.run_worker(self._undo(), group="settle")

    def action_close(self) -> None:
        """Back to the kill list."""
        self.dismiss(len(self._answered))

    def action_move(self, step: int) -> None:
        """Up or down."""
        self.query_one(RowTable).move(step)

    def action_page(self, step: int) -> None:
        """Up or down by screenfuls."""
        table = self.query_one(RowTable)
        table.move(step * table.page)

    def action_top(self) -> None:
        """To the first."""
        self.query_one(RowTable).go_to(0)

    def action_bottom(self) -> None:
        """To the last."""
        table = self.query_one(RowTable)
        table.go_to(table.row_count - 1)

    async def _settle(self, *, same: bool) -> None:
        found, table = self._shown, self.query_one(RowTable)
        if found is None or not found.height:
            return
        place = table.position
        if found.answer(place):
            toast(self.app, f"It is settled already, as {found.answer(place)}: u takes the last answer back", "warning")
            return
        try:
            moved = await self._job(lambda: found.on_the_list(place) if same else found.another(place))
        except IcpError as error:
            complain(self, error)
            return
        self._answered.append(place)
        table.refresh_cells()
        if table.position == place:
            table.move(1)
        self._moved = moved.said
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
        table = self.query_one(RowTable)
        table.refresh_cells()
        table.go_to(self._answered.pop())
        self._moved = moved.said if moved is not None else ""
        self._say()

    def keys_here(self) -> tuple[str, tuple[Where, ...]]:
        """What help is about."""
        return "Possible matches", ("near_misses",)


def _why(one: NearMiss) -> str:
    return f"{clipped(one.doubt, 200)}. If it is: {clipped(one.because, 80)}"


def _compared(one: NearMiss) -> list[Compared]:
    """The account on the left, the entry of the list on the right."""
    facts = [
        Compared(name, account, entry, alike=not account or not entry or account.casefold() == entry.casefold())
        for name, account, entry in one.facts
    ]
    file = one.file.replace("\\", "/").rpartition("/")[2]
    return [Compared("", "your account", f"the entry of {file}", alike=True), *facts, Compared("stands in", one.stands, "", alike=True)]


def _nobody(found: NearMisses) -> str:
    said = ["No account is waiting to be settled."]
    if found.settled:
        said.append(f"{found.settled:,} {'is' if found.settled == 1 else 'are'} settled already and not asked about again.")
    if found.killed:
        said.append(f"{found.killed:,} more {'is' if found.killed == 1 else 'are'} killed for something else anyway.")
    return "\n".join([*said, "Esc goes back to the kill list."])
