"""Territories: which reps may get each of some accounts, by the conditions of the profile."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from icp_tui import columns, conditions
from icp_tui.profile import Rep
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.plan import SCORES

# More of a value, and more values of a territory, than these make no short reason.
_MOST_OF_A_VALUE = 40
_MOST_NAMED = 3


class Territories:
    """Which of `reps` may get the accounts at `rows`.

    Accounts of one `combination` (UInt32, one per account) may go to the same reps: `reps` has their places by
    combination, `unknown` whether some condition cannot be told for lack of data. ValueError when a condition
    does not go with the columns; `originals` are further columns, same rows as the list, that it may name.
    """

    def __init__(
        self, scored: ScoredList, reps: Sequence[Rep], rows: pl.Series, originals: pl.DataFrame | None = None
    ) -> None:
        frame = scored.accounts
        if originals is not None and originals.width:
            more = [name for name in originals.columns if name not in frame.columns]
            frame = frame.hstack(columns.as_text(originals.select(more)))
        schema: dict[str, pl.DataType | type[pl.DataType]] = {**frame.schema, **SCORES, columns.AS_OF: pl.Date}
        made = [rep.when and conditions.compile(rep.when, schema) for rep in reps]
        self._reads = [[name for name in one.names if name != columns.AS_OF] if one else [] for one in made]
        self._named = list(dict.fromkeys(name for names in self._reads for name in names))
        wanted = [name for name in frame.columns if name in self._named and name != "account_key"]
        scores = scored.scores.select(name for name in SCORES if name in scored.scores.columns)
        self._values = (
            frame.select("account_key", *wanted)[rows]
            .hstack(scores[rows])
            .with_columns(pl.lit(scored.plan.as_of).alias(columns.AS_OF))
        )
        # The key is selected along, so that a constant has as many rows as there are accounts.
        met = self._values.select(
            "account_key",
            *(
                (one.expr if one else pl.lit(value=True)).cast(pl.Boolean).alias(f"\0{at}")
                for at, one in enumerate(made)
            ),
        ).drop("account_key")
        self.combination = pl.zeros(len(rows), dtype=pl.UInt32, eager=True)
        combinations: list[tuple[bool | None, ...]] = [()]
        if met.width:
            distinct = met.unique(maintain_order=True).with_row_index("combination")
            found = met.join(distinct, on=met.columns, how="left", nulls_equal=True, maintain_order="left")
            self.combination = found["combination"]
            combinations = distinct.drop("combination").rows()
        self.reps = [[at for at, yes in enumerate(one) if yes] for one in combinations]
        self.unknown = [None in one for one in combinations]

    def told(self, rep: int) -> pl.Expr:
        """What of an account puts it into a rep's territory, over the columns of `values`: `country US`."""
        return _joined(self._reads[rep], otherwise="any territory")

    def told_of_all(self) -> pl.Expr:
        """What of an account the territories ask about, over the columns of `values`."""
        return _joined(self._named, otherwise="there are no reps")

    def values(self, which: pl.Series) -> pl.DataFrame:
        """Each column that a territory reads, as `country US`, of those accounts for which `which` is true."""
        values = self._values.filter(which)
        said = [
            pl.format("{} {}", pl.lit(name.replace("_", " ")), _text(values[name]).fill_null("unknown")).alias(name)
            for name in self._named
        ]
        return values.select(said) if said else pl.DataFrame()


def _joined(names: Sequence[str], *, otherwise: str) -> pl.Expr:
    told = [pl.col(name) for name in names[:_MOST_NAMED]]
    return pl.concat_str(told, separator=", ") if told else pl.lit(otherwise)


def _text(values: pl.Series) -> pl.Expr:
    column = pl.col(values.name)
    said = column.list.join(", ") if values.dtype == columns.TEXTS else column.cast(pl.String)
    return said.str.slice(0, _MOST_OF_A_VALUE)
