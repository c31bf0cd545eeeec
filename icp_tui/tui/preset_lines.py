"""The page of a preset before it is exported, as lines: what speaks against it, what changed, its files, its first rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl
from textual.content import Content

from icp_tui.export.preset_plan import Finding, PlannedFile
from icp_tui.review.preset_exports import PresetExport
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.wrapping import cell, hanging

HEADING = "bold $text-primary"
_MUTED = "$foreground-muted"
# Accounts that are named, rows that are shown, and columns and letters of each that one looks at.
_NAMED, _ROWS, _COLUMNS, _LETTERS = 5, 3, 40, 80
_NARROWEST = 12


def preset_lines(made: PresetExport, width: int) -> Iterator[Content]:
    """All lines for a width."""
    plan = made.plan
    yield plain(plan.preset.title, HEADING)
    if plan.refusals:
        yield plain("Cannot be written", "bold $text-error")
        yield from _findings(plan.refusals, " ✗ ", "bold $text-error", width)
        yield plain("p leaves this preset out; nothing is written while it is among those chosen.", _MUTED)
        yield Content()
    if made.since is not None or not plan.refusals:
        yield from _changes(made, width)
    if plan.files:
        yield plain("Files", HEADING)
        yield from _files(plan.files, width)
        if plan.preset.about:
            yield hanging(Content(" "), plain(plan.preset.about, _MUTED), width)
        yield Content()
    if plan.warnings or plan.notes:
        notes = [Finding(note) for note in plan.notes if note != made.changes]
        if plan.warnings or notes:
            yield plain("Worth a look", HEADING)
            yield from _findings([*plan.warnings, *notes], " ! ", "bold $text-warning", width)
            yield Content()
    for file in _shown(plan.files):
        yield from _first_rows(file, width)
        yield Content()


def _findings(findings: Sequence[Finding], mark: str, style: str, width: int) -> Iterator[Content]:
    for one in findings:
        yield hanging(plain(mark, style), plain(str(one.in_app())), width)


def _changes(made: PresetExport, width: int) -> Iterator[Content]:
    yield plain("Since the last export", HEADING)
    yield hanging(Content(" "), plain(made.changes), width)
    if made.since is not None:
        tier = min(max(map(len, [*made.new["tier"], *made.since.removed["was"]]), default=0) + 2, _NARROWEST)
        came = [
            Content.assemble(cell(row["tier"], tier), cell(clipped(row["name"], _LETTERS), width // 2), plain(f" from {row['was']}" if row["was"] else "", _MUTED))
            for row in made.new.head(_NAMED).iter_rows(named=True)
        ]
        yield from _listed(" + ", "$text-success", came, made.new.height)
        removed = made.since.removed
        names = removed.head(_NAMED).select("was", "now", pl.coalesce("name", "domain", "account_key").alias("name"))
        went = [
            Content.assemble(cell(row["was"], tier), cell(clipped(row["name"], _LETTERS), width // 2), plain(f" now {row['now']}", _MUTED))
            for row in names.iter_rows(named=True)
        ]
        yield from _listed(" - ", "$text-error", went, removed.height)
    now, then = (
        ("Only what is new is written, with a file of those who left.", "n writes every account.")
        if made.only_new
        else ("Every account of the tiers is written.", "n writes only what is new, and who left.")
    )
    yield hanging(Content(" "), Content.assemble(plain(now, "bold" if made.only_new else ""), plain(f" {then}", _MUTED)), width)
    yield Content()


def _listed(mark: str, style: str, lines: Sequence[Content], total: int) -> Iterator[Content]:
    for line in lines:
        yield Content.assemble(plain(mark, style), line)
    if total > len(lines):
        yield plain(f"   and {total - len(lines):,} more", _MUTED)


def _files(files: Sequence[PlannedFile], width: int) -> Iterator[Content]:
    rows = [f"{one.frame.height:,} {'row' if one.frame.height == 1 else 'rows'}" for one in files]
    longest = min(max(len(one.name) for one in files), max(width - max(map(len, rows)) - 4, _NARROWEST))
    for one, count in zip(files, rows, strict=True):
        yield Content.assemble(" ", cell(one.name, longest), "  ", cell(count, max(map(len, rows)), right=True))


def _shown(files: Sequence[PlannedFile]) -> list[PlannedFile]:
    """The first file, and that of those who left."""
    return [*files[:1], *(one for one in files[1:] if "_removed_" in one.name)]


def _first_rows(file: PlannedFile, width: int) -> Iterator[Content]:
    """A line for each header, with the first cells beside it as they are written."""
    yield hanging(plain("First rows of ", HEADING), plain(file.name, HEADING), width)
    head = file.frame.head(_ROWS)
    names = [name for name in head.columns if head[name].null_count() < head.height]
    blank = head.width - len(names)
    longest = min(max((len(clipped(name, _LETTERS)) for name in names), default=0), width // 3)
    each = max((width - longest - 2) // max(head.height, 1) - 2, 1)
    for name in names[:_COLUMNS]:
        cells = [piece for value in head[name].to_list() for piece in ("  ", cell(clipped(value, _LETTERS), each))]
        yield Content.assemble(" ", cell(clipped(name, _LETTERS), longest, _MUTED), *cells)
    if blank or len(names) > _COLUMNS:
        more = max(0, len(names) - _COLUMNS)
        said = [f"{more:,} more columns"] if more else []
        said += [f"{blank:,} {'column is' if blank == 1 else 'columns are'} blank in these rows"] if blank else []
        yield plain(f"   {'; '.join(said)}", _MUTED)
