"""`icp-tui` alone: the app with its start screen; without a terminal, the help."""

from __future__ import annotations

from argparse import Namespace

from icp_tui.commands.terminal import run_app, terminal_fault


def run(options: Namespace) -> int:
    """Open the start screen; `options.help` says what there is besides."""
    if terminal_fault():
        print(options.help)
        return 0
    return run_app(None)
