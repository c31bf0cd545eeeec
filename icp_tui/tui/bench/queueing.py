"""The keys of the review queue: to the next account that needs an eye, and only those accounts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from textual.screen import Screen

from icp_tui.review.queue import Queue, Step, following
from icp_tui.review.review import Review
from icp_tui.review.view import View
from icp_tui.tui.bench.listing import Listing
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.account_table import AccountTable

_Made = TypeVar("_Made")


class Queueing(Screen[Any]):
    """A screen with an account table that is walked in the order of the review queue."""

    review: Review
    table: AccountTable
    view: View
    listing: Listing | None
    # The account that `v` went to last, its place in the queue then, and what is said of it.
    _queued: tuple[int, int, str] | None = None
    _before_queue: View | None = None

    async def job(self, what: Callable[[], _Made]) -> _Made:
        """Run `what` beside the event loop."""
        raise NotImplementedError

    async def relist(self) -> None:
        """Show `view`."""
        raise NotImplementedError

    def say_view(self) -> None:
        """Say what is shown."""
        raise NotImplementedError

    def arrived(self) -> None:
        """The cursor was put on another account."""
        raise NotImplementedError

    @property
    def on_its_own(self) -> bool:
        """Whether an account has a screen of its own now."""
        raise NotImplementedError

    def action_next_unreviewed(self) -> None:
        """To the next account of the queue, around its end: first among those shown."""
        self.run_worker(self._next_unreviewed(), group="view")

    async def _next_unreviewed(self) -> None:
        shown, row = self.table.order, self.table.row
        last = self._queued[1] if self._queued and self._queued[0] == row else 0

        def step() -> tuple[Queue, Step | None]:
            queue = self.review.queue()
            return queue, following(queue, shown, row, last)

        queue, made = await self.job(step)
        if made is None:
            toast(self.app, "No other account in the tiers waits for review: e writes the files")
            return
        where = f" in {self.view.bucket}" if self.view.bucket and not made.elsewhere else ""
        if made.elsewhere:
            self.view = View()
            await self.relist()
            toast(self.app, "All that was shown is reviewed. On with the rest of the queue, among all accounts.")
        said = f"{made.place + 1:,} of {made.of:,} to review{where}; {made.said}"
        self._queued = made.row, queue.place(made.row) or 0, said
        self.table.go_to_row(made.row)
        if self.on_its_own:
            toast(self.app, said)
        self.say_view()
        self.arrived()

    def action_queue(self) -> None:
        """Only what needs an eye, in that order; again shows what was shown before."""
        if self.view.queue is not None:
            self.leave_queue()
            return
        self._before_queue = self.view
        self.run_worker(self._show_queue(), group="view")

    def leave_queue(self) -> None:
        """Back to what was shown before the queue."""
        self.view = self._before_queue or View()
        self.run_worker(self.relist(), group="view")

    async def _show_queue(self) -> None:
        queue = await self.job(self.review.queue)
        self.view = replace(View(), queue=queue)
        await self.relist()
        self.table.go_to(0)
        self.say_view()

    def queue_words(self) -> str:
        """Why the account under the cursor needs an eye, where the queue is what is walked."""
        row = self.table.row
        queue = self.listing.view.queue if self.listing is not None else None
        if row is None:
            return ""
        if queue is not None:
            cause = queue.cause(row)
            return f"{self.table.position + 1:,} of {self.table.row_count:,}; {cause.said}" if cause else ""
        return self._queued[2] if self._queued and self._queued[0] == row else ""
