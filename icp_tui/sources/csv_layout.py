"""How a CSV file is laid out: delimiter, title rows, header. Found in its first records."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

DELIMITERS = (",", ";", "\t", "|")
# What Polars is told to split at when the file has one column: a character that text does not hold.
NO_DELIMITER = "\x1f"
_RECORDS = 200

# The default refuses cells over 128 kB; a header row or description may be larger.
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True)
class Layout:
    """Where the data of a CSV file begin and how wide they are.

    `delimiter` is None for a file of one column. `header` holds the header cells as written, padded with
    blanks when the rows are wider. `header_line` and `header_row` count lines and records from 1;
    `data_line` is the line of the first data record.
    """

    delimiter: str | None
    header: tuple[str, ...]
    header_line: int
    header_row: int
    data_line: int
    header_width: int
    notes: list[str] = field(default_factory=list)

    @property
    def separator(self) -> str:
        """What Polars is told to split at."""
        return self.delimiter or NO_DELIMITER


@dataclass(frozen=True)
class _Record:
    cells: list[str]
    line: int
    end: int

    @property
    def filled(self) -> int:
        return sum(1 for cell in self.cells if cell.strip())


def find_layout(sample: str, delimiter: str | None = None) -> Layout | None:
    r"""The layout of the text whose beginning, with `\n` line ends, is `sample`; None when it is all blank.

    A leading `sep=;` line rules; else the delimiter is the one under which the records agree best. Rows
    above the header are those with at most one filled cell in a table of three or more columns.
    """
    notes: list[str] = []
    skipped = 0
    first, _, rest = sample.partition("\n")
    declared = _declared(first)
    if declared is not None:
        delimiter = delimiter or declared
        sample, skipped = rest, 1
        notes.append(f"the first line, {first.strip()}, declares the delimiter")
    if not sample.strip():
        return None
    if delimiter is None:
        delimiter = _agreeing(sample)
    records = _records(sample, delimiter or NO_DELIMITER)
    above = _above_header(records)
    header = records[above]
    width = _width(records[above + 1 :], len(header.cells))
    titles = sum(1 for record in records[:above] if record.filled)
    if titles:
        notes.append(f"skipped {titles} title row{'s' if titles > 1 else ''} above the header")
    if width > len(header.cells):
        notes.append(f"the header has {len(header.cells)} cells, most rows have {width}")
    return Layout(
        delimiter=delimiter,
        header=tuple(header.cells) + ("",) * (width - len(header.cells)),
        header_line=header.line + skipped,
        header_row=above + 1 + skipped,
        data_line=header.end + 1 + skipped,
        header_width=len(header.cells),
        notes=notes,
    )


def _declared(line: str) -> str | None:
    bare = line.rstrip("\r\n").strip('"')
    return bare[4] if len(bare) == 5 and bare.lower().startswith("sep=") else None


def _records(sample: str, delimiter: str) -> list[_Record]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    found: list[_Record] = []
    line = 1
    for cells in islice(reader, _RECORDS):
        found.append(_Record(cells, line, reader.line_num))
        line = reader.line_num + 1
    return found


def _agreeing(sample: str) -> str | None:
    """The delimiter under which most records have the header's width; None when none splits the header."""
    best, best_score = None, (0.0, False, 0)
    for delimiter in DELIMITERS:
        records = _records(sample, delimiter)
        above = _above_header(records)
        records = [record for record in records[above:] if record.cells]
        width = len(records[0].cells) if records else 0
        if width < 2:
            continue
        agreeing = sum(1 for record in records if len(record.cells) == width)
        # A header that is no title row under this delimiter speaks for it more than a wider table does.
        score = (round(agreeing / len(records), 1), above == 0, width)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _above_header(records: list[_Record]) -> int:
    """How many records stand above the header: blank ones, and titles over a wider table."""
    usual = Counter(len(record.cells) for record in records if record.cells).most_common(1)
    wide = bool(usual) and usual[0][0] >= 3
    if not (wide and any(record.filled >= 2 for record in records)):
        return next((at for at, record in enumerate(records) if record.filled), 0)
    return next(at for at, record in enumerate(records) if record.filled >= 2)


def _width(rows: list[_Record], header_width: int) -> int:
    """The header's width, or more when most rows hold something beyond it."""
    widths = Counter(_last_filled(record) for record in rows if record.filled)
    wider = sum(count for width, count in widths.items() if width > header_width)
    if wider * 2 <= widths.total():
        return header_width
    return max(width for width, count in widths.items() if count * 10 >= widths.total())


def _last_filled(record: _Record) -> int:
    return max((at for at, cell in enumerate(record.cells, start=1) if cell.strip()), default=0)
