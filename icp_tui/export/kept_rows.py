"""Rows that a target must not lose: an account left, and one that is in the tiers has its key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import polars as pl

from icp_tui.export.preset_column import Column

# Which account a row is of, and whether the export adds it; no header of a target is called so.
ACCOUNT_KEY, ADDED = "\0account key", "\0added"
_ROW, _OTHER = "\0row", "\0other"


def still_held(gone: pl.DataFrame, held: pl.DataFrame, keys: Sequence[Column]) -> pl.Series:
    """Whether a row of `held` has the key of each row of `gone`, other than the one that adds the same account again.

    Both have the cells of `keys` under their headers, and ACCOUNT_KEY, null for an account that is not on the list;
    `held` has ADDED.
    Two rows are one for the target when they agree in all that tells them by itself (record number, domain, email
    address) and both have; where they share none of it, by the name.
    """
    headers = [one.header for one in keys]
    tell = [one.header for one in keys if one.from_ != ("name",)]
    mine = gone.select(*headers, ACCOUNT_KEY).with_row_index(_ROW)
    theirs = held.select(*headers, ACCOUNT_KEY, ADDED).unique().with_row_index(_OTHER)
    pairs = pl.concat([
        mine.drop_nulls(header).join(theirs, on=header, how="inner").select(_ROW, _OTHER) for header in headers
    ]).unique()  # fmt: skip
    beside = pairs.join(mine, on=_ROW).join(theirs, on=_OTHER, suffix=_OTHER)
    agree = reduce(lambda all_, header: all_ & (pl.col(header) == pl.col(header + _OTHER)).fill_null(value=True), tell, pl.lit(value=True))
    moved = pl.col(ACCOUNT_KEY).eq_missing(pl.col(ACCOUNT_KEY + _OTHER)) & pl.col(ADDED)
    rows = beside.filter(agree & ~moved)[_ROW]
    return mine[_ROW].is_in(rows.implode())
