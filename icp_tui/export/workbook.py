"""An XLSX workbook for people: typed cells, text that is never a formula, the same bytes for the same rows.

Every cell is written as what it is: text stays text, so that no `=cmd()` of a source is ever worked out, and
what starts like a formula keeps an apostrophe of the spreadsheet's own, which is no part of the text.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import polars as pl

from icp_tui.export.safe import one_line

if TYPE_CHECKING:
    from xlsxwriter.exceptions import XlsxWriterException
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# What a sheet and a cell hold in every spreadsheet program that reads XLSX.
MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS = 1_048_576, 16_384, 32_767
_MOST_OF_A_NAME = 31
# A spreadsheet keeps 15 digits of a number; a longer one stays text.
_LARGEST = 10**15
_FIRST_DAY = date(1900, 3, 1)  # before it, 1900 has a day too many in spreadsheets
_SIGNS = ("=", "+", "-", "@")
# Rows that are turned into Python values at a time.
_AT_A_TIME = 8_192
# Rows whose text tells how wide a column is to be, and the widths that are sensible, in characters.
_LOOKED_AT, _NARROW, _WIDE = 500, 6, 48

Style = Mapping[str, Any]
_TEXT: Style = {"valign": "top"}


@dataclass(frozen=True)
class Column:
    """How a column of a sheet looks: `width` in characters (else by its text), `style`, hidden or not.

    `blanks`: its empty cells have the style as well, since people fill them. `folded`: in a group that is closed,
    with its sign over the column before it.
    """

    width: float | None = None
    style: Style = field(default_factory=lambda: _TEXT)
    hidden: bool = False
    blanks: bool = False
    folded: bool = False


class Workbook:
    """A workbook being written; a context manager that finishes the file. OSError when the disk refuses.

    `made` is the date that it bears, so that equal contents are equal bytes.
    """

    def __init__(self, path: Path, made: date) -> None:
        # It takes its time to import, and hardly any run writes a workbook.
        import xlsxwriter  # noqa: PLC0415

        # Rows go to the disk as they come, beside the file, where what a killed run leaves is swept.
        options = {"constant_memory": True, "tmpdir": str(path.parent), "strings_to_formulas": False,
                   "strings_to_urls": False, "strings_to_numbers": False}  # fmt: skip
        self._book = xlsxwriter.Workbook(str(path), options)
        self._book.set_properties({"created": datetime(made.year, made.month, made.day), "author": "icp-tui"})  # noqa: DTZ001
        self._styles: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._names: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        from xlsxwriter.exceptions import XlsxWriterException  # noqa: PLC0415

        try:
            if kind is None:
                self._book.close()
        except XlsxWriterException as fault:
            raise _disk_fault(fault) from fault
        finally:
            for sheet in self._book.worksheets():
                # What a failure leaves open.
                if sheet.row_data_fh is not None:
                    sheet.row_data_fh.close()

    def sheet(self, name: str) -> Worksheet:
        """A new sheet after the others; its name is cut and told apart as spreadsheets demand."""
        # The one name that Excel keeps for itself.
        wanted = f"{name} list" if name.casefold() == "history" else name
        unique = wanted[:_MOST_OF_A_NAME]
        number = 2
        while unique.casefold() in self._names:
            mark = f" ({number})"
            unique, number = wanted[: _MOST_OF_A_NAME - len(mark)] + mark, number + 1
        self._names.add(unique.casefold())
        return self._book.add_worksheet(unique)

    def style(self, style: Style) -> Format:
        """The format with these properties, as XlsxWriter names them; each is kept once in the file."""
        key = tuple(sorted(style.items()))
        if key not in self._styles:
            self._styles[key] = self._book.add_format(dict(style))
        return self._styles[key]

    def table(
        self, sheet: Worksheet, frame: pl.DataFrame, columns: Mapping[str, Column], header: Mapping[str, Style], *, frozen: int = 0
    ) -> None:
        """Fill `sheet` with a header and the rows of `frame`: header frozen, filters on, widths by the text.

        `header` is the style of each header. The first `frozen` columns stay where they are as well. At most MOST_ROWS - 1 rows and MOST_COLUMNS columns.
        """
        frame = frame.select(_cells(frame[name]) for name in frame.columns)
        looks = [columns.get(name, Column()) for name in frame.columns]
        for place, (name, look) in enumerate(zip(frame.columns, looks, strict=True)):
            width = look.width or _width(frame[name])
            # Below the last row the column is an empty one.
            closes = not look.folded and any(one.folded for one in looks[place + 1 : place + 2])
            options = {"hidden": look.hidden or look.folded, "level": int(look.folded), "collapsed": closes}
            sheet.set_column(place, place, width, self.style(_TEXT if look.blanks else look.style), options)
        for place, name in enumerate(frame.columns):
            self.text(sheet, 0, place, name, header.get(name, {}))
        sheet.outline_settings(symbols_right=False)
        sheet.freeze_panes(1, frozen)
        last = frame.width - 1
        sheet.autofilter(0, 0, frame.height, last)
        # Postcodes and numbers of registers are text on purpose.
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})
        self._rows(sheet, frame, looks)

    def text(self, sheet: Worksheet, row: int, column: int, text: str, style: Style = _TEXT) -> None:
        """One cell of text."""
        self._writer(sheet, pl.String(), style)(row, column, text)

    def number(self, sheet: Worksheet, row: int, column: int, number: float, style: Style = _TEXT) -> None:
        """One cell with a number, or with its digits as text where a spreadsheet would round it."""
        self._writer(sheet, pl.Float64(), style)(row, column, number)

    def _rows(self, sheet: Worksheet, frame: pl.DataFrame, looks: Sequence[Column]) -> None:
        writers = [self._writer(sheet, kind, look.style) for kind, look in zip(frame.dtypes, looks, strict=True)]
        blanks = [(place, self.style(look.style)) for place, look in enumerate(looks) if look.blanks]
        row = 0
        for part in frame.iter_slices(_AT_A_TIME):
            for values in part.iter_rows():
                row += 1
                for place, value in enumerate(values):
                    if value is not None:
                        writers[place](row, place, value)
                for place, style in blanks:
                    if values[place] is None:
                        sheet.write_blank(row, place, None, style)

    def _writer(self, sheet: Worksheet, kind: pl.DataType, style: Style) -> Callable[[int, int, Any], object]:
        """What writes a value of this kind, in this style, to a row and column of the sheet."""
        write, format_ = sheet.write_string, self.style(style)
        quoted = self.style({**style, "quote_prefix": True})

        def text(row: int, column: int, value: str) -> None:
            if value.startswith("<r>") and value.endswith("</r>"):
                # XlsxWriter would take this for markup of its own.
                value += " "
            write(row, column, value, quoted if value.startswith(_SIGNS) else format_)

        def day(row: int, column: int, value: date) -> None:
            if value >= _FIRST_DAY:
                sheet.write_datetime(row, column, value, dated)
            else:
                write(row, column, value.isoformat(), format_)

        def number(row: int, column: int, value: float) -> None:
            if abs(value) < _LARGEST:
                sheet.write_number(row, column, value, format_)
            else:
                write(row, column, str(value), format_)

        if kind == pl.Date:
            dated = self.style({**style, "num_format": "yyyy-mm-dd"})
            return day
        return text if kind == pl.String else number


def _cells(values: pl.Series) -> pl.Series:
    """A column as text, numbers or dates that a cell can hold; nothing where there is nothing."""
    kind = values.dtype
    if kind == pl.List(pl.String):
        values = values.list.join("; ", ignore_nulls=True)
    elif kind == pl.Boolean:
        values = values.replace_strict([True, False], ["yes", None], return_dtype=pl.String)
    elif kind == pl.Date or kind.is_integer():
        return values
    elif kind.is_numeric():
        numbers = values.cast(pl.Float64)
        return numbers.set(~numbers.is_finite(), None)
    else:
        values = values.cast(pl.String)
    texts = one_line(values)
    texts = texts.set(texts == "", None)
    return texts if (texts.str.len_bytes() <= MOST_CHARACTERS).all() else texts.map_elements(fitting, return_dtype=pl.String)


def fitting(text: str) -> str:
    """`text` as far as a cell holds it; spreadsheets count the halves of rare letters (UTF-16)."""
    whole = text.encode("utf-16-le")
    if len(whole) <= 2 * MOST_CHARACTERS:
        return text
    return whole[: 2 * (MOST_CHARACTERS - 1)].decode("utf-16-le", "ignore") + "…"


def _width(values: pl.Series) -> float:
    """How wide a column is to be: most of its text can be read, and its name beside the filter's button."""
    seen = values.head(_LOOKED_AT).cast(pl.String).str.len_chars().drop_nulls()
    most = int(seen.quantile(0.9) or 0) if len(seen) else 0
    return min(max(most + 2, len(values.name) + 4, _NARROW), _WIDE)


def _disk_fault(fault: XlsxWriterException) -> OSError:
    """What XlsxWriter says when the disk refuses, as the error that it was."""
    cause = fault.args[0] if fault.args else None
    return cause if isinstance(cause, OSError) else OSError(errno.EFBIG, str(fault))
