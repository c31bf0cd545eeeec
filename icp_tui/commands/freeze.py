"""`icp-tui freeze`: store a list under a name in the workspace, made anew or from a folder that build wrote."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from icp_tui.commands.context import open_session, progress
from icp_tui.commands.lists import list_json, tiers_words
from icp_tui.commands.text import say, say_json, wrapped
from icp_tui.errors import IcpError, did_you_mean, visible
from icp_tui.review.decisions.workspace import DEFAULT, Workspace, names, path_of
from icp_tui.review.snapshot_files import freeze_folder
from icp_tui.review.snapshots import Snapshot, freeze, lists_folder, new_place, read_receipt


def run(options: Namespace) -> int:
    """Freeze, and say what was frozen and where."""
    _check(options)
    options.workspace = options.workspace or _workspace_of(options.from_) or DEFAULT
    fresh = _said_of_new(options.workspace)
    # A list may be the first thing that a workspace holds.
    with Workspace.open(options.workspace) as workspace:
        for notice in workspace.notices:
            print(visible(f"note: {notice}"), file=sys.stderr)
    # Before minutes of work: is the name free?
    new_place(options.workspace, options.name, force=options.force)
    if options.from_ is not None:
        made = freeze_folder(Path(options.from_), options.workspace, options.name, force=options.force)
    else:
        session = open_session(options)
        made = freeze(session, options.workspace, options.name, force=options.force, progress=progress(options))
    if options.json:
        say_json(list_json(made))
    elif not options.quiet:
        say([*_lines(made, options.workspace), *fresh])
    return 0


def _workspace_of(folder: str | None) -> str | None:
    """The workspace that the list in a folder was built with, where it is still there."""
    named = read_receipt(Path(folder))["decisions"].get("workspace") if folder is not None else None
    try:
        return named if isinstance(named, str) and path_of(named).exists() else None
    except IcpError:
        return None


def _said_of_new(workspace: str) -> list[str]:
    """That a workspace begins here: its name may be a slip."""
    if workspace == DEFAULT or path_of(workspace).exists() or lists_folder(workspace).exists():
        return []
    near = did_you_mean(workspace, names())
    return wrapped(f"{workspace} is a new workspace{f' ({near})' if near else ''}.", "")


def _check(options: Namespace) -> None:
    if options.from_ is not None and (options.sources or options.profile):
        raise IcpError("--from freezes a list that is built already", hint="leave the account lists and -p out, or --from")
    if options.from_ is None and not (options.sources and options.profile):
        raise IcpError("nothing to freeze", hint="name account lists and -p PROFILE, or --from DIR for a list that is built")


def _lines(made: Snapshot, workspace: str) -> list[str]:
    return [
        f"Frozen as {made.name} in workspace {workspace}: {made.edition} as of {made.as_of}, {int(made.receipt['rows']['accounts']):,} accounts,"
        f" {tiers_words(made)}",
        *wrapped(made.unkept, ""),
        f"icp-tui lists -w {workspace} shows the lists of this workspace.",
    ]
