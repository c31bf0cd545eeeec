"""The tiers of a list as one workbook for people: a summary, and a sheet for each tier in its colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import polars as pl

from icp_tui import columns
from icp_tui.export.rows import FIRST
from icp_tui.export.safe import harmless
from icp_tui.export.workbook import MOST_COLUMNS, MOST_ROWS, Column, Style, Workbook
from icp_tui.scoring.cut import CutLine

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# Dark for headers and tabs, light for the cells of the tier's name; tiers beyond them begin again.
_COLOURS = (("1B6E3C", "DDF2E3"), ("1F4E9E", "DEE8F8"), ("8A5A00", "FBEED3"), ("6B3FA0", "EBE2F6"), ("0F6B75", "DAF1F3"))
_GREY: Style = {"bold": True, "bg_color": "#444444", "font_color": "#FFFFFF", "valign": "top"}
_BOLD: Style = {"bold": True, "valign": "top"}
_LARGE: Style = {"bold": True, "font_size": 15, "valign": "top"}
_TOP: Style = {"valign": "top"}
_COUNT: Style = {"num_format": "#,##0", "valign": "top"}
_TWO: Style = {"num_format": "0.00", "valign": "top"}
# What a sheet of people has no use for: the bucket is the sheet, and the killed have none.
_LEFT_OUT = {"bucket", "penalty", "kill_reasons"}
# What everybody reads, as on the sheets of the reps; the other columns are folded away behind them.
_READ = ("rank", "tier", "name", "domain", "score", "why", "owner", "industry", "employees", "country", "warnings", "note")
# Rank, tier and name stay in sight.
_FROZEN = 3
_OUR_WORDS = ("reason", "why", "warnings", "note")


def write_tier_workbook(path: Path, tiers: Mapping[str, pl.DataFrame], receipt: Mapping[str, Any]) -> None:
    """Write the workbook to `path`. OSError when the disk refuses.

    `tiers` are as `tier_tables` gives them, `receipt` is the receipt of the same list.
    """
    made = date.fromisoformat(receipt["as_of"])
    with Workbook(path, made) as book:
        summary = book.sheet("Summary")
        names = {tier: [book.sheet(name) for name in _parts(tier, frame)] for tier, frame in tiers.items()}
        _summary(book, summary, receipt, {tier: sheets[0].get_name() for tier, sheets in names.items()}, tiers)
        for place, (tier, frame) in enumerate(tiers.items()):
            for part, sheet in enumerate(names[tier]):
                rows = frame.slice(part * (MOST_ROWS - 1), MOST_ROWS - 1)
                _tier(book, sheet, sheet_rows(rows), _COLOURS[place % len(_COLOURS)])


def sheet_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of a tier's sheet, from the rows of accounts.parquet: those of its CSV, with numbers as numbers."""
    ours = [name for name in columns.ACCOUNT if name in frame.columns and frame[name].null_count() < frame.height]
    layers = [columns.layer(name) for name in columns.LAYERS]
    points = [name for name in frame.columns if name.startswith("points.")]
    first = [*FIRST, *(name for name in ours if name not in FIRST), *layers, *points]
    first = [name for name in (*_READ, *(one for one in first if one not in _READ)) if name in frame.columns]
    first = [name for name in first if name not in {"owner", "industry", "employees", "country"} or name in ours]
    others = [
        name for name in frame.columns
        if name not in first and name not in _LEFT_OUT and name not in columns.ACCOUNT and not name.startswith("level.")
    ]  # fmt: skip
    said = frame.with_columns(harmless(frame[name]) for name in _OUR_WORDS if name in frame.columns)
    return said.select([*first, *others][:MOST_COLUMNS])


def _parts(tier: str, frame: pl.DataFrame) -> list[str]:
    """The sheets that a tier takes."""
    return [tier] * max(1, -(-frame.height // (MOST_ROWS - 1)))


def _tier(book: Workbook, sheet: Worksheet, frame: pl.DataFrame, colours: tuple[str, str]) -> None:
    dark, light = colours
    sheet.set_tab_color(f"#{dark}")
    looks = {name: Column(style=_TWO) for name in frame.columns if _is_points(name)}
    looks |= {name: Column(style=_COUNT) for name in frame.columns if name in {"employees", "revenue", "funding_total"}}
    looks |= {name: replace(looks.get(name, Column()), folded=True) for name in frame.columns if name not in _READ}
    looks["tier"] = Column(style={"bg_color": f"#{light}", "bold": True, "align": "center", "valign": "top"})
    heading = {"bold": True, "bg_color": f"#{dark}", "font_color": "#FFFFFF", "valign": "top"}
    book.table(sheet, frame, looks, dict.fromkeys(frame.columns, heading), frozen=_FROZEN)


def _is_points(name: str) -> bool:
    return name in {"score", "best_case", "known"} or name.startswith(("points.", "layer_"))


def _summary(
    book: Workbook, sheet: Worksheet, receipt: Mapping[str, Any], links: Mapping[str, str], tiers: Mapping[str, pl.DataFrame]
) -> None:
    """What the list is, how many accounts each bucket holds and where each tier ends, what it was made from."""
    profile = receipt["profile"]
    sheet.set_column(0, 0, 16, book.style(_TOP))
    sheet.set_column(1, 2, 12, book.style(_COUNT))
    sheet.set_column(3, 3, 110, book.style(_TOP))
    book.text(sheet, 0, 0, str(profile["icp"]), _LARGE)
    book.text(sheet, 1, 0, f"{profile['version']}, as of {receipt['as_of']}")
    for place, title in enumerate(("Bucket", "Accounts", "Capacity", "What it gets, and where it ends")):
        book.text(sheet, 3, place, title, _GREY)
    lines = {line["tier"]: _line(line) for line in receipt["cut_lines"]}
    row = 4
    for place, (bucket, count) in enumerate(receipt["buckets"].items()):
        _, light = _COLOURS[place % len(_COLOURS)]
        if bucket in links:
            style = {"bg_color": f"#{light}", "bold": True, "valign": "top", "underline": 1}
            sheet.write_url(row, 0, f"internal:'{links[bucket]}'!A1", book.style(style), bucket)
        else:
            book.text(sheet, row, 0, bucket.capitalize(), _BOLD)
        book.number(sheet, row, 1, count, _COUNT)
        line = lines.get(bucket)
        if line is not None and line.capacity is not None:
            book.number(sheet, row, 2, line.capacity, _COUNT)
        plays = tiers[bucket]["play"].drop_nulls() if bucket in tiers else pl.Series([], dtype=pl.String)
        book.text(sheet, row, 3, ". ".join([*plays.head(1), *([str(line)] if line else [])]))
        row += 1
    for title, said in (*_made_from(receipt), ("More columns", "the + above the columns of a tier's sheet shows the others, - folds them away")):
        row += 1
        book.text(sheet, row, 0, title, _BOLD)
        book.text(sheet, row, 1, said)


def _line(line: Mapping[str, Any]) -> CutLine:
    """A cut line of a receipt, of this version or another."""
    held: dict[str, Any] = {one.name: line.get(one.name) for one in fields(CutLine)}
    return CutLine(**held)


def _made_from(receipt: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    rows = receipt["rows"]
    yield "Rows", (f"{rows['in']:,} in = {rows['accounts']:,} accounts + {rows['duplicates']:,} duplicates"
                   f" + {rows['rejected']:,} rejected")  # fmt: skip
    for source in receipt["sources"]:
        yield "Source", f"{PurePath(source['path']).name}, {source['rows']:,} rows"
    yield "Decisions", f"{receipt['decisions']['count']:,}"
    yield "Profile", f"{PurePath(receipt['profile']['path']).name}, sha256 {receipt['profile']['sha256']}"
    yield "Made by", f"icp-tui {receipt['version']}"
