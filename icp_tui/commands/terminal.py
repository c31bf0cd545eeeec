"""Is there a terminal for the app? And the app, run in it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from icp_tui.errors import IcpError

if TYPE_CHECKING:
    from icp_tui.review.opening import Opening


def terminal_fault() -> str:
    """Why the app cannot be shown here; empty when it can."""
    # Keys come from stdin, Textual draws on stderr, and stdout tells the size of the window.
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        try:
            there = stream is not None and stream.isatty()
        except ValueError:  # closed
            there = False
        if not there:
            return "the app needs a terminal, and there is none here"
    if os.environ.get("TERM", "") == "dumb":
        return "the app cannot draw in this terminal (TERM is dumb)"
    return ""


def run_app(opening: Opening | None) -> int:
    """Run the app until it is left; its exit code. IcpError when there is no terminal for it."""
    fault = terminal_fault()
    if fault:
        raise IcpError(fault, hint="icp-tui build does the whole job without the app")
    # What follows the cursor is painted with the next frame: at Textual's 60 a second, up to 17 ms later.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    # Textual takes its time to import, and no other command needs it.
    from icp_tui.tui.app import IcpApp  # noqa: PLC0415
    from icp_tui.tui.running import run  # noqa: PLC0415

    return run(IcpApp(opening))
