"""What each criterion decides: who would be in the first tier if it did not count at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from icp_tui import columns
from icp_tui.scoring.assess import MUST, WARN, rule_column
from icp_tui.scoring.assign import assign
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.plan import Plan, PlannedCriterion
from icp_tui.scoring.rank import ranking, tie_order
from icp_tui.scoring.score import score
from icp_tui.scoring.scores import Scores
from icp_tui.scoring.staying import ranked_scores

# From this share of the accounts that fit at one level on, a criterion no longer tells them apart.
ALIKE = 0.95
# From this share of the first tier that would change on, a criterion decides most of it.
MOST = 0.5
# Accounts looked at for each seat of the tier: limits and families skip some.
_PER_SEAT, _AT_LEAST = 4, 500
# Combinations of levels that a direct table holds.
_TABLE = 4_000_000


@dataclass(frozen=True)
class Decided:
    """One criterion: `changed` of the `members` of the first tier would be others without it.

    `changed` is None where that cannot be told: it is the only criterion, or nobody is in the tier by score.
    `alike` is the share of the accounts that fit that are at the level `label`, the most common one; None
    where nobody fits.
    """

    criterion: PlannedCriterion
    tier: str
    members: int
    changed: int | None
    label: str
    alike: float | None

    @property
    def decides_nothing(self) -> bool:
        """Nobody comes in or drops out without it."""
        return self.changed == 0 and self.members > 0

    @property
    def works_like_a_gate(self) -> bool:
        """Those that fit are nearly all alike in it: it says who fits, but not who comes first."""
        return self.alike is not None and self.alike >= ALIKE

    @property
    def decides_most(self) -> bool:
        """More than half of the first tier would be others."""
        return self.changed is not None and self.members > 0 and self.changed > self.members * MOST


def decisive(scored: ScoredList, fit: pl.Series) -> list[Decided]:
    """Every criterion of a list, in the profile's order; `fit` (Boolean) is which accounts fit, a row per account.

    Exact, with limits, families and pins, for the first tier. The scores are computed once for each combination of
    levels and not for each account: well under a second for a million accounts.
    """
    plan, first = scored.plan, scored.assigned.filled[0].taken
    weighed = _Weighed(scored)
    # Without pins: those are in whatever the criteria say.
    tier = plan.profile.tiers[0].name
    made = []
    for place, criterion in enumerate(plan.criteria):
        others = (*plan.criteria[:place], *plan.criteria[place + 1 :])
        changed = None
        if others and len(first):
            taken = weighed.first_tier(replace(plan, criteria=others))
            changed = len(first) - int(first.is_in(taken.implode()).sum())
        made.append(Decided(criterion, tier, len(first), changed, *_most_common(criterion, scored, fit)))
    return made


def _most_common(criterion: PlannedCriterion, scored: ScoredList, fit: pl.Series) -> tuple[str, float | None]:
    held = scored.levels[columns.level(criterion.key)].filter(fit)
    if held.is_empty():
        return "", None
    # Of equally frequent levels the first of the criterion, so that the same list says the same.
    place, most = held.value_counts().sort("count", held.name, descending=[True, False]).row(0)
    return criterion.labels[place], most / len(held)


class _Weighed:
    """The accounts that may be in a tier, and the combinations of levels and rules that they have."""

    def __init__(self, scored: ScoredList) -> None:
        self._scored = scored
        plan = scored.plan
        self._pins = _pins(scored)
        pinned = self._pins.is_not_null()
        free = ~scored.kill_list.killed & ~scored.scores["failed"]
        keep = scored.staying.keep / 100 if scored.staying is not None else 0
        near = scored.scores["score"] + scored.scores["penalty"] >= _least(plan) - keep
        self._rows = ((free & near) | pinned).arg_true().cast(pl.UInt32)
        names = [columns.level(one.key) for one in plan.criteria]
        names += [rule_column(WARN, place) for place in range(len(plan.warnings))]
        names += [rule_column(MUST, place) for place in range(len(plan.must_haves))]
        levels = scored.levels.select(names)[self._rows]
        sizes = [len(one.levels) for one in plan.criteria] + [3] * (len(plan.warnings) + len(plan.must_haves))
        self._distinct, self._index = _combinations(levels, sizes)
        self._counts = self._index.value_counts(name="accounts").sort(self._index.name)["accounts"]

    def first_tier(self, plan: Plan) -> pl.Series:
        """The rows that the first tier takes by score under a plan with other criteria."""
        tier = plan.profile.tiers[0]
        scores = score(self._distinct, plan)
        by = plan.profile.rank_by[0]
        seats = None if tier.capacity is None or (by.column, by.descending) != ("score", True) else tier.capacity
        wanted = None if seats is None else seats * _PER_SEAT + _AT_LEAST
        while True:
            line = self._line(scores["score"], wanted)
            taken, full = self._taken(plan, scores, max(line, float(tier.min_score)))
            if full or wanted is None or wanted >= len(self._rows) or line <= float(tier.min_score):
                return taken
            wanted *= 10

    def _line(self, scores: pl.Series, wanted: int | None) -> float:
        """The score that so many accounts reach."""
        if wanted is None:
            return 0.0
        best = pl.DataFrame({"score": scores, "accounts": self._counts}).sort("score", descending=True)
        within = best.filter(pl.col("accounts").cum_sum() - pl.col("accounts") < wanted)
        return float(within["score"][-1]) if within.height else 0.0

    def _taken(self, plan: Plan, scores: pl.DataFrame, line: float) -> tuple[pl.Series, bool]:
        """Fill the tiers with the accounts that reach `line`, and the pinned ones."""
        scored = self._scored
        held = None if scored.staying is None else scored.staying.at(self._rows)
        reaches = ranked_scores(Scores.of(scores[self._index]), held) >= line if held else (scores["score"] >= line).gather(self._index)
        reaches |= self._pins.gather(self._rows).is_not_null()
        places = reaches.arg_true()
        rows = self._rows.gather(places)
        accounts = scored.read[rows]
        own = Scores.of(scores[self._index.gather(places)])
        held = held and held.at(places)
        order = ranking(accounts, own, plan.profile.rank_by, tie_order(accounts, plan.profile.rank_by), held)
        # Only the first tier is asked for, but every tier's pins hold their seats.
        assigned = assign(
            accounts, own, scored.kill_list.killed.gather(rows), self._pins.gather(rows), order, plan,
            scored.coded[rows], scored.bound, held,
        )  # fmt: skip
        first = assigned.filled[0]
        return rows.gather(first.taken), first.full


def _least(plan: Plan) -> float:
    """The score below which nobody can reach the first tier's line, whichever criterion is left out.

    Without a criterion that gave nothing, the others count for more: at most by the factor of the heaviest.
    """
    never_skipped = sum(one.weight for one in plan.criteria if not one.skips_unknown)
    left = never_skipped - max(one.weight for one in plan.criteria)
    if left <= 0:
        return 0.0
    # Scores are rounded before and after.
    return float(plan.profile.tiers[0].min_score) * float(left / never_skipped) - 0.1


def _pins(scored: ScoredList) -> pl.Series:
    """The index of the tier that holds each account by a pin, null for most."""
    pins = pl.Series("pin", [None], dtype=pl.Int32).new_from_index(0, scored.accounts.height)
    for place, filled in enumerate(scored.assigned.filled):
        pins = pins.scatter(filled.pinned, place) if len(filled.pinned) else pins
    return pins


def _combinations(levels: pl.DataFrame, sizes: Sequence[int]) -> tuple[pl.DataFrame, pl.Series]:
    """The distinct rows, and the place (UInt32) among them of each row."""
    product = 1
    for size in sizes:
        product *= size
    if product > _TABLE:
        # Rare: very many levels. Hashing whole rows is slower, and as exact.
        distinct = levels.unique(maintain_order=True).with_row_index("combination")
        found = levels.join(distinct, on=levels.columns, how="left", nulls_equal=True, maintain_order="left")
        return distinct.drop("combination"), found["combination"]
    code = pl.lit(0, dtype=pl.UInt32)
    for name, size in zip(levels.columns, sizes, strict=True):
        code = code * size + pl.col(name).cast(pl.UInt32).fill_null(2)
    codes = levels.select(code.alias("combination")).to_series()
    if len(codes) != levels.height:
        codes = codes.new_from_index(0, levels.height)
    firsts = codes.arg_unique()
    table = pl.zeros(product, dtype=pl.UInt32, eager=True)
    table = table.scatter(codes.gather(firsts), pl.int_range(len(firsts), dtype=pl.UInt32, eager=True))
    return levels[firsts], table.gather(codes).alias("combination")
