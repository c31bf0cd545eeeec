"""Writes a list: a CSV per bucket, duplicates, rejected rows, every account as Parquet, the receipt."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from polars.io.plugins import register_io_source

from icp_tui.export.csv_file import CsvFile
from icp_tui.export.folder import RECEIPT
from icp_tui.export.rows import BUCKET, columns_with_data, parquet_rows, slice_of, tier_rows
from icp_tui.scoring.assign import DISQUALIFIED, KILLED, NURTURE
from icp_tui.scoring.listing import ScoredList

Progress = Callable[[str, float], None]

ACCOUNTS = "accounts.parquet"
# The files of rows that are no accounts of the list. No tier may be called so.
_ROWS = ("duplicates", "rejected")
# Rows made at a time: large enough for whole-column speed, small enough to hold a few.
SLICE = 8_192
# Rows that the Parquet file compresses together.
_ROW_GROUP = 16_384
# Slices whose CSV rows may wait for the disk while the next are made.
_WAITING = 2


@dataclass(frozen=True)
class WrittenFile:
    """A file of a list: its name from the list's folder, its rows (None where rows say nothing), its SHA-256."""

    name: str
    rows: int | None
    sha256: str


def file_name(bucket: str) -> str:
    """The CSV of a bucket: tier_a.csv, nurture.csv, ..., duplicates.csv, rejected.csv."""
    return f"{bucket}.csv" if bucket in {NURTURE, DISQUALIFIED, KILLED, *_ROWS} else f"tier_{bucket.lower()}.csv"


def write_list(
    folder: Path,
    scored: ScoredList,
    originals: pl.DataFrame,
    duplicates: pl.DataFrame,
    rejected: pl.DataFrame,
    progress: Progress | None = None,
) -> list[WrittenFile]:
    """Write all files of a list but its receipt into `folder`, which is empty. Raises OSError when it cannot."""
    with ExitStack() as opened, _disk_faults():
        soiled: set[str] = set()
        files = {
            name: opened.enter_context(closing(CsvFile(folder / file_name(name), soiled))) for name in scored.buckets()
        }
        worker = opened.enter_context(ThreadPoolExecutor(1, thread_name_prefix="csv"))
        _write_accounts(folder / ACCOUNTS, scored, originals, files, worker, progress)
        for name, frame in zip(_ROWS, (duplicates, rejected), strict=True):
            files[name] = opened.enter_context(closing(CsvFile(folder / file_name(name))))
            files[name].append(frame)
    written = [WrittenFile(file_name(name), file.rows, file.sha256) for name, file in files.items()]
    return [*written, WrittenFile(ACCOUNTS, len(scored.order), sha256_of(folder / ACCOUNTS))]


def write_receipt(folder: Path, receipt: Mapping[str, Any]) -> None:
    """Write the receipt, last of all files. Raises OSError when it cannot."""
    text = json.dumps(receipt, indent=2, ensure_ascii=False) + "\n"
    (folder / RECEIPT).write_text(text, encoding="utf-8", newline="\n")


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_accounts(
    path: Path,
    scored: ScoredList,
    originals: pl.DataFrame,
    files: Mapping[str, CsvFile],
    worker: ThreadPoolExecutor,
    progress: Progress | None,
) -> None:
    """Write every account once, in rank order: into the Parquet file, and into the file of its bucket."""
    with_data = columns_with_data(scored)
    nobody = slice_of(scored, originals, scored.order.clear())
    header = tier_rows(nobody, with_data).drop(BUCKET)
    for file in files.values():
        file.append(header)

    def parts() -> Iterator[pl.DataFrame]:
        waiting: deque[Future[None]] = deque()
        for start in range(0, len(scored.order), SLICE):
            part = slice_of(scored, originals, scored.order.slice(start, SLICE))
            yield parquet_rows(part)
            waiting.append(worker.submit(_append, files, tier_rows(part, with_data)))
            if len(waiting) > _WAITING:
                waiting.popleft().result()
            if progress:
                progress("writing", min(1.0, (start + SLICE) / len(scored.order)))
        for one in waiting:
            one.result()

    _write_parquet(path, parts(), parquet_rows(nobody).schema)


def _write_parquet(path: Path, parts: Iterator[pl.DataFrame], schema: pl.Schema) -> None:
    """Write part by part; what goes wrong in making a part is raised as it is."""
    faults: list[BaseException] = []

    def source(*_: object) -> Iterator[pl.DataFrame]:
        # Polars would put an error of ours into words of its own.
        try:
            yield from parts
        except BaseException as error:
            faults.append(error)
            raise

    try:
        register_io_source(source, schema=dict(schema)).sink_parquet(
            path, compression="zstd", compression_level=1, row_group_size=_ROW_GROUP, maintain_order=True
        )
    except Exception:
        # Whatever Polars makes of it: an error of ours is raised as it was, any other as it is.
        if faults:
            raise faults[0] from None
        raise


def _append(files: Mapping[str, CsvFile], rows: pl.DataFrame) -> None:
    for (bucket,), part in rows.partition_by(BUCKET, as_dict=True, include_key=False, maintain_order=True).items():
        files[str(bucket)].append(part)


@contextmanager
def _disk_faults() -> Iterator[None]:
    """Polars says in its own words that a disk is full; make an OSError of it again."""
    try:
        yield
    except pl.exceptions.PolarsError as error:
        said = str(error)
        if found := re.search(r"os error (\d+)", said):
            raise OSError(int(found[1]), os.strerror(int(found[1]))) from error
        if "transport error" in said:
            raise OSError(errno.EIO, "the disk refused the data, as a full one does") from error
        raise
