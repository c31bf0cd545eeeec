"""The workbench: the list, the account under the cursor, and all that is decided about them."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import ClassVar, TypeVar

import polars as pl
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import DescendantFocus, Resize

from icp_tui.errors import IcpError
from icp_tui.review.moved import Moved
from icp_tui.review.opening import Opening
from icp_tui.review.review import Review
from icp_tui.review.view import View
from icp_tui.tui.bench.account_shown import AccountShown
from icp_tui.tui.bench.deciding import Deciding, complain
from icp_tui.tui.bench.finding import Finding
from icp_tui.tui.bench.joining import Joining
from icp_tui.tui.bench.listing import Listing, listed
from icp_tui.tui.bench.placing import Placing
from icp_tui.tui.bench.queueing import Queueing
from icp_tui.tui.bench.screens_around import ScreensAround
from icp_tui.tui.bench.tuning_around import TuningAround
from icp_tui.tui.bench.view_line import Marked, view_line
from icp_tui.tui.commands import Where, bindings
from icp_tui.tui.text import plain
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.account_detail import AccountDetail
from icp_tui.tui.widgets.account_table import AccountTable
from icp_tui.tui.widgets.bucket_bar import BucketBar
from icp_tui.tui.widgets.cut_strip import CutStrip
from icp_tui.tui.widgets.filter_bar import FilterBar
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.queue_progress import QueueProgress
from icp_tui.tui.widgets.title_bar import TitleBar

_Made = TypeVar("_Made")

# Below this width the detail has a screen of its own.
_BESIDE = 100
# Seconds between looks at what other windows decided and at the files.
_LOOK = 2.0


class Workbench(AccountShown, Deciding, Queueing, Finding, TuningAround, Joining, Placing, ScreensAround):
    """The home of the app; gives None when it is left.

    All work on the list runs in one thread, in the order of the keys; what is shown is replaced when it
    is done. It closes the review when it goes.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("workbench")]
    AUTO_FOCUS = "AccountTable"

    def __init__(self, review: Review, opening: Opening) -> None:
        super().__init__()
        self.review = review
        self.opening = opening
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="review")
        self._wanted = 0
        self.table = AccountTable(id="accounts")
        self.detail = AccountDetail(id="detail")
        self.bar = FilterBar()

    def compose(self) -> ComposeResult:
        """Title, buckets, what is shown, the list with the account beside it, the cut line, the keys."""
        yield TitleBar(id="title")
        yield BucketBar(id="buckets")
        yield self.bar
        yield QueueProgress(id="progress")
        with Horizontal(id="bench"):
            yield self.table
            yield self.detail
        yield CutStrip(id="cut")
        yield KeyFooter("workbench", "table", "app")

    async def on_mount(self) -> None:
        """Show the first tier, or everybody when it is empty."""
        tiers = [tier.name for tier in self.review.session.profile.tiers]
        self.set_columns()
        self.query_one(QueueProgress).show(None)
        self.view = View(bucket=tiers[0] if self.review.scored.buckets()[tiers[0]] else None)
        self.watch_files()
        await self.relist()
        # What was loaded stays: the collector need not walk through it again between two keys.
        gc.collect()
        gc.freeze()
        self.set_interval(_LOOK, self._look)
        for notice in await self.job(lambda: self.review.notices):
            toast(self.app, notice, "warning")
        self.offer_tuning()

    async def on_unmount(self) -> None:
        """Let go of the workspace when the last decision is on disk."""
        self._worker.submit(self.review.close)
        self._worker.shutdown(wait=False)

    # The list on the screen

    async def job(self, what: Callable[[], _Made]) -> _Made:
        """Run `what` after all that was asked for before, beside the event loop.

        Who waits for it may go; the work is done all the same, so that a decision survives a quick q.
        """
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._worker, what))

    async def relist(self) -> None:
        """Make the rows of the view anew and show them; a newer wish makes this one void."""
        self._wanted += 1
        wanted, view, text = self._wanted, self.view, self.find_text
        made = await self.job(lambda: listed(self.review, view, text) if wanted == self._wanted else None)
        if made is not None and wanted == self._wanted and self.is_attached:
            self.view = made.view
            self._show(made)
            if made.lost:
                toast(self.app, made.lost, "warning")

    async def take(self, review: Review) -> None:
        """Show another review of the same files, with the cursor on the same account."""
        # What was asked of the list before is about its rows.
        before = await self.job(lambda: self.review)
        keys = before.session.accounts.frame["account_key"]
        key = None if self.table.row is None else keys[self.table.row]
        if self._opened_row is not None:
            self._opened_row = review.row_of(keys[self._opened_row])
        self.review = review
        self.table.clear_marks()
        self.set_columns()
        await self.relist()
        row = None if key is None else review.row_of(key)
        if row is not None:
            self.table.go_to_row(row)
        if before.workspace is not review.workspace:
            await self.job(before.close)

    def _show(self, made: Listing) -> None:
        session, profile = self.review.session, self.review.session.profile
        if self.listing is None or self.listing.view.bucket != made.view.bucket:
            self.show_columns(made.view.bucket)
        self.found = made.found
        self.listing = made
        self.table.show(made.cells.frame, made.rows, empty=made.empty, rules=made.rules)
        self.table.set_sort(made.view.sort, descending=made.view.descending)
        self.table.set_find(self.find_text)
        capacities = {tier.name: tier.capacity for tier in profile.tiers}
        self.query_one(BucketBar).show(made.counts, capacities, made.view.bucket, made.met)
        self.query_one(CutStrip).show(made.cut)
        self.query_one(QueueProgress).show(made.progress)
        self.query_one(TitleBar).show(
            icp=profile.icp, version=profile.version, accounts=made.cells.height, as_of=session.as_of,
            workspace=self.review.workspace.name, throw_away=self.opening.throw_away, review_by=profile.review_by, tuned=self.review.is_tuned,
        )  # fmt: skip
        self.say_view()
        self.follow()

    def say_view(self) -> None:
        """What is shown, above the table."""
        made = self.listing
        if made is not None:
            title = self.table_title(made.view.sort)
            marked = self.table.marked_rows()
            everybody = len(made.rows) == made.cells.height
            # The few marks are looked for among the many rows: the other way round costs a table of all rows.
            shown = len(marked) if everybody or not len(marked) else int(made.rows.is_in(marked.implode()).sum())
            elsewhere = len(marked) - shown
            queued = plain(self.queue_words())
            line = view_line(made.view, len(made.rows), made.total, Marked(len(marked), elsewhere), found=self.found,
                             text=self.find_text, title=title,
                             width=self.size.width - queued.cell_length,
                             position=self.table.position)  # fmt: skip
            self.bar.status(line + Content("  ") + queued if queued else line)

    @on(AccountTable.Highlighted)
    def _hit_changed(self) -> None:
        """Which of the hits the cursor is on, and why the account needs an eye."""
        if self.find_text or self.view.queue is not None or self._queued is not None:
            self.say_view()

    @on(AccountTable.MarksChanged)
    def _marks_changed(self) -> None:
        self.say_view()

    # The window and its panes

    def on_resize(self, event: Resize) -> None:
        """Show the detail where there is room for it beside the list."""
        beside = event.size.width >= _BESIDE
        if beside != self.detail.display:
            self.detail.display = beside
            if not beside and self.detail.has_focus:
                self.table.focus()
            self.follow()
        self.say_view()

    @on(DescendantFocus)
    def _pane_changed(self) -> None:
        """The keys of the pane with the focus; what was being typed is left when the focus goes elsewhere."""
        if self.bar.is_open and not self.bar.has_focus_within:
            self.bar.close()
        self.query_one(KeyFooter).show(*self.keys_here()[1], "app")

    def action_switch_pane(self) -> None:
        """To the detail and back."""
        if self.detail.display and not self.detail.has_focus:
            self.detail.focus()
        else:
            self.table.focus()

    # Deciding

    def chosen(self) -> pl.Series:
        """The marked accounts, else the current one; on the account screen only that one."""
        if self.table.mark_count and not self.on_its_own:
            return self.table.marked_rows()
        return pl.Series([] if self.row is None else [self.row], dtype=pl.UInt32)

    async def decide(self, what: Callable[[], Moved]) -> None:
        """Decide, show the list as it is then, and say what moved."""
        place, row = self.table.position, self.table.row
        if await self._act(what) and not self.on_its_own:
            self.table.clear_marks()
            # The decided account may have gone to the top: the person goes on where they were.
            if self.table.row == row:
                self.table.go_to(place)

    async def step(self, what: Callable[[], Moved | None], otherwise: str) -> None:
        """Undo or redo, and show whom it was about; the marks stay for what the person was about to do."""
        moved = await self._act(what, otherwise)
        if moved is not None and len(moved.acted) == 1 and not self.on_its_own:
            self.table.go_to_row(int(moved.acted[0]))

    async def _act(self, what: Callable[[], Moved | None], otherwise: str = "") -> Moved | None:
        try:
            moved = await self.job(what)
        except IcpError as error:
            complain(self, error)
            return None
        if moved is None:
            toast(self.app, otherwise, "warning")
            return None
        # What was asked of a list that has been made anew since is on disk, and told below.
        await self.job(self.review.caught_up)
        await self.relist()
        joined = await self.rejoin() if self.review.joins_changed else ""
        toast(self.app, f"{moved.said} {joined}".strip())
        return replace(moved, acted=moved.acted.clear()) if joined else moved

    async def _look(self) -> None:
        """Take in what another window decided, and notice files that changed."""
        moved = await self.job(self.review.caught_up)
        if moved is not None:
            await self.relist()
            toast(self.app, moved.said)
        # A question on the screen is about the rows as they are numbered now.
        if self.review.joins_changed and self.app.screen in {self, self._account}:
            toast(self.app, await self.rejoin())
        await self.look_at_files()

    def keys_here(self) -> tuple[str, tuple[Where, ...]]:
        """What help is about: the pane with the focus."""
        if self.detail.has_focus:
            return "The account", ("detail", "workbench")
        return "The account list", ("table", "workbench")
