"""Asks for a name and freezes the list under it, from the list or from the screen of frozen lists."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from icp_tui.errors import IcpError
from icp_tui.review.by_profile import not_saved
from icp_tui.review.export_target import sentences
from icp_tui.review.review import Review
from icp_tui.review.snapshots import Snapshot, checked_name, free_name, said, snapshot_like
from icp_tui.tui.job import Job
from icp_tui.tui.screens.prompt import Confirm, Prompt
from icp_tui.tui.toast import toast

_ABOUT = "The list is kept as it stands, with its profile: to compare later ones with it, and to export it again as it was."
_THROW_AWAY = "This is the demo: it is kept only until you leave."


async def freeze_list(screen: Screen[Any], review: Review, job: Job) -> Snapshot | None:
    """Freeze the list of a review under a name that the person gives; None when they do not, or it is refused."""
    if review.is_tuned:
        toast(screen.app, " ".join(sentences(not_saved())), "warning")
        return None
    try:
        suggested = await job(lambda: free_name(review.workspace, review.session.profile.version))
        about = [_ABOUT, *([] if review.workspace.is_kept else [_THROW_AWAY])]
        prompt = Prompt("Freeze the list as", about, value=suggested, required="Give it a name, such as 2026-Q4", check=_wrong)
        name = await screen.app.push_screen_wait(prompt)
        if name is None:
            return None
        taken = await job(lambda: snapshot_like(review.workspace, name))
        if taken is not None and not await screen.app.push_screen_wait(_replacing(taken)):
            toast(screen.app, f"{taken.name} stays as it is; nothing is frozen")
            return None
        toast(screen.app, f"Freezing the list as {name}...")
        made: Snapshot = await job(lambda: review.freeze(name, force=taken is not None))
    except IcpError as error:
        toast(screen.app, "\n".join(str(problem) for problem in error.problems), "error")
        return None
    toast(screen.app, f"Frozen as {made.name}{said(made)}. O shows the frozen lists.")
    return made


def _replacing(taken: Snapshot) -> Confirm:
    held = f"It holds{said(taken)}" if said(taken) else "It is damaged and cannot be used"
    return Confirm(f"Replace the list {taken.name}?", [held.replace("holds:", "holds") + "."], yes="Replace", no="Keep it")


def _wrong(name: str) -> str:
    """What is wrong with a name, in a sentence; empty when nothing is."""
    try:
        checked_name(name)
    except IcpError as error:
        return " ".join(sentences(error))
    return ""
