"""CSV -> Table.

Polars reads the file, and the reading is trusted only when every line end is accounted for: it either
ends a record or stands inside a quoted cell that does not look like swallowed rows. When Polars refuses,
or the sum is off, `csv_lines` takes the text apart instead: slower, but it can say which line is wrong.
"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from icp_tui.errors import IcpError, Problem
from icp_tui.sources.blanks import blank_columns, blank_notes, filled_rows
from icp_tui.sources.codes import as_text, distinct_texts, is_categorical
from icp_tui.sources.csv_layout import Layout, find_layout
from icp_tui.sources.csv_lines import escaped, split_records
from icp_tui.sources.csv_parse import parse_csv
from icp_tui.sources.csv_scan import Scan, scan
from icp_tui.sources.encoding import UNDECODABLE, decode, is_binary, is_utf8, known_encoding, marked
from icp_tui.sources.footers import footer_notes, footer_rows
from icp_tui.sources.headers import no_header_row, unique
from icp_tui.sources.table import REJECTED, Share, Table, no_rejects, row_numbers

_NAMED = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
_SAMPLE = 1 << 18
_LONGEST_HEADER = 1 << 26


@dataclass(frozen=True)
class _Told:
    """What the person says about the file."""

    encoding: str | None
    delimiter: str | None
    header_row: int | None


def read_csv_file(
    path: Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    header_row: int | None = None,
    progress: Share | None = None,
) -> Table:
    """Read a delimited text file: any delimiter, line end and encoding of design section 10.

    `encoding`, `delimiter` and `header_row` (a record, counted from 1) overrule what is found. Short rows are
    padded. Rows with content beyond the header, undecodable bytes, NUL bytes or broken quotes go to
    `rejected`. `progress` is told the share that is read. IcpError for a binary or empty file and for a
    quote that is left open.
    """
    told = _Told(encoding and known_encoding(encoding, str(path)), _mark(delimiter, path), header_row)
    with ThreadPoolExecutor(1) as beside:
        scanning = beside.submit(scan, path)
        found = _read_as_utf8(path, told, progress) if told.encoding in (None, "utf-8") else None
        counts = scanning.result()
    if found is not None and _complete(*found, counts):
        frame, layout = found
        return _table(path, counts, layout, frame, no_rejects(), "utf-8", _marks(path))
    del found
    return _read_as_text(path, counts, told)


def _mark(delimiter: str | None, path: Path) -> str | None:
    """The delimiter that is meant by its name or by itself."""
    if delimiter is None:
        return None
    mark = _NAMED.get(delimiter.lower(), delimiter)
    if len(mark) == 1 and mark not in '"\r\n':
        return mark
    hint = "say , ; | or tab"
    raise IcpError(Problem(f"the delimiter {delimiter!r} is not one character", path=str(path), hint=hint))


def _read_as_utf8(path: Path, told: _Told, progress: Share | None) -> tuple[pl.DataFrame, Layout] | None:
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
        layout = _layout(text, told, whole=whole)
        if layout is None and (whole or size >= _LONGEST_HEADER):
            return None
        size *= 16
    return None if (frame := parse_csv(path, layout, progress)) is None else (frame, layout)


def _layout(text: str, told: _Told, *, whole: bool) -> Layout | None:
    """The layout as far as the sample shows it; None when the header does not end inside it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if whole:
        return find_layout(text, told.delimiter, told.header_row)
    layout = find_layout(text[: text.rfind("\n") + 1], told.delimiter, told.header_row)
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


def _read_as_text(path: Path, counts: Scan, told: _Told) -> Table:
    """The careful way: decode, normalise line ends, then read; or split into records line by line."""
    raw = path.read_bytes()
    decoded = decode(raw, str(path), told.encoding)
    notes = [*_marks(path), *([decoded.doubt] if decoded.doubt else [])]
    del raw
    text = decoded.text.replace("\r\n", "\n")
    layout = _layout(text[:_SAMPLE], told, whole=len(text) <= _SAMPLE) or _layout(text, told, whole=True)
    if layout is None and told.header_row is not None and text.strip():
        raise no_header_row(path, told.header_row)
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
    filled = filled_rows(frame)
    if filled is not None:
        blank += frame.height - int(filled.sum())
        frame, rows = frame.filter(filled), rows.filter(filled)
    empty = blank_columns(frame, layout.header)
    frame = frame.drop(empty)
    renamed = [note for note in renamed if not any(note.endswith(f" {name}") for name in empty)]
    about_columns, about_rows = blank_notes(len(empty), blank)
    notes += [*about_columns, *layout.notes, *renamed]
    if encoding != "utf-8":
        notes.append(f"read as {encoding}")
    notes += about_rows
    footers = footer_rows(frame, rows, rejected.get_column("row"))
    if footers:
        notes += footer_notes(footers)
        frame, rows = frame.head(-len(footers)), rows.head(-len(footers))
    return Table(path, "csv", counts.sha256, frame, rows, rejected, encoding, layout.delimiter, notes=notes)


def _marks(path: Path) -> list[str]:
    with path.open("rb") as file:
        return ["skipped the byte order mark"] if file.read(3) == b"\xef\xbb\xbf" else []
