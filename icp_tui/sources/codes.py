"""Repetitive columns as their distinct texts and a code for each row."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

# The share of distinct cells under which looking at those alone is cheaper.
_FEW = 0.05
_SMALL = 2_000
# In the head of a file a repetitive column may still show this share of distinct cells.
_FEW_IN_HEAD = 0.5
# Codes of more texts than this share of the rows cost more than they save.
_MOST = 0.2
# Up to so many distinct texts, a code of 16 bits leaves room for those that the head does not show.
_SHORT_CODES = 1 << 14


@dataclass(frozen=True)
class Coded:
    """`texts` holds each distinct text once, `rows` (UInt32) where in it each row's text is; null stays null."""

    texts: pl.Series
    rows: pl.Series

    def spread(self, table: pl.DataFrame) -> pl.DataFrame:
        """A table of one row per distinct text -> one row per row of the column."""
        return pl.DataFrame([column.gather(self.rows) for column in table.iter_columns()])


def coded(cells: pl.Series) -> Coded | None:
    """The column `cells` (String or Categorical) in codes; None when it is short or its texts seldom repeat."""
    if is_categorical(cells):
        return _by_category(cells)
    if cells.len() < _SMALL:
        return None
    distinct_about = cells.to_frame("cell").select(pl.col("cell").approx_n_unique()).item()
    if distinct_about > cells.len() * _FEW:
        return None
    return _by_category(cells.cast(own_categories(pl.UInt32)))


def is_categorical(cells: pl.Series) -> bool:
    """Whether the cells of a column are codes of texts."""
    return isinstance(cells.dtype, pl.Categorical)


def as_text(cells: pl.Series) -> pl.Series:
    """An original column as String, whichever way it is held."""
    return cells.cast(pl.String) if is_categorical(cells) else cells


def distinct_texts(cells: pl.Series) -> pl.Series:
    """All texts that occur in a Categorical column, and perhaps some that do not any more."""
    kind = cells.dtype
    return kind.categories.to_series() if isinstance(kind, pl.Categorical) else cells.unique()


def own_categories(physical: type[pl.DataType]) -> pl.Categorical:
    """A dictionary for one column alone, so that its codes are dense."""
    return pl.Categorical(pl.Categories.random(physical=physical))


def repetitive_columns(head: pl.DataFrame, rows: int) -> dict[str, pl.Categorical]:
    """The types for those columns of a file of about `rows` rows that repeat few texts, by the rows of its `head`."""
    found: dict[str, pl.Categorical] = {}
    for column in head.iter_columns():
        seen, expected = _distinct_expected(column)
        if seen <= _FEW_IN_HEAD * head.height and expected <= _FEW * rows:
            found[column.name] = own_categories(pl.UInt16 if expected < _SHORT_CODES else pl.UInt32)
    return found


def worth_codes(cells: pl.Series) -> bool:
    """Whether a column is held well as it is; the head of a sorted file can promise repeats that do not come."""
    return not is_categorical(cells) or distinct_texts(cells).len() <= max(_MOST * cells.len(), _SMALL)


def _distinct_expected(cells: pl.Series) -> tuple[int, float]:
    """How many distinct texts are here, and how many a longer column like it should have (Chao's estimate)."""
    times = cells.drop_nulls().unique_counts()
    once, twice = int((times == 1).sum()), int((times == 2).sum())
    return times.len(), times.len() + once * (once - 1) / (2 * (twice + 1))


def _by_category(cells: pl.Series) -> Coded:
    texts = distinct_texts(cells)
    rows = cells.to_physical().cast(pl.UInt32)
    used = rows.unique().drop_nulls()
    if used.len() < texts.len():
        places = pl.int_range(texts.len(), dtype=pl.UInt32, eager=True)
        texts = pl.select(pl.when(places.is_in(used.implode())).then(texts)).to_series()
    return Coded(texts, rows)
