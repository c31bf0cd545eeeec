"""CSV -> Table.

Polars reads the file, and the reading is trusted only when every line end is accounted for: it either
ends a record or stands inside a quoted cell that does not look like swallowed rows. When Polars refuses,
or the sum is off, `csv_lines` takes the text apart instead: slower, but it can say which line is wrong.
"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl

from icp_tui.errors import IcpError, Problem
from icp_tui.sources.codes import as_text, distinct_texts, is_categorical
from icp_tui.sources.csv_layout import Layout, find_layout
from icp_tui.sources.csv_lines import escaped, split_records
from icp_tui.sources.csv_parse import parse_csv
from icp_tui.sources.csv_scan import Scan, scan
from icp_tui.sources.encoding import UNDECODABLE, decode, is_binary, is_utf8, marked
from icp_tui.sources.headers import unique
from icp_tui.sources.table import REJECTED, Share, Table, no_rejects, row_numbers

_SAMPLE = 1 << 18
_LONGEST_HEADER = 1 << 26


def read_csv_file(
    path: Path, *, encoding: str | None = None, delimiter: str | None = None, progress: Share | None = None
) -> Table:
    """Read a delimited text file: any delimiter, line end and encoding of design section 10.

    Short rows are padded. Rows with content beyond the header, undecodable bytes, NUL bytes or broken
    quotes go to `rejected`. `progress` is told the share that is read. IcpError for a binary or empty file and for a quote that is left open.
    """
    if delimiter is not None and len(delimiter) != 1:
        raise IcpError(Problem(f"the delimiter {delimiter!r} is not one character", path=str(path)))
    with ThreadPoolExecutor(1) as beside:
        scanning = beside.submit(scan, path)
        found = _read_as_utf8(path, delimiter, progress) if encoding in (None, "utf-8", "utf8") else None
        counts = scanning.result()
    if found is not None and _complete(*found, counts):
        frame, layout = found
        return _table(path, counts, layout, frame, no_rejects(), "utf-8", _marks(path))
    del found
    return _read_as_text(path, counts, encoding, delimiter)


def _read_as_utf8(path: Path, delimiter: str | None, progress: Share | None) -> tuple[pl.DataFrame, Layout] | None:
    """The usual case, straight from the file; None when it needs a closer look."""
    layout = None
    size = _SAMPLE
    while layout is None:
        with path.open("rb") as file:
            head = file.read(size)
        if is_binary(head):
            hint = "give a CSV, JSON, JSON lines or Parquet file"
            raise IcpError(Problem("a binary file, not text", path=str(path), hint=hint))
        if marked(head) not in (None, "utf-8") or not is_utf8(head):
            return None
        whole = len(head) < size
        text = head.decode("utf-8", "ignore").removeprefix("\ufeff")
        layout = _layout(text, delimiter, whole=whole)
        if layout is None and (whole or size >= _LONGEST_HEADER):
            return None
        size *= 16
    return None if (frame := parse_csv(path, layout, progress)) is None else (frame, layout)


def _layout(text: str, delimiter: str | None, *, whole: bool) -> Layout | None:
    """The layout as far as the sample shows it; None when the header does not end inside it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if whole:
        return find_layout(text, delimiter)
    layout = find_layout(text[: text.rfind("\n") + 1], delimiter)
    return layout if layout is not None and layout.data_line <= text.count("\n") else None


def _complete(frame: pl.DataFrame, layout: Layout, counts: Scan) -> bool:
    """Whether every line end of the file is accounted for, and none hides in a cell where rows belong."""
    if counts.has_nul or counts.lone_returns or frame.width != len(layout.header):
        return False
    # Polars gives a blank for a short quoted cell that the file ends in, unclosed.
    if b'"' in counts.last_line and not _well_quoted(counts.last_line, layout.separator):
        return False
    missing = counts.lines - (layout.data_line - 1) - frame.height
    if missing == 0:
        return True
    inside = 0
    for column in frame.iter_columns():
        cells = _several_lines(column)
        if cells.len():
            inside += int(cells.str.count_matches("\n", literal=True).sum())
            if _may_hide_rows(cells, layout):
                return False
    return missing == inside


def _several_lines(column: pl.Series) -> pl.Series:
    """The cells with a line end inside."""
    if is_categorical(column) and not distinct_texts(column).str.contains("\n", literal=True).any():
        return pl.Series(column.name, [], pl.String)
    texts = as_text(column)
    return texts.filter(texts.str.contains("\n", literal=True))


def _well_quoted(line: bytes, separator: str) -> bool:
    """Whether every quote of a record opens a cell, closes it, or is doubled inside."""
    mark = re.escape(separator.encode())
    cell = rb'(?:"(?:[^"]|"")*"|[^"' + mark + rb"]*)"
    return re.fullmatch(cell + rb"(?:" + mark + cell + rb")*\r?", line) is not None


def _may_hide_rows(cells: pl.Series, layout: Layout) -> bool:
    """Whether some line of these multi-line cells has as many delimiters as a row."""
    pieces = cells.to_frame("cell").select(
        pl.col("cell").str.split("\n").list.eval(pl.element().str.count_matches(escaped(layout.separator)))
    )
    counts = pl.col("cell")
    rows = counts.list.slice(1, counts.list.len() - 2).list.contains(len(layout.header) - 1)
    edges = counts.list.first() + counts.list.last() == len(layout.header) - 1
    return bool(pieces.select((rows | edges).any()).item())


def _read_as_text(path: Path, counts: Scan, encoding: str | None, delimiter: str | None) -> Table:
    """The careful way: decode, normalise line ends, then read; or split into records line by line."""
    raw = path.read_bytes()
    decoded = decode(raw, str(path), encoding)
    notes = _marks(path)
    del raw
    text = decoded.text.replace("\r\n", "\n")
    layout = _layout(text[:_SAMPLE], delimiter, whole=len(text) <= _SAMPLE) or _layout(
        text, delimiter, whole=True
    )
    if layout is None:
        raise IcpError(Problem("a file without content: only blanks", path=str(path), hint="export it again"))
    if "\r" in text and not _returns_are_content(text, layout):
        text = text.replace("\r", "\n")
        notes.append("carriage returns without line feed were read as line ends")
    if UNDECODABLE not in text and "\0" not in text:
        last_line = text[text.rfind("\n") + 1 :].encode()
        plain = Scan(counts.sha256, text.count("\n"), 0, 0, has_nul=False, last_line=last_line)
        frame = parse_csv(text.encode(), layout)
        if frame is not None and _complete(frame, layout, plain):
            return _table(path, counts, layout, frame, no_rejects(), decoded.encoding, notes)
    return _read_by_lines(path, counts, layout, text, decoded.encoding, notes)


def _returns_are_content(text: str, layout: Layout) -> bool:
    """Whether lines that hold a lone carriage return are whole rows as they are."""
    lines = pl.read_lines(text.encode(), name="text").get_column("text")
    lines = lines.filter(lines.str.contains("\r", literal=True))
    if len(layout.header) < 2 or not lines.len():
        return False
    cells = lines.str.replace_all(r'"(?:[^"]|"")*"', "").str.count_matches(escaped(layout.separator)) + 1
    return int((cells == len(layout.header)).sum()) * 2 > lines.len()


def _read_by_lines(
    path: Path, counts: Scan, layout: Layout, text: str, encoding: str, notes: list[str]
) -> Table:
    width = len(layout.header)
    records = split_records(text, str(path), layout.separator, layout.data_line, width)
    records = records.with_columns(row=(pl.col("record") + layout.header_row + 1).cast(pl.UInt32))
    bad = records.filter(pl.col("cause").is_not_null())
    moved = pl.col("line") != pl.col("row")
    where = pl.when(moved).then(pl.format("{} (line {} of the file)", "cause", "line")).otherwise("cause")
    raw = pl.col("raw").str.replace_all(UNDECODABLE, "\ufffd", literal=True)
    rejected = bad.select("row", raw=raw, cause=where).cast(REJECTED)  # type: ignore[arg-type]
    good = records.filter(pl.col("cause").is_null() & (pl.col("text") != ""))
    frame = pl.read_csv(
        "\n".join(good.get_column("text")).encode(),
        separator=layout.separator,
        has_header=False,
        schema={f"c{at}": pl.String for at in range(width)},
        truncate_ragged_lines=True,
        missing_columns="insert",
        extra_columns="ignore",
        infer_schema=False,
        null_values="",
        raise_if_empty=False,
    )
    if frame.height != good.height:
        problem = Problem("rows cannot be told apart", path=str(path), hint="save it as CSV again")
        raise IcpError(problem)
    blank = records.height - good.height - bad.height
    return _table(path, counts, layout, frame, rejected, encoding, notes, good.get_column("row"), blank)


def _table(
    path: Path,
    counts: Scan,
    layout: Layout,
    frame: pl.DataFrame,
    rejected: pl.DataFrame,
    encoding: str,
    notes: list[str],
    rows: pl.Series | None = None,
    blank: int = 0,
) -> Table:
    names, renamed = unique(layout.header)
    frame.columns = names
    if rows is None:
        rows = row_numbers(layout.header_row + 1, frame.height)
    filled = _filled_rows(frame)
    if filled is not None:
        blank += frame.height - int(filled.sum())
        frame, rows = frame.filter(filled), rows.filter(filled)
    empty = [
        name
        for name, header in zip(names, layout.header, strict=True)
        if not header.strip() and frame.get_column(name).null_count() == frame.height
    ]
    if empty and len(empty) < len(names):
        frame = frame.drop(empty)
        renamed = [note for note in renamed if not any(note.endswith(f" {name}") for name in empty)]
        notes.append(f"left out {len(empty)} blank column{'s' if len(empty) > 1 else ''} without header")
    notes += [*layout.notes, *renamed]
    if encoding != "utf-8":
        notes.append(f"read as {encoding}")
    if blank:
        notes.append(f"skipped {blank} blank row{'s' if blank > 1 else ''}")
    return Table(path, "csv", counts.sha256, frame, rows, rejected, encoding, layout.delimiter, None, notes)


def _filled_rows(frame: pl.DataFrame) -> pl.Series | None:
    """Which rows have some cell that is not blank; None when all have. Looks at the fullest columns first."""
    left = pl.int_range(0, frame.height, dtype=pl.UInt32, eager=True)
    for column in sorted(frame.iter_columns(), key=lambda column: column.null_count()):
        cells = column if left.len() == frame.height else column.gather(left)
        left = left.filter(cells.is_null() | (as_text(cells).str.strip_chars() == ""))
        if not left.len():
            return None
    return ~pl.int_range(0, frame.height, dtype=pl.UInt32, eager=True).is_in(left.implode())


def _marks(path: Path) -> list[str]:
    with path.open("rb") as file:
        return ["skipped the byte order mark"] if file.read(3) == b"\xef\xbb\xbf" else []
