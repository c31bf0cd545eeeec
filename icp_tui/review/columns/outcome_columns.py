"""The columns that a scored list has beside its frames, for some accounts or for all of them."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from icp_tui import columns
from icp_tui.scoring.listing import ScoredList, decided
from icp_tui.scoring.plan import PlannedCriterion
from icp_tui.scoring.score import points
from icp_tui.scoring.why import warnings, why

# What people decided about an account.
DECIDED = ("note", "reviewed", "reviewed_by")

# Gives a column at some rows, or whole for None.
Maker = Callable[[pl.Series | None], pl.Series]


class OutcomeColumns:
    """What a list says of its accounts, one column at a time; `types` has them all."""

    def __init__(self, scored: ScoredList) -> None:
        self._scored = scored
        tiers = [tier.name for tier in scored.plan.profile.tiers]
        nowhere = [None] * 3  # nurture, disqualified, killed
        self._tiers = pl.Series("tier", [*tiers, *nowhere], dtype=pl.Enum(tiers))
        plays = [tier.play for tier in scored.plan.profile.tiers]
        self._plays = pl.Series("play", [*plays, *nowhere], dtype=pl.String)
        self._pinned = pl.concat([filled.pinned for filled in scored.assigned.filled])
        self._makers: dict[str, Maker] = {
            "rank": lambda rows: _at(scored.assigned.rank, rows),
            "bucket": lambda rows: _at(scored.assigned.bucket, rows),
            "tier": lambda rows: self._tiers.gather(_at(scored.assigned.bucket, rows).to_physical()),
            "play": lambda rows: self._plays.gather(_at(scored.assigned.bucket, rows).to_physical()),
            "reason": lambda rows: scored.reasons if rows is None else scored.reasons_of(rows),
            "why": lambda rows: why(_rows(scored.accounts, rows), _rows(scored.levels, rows), scored.plan),
            "warnings": self._warnings,
            "pinned": self._is_pinned,
            "kill_reasons": lambda rows: scored.kill_reasons(self._all() if rows is None else rows),
            **{name: self._decided(name) for name in DECIDED},
            **{columns.level(one.key): self._labels(one) for one in scored.plan.criteria},
            **{columns.points(one.key): self._points(one) for one in scored.plan.criteria},
        }
        self.types: dict[str, pl.DataType] = {
            name: pl.Float64() if name.startswith("points.") else pl.String() for name in self._makers
        } | {
            "rank": pl.UInt32(), "bucket": scored.assigned.bucket.dtype, "tier": self._tiers.dtype,
            "pinned": pl.Boolean(), "reviewed": pl.Boolean(), "kill_reasons": columns.TEXTS,
        }  # fmt: skip

    def make(self, name: str, rows: pl.Series | None = None) -> pl.Series:
        """The column at `rows`, or whole. KeyError if it is none of these."""
        return self._makers[name](rows).alias(name)

    def has(self, name: str) -> bool:
        """Whether some account has a value, at no cost by the list; for yes or no, whether there is a yes."""
        scored, decisions = self._scored, self._scored.decisions.frame
        full = bool(self._pinned.len()) or any(filled.taken.len() for filled in scored.assigned.filled)
        known: dict[str, Callable[[], bool]] = {
            "rank": lambda: scored.assigned.order.len() > 0,
            "tier": lambda: full,
            "play": lambda: full and any(tier.play for tier in scored.plan.profile.tiers),
            "pinned": lambda: self._pinned.len() > 0,
            "reviewed": lambda: bool(decisions["reviewed"].any()),
            "note": lambda: decisions["note"].null_count() < decisions.height,
            "reviewed_by": lambda: decisions["reviewed_by"].null_count() < decisions.height,
            "kill_reasons": lambda: bool(scored.kill_list.killed.any()),
            "warnings": lambda: (
                bool(scored.matches.possible.height) or any(sign.any() for sign in self._signs())
            ),
        }
        return known.get(name, lambda: scored.accounts.height > 0)()

    def _all(self) -> pl.Series:
        return pl.int_range(self._scored.accounts.height, dtype=pl.UInt32, eager=True)

    def _signs(self) -> list[pl.Series]:
        levels = self._scored.levels
        return [levels[name] for name in levels.columns if name.startswith("warn.")]

    def _warnings(self, rows: pl.Series | None) -> pl.Series:
        scored = self._scored
        keys = _rows(scored.accounts.select("account_key"), rows)
        possible = scored.matches.possible
        if rows is not None:
            possible = possible.join(keys, on="account_key", how="semi", maintain_order="left")
        return warnings(_rows(scored.levels, rows), scored.plan, possible, keys["account_key"])

    def _is_pinned(self, rows: pl.Series | None) -> pl.Series:
        if rows is not None:
            return rows.is_in(self._pinned.implode())
        none = pl.Series([False]).new_from_index(0, self._scored.accounts.height)
        return none.scatter(self._pinned, values=True) if self._pinned.len() else none

    def _decided(self, name: str) -> Maker:
        def make(rows: pl.Series | None) -> pl.Series:
            keys = _rows(self._scored.accounts.select("account_key"), rows)
            column = decided(keys, self._scored.decisions, name)
            return column.fill_null(value=False) if name == "reviewed" else column

        return make

    def _labels(self, criterion: PlannedCriterion) -> Maker:
        labels = pl.Series(criterion.labels, dtype=pl.String)
        return lambda rows: labels.gather(_at(self._scored.levels[columns.level(criterion.key)], rows))

    def _points(self, criterion: PlannedCriterion) -> Maker:
        name = columns.points(criterion.key)
        return lambda rows: points(_rows(self._scored.levels, rows), self._scored.plan)[name]


def _at(column: pl.Series, rows: pl.Series | None) -> pl.Series:
    return column if rows is None else column.gather(rows)


def _rows(frame: pl.DataFrame, rows: pl.Series | None) -> pl.DataFrame:
    return frame if rows is None else frame[rows]
