"""The text of a CSV file -> a frame of texts, by Polars; whether that is trusted is decided in `csv_file`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from icp_tui.sources.codes import as_text, repetitive_columns, worth_codes
from icp_tui.sources.csv_layout import Layout
from icp_tui.sources.step import Reached
from icp_tui.sources.table import Share

# So many rows show which columns repeat few texts.
_HEAD_ROWS = 20_000
# Codes save nothing worth a look at the head in a smaller file.
_LEAST_SIZE = 1 << 17
# Rows read between two words of progress.
_BATCH = 50_000


@dataclass(frozen=True)
class _Head:
    """What the first rows show: which columns to read as codes, and about how many rows there are."""

    kinds: Mapping[str, pl.Categorical]
    rows: int


def parse_csv(source: Path | bytes, layout: Layout, progress: Share | None = None) -> pl.DataFrame | None:
    """All rows, blank cells null; None when Polars refuses, as it does rows that are too long.

    Columns that repeat few texts are Categorical, all others String. `progress` is told the share that is
    read, and may end the reading by raising.
    """
    if layout.header_width != len(layout.header):
        return None
    try:
        head = _head(source, layout)
        try:
            frame = _whole(source, layout, head, progress)
        except pl.exceptions.ComputeError:
            if not head.kinds:
                raise
            # Perhaps there are more texts than codes.
            frame = _whole(source, layout, _Head({}, head.rows), progress)
    except (pl.exceptions.PolarsError, ValueError):
        return None
    columns = frame.get_columns()
    del frame
    return _contiguous(columns)


def _whole(source: Path | bytes, layout: Layout, head: _Head, progress: Share | None) -> pl.DataFrame:
    if progress is None or head.rows <= _BATCH or isinstance(source, bytes):
        return _read(source, layout, head.kinds)
    lazy = pl.scan_csv(
        source,
        separator=layout.separator,
        skip_lines=layout.header_line - 1,
        schema_overrides=dict(head.kinds),
        infer_schema=False,
        null_values="",
        glob=False,
    )
    parts: list[pl.DataFrame] = []
    done = 0
    for part in lazy.collect_batches(chunk_size=_BATCH, maintain_order=True):
        parts.append(part)
        done += part.height
        progress(Reached(min(0.99, done / head.rows), done))
    return pl.concat(parts, rechunk=False) if parts else _read(source, layout, head.kinds)


def _read(
    source: Path | bytes,
    layout: Layout,
    kinds: Mapping[str, pl.Categorical],
    rows: int | None = None,
) -> pl.DataFrame:
    return pl.read_csv(
        source,
        separator=layout.separator,
        skip_lines=layout.header_line - 1,
        schema_overrides=dict(kinds),
        infer_schema=False,
        null_values="",
        n_rows=rows,
        glob=False,
    )


def _head(source: Path | bytes, layout: Layout) -> _Head:
    """What the first rows show of a file; nothing of a small one."""
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size < _LEAST_SIZE:
        return _Head({}, 0)
    head = _read(source, layout, {}, _HEAD_ROWS)
    if not head.height:
        return _Head({}, 0)
    width = sum(int(column.str.len_bytes().sum()) for column in head.iter_columns()) / head.height
    rows = int(size / (width + head.width))
    return _Head(repetitive_columns(head, rows), rows)


def _contiguous(columns: list[pl.Series]) -> pl.DataFrame:
    """The columns in one piece each: Polars reads hundreds, and every look-up pays for that.

    Takes the list apart as it goes, so that only one column is in memory twice.
    """
    for at, column in enumerate(columns):
        columns[at] = column.rechunk() if worth_codes(column) else as_text(column).rechunk()
    return pl.DataFrame(columns)
