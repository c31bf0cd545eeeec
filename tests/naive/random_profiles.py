"""Random profiles: criteria, gates, kill rules, tiny tiers, several limits."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from .conditions import Among, Compare, Missing, Not
from .random_conditions import ROW_COLUMNS, SCORES, conditions
from .random_criteria import criteria
from .values import KEYS

Keys = dict[str, Any]
SELDOM = st.booleans().flatmap(lambda yes: st.booleans() if yes else st.just(value=False))
FIELDS = {"growth": {"from": ["Growth"], "as": "number"}, "vip": {"from": ["VIP"], "as": "flag"}}
RANK_TERMS = [
    "intent_score desc",
    "revenue desc",
    "employees desc",
    "employees asc",
    "founded asc",
    "name asc",
    "last_funding_date desc",
    "layer_fit desc",
    "best_case asc",
    "growth asc",
    "known desc",
]


def few() -> st.SearchStrategy[Any]:
    """Conditions that are true of few accounts, so that kill rules do not empty the list."""
    return st.sampled_from([Compare("employees", "<", 20), Among("industry", ("Gamma",)), Missing("owner")])


def most() -> st.SearchStrategy[Any]:
    """Conditions that most accounts meet."""
    return st.one_of(few().map(Not), few().map(Not), conditions())


@st.composite
def tiers(draw: st.DrawFn) -> list[Keys]:
    made = []
    for place in range(draw(st.sampled_from([3, 2, 1]))):
        tier: Keys = {"name": "ABC"[place], "min_score": draw(st.sampled_from([40, 50, 60.5, 70]))}
        if draw(st.sampled_from([True, True, False])):
            tier["capacity"] = draw(st.integers(1, 4))
        if draw(st.booleans()):
            tier["min_known"] = draw(st.sampled_from([0, 33.33, 50, 66.67, 100]))
        if draw(SELDOM):
            tier["when"] = draw(st.one_of(most(), conditions(ROW_COLUMNS | SCORES)))
        made.append(tier)
    return made


@st.composite
def limits(draw: st.DrawFn, tier: Keys) -> Keys:
    choices = [("owner", ["dana", "Lee"]), ("industry", ["Alpha", "Beta"]), ("country", ["US", "DE"])]
    choices.append(("founded", [1990, 2001]))
    per, values = draw(st.sampled_from(choices))
    number = st.integers(1, 2)
    named = st.sampled_from([1, 2, 0, 3])
    forms = [number, st.fixed_dictionaries({values[0]: named}, optional={values[1]: named})]
    if "capacity" in tier:
        forms.append(st.sampled_from(["10%", "34%", "50%", "100%"]))
    return {"tier": tier["name"], "per": per, "at_most": draw(st.one_of(forms))}


@st.composite
def tiering(draw: st.DrawFn) -> Keys:
    """The half of a profile that cuts: tiers, nurture line, ranking, limits and the family rule."""
    made: Keys = {"tiers": draw(tiers()), "nurture": draw(st.sampled_from([0, 20, 39.5, 40]))}
    made["one_per_family"] = draw(st.sampled_from(["capped", "all", "none"]))
    terms = draw(st.lists(st.sampled_from(RANK_TERMS), max_size=2, unique_by=lambda term: term.split()[0]))
    made["rank_by"] = draw(st.sampled_from([["score desc", *terms]] * 4 + [["revenue desc", "score desc"]]))
    if draw(st.booleans()):
        bound = st.sampled_from(made["tiers"]).flatmap(limits)
        made["limits"] = draw(st.lists(bound, min_size=1, max_size=3))
    return made


@st.composite
def gates(draw: st.DrawFn) -> Keys:
    """Must-haves, warnings and the kill list."""
    made: Keys = {}
    if draw(SELDOM):
        gate = {"when": draw(most()), "because": "Gate"}
        made["must_have"] = [gate | draw(st.sampled_from([{}, {"unknown": "fail"}, {"unknown": "pass"}]))]
    if draw(SELDOM):
        penalties = st.sampled_from(
            [{}, {"penalty": 5}, {"penalty": 2.5}, {"penalty": 0.005}, {"penalty": 100}]
        )
        made["warnings"] = [
            {"when": draw(conditions()), "because": f"Warning {place}"} | draw(penalties)
            for place in range(draw(st.integers(1, 2)))
        ]
    if draw(SELDOM):
        rules = [
            {
                "id": f"rule-{place}",
                "when": draw(st.one_of(few(), few(), conditions())),
                "because": f"Rule {place}",
            }
            for place in range(draw(st.integers(1, 2)))
        ]
        spared = draw(st.lists(st.sampled_from(KEYS[:6]), max_size=2, unique=True))
        made["kill_list"] = {"rules": rules, "never_kill": spared}
    return made


@st.composite
def profiles(draw: st.DrawFn) -> Keys:
    """Profiles with one to five criteria of any kind."""
    places = range(draw(st.integers(1, 5)))
    named = {
        "icp": "Random",
        "version": "1",
        "fields": FIELDS,
        "criteria": [draw(criteria(f"c{place}")) for place in places],
    }
    return named | draw(gates()) | draw(tiering())


@st.composite
def ladders(draw: st.DrawFn) -> Keys:
    """Profiles whose score is the account's intent score, most of it known: the cut is all that varies."""
    ladder = {
        "key": "ladder",
        "title": "Ladder",
        "layer": "fit",
        "weight": 1,
        "kind": "steps",
        "field": "intent_score",
        "at_least": {40: 0.4, 60: 0.6, 77.7: 0.777, 80: 0.8, 100: 1},
    }
    return {"icp": "Ladder", "version": "1", "fields": FIELDS, "criteria": [ladder]} | draw(tiering())
