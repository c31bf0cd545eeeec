"""Possible duplicates, and the list made anew when accounts were joined or parted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from textual.screen import Screen

from icp_tui.review.rejoined import rejoined_words
from icp_tui.review.review import Review
from icp_tui.tui.key_order import AWAITED
from icp_tui.tui.screens.duplicates import DuplicatesScreen
from icp_tui.tui.toast import toast

_Made = TypeVar("_Made")


class Joining(Screen[Any]):
    """A screen over a list whose accounts people join: its rows are numbered anew then."""

    review: Review
    _rejoining = False

    async def job(self, what: Callable[[], _Made]) -> _Made:
        """Run `what` beside the event loop."""
        raise NotImplementedError

    async def take(self, review: Review) -> None:
        """Show another review of the same files."""
        raise NotImplementedError

    def action_duplicates(self) -> None:
        """Accounts that may be one company."""
        self.run_worker(self._duplicates(), name=AWAITED, group="duplicates", exclusive=True)

    async def _duplicates(self) -> None:
        settled = await self.app.push_screen_wait(DuplicatesScreen(self.review, self.job))
        said = await self.rejoin()
        if said:
            toast(self.app, said)
        elif settled:
            pairs = "1 pair is" if settled == 1 else f"{settled:,} pairs are"
            toast(self.app, f"{pairs} settled and will not be asked again")

    async def rejoin(self) -> str:
        """Show the list with the accounts joined that are said to be one by now; how it differs and who moved, or nothing."""
        if self._rejoining:
            return ""
        self._rejoining = True
        try:
            before = self.review
            after = await self.job(before.rejoined)
            if after is None:
                return ""
            said = counted(before.session.accounts.frame.height, after.session.accounts.frame.height)
            moved = await self.job(lambda: rejoined_words(before, after))
            await self.take(after)
            return f"{said}. {moved}" if moved else said
        finally:
            self._rejoining = False


def counted(before: int, after: int) -> str:
    """`3 accounts joined with another; the list has 1,995 accounts now`."""
    few = abs(before - after)
    accounts = "1 account" if few == 1 else f"{few:,} accounts"
    how = f"{accounts} joined with another; " if after < before else f"{accounts} stand apart again; " if few else ""
    if few == 1:
        how = how.replace("stand apart", "stands apart")
    have = "1 account" if after == 1 else f"{after:,} accounts"
    said = f"{how}the list has {have} now"
    return said[0].upper() + said[1:]
