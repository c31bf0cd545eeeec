"""The scores of a list, column by column: what nobody asks for is not computed, and what few rows need is not gathered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import overload

import polars as pl

from icp_tui.scoring.alike import Alike
from icp_tui.scoring.plan import Plan
from icp_tui.scoring.score import score, score_types

# Every list needs these to be ranked and put into tiers.
_AT_ONCE = ("score", "known", "failed")


class Scores:
    """The columns of `score` for all accounts; read like a frame of them.

    `scores[name]` is a column, `scores[rows]` a frame of these rows, `select` fewer columns. Where accounts are
    alike, each distinct row of levels is scored once, and only the columns that are read.
    """

    def __init__(self, made: dict[str, pl.Series], own: pl.Series | None, source: tuple[pl.DataFrame, Plan] | None,
                 columns: Sequence[str]) -> None:  # fmt: skip
        self.columns = list(columns)
        self._made = made
        self._own = own
        self._source = source
        self._whole: dict[str, pl.Series] = {}

    @classmethod
    def of(cls, frame: pl.DataFrame) -> Scores:
        """Scores that are there already, a row per account."""
        return cls(frame.to_dict(), None, None, frame.columns)

    @classmethod
    def of_levels(cls, levels: pl.DataFrame, plan: Plan) -> Scores:
        """The scores of every row of levels, all columns at once."""
        return cls.of(score(levels, plan))

    @classmethod
    def of_alike(cls, alike: Alike, plan: Plan) -> Scores:
        """The scores of accounts that share their levels."""
        made = score(alike.distinct, plan, _AT_ONCE).to_dict()
        return cls(made, alike.own, (alike.distinct, plan), list(score_types()))

    @property
    def schema(self) -> dict[str, pl.DataType]:
        """The types of the columns."""
        self._need(self.columns)
        return {name: self._made[name].dtype for name in self.columns}

    @property
    def frame(self) -> pl.DataFrame:
        """All columns of all accounts."""
        return pl.DataFrame([self[name] for name in self.columns])

    def select(self, *names: str | Iterable[str]) -> Scores:
        """The same accounts with these columns only."""
        asked = [one for name in names for one in ([name] if isinstance(name, str) else name)]
        fewer = Scores(self._made, self._own, self._source, asked)
        fewer._whole = self._whole
        return fewer

    @overload
    def __getitem__(self, key: str) -> pl.Series: ...
    @overload
    def __getitem__(self, key: pl.Series) -> pl.DataFrame: ...
    def __getitem__(self, key: str | pl.Series) -> pl.Series | pl.DataFrame:
        """One column, or the frame of the rows `key` (UInt32)."""
        if isinstance(key, str):
            self._need([key])
            if self._own is None:
                return self._made[key]
            if key not in self._whole:
                self._whole[key] = self._made[key].gather(self._own)
            return self._whole[key]
        self._need(self.columns)
        if not self.columns:
            return pl.DataFrame()
        held = pl.DataFrame([self._made[name] for name in self.columns])
        return held[key if self._own is None else self._own.gather(key)]

    def at(self, name: str, rows: pl.Series) -> pl.Series:
        """One column of the accounts at `rows`."""
        self._need([name])
        return self._made[name].gather(rows if self._own is None else self._own.gather(rows))

    def each(self, made_of: pl.Expr) -> pl.Series:
        """An expression over the columns, a value per account; computed once for those that are alike."""
        names = made_of.meta.root_names()
        self._need(names)
        held = pl.DataFrame([self._made[name] for name in names]).select(made_of).to_series()
        return held if self._own is None else held.gather(self._own)

    def and_one(self, one: Scores, levels: pl.DataFrame) -> Scores:
        """These and the scores of one account more, of these `levels`, as the last; what nobody asks for stays uncomputed."""
        made = {name: pl.concat([held, one[name].cast(held.dtype)], rechunk=False) for name, held in self._made.items()}
        if self._own is None or self._source is None:
            return Scores(made, None, None, self.columns)
        distinct, plan = self._source
        own = pl.concat([self._own, pl.Series([distinct.height], dtype=self._own.dtype)], rechunk=False)
        mine = levels.select(pl.col(name).cast(dtype) for name, dtype in distinct.schema.items())
        return Scores(made, own, (pl.concat([distinct, mine]), plan), self.columns)

    def _need(self, names: Iterable[str]) -> None:
        missing = [name for name in names if name not in self._made]
        if missing and self._source is not None:
            levels, plan = self._source
            self._made.update(score(levels, plan, missing).to_dict())
