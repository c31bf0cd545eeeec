"""`icp-tui build`: the whole job without the app."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from icp_tui.commands.context import open_session, progress
from icp_tui.commands.preset_lines import plan_lines, plans_json
from icp_tui.commands.summary import summary_json, summary_lines
from icp_tui.commands.text import say, say_json, wrapped
from icp_tui.errors import visible
from icp_tui.export.folder import check_target
from icp_tui.review.exporting import NO_PRESETS, Exporting
from icp_tui.review.files import write_files
from icp_tui.review.pending_delta import check_pending
from icp_tui.review.session import Session

# Stages shorter than this, in seconds, are not worth a word.
SHORTEST = 0.05


def run(options: Namespace) -> int:
    """Read, cut, score, tier and write; say what came out."""
    target = Path(options.out)
    # Before minutes of work: is there anywhere to put it?
    check_target(target, force=options.force)
    exporting = Exporting.asked(options.preset, [Path(file) for file in options.mapping], options.workspace, only_new=options.only_new)
    session = open_session(options)
    write_session(session, target, options, exporting)
    return 0


def write_session(session: Session, target: Path, options: Namespace, exporting: Exporting = NO_PRESETS) -> None:
    """Write the list of a session into `target`, then print its summary as the options ask."""
    exported = exporting.planned(session)
    check_pending(target, exported)
    plans = [one.plan for one in exported]
    made = write_files(session, target, force=options.force, progress=progress(options), presets=plans)
    forgotten = exporting.remember(session, exported)
    if forgotten:
        print(visible(f"note: {forgotten}"), file=sys.stderr)
    scored = session.scored()
    if options.json:
        summary = summary_json(session, scored, made)
        say_json({**summary, "presets": plans_json(plans)} if plans else summary)
    elif not options.quiet:
        lines = summary_lines(session, scored)
        stages = session.clock.seconds.items()
        spent = ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in stages if seconds >= SHORTEST)
        lines += plan_lines(plans)
        say([*lines, "", *wrapped(f"Written to {target} ({spent})", "")])
