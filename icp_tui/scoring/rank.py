"""The ranking: the accounts in `rank_by` order.

Missing values come last in either direction; `account_key`, ascending, closes every tie. What the
score does not touch is sorted once and kept as a number, so that a new score costs one sort of
integers.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from icp_tui.profile import RankKey
from icp_tui.scoring.plan import SCORES


def tie_order(accounts: pl.DataFrame, rank_by: Sequence[RankKey]) -> pl.Series:
    """The place (UInt32, from 0) of each account by the account columns of `rank_by`, then account_key."""
    order = _sorted_rows(accounts, [by for by in rank_by if by.column not in SCORES])
    places = pl.zeros(len(order), dtype=pl.UInt32, eager=True)
    return places.scatter(order, pl.int_range(len(order), dtype=pl.UInt32, eager=True)).alias("tie_order")


def ranking(accounts: pl.DataFrame, scores: pl.DataFrame, rank_by: Sequence[RankKey], ties: pl.Series) -> pl.Series:
    """The rows (UInt32) of all accounts in `rank_by` order.

    Columns in: of `accounts` account_key and those of `rank_by`, of `scores` those of `score`;
    `ties` comes from `tie_order`.
    """
    scored = [place for place, by in enumerate(rank_by) if by.column in SCORES]
    if scored != [0] or rank_by[0].column != "score":
        frame = accounts.hstack(scores.select(name for name in SCORES if name in scores.columns))
        return _sorted_rows(frame, rank_by)
    # Hundredths above, ties below, in one integer per account: a third of the price of two sorts.
    hundredths = (pl.col("score") * 100).round().cast(pl.UInt64)
    if rank_by[0].descending:
        hundredths = 10_000 - hundredths
    packed = hundredths * 2**32 + ties.cast(pl.UInt64)
    return scores.select(packed.arg_sort()).to_series()


def _sorted_rows(frame: pl.DataFrame, rank_by: Sequence[RankKey]) -> pl.Series:
    """The rows (UInt32) by the columns of `rank_by`, then account_key."""
    # A column without a single value decides nothing.
    kept = [by for by in rank_by if frame[by.column].null_count() < frame.height]
    if not kept:
        return frame["account_key"].arg_sort()
    names = [by.column for by in kept]
    descending = [by.descending for by in kept]
    order = frame.select(pl.arg_sort_by(names, descending=descending, nulls_last=True)).to_series()
    return _with_ties_by_key(frame, names, order)


def _with_ties_by_key(frame: pl.DataFrame, names: Sequence[str], order: pl.Series) -> pl.Series:
    """The same order with runs of equal rows put by account_key.

    Texts are slow to sort, and most rows are told apart by numbers before the key is asked.
    """
    same = frame.select(names)[order].select(
        pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift(1)) for name in names).alias("same"),
    )["same"]  # fmt: skip
    if frame.height:
        same[0] = False
    tied = (same | same.shift(-1, fill_value=False)).arg_true()
    if tied.is_empty():
        return order
    rows = order.gather(tied)
    runs = pl.DataFrame({"run": (~same).cum_sum().gather(tied), "key": frame["account_key"].gather(rows)})
    inside = runs.select(pl.arg_sort_by("run", "key")).to_series()
    return order.scatter(tied, rows.gather(inside))
