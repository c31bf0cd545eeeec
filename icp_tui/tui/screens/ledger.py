"""The ledger: everything that was decided, newest first, to be searched, gone to, taken back and saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import polars as pl
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from icp_tui.errors import IcpError
from icp_tui.review.decisions.ledger import Ledger, write_ledger
from icp_tui.review.moved import Moved
from icp_tui.review.review import Review
from icp_tui.tui.bench.deciding import complain
from icp_tui.tui.commands import Where, bindings
from icp_tui.tui.job import Job
from icp_tui.tui.key_order import AWAITED
from icp_tui.tui.ledger_lines import COLUMNS, told
from icp_tui.tui.row_moves import RowMoves
from icp_tui.tui.screens.prompt import Confirm, Prompt
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.row_table import RowTable

_EMPTY = "Nothing is decided yet.\nIn the list, a b c pin an account, x excludes it, r marks it as reviewed. Esc goes back."
_NOBODY = "No entry is like that.\nEsc takes the filter away."
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


class LedgerScreen(RowMoves, Screen[str | None]):
    """Gives the key of the account that the person wants to see, or None. `job` runs work in the review's thread."""

    AUTO_FOCUS = "RowTable"
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
        yield RowTable(COLUMNS, stretch="moved", fixed=2, id="ledger")
        yield Static(id="ledger-entry", markup=False)
        yield KeyFooter("ledger", "app", without={"back"})

    @property
    def table(self) -> RowTable:
        """The entries."""
        return self.query_one(RowTable)

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
        self.table.set_find(shown.words)
        self.table.show(self._cells, places, empty=_NOBODY if ledger.frame.height else _EMPTY)
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
        row = self.table.row
        return None if row is None or self._ledger is None else self._ledger.frame.row(row, named=True)

    @on(RowTable.Highlighted)
    def _tell(self) -> None:
        """The entry under the cursor, whole."""
        entry, said = self._entry(), self.query_one("#ledger-entry", Static)
        said.display = entry is not None
        if entry is not None:
            said.update(Content("\n").join(told(entry)))

    # The actions; the names are those of the command table.

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
        self.run_worker(self._ask_words(), name=AWAITED, group="ledger", exclusive=True)

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
        if self.table.row_count:
            self.run_worker(self._save(), name=AWAITED, group="ledger", exclusive=True)
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
