"""`icp-tui demo`: the app on the shipped samples; without a terminal the same list, built into a folder."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from icp_tui.commands.terminal import run_app, terminal_fault
from icp_tui.review.demo import DEMO_DAY, PROFILE, demo_opening
from icp_tui.shipped import shipped

# Where the list goes when nobody says.
FOLDER = "icp-demo"


def run(options: Namespace) -> int:
    """Open the samples in the app, in a workspace that is thrown away."""
    if options.out is None and not options.json and not options.quiet and not terminal_fault():
        return run_app(demo_opening())
    options.out = options.out or FOLDER
    return _build(options)


def _build(options: Namespace) -> int:
    """Build the sample list; a demo list from an earlier run is replaced."""
    # The app starts faster without these.
    from icp_tui.commands.build import write_session  # noqa: PLC0415
    from icp_tui.commands.context import progress  # noqa: PLC0415
    from icp_tui.commands.text import say  # noqa: PLC0415
    from icp_tui.export.folder import check_target  # noqa: PLC0415
    from icp_tui.profile import load_profile  # noqa: PLC0415
    from icp_tui.review.session import Session  # noqa: PLC0415

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
    return 0
