"""Files over a limit, split into parts that each keep it; and what files are called."""

from __future__ import annotations

import re
from datetime import date

import polars as pl

from icp_tui.export.preset import Preset


def parts(preset: Preset, body: pl.DataFrame) -> list[pl.DataFrame]:
    """The rows in pieces that keep the limits of rows and bytes; one piece where they do."""
    most = preset.limits.rows or body.height
    sizes = row_bytes(body).cum_sum() if preset.limits.bytes else None
    room = (preset.limits.bytes or 0) - header_bytes(preset, body)
    if body.height <= most and (sizes is None or sizes[-1] <= room):
        return [body]
    made: list[pl.DataFrame] = []
    start = 0
    while start < body.height:
        end = min(start + most, body.height)
        if sizes is not None:
            before = sizes[start - 1] if start else 0
            end = min(end, max(start + 1, int(sizes.search_sorted(before + room, side="right"))))
        made.append(body[start:end])
        start = end
    return made


def row_bytes(body: pl.DataFrame) -> pl.Series:
    """The most bytes that each row takes in the file: every cell in quotes, its own quotes doubled."""
    return body.select(
        pl.sum_horizontal(
            pl.col(name).fill_null("").str.len_bytes().cast(pl.Int64) + pl.col(name).fill_null("").str.count_matches('"', literal=True).cast(pl.Int64) + 3
            for name in body.columns
        )
        + 2
    ).to_series()


def header_bytes(preset: Preset, body: pl.DataFrame) -> int:
    """The most bytes of the header, with a byte-order mark."""
    return sum(len(name.encode()) + name.count('"') + 3 for name in body.columns) + 5 if preset.header_row else 3


def part_names(preset: Preset, tier: str | None, word: str, as_of: date, count: int) -> list[str]:
    """ASCII names without spaces: hubspot-companies_tier_a_2026-11-21.csv, ..._part_1.csv where there are more.

    Numbers have as many digits as the last, so that files sort as they are loaded.
    """
    named = [preset.preset, f"tier_{tier.lower()}" if tier else "", word, as_of.isoformat()]
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", "_".join(part for part in named if part))
    digits = len(str(count))
    return [f"{stem}.csv"] if count == 1 else [f"{stem}_part_{number:0{digits}}.csv" for number in range(1, count + 1)]
