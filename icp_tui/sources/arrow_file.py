"""Arrow -> Table: IPC files (also called Feather) and IPC streams, every column as text."""

from __future__ import annotations

import io
from pathlib import Path

import polars as pl

from icp_tui.errors import IcpError, Problem
from icp_tui.sources.table import Table
from icp_tui.sources.typed_table import digest_of, typed_table

FILE = b"ARROW1"
# A stream begins with its first message's length after four bytes of ones, and that is always a schema.
STREAM = b"\xff\xff\xff\xff"


def read_arrow_file(path: Path) -> Table:
    """Read an Arrow IPC file or stream; its types become text as those of Parquet do.

    IcpError when it is cut short or damaged.
    """
    try:
        with path.open("rb") as file:
            is_file = file.read(len(FILE)) == FILE
            file.seek(0)
            # From the bytes: given a name, Polars would look for wildcards in it.
            content = io.BytesIO(file.read())
        frame = pl.read_ipc(content) if is_file else pl.read_ipc_stream(content)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        said = str(error).splitlines()[0]
        problem = Problem(f"this Arrow file is damaged: {said}", path=str(path), hint="export it again")
        raise IcpError(problem) from None
    return typed_table(path, "arrow", digest_of(path), frame)
