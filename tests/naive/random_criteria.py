"""Random criteria of all seven kinds, with defaults, grades, points and the short keys."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from .levels import days
from .random_conditions import conditions
from .values import COUNTRIES, GRADES, INDUSTRIES, LAYERS, PHRASES, TOOLS, WEIGHTS, listed, or_missing

GRADE = st.sampled_from(GRADES)
WINDOWS = ["7d", "4w", "30d", "2m", "90d", "180d", "1y"]
Keys = dict[str, Any]


@st.composite
def one_of_keys(draw: st.DrawFn) -> Keys:
    fields = [("industry", INDUSTRIES), ("country", COUNTRIES), ("technologies", TOOLS)]
    field, values = draw(st.sampled_from(fields))
    chosen = draw(st.permutations(values))
    cut = draw(st.integers(1, 2))
    made: Keys = {
        "field": field,
        "ideal": [draw(st.sampled_from([str, str.upper]))(one) for one in chosen[:cut]],
    }
    if draw(st.booleans()):
        made["adjacent"] = list(chosen[cut:])
    if field == "technologies" and draw(st.booleans()):
        made["match"] = draw(st.sampled_from(["any", "all"]))
    return made


@st.composite
def band_keys(draw: st.DrawFn) -> Keys:
    fields = [("employees", [20, 50, 100], [100, 500]), ("intent_score", [3, 30, 60], [70, 77.7])]
    fields.append(("growth", [-6, 0], [0, 4]))
    field, lows, highs = draw(st.sampled_from(fields))
    ends = [draw(or_missing(lows)), draw(or_missing(highs))]
    if ends == [None, None]:
        ends[0] = lows[0]
    made: Keys = {"field": field, "ideal": ends}
    if draw(st.booleans()):
        made["near"] = draw(st.sampled_from(["25%", "10%", "12.5%", 0.5, "50 %"]))
    return made


@st.composite
def steps_keys(draw: st.DrawFn) -> Keys:
    steps = draw(listed([0, 30, 40, 60, 77.7, 80]))
    return {"field": "intent_score", "at_least": {step: draw(GRADE) for step in steps}}


@st.composite
def recency_keys(draw: st.DrawFn) -> Keys:
    windows = draw(st.lists(st.sampled_from(WINDOWS), min_size=1, max_size=3, unique_by=days))
    return {"field": "last_funding_date", "within": {window: draw(GRADE) for window in windows}}


@st.composite
def keywords_keys(draw: st.DrawFn) -> Keys:
    one = st.sampled_from(["description", "keywords"]).map(lambda field: {"field": field})
    made: Keys = draw(st.one_of(one, st.just({"fields": ["description", "keywords"]})))
    chosen = draw(st.permutations(PHRASES))
    made = made | {"ideal": chosen[: draw(st.integers(1, 2))]}
    if draw(st.booleans()):
        made["adjacent"] = chosen[2 : draw(st.integers(3, 4))]
    return made


@st.composite
def rules_keys(draw: st.DrawFn) -> Keys:
    places = range(draw(st.integers(1, 3)))
    return {
        "levels": [
            {"when": draw(conditions()), "label": f"label {place}", "grade": draw(GRADE)} for place in places
        ]
    }


# kind -> its own keys, and the labels that `grades` and `points` may name besides otherwise and unknown
KINDS: dict[str, tuple[st.SearchStrategy[Keys], list[str]]] = {
    "one_of": (one_of_keys(), ["ideal", "adjacent"]),
    "band": (band_keys(), ["ideal", "near"]),
    "steps": (steps_keys(), []),
    "recency": (recency_keys(), []),
    "keywords": (keywords_keys(), ["ideal", "adjacent"]),
    "flag": (st.sampled_from([{"field": "ownership"}, {"field": "vip"}]), ["yes"]),
    "rules": (rules_keys(), []),
}


@st.composite
def criteria(draw: st.DrawFn, key: str) -> Keys:
    kind = draw(st.sampled_from(sorted(KINDS)))
    own, labels = KINDS[kind]
    made = {
        "key": key,
        "title": key.title(),
        "layer": draw(st.sampled_from(LAYERS[:3])),
        "weight": draw(st.sampled_from(WEIGHTS)),
        "kind": kind,
    } | draw(own)
    return made | draw(grade_keys(made["weight"], [one for one in labels if one == "yes" or one in made]))


@st.composite
def grade_keys(draw: st.DrawFn, weight: float, labels: list[str]) -> Keys:
    """The grades that the profile overrides: `grades`, `points` or the short keys."""
    keys: Keys = {}
    chosen = draw(st.lists(st.sampled_from([*labels, "otherwise", "unknown"]), max_size=3, unique=True))
    if draw(st.booleans()):
        keys["grades"] = {label: draw(GRADE) for label in chosen}
        if "unknown" in chosen and draw(st.booleans()):
            keys["grades"]["unknown"] = "skip"
    else:
        keys["points"] = {label: draw(st.sampled_from([weight, 0, weight / 2])) for label in chosen}
    if "otherwise" not in chosen and draw(st.booleans()):
        keys["otherwise"] = draw(GRADE)
    if "unknown" not in chosen and draw(st.booleans()):
        keys["unknown"] = draw(st.one_of(st.just("skip"), GRADE))
    return keys
