"""What criteria the columns of a list suggest: which kind, which values, and what speaks against each."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from icp_tui import columns, vocab
from icp_tui.criteria.criterion import plainly
from icp_tui.review.drafting.column_facts import ColumnFacts
from icp_tui.yaml_io.written import flow

# Below this share known, a column says little about most accounts; below the second, next to nothing.
_ENOUGH, _LEAST = 0.4, 0.02
_MOST, _FEWEST = 6, 4
_IDEAL, _ADJACENT = 3, 3
_LONGEST_VALUE = 80
_NICE = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 8, 10)
_WINDOWS = (30, 90, 180, 365, 730, 1825)

# What is known of account columns: title, layer, weight. The first come first; those that say the same as one
# before (funding beside its date, revenue beside people) come later.
_KNOWN = {
    "industry": ("Industry", "fit", 25),
    "employees": ("Company size", "fit", 20),
    "country": ("Geography", "fit", 15),
    "technologies": ("Tech stack", "fit", 20),
    "last_funding_date": ("Fresh funding", "intent", 20),
    "intent_score": ("Intent", "intent", 20),
    "revenue": ("Revenue", "revenue", 15),
    "intent_date": ("Recent intent", "intent", 15),
    "funding_stage": ("Funding stage", "revenue", 10),
    "business_model": ("Business model", "fit", 10),
    "ownership": ("Ownership", "fit", 10),
    "sub_industry": ("Specialty", "fit", 15),
    "intent_topics": ("Topics", "intent", 15),
    "keywords": ("Keywords", "fit", 10),
    "funding_total": ("Funding", "revenue", 10),
    "last_funding_amount": ("Last round", "revenue", 10),
    "founded": ("Founded", "fit", 5),
    "state": ("State", "fit", 10),
}
_WEIGHT = 10
# Too loose to begin with: most lists fill them with whatever their tool collects.
_LOOSE = frozenset({"keywords", "state", "founded", "sub_industry"})
# Whether a company is looking now is worth a question even where it is known for one in seven only.
_WORTH_ASKING = 0.15


@dataclass(frozen=True)
class Suggested:
    """A criterion that a column suggests.

    `rule` are its own keys with their YAML, such as `("ideal", "[50, 500]")`; `says` is the same in words.
    `against` says why it is not taken by itself, or is empty; one that is not `usable` cannot be taken at all.
    """

    facts: ColumnFacts
    key: str
    title: str
    layer: str
    weight: int
    kind: str
    rule: tuple[tuple[str, str], ...] = ()
    says: str = ""
    against: str = ""
    usable: bool = True


def suggested(facts: Sequence[ColumnFacts]) -> list[Suggested]:
    """A criterion per column, the likeliest first; `chosen` says which to begin with."""
    keys: set[str] = set()
    made: list[Suggested] = []
    for one in sorted(facts, key=_order):
        key = _key(one, keys)
        keys.add(key)
        title, layer, weight = _KNOWN.get(one.field, (one.field, "fit", _WEIGHT))
        made.append(_ruled(Suggested(one, key, title, layer, weight, "")))
    return sorted(made, key=lambda one: (not one.usable, bool(one.against), _order(one.facts)))


def chosen(ideas: Sequence[Suggested]) -> set[str]:
    """The keys to begin with: those that nothing speaks against, four to six where there are as many.

    Where none of them is about intent, one that is known for some accounts joins them; where there are fewer
    than four, the best known of the others do, and last the list's own columns.
    """
    mine = [one for one in ideas if one.usable and one.facts.field in _KNOWN and one.facts.field not in _LOOSE]
    good = [one for one in mine if not one.against][:_MOST]
    rest = sorted((one for one in mine if one not in good), key=lambda one: -one.facts.share)
    if not any(one.layer == "intent" for one in good):
        asked = [one for one in rest if one.layer == "intent" and one.facts.share >= _WORTH_ASKING]
        good = [*good[: _MOST - len(asked[:1])], *asked[:1]]
    more = [one for one in rest if one not in good]
    more += [one for one in ideas if one.usable and not one.against and one not in mine]
    return {one.key for one in [*good, *more[: max(0, _FEWEST - len(good))]]}


def _order(one: ColumnFacts) -> tuple[int, float, str]:
    known = list(_KNOWN)
    return (known.index(one.field) if one.field in _KNOWN and not one.original else len(known), -one.share, one.field)


def _key(one: ColumnFacts, taken: set[str]) -> str:
    """A key that no other criterion has, and no account column where the field is the list's own."""
    if not one.original:
        return one.field
    base = re.sub(r"[^a-z0-9]+", "_", one.field.lower()).strip("_")[:40]
    # A bare `true` is no text in YAML.
    base = base if re.match(r"(?!(?:true|false|null)$)[a-z]", base) else f"column_{base}".rstrip("_")
    key, number = base, 1
    while key in taken or key in columns.ACCOUNT or columns.is_ours(key):
        number += 1
        key = f"{base}_{number}"
    return key


def _ruled(idea: Suggested) -> Suggested:
    """With its kind and its values, or with what makes it useless."""
    facts = idea.facts
    if not facts.known:
        return replace(idea, against="blank in this list", usable=False)
    rules = {"text": _one_of, "list": _one_of, "number": _band, "date": _recency, "flag": _flag}
    made = steps(idea) if facts.field == "intent_score" else rules[facts.holds](idea)
    if not made.usable:
        return made
    if facts.share < _LEAST:
        return replace(made, against=f"known for {_percent(facts.share)} of the accounts only")
    return replace(made, against=f"unknown for {_percent(1 - facts.share)} of the accounts") if facts.share < _ENOUGH else made


def _one_of(idea: Suggested) -> Suggested:
    """The most frequent values are ideal, the next ones adjacent, as a place to begin."""
    facts = idea.facts
    values = [text for text, _ in facts.top if text.isprintable() and 0 < len(text.strip()) <= _LONGEST_VALUE]
    # What compares as equal is one value.
    values = list({vocab.fold(text.strip()): text.strip() for text in reversed(values)}.values())[::-1]
    if facts.distinct < 2 or not values:
        return replace(idea, kind="one_of", against="the same for every account", usable=False)
    most = max(1, min(_IDEAL, len(values) // 2))
    ideal, adjacent = values[:most], values[most : most + _ADJACENT]
    if facts.holds == "text" and facts.distinct == len(values) <= most + len(adjacent):
        # Else every account would earn points.
        adjacent = adjacent[:-1]
    rule = [("ideal", flow(list(ideal)))] + ([("adjacent", flow(list(adjacent)))] if adjacent else [])
    shown = [_called(facts.field, value) for value in (*ideal, *adjacent)]
    says = f"best: {', '.join(shown[: len(ideal)])}" + (f"; half: {', '.join(shown[len(ideal) :])}" if adjacent else "")
    if facts.distinct > len(facts.top) and sum(count for _, count in facts.top) < facts.known / 20:
        return replace(idea, kind="one_of", rule=tuple(rule), says=says, against="nearly every account has another value")
    return replace(idea, kind="one_of", rule=tuple(rule), says=says)


def _band(idea: Suggested) -> Suggested:
    """The middle half of the accounts, in round numbers."""
    facts = idea.facts
    low, high = (0.0, 0.0) if not facts.quarters else (facts.quarters[0], facts.quarters[2])
    if not low < high:
        return replace(idea, kind="band", against="nearly the same for every account", usable=False)
    if facts.field == "founded":
        low, high, near = math.floor(low), math.ceil(high), ""
    else:
        low, high = rounded(low, up=False), rounded(high, up=True)
        near = "25%" if low >= 0 else ""
    rule = [("ideal", f"[{plainly(low)}, {plainly(high)}]")] + ([("near", near)] if near else [])
    dash = plainly if facts.field == "founded" else short
    says = f"best: {dash(low)} to {dash(high)}" + ("; half: up to 25% outside" if near else "")
    return replace(idea, kind="band", rule=tuple(rule), says=says)


def steps(idea: Suggested) -> Suggested:
    """A score of somebody else's: the best quarter is best, the better half gets half."""
    facts = idea.facts
    half, best = (0.0, 0.0) if not facts.quarters else (rounded(facts.quarters[1], up=False), rounded(facts.quarters[2], up=False))
    if not 0 < half < best:
        return replace(_band(idea), key=idea.key)
    rule = (("at_least", f"{{{plainly(best)}: 1, {plainly(half)}: 0.5}}"),)
    return replace(idea, kind="steps", rule=rule, says=f"best: {short(best)} and more; half: {short(half)} and more")


def _recency(idea: Suggested) -> Suggested:
    """The youngest quarter of what is known is fresh, as wide again is half as good."""
    facts = idea.facts
    if not facts.days:
        return replace(idea, kind="recency", against="all of its dates are still to come", usable=False)
    at = next((at for at, days in enumerate(_WINDOWS[:-1]) if days >= facts.days[0]), None)
    if at is None:
        return replace(idea, kind="recency", against="its dates lie years back", usable=False)
    fresh, half = _WINDOWS[at], _WINDOWS[at + 1]
    rule = (("within", f"{{{fresh}d: 1, {half}d: 0.5}}"),)
    return replace(idea, kind="recency", rule=rule, says=f"best: within {fresh} days; half: within {half} days")


def _flag(idea: Suggested) -> Suggested:
    return replace(idea, kind="flag", says="best: yes")


def rounded(number: float, *, up: bool) -> float:
    """The next round number (1, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5 or 8, times a power of ten) up or down."""
    if number == 0:
        return 0.0
    if number < 0:
        return -rounded(-number, up=not up)
    power = 10.0 ** math.floor(math.log10(number))
    # Tenths of people are no better than whole ones.
    steps = [step * power for step in _NICE if power > 1 or float(step).is_integer()]
    if power < 1:
        steps = [round(step, 12) for step in steps]
    return min(step for step in steps if step >= number) if up else max(step for step in steps if step <= number)


def _called(field: str, value: str) -> str:
    return vocab.country_name(value) or value if field == "country" else value


def short(number: float) -> str:
    """`50`, `12,000`, `2.5M`."""
    for size, letter in ((1e9, "B"), (1e6, "M")):
        if abs(number) >= size:
            return f"{plainly(round(number / size, 2))}{letter}"
    return f"{number:,.0f}" if float(number).is_integer() else plainly(number)


def _percent(share: float) -> str:
    return "under 1%" if 0 < share < 0.01 else f"{share:.0%}"
