"""The list of the shipped samples, built into a folder: what `icp-tui demo` does without a terminal."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from icp_tui.commands.build import write_session
from icp_tui.commands.context import progress
from icp_tui.commands.text import say
from icp_tui.export.folder import check_target
from icp_tui.profile import load_profile
from icp_tui.review.demo import DEMO_DAY, PROFILE
from icp_tui.review.session import Session
from icp_tui.shipped import shipped


def build_samples(options: Namespace) -> None:
    """Build the sample list; a demo list from an earlier run is replaced."""
    target = Path(options.out)
    options.force = True
    check_target(target, force=True)
    session = Session.load(
        sorted(shipped("sample_accounts").glob("*.csv")),
        load_profile(shipped("profiles") / PROFILE),
        DEMO_DAY,
        progress=progress(options),
    )
    write_session(session, target, options)
    if not options.quiet and not options.json:
        profile = shipped("profiles") / PROFILE
        # In a checkout the path from here is the one that a person would type.
        said = profile.relative_to(Path.cwd()) if profile.is_relative_to(Path.cwd()) else profile
        say([
            "", "Next: look into the tier files there, then try your own list:", "  icp-tui columns YOUR_LIST.csv",
            f"  icp-tui build YOUR_LIST.csv -p {said} -o my-list",
        ])  # fmt: skip
