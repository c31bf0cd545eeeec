"""How a source is to be read, where a person overrules what is found in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reading:
    """What is said about one source; what is left out is found in the file itself.

    `header_row` counts the rows of the file from 1, `sheet` names a sheet of a workbook, `dialect` a
    dialect, `overrides` sends a header to an account column, or to none, and `day_first` says of a header
    whether its dates such as `3/4/2024` have the day first (True) or the month (False).
    """

    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    sheet: str | None = None
    dialect: str | None = None
    overrides: Mapping[str, str | None] = field(default_factory=dict)
    day_first: Mapping[str, bool] = field(default_factory=dict)


# Nothing is overruled.
AS_FOUND = Reading()
