"""What each part of a profile does to a list: accounts per level, rule and gate, and how broad it cuts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from icp_tui import columns
from icp_tui.scoring.assess import MUST, WARN, rule_column
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.plan import PlannedCriterion, Rule

# Conventions, not laws: between these, one person can still name why each criterion is there, and the
# list is long enough to fill tiers and short enough to be worked.
ADVISED_CRITERIA = (4, 6)
FEW_THAT_FIT, MANY_THAT_FIT = 200, 5_000


@dataclass(frozen=True)
class LevelCount:
    """How many accounts are at one level of a criterion."""

    label: str
    grade: Fraction
    accounts: int


@dataclass(frozen=True)
class RuleCount:
    """How many accounts a rule is true for, false for, and cannot be told for."""

    id: str
    because: str
    true: int
    false: int
    unknown: int


@dataclass(frozen=True)
class Survey:
    """A profile's effect on a list. `coverage` is the share of accounts with a value, per field read."""

    criteria: Sequence[tuple[PlannedCriterion, Sequence[LevelCount]]]
    must_haves: Sequence[RuleCount]
    warnings: Sequence[RuleCount]
    coverage: Sequence[tuple[str, float]]
    fit: int
    verdicts: Sequence[str]


def survey(scored: ScoredList) -> Survey:
    """Count what every criterion, must-have and warning touches, and judge the breadth."""
    plan, levels = scored.plan, scored.levels
    counted = [(criterion, _level_counts(criterion, levels)) for criterion in plan.criteria]
    fit = int(fitting(scored).sum())
    return Survey(
        criteria=counted,
        must_haves=[_rule_count(rule, levels[rule_column(MUST, n)]) for n, rule in enumerate(plan.must_haves)],
        warnings=[_rule_count(rule, levels[rule_column(WARN, n)]) for n, rule in enumerate(plan.warnings)],
        coverage=_coverage(scored),
        fit=fit,
        verdicts=list(_verdicts(scored, counted, fit)),
    )


def _level_counts(criterion: PlannedCriterion, levels: pl.DataFrame) -> list[LevelCount]:
    found = dict(levels[columns.level(criterion.key)].value_counts().iter_rows())
    return [
        LevelCount(level.label, level.grade, found.get(place, 0))
        for place, level in enumerate(criterion.levels)
    ]


def _rule_count(rule: Rule, values: pl.Series) -> RuleCount:
    true = int(values.sum() or 0)
    return RuleCount(rule.id, rule.because, true, len(values) - true - values.null_count(), values.null_count())


def _coverage(scored: ScoredList) -> list[tuple[str, float]]:
    names = dict.fromkeys(name for criterion in scored.plan.criteria for name in criterion.fields)
    frame = scored.accounts
    height = max(frame.height, 1)
    return [(name, 1 - frame[name].null_count() / height) for name in names if name in frame.columns and frame.height]


def fitting(scored: ScoredList) -> pl.Series:
    """Which accounts fit (Boolean): no kill and no gate takes them, and they reach the lowest score line."""
    lowest = min(float(tier.min_score) for tier in scored.plan.profile.tiers)
    free = ~scored.kill_list.killed & ~scored.scores["failed"]
    return free & (scored.scores["score"] >= lowest)


@dataclass(frozen=True)
class Verdict:
    """A judgement on the profile as a sentence; `good` when there is nothing to mend."""

    good: bool
    said: str


def breadth(criteria: int, fit: int, accounts: int) -> list[Verdict]:
    """Whether so many criteria can be understood, and whether a list this long or short can be worked."""
    low, high = ADVISED_CRITERIA
    advised = f"{criteria} criteria; {low} to {high} are advised"
    few = low <= criteria <= high
    found = [Verdict(few, advised if few else f"{advised}: fewer cannot tell accounts apart, more blur each other")]
    said = f"{fit:,} of {accounts:,} accounts fit"
    if accounts and fit < FEW_THAT_FIT:
        narrow = f"too narrow? {said}; widen a band or a list of ideals, or lower a line"
        found.append(Verdict(good=False, said=narrow))
    elif fit > MANY_THAT_FIT:
        broad = f"too broad? {said}; a list this long is not worked: raise a line or add a criterion"
        found.append(Verdict(good=False, said=broad))
    elif accounts:
        found.append(Verdict(good=True, said=f"{said}: enough to fill the tiers, and few enough to be worked"))
    return found


def _verdicts(
    scored: ScoredList,
    counted: Sequence[tuple[PlannedCriterion, Sequence[LevelCount]]],
    fit: int,
) -> Iterator[str]:
    accounts = scored.accounts.height
    yield from (one.said for one in breadth(len(counted), fit, accounts) if not one.good)
    for criterion, levels in counted:
        most = max(levels, key=lambda level: level.accounts)
        if accounts and most.accounts == accounts:
            yield f"{criterion.title} decides nothing: all accounts are {most.label}"
