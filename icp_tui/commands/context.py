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
from icp_tui.review.decisions.decision import Decision
from icp_tui.review.decisions.workspace import Workspace, added_in
from icp_tui.review.session import Session
from icp_tui.sources.given import named, temporary_folder
from icp_tui.sources.step import detail


def as_of(options: Namespace) -> date:
    """The date of the run: --as-of, else today."""
    given: date | None = options.as_of
    return given or date.today()  # noqa: DTZ011 - the person's own day is meant


def open_session(options: Namespace) -> Session:
    """Read everything that the options name; IcpError with every problem of the first stage that has any."""
    profile = load_profile(Path(options.profile))
    day = as_of(options)
    with temporary_folder() as folder:
        return Session.load(
            [*named(options.sources, folder), *(added_in(options.workspace).sources if options.workspace else ())],
            profile,
            day,
            suppress=[Path(file) for file in options.suppress],
            decisions=_decided(options.workspace, day) if options.workspace else None,
            where=getattr(options, "where", None),
            reading=reading(options),
            mendings=mendings(options),
            signals=[Path(file) for file in options.signals],
            prefer=options.prefer,
            progress=progress(options),
        )


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


def _decided(workspace: str, day: date) -> Callable[[], Sequence[Decision]]:
    def standing() -> Sequence[Decision]:
        with Workspace.open(workspace, create=False) as opened:
            for notice in opened.notices:
                print(visible(f"note: {notice}"), file=sys.stderr)
            return opened.store.standing(day)

    return standing
