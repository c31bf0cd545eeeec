"""The account under the cursor: beside the list, or on a screen of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from textual import on
from textual.screen import Screen
from textual.timer import Timer

from icp_tui.review.account_page import AccountPage, account_page
from icp_tui.review.review import Review
from icp_tui.review.view import View
from icp_tui.tui.screens.account import AccountScreen
from icp_tui.tui.widgets.account_detail import AccountDetail
from icp_tui.tui.widgets.account_table import AccountTable

_Made = TypeVar("_Made")

# Seconds until the detail follows: the cursor is painted first.
_REST = 0.1


class AccountShown(Screen[Any]):
    """A screen with a list of accounts, one of which is shown in full."""

    review: Review
    view: View
    table: AccountTable
    detail: AccountDetail
    _rest: Timer | None = None
    _account: AccountScreen | None = None
    _opened_row: int | None = None

    async def job(self, what: Callable[[], _Made]) -> _Made:
        """Run `what` beside the event loop."""
        raise NotImplementedError

    @property
    def on_its_own(self) -> bool:
        """Whether an account has a screen of its own now."""
        return self._opened_row is not None

    @property
    def row(self) -> int | None:
        """The account that is looked at. On its own screen it stays when a decision takes it off the list."""
        return self.table.row if self._opened_row is None else self._opened_row

    @on(AccountTable.Highlighted)
    def follow(self) -> None:
        """Let the detail follow when the cursor rests."""
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(_REST, self._fill_detail)

    async def _fill_detail(self) -> None:
        row, screen = self.row, self._account
        if not self.detail.display and screen is None:
            return
        if row is None:
            self.detail.clear("No account is shown.")
            return
        page = await self.job(lambda: account_page(self.review, row) if row == self.row else None)
        if page is None or page.row != self.row:
            return
        tiers = [tier.name for tier in self.review.session.profile.tiers]
        if self.detail.display:
            self.detail.show(page.explanation, page.history, page.decided, tiers=tiers, merged=page.merged,
                             disagreements=page.disagreements, sources=page.sources)  # fmt: skip
        if screen is not None and screen is self._account:
            screen.show(page, tiers=tiers, place=self._place())

    def _place(self) -> str:
        where = f" in {self.view.bucket}" if self.view.bucket else ""
        if self.row != self.table.row:
            return f"not{where or ' shown'} any more; → goes to the next" if self.table.row_count else ""
        filtered = ", filtered" if self.view.filter is not None else ""
        return f"{self.table.position + 1:,} of {self.table.row_count:,}{where}{filtered}"

    @on(AccountTable.Opened)
    async def _opened(self, message: AccountTable.Opened) -> None:
        """The account on a screen of its own; a second Enter does not open a second one."""
        if self._opened_row is not None:
            return
        self._opened_row = message.row
        page: AccountPage = await self.job(lambda: account_page(self.review, message.row))
        tiers = [tier.name for tier in self.review.session.profile.tiers]
        self._account = AccountScreen(page, tiers=tiers, place=self._place())
        self.app.push_screen(self._account, self._account_closed)

    def _account_closed(self, _: None) -> None:
        self._account = self._opened_row = None
        self.follow()

    async def asked(self, action: str) -> None:
        """Run a decision key of the account screen."""
        await self.app.run_action(action, self)

    def stepped(self, step: int) -> None:
        """Show the account before or after, as the account screen asks."""
        # The one after an account that has left the list has taken its place.
        if step < 0 or self.row == self.table.row:
            self.table.action_move(step)
        self.arrived()

    def arrived(self) -> None:
        """The account screen goes where the cursor was put."""
        if self._opened_row is not None:
            self._opened_row = self.table.row
            self.follow()
