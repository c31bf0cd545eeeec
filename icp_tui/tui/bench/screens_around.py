"""The screens around the list: each action opens one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from textual.screen import Screen

from icp_tui.review.columns.kept import KeptColumns, keep_columns
from icp_tui.review.filters import parse_filter
from icp_tui.review.seating.assigning_page import apply
from icp_tui.review.shown import Shown
from icp_tui.review.view import View
from icp_tui.tui.freezing import freeze_list
from icp_tui.tui.key_order import AWAITED
from icp_tui.tui.screens.assign import AssignScreen
from icp_tui.tui.screens.column_picker import ColumnPicker
from icp_tui.tui.screens.compare import CompareScreen
from icp_tui.tui.screens.insights import InsightsScreen
from icp_tui.tui.screens.kill_list import KillListScreen
from icp_tui.tui.screens.ledger import LedgerScreen
from icp_tui.tui.screens.lists import ListsScreen
from icp_tui.tui.toast import toast

if TYPE_CHECKING:
    from icp_tui.review.moved import Moved
    from icp_tui.review.opening import Opening
    from icp_tui.review.review import Review
    from icp_tui.tui.widgets.account_table import AccountTable

_Made = TypeVar("_Made")


class ScreensAround(Screen[Any]):
    """A screen over a list, from which others are opened."""

    review: Review
    opening: Opening
    table: AccountTable
    view: View
    find_text: str
    columns_kept: KeptColumns

    def set_columns(self) -> None:
        """Take the columns of the list into the table."""
        raise NotImplementedError

    def watch_files(self) -> None:
        """Begin to notice changes of the files."""
        raise NotImplementedError

    async def job(self, what: Callable[[], _Made]) -> _Made:
        """Run `what` in the review's thread."""
        raise NotImplementedError

    async def relist(self) -> None:
        """Show `view` and `find_text`."""
        raise NotImplementedError

    async def decide(self, what: Callable[[], Moved]) -> None:
        """Decide, show the list as it is then, and say what moved."""
        raise NotImplementedError

    async def rejoin(self) -> str:
        """Show the list with the accounts joined that are said to be one by now; how it differs, or nothing."""
        raise NotImplementedError

    def action_ledger(self) -> None:
        """Everything that was decided."""
        self.run_worker(self._ledger(), name=AWAITED, group="ledger", exclusive=True)

    async def _ledger(self) -> None:
        key = await self.app.push_screen_wait(LedgerScreen(self.review, self.job))
        # What was taken back there has moved accounts here.
        await self.relist()
        said = await self.rejoin()
        if said:
            toast(self.app, said)
        await self._go_to_account(key)

    def action_compare(self) -> None:
        """Who moved since the last frozen list, and why."""
        self.run_worker(self.compare(), name=AWAITED, group="compare", exclusive=True)

    async def compare(self, old: str | None = None, new: str | None = None) -> None:
        """Show what changed between two lists, by name; see `CompareScreen`."""
        key = await self.app.push_screen_wait(CompareScreen(self.review, self.job, old, new))
        await self._go_to_account(key)

    async def _go_to_account(self, key: str | None) -> None:
        """To an account of the list, whatever is shown."""
        row = self.review.row_of(key) if key is not None else None
        if row is not None and not self.table.go_to_row(row):
            self.view, self.find_text = View(), ""
            await self.relist()
            self.table.go_to_row(row)

    def action_freeze(self) -> None:
        """Keep the list under a name."""
        self.run_worker(freeze_list(self, self.review, self.job), name=AWAITED, group="lists", exclusive=True)

    def action_lists(self) -> None:
        """The lists that are kept under a name."""
        self.run_worker(self._lists(), name=AWAITED, group="lists", exclusive=True)

    async def _lists(self) -> None:
        name = await self.app.push_screen_wait(ListsScreen(self.review, self.job))
        if name is not None:
            await self.compare(name)

    def action_columns(self) -> None:
        """Which columns are shown."""
        self.run_worker(self._columns(), name=AWAITED, group="columns", exclusive=True)

    async def _columns(self) -> None:
        screen = ColumnPicker(self.review.cells, self.columns_kept, self.table.row, throw_away=self.opening.throw_away)
        kept = await self.app.push_screen_wait(screen)
        if kept is None:
            return
        self.columns_kept = kept
        self.set_columns()
        wrong = "" if self.opening.throw_away else keep_columns(kept)
        if wrong:
            toast(self.app, wrong, "warning")

    def action_assign(self) -> None:
        """Spread the accounts that nobody owns over the reps."""
        self.run_worker(self._assign(), name=AWAITED, group="assign", exclusive=True)

    async def _assign(self) -> None:
        review = self.review
        shown = await self.app.push_screen_wait(AssignScreen(review, self.job))
        if shown is not None:
            await self.decide(lambda: apply(review, shown))

    def action_insights(self) -> None:
        """The list as a whole."""
        self.run_worker(self._insights(), name=AWAITED, group="insights", exclusive=True)

    async def _insights(self) -> None:
        shown = await self.app.push_screen_wait(InsightsScreen(self.review))
        if shown is not None:
            await self.show_accounts(shown)

    def action_kill_list(self) -> None:
        """What takes accounts off the list."""
        self.run_worker(self._kill_list(), name=AWAITED, group="kills", exclusive=True)

    async def _kill_list(self) -> None:
        before = self.review.scored
        screen = KillListScreen(self.review, self.job, self._profile_written, throw_away=self.opening.throw_away)
        await self.app.push_screen_wait(screen)
        if self.review.scored is not before:
            await self.relist()

    def _profile_written(self) -> None:
        """The app itself has written the profile: that is no change from outside, and this is the file from now on."""
        path = self.review.session.profile.path
        if path is not None and path != self.opening.profile:
            self.opening = replace(self.opening, profile=path)
        self.review.watch = None
        self.watch_files()

    async def show_accounts(self, shown: Shown) -> None:
        """Show the accounts that a line of another screen stands for, the first of them under the cursor."""
        try:
            made = await self.job(lambda: parse_filter(shown.filter, self.review.cells)) if shown.filter else None
        except ValueError as error:
            toast(self.app, f"These accounts cannot be shown: {error}", "warning")
            return
        self.view, self.find_text = View(bucket=shown.bucket, filter=made), ""
        await self.relist()
        self.table.go_to(0)
        toast(self.app, f"Shown: {shown.said}. Esc clears the filter.")
