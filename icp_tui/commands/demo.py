"""`icp-tui demo`: the app on the shipped samples; without a terminal the same list, built into a folder."""

from __future__ import annotations

from argparse import Namespace

from icp_tui.commands.terminal import run_app, terminal_fault
from icp_tui.review.demo import demo_opening

# Where the list goes when nobody says.
FOLDER = "icp-demo"


def run(options: Namespace) -> int:
    """Open the samples in the app, in a workspace that is thrown away."""
    if options.out is None and not options.json and not options.quiet and not terminal_fault():
        return run_app(demo_opening())
    # The app starts faster without what builds a list.
    from icp_tui.commands.sample_list import build_samples  # noqa: PLC0415

    options.out = options.out or FOLDER
    build_samples(options)
    return 0
