"""`icp-tui columns`: how each header of each source is understood, and what could not be read."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from typing import Any

from icp_tui.commands.context import progress
from icp_tui.commands.reading import reading
from icp_tui.commands.text import clipped, say, say_json, table
from icp_tui.errors import visible
from icp_tui.sources.accounts import Accounts, load_accounts
from icp_tui.sources.given import named, temporary_folder
from icp_tui.sources.report import HeaderReport, SourceReport

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}


def run(options: Namespace) -> int:
    """Read the sources and print what was understood."""
    with temporary_folder() as folder:
        sources = named(options.sources, folder)
        loaded = load_accounts(sources, readings=dict.fromkeys(sources, reading(options)), progress=progress(options))
    if options.json:
        say_json([_json(one) for one in loaded.sources])
    elif not options.quiet:
        say(columns_lines(loaded))
    return 0


def columns_lines(loaded: Accounts) -> list[str]:
    """The report on all sources as lines of text."""
    lines: list[str] = []
    for one in loaded.sources:
        lines += [*_source_lines(one), ""]
    rejected = loaded.rejected.height
    lines.append(
        f"{loaded.rows_in:,} rows in = {loaded.frame.height:,} accounts + {loaded.duplicates.height:,} duplicates"
        f" + {rejected:,} rejected",
    )
    lines += [f"  - {visible(note)}" for note in loaded.notes]
    return lines


def _source_lines(one: SourceReport) -> list[str]:
    read = [f"dialect {one.dialect}"]
    if one.encoding:
        read.append(one.encoding)
    if one.delimiter:
        read.append(f"{_DELIMITERS.get(one.delimiter, one.delimiter)}-separated")
    lines = [visible(f"{one.path}: {one.rows:,} rows ({', '.join(read)})")]
    lines += [f"  read as: {visible(said)}" for said in one.evidence]
    lines += [f"  ? {visible(said)}" for said in one.doubts]
    if one.rejected:
        lines.append(f"  {one.rejected:,} rows rejected")
    good = one.rows - one.rejected
    rows = [("header", "understood as", "filled", "not understood"), *(_header(header, good) for header in one.headers)]
    lines += table(rows, right=[2])
    lines += [f"  - {visible(note)}" for note in one.notes]
    return lines


def _header(header: HeaderReport, rows: int) -> tuple[str, str, str, str]:
    filled = f"{header.filled / rows:.0%}" if rows else ""
    missed = header.filled - header.understood
    examples = ", ".join(f"{clipped(cell, 24)!r} x{count:,}" for cell, count in header.examples[:3])
    return (
        clipped(header.header, 40),
        header.field or "(kept as it is)",
        filled,
        f"{missed:,}: {examples}" if missed else "",
    )


def _json(one: SourceReport) -> dict[str, Any]:
    return {
        "path": str(one.path),
        "sha256": one.sha256,
        "rows": one.rows,
        "rejected": one.rejected,
        "dialect": one.dialect,
        "evidence": list(one.evidence),
        "doubts": list(one.doubts),
        "fingerprint": one.fingerprint,
        "encoding": one.encoding,
        "delimiter": one.delimiter,
        "headers": [asdict(header) for header in one.headers],
        "notes": list(one.notes),
    }
