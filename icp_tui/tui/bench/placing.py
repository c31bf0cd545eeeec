"""An account that turned up: placed, found on the list, or added to it by hand and taken off again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from textual.screen import Screen

from icp_tui.errors import IcpError
from icp_tui.review.opening import Opening
from icp_tui.review.review import Review
from icp_tui.review.seating.placing import OnTheList, read
from icp_tui.review.view import View
from icp_tui.tui.bench.deciding import complain
from icp_tui.tui.key_order import AWAITED
from icp_tui.tui.screens.load import LoadScreen
from icp_tui.tui.screens.place import Add, PlaceScreen, Remove
from icp_tui.tui.text import clipped
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.account_table import AccountTable

_Made = TypeVar("_Made")
_LONGEST_NAME = 60


class Placing(Screen[Any]):
    """A screen over a list that accounts can be added to by hand."""

    review: Review
    opening: Opening
    view: View
    table: AccountTable
    writing: bool

    async def job(self, what: Callable[[], _Made]) -> _Made:
        """Run `what` beside the event loop."""
        raise NotImplementedError

    async def relist(self) -> None:
        """Show the list anew."""
        raise NotImplementedError

    async def take(self, review: Review) -> None:
        """Show another review of the same files."""
        raise NotImplementedError

    def watch_files(self) -> None:
        """Begin to notice changes."""
        raise NotImplementedError

    def action_place(self) -> None:
        """Where an account would stand."""
        self.run_worker(self._find_its_place(), name=AWAITED, group="place", exclusive=True)

    async def _find_its_place(self) -> None:
        answer = await self.app.push_screen_wait(PlaceScreen(self.review, self.job))
        if answer is None:
            return
        if isinstance(answer, OnTheList):
            await self.go_to(answer.row)
            others = f" {len(answer.others):,} more of that name are on the list." if answer.others else ""
            toast(self.app, f"{self._where(answer.row)}, found by {answer.how}.{others}")
            return
        # The file of added accounts is watched: what is written here is no change from outside.
        self.writing = True
        try:
            await self._change(answer)
        finally:
            self.writing = False

    async def _change(self, answer: Add | Remove) -> None:
        """Add the account or take it off, and show the list as it is then."""
        review = self.review
        added = review.workspace.added
        try:
            if isinstance(answer, Add):
                today = date.today()  # noqa: DTZ011 - the person's own day is meant
                await self.job(lambda: added.add(answer.cells, review.author, today))
                done, key = "Added", str(read(answer.cells).frame["account_key"][0])
            else:
                await self.job(lambda: added.remove(answer.row))
                done, key = "Removed", ""
        except IcpError as error:
            complain(self, error)
            return
        await self._read_anew(done, key)

    async def _read_anew(self, done: str, key: str) -> None:
        """The list with the accounts added by hand as they are now, in the same workspace."""
        workspace = self.review.workspace
        screen = LoadScreen(replace(self.opening, held=workspace), report=False)
        review: Review | None = await self.app.push_screen_wait(screen)
        if review is None:
            toast(self.app, f"{done}, and kept; the list was not read again: F5 does so", "warning")
            return
        await self.take(review)
        # The review before held the workspace too.
        await self.job(workspace.close)
        self.watch_files()
        row = review.row_of(key) if key else None
        if row is None:
            count = review.session.accounts.frame.height
            toast(self.app, f"{done}: the list has {count:,} accounts now")
            return
        await self.go_to(row)
        toast(self.app, f"{done}: {self._where(row)}. P lists what was added; Del there removes it.")

    async def go_to(self, row: int) -> None:
        """The cursor to an account, in its bucket where it is not shown."""
        if not self.table.go_to_row(row):
            self.view = View(bucket=str(self.review.scored.assigned.bucket[row]))
            await self.relist()
            self.table.go_to_row(row)

    def _where(self, row: int) -> str:
        scored = self.review.scored
        name = clipped(scored.accounts["name"][row] or scored.accounts["account_key"][row], _LONGEST_NAME)
        rank = scored.assigned.rank[row]
        at = f" at rank {rank:,}" if rank else ""
        return f"{name} is in {scored.assigned.bucket[row]}{at}, with {scored.scores['score'][row]:.2f}"
