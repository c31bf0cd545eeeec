"""Which level of a criterion one account is at, and which grade each level has: design.md, section 3.

`unknown` is always a label of its own; a criterion whose unknown is `skip` has no grade for it (None).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

Row = Mapping[str, Any]
DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
OTHERWISE = {
    "one_of": "otherwise",
    "band": "outside",
    "steps": "below",
    "recency": "older",
    "keywords": "none",
    "flag": "no",
    "rules": "otherwise",
}


def number(value: Any) -> Fraction:
    """The decimal number that was written: 0.1 is a tenth; '25%' is a quarter."""
    text = str(value)
    if text.endswith("%"):
        return Fraction(text[:-1]) / 100
    return Fraction(text)


def plain(text: Any) -> str:
    """A text as it compares: trimmed and case-folded."""
    return str(text).strip().casefold()


def days(window: str) -> int:
    """The days of 90d, 2w, 3m or 1y."""
    return int(window[:-1]) * DAYS[window[-1]]


def grades(criterion: Row) -> dict[str, Fraction | None]:
    """Every level's grade by label, unknown first and the last resort last."""
    kind = criterion["kind"]
    found: dict[str, Fraction | None] = {"unknown": Fraction(0)}
    if kind in ("one_of", "keywords", "band"):
        found["in band" if kind == "band" else "ideal"] = Fraction(1)
        found |= {label: Fraction(1, 2) for label in ("adjacent", "near") if criterion.get(label) is not None}
    elif kind == "steps":
        for step in sorted(criterion["at_least"], key=number, reverse=True):
            found[f">= {step}"] = number(criterion["at_least"][step])
    elif kind == "recency":
        for window in sorted(criterion["within"], key=days):
            found[f"within {window}"] = number(criterion["within"][window])
    elif kind == "flag":
        found["yes"] = Fraction(1)
    else:
        for rule in criterion["levels"]:
            found[rule["label"]] = number(rule["grade"])
    found[OTHERWISE[kind]] = Fraction(0)
    for label, grade in overrides(criterion).items():
        found[label] = grade
    return found


def overrides(criterion: Row) -> dict[str, Fraction | None]:
    """What `grades`, `points`, `otherwise` and `unknown` say, by label."""
    said: dict[str, Fraction | None] = {}
    names = {"otherwise": OTHERWISE[criterion["kind"]]}
    if criterion["kind"] == "band":
        names["ideal"] = "in band"
    for level, grade in criterion.get("grades", {}).items():
        said[names.get(level, level)] = None if grade == "skip" else number(grade)
    for level, earned in criterion.get("points", {}).items():
        said[names.get(level, level)] = number(earned) / number(criterion["weight"])
    if "otherwise" in criterion:
        said[names["otherwise"]] = number(criterion["otherwise"])
    if "unknown" in criterion:
        said["unknown"] = None if criterion["unknown"] == "skip" else number(criterion["unknown"])
    return said


def level(criterion: Row, row: Row, as_of: date) -> str:
    """The label of the first level that matches."""
    kind = criterion["kind"]
    if kind == "rules":
        return rules_level(criterion, row)
    if kind == "keywords":
        return keywords_level(criterion, row)
    value = row.get(criterion["field"])
    return "unknown" if value is None else value_level(criterion, value, as_of)


def value_level(criterion: Row, value: Any, as_of: date) -> str:
    """The level of one value that is there, for the kinds that read one field."""
    match criterion["kind"]:
        case "one_of":
            return one_of_level(criterion, value)
        case "band":
            return band_level(criterion, number(value))
        case "steps":
            return steps_level(criterion, number(value))
        case "recency":
            return recency_level(criterion, (as_of - value).days)
        case _:
            return flag_level(value)


def one_of_level(criterion: Row, value: Any) -> str:
    """Text against text; of a list, any one suffices unless the criterion wants all that it names."""
    borne = {plain(one) for one in (value if isinstance(value, list) else [value])} - {""}
    if not borne:
        return "unknown"
    for label in ("ideal", "adjacent"):
        wanted = {plain(one) for one in criterion.get(label, [])}
        shared = wanted & borne
        if (shared == wanted) if wanted and criterion.get("match") == "all" else shared:
            return label
    return "otherwise"


def band_level(criterion: Row, value: Fraction) -> str:
    """Both ends belong to the band; near reaches a share of each end (of its size, if negative) beyond it."""
    low, high = criterion["ideal"]
    above = low is None or number(low) <= value
    below = high is None or value <= number(high)
    if above and below:
        return "in band"
    if criterion.get("near") is not None:
        share = number(criterion["near"])
        if not above and number(low) - share * abs(number(low)) <= value:
            return "near"
        if not below and value <= number(high) + share * abs(number(high)):
            return "near"
    return "outside"


def steps_level(criterion: Row, value: Fraction) -> str:
    """The highest step that the value reaches."""
    for step in sorted(criterion["at_least"], key=number, reverse=True):
        if value >= number(step):
            return f">= {step}"
    return "below"


def recency_level(criterion: Row, age: int) -> str:
    """The shortest window that the age in days fits; a date to come is unknown."""
    if age < 0:
        return "unknown"
    for window in sorted(criterion["within"], key=days):
        if age <= days(window):
            return f"within {window}"
    return "older"


def bears(text: str, keyword: str) -> bool:
    """Whether the keyword stands in the text as it is written, with no letter or digit right beside it."""
    text, keyword = text.casefold(), keyword.strip().casefold()
    for start in range(len(text) - len(keyword) + 1):
        end = start + len(keyword)
        before, after = text[:start][-1:], text[end:][:1]
        if text[start:end] == keyword and not before.isalnum() and not after.isalnum():
            return True
    return False


def keywords_level(criterion: Row, row: Row) -> str:
    """Whole words in any one of the fields; in a list each item is a text of its own."""
    texts: list[str] = []
    for field in criterion.get("fields") or [criterion["field"]]:
        value = row.get(field)
        texts += value if isinstance(value, list) else [] if value is None else [value]
    texts = [text for text in texts if text.strip()]
    if not texts:
        return "unknown"
    for label in ("ideal", "adjacent"):
        for keyword in criterion.get(label, []):
            if any(bears(text, keyword) for text in texts):
                return label
    return "none"


def flag_level(value: Any) -> str:
    """True/false, yes/no, 1/0; anything else says nothing."""
    said = plain(value)
    if said in ("true", "yes", "1"):
        return "yes"
    return "no" if said in ("false", "no", "0") else "unknown"


def rules_level(criterion: Row, row: Row) -> str:
    """The first rule that is true; without one, a rule that may be true makes the level unknown."""
    truths = [rule["when"].truth(row) for rule in criterion["levels"]]
    for rule, truth in zip(criterion["levels"], truths, strict=True):
        if truth is True:
            return rule["label"]
    return "unknown" if None in truths else "otherwise"
