"""Whether several files are lists of one shape: the same headers, or most of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from icp_tui.errors import IcpError, Problem
from icp_tui.sources.csv_layout import find_layout
from icp_tui.sources.dialect import compared
from icp_tui.sources.encoding import is_utf8, marked
from icp_tui.sources.report import listed

_SAMPLE = 1 << 16
_TEXTS = {".csv", ".tsv", ".txt"}


def same_shape(paths: Sequence[Path], given: str) -> list[Path]:
    """The same paths; IcpError when some have other headers than most, said of what was `given`.

    Two lists are of one shape when they share at least half of all their headers. Only headers that are
    quickly seen are compared: those of plain CSV and Parquet files.
    """
    if len(paths) < 2:
        return list(paths)
    shapes: list[tuple[frozenset[str], list[Path]]] = []
    for path in paths:
        headers = _headers(path)
        if not headers:
            continue
        alike = next((files for shape, files in shapes if _alike(shape, headers)), None)
        if alike is None:
            shapes.append((headers, [path]))
        else:
            alike.append(path)
    if len(shapes) > 1:
        groups = "; ".join(
            f"{listed([one.name for one in files], 3)} with {listed(sorted(shape), 3)}"
            for shape, files in shapes[:4]
        )
        hint = "name the files you mean, or a pattern in quotes"
        raise IcpError(Problem(f"lists of {len(shapes)} different shapes: {groups}", path=given, hint=hint))
    return list(paths)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) * 2 >= len(one | other)


def _headers(path: Path) -> frozenset[str]:
    """The compared headers; none where they are not quickly seen."""
    try:
        if path.suffix.lower() == ".parquet":
            return frozenset(map(compared, pl.read_parquet_schema(path)))
        if path.suffix.lower() not in _TEXTS:
            return frozenset()
        with path.open("rb") as file:
            head = file.read(_SAMPLE)
    except (OSError, pl.exceptions.PolarsError):
        return frozenset()
    encoding = marked(head) or ("utf-8" if is_utf8(head) else "cp1252")
    text = head.decode(encoding, "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    layout = find_layout(text)
    return (
        frozenset(compared(header) for header in layout.header if header.strip()) if layout else frozenset()
    )
