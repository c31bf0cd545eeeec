"""Parquet -> Table: every column as text, lists joined with `; `."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from icp_tui.errors import IcpError, Problem
from icp_tui.sources.table import Table
from icp_tui.sources.typed_table import digest_of, typed_table


def read_parquet_file(path: Path) -> Table:
    """Read a Parquet file. Numbers, dates and flags become their usual text, nested records JSON text.

    IcpError when the file is cut short or damaged.
    """
    digest = digest_of(path)
    try:
        frame = pl.read_parquet(path, glob=False)
    except (pl.exceptions.PolarsError, OSError) as error:
        said = str(error).splitlines()[0]
        problem = Problem(f"this Parquet file is damaged: {said}", path=str(path), hint="export it again")
        raise IcpError(problem) from None
    return typed_table(path, "parquet", digest, frame)
