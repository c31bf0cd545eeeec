"""What would lift one account into the next tier: the smallest changes that do, or why none can.

Everything is worked out in exact fractions over the stored levels, as the score itself is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product

from icp_tui import columns
from icp_tui.scoring.assess import WARN, rule_column
from icp_tui.scoring.hurdle import Hurdles, hurdles, meets, next_tier
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.plan import PlannedCriterion
from icp_tui.scoring.words import hundredths

# More than anyone reads, and pairs among more criteria than these would take too long.
_MOST, _WIDEST = 5, 12


@dataclass(frozen=True)
class Change:
    """One criterion at another level, or one warning less. `gap`: it is unknown today, and a look-up may settle it.

    The rest is what it does to the sums: weighted grades, weights, weights known, and penalty.
    """

    title: str
    wanted: str
    gap: bool
    fields: tuple[str, ...]
    layer: str
    earned: Fraction
    whole: Fraction
    known: Fraction
    penalty: Fraction = Fraction(0)


@dataclass(frozen=True)
class Lift:
    """Changes that together lift the account: the score then, and how much that is more."""

    changes: tuple[Change, ...]
    score: Fraction
    gain: Fraction
    asks: str = ""

    @property
    def kind(self) -> str:
        """`data gap` when a look-up may do it, `real change` when the company has to change, or both."""
        gaps = [change.gap for change in self.changes]
        return "data gap" if all(gaps) else "data gap and real change" if any(gaps) else "real change"


@dataclass(frozen=True)
class Lifts:
    """The way into the next tier. `ways` are the smallest, data gaps first; `impossible` says why there are none."""

    hurdles: Hurdles
    short: Fraction
    ways: tuple[Lift, ...]
    impossible: tuple[str, ...]


def lifts(scored: ScoredList, row: int) -> Lifts | None:
    """What lifts the account at `row` into the tier above; None where there is none, or a must-have fails."""
    place = next_tier(scored, row)
    if place is None or scored.scores["failed"][row]:
        return None
    asked = hurdles(scored, row, place)
    now = _Sums(scored, row)
    score = now.after(())[0]
    short = max(asked.needed - score, Fraction(0))
    if asked.blocks:
        return Lifts(asked, short, (), asked.blocks)
    found = _found(now, asked)
    ways = [made for lift in found if (made := _allowed(scored, row, place, lift, now, asked)) is not None]
    ways.sort(key=lambda lift: ("data gap", "data gap and real change", "real change").index(lift.kind))
    why = () if ways else (_why_not(now, asked, refused=bool(found)),)
    return Lifts(asked, short, tuple(ways[:_MOST]), why)


class _Sums:
    """The sums behind the score of one account, and what changes make of them."""

    def __init__(self, scored: ScoredList, row: int) -> None:
        plan = scored.plan
        self.levels = [int(scored.levels[columns.level(one.key)][row]) for one in plan.criteria]
        self.placed = list(zip(plan.criteria, self.levels, strict=True))
        counted = [(one, level) for one, level in self.placed if not one.skips(level)]
        self.earned = sum((one.weight * one.levels[level].grade for one, level in counted), Fraction(0))
        self.whole = sum((one.weight for one, _ in counted), Fraction(0))
        self.known = sum((one.weight for one, level in self.placed if level), Fraction(0))
        self.all = sum((one.weight for one in plan.criteria), Fraction(0))
        standing = [rule for n, rule in enumerate(plan.warnings) if rule.penalty and scored.levels[rule_column(WARN, n)][row]]
        self.penalty = sum((rule.penalty for rule in standing), Fraction(0))
        self.choices = [made for one, level in self.placed if (made := list(_changes(one, level)))]
        self.choices += [
            [Change("without the warning", f"“{rule.because}” (penalty {float(rule.penalty):g})", gap=False, fields=(), layer="",
                    earned=Fraction(0), whole=Fraction(0), known=Fraction(0), penalty=-rule.penalty)]
            for rule in standing
        ]  # fmt: skip

    def after(self, changes: Sequence[Change]) -> tuple[Fraction, Fraction]:
        """Score and known share in %, both with two decimals."""
        earned = self.earned + sum(change.earned for change in changes)
        whole = self.whole + sum(change.whole for change in changes)
        penalty = self.penalty + sum(change.penalty for change in changes)
        known = self.known + sum(change.known for change in changes)
        score = max(100 * earned / whole - penalty, Fraction(0)) if whole else Fraction(0)
        return hundredths(score), hundredths(100 * known / self.all)

    def layer(self, name: str, changes: Sequence[Change]) -> float | None:
        """A layer's score after the changes."""
        own = [(one, level) for one, level in self.placed if one.layer == name]
        if not own:
            return None
        counted = [(one, level) for one, level in own if not one.skips(level)]
        mine = [change for change in changes if change.layer == name]
        earned = sum((one.weight * one.levels[level].grade for one, level in counted), Fraction(0)) + sum(c.earned for c in mine)
        whole = sum((one.weight for one, _ in counted), Fraction(0)) + sum(c.whole for c in mine)
        return float(hundredths(100 * earned / whole)) if whole else 0.0


def _changes(criterion: PlannedCriterion, level: int) -> Iterator[Change]:
    """Every better level, once for each grade; of an unknown every level, since that it is known may do."""
    skipped = criterion.skips(level)
    grade = criterion.levels[level].grade
    seen: set[Fraction] = set()
    for candidate in criterion.levels[1:]:
        if candidate.grade in seen or (candidate.grade <= grade and level):
            continue
        seen.add(candidate.grade)
        yield Change(
            title=criterion.title,
            wanted=criterion.wanted(candidate.label) or candidate.label,
            gap=level == 0,
            fields=criterion.fields,
            layer=criterion.layer,
            earned=criterion.weight * (candidate.grade - (0 if skipped else grade)),
            whole=criterion.weight if skipped else Fraction(0),
            known=Fraction(0) if level else criterion.weight,
        )


def _found(now: _Sums, asked: Hurdles) -> list[Lift]:
    """The smallest change of each criterion that is enough; when none is, of each two criteria."""
    singles = [lift for choice in now.choices if (lift := _least(now, asked, [choice])) is not None]
    if singles:
        return sorted(singles, key=lambda lift: lift.gain)
    best = sorted(now.choices, key=lambda choice: -max(now.after((change,))[0] for change in choice))[:_WIDEST]
    pairs = [lift for two in combinations(best, 2) if (lift := _least(now, asked, two)) is not None]
    return sorted(pairs, key=lambda lift: lift.gain)


def _least(now: _Sums, asked: Hurdles, choices: Sequence[Sequence[Change]]) -> Lift | None:
    """The combination with the least gain that reaches what is asked."""
    score = now.after(())[0]
    least: Lift | None = None
    for changes in product(*choices):
        then, known = now.after(changes)
        if then >= asked.needed and known >= asked.min_known and (least is None or then < least.score):
            least = Lift(changes, then, then - score)
    return least


def _allowed(scored: ScoredList, row: int, place: int, lift: Lift, now: _Sums, asked: Hurdles) -> Lift | None:
    """The lift if the tier's `when` lets it in; what the change may bring about is asked for beside it."""
    condition = scored.plan.tier_conditions[place]
    if condition is None:
        return lift
    score, known = now.after(lift.changes)
    layers = {columns.layer(name): now.layer(name, lift.changes) for name in columns.LAYERS}
    changed = {"score": float(score), "known": float(known), **layers}
    met = meets(scored, row, place, changed)
    if met:
        return lift
    # The change itself may be what the condition asks for.
    touched = {name for change in lift.changes for name in change.fields} & set(condition.names)
    return Lift(lift.changes, lift.score, lift.gain, asked.asks) if touched else None


def _why_not(now: _Sums, asked: Hurdles, *, refused: bool) -> str:
    if refused:
        return f"{asked.tier} asks for {asked.asks}"
    best, _ = now.after([max(choice, key=lambda change: now.after((change,))[0]) for choice in now.choices])
    if best < asked.needed:
        return f"even with everything at its best it has {float(best):.2f}; {asked.tier} needs {float(asked.needed):.2f} ({asked.because})"
    return f"no two changes are enough; everything at its best makes it {float(best):.2f}"
