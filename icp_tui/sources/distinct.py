"""Cleaning each distinct text once."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from icp_tui.sources.codes import coded, is_categorical

# Below this many rows, finding the distinct texts costs more than it saves.
_FEW_ROWS = 2_000
# Parsing is several times as dear as a join, so it pays even when every second text is new.
_MOST_DISTINCT = 0.5
_TEXT = "distinct text"


def over_distinct(texts: pl.Series, parse: Callable[[pl.Series], pl.DataFrame]) -> pl.DataFrame:
    """Return `parse(texts)`, computed once per distinct text where texts repeat.

    `texts` is String or Categorical; `parse` gets String. It must give each text the same row whatever
    else is in the column, up to decisions that depend only on which texts occur. Height and row order
    are those of `texts`.
    """
    if is_categorical(texts) and (codes := coded(texts)) is not None:
        return codes.spread(parse(codes.texts))
    most = _MOST_DISTINCT * len(texts)
    if len(texts) < _FEW_ROWS or texts.to_frame().select(pl.first().approx_n_unique()).item() > most:
        return parse(texts)
    distinct = texts.unique()
    table = parse(distinct).insert_column(0, distinct.alias(_TEXT))
    rows = texts.alias(_TEXT).to_frame()
    return rows.join(table, on=_TEXT, how="left", nulls_equal=True, maintain_order="left").drop(_TEXT)
