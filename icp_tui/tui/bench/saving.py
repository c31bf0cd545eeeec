"""Saving a tuned profile, and opening it in the person's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.app import SuspendNotSupported
from textual.screen import Screen

from icp_tui.errors import IcpError
from icp_tui.review import recent
from icp_tui.review.opening import Opening
from icp_tui.review.review import Review
from icp_tui.review.tuning import unsaved
from icp_tui.review.tuning.profile_file import file_for, in_place, next_version, save
from icp_tui.review.tuning.tuning import Tuning
from icp_tui.tui.bench.deciding import complain
from icp_tui.tui.key_order import AWAITED
from icp_tui.tui.screens.problems import ProblemsScreen
from icp_tui.tui.screens.prompt import Confirm, Prompt
from icp_tui.tui.toast import toast


class Saving(Screen[Any]):
    """A screen whose tuning can be saved as a file."""

    review: Review
    opening: Opening
    tuning: Tuning
    reread: bool

    async def job(self, what: Callable[[], Any]) -> Any:
        """Run `what` in the review's thread."""
        raise NotImplementedError

    async def start(self) -> None:
        """Begin anew from the review as it is."""
        raise NotImplementedError

    def action_save(self) -> None:
        """Ask for the version and the file, and write it."""
        if not self.tuning.is_changed:
            toast(self.app, "Nothing is turned, so there is nothing to save; ← → turn a number", "warning")
            return
        self.run_worker(self._save(), name=AWAITED, group="save", exclusive=True)

    async def _save(self) -> None:
        saved = self.tuning.saved
        about = ["The numbers change in their places; comments and order stay as they are.", f"Saved now: {saved.version}"]
        version = await self.app.push_screen_wait(
            Prompt("Which version is this?", about, required="A version needs a name", value=next_version(saved.version))
        )
        if version is None:
            return
        target = await self._target(version)
        if target is None:
            return
        tuning = self.tuning

        def write() -> None:
            profile = save(tuning, target, version)
            self.review.saved_as(profile)
            unsaved.drop(self.review.workspace.path, tuning.saved)

        try:
            await self.job(write)
        except IcpError as error:
            complain(self, error)
            return
        self.opening = replace(self.opening, profile=target)
        if not self.opening.throw_away:
            accounts = self.review.session.accounts.frame.height
            recent.remember(self.opening, self.review.saved.icp, accounts, self.review.saved.version)
        await self.start()
        toast(self.app, f"Saved as {target}, version {version}. The list goes on with it.")

    async def _target(self, version: str) -> Path | None:
        """The file that the person wants it in; None when they do not."""
        suggested = file_for(self.tuning.saved, version)
        if self.opening.throw_away:
            # The demo's own profile belongs to the program.
            suggested = Path.cwd() / suggested.name
        old = self.tuning.saved.path
        about = ["Its folder is the old profile's, unless you write another."]
        answer = await self.app.push_screen_wait(
            Prompt("Into which file?", about, suggestions=[str(suggested), *([str(old)] if old else [])],
                   required="The profile needs a file", value=str(suggested))
        )  # fmt: skip
        if answer is None:
            return None
        target = suggested.parent / os.path.expanduser(answer)  # noqa: ASYNC240, PTH111  of a text that may be anything
        if in_place(self.tuning.saved, target):
            about = ["Your own file is changed: only its numbers, comments stay. The old numbers are then in no file."]
            if not await self.app.push_screen_wait(Confirm(f"Replace {target.name}?", about, yes="Replace", no="Leave it")):
                return None
        return target

    def action_edit(self) -> None:
        """The profile's file in the person's own editor."""
        path = self.tuning.saved.path
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if path is None or not editor:
            said = "No editor is set: put EDITOR=nano (or vim, code -w, …) before icp-tui, or edit the file yourself: the list notices"
            toast(self.app, f"{said}. It is {path}" if path else said, "warning")
            return
        try:
            with self.app.suspend():
                subprocess.run([*shlex.split(editor), str(path)], check=False)  # noqa: S603  the person's own editor
        except SuspendNotSupported:
            toast(self.app, f"This terminal cannot be lent to an editor. Edit {path} yourself: the list notices", "warning")
            return
        except (OSError, ValueError) as error:
            toast(self.app, f"{editor} cannot be run: {getattr(error, 'strerror', None) or error}", "error")
            return
        self.run_worker(self.read_again(), group="save", exclusive=True)

    async def read_again(self) -> None:
        """Read the file again, and take what is turned over to it; on problems, show them."""
        try:
            moved = await self.job(self.review.reload_profile)
        except IcpError as error:
            title = "The profile cannot be used as it is now; the list stays as it was"
            if await self.app.push_screen_wait(ProblemsScreen(error.problems, title)) == "reload":
                await self.read_again()
            return
        self.reread = True
        held = unsaved.kept(self.review.workspace.path, self.review.saved)
        if held is not None:
            await self.job(lambda: self.review.tuned(Tuning(self.review.saved, held.changes).profile))
        await self.start()
        toast(self.app, moved.said)
