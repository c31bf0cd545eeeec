"""The accounts of the kill list, each on a screen of its own; its keys are those of the kill list."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

from textual.screen import Screen

from icp_tui.review.account_page import account_page
from icp_tui.review.kills.kill_page import KillEntry
from icp_tui.review.review import Review
from icp_tui.tui.job import Job
from icp_tui.tui.screens.killed_account import KilledAccount
from icp_tui.tui.text import clipped
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.row_table import RowTable


class KillAccounts(Screen[Any]):
    """A screen over the kill list, from which its accounts are opened."""

    review: Review
    job: Job
    opened: KilledAccount | None = None

    @property
    def accounts(self) -> RowTable:
        """The accounts of the entry under the cursor."""
        raise NotImplementedError

    @property
    def entry(self) -> KillEntry | None:
        """The entry under the cursor."""
        raise NotImplementedError

    def soon(self, work: Awaitable[None]) -> None:
        """Run this beside the keys, in order."""
        raise NotImplementedError

    @property
    def tiers(self) -> list[str]:
        """The tiers of the profile, best first."""
        return [tier.name for tier in self.review.session.profile.tiers]

    def action_open(self) -> None:
        """From the entry to its accounts; there, everything about the account."""
        if not self.accounts.has_focus:
            if self.accounts.row_count:
                self.accounts.focus()
            elif self.entry is not None:
                toast(self.app, f"{self.entry.name} has no account to show", "warning")
        elif self.accounts.row is not None:
            self.soon(self._open(self.accounts.row))

    async def _open(self, row: int) -> None:
        if self.opened is not None:
            return
        self.opened = screen = KilledAccount(
            await self.job(lambda: account_page(self.review, row)), self.tiers, self._place(), self.asked, self.stepped
        )
        await self.app.push_screen(screen, self._back_from)

    def _place(self) -> str:
        of = f" of {clipped(self.entry.name, 40)}" if self.entry is not None else ""
        return f"{self.accounts.position + 1:,} of {self.accounts.row_count:,}{of}"

    def _back_from(self, _: None) -> None:
        self.opened = None

    async def asked(self, action: str) -> None:
        """Run a decision key of the account screen."""
        await self.app.run_action(action, self)

    async def stepped(self, step: int) -> None:
        """Show the account before or after on its screen."""
        screen, accounts = self.opened, self.accounts
        if screen is None:
            return
        if step < 0 or screen.row == accounts.row:
            accounts.move(step)
        if accounts.row is not None:
            await self.tell_opened(screen, accounts.row)

    async def tell_opened(self, screen: KilledAccount, row: int) -> None:
        """Show the account at this row of the list on its screen."""
        screen.row = row
        page = await self.job(lambda: account_page(self.review, row))
        if screen is self.opened and screen.row == row:
            screen.show(page, tiers=self.tiers, place=self._place())
