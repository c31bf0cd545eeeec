"""The kill list: what takes accounts off the list, and the best of those it takes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

import polars as pl
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.events import DescendantFocus, Resize
from textual.widgets import Static

from icp_tui.errors import IcpError
from icp_tui.review.kills.kill_page import KillEntry, KillPage, kill_page
from icp_tui.review.moved import Moved
from icp_tui.review.review import Review
from icp_tui.tui.bench.deciding import complain
from icp_tui.tui.commands import Where, bindings
from icp_tui.tui.job import Job
from icp_tui.tui.kill_accounts import KillAccounts
from icp_tui.tui.kill_lines import (
    ACCOUNTS,
    ENTRIES,
    account_lines,
    entry_lines,
    entry_rows,
    nobody,
    shown_in_words,
)
from icp_tui.tui.kill_rules import KillRules
from icp_tui.tui.row_moves import RowMoves
from icp_tui.tui.text import plain
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.filter_bar import FilterBar
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.row_table import RowTable

# From this width on the accounts stand beside the entries.
_BESIDE = 116
# Lines of the entries where the accounts stand below them, their header among them.
_MOST_LINES = 9
_TALL = 20


class KillListScreen(RowMoves, KillAccounts, KillRules):
    """Rules, files and exceptions with whom they take. Gives nothing; what is decided here is on disk at once.

    `job` runs work in the review's thread, `written` hears that the profile is another one. Nothing of the profile is written when `throw_away`.
    """

    AUTO_FOCUS = "#kills-entries"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("kills")]

    def __init__(self, review: Review, job: Job, written: Callable[[], None], *, throw_away: bool = False) -> None:
        super().__init__()
        self.review = review
        self.throw_away = throw_away
        self.job = job
        self.written = written
        self._page: KillPage | None = None
        self._words = ""
        self._listed: tuple[KillEntry, str] | None = None
        self._wanted = 0

    def compose(self) -> ComposeResult:
        """The title, the entries, what the one under the cursor is, its accounts, the keys."""
        yield Static(plain("Kill list"), classes="screen-title", id="kills-title")
        with Container(id="kills"):
            yield RowTable(ENTRIES, stretch="name", id="kills-entries")
            with Vertical(id="kills-taken"):
                yield Static(id="kills-about", markup=False)
                yield FilterBar()
                yield RowTable(ACCOUNTS, stretch="reasons", id="kills-accounts")
        yield KeyFooter("kills", "app", without={"back"})

    def on_mount(self) -> None:
        """Look at the list beside the event loop."""
        self.soon(self.look())

    def on_resize(self, event: Resize) -> None:
        """The accounts beside the entries where there is room."""
        self.set_class(event.size.width >= _BESIDE, "-beside")
        self._fit()

    @property
    def _entries(self) -> RowTable:
        return self.query_one("#kills-entries", RowTable)

    @property
    def accounts(self) -> RowTable:
        """The accounts of the entry under the cursor."""
        return self.query_one("#kills-accounts", RowTable)

    @property
    def entry(self) -> KillEntry | None:
        """The entry under the cursor."""
        page = self._page
        return page.entries[self._entries.position] if page and self._entries.row_count else None

    def soon(self, work: Awaitable[None]) -> None:
        """Run this beside the keys, in order."""
        self.run_worker(work, group="view")

    async def look(self) -> None:
        """Take in the list as it is now; the cursors stay on their lines."""
        self._page = page = await self.job(lambda: kill_page(self.review))
        self.accounts.set_buckets(self.tiers)
        self._entries.show_frame(entry_rows(page))
        self._fit()
        lost = ", ".join(f"{count:,} {name}" for name, count in page.lost if count)
        killed = page.entries[0]
        said = f"Kill list: {killed.takes:,} of {page.scored.accounts.height:,} killed"
        said += f"; by score they would be {lost}" if lost else ""
        self.query_one("#kills-title", Static).update(plain(said))
        self._listed = None
        await self._list()

    @on(RowTable.Highlighted, "#kills-entries")
    def _entry_changed(self) -> None:
        if self._page is not None:
            self.soon(self._list())

    async def _list(self) -> None:
        """The accounts of the entry under the cursor; a newer wish makes this one void."""
        page, entry, words = self._page, self.entry, self._words
        if page is None or entry is None or self._listed == (entry, words):
            return
        self._wanted += 1
        wanted = self._wanted
        rows = await self.job(lambda: page.rows(entry, words) if wanted == self._wanted else None)
        if rows is None or wanted != self._wanted or page is not self._page:
            return
        before = self._listed
        self._listed = entry, words
        self.accounts.show(page.cells, rows, empty=nobody(entry, words))
        if before is not None and before[0] != entry:
            self.accounts.go_to(0)
        self._say()

    @on(DescendantFocus)
    def _pane_changed(self) -> None:
        """What was being typed is left when the focus goes elsewhere."""
        bar = self.query_one(FilterBar)
        if bar.is_open and not bar.has_focus_within:
            bar.close()

    @on(RowTable.Highlighted, "#kills-accounts")
    @on(DescendantFocus)
    def _say(self) -> None:
        """What the entry is; with the cursor among the accounts, what is to be said of that one."""
        page, entry = self._page, self.entry
        if page is None or entry is None:
            return
        row = self.accounts.row if self.accounts.has_focus else None
        about = entry_lines(entry) if row is None else account_lines(entry, page, row)
        self.query_one("#kills-about", Static).update(Content("\n").join(about))
        self.query_one(FilterBar).status(plain(shown_in_words(entry, self.accounts.row_count, self._words), "$text-muted"))

    def _fit(self) -> None:
        """Entries take the lines that they need where the accounts stand below them."""
        lines = (len(self._page.entries) if self._page else 3) + 1
        # Below each other both need room.
        most = max(4, min(_MOST_LINES, self.size.height // (3 if self.size.height < _TALL else 2)))
        self._entries.styles.height = "1fr" if self.has_class("-beside") else min(lines, most)

    def go_to_last_rule(self) -> None:
        """Put the cursor on the last of the rules."""
        entries = self._page.entries if self._page else ()
        self._entries.go_to(max((at for at, entry in enumerate(entries) if entry.kind == "rule"), default=0))

    # Moving

    @property
    def table(self) -> RowTable:
        """The pane with the focus."""
        return self.accounts if self.accounts.has_focus else self._entries

    def action_switch_pane(self) -> None:
        """Between the entries and the accounts."""
        (self._entries if self.accounts.has_focus else self.accounts).focus()

    def action_close(self) -> None:
        """What is found goes first, then back to the list."""
        if self._words:
            self._words = ""
            self.soon(self._list())
        else:
            self.dismiss(None)

    # Finding

    def action_find(self) -> None:
        """Type what the accounts must have."""
        self.query_one(FilterBar).ask("find", self._words)
        self.query_one(FilterBar).answer("words in name, domain or reasons; Enter keeps it, Esc shows all")

    @on(FilterBar.Typed)
    def _typed(self, message: FilterBar.Typed) -> None:
        self._words = message.text
        self.soon(self._list())

    @on(FilterBar.Entered)
    def _entered(self) -> None:
        self.query_one(FilterBar).close()
        self.accounts.focus()

    @on(FilterBar.Cancelled)
    def _cancelled(self) -> None:
        self._words = ""
        self.accounts.focus()
        self.soon(self._list())

    # Deciding

    def chosen(self) -> pl.Series:
        """The account on its own screen, else the one under the cursor."""
        row = self.accounts.row if self.opened is None else self.opened.row
        return pl.Series([] if row is None else [row], dtype=pl.UInt32)

    def action_restore(self) -> None:
        """Take the account back onto the list; from the entries it must be plain which account is meant."""
        if self.opened is None and not self.accounts.has_focus:
            toast(self.app, "Tab goes to the accounts; R takes the one under the cursor back onto the list", "warning")
            self.accounts.focus()
            return
        super().action_restore()

    async def decide(self, what: Callable[[], Moved]) -> None:
        """Decide, look at the list as it is then, and say what moved."""
        await self._act(what)

    async def step(self, what: Callable[[], Moved | None], otherwise: str) -> None:
        """Undo or redo likewise."""
        await self._act(what, otherwise)

    async def _act(self, what: Callable[[], Moved | None], otherwise: str = "") -> None:
        try:
            moved = await self.job(what)
        except IcpError as error:
            complain(self, error)
            return
        if moved is None:
            toast(self.app, otherwise, "warning")
            return
        await self.look()
        if self.opened is not None:
            await self.tell_opened(self.opened, self.opened.row)
        toast(self.app, moved.said)

    def keys_here(self) -> tuple[str, tuple[Where, ...]]:
        """What help is about."""
        return "The kill list", ("kills",)
