"""The files around the list: export, reload, what was read, what is worth a look, the clipboard."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import polars as pl
from textual.screen import Screen

from icp_tui.errors import IcpError, Problem
from icp_tui.review.by_profile import not_saved
from icp_tui.review.export_target import sentences
from icp_tui.review.moved import Moved
from icp_tui.review.opening import Opening
from icp_tui.review.review import Review
from icp_tui.review.watch import Watch
from icp_tui.tui.choices import Mended
from icp_tui.tui.screens.export import ExportScreen
from icp_tui.tui.screens.load import LoadScreen
from icp_tui.tui.screens.problems import ProblemsScreen
from icp_tui.tui.screens.prompt import Notice
from icp_tui.tui.screens.report import ReportScreen
from icp_tui.tui.text import clipped
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.account_table import AccountTable
from icp_tui.tui.widgets.table_column import Column

_Made = TypeVar("_Made")

TAB = "\t"
# More of a cell is not copied.
_LONGEST = 10_000


class FilesAround(Screen[Any]):
    """A screen over a list that was read from files and is written to files."""

    review: Review
    opening: Opening
    table: AccountTable
    columns: list[Column]
    _watch: Watch | None = None
    _told: tuple[Path, ...] = ()
    # The app itself is writing one of the files, and reads it again at once.
    writing = False

    async def job(self, what: Callable[[], _Made]) -> _Made:
        """Run `what` beside the event loop."""
        raise NotImplementedError

    async def relist(self) -> None:
        """Show the list anew."""
        raise NotImplementedError

    def set_columns(self) -> None:
        """Take the columns of the list into the table."""
        raise NotImplementedError

    async def take(self, review: Review) -> None:
        """Show another review of the same files, and let go of the one before."""
        raise NotImplementedError

    def offer_tuning(self) -> None:
        """Ask about what was tuned and not saved."""
        raise NotImplementedError

    def action_export(self) -> None:
        """Write the tier files."""
        if self.review.is_tuned:
            toast(self.app, " ".join(sentences(not_saved())), "warning")
            return
        self.app.push_screen(ExportScreen(self.review))

    def action_report(self) -> None:
        """What was read."""
        self.app.push_screen(ReportScreen(self.review, self.opening), self._mended)

    def _mended(self, changed: Mended | None) -> None:
        """The list is to be read again as a person chose."""
        if changed is not None:
            self.run_worker(self._read_so(changed), group="reload", exclusive=True)

    async def _read_so(self, changed: Mended) -> None:
        said = await self._read_all(changed)
        self.watch_files()
        self._told = ()
        toast(self.app, said)
        self.offer_tuning()

    async def action_notices(self) -> None:
        """What the person should know about this list."""
        review = self.review
        notices = await self.job(lambda: [*review.notices, *review.session.notices()])
        said = [f"• {notice}" for notice in notices]
        self.app.push_screen(Notice("Worth a look", said or ["Nothing: the profile and the list go together."]))

    # The clipboard

    def action_copy_cell(self) -> None:
        """The cell under the cursor."""
        self._copy([self.table.column] if self.table.column else [])

    def action_copy_row(self) -> None:
        """The account as a line with tabs: paste it into a spreadsheet."""
        self._copy([column.name for column in self.columns])

    def _copy(self, names: Sequence[str]) -> None:
        row = self.table.row
        if row is None or not names:
            toast(self.app, "No account is shown: there is nothing to copy", "warning")
            return
        cells = self.review.cells.frame(pl.Series([row], dtype=pl.UInt32), names).row(0)
        text = "\t".join(_plain(cell) for cell in cells)
        if text.strip():
            self.app.copy_to_clipboard(text)
            toast(self.app, f"Copied {clipped(text.replace(TAB, ', '), 60)}")
        else:
            toast(self.app, "The cell is empty: nothing to copy", "warning")

    # The files on disk

    def action_reload(self) -> None:
        """Read the profile again, or the whole list when a source has changed; the decisions stay."""
        self.run_worker(self._reload(), group="reload", exclusive=True)

    async def _reload(self) -> None:
        files = self._files()
        # Taken before anything is read, so that no change is missed.
        watch = Watch(files)
        changed = await asyncio.to_thread(self._watch.changed) if self._watch else []
        if set(changed) & {*self.opening.sources, *self.opening.signals, *self.opening.contacts, self.review.workspace.added.path} and not self.opening.throw_away:
            said = await self._read_all()
        else:
            try:
                moved: Moved = await self.job(self.review.reload_profile)
            except IcpError as error:
                self._show_problems(error.problems)
                return
            said = moved.said
            self.set_columns()
            await self.relist()
        self._watch, self._told = watch if self._files() == files else Watch(self._files()), ()
        toast(self.app, said)
        self.offer_tuning()

    async def _read_all(self, changed: Mended | None = None) -> str:
        """Open the list anew beside the one that is shown, which stays when that fails."""
        screen = LoadScreen(self.opening, report=False, changed=changed)
        review: Review | None = await self.app.push_screen_wait(screen)
        if review is None:
            return "The list stays as it was, and so do your decisions"
        self.opening = screen.opening
        before = self.review
        await self.take(review)
        return reread(before, review)

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        def again(answer: str | None) -> None:
            if answer == "reload":
                self.action_reload()

        title = "The profile cannot be used as it is now; the list stays as it was"
        self.app.push_screen(ProblemsScreen(problems, title), again)

    def watch_files(self) -> None:
        """Begin to notice changes, from those on that were made while the list was read."""
        self._watch, self._told = self.review.watch or Watch(self._files()), ()

    async def look_at_files(self) -> None:
        """Say once that a file has changed on disk."""
        watch = self._watch
        if watch is None or self.writing:
            return
        # A folder on a network may take its time.
        changed = tuple(await asyncio.to_thread(watch.changed))
        if self.writing or watch is not self._watch:
            return
        if set(changed) - set(self._told):
            names = ", ".join(path.name for path in changed)
            toast(self.app, f"{names} changed on disk. F5 reads it again; decisions stay.", "warning")
        self._told = changed

    def _files(self) -> list[Path]:
        profile = [self.opening.profile] if self.opening.profile else []
        suppress = self.review.session.profile.suppression_files
        return [*profile, *self.opening.sources, *self.opening.suppress, *self.opening.signals, *self.opening.contacts, *suppress, self.review.workspace.added.path]


def reread(before: Review, after: Review) -> str:
    """How a list differs from the one before it: so many accounts, how many new, gone, and in another bucket."""
    old, new = (
        pl.DataFrame({"key": one.scored.accounts["account_key"], "bucket": one.scored.assigned.bucket.cast(pl.String)})
        for one in (before, after)
    )
    both = old.join(new, on="key", suffix="_now")
    moved = both.select((pl.col("bucket") != pl.col("bucket_now")).sum()).item()
    return (
        f"Read again: {new.height:,} {'account' if new.height == 1 else 'accounts'}, {new.height - both.height:,} new, "
        f"{old.height - both.height:,} gone, {moved:,} in another bucket. Your decisions stand."
    )


def _plain(cell: object) -> str:
    """A value as a spreadsheet takes it: no control characters, and whole numbers without a point."""
    if isinstance(cell, list):
        return ", ".join(_plain(one) for one in cell)
    if isinstance(cell, bool):
        return "yes" if cell else ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clipped(cell, _LONGEST)
