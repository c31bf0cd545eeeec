"""How a CSV file is laid out: delimiter, title rows, header. Found in its first records."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

DELIMITERS = (",", ";", "\t", "|")
# What Polars is told to split at when the file has one column: a character that text does not hold.
NO_DELIMITER = "\x1f"
_RECORDS = 200
# A header stands among the first records, if anything stands above it.
_HIGHEST = 30

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
class Record:
    """The cells of one record, with the lines that it begins and ends on."""

    cells: Sequence[str]
    line: int
    end: int

    @property
    def filled(self) -> int:
        """How many cells hold something."""
        return sum(1 for cell in self.cells if cell.strip())


def find_layout(sample: str, delimiter: str | None = None, header_row: int | None = None) -> Layout | None:
    r"""The layout of the text whose beginning, with `\n` line ends, is `sample`.

    A leading `sep=;` line rules; else the delimiter is the one under which the records agree best. The
    header is the record `header_row`, counted from 1, or what `above_header` finds. None when the sample is
    all blank, or that record is blank or not there.
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
    most = _RECORDS + (header_row or 0)
    records = _records(sample, delimiter or NO_DELIMITER, most)
    above = above_header(records) if header_row is None else header_row - 1 - skipped
    if not 0 <= above < len(records) or not records[above].filled:
        return None
    header = records[above]
    width = _width(records[above + 1 :], len(header.cells))
    titles = sum(1 for record in records[:above] if record.filled)
    notes += above_note(titles, header_row)
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


def above_note(titles: int, header_row: int | None) -> list[str]:
    """What is said about the rows above the header, `titles` of which hold something."""
    skipped = f"skipped {titles} title row{'s' if titles > 1 else ''} above the header"
    if header_row is None:
        return [skipped] if titles else []
    return [f"the header is row {header_row}, as told" + (f": {skipped}" if titles else "")]


def _declared(line: str) -> str | None:
    bare = line.rstrip("\r\n").strip('"')
    return bare[4] if len(bare) == 5 and bare.lower().startswith("sep=") else None


def _records(sample: str, delimiter: str, most: int = _RECORDS) -> list[Record]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    found: list[Record] = []
    line = 1
    for cells in islice(reader, most):
        found.append(Record(cells, line, reader.line_num))
        line = reader.line_num + 1
    return found


def _agreeing(sample: str) -> str | None:
    """The delimiter under which most records have the header's width; None when none splits the header."""
    best, best_score = None, (0.0, False, 0)
    for delimiter in DELIMITERS:
        records = _records(sample, delimiter)
        above = above_header(records)
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


def above_header(records: Sequence[Record]) -> int:
    """How many records stand above the header: blank ones, and titles over a wider table.

    A title has one filled cell over three columns or more, or fewer than half of what the table has, when
    a whole row of words stands below it.
    """
    usual = Counter(len(record.cells) for record in records if record.cells).most_common(1)
    wide = bool(usual) and usual[0][0] >= 3
    if not (wide and any(record.filled >= 2 for record in records)):
        return _above_narrow(records)
    first = next(at for at, record in enumerate(records) if record.filled >= 2)
    whole = (
        at
        for at, record in enumerate(records[:_HIGHEST])
        if record.filled * 5 >= usual[0][0] * 4 and not any(map(_is_number, record.cells))
    )
    return next(whole, first) if records[first].filled * 2 < usual[0][0] else first


def _above_narrow(records: Sequence[Record]) -> int:
    """How many records stand above the header of a narrow table: blank ones, and a title that a blank one parts."""
    filled = [record.filled for record in records]
    first = next((at for at, count in enumerate(filled) if count), 0)
    below = next((at for at, count in enumerate(filled) if count >= 2), first)
    return below if below > first + 1 and filled[first] == 1 and not any(filled[first + 1 : below]) else first


def _is_number(cell: str) -> bool:
    return bool(cell.strip()) and not any(map(str.isalpha, cell))


def _width(rows: list[Record], header_width: int) -> int:
    """The header's width, or more when most rows hold something beyond it."""
    widths = Counter(_last_filled(record) for record in rows if record.filled)
    wider = sum(count for width, count in widths.items() if width > header_width)
    if wider * 2 <= widths.total():
        return header_width
    return max(width for width, count in widths.items() if count * 10 >= widths.total())


def _last_filled(record: Record) -> int:
    return max((at for at, cell in enumerate(record.cells, start=1) if cell.strip()), default=0)
