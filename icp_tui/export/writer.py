"""Writes a list: a CSV per bucket, duplicates, rejected rows, every account as Parquet, the receipt."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import polars as pl
from polars.io.plugins import register_io_source

from icp_tui.export.folder import RECEIPT
from icp_tui.export.rows import columns_with_data, parquet_rows, table_rows, tier_rows
from icp_tui.scoring.assign import DISQUALIFIED, KILLED, NURTURE
from icp_tui.scoring.listing import ScoredList

# Rows made at a time: large enough for whole-column speed, small enough to hold.
SLICE = 65_536


def file_name(bucket: str) -> str:
    """The CSV of a bucket: tier_a.csv, nurture.csv, ..."""
    return f"{bucket}.csv" if bucket in {NURTURE, DISQUALIFIED, KILLED} else f"tier_{bucket.lower()}.csv"


def write_list(
    folder: Path,
    scored: ScoredList,
    originals: pl.DataFrame,
    duplicates: pl.DataFrame,
    rejected: pl.DataFrame,
    receipt: Mapping[str, Any],
) -> None:
    """Write all files of a list into `folder`, which is empty. Raises OSError when it cannot."""
    with_data = columns_with_data(scored)
    buckets = {
        bucket: scored.order.filter(scored.assigned.bucket.gather(scored.order) == bucket) for bucket in scored.buckets()
    }

    def csv(bucket: str) -> None:
        slices = (tier_rows(scored, originals, rows, with_data) for rows in _slices(buckets[bucket]))
        _write_csv(folder / file_name(bucket), slices)

    def parquet() -> None:
        _write_parquet(folder / "accounts.parquet", scored.order, lambda rows: parquet_rows(scored, originals, rows))

    # Made once, before the threads ask for it.
    _ = scored.reasons
    with ThreadPoolExecutor(2, thread_name_prefix="write") as pool:
        jobs = [pool.submit(parquet), *(pool.submit(csv, bucket) for bucket in buckets)]
        for job in jobs:
            job.result()
    _write_csv(folder / "duplicates.csv", iter([table_rows(duplicates)]))
    _write_csv(folder / "rejected.csv", iter([table_rows(rejected)]))
    text = json.dumps(receipt, indent=2, ensure_ascii=False) + "\n"
    (folder / RECEIPT).write_text(text, encoding="utf-8", newline="\n")


def _slices(rows: pl.Series) -> Iterator[pl.Series]:
    """The rows in slices; an empty bucket still gives one, which carries the header."""
    for start in range(0, max(len(rows), 1), SLICE):
        yield rows.slice(start, SLICE)


def _write_csv(path: Path, slices: Iterator[pl.DataFrame]) -> None:
    with path.open("wb") as file:
        for place, part in enumerate(slices):
            part.write_csv(file, include_header=place == 0, line_terminator="\n")


def _write_parquet(path: Path, rows: pl.Series, make: Callable[[pl.Series], pl.DataFrame]) -> None:
    """Write slice by slice, as Polars has no Parquet writer that is fed by hand."""

    def source(
        with_columns: list[str] | None,
        predicate: pl.Expr | None,
        n_rows: int | None,
        batch_size: int | None,
    ) -> Iterator[pl.DataFrame]:
        del with_columns, predicate, n_rows, batch_size
        for part in _slices(rows):
            yield make(part)

    schema = make(rows.clear()).schema
    register_io_source(source, schema=dict(schema)).sink_parquet(
        path, compression="zstd", compression_level=1, row_group_size=SLICE, maintain_order=True
    )
