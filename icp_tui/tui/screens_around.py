"""The screens around the list: each action opens one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from textual.screen import Screen

from icp_tui.review.assigning_page import apply
from icp_tui.review.filters import parse_filter
from icp_tui.review.shown import Shown
from icp_tui.review.view import View
from icp_tui.tui.screens.assign import AssignScreen
from icp_tui.tui.screens.insights import InsightsScreen
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

    async def job(self, what: Callable[[], _Made]) -> _Made:
        """Run `what` in the review's thread."""
        raise NotImplementedError

    async def relist(self) -> None:
        """Show `view` and `find_text`."""
        raise NotImplementedError

    async def decide(self, what: Callable[[], Moved]) -> None:
        """Decide, show the list as it is then, and say what moved."""
        raise NotImplementedError

    def action_assign(self) -> None:
        """Spread the accounts that nobody owns over the reps."""
        self.run_worker(self._assign(), group="assign", exclusive=True)

    async def _assign(self) -> None:
        review = self.review
        shown = await self.app.push_screen_wait(AssignScreen(review, self.job))
        if shown is not None:
            await self.decide(lambda: apply(review, shown))

    def action_insights(self) -> None:
        """The list as a whole."""
        self.run_worker(self._insights(), group="insights", exclusive=True)

    async def _insights(self) -> None:
        shown = await self.app.push_screen_wait(InsightsScreen(self.review))
        if shown is not None:
            await self.show_accounts(shown)

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
