"""A repetitive column as its distinct texts and a code for each row."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

# The share of distinct cells under which looking at those alone is cheaper.
_FEW = 0.05
_SMALL = 2_000


@dataclass(frozen=True)
class Coded:
    """`texts` holds each distinct text once, `rows` (UInt32) where in it each row's text is; null stays null."""

    texts: pl.Series
    rows: pl.Series

    def spread(self, table: pl.DataFrame) -> pl.DataFrame:
        """A table of one row per distinct text -> one row per row of the column."""
        return pl.DataFrame([column.gather(self.rows) for column in table.iter_columns()])


def coded(cells: pl.Series) -> Coded | None:
    """The column `cells` (String) in codes; None when it is short or its texts seldom repeat."""
    if cells.len() < _SMALL:
        return None
    distinct_about = cells.to_frame("cell").select(pl.col("cell").approx_n_unique()).item()
    if distinct_about > cells.len() * _FEW:
        return None
    categories = cells.cast(pl.Categorical(pl.Categories.random()))
    distinct = categories.unique().drop_nulls()
    distinct = distinct.gather(distinct.to_physical().arg_sort())
    return Coded(distinct.cast(pl.String), categories.to_physical())
