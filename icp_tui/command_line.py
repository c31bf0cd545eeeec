"""The command line: what each command takes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import NoReturn

from icp_tui import __version__
from icp_tui.errors import visible
from icp_tui.options import LISTS, ONE_LIST, context, named, output, profile, reading, sources

USAGE = 2


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
    output(demo)

    opened = commands.add_parser("open", help="open account lists in the app")
    opened.add_argument("sources", nargs="*", metavar="SOURCE", help=LISTS)
    opened.add_argument("-p", "--profile", metavar="PROFILE", help="the profile, a YAML file; asked for without it")
    reading(opened)
    context(opened)

    build = commands.add_parser("build", help="cut, score and tier account lists, and write the tier files")
    sources(build)
    reading(build)
    profile(build)
    build.add_argument("-o", "--out", required=True, metavar="DIR", help="the folder to write the list into")
    build.add_argument("--force", action="store_true", help="replace the list that DIR holds")
    build.add_argument("--preset", type=named, action="append", default=[], metavar="NAME",
                       help="also write the files that this tool loads, such as hubspot-companies; see icp-tui presets (repeatable)")  # fmt: skip
    build.add_argument("--mapping", action="append", default=[], metavar="FILE",
                       help="your own headers, values and owners for a preset, a YAML file (repeatable)")  # fmt: skip
    build.add_argument("--only-new", action="store_true",
                       help="with -w: only the accounts that are new in their tier since the last export of the preset, and a file of those who left")  # fmt: skip
    build.add_argument("--where", metavar="SQL", help="only accounts that meet this, such as \"country = 'US'\"")
    context(build)
    output(build)

    _kept_lists(commands)

    explain = commands.add_parser("explain", help="one account: its points, bucket, reason and what would move it up")
    sources(explain)
    reading(explain)
    profile(explain)
    explain.add_argument("account", metavar="ACCOUNT", help="its domain, account_key or name")
    context(explain)
    output(explain)

    check = commands.add_parser("check", help="every problem of a profile; with sources, what each part of it does")
    check.add_argument("profile", metavar="PROFILE", help="the profile, a YAML file")
    check.add_argument("sources", nargs="*", metavar="SOURCE", help=f"to try it on: {LISTS}")
    reading(check)
    context(check)
    output(check)

    columns = commands.add_parser("columns", help="how each header of a list is understood")
    sources(columns)
    reading(columns)
    kept = columns.add_mutually_exclusive_group()
    kept.add_argument("--remember", action="store_true",
                      help="read every list with these headers so from now on (--map, --dialect, --day-first, ...)")  # fmt: skip
    kept.add_argument("--forget", action="store_true",
                      help="forget what is remembered for lists with these headers, and show them as found")  # fmt: skip
    output(columns)

    _presets(commands)
    _sales(commands)

    commands.add_parser("schema", help="the JSON Schema of the profile, for editors")
    return top, commands.choices


def _presets(commands: argparse._SubParsersAction[_Parser]) -> None:
    """What lists can be written for."""
    presets = commands.add_parser("presets", help="the tools that lists can be written for, and what each needs")
    presets.add_argument("name", nargs="?", metavar="NAME", help="show everything about this preset")
    presets.add_argument("--check", nargs="?", const="", metavar="FILE",
                         help="check your own presets and mappings, or this file")  # fmt: skip
    output(presets)


def _sales(commands: argparse._SubParsersAction[_Parser]) -> None:
    """The round trip with the reps."""
    sheet = commands.add_parser("sheet", help="write a workbook for each rep, to be answered and read back by decide")
    sources(sheet)
    reading(sheet)
    profile(sheet)
    sheet.add_argument("--per", choices=["owner"], default="owner", help="whose sheets: one for each owner (the only way so far)")
    sheet.add_argument("--tiers", action="append", default=[], metavar="A,B", help="the tiers to put in (the first two)")
    sheet.add_argument("-o", "--out", required=True, metavar="DIR", help="the folder to write the sheets into")
    sheet.add_argument("--force", action="store_true", help="replace the sheets that DIR holds, unless they hold answers")
    context(sheet)
    output(sheet)

    decide = commands.add_parser("decide", help="read the answers of reps back as decisions, all or none")
    decide.add_argument("files", nargs="*", metavar="FILE", help="sheets that reps have answered: XLSX, or CSV saved from it")
    decide.add_argument("-p", "--profile", metavar="PROFILE", help="with --on: show what would move on this list")
    decide.add_argument("--on", nargs="+", action="extend", default=[], metavar="SOURCE", help=f"the list that the answers are for, {ONE_LIST} (repeatable)")
    decide.add_argument("--dry-run", action="store_true", help="show what would be decided, and decide nothing")
    decide.add_argument("-y", "--yes", action="store_true", help="decide without asking")
    decide.add_argument("--author", type=named, metavar="NAME", help="who decided, where it is not the owner whose sheet it is")
    decide.add_argument("--undo", action="store_true", help="take back the sheets that you read in last")
    reading(decide)
    context(decide)
    output(decide)


def _kept_lists(commands: argparse._SubParsersAction[_Parser]) -> None:
    """The commands about lists that are kept under a name, or in a folder."""
    frozen = commands.add_parser("freeze", help="store a list under a name in the workspace, whole and as it is")
    frozen.add_argument("name", metavar="NAME", help="what to call it, such as 2026-Q4")
    frozen.add_argument("sources", nargs="*", metavar="SOURCE", help=LISTS)
    frozen.add_argument("-p", "--profile", metavar="PROFILE", help="the profile, a YAML file")
    frozen.add_argument("--from", dest="from_", metavar="DIR", help="freeze the list that build has written into DIR instead")
    frozen.add_argument("--force", action="store_true", help="replace the list of that name")
    frozen.add_argument("--where", metavar="SQL", help="only accounts that meet this, such as \"country = 'US'\"")
    reading(frozen)
    context(frozen)
    output(frozen)

    lists = commands.add_parser("lists", help="the frozen lists of a workspace: show, export again, delete")
    lists.add_argument("name", nargs="?", metavar="NAME", help="show this one in full")
    lists.add_argument("-w", "--workspace", type=named, metavar="NAME", help="the workspace (a name or a file), default without it")
    lists.add_argument("--export", metavar="DIR", help="write the list into DIR as it was when it was frozen")
    lists.add_argument("--force", action="store_true", help="replace the list that DIR holds")
    lists.add_argument("--preset", type=named, action="append", default=[], metavar="NAME",
                       help="with --export: also write the files that this tool loads (repeatable)")  # fmt: skip
    lists.add_argument("--mapping", action="append", default=[], metavar="FILE",
                       help="your own headers, values and owners for a preset, a YAML file (repeatable)")  # fmt: skip
    lists.add_argument("--delete", metavar="NAME", help="delete this one for good; asks first")
    lists.add_argument("--yes", action="store_true", help="delete without asking")
    output(lists)

    verify = commands.add_parser("verify", help="make a list again from its receipt: does every file match?")
    verify.add_argument("folder", metavar="DIR", help="the folder of a list, as build or freeze wrote it")
    output(verify)

    diff = commands.add_parser("diff", help="who moved between two lists, and why")
    diff.add_argument("old", metavar="OLD", help="the earlier list: a folder that build wrote, its receipt.json, or a snapshot's name with -w")
    diff.add_argument("new", metavar="NEW", help="the later list, named likewise")
    diff.add_argument("-w", "--workspace", type=named, metavar="NAME", help="the workspace that holds the snapshots (a name or a file)")
    diff.add_argument("-o", "--out", metavar="FILE", help="write every move into this CSV file")
    diff.add_argument("--force", action="store_true", help="replace that file")
    output(diff)


class _Parser(argparse.ArgumentParser):
    """Wrong usage in the same words as every other problem."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where the help is; exit code 2."""
        plain = message.replace("argument COMMAND: invalid choice", "no such command")
        print(f"error: {visible(plain)} ({self.prog} --help shows the usage)", file=sys.stderr)
        raise SystemExit(USAGE)
