"""Options that several commands share, and what their texts must look like."""

from __future__ import annotations

import argparse
from datetime import date

from icp_tui.errors import visible

LISTS = "account lists: CSV or TSV, Excel or OpenDocument, JSON, Parquet, also compressed; a folder; - for standard input"
ONE_LIST = "any kind of file that a list may be"


def sources(command: argparse.ArgumentParser) -> None:
    """The lists to read, at least one."""
    command.add_argument("sources", nargs="+", metavar="SOURCE", help=LISTS)


def profile(command: argparse.ArgumentParser) -> None:
    """The profile, which must be named."""
    command.add_argument("-p", "--profile", required=True, metavar="PROFILE", help="the profile, a YAML file")


def context(command: argparse.ArgumentParser) -> None:
    """What the list stands on besides its sources: suppression, signals, people, the date, decisions."""
    command.add_argument("--suppress", action="append", default=[], metavar="FILE",
                         help=f"one more list of companies to take off, {ONE_LIST} (repeatable)")  # fmt: skip
    command.add_argument("--signals", action="append", default=[], metavar="FILE",
                         help=f"intent, technology, funding or activity data to add to the accounts, {ONE_LIST} (repeatable)")  # fmt: skip
    command.add_argument("--contacts", action="append", default=[], metavar="FILE",
                         help=f"people who work for the accounts, {ONE_LIST} (repeatable)")  # fmt: skip
    command.add_argument("--as-of", type=_date, default=None, metavar="DATE",
                         help="the date that ages count from (today)")  # fmt: skip
    command.add_argument("--last", metavar="DIR|NAME",
                         help="the earlier list whose members stability holds on to: its folder, or its frozen name (the last frozen one)")  # fmt: skip
    command.add_argument("-w", "--workspace", type=named, metavar="NAME", help="use the decisions of this workspace (a name or a file)")


def reading(command: argparse.ArgumentParser) -> None:
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


def output(command: argparse.ArgumentParser) -> None:
    """How the outcome is told."""
    command.add_argument("--json", action="store_true", help="print JSON instead of text")
    command.add_argument("-q", "--quiet", action="store_true", help="print nothing but problems")


def named(text: str) -> str:
    """A name that is not empty."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the name is empty")
    return text


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{visible(text)!r} is no date; write it as 2026-01-31") from None
