"""The assign screen: who would get which of the accounts that nobody owns, before anything is decided."""

from __future__ import annotations

from contextlib import suppress
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker, WorkerCancelled, WorkerFailed

from icp_tui.errors import IcpError
from icp_tui.review.review import Review
from icp_tui.review.seating.assigning_page import EXAMPLE, Assigning, Wish, assigning, first_wish
from icp_tui.tui.bench.deciding import complain
from icp_tui.tui.commands import Where, bindings
from icp_tui.tui.job import Job
from icp_tui.tui.key_order import AWAITED
from icp_tui.tui.row_moves import RowMoves
from icp_tui.tui.text import lines, plain
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.row_table import RowTable
from icp_tui.tui.widgets.table_column import Column

_REPS = (
    Column("name", "Rep", 12),
    Column("has", "Has", 5, "number"),
    Column("gets", "Gets", 6),
    Column("then", "Then", 5, "number"),
    Column("most", "Most", 8),
    Column("load", "Load", 10),
    Column("scores", "Scores", 8, "score"),
    Column("territory", "Territory", 9),
)
_ACCOUNTS = (
    Column("tier", "Tier", 5),
    Column("rank", "Rank", 5, "rank"),
    Column("score", "Score", 6, "score"),
    Column("account", "Account", 20),
    Column("to", "To", 10),
    Column("why", "Why", 20),
)
# Lines of the upper table, its header among them: more reps than that scroll.
_MOST_LINES = 10

# What does nothing here, and what does nothing while there are no reps.
_BACK = {"back"}
_NOTHING = {"back", "rep", "move", "apply", "tiers"}

_NO_REPS = f"""\
The profile does not say yet who works the accounts.

e  spreads them evenly over the owners that are on the list already: nothing to write.

Or, for territories and limits, write the reps into the profile's YAML, for example:

{EXAMPLE}

most: at most so many accounts of the tiers. when: the territory; without it any account will do.
Save the file; F5 in the list reads it again, and A assigns."""


class AssignScreen(RowMoves, Screen[Assigning | None]):
    """Shows a proposal; gives it when the person wants it applied, else None. `job` runs work in the review's thread."""

    AUTO_FOCUS = "#assign-accounts"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("assign")]

    def __init__(self, review: Review, job: Job) -> None:
        super().__init__()
        self._review = review
        self._job = job
        self._wish = first_wish(review)
        self._shown: Assigning | None = None
        self._making: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """What is proposed, the reps, the accounts of the rep under the cursor, the keys."""
        yield Static(plain("Assign: who gets what"), classes="screen-title", id="assign-title")
        yield Static("", id="assign-about", markup=False)
        yield RowTable(_REPS, stretch="territory", id="assign-reps")
        yield RowTable(_ACCOUNTS, stretch="why", id="assign-accounts")
        yield KeyFooter("assign", "app", without=_BACK)

    def on_mount(self) -> None:
        """Make the first proposal."""
        self.query_one("#assign-reps").can_focus = False
        self._accounts.set_buckets([tier.name for tier in self._review.session.profile.tiers])
        self._propose(self._wish)

    @property
    def _reps(self) -> RowTable:
        return self.query_one("#assign-reps", RowTable)

    @property
    def _accounts(self) -> RowTable:
        return self.query_one("#assign-accounts", RowTable)

    @property
    def table(self) -> RowTable:
        """The accounts: ← and → choose the rep."""
        return self._accounts

    def _propose(self, wish: Wish) -> None:
        self._wish = wish
        self._making = self.run_worker(self._made(wish), group="propose", exclusive=True)

    async def _made(self, wish: Wish) -> None:
        try:
            made = await self._job(lambda: assigning(self._review, wish))
        except IcpError as error:
            complain(self, error)
            return
        if made is None and wish.evenly:
            toast(self.app, "Nobody on the list owns an account yet: o in the list gives one to somebody", "warning")
            self._wish = Wish()
            return
        self._shown = made
        said = _NO_REPS if made is None else made.about
        self.query_one("#assign-about", Static).update(lines(*said.splitlines()))
        self.query_one(KeyFooter).show("assign", "app", without=_NOTHING if made is None else _BACK)
        for table in (self._reps, self._accounts):
            table.display = made is not None
        title = self.query_one("#assign-title", Static)
        if made is None:
            title.update(plain("Assign: e spreads the accounts over the owners on the list"))
            return
        title.update(plain(made.title))
        self._reps.styles.height = min(made.reps.height + 1, _MOST_LINES)
        self._reps.show_frame(made.reps)
        self._accounts.focus()
        self._show_accounts()

    @on(RowTable.Highlighted, "#assign-reps")
    def _show_accounts(self) -> None:
        """The accounts of the rep under the cursor."""
        if self._shown is not None:
            self._accounts.show_frame(self._shown.accounts(self._reps.position), empty="No account here. ← → choose another rep.")

    # The actions; the names are those of the command table.

    def action_rep(self, step: int) -> None:
        """To the next rep, or the one before."""
        self._reps.move(step)

    def action_tiers(self) -> None:
        """Spread the first tier only, the first two, and so on, then all."""
        count = len(self._review.session.profile.tiers)
        at = self._wish.tiers or count
        then = at % count + 1
        if self._shown is not None:
            self._propose(Wish(self._wish.evenly, None if then == count else then))

    def action_evenly(self) -> None:
        """Spread over the owners on the list instead of the reps of the profile, or the other way round."""
        if self._wish.evenly and not self._review.session.profile.reps:
            toast(self.app, "The profile names no reps, so the accounts are spread over the owners on the list")
            return
        self._propose(first_wish(self._review, evenly=not self._wish.evenly))

    def action_apply(self) -> None:
        """Assign as shown, when what the keys before this one asked for is."""
        self.run_worker(self._apply(), name=AWAITED, group="apply", exclusive=True)

    async def _apply(self) -> None:
        if self._making is not None:
            with suppress(WorkerFailed, WorkerCancelled):  # a bug there ends the app by itself
                await self._making.wait()
        if self._shown is None or self._shown.proposal.assignments.is_empty():
            toast(self.app, "There is nothing to assign: t takes other tiers, Esc goes back", "warning")
            return
        self.dismiss(self._shown)

    def action_close(self) -> None:
        """Back, and nobody is assigned."""
        self.dismiss(None)

    def keys_here(self) -> tuple[str, tuple[Where, ...]]:
        """What help is about."""
        return "Assign", ("assign",)
