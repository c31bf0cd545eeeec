"""An account of the kill list on a screen of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from icp_tui.review.account_page import AccountPage
from icp_tui.tui.screens.account import AccountScreen


class KilledAccount(AccountScreen):
    """The account in full; `asked` runs a decision key, `stepped` shows the account before or after."""

    def __init__(
        self,
        page: AccountPage,
        tiers: Sequence[str],
        place: str,
        asked: Callable[[str], Awaitable[None]],
        stepped: Callable[[int], Awaitable[None]],
    ) -> None:
        super().__init__(page, tiers=tiers, place=place)
        self._asked, self._stepped = asked, stepped
        self.row = page.row

    async def action_ask(self, action: str) -> None:  # type: ignore[override]  # Textual awaits what an action gives
        """Run a decision key there."""
        await self._asked(action)

    async def action_step(self, step: int) -> None:  # type: ignore[override]  # Textual awaits what an action gives
        """The account before or after in the kill list."""
        await self._stepped(step)
