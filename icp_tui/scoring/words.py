"""Numbers and labels in words, as expressions: what reason, why and the files share."""

from __future__ import annotations

import math
from fractions import Fraction

import polars as pl

# All numbers from 0 to 200 (a score and points for staying) with two decimals; looking a text up is far cheaper than formatting it.
_HUNDREDTHS = [f"{whole // 100}.{whole % 100:02d}" for whole in range(20_001)]


def two_decimals(number: pl.Expr) -> pl.Expr:
    """A number from 0 to 200 as text with two decimals; null stays null."""
    table = pl.Series(_HUNDREDTHS, dtype=pl.String)
    return pl.lit(table).gather((number * 100).round().cast(pl.UInt32))


def fixed(number: float | Fraction) -> str:
    """One number with two decimals, rounded half up."""
    return f"{float(hundredths(Fraction(number))):.2f}"


def hundredths(number: Fraction) -> Fraction:
    """A number rounded half up to two decimals, as scores are."""
    return Fraction(math.floor(number * 100 + Fraction(1, 2)), 100)


def plain(number: float) -> str:
    """A number without a needless decimal point: 70, 62.5."""
    return f"{number:g}" if abs(number) < 1e6 else f"{number:,.0f}"
