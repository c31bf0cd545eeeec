"""`icp-tui columns`: how each header of each source is understood, and what could not be read."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from typing import Any

from icp_tui.commands.context import progress
from icp_tui.commands.reading import mendings, reading
from icp_tui.commands.text import clipped, say, say_json, table
from icp_tui.errors import IcpError, visible
from icp_tui.sources.accounts import Accounts, load_accounts
from icp_tui.sources.given import named, temporary_folder
from icp_tui.sources.mending import Mending, Mendings
from icp_tui.sources.overruling import absent
from icp_tui.sources.people_list import people_list
from icp_tui.sources.reading import Reading
from icp_tui.sources.report import HeaderReport, SourceReport, dialect_words
from icp_tui.sources.unknown_texts import mend

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
_SAMPLE = 16


def run(options: Namespace) -> int:
    """Read the sources and print what was understood; remember or forget how they are to be read."""
    given = reading(options)
    remembered = Mendings.kept(as_found=True) if options.forget else mendings(options)
    if options.remember and not _mending(given):
        hint = "say what to remember with --map, --dialect, --day-first or --month-first"
        raise IcpError("--remember has nothing to remember", hint=hint)
    with temporary_folder() as folder:
        sources = named(options.sources, folder)
        readings = dict.fromkeys(sources, given)
        loaded = load_accounts(sources, readings=readings, mendings=remembered, prefer=options.prefer, progress=progress(options))
    said = [*_remembered(loaded, given, remembered)] if options.remember else []
    said += _forgotten(loaded, remembered) if options.forget else []
    if options.json:
        say_json([_json(one) for one in loaded.sources])
    elif not options.quiet:
        say([*columns_lines(loaded), *(f"  - {visible(one)}" for one in said)])
    return 0


def _mending(given: Reading) -> Mending:
    """What the options say about headers."""
    return Mending(given.dialect, given.overrides, given.day_first)


def _remembered(loaded: Accounts, given: Reading, kept: Mendings) -> list[str]:
    """Remember what the options say for the headers of each source that has them; what is to be said of it."""
    said: dict[str, None] = {}
    for one in loaded.sources:
        headers = [header.header for header in one.headers]
        gone = set(absent(given, headers))
        mending = Mending(
            given.dialect,
            {header: field for header, field in given.overrides.items() if header not in gone},
            {header: first for header, first in given.day_first.items() if header not in gone},
            one.path.name,
        )
        if mending:
            whole = (one.mending or Mending()).joined(mending)
            failed = kept.remember(one.fingerprint, whole, headers)
            said[failed or f"remembered for lists with the headers of {one.path.name}: {whole}"] = None
    return list(said)


def _forgotten(loaded: Accounts, kept: Mendings) -> list[str]:
    """Forget what was remembered for the headers of the sources; what is to be said of it."""
    before = Mendings(kept.path)
    said: dict[str, None] = {}
    for one in loaded.sources:
        mending = before.of(one.fingerprint)
        if mending is None:
            said[f"nothing is remembered for lists with the headers of {one.path.name}"] = None
        else:
            failed = before.forget(one.fingerprint)
            said[failed or f"forgotten for lists with the headers of {one.path.name}: {mending}"] = None
    return list(said)


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
    read = [dialect_words(one.dialect)]
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
    titles = ("header", "understood as", "filled", "samples", "not understood")
    lines += table([titles, *(_header(header, good) for header in one.headers)], right=[2])
    for field, counts in one.unknown.items():
        lines += _unknown(field, counts)
    lines += [f"  - {visible(note)}" for note in (*people_list(one), *one.notes)]
    return lines


def _unknown(field: str, counts: tuple[tuple[str, int], ...]) -> list[str]:
    """What the vocabulary of a field does not know, by frequency, and how to add it."""
    shown = ", ".join(f"{clipped(text, 40)} ({count:,})" for text, count in counts)
    how = mend(field, [text for text, _ in counts])
    return [f"  not in the vocabulary of {field}: {shown}", *(f"    {visible(line)}" for line in how)]


def _header(header: HeaderReport, rows: int) -> tuple[str, str, str, str, str]:
    filled = f"{header.filled / rows:.0%}" if rows else ""
    missed = header.filled - header.understood
    examples = ", ".join(f"{clipped(cell, 24)!r} x{count:,}" for cell, count in header.examples[:3])
    return (
        clipped(header.header, 40),
        header.field or ("(left out: personal)" if header.personal else "(kept as it is)"),
        filled,
        "; ".join(clipped(cell, _SAMPLE) for cell in header.samples),
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
        "unknown": {field: [list(pair) for pair in counts] for field, counts in one.unknown.items()},
        "mending": str(one.mending) if one.mending else None,
        "notes": list(one.notes),
    }
