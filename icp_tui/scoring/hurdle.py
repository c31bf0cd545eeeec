"""What stands between one account and a tier: the score that it needs there, and what no score would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from icp_tui import columns
from icp_tui.profile import RankKey
from icp_tui.scoring.cut import accounts_of
from icp_tui.scoring.limit import CHURN, FAMILY, Constraint
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.plan import SCORES
from icp_tui.scoring.words import hundredths

_STEP = Fraction(1, 100)


@dataclass(frozen=True)
class Hurdles:
    """What the tier asks of one account.

    `needed` is the least score (with two decimals) that would do, `because` what sets it; `min_known` in %.
    `blocks` are sentences on what keeps it out whatever its score; empty when nothing does. `asks` is the tier's
    `when` where it has one.
    """

    tier: str
    needed: Fraction
    because: str
    min_known: Fraction
    blocks: tuple[str, ...]
    asks: str = ""


def next_tier(scored: ScoredList, row: int) -> int | None:
    """The place of the tier above the account: of nurture and disqualified the last; None where there is none.

    A pin and a kill reason go before any score, so there is none above those either.
    """
    tiers = [tier.name for tier in scored.plan.profile.tiers]
    bucket = str(scored.assigned.bucket[row])
    if scored.kill_list.killed[row] or any((filled.pinned == row).any() for filled in scored.assigned.filled):
        return None
    place = tiers.index(bucket) if bucket in tiers else len(tiers)
    return place - 1 if place else None


def hurdles(scored: ScoredList, row: int, place: int) -> Hurdles:
    """What the tier at `place` asks of the account at `row`."""
    tier, filled = scored.plan.profile.tiers[place], scored.assigned.filled[place]
    lines = [(Fraction(str(tier.min_score)), f"the line of {tier.name}")]
    blocks: list[str] = []
    if filled.full:
        if not len(filled.taken):
            blocks.append(f"all {tier.capacity} places in {tier.name} are taken by pins")
        elif scored.plan.profile.rank_by[0] != RankKey("score", descending=True):
            first = scored.plan.profile.rank_by[0].column.replace("_", " ")
            blocks.append(f"{tier.name} is full, and {first} counts there before the score")
        else:
            last = int(filled.taken[-1])
            lines.append((_to_pass(scored, row, last), f"the last in {tier.name} has {scored.scores['score'][last]:.2f}"))
    for bound in scored.bound[place]:
        found = _seats(scored, row, place, bound)
        if isinstance(found, str):
            blocks.append(found)
        elif found is not None:
            lines.append(found)
    needed, because = max(lines, key=lambda line: line[0])
    # The lines are compared with the points for staying; the score itself can be so much lower.
    needed = max(needed - _bonus(scored, row), Fraction(0))
    if needed > 100:
        blocks.append(f"{because}, the most there is")
    return Hurdles(tier.name, needed, because, Fraction(str(tier.min_known)), tuple(blocks), tier.when or "")


def meets(scored: ScoredList, row: int, place: int, changed: Mapping[str, float | None]) -> bool:
    """Whether the account meets the tier's `when` with the scores `changed`."""
    condition = scored.plan.tier_conditions[place]
    if condition is None:
        return True
    rows = pl.Series([row], dtype=pl.UInt32)
    account = scored.read.select(name for name in scored.read.columns if name not in SCORES)[rows]
    account = account.with_columns(pl.lit(scored.plan.as_of).alias(columns.AS_OF))
    scores = {name: changed[name] if name in changed else scored.scores.at(name, rows)[0] for name in SCORES}
    frame = account.hstack(pl.DataFrame([scores], schema=SCORES))
    return bool(frame.select(condition.expr.cast(pl.Boolean).fill_null(value=False)).item())


def _seats(scored: ScoredList, row: int, place: int, bound: Constraint) -> tuple[Fraction, str] | str | None:
    """The score that wins a seat under a limit or in the family; why none can; None when there is a seat."""
    code = scored.coded[bound.column][row]
    room = None if code is None else bound.room[code]
    if room is None:
        return None
    tiers = scored.plan.profile.tiers
    held = {at: _holders(scored, row, at, bound, code, place) for at in bound.tiers}
    used = sum(len(rows) for rows in held.values())
    if used < room:
        return None
    filled = scored.assigned.filled[place].taken
    inside = filled.filter((scored.coded[bound.column].gather(filled) == code).fill_null(value=False))
    inside = inside.filter(inside != row)
    value = "" if bound.per in {FAMILY, CHURN} else scored.accounts[bound.per][row]
    who = f"{tiers[place].name} has {used} of {room} for {bound.per.replace('_', ' ')} {value}"
    if used - len(inside) >= room:
        if bound.column != FAMILY:
            return f"{who}, pins among them"
        at, holder = next((at, int(rows[0])) for at, rows in held.items() if len(rows))
        return f"{_name(scored, holder)} of the same family is in {tiers[at].name}"
    last = int(inside[-1])
    score = f"{scored.scores['score'][last]:.2f}"
    because = f"{who}; the last of them has {score}"
    if bound.per == CHURN:
        because = f"{tiers[place].name} takes at most {accounts_of(int(room))}; the last of them has {score}"
    elif bound.column == FAMILY:
        because = f"{_name(scored, last)} of the same family has the seat with {score}"
    return _to_pass(scored, row, last), because


def _holders(scored: ScoredList, row: int, at: int, bound: Constraint, code: int, place: int) -> pl.Series:
    """The rows that hold a seat of this code in the tier `at` before tier `place` has been filled, or as its members."""
    filled = scored.assigned.filled[at]
    # Tiers further down are filled later; their pins have sat down before all.
    rows = pl.concat([filled.pinned, filled.taken]) if at <= place else filled.pinned
    return rows.filter((scored.coded[bound.column].gather(rows) == code).fill_null(value=False) & (rows != row))


def _to_pass(scored: ScoredList, row: int, other: int) -> Fraction:
    """The least score with which the account ranks before another."""
    score = hundredths(Fraction(str(scored.scores["score"][other]))) + _bonus(scored, other)
    return score if _before(scored, row, other) else score + _STEP


def _bonus(scored: ScoredList, row: int) -> Fraction:
    """The points for staying of one account."""
    return Fraction(0) if scored.staying is None else Fraction(int(scored.staying.bonus[row]), 100)


def _before(scored: ScoredList, row: int, other: int) -> bool:
    """Whether the account ranks before another of the same score. Other scores may change with it: then not."""
    for by in scored.plan.profile.rank_by:
        if by.column == "score":
            continue
        if by.column in SCORES:
            return False
        one, two = scored.accounts[by.column][row], scored.accounts[by.column][other]
        if one != two:
            if one is None or two is None:
                return two is None
            return bool(one > two) if by.descending else bool(one < two)
    return bool(scored.accounts["account_key"][row] < scored.accounts["account_key"][other])


def _name(scored: ScoredList, row: int) -> str:
    return str(scored.accounts["name"][row] or scored.accounts["account_key"][row])

