"""Levels -> score: exact arithmetic of design section 3 over whole columns.

share = weight / sum of the weights not skipped; score = 100 x sum(share x grade) - penalties, not
below 0, rounded half up to 2 decimals. Weights and grades are decimals as written, so everything is
computed in integers (hundredths of a point) and no two machines can round differently.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import partial
from itertools import chain

import polars as pl

from icp_tui import columns
from icp_tui.errors import IcpError
from icp_tui.scoring.assess import MUST, WARN, rule_column
from icp_tui.scoring.plan import Plan, PlannedCriterion


def score_types() -> dict[str, type[pl.DataType]]:
    """The columns of `score` and their types."""
    numbers = ("score", "best_case", "known", "penalty", *(columns.layer(name) for name in columns.LAYERS))
    return {**dict.fromkeys(numbers, pl.Float64), "failed": pl.Boolean, "unverified": pl.Boolean}


def score(levels: pl.DataFrame, plan: Plan, names: Iterable[str] | None = None) -> pl.DataFrame:
    """Score all accounts; `names` are the columns that are wanted, None for all.

    Columns in: those of `assess`. Columns out, same rows: score, best_case, known, penalty, each
    layer_<name> (Float64 with 2 decimals; a layer without criteria is null), failed (Boolean: a
    must-have failed) and unverified (Boolean: a must-have passed for lack of data).
    """
    sums = _Sums(plan)
    made = _columns(plan, sums)
    wanted = list(score_types() if names is None else names)
    return (
        levels.lazy()
        .with_columns(
            _total(rule.penalty * sums.penalty_scale, pl.col(rule_column(WARN, place)))
            .cast(sums.dtype)
            .alias(f"penalty.{place}")
            for place, rule in enumerate(plan.warnings)
        )
        .with_columns(sums.penalty().alias("_penalty"))
        # Not selected at once: a column that is the same for all would be of one row.
        .with_columns(made[name]().alias(name) for name in wanted)
        .select(wanted)
        .collect()
        .rechunk()
    )


def _columns(plan: Plan, sums: _Sums) -> dict[str, Callable[[], pl.Expr]]:
    """How each column is made; an expression costs something even where it is not used."""

    def best() -> pl.Expr:
        now, then = (sums.score(plan.criteria, best=best) for best in (False, True))
        return _hundredths(pl.max_horizontal(now, then))

    return {
        "score": lambda: _hundredths(sums.score(plan.criteria, best=False)),
        "best_case": best,
        "known": lambda: _hundredths(sums.known()),
        "penalty": lambda: (pl.col("_penalty") / sums.penalty_scale).round(10),
        **{columns.layer(name): partial(_layer, name, plan, sums) for name in columns.LAYERS},
        "failed": lambda: _failed(plan),
        "unverified": lambda: _unverified(plan),
    }


def points(levels: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """Points of each criterion: share x grade x 100, unrounded Float64, as points.<key>.

    Columns in: level.<key> (UInt8). An account whose whole weight is skipped has 0 points.
    """
    weights = pl.sum_horizontal(
        _look_up(criterion, [float(weight) for weight in _counted(criterion)]) for criterion in plan.criteria
    )
    return (
        levels.lazy()
        .with_columns(weights.alias("_weights"))
        .select(
            (
                _look_up(criterion, [float(100 * criterion.weight * level.grade) for level in criterion.levels])
                / pl.when(pl.col("_weights") > 0).then(pl.col("_weights")).otherwise(1.0)
            ).alias(columns.points(criterion.key))
            for criterion in plan.criteria
        )
        .collect()
    )


class _Sums:
    """The integers of the arithmetic: weights and weighted grades times one common scale."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        fractions = chain.from_iterable(
            (criterion.weight, *(criterion.weight * level.grade for level in criterion.levels))
            for criterion in plan.criteria
        )
        self.scale = math.lcm(*(fraction.denominator for fraction in fractions))
        self.penalty_scale = math.lcm(*(rule.penalty.denominator for rule in plan.warnings), 1)
        self.weight = self._whole(sum((criterion.weight for criterion in plan.criteria), Fraction(0)))
        penalties = sum((rule.penalty for rule in plan.warnings), Fraction(0)) + 100
        largest = 2 * 10_000 * self.weight * self.penalty_scale * math.ceil(penalties)
        self.dtype = pl.Int64 if largest < 2**62 else pl.Int128
        if largest >= 2**126:
            raise IcpError("the weights differ too much in size to be added exactly",
                           hint="use weights between 1 and 100 with few decimals")  # fmt: skip

    def _whole(self, fraction: Fraction) -> int:
        return int(fraction * self.scale)

    def penalty(self) -> pl.Expr:
        """The sum of the penalties of all true warnings, in units of 1 / penalty_scale."""
        names = [f"penalty.{place}" for place in range(len(self.plan.warnings))]
        return pl.sum_horizontal(names) if names else pl.lit(0, dtype=self.dtype)

    def score(self, criteria: Sequence[PlannedCriterion], *, best: bool, penalised: bool = True) -> pl.Expr:
        """Hundredths of the score over `criteria`, or of its best case, rounded half up, at least 0."""
        earned = pl.sum_horizontal(
            _look_up(criterion, self._grades(criterion, best=best), self.dtype) for criterion in criteria
        )
        if not best and any(criterion.skips_unknown for criterion in criteria):
            whole = pl.sum_horizontal(
                _look_up(criterion, [self._whole(weight) for weight in _counted(criterion)], self.dtype)
                for criterion in criteria
            )
            # Nothing but skipped criteria: nothing is earned either, so any whole gives 0.
            whole = pl.max_horizontal(whole, pl.lit(1, dtype=self.dtype))
        else:
            weights = (self._whole(criterion.weight) for criterion in criteria)
            whole = pl.lit(sum(weights), dtype=self.dtype)
        part = self.penalty_scale if penalised else 1
        taken = pl.col("_penalty") * (200 * whole) if penalised and self.plan.warnings else 0
        exact = (20_000 * part) * earned - taken + part * whole
        return (exact // (2 * part * whole)).clip(lower_bound=0)

    def known(self) -> pl.Expr:
        """Hundredths of a percent: the share of all weight whose value is known, rounded half up."""
        held = pl.sum_horizontal(
            _look_up(
                criterion,
                [0, *[self._whole(criterion.weight)] * (len(criterion.levels) - 1)],
                self.dtype,
            )
            for criterion in self.plan.criteria
        )
        return (20_000 * held + self.weight) // (2 * self.weight)

    def _grades(self, criterion: PlannedCriterion, *, best: bool) -> list[int]:
        grades = [level.grade for level in criterion.levels]
        if best:
            grades[0] = criterion.best_grade
        elif criterion.skips_unknown:
            grades[0] = Fraction(0)
        return [self._whole(criterion.weight * grade) for grade in grades]


def _counted(criterion: PlannedCriterion) -> list[Fraction]:
    """The weight that each level brings into the denominator: none where unknown is skipped."""
    unknown = Fraction(0) if criterion.skips_unknown else criterion.weight
    return [unknown, *[criterion.weight] * (len(criterion.levels) - 1)]


def _look_up(
    criterion: PlannedCriterion,
    values: Sequence[int | float],
    dtype: type[pl.DataType] = pl.Float64,
) -> pl.Expr:
    """The value that belongs to the level of each account."""
    table = pl.Series(values, dtype=dtype)
    return pl.lit(table).gather(pl.col(columns.level(criterion.key)))


def _total(amount: Fraction, when: pl.Expr) -> pl.Expr:
    return pl.when(when).then(int(amount)).otherwise(0)


def _hundredths(whole: pl.Expr) -> pl.Expr:
    """Hundredths as a number with two decimals: the double nearest to it, as `97.6` in a profile is.

    Polars divides by a literal by multiplying with its reciprocal, which misses that double for one
    value in eight; a comparison with a score line must not.
    """
    table = pl.Series([hundredths / 100 for hundredths in range(10_001)])
    return pl.lit(table).gather(whole.cast(pl.UInt32))


def _layer(name: str, plan: Plan, sums: _Sums) -> pl.Expr:
    criteria = [criterion for criterion in plan.criteria if criterion.layer == name]
    if not criteria:
        return pl.lit(None, dtype=pl.Float64)
    return _hundredths(sums.score(criteria, best=False, penalised=False))


def _failed(plan: Plan) -> pl.Expr:
    failed = pl.lit(value=False)
    for place, rule in enumerate(plan.must_haves):
        failed |= ~pl.col(rule_column(MUST, place)).fill_null(not rule.strict)
    return failed


def _unverified(plan: Plan) -> pl.Expr:
    unverified = pl.lit(value=False)
    for place, rule in enumerate(plan.must_haves):
        if not rule.strict:
            unverified |= pl.col(rule_column(MUST, place)).is_null()
    return unverified
