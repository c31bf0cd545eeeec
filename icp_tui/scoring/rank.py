"""The ranking: the accounts in `rank_by` order.

Missing values come last in either direction; `account_key`, ascending, closes every tie. What the
score does not touch is sorted once and kept, so that a new score only deals the rows out by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from icp_tui.profile import RankKey
from icp_tui.scoring.plan import SCORES
from icp_tui.scoring.scores import Scores
from icp_tui.scoring.staying import Staying, ranked_scores


@dataclass(frozen=True)
class Ranking:
    """The order of a list, worked out for as many of its accounts as somebody asks for.

    `rows` (UInt32) are all of them: in rank order where `points` is None, else by what the score does not touch.
    `points` (UInt16) are the hundredths of each account's score, by row.
    """

    rows: pl.Series = field(compare=False)
    points: pl.Series | None = field(default=None, compare=False)
    descending: bool = True
    _last: list[tuple[pl.Series, pl.Series]] = field(default_factory=list, compare=False, repr=False)

    @cached_property
    def all(self) -> pl.Series:
        """The rows (UInt32) of all accounts in rank order."""
        return self._dealt(self.rows)

    def only(self, wanted: pl.Series) -> pl.Series:
        """The rows of the accounts that are `wanted` (Boolean, by row), in rank order."""
        # New capacities and lines of the same list mostly ask for the same accounts again.
        for asked, answer in self._last:
            if asked.equals(wanted):
                return answer
        rows = self.all if "all" in self.__dict__ else self.rows
        few = rows.filter(wanted.gather(rows))
        found = few if "all" in self.__dict__ else self._dealt(few)
        self._last[:] = [(wanted, found)]
        return found

    def _dealt(self, rows: pl.Series) -> pl.Series:
        """The rows by score, those of one score as they come: much cheaper than sorting, for scores are few."""
        if self.points is None or rows.is_empty():
            return rows
        frame = pl.DataFrame({"points": self.points.gather(rows), "row": rows}).lazy()
        dealt = frame.group_by("points", maintain_order=True).agg("row").sort("points", descending=self.descending)
        return dealt.select(pl.col("row").explode()).collect().to_series()


def tie_order(accounts: pl.DataFrame, rank_by: Sequence[RankKey]) -> pl.Series:
    """The rows (UInt32) of all accounts by the account columns of `rank_by`, then account_key."""
    return _sorted_rows(accounts, [by for by in rank_by if by.column not in SCORES])


def ranking(
    accounts: pl.DataFrame, scores: Scores, rank_by: Sequence[RankKey], ties: pl.Series, held: Staying | None = None
) -> Ranking:
    """The ranking of all accounts in `rank_by` order.

    Columns in: of `accounts` account_key and those of `rank_by`, of `scores` those of `score`;
    `ties` comes from `tie_order`; `held` has the points for staying, which count as score here.
    """
    scored = [place for place, by in enumerate(rank_by) if by.column in SCORES]
    if scored != [0] or rank_by[0].column != "score":
        named = {by.column for by in rank_by}
        frame = accounts.hstack(scores.select(name for name in SCORES if name in named).frame)
        if "score" in named:
            frame = frame.with_columns(ranked_scores(scores, held).alias("score"))
        return Ranking(_sorted_rows(frame, rank_by))
    points = scores.each((pl.col("score") * 100).round().cast(pl.UInt16))
    return Ranking(ties, points if held is None else points + held.bonus, rank_by[0].descending)


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
