"""Employees and money as one number for a field of numbers: what is known exactly, and of a range the lower bound.

A list keeps the midpoint of a range beside its ends, which suits scoring. In a CRM the midpoint would look
like a known figure, so there the lower bound stands, which is true of the company; a range from zero says
nothing and stays blank.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import polars as pl

# Number -> the ends of the range that it may come from.
RANGES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {name: (f"{name}_min", f"{name}_max") for name in ("employees", "revenue")}
)


def at_least(frame: pl.DataFrame, name: str) -> pl.Series:
    """The numbers under `name`; the lower bound where they are the midpoint of a range, null where that is 0."""
    if name not in RANGES or not set(RANGES[name]) <= set(frame.columns):
        return frame[name]
    value, low, high = (pl.col(one) for one in (name, *RANGES[name]))
    # A number that is not the midpoint is known beside the range.
    middle = value.is_null() | ((value * 2 - low - high).abs() <= 1)
    number = pl.when((low != high) & middle).then(pl.when(low > 0).then(low)).otherwise(value)
    return frame.select(number.alias(name)).to_series()
