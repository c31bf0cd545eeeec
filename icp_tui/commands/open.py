"""`icp-tui open`: account lists in the app."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from icp_tui.commands.reading import mendings, reading
from icp_tui.commands.terminal import run_app
from icp_tui.review.opening import Opening


def run(options: Namespace) -> int:
    """Open the lists; without any, the start screen."""
    if not (options.sources or options.profile or options.workspace):
        return run_app(None)
    opening = Opening(
        sources=tuple(Path(source) for source in options.sources),
        profile=Path(options.profile) if options.profile else None,
        workspace=options.workspace,
        suppress=tuple(Path(file) for file in options.suppress),
        as_of=options.as_of,
        reading=reading(options),
        signals=tuple(Path(file) for file in options.signals),
        contacts=tuple(Path(file) for file in options.contacts),
        prefer=tuple(options.prefer),
        last=options.last,
        mendings=mendings(options),
    )
    return run_app(opening)
