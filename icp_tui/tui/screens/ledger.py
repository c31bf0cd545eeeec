"""The ledger: everything that was decided, newest first, to be searched, gone to, taken back and saved."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import polars as pl
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from icp_tui.errors import IcpError
from icp_tui.review.decisions.ledger import Ledger, write_ledger
from icp_tui.review.moved import Moved
from icp_tui.review.review import Review
from icp_tui.tui.bench.deciding import complain
from icp_tui.tui.commands import Where, bindings
from icp_tui.tui.key_order import OPENS
from icp_tui.tui.screens.prompt import Confirm, Prompt
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.table_column import Column
from icp_tui.tui.widgets.table_view import HEADER, TableView

Job = Callable[[Callable[[], Any]], Awaitable[Any]]

_COLUMNS = (
    Column("when", "When", 16),
    Column("author", "Who", 8),
    Column("state", "Stands as", 10),
    Column("account", "Account", 18),
    Column("what", "What", 28),
    Column("why", "Why", 18),
    Column("until", "Until", 10, "date"),
    Column("moved", "Who moved", 60),
)
_LONGEST = 600
_EMPTY = "Nothing is decided yet.\nIn the list, a b c pin an account, x excludes it, r marks it as reviewed. Esc goes back."
_NOBODY = "No entry is like that.\nEsc takes the filter away."
# How an entry stands, in a sentence.
_STATES = {
    "standing": "stands",
    "taken back": "was taken back",
    "ended": "no longer binds: its last day is over",
    "waiting": "waits: its account is not on this list, or cannot be told from others",
    "replaced": "was replaced by a later decision",
    "": "",
}


@dataclass(frozen=True)
class _Shown:
    """What of the ledger is shown."""

    words: str = ""
    author: str | None = None
    kind: str | None = None

    @property
    def said(self) -> str:
        pieces = [f"“{clipped(self.words, 30)}”" if self.words else "", f"by {self.author}" if self.author else "", self.kind or ""]
        return ", ".join(piece for piece in pieces if piece)


class LedgerTable(TableView, can_focus=True, inherit_bindings=False):
    """Entries to move through; its keys are those of the screen that holds it."""

    class Highlighted(Message):
        """The cursor is on another entry."""

    def on_mount(self) -> None:
        """Its columns are always the same; when and who stay in view."""
        self.set_columns(_COLUMNS)

    def cursor_moved(self) -> None:
        """Say so."""
        self.post_message(self.Highlighted())

    @property
    def page(self) -> int:
        """How many entries fit on the screen."""
        return max(1, self._page)

    def on_click(self, event: Click) -> None:
        """The cursor to the entry that was clicked."""
        place = event.get_content_offset(self)
        if place is not None and place.y >= HEADER:
            self.go_to(self.scroll_offset.y + place.y - HEADER)


class LedgerScreen(Screen[str | None]):
    """Gives the key of the account that the person wants to see, or None. `job` runs work in the review's thread."""

    AUTO_FOCUS = "LedgerTable"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("ledger")]

    def __init__(self, review: Review, job: Job) -> None:
        super().__init__()
        self._review = review
        self._job = job
        self._ledger: Ledger | None = None
        self._shown = _Shown()

    def compose(self) -> ComposeResult:
        """How many entries, the entries, the one under the cursor in full, the keys."""
        yield Static(plain("Ledger"), classes="screen-title", id="ledger-title")
        yield LedgerTable(id="ledger")
        yield Static(id="ledger-entry", markup=False)
        yield KeyFooter("ledger", "app", without={"back"})

    async def on_mount(self) -> None:
        """Read the log."""
        await self._read()

    async def _read(self) -> None:
        self._ledger = await self._job(self._review.ledger)
        self._show()

    def _show(self) -> None:
        ledger, shown = self._ledger, self._shown
        if ledger is None:
            return
        places = ledger.places(shown.words, shown.author, shown.kind)
        table = self.query_one(LedgerTable)
        table.set_find(shown.words)
        table.show(self._cells, places, empty=_NOBODY if ledger.frame.height else _EMPTY)
        total = ledger.frame.height
        entries = "1 entry" if total == 1 else f"{total:,} entries"
        said = f"Ledger: {len(places):,} of {entries}: {shown.said}. Esc shows all" if shown.said else f"Ledger: {entries}, newest first"
        self.query_one("#ledger-title", Static).update(plain(said))
        self._tell()

    def _cells(self, rows: pl.Series, names: Sequence[str]) -> pl.DataFrame:
        assert self._ledger is not None  # noqa: S101  rows are only shown of a ledger
        return self._ledger.frame[rows].select(names)

    def _entry(self) -> dict[str, Any] | None:
        """The entry under the cursor."""
        row = self.query_one(LedgerTable).row
        return None if row is None or self._ledger is None else self._ledger.frame.row(row, named=True)

    @on(LedgerTable.Highlighted)
    def _tell(self) -> None:
        """The entry under the cursor, whole."""
        entry, said = self._entry(), self.query_one("#ledger-entry", Static)
        said.display = entry is not None
        if entry is not None:
            said.update(Content("\n").join(told(entry)))

    # The actions; the names are those of the command table.

    def action_move(self, step: int) -> None:
        """Up or down by entries."""
        table = self.query_one(LedgerTable)
        table.go_to(table.position + step)

    def action_page(self, step: int) -> None:
        """Up or down by screenfuls."""
        table = self.query_one(LedgerTable)
        table.go_to(table.position + step * table.page)

    def action_top(self) -> None:
        """To the newest entry."""
        self.query_one(LedgerTable).go_to(0)

    def action_bottom(self) -> None:
        """To the oldest entry."""
        table = self.query_one(LedgerTable)
        table.go_to(table.row_count - 1)

    def action_go(self) -> None:
        """To the account in the list."""
        entry = self._entry()
        if entry is None:
            return
        if entry["row"] is None:
            many = entry["kind"] in {"undo", "redo"}
            toast(self.app, "This entry is about several accounts" if many else "This account is not on the list now", "warning")
            return
        self.dismiss(self._review.scored.accounts["account_key"][entry["row"]])

    def action_words(self) -> None:
        """Ask for the words."""
        self.run_worker(self._ask_words(), name=OPENS, group="ledger", exclusive=True)

    async def _ask_words(self) -> None:
        about = ["Words of a name, a person, a reason, a day such as 2026-11, or how it stands. Empty shows all."]
        words = await self.app.push_screen_wait(Prompt("Show which entries?", about, value=self._shown.words))
        if words is not None:
            self._change(_Shown(words, self._shown.author, self._shown.kind))

    def action_author(self) -> None:
        """The next person's entries, after the last all."""
        if self._ledger is not None:
            self._change(_Shown(self._shown.words, _after(self._ledger.authors, self._shown.author), self._shown.kind))

    def action_kind(self) -> None:
        """The next kind of entries, after the last all."""
        if self._ledger is not None:
            self._change(_Shown(self._shown.words, self._shown.author, _after(self._ledger.kinds, self._shown.kind)))

    def _change(self, shown: _Shown) -> None:
        self._shown = shown
        self._show()

    def action_undo(self) -> None:
        """Take back the person's last decision."""
        self.run_worker(self._step(self._review.undo, "There is nothing of yours to undo"), group="step")

    def action_redo(self) -> None:
        """Bring back what undo took."""
        self.run_worker(self._step(self._review.redo, "There is nothing to redo"), group="step")

    async def _step(self, step: Callable[[], Moved | None], otherwise: str) -> None:
        try:
            moved = await self._job(step)
        except IcpError as error:
            complain(self, error)
            return
        await self._read()
        self.action_top()
        if moved is None:
            toast(self.app, otherwise, "warning")
        else:
            toast(self.app, moved.said)

    def action_save(self) -> None:
        """Write the entries shown into a file."""
        if self.query_one(LedgerTable).row_count:
            self.run_worker(self._save(), name=OPENS, group="ledger", exclusive=True)
        else:
            toast(self.app, "No entry is shown: there is nothing to save", "warning")

    async def _save(self) -> None:
        ledger, shown = self._ledger, self._shown
        if ledger is None:
            return
        entries = ledger.frame[ledger.places(shown.words, shown.author, shown.kind)]
        many = "the entry" if entries.height == 1 else f"the {entries.height:,} entries shown"
        name = f"ledger-{self._review.session.as_of}.csv"
        typed = await self.app.push_screen_wait(
            Prompt(f"Save {many} as CSV", [f"A file name or path; without a folder it goes into {Path.cwd()}."], value=name, required="Name a file")
        )
        if typed is None:
            return
        path, exists = await self._job(lambda: _place(typed))
        replace = False
        if exists:
            replace = await self.app.push_screen_wait(Confirm(f"Replace {path.name}?", [f"{path} exists already."], yes="Replace", no="Keep it"))
            if not replace:
                toast(self.app, f"{path.name} stays as it is; nothing is saved")
                return
        try:
            await self._job(lambda: write_ledger(entries, path, replace=replace))
        except IcpError as error:
            complain(self, error)
            return
        toast(self.app, f"Saved {entries.height:,} {'entry' if entries.height == 1 else 'entries'} as {path}")

    def action_close(self) -> None:
        """Take the filter away, then back."""
        if self._shown == _Shown():
            self.dismiss(None)
        else:
            self._change(_Shown())

    def keys_here(self) -> tuple[str, tuple[Where, ...]]:
        """What help is about."""
        return "The ledger", ("ledger",)


def told(entry: dict[str, Any]) -> list[Content]:
    """An entry in full: who, when, what, why and until when; who moved; and how it stands."""
    who = plain(f"{clipped(entry['author'], 40)}, {entry['when']}: ", "bold")
    account = f"{clipped(entry['account'], 60)}: " if entry["account"] else ""
    why = f", because: {clipped(entry['why'], 300)}" if entry["why"] else ""
    until = f", until {entry['until']}" if entry["until"] else ""
    lines = [who + plain(f"{account}{clipped(entry['what'], 300)}{why}{until}")]
    state = _STATES.get(entry["state"], entry["state"])
    if state:
        lines.append(plain(f"It {state}."))
    lines.append(plain(f"Told then: {clipped(entry['moved'], _LONGEST)}" if entry["moved"] else "What it moved was not kept.", "" if entry["moved"] else "dim"))
    return lines


def _place(typed: str) -> tuple[Path, bool]:
    """The file that is meant, and whether something is there already."""
    try:
        path = Path(typed).expanduser().absolute()
        return path, path.exists()
    except (OSError, RuntimeError, ValueError):
        return Path(typed).absolute(), False  # writing it says what is wrong


def _after(names: Sequence[str], name: str | None) -> str | None:
    """The name that follows in the round of all names and none."""
    following = [*names, None]
    return following[(following.index(name) + 1) % len(following)] if name in following else None
