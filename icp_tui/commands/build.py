"""`icp-tui build`: the whole job without the app."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from icp_tui.commands.context import open_session, progress
from icp_tui.commands.summary import summary_json, summary_lines
from icp_tui.commands.text import say, say_json, wrapped
from icp_tui.export.folder import check_target
from icp_tui.review.files import write_files
from icp_tui.review.session import Session

# Stages shorter than this, in seconds, are not worth a word.
SHORTEST = 0.05


def run(options: Namespace) -> int:
    """Read, cut, score, tier and write; say what came out."""
    target = Path(options.out)
    # Before minutes of work: is there anywhere to put it?
    check_target(target, force=options.force)
    session = open_session(options)
    write_session(session, target, options)
    return 0


def write_session(session: Session, target: Path, options: Namespace) -> None:
    """Write the list of a session into `target`, then print its summary as the options ask."""
    made = write_files(session, target, force=options.force, progress=progress(options))
    scored = session.scored()
    if options.json:
        say_json(summary_json(session, scored, made))
    elif not options.quiet:
        lines = summary_lines(session, scored)
        stages = session.clock.seconds.items()
        spent = ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in stages if seconds >= SHORTEST)
        say([*lines, "", *wrapped(f"Written to {target} ({spent})", "")])
