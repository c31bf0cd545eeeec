"""The first rows of a file and how its headers are understood, before all of it is read."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from icp_tui.errors import IcpError
from icp_tui.sources.reading import AS_FOUND, Reading

if TYPE_CHECKING:
    from icp_tui.sources.mending import Mendings
    from icp_tui.sources.table import Table

ROWS = 8
_KINDS = ("csv", "jsonl")
# Enough for the header and some hundred rows of most lists; a list of many columns needs more.
_FIRST = 1 << 17
_MOST = 1 << 21
# A line end in UTF-16 is two bytes, and cutting there would halve a letter.
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_LONGEST_CELL = 200


@dataclass(frozen=True)
class Preview:
    """The first rows of a list.

    `headers` are in file order, `fields` says for each of them the account column that it feeds, None where
    it is kept as it is; each of `rows` has a cell per header, clipped, blank ones as an empty text.
    """

    headers: tuple[str, ...]
    fields: tuple[str | None, ...]
    rows: tuple[tuple[str, ...], ...]


def preview(path: Path, reading: Reading = AS_FOUND, mendings: Mendings | None = None) -> Preview | None:
    """The first rows of a CSV, TSV or JSON lines file, seen in its first part only.

    None for other files, and for whatever cannot be seen so early: the reading says what is wrong. Takes a
    worker: Polars and the vocabularies are read for it.
    """
    # The load screen is there before Polars is.
    import polars as pl  # noqa: PLC0415

    from icp_tui.sources.mapping import map_table  # noqa: PLC0415
    from icp_tui.sources.overruling import Spoken, as_mended  # noqa: PLC0415

    try:
        table = _beginning(path, reading)
        if table is None or not table.frame.width:
            return None
        headers = table.frame.columns
        # Of several lists another one may have a header that this one lacks.
        reading, _, _ = as_mended(Spoken().present(reading, path, headers), headers, mendings)
        mapped = map_table(table, reading)
    except (IcpError, OSError):
        return None
    cells = table.frame.head(ROWS).cast(pl.String).fill_null("").rows()
    return Preview(
        tuple(headers),
        tuple(mapped.field_of(header) for header in headers),
        tuple(tuple(cell[:_LONGEST_CELL] for cell in row) for row in cells),
    )


def _beginning(path: Path, reading: Reading) -> Table | None:
    """The first part of a file as a table; None when it is no kind that can be cut."""
    from icp_tui.sources.reader import check_file, kind_of, packed, read_table  # noqa: PLC0415

    check_file(path)
    if packed(path) or kind_of(path) not in _KINDS:
        return None
    size = _FIRST
    while size <= _MOST:
        with tempfile.TemporaryDirectory(prefix="icp-tui-") as folder:
            part = Path(folder) / path.name
            part.write_bytes(_whole_lines(path, size))
            try:
                table = read_table(part, reading)
            except IcpError:
                # The cut may lie inside a cell of several lines, or above the header.
                if size == _MOST or path.stat().st_size <= size:
                    return None
            else:
                if table.frame.height or path.stat().st_size <= size:
                    return table
        size *= 4
    return None


def _whole_lines(path: Path, size: int) -> bytes:
    """The first bytes of a file, up to the last line end among them."""
    with path.open("rb") as file:
        head = file.read(size)
        if not file.read(1):
            return head
    end = max(head.rfind(b"\n"), head.rfind(b"\r"))
    return head if head.startswith(_WIDE) or end < 0 else head[: end + 1]
