"""`icp-tui`: runs a command and says in a line what ended it. What a command takes is in `command_line`, what it does in `commands/`.

Exit codes: 0 done, 1 a problem with the inputs, 2 wrong usage.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import NoReturn

from icp_tui.command_line import parsed, parsers
from icp_tui.errors import IcpError, visible

DONE, PROBLEM = 0, 1
# What shells use for SIGINT and SIGTERM: 128 and the number of the signal.
STOPPED, TERMINATED = 130, 143


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run a command and leave with its exit code."""
    signal.signal(signal.SIGTERM, _terminated)
    sys.exit(run(sys.argv[1:] if argv is None else argv))


def run(argv: Sequence[str]) -> int:
    """Run a command; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # LANG=C knows no é: a name is then shown with a replacement instead of ending the run.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options = parsed(argv)
    if options.command is None:
        options.command, options.help = "start", parsers()[0].format_help().rstrip()
    try:
        code: int = import_module(f"icp_tui.commands.{options.command}").run(options)
        if sys.stdout is not None:
            sys.stdout.flush()
    except (IcpError, KeyboardInterrupt, OSError, MemoryError) as error:
        return _failed(error)
    return code


def _failed(error: BaseException) -> int:
    """Say in a line what ended the run; the exit code."""
    match error:
        case IcpError():
            said = [str(problem) for problem in error.problems]
        case KeyboardInterrupt():
            print("stopped; no half list is left", file=sys.stderr)
            return STOPPED
        case BrokenPipeError():
            # The reader (head, less) has gone, which is no fault of anybody.
            _hush()
            return DONE
        case OSError():
            place = f"{visible(str(error.filename))}: " if error.filename else ""
            said = [place + visible(error.strerror or str(error)).lower()]
            _hush()
        case _:
            said = ["not enough memory for this list: close other programs or split the file"]
    for line in said:
        print(f"error: {line}", file=sys.stderr)
    return PROBLEM


def _hush() -> None:
    """Let nothing more be printed: what cannot be flushed would be complained about while shutting down."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _terminated(number: int, frame: object) -> NoReturn:
    """SIGTERM ends a run like an error does, so that temporary folders are removed."""
    del number, frame
    raise SystemExit(TERMINATED)
