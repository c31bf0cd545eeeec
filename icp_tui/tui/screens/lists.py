"""The frozen lists of the workspace: to compare the list with one, to export one again as it was, to delete one."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from icp_tui.errors import IcpError
from icp_tui.review.export_target import check_folder
from icp_tui.review.review import Review
from icp_tui.review.snapshot_files import export_snapshot
from icp_tui.review.snapshots import Snapshot, delete, snapshots
from icp_tui.tui.bench.deciding import complain
from icp_tui.tui.commands import Where, bindings
from icp_tui.tui.freezing import freeze_list
from icp_tui.tui.job import Job
from icp_tui.tui.key_order import AWAITED
from icp_tui.tui.row_moves import RowMoves
from icp_tui.tui.screens.prompt import Confirm, Prompt
from icp_tui.tui.snapshot_lines import COLUMNS, rows, told
from icp_tui.tui.text import plain
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.row_table import RowTable

_EMPTY = (
    "No list is frozen in this workspace yet.\n"
    "F freezes the list as it stands, under a name such as 2026-Q4; next quarter is compared with it. Esc goes back."
)


class ListsScreen(RowMoves, Screen[str | None]):
    """Gives the name of the list that the one under review is to be compared with, or None."""

    AUTO_FOCUS = "RowTable"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("lists")]

    def __init__(self, review: Review, job: Job) -> None:
        super().__init__()
        self._review = review
        self._job = job
        self._lists: list[Snapshot] = []

    def compose(self) -> ComposeResult:
        """How many lists, the lists, the one under the cursor in full, the keys."""
        yield Static(plain("Frozen lists"), classes="screen-title", id="lists-title")
        yield RowTable(COLUMNS, stretch="edition", fixed=1, id="lists")
        yield Static(id="lists-entry", markup=False)
        yield KeyFooter("lists", "app", without={"back"})

    @property
    def table(self) -> RowTable:
        """The lists."""
        return self.query_one(RowTable)

    async def on_mount(self) -> None:
        """Read which there are."""
        await self._read()

    async def _read(self, name: str | None = None) -> None:
        """Read them anew; the cursor goes to the one called `name`."""
        try:
            self._lists = await self._job(lambda: snapshots(self._review.workspace))
        except IcpError as error:
            complain(self, error)
        self.table.show_frame(rows(self._lists), empty=_EMPTY)
        names = [one.name for one in self._lists]
        self.query_one(KeyFooter).show("lists", "app", without={"back"} if names else {"back", "compare", "export", "delete", "move"})
        if name in names:
            self.table.go_to(names.index(name))
        count = "none yet" if not names else "1 list" if len(names) == 1 else f"{len(names):,} lists, the latest first"
        self.query_one("#lists-title", Static).update(plain(f"Frozen lists: {count}"))
        self._tell()

    def _entry(self) -> Snapshot | None:
        """The list under the cursor."""
        row = self.table.row
        return None if row is None or row >= len(self._lists) else self._lists[row]

    def _sound(self) -> Snapshot | None:
        """The same when it can be used; else that is said."""
        one = self._entry()
        if one is not None and one.trouble:
            toast(self.app, f"{one.name} cannot be used: {one.trouble}", "warning")
            return None
        return one

    @on(RowTable.Highlighted)
    def _tell(self) -> None:
        """The list under the cursor, whole."""
        one, said = self._entry(), self.query_one("#lists-entry", Static)
        said.display = one is not None
        if one is not None:
            said.update(Content("\n").join(told(one)))

    # The actions; the names are those of the command table.

    def action_compare(self) -> None:
        """What changed between it and the list as it stands."""
        one = self._sound()
        if one is not None:
            self.dismiss(one.name)

    def action_freeze(self) -> None:
        """Freeze the list as it stands."""
        self.run_worker(self._freeze(), name=AWAITED, group="lists", exclusive=True)

    async def _freeze(self) -> None:
        made = await freeze_list(self, self._review, self._job)
        if made is not None:
            await self._read(made.name)

    def action_export(self) -> None:
        """Write it into a folder as it was."""
        one = self._sound()
        if one is not None:
            self.run_worker(self._export(one), name=AWAITED, group="lists", exclusive=True)

    async def _export(self, one: Snapshot) -> None:
        about = [f"Every file as it was on {one.as_of}, in a folder of its own; without a folder before it, in {Path.cwd()}.",
                 f"With the files of a preset: icp-tui lists {_quoted(one.name)} --export DIR --preset NAME"]  # fmt: skip
        typed = await self.app.push_screen_wait(
            Prompt(f"Export {one.name} again into", about, value=one.name.replace(" ", "-"), required="Name a folder", check=_wrong)
        )
        if typed is None:
            return
        target = await self._job(lambda: check_folder(typed))
        replace = target.state == "list"
        if replace and not await self.app.push_screen_wait(
            Confirm(f"Replace the list in {target.path.name}?", [target.said], yes="Replace", no="Keep it")
        ):
            toast(self.app, "The list in that folder stays; nothing is written")
            return
        try:
            await self._job(lambda: export_snapshot(one, target.path, force=replace))
        except IcpError as error:
            complain(self, error)
            return
        toast(self.app, f"Wrote {one.name} as it was into {target.path}")

    def action_delete(self) -> None:
        """Delete it for good."""
        one = self._entry()
        if one is not None:
            self.run_worker(self._delete(one), name=AWAITED, group="lists", exclusive=True)

    async def _delete(self, one: Snapshot) -> None:
        about = ["It cannot be brought back. Decisions, profiles and exported folders stay."]
        if not await self.app.push_screen_wait(Confirm(f"Delete the list {one.name}?", about, yes="Delete", no="Keep it")):
            return
        try:
            await self._job(lambda: delete(one))
        except IcpError as error:
            complain(self, error)
        else:
            toast(self.app, f"Deleted {one.name}")
        await self._read()

    def action_close(self) -> None:
        """Back to the list."""
        self.dismiss(None)

    def keys_here(self) -> tuple[str, tuple[Where, ...]]:
        """What help is about."""
        return "The frozen lists", ("lists",)


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


def _wrong(typed: str) -> str:
    """Why nothing can be written there; empty when it can."""
    target = check_folder(typed)
    return f"{target.said} {target.mend}".strip() if target.state == "blocked" else ""
