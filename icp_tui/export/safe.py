"""Text that is safe in a file: no control characters, no line breaks, no formulas of our making.

The rules are those of the CSV safety table: machine targets store an apostrophe as data, so imported
cells are never prefixed; what starts like a formula is counted and said instead. Text that we made
(reason, why, notes) loses the characters that would start one.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import polars as pl

# C0 and C1 controls, DEL, line and paragraph separators.
_CONTROLS = r"[\x00-\x1f\x7f-\x{9f}\x{2028}\x{2029}]"
_BREAKS = r"[\t\n\x0b\x0c\r\x{85}\x{2028}\x{2029}]+"
# The same in UTF-8, where the line end of each record is the one control that belongs.
_CONTROL_BYTES = bytes([*range(0x0A), *range(0x0B, 0x20), 0x7F])
# Two patterns, each with a literal first byte: as one they would take ten times as long.
_WIDE_CONTROLS = (re.compile(rb"\xc2[\x80-\x9f]"), re.compile(rb"\xe2\x80[\xa8\xa9]"))
# A sign is no formula where the whole cell is a number or a phone number.
_FORMULA = r"^(?:[=@\t\r]|[+\-][\d\s().\-]*[^\d\s().\-])"


def is_clean(csv: bytes, records: int) -> bool:
    """Whether CSV bytes of so many records hold no control character and no line break in a cell.

    Looking at the finished bytes once costs a tenth of looking at every column.
    """
    return (
        csv.count(b"\n") == records
        and len(csv.translate(None, _CONTROL_BYTES)) == len(csv)
        and not any(pattern.search(csv) for pattern in _WIDE_CONTROLS)
    )


def soiled_columns(frame: pl.DataFrame) -> set[str]:
    """The text columns with a cell that holds a control character or a line break."""
    texts = [name for name in frame.columns if frame.schema[name] == pl.String]
    return {name for name in texts if frame[name].str.contains(_CONTROLS).any()}


def cleaned(frame: pl.DataFrame, names: Collection[str]) -> pl.DataFrame:
    """The frame with the text of these columns on one line and without control characters."""
    return frame.with_columns(one_line(frame[name]) for name in frame.columns if name in names)


def one_line(texts: pl.Series) -> pl.Series:
    """Text without line breaks (a space instead) and without control characters; null stays null."""
    return texts.str.replace_all(_BREAKS, " ").str.replace_all(_CONTROLS, "")


def harmless(texts: pl.Series) -> pl.Series:
    """Text of our own making: one line, and never a formula."""
    return one_line(texts).str.strip_chars_start("=@\t\r ")


def formulas(texts: pl.Series) -> int:
    """How many cells start like a formula; numbers and phone numbers may start with a sign."""
    return int(texts.str.contains(_FORMULA).sum() or 0)


def escaped(texts: pl.Series) -> pl.Series:
    """Text for a CSV that people open in a spreadsheet: an apostrophe before what would be a formula there."""
    return ("'" + texts).zip_with(texts.str.contains(_FORMULA).fill_null(value=False), texts).alias(texts.name)


def for_people(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame for a file that people open in a spreadsheet: text on one line, and whatever starts a formula goes."""
    texts = [name for name in frame.columns if frame.schema[name] == pl.String]
    tidy = frame.with_columns(harmless(frame[name]).alias(name) for name in texts)
    signed = [name for name in texts if formulas(tidy[name])]
    return tidy.with_columns(tidy[name].str.strip_chars_start("=@+- ").alias(name) for name in signed)
