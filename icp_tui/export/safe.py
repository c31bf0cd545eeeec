"""Text that is safe in a file: no control characters, no line breaks, no formulas of our making.

The rules are those of the CSV safety table: machine targets store an apostrophe as data, so imported
cells are never prefixed; what starts like a formula is counted and said instead. Text that we made
(reason, why, notes) loses the characters that would start one.
"""

from __future__ import annotations

import polars as pl

# C0 and C1 controls, DEL, line and paragraph separators.
_CONTROLS = r"[\x00-\x1f\x7f-\x{9f}\x{2028}\x{2029}]"
_BREAKS = r"[\t\n\x0b\x0c\r\x{85}\x{2028}\x{2029}]+"
_FORMULA = r"^[=+\-@\t\r]"
_NUMBER_OR_PHONE = r"^[+-]?[\d\s().-]+$"


def one_line(texts: pl.Series) -> pl.Series:
    """Text without line breaks (a space instead) and without control characters; null stays null."""
    if not texts.str.contains(_CONTROLS).any():
        return texts
    return texts.str.replace_all(_BREAKS, " ").str.replace_all(_CONTROLS, "")


def harmless(texts: pl.Series) -> pl.Series:
    """Text of our own making: one line, and never a formula."""
    return one_line(texts).str.strip_chars_start("=@\t\r ")


def formulas(texts: pl.Series) -> int:
    """How many cells start like a formula; numbers and phone numbers may start with a sign."""
    risky = texts.filter(texts.str.contains(_FORMULA))
    return int((~risky.str.contains(_NUMBER_OR_PHONE)).sum())
