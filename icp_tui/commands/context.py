"""What the options of a command mean: the files, the date, the decisions, the session."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from icp_tui.commands.reading import mendings, reading
from icp_tui.errors import visible
from icp_tui.profile import load_profile
from icp_tui.review.decisions.decision import Decision, standing
from icp_tui.review.decisions.workspace import Workspace, added_in
from icp_tui.review.last_list import LastLists
from icp_tui.review.session import Session
from icp_tui.sources.given import named, temporary_folder
from icp_tui.sources.step import detail


def as_of(options: Namespace) -> date:
    """The date of the run: --as-of, else today."""
    given: date | None = options.as_of
    return given or date.today()  # noqa: DTZ011 - the person's own day is meant


def open_session(options: Namespace, *, decided: bool = True) -> Session:
    """Read everything that the options name; IcpError with every problem of the first stage that has any.

    Not `decided`: as if nothing were decided in the workspace.
    """
    profile = load_profile(Path(options.profile))
    day = as_of(options)
    log = _Log(options.workspace, day) if options.workspace and decided else None
    with temporary_folder() as folder:
        session = Session.load(
            [*named(options.sources, folder), *(added_in(options.workspace).sources if options.workspace else ())],
            profile,
            day,
            suppress=[Path(file) for file in options.suppress],
            decisions=log,
            where=getattr(options, "where", None),
            reading=reading(options),
            mendings=mendings(options),
            signals=[Path(file) for file in options.signals],
            contacts=[Path(file) for file in options.contacts],
            prefer=options.prefer,
            last=LastLists(options.workspace, getattr(options, "last", None), kept=bool(options.workspace)),
            progress=progress(options),
        )
    session.log = log.read if log else None
    return session


def progress(options: Namespace) -> Callable[[str, float], None] | None:
    """A line on stderr that follows the work, for people who wait; nothing when nobody looks."""
    if options.quiet or sys.stderr is None or not sys.stderr.isatty():
        return None

    def show(doing: str, share: float) -> None:
        end = "\r" if share < 1 else "\x1b[K\r"
        known = f" {far}" if (far := detail(doing)) else ""
        line = visible(f"{doing}{known} {share:4.0%}") if share < 1 else ""
        print(line, end=end, file=sys.stderr, flush=True)

    return show


class _Log:
    """The log of a workspace, read when it is called; `read` is the workspace and its last entry then."""

    def __init__(self, workspace: str, day: date) -> None:
        self._workspace, self._day = workspace, day
        self.read = (workspace, 0)

    def __call__(self) -> Sequence[Decision]:
        with Workspace.open(self._workspace, create=False) as opened:
            for notice in opened.notices:
                print(visible(f"note: {notice}"), file=sys.stderr)
            entries = opened.store.log()
        self.read = (self._workspace, entries[-1].seq if entries else 0)
        return standing(entries, self._day)
