"""Settling questions one by one: each is answered with a key, and the answer is on disk at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from textual import on
from textual.screen import Screen

from icp_tui.errors import IcpError
from icp_tui.review.moved import Moved
from icp_tui.review.review import Review
from icp_tui.tui.bench.deciding import complain
from icp_tui.tui.job import Job
from icp_tui.tui.key_order import AWAITED
from icp_tui.tui.row_moves import RowMoves
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.row_table import RowTable


class Settling(RowMoves, Screen[Any]):
    """A screen with a table of questions; the one under the cursor is asked.

    Gives how many of the answers of this visit stand. `job` runs work in the review's thread.
    """

    def __init__(self, review: Review, job: Job) -> None:
        super().__init__()
        self._review = review
        self._job = job
        # Where the answers of this visit were given, the last one last.
        self._answered: list[int] = []
        # An answer is about the question that the one before leaves under the cursor.
        self._turn = asyncio.Lock()

    @property
    def table(self) -> RowTable:
        """The questions."""
        return self.query_one(RowTable)

    def settled_before(self, place: int) -> str:
        """Why the question at this place cannot be answered again; empty when it can."""
        raise NotImplementedError

    def answer(self, place: int, *, same: bool) -> Moved:
        """Have the review keep the answer; runs in its thread."""
        raise NotImplementedError

    def tell(self) -> None:
        """Show the question under the cursor, and how many are settled."""
        raise NotImplementedError

    def told(self, moved: Moved | None, *, undone: bool) -> None:
        """Say what an answer moved, or taking one back."""
        raise NotImplementedError

    @on(RowTable.Highlighted)
    def _highlighted(self) -> None:
        self.tell()

    @property
    def settled_now(self) -> str:
        """`, 3 settled now`, for the title."""
        return f", {len(self._answered):,} settled now" if self._answered else ""

    def action_settle(self, same: int) -> None:
        """Say of the two that they are the same (1) or not (0)."""
        self._in_turn(lambda: self._settle(same=bool(same)))

    def action_undo(self) -> None:
        """Take back the last answer that was given here."""
        self._in_turn(self._undo)

    def action_close(self) -> None:
        """Back, when what was answered is on disk."""
        self._in_turn(self._close)

    def _in_turn(self, step: Callable[[], Awaitable[None]]) -> None:
        async def after_the_others() -> None:
            async with self._turn:
                await step()

        # Keys behind this one are for what it leads to, as if it opened a screen.
        self.run_worker(after_the_others(), name=AWAITED, group="settle")

    async def _settle(self, *, same: bool) -> None:
        table = self.table
        if not table.row_count:
            return
        place = table.position
        if refused := self.settled_before(place):
            toast(self.app, refused, "warning")
            return
        try:
            moved = await self._job(lambda: self.answer(place, same=same))
        except IcpError as error:
            complain(self, error)
            return
        self._answered.append(place)
        table.refresh_cells()
        if table.position == place:
            table.move(1)
        self.told(moved, undone=False)
        self.tell()

    async def _undo(self) -> None:
        if not self._answered:
            toast(self.app, "Nothing is settled here yet; in the list, u takes back earlier decisions", "warning")
            return
        try:
            moved = await self._job(self._review.undo)
        except IcpError as error:
            complain(self, error)
            return
        self.table.refresh_cells()
        self.table.go_to(self._answered.pop())
        self.told(moved, undone=True)
        self.tell()

    async def _close(self) -> None:
        self.dismiss(len(self._answered))
