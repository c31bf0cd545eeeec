"""Accounts on the same levels score the same: each distinct row of levels is scored once, for all who share it.

Finding the distinct rows costs about as much as scoring a list; it pays where one list is scored again and
again, as when weights are tuned.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from icp_tui.scoring.assess import KILL

# With more distinct rows than this share of the list, the detour saves nothing.
_WORTH = 0.6


@dataclass(frozen=True)
class Alike:
    """The distinct rows of levels, and for each account (UInt32) which of them is its own."""

    distinct: pl.DataFrame = field(compare=False)
    own: pl.Series = field(compare=False)

    @property
    def saves(self) -> bool:
        """Whether scoring the distinct rows is less work than scoring all."""
        return self.distinct.height < len(self.own) * _WORTH


def alike(levels: pl.DataFrame) -> Alike:
    """Find the distinct rows of levels, of those columns that the score is made of."""
    names = [name for name in levels.columns if not name.startswith(f"{KILL}.")]
    groups = levels.lazy().select(names).with_row_index("_row").group_by(names).agg("_row").collect()
    rows = groups["_row"]
    own = pl.zeros(levels.height, dtype=pl.UInt32, eager=True)
    if levels.height:
        places = pl.int_range(groups.height, dtype=pl.UInt32, eager=True)
        own = own.scatter(rows.explode(), pl.DataFrame({"place": places, "rows": rows}).explode("rows")["place"])
    return Alike(groups.select(names), own)
