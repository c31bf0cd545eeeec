"""The command line: what each command takes. What a command does is in `commands/`, loaded when asked for.

Exit codes: 0 done, 1 a problem with the inputs, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import NoReturn

from icp_tui import __version__
from icp_tui.errors import IcpError, visible

DONE, PROBLEM, USAGE = 0, 1, 2
_LISTS = "account lists: CSV or TSV, Excel or OpenDocument, JSON, Parquet, also compressed; a folder; - for standard input"
_ONE_LIST = "any kind of file that a list may be"
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
        if stream is not None:
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
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


def parsed(argv: Sequence[str]) -> argparse.Namespace:
    """The options of a command line. Sources and options may come in any order: `build a.csv -p x.yaml b.csv`."""
    top, commands = parsers()
    for word in argv:
        # Bytes that are no text in this locale; neither Polars nor JSON can hold them.
        if any("\ud800" <= letter <= "\udfff" for letter in word):
            top.error(f"{word!a} is no text in this system's encoding; rename the file")
    if not argv or argv[0] not in commands:
        return top.parse_args(argv)
    options = commands[argv[0]].parse_intermixed_args(argv[1:])
    options.command = argv[0]
    return options


def parsers() -> tuple[argparse.ArgumentParser, Mapping[str, argparse.ArgumentParser]]:
    """The parser of the whole command line, and that of each command."""
    top = _Parser(
        prog="icp-tui",
        description="Cut, score, tier and export account lists with an Ideal Customer Profile.",
        epilog="Start with: icp-tui demo",
    )
    top.add_argument("--version", action="version", version=f"icp-tui {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    demo = commands.add_parser("demo", help="try the app on shipped sample accounts; nothing is kept")
    demo.add_argument("-o", "--out", metavar="DIR",
                      help="build the sample list into DIR instead; without a terminal that happens in ./icp-demo")  # fmt: skip
    _output(demo)

    opened = commands.add_parser("open", help="open account lists in the app")
    opened.add_argument("sources", nargs="*", metavar="SOURCE", help=_LISTS)
    opened.add_argument("-p", "--profile", metavar="PROFILE", help="the profile, a YAML file; asked for without it")
    _reading(opened)
    _context(opened)

    build = commands.add_parser("build", help="cut, score and tier account lists, and write the tier files")
    _sources(build)
    _reading(build)
    _profile(build)
    build.add_argument("-o", "--out", required=True, metavar="DIR", help="the folder to write the list into")
    build.add_argument("--force", action="store_true", help="replace the list that DIR holds")
    build.add_argument("--where", metavar="SQL", help="only accounts that meet this, such as \"country = 'US'\"")
    _context(build)
    _output(build)

    explain = commands.add_parser("explain", help="one account: its points, bucket, reason and what would move it up")
    _sources(explain)
    _reading(explain)
    _profile(explain)
    explain.add_argument("account", metavar="ACCOUNT", help="its domain, account_key or name")
    _context(explain)
    _output(explain)

    check = commands.add_parser("check", help="every problem of a profile; with sources, what each part of it does")
    check.add_argument("profile", metavar="PROFILE", help="the profile, a YAML file")
    check.add_argument("sources", nargs="*", metavar="SOURCE", help=f"to try it on: {_LISTS}")
    _reading(check)
    _context(check)
    _output(check)

    columns = commands.add_parser("columns", help="how each header of a list is understood")
    _sources(columns)
    _reading(columns)
    kept = columns.add_mutually_exclusive_group()
    kept.add_argument("--remember", action="store_true",
                      help="read every list with these headers so from now on (--map, --dialect, --day-first, ...)")  # fmt: skip
    kept.add_argument("--forget", action="store_true",
                      help="forget what is remembered for lists with these headers, and show them as found")  # fmt: skip
    _output(columns)

    commands.add_parser("schema", help="the JSON Schema of the profile, for editors")
    return top, commands.choices


class _Parser(argparse.ArgumentParser):
    """Wrong usage in the same words as every other problem."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where the help is; exit code 2."""
        plain = message.replace("argument COMMAND: invalid choice", "no such command")
        print(f"error: {visible(plain)} ({self.prog} --help shows the usage)", file=sys.stderr)
        raise SystemExit(USAGE)


def _sources(command: argparse.ArgumentParser) -> None:
    command.add_argument("sources", nargs="+", metavar="SOURCE", help=_LISTS)


def _profile(command: argparse.ArgumentParser) -> None:
    command.add_argument("-p", "--profile", required=True, metavar="PROFILE", help="the profile, a YAML file")


def _context(command: argparse.ArgumentParser) -> None:
    command.add_argument("--suppress", action="append", default=[], metavar="FILE",
                         help=f"one more list of companies to take off, {_ONE_LIST} (repeatable)")  # fmt: skip
    command.add_argument("--signals", action="append", default=[], metavar="FILE",
                         help=f"intent, technology, funding or activity data to add to the accounts, {_ONE_LIST} (repeatable)")  # fmt: skip
    command.add_argument("--as-of", type=_date, default=None, metavar="DATE",
                         help="the date that ages count from (today)")  # fmt: skip
    command.add_argument("-w", "--workspace", type=_named, metavar="NAME", help="use the decisions of this workspace (a name or a file)")


def _reading(command: argparse.ArgumentParser) -> None:
    """How every source of the command is to be read, where the file is not understood as it should be."""
    given = command.add_argument_group("reading", "for what a file does not say right by itself")
    given.add_argument("--encoding", metavar="NAME", help="such as utf-8, cp1252, utf-16")
    given.add_argument("--delimiter", type=_delimiter, metavar="CHARACTER", help="a character, or tab")
    given.add_argument("--header-row", type=_row, metavar="N", help="the row of the file that holds the headers, from 1")
    given.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook")
    given.add_argument("--dialect", metavar="NAME", help="the tool that the list came from, such as hubspot")
    given.add_argument("--prefer", action="append", default=[], metavar="FILE",
                       help="the source that counts where sources disagree, or field=FILE for one field (repeatable)")  # fmt: skip
    given.add_argument("--map", action="append", default=[], type=_mapped, metavar="HEADER=FIELD",
                       help="what a header is: 'Umsatz=revenue', or nothing after = for no field (repeatable)")  # fmt: skip
    given.add_argument("--day-first", action="append", default=[], metavar="HEADER",
                       help="dates such as 3/4/2024 under this header are 3 April (repeatable)")  # fmt: skip
    given.add_argument("--month-first", action="append", default=[], metavar="HEADER",
                       help="dates such as 3/4/2024 under this header are March 4 (repeatable)")  # fmt: skip
    given.add_argument("--as-found", action="store_true",
                       help="leave aside what is remembered of how lists with these headers are to be read")  # fmt: skip


def _delimiter(text: str) -> str:
    named = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "\\t": "\t"}.get(text.lower(), text)
    if len(named) != 1:
        raise argparse.ArgumentTypeError(f"{visible(text)!r} is not one character; write , or ; or | or tab")
    return named


def _row(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{visible(text)!r} is no row; rows count from 1")
    return int(text)


def _mapped(text: str) -> tuple[str, str | None]:
    header, equals, field = text.rpartition("=")
    if not equals or not header.strip():
        raise argparse.ArgumentTypeError(f"{visible(text)!r} is no mapping; write 'Header=field'")
    return header.strip(), field.strip() or None


def _output(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON instead of text")
    command.add_argument("-q", "--quiet", action="store_true", help="print nothing but problems")


def _named(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("the name is empty")
    return text


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{visible(text)!r} is no date; write it as 2026-01-31") from None
