"""Extra fields: typed columns that the profile makes from original headers."""

from __future__ import annotations

from typing import Annotated, Literal

import polars as pl
from pydantic import Field

from icp_tui.columns import TEXTS
from icp_tui.yaml_io import Listed, Part, Text

# What a criterion may expect of a field of each type; cleaning may choose a narrower type.
TYPES: dict[str, pl.DataType | type[pl.DataType]] = {
    "number": pl.Float64,
    "money": pl.Float64,
    "date": pl.Date,
    "list": TEXTS,
    "flag": pl.Boolean,
    "text": pl.String,
}


class ExtraField(Part):
    """A column of the profile's own, read from the first of several original headers that a source has."""

    from_: Annotated[Listed[Text], Field(min_length=1, alias="from")]
    """The original headers to read, the first that a source has counts."""
    as_: Annotated[Literal["number", "money", "date", "list", "flag", "text"], Field(alias="as")]
    """What the column holds: number, money, date, list, flag or text."""

    @property
    def headers(self) -> tuple[str, ...]:
        """The original headers, in order of preference."""
        return self.from_

    @property
    def type(self) -> str:
        """number, money, date, list, flag or text."""
        return self.as_
