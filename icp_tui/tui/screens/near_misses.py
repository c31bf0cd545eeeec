"""The near misses: accounts that may be on a suppression list, one by one, for the person to settle."""

from __future__ import annotations

from typing import ClassVar

import polars as pl
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from icp_tui.review.kills.near_misses import NearMiss, NearMisses, near_misses
from icp_tui.review.moved import Moved
from icp_tui.review.possible import Compared
from icp_tui.review.review import Review
from icp_tui.tui.commands import Where, bindings
from icp_tui.tui.job import Job
from icp_tui.tui.settling import Settling
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.row_table import RowTable
from icp_tui.tui.widgets.side_by_side import SideBySide
from icp_tui.tui.widgets.table_column import Column

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


class NearMissScreen(Settling, Screen[int]):
    """Settles accounts that may be on a suppression list; every answer is on disk at once.

    Gives how many answers were given and stand. `job` runs work in the review's thread.
    """

    AUTO_FOCUS = "RowTable"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("near_misses")]

    def __init__(self, review: Review, job: Job) -> None:
        super().__init__(review, job)
        # There when the table has rows.
        self._shown: NearMisses
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
        if not found.height:
            self.query_one("#near-title", Static).update(plain("Possible matches: none to settle"))
        self.query_one("#near-beside").display = bool(found.height)
        self.table.set_buckets([tier.name for tier in self._review.session.profile.tiers])
        self.table.show(found.cells, pl.int_range(found.height, dtype=pl.UInt32, eager=True), empty=_nobody(found))

    def tell(self) -> None:
        """The one under the cursor, and how many are settled."""
        if not self.table.row_count:
            return
        found, place = self._shown, self.table.position
        one = found.at(place)
        self.query_one(SideBySide).show(_compared(one), _why(one), found.answer(place) or None)
        said = [plain(clipped(self._moved, _SAID), "not bold")] if self._moved else []
        asked = plain(f"Possible matches: {place + 1:,} of {found.height:,}{self.settled_now}. Is this account on the list?")
        self.query_one("#near-title", Static).update(Content("\n").join([asked, *said]))

    def settled_before(self, place: int) -> str:
        """Answered here: only what stands can be taken back."""
        said = self._shown.answer(place)
        return f"It is settled already, as {said}: u takes the last answer back" if said else ""

    def answer(self, place: int, *, same: bool) -> Moved:
        """Whether the account is the one on the list."""
        return self._shown.on_the_list(place) if same else self._shown.another(place)

    def told(self, moved: Moved | None, *, undone: bool) -> None:  # noqa: ARG002  both are said in the title
        """Below the question, until the next answer."""
        self._moved = moved.said if moved is not None else ""

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
