"""One account explained: what each criterion gave, what is missing, and what would move it up.

Everything is worked out again from the stored levels, in exact fractions, so the explanation and the
list cannot disagree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from icp_tui import columns
from icp_tui.scoring.assess import WARN, rule_column
from icp_tui.scoring.cut import CutLine
from icp_tui.scoring.lift import Lifts, lifts
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.plan import Plan, PlannedCriterion
from icp_tui.scoring.staying import Membership
from icp_tui.scoring.words import hundredths


@dataclass(frozen=True)
class Part:
    """One criterion of one account. `most` is what it could give; `skipped` takes it out of the sum."""

    key: str
    title: str
    layer: str
    value: str | None
    label: str
    points: Fraction
    most: Fraction
    skipped: bool


@dataclass(frozen=True)
class Move:
    """One change of one criterion: the level it would reach, the score then, and the line it would cross.

    `wanted` says in words what the level takes; `known` tells a real change from a gap in the data, which a look-up could close.
    """

    title: str
    label: str
    known: bool
    gain: Fraction
    score: Fraction
    reaches: str | None
    wanted: str = ""


@dataclass(frozen=True)
class Explanation:
    """All that is said about one account. `outcome` has columns.OUTCOME and the layer scores.

    `failed` says that it fails a must-have, so that no change of its points moves it; `lifts` is the way into the
    tier above, where there is one; `was` is what it was on the last list, where the profile asks for stability.
    """

    account: Mapping[str, object]
    outcome: Mapping[str, object]
    parts: Sequence[Part]
    missing: Sequence[Move]
    moves: Sequence[Move]
    cut_line: CutLine | None
    failed: bool = False
    lifts: Lifts | None = None
    was: Membership | None = None


def explain(scored: ScoredList, row: int) -> Explanation:
    """Explain the account at `row`."""
    plan = scored.plan
    rows = pl.Series([row], dtype=pl.UInt32)
    account = scored.accounts[rows].row(0, named=True)
    outcome = scored.outcome(rows).row(0, named=True)
    levels = [int(scored.levels[columns.level(criterion.key)][row]) for criterion in plan.criteria]
    penalty = _true_penalties(scored, row)
    was = scored.staying.of(row) if scored.staying is not None else None
    moves = _moves(plan, levels, penalty, Fraction(was.bonus, 100) if was else Fraction(0))
    return Explanation(
        account=account,
        outcome=outcome,
        parts=_parts(plan, levels, scored.accounts[rows]),
        missing=[move for move in moves if not move.known],
        moves=[move for move in moves if move.gain > 0],
        cut_line=_next_line(scored, str(outcome["bucket"])),
        failed=bool(scored.scores["failed"][row]),
        lifts=lifts(scored, row),
        was=was,
    )


def exact_score(plan: Plan, levels: Sequence[int], penalty: Fraction) -> Fraction:
    """The score of design section 3 before rounding: 100 x sum(share x grade) - penalties, at least 0."""
    counted = _counted(plan, levels)
    whole = sum((criterion.weight for criterion, _ in counted), Fraction(0))
    if not whole:
        return Fraction(0)
    earned = sum((criterion.weight * criterion.levels[level].grade for criterion, level in counted), Fraction(0))
    return max(100 * earned / whole - penalty, Fraction(0))


def _counted(plan: Plan, levels: Sequence[int]) -> list[tuple[PlannedCriterion, int]]:
    return [
        (criterion, level)
        for criterion, level in zip(plan.criteria, levels, strict=True)
        if not criterion.skips(level)
    ]


def _parts(plan: Plan, levels: Sequence[int], account: pl.DataFrame) -> list[Part]:
    whole = sum((criterion.weight for criterion, _ in _counted(plan, levels)), Fraction(0)) or Fraction(1)
    schema = account.schema
    shown = [criterion.shown(schema).alias(criterion.key) for criterion in plan.criteria if criterion.fields]
    values = account.select(shown).row(0, named=True) if shown else {}
    parts = []
    for criterion, level in zip(plan.criteria, levels, strict=True):
        skipped = criterion.skips(level)
        share = Fraction(0) if skipped else 100 * criterion.weight / whole
        value = values.get(criterion.key)
        parts.append(
            Part(
                key=criterion.key,
                title=criterion.title,
                layer=criterion.layer,
                value=value,
                label=criterion.labels[level],
                points=share * criterion.levels[level].grade,
                most=share,
                skipped=skipped,
            ),
        )
    return parts


def _moves(plan: Plan, levels: Sequence[int], penalty: Fraction, bonus: Fraction) -> list[Move]:
    """What each single criterion could add: the best level of each unknown, every better level of the known."""
    now = exact_score(plan, levels, penalty)
    moves = []
    for place, (criterion, level) in enumerate(zip(plan.criteria, levels, strict=True)):
        grade = Fraction(-1) if criterion.skips(level) else criterion.levels[level].grade
        for better, candidate in enumerate(criterion.levels[1:], start=1):
            if candidate.grade <= grade or (level == 0 and candidate.grade < criterion.best_grade):
                continue
            then = exact_score(plan, [*levels[:place], better, *levels[place + 1 :]], penalty)
            moves.append(
                Move(
                    title=criterion.title,
                    label=candidate.label,
                    known=level != 0,
                    gain=then - now,
                    score=then,
                    reaches=_line(plan, now, then, bonus),
                    wanted=criterion.wanted(candidate.label),
                ),
            )
            if level == 0:
                break
    return sorted(moves, key=lambda move: -move.gain)


def _line(plan: Plan, now: Fraction, then: Fraction, bonus: Fraction) -> str | None:
    """The best tier whose line lies between the two scores, as they are ranked with `bonus`; else `nurture`, else None."""
    now, then = hundredths(now), hundredths(then)
    for tier in plan.profile.tiers:
        if now + bonus < Fraction(str(tier.min_score)) <= then + bonus:
            return tier.name
    return "nurture" if now < Fraction(str(plan.profile.nurture)) <= then else None


def _true_penalties(scored: ScoredList, row: int) -> Fraction:
    return sum(
        (rule.penalty for place, rule in enumerate(scored.plan.warnings) if scored.levels[rule_column(WARN, place)][row]),
        Fraction(0),
    )


def _next_line(scored: ScoredList, bucket: str) -> CutLine | None:
    """The cut line that matters: of the account's own tier if it is the first, else of the one above."""
    names = [line.tier for line in scored.cut_lines]
    if bucket not in names:
        return scored.cut_lines[-1] if scored.cut_lines else None
    return scored.cut_lines[max(names.index(bucket) - 1, 0)]
