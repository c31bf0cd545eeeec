"""The keys that say what is shown: buckets, find, filter, sort."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, TypeVar

import polars as pl
from textual import on
from textual.screen import Screen
from textual.timer import Timer

from icp_tui.review.columns.kept import kept_columns
from icp_tui.review.filters import Filter, parse_filter
from icp_tui.review.review import Review
from icp_tui.review.view import Found, View
from icp_tui.scoring.assign import bucket_names
from icp_tui.tui.bench.list_columns import arranged, fixed, list_columns
from icp_tui.tui.bench.listing import Listing
from icp_tui.tui.bench.view_line import missing
from icp_tui.tui.key_order import AWAITED
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.account_table import AccountTable
from icp_tui.tui.widgets.bucket_bar import BucketBar
from icp_tui.tui.widgets.filter_bar import FilterBar
from icp_tui.tui.widgets.table_column import Column

_Made = TypeVar("_Made")

# Seconds after the last letter until what is typed is tried.
_TYPING = 0.15


class Finding(Screen[Any]):
    """A screen with an account table whose view can be changed."""

    review: Review
    table: AccountTable
    bar: FilterBar

    def __init__(self) -> None:
        super().__init__()
        self.columns: list[Column] = []
        self.columns_kept = kept_columns()
        self.view = View()
        self.listing: Listing | None = None
        self.found: Found | None = None
        self.find_text = ""
        self._typing: Timer | None = None

    async def job(self, what: Callable[[], _Made]) -> _Made:
        """Run `what` beside the event loop."""
        raise NotImplementedError

    async def relist(self) -> None:
        """Show `view` and `find_text`."""
        raise NotImplementedError

    def arrived(self) -> None:
        """The cursor was put on another account."""

    def leave_queue(self) -> None:
        """Show what was shown before the review queue."""
        raise NotImplementedError

    def say_view(self) -> None:
        """Say what is shown."""
        raise NotImplementedError

    def set_columns(self) -> None:
        """Take the columns of the list and the tiers of the profile into the table."""
        self.columns = list_columns(self.review.cells, self.columns_kept)
        self.table.set_buckets([tier.name for tier in self.review.session.profile.tiers])
        self.show_columns(self.view.bucket)

    def show_columns(self, bucket: str | None) -> None:
        """The columns as they are shown for a bucket."""
        made = arranged(self.columns, bucket)
        self.table.set_columns(made, fixed(made))

    # Buckets and order

    def action_bucket(self, number: int) -> None:
        """The bucket of this number, 0 for all."""
        names = bucket_names(self.review.session.profile)
        if number <= len(names):
            self._look_at(replace(self.view, bucket=names[number - 1] if number else None, queue=None))
        else:
            toast(self.app, f"There are {len(names)} buckets: 1 to {len(names)}, and 0 for all accounts", "warning")

    @on(BucketBar.Chosen)
    def _bucket_chosen(self, message: BucketBar.Chosen) -> None:
        self._look_at(replace(self.view, bucket=message.bucket, queue=None))

    def action_sort(self) -> None:
        """Sort by the current column; again the other way, then in rank order."""
        if self.table.column is not None:
            self._sort(self.table.column)

    @on(AccountTable.HeaderClicked)
    def _header_clicked(self, message: AccountTable.HeaderClicked) -> None:
        self._sort(message.column)

    def _sort(self, column: str) -> None:
        """Numbers begin with the largest, dates with the latest, yes before no, texts with A."""
        kind = self.review.cells.schema[column]
        first = column != "rank" and (kind.is_numeric() or kind in (pl.Boolean, pl.Date))
        name = None if column == "rank" else column
        if self.view.sort != name or (name is None and not self.view.descending):
            self._look_at(replace(self.view, sort=name, descending=first if name else True))
        elif name is not None and self.view.descending == first:
            self._look_at(replace(self.view, descending=not first))
        else:
            self._look_at(replace(self.view, sort=None, descending=False))
        if self.table.position:
            toast(self.app, "The cursor stays on its account; g goes to the first")

    def action_reverse(self) -> None:
        """Turn the order around."""
        self._look_at(replace(self.view, descending=not self.view.descending))

    def _look_at(self, view: View) -> None:
        # Making a long list anew takes a moment, in which keys that move go on working.
        self.view = view
        self.soon(self.relist())

    def soon(self, work: Coroutine[Any, Any, None], name: str = "") -> None:
        """Run this beside the keys."""
        self.run_worker(work, name=name, group="view")

    def table_title(self, column: str | None) -> str:
        """The header of a column."""
        return next((one.title for one in self.columns if one.name == column), column or "")

    # Find and filter

    def action_find(self) -> None:
        """Type what to find."""
        self.bar.ask("find", self.find_text)

    def action_filter(self) -> None:
        """Type what to show."""
        self.bar.ask("filter", self.view.filter.text if self.view.filter else "")

    def action_clear(self) -> None:
        """Take away the find, then the filter, then the marks."""
        if self.find_text:
            self.find_text = ""
            self.soon(self.relist())
        elif self.view.filter is not None:
            self._look_at(replace(self.view, filter=None))
        elif self.table.mark_count:
            self.table.clear_marks()
        elif self.view.queue is not None:
            self.leave_queue()

    def action_find_next(self, step: int) -> None:
        """To the next hit, around the end."""
        if not self.find_text:
            toast(self.app, "Nothing to find yet: / asks for it", "warning")
        elif self.found is not None:
            self._go_to_hit(self.found, step)

    def _go_to_hit(self, found: Found, step: int) -> None:
        position = found.next(self.table.position, step)
        if position is None:
            toast(self.app, missing(self.view, self.find_text), "warning")
            return
        self.table.go_to(position)
        self.arrived()

    @on(FilterBar.Typed)
    def _typed(self, message: FilterBar.Typed) -> None:
        """Try it when the typing rests."""
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(_TYPING, lambda: self._try(message))

    async def _try(self, message: FilterBar.Typed) -> None:
        text, view = message.text.strip(), self.view
        said, wrong = await self.job(lambda: self._tried(message.asked, text, view)) if text else ("", False)
        if self.bar.is_open and self.bar.text == message.text:
            self.bar.answer(said, wrong=wrong)

    def _tried(self, asked: str, text: str, view: View) -> tuple[str, bool]:
        """What the typed text gives, and whether it is wrong."""
        cells = self.review.cells
        if asked == "find":
            hits = len(Found(cells, view.rows(cells), text).positions)
            return f"{hits:,} found" if hits else "not found in what is shown", not hits
        try:
            made = parse_filter(text, cells)
            shown = len(replace(view, filter=made).rows(cells))
        except ValueError as error:
            return str(error), True
        hint = "" if shown else made.hint(cells)
        return f"{made.said}: {shown:,} of {view.total(cells):,}" + (f"; {hint}" if hint else ""), False

    @on(FilterBar.Entered)
    def _entered(self, message: FilterBar.Entered) -> None:
        if self._typing is not None:
            self._typing.stop()
        text = message.text.strip()
        # What is typed next is not for this line any more.
        self.soon(self._find(text) if message.asked == "find" else self._filter(text), name=AWAITED)

    async def _find(self, text: str) -> None:
        self._close_bar()
        self.find_text = text
        await self.relist()
        if text and self.found is not None and self.found.number(self.table.position) is None:
            self._go_to_hit(self.found, 1)

    async def _filter(self, text: str) -> None:
        made: Filter | None = None
        if text:
            try:
                made = await self.job(lambda: parse_filter(text, self.review.cells))
            except ValueError as error:
                self.bar.answer(str(error), wrong=True)
                return
        self._close_bar()
        self.view = replace(self.view, filter=made)
        await self.relist()

    @on(FilterBar.Cancelled)
    def _close_bar(self) -> None:
        self.bar.close()
        self.table.focus()
