"""Conditions and levels of the naive list against values worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from .conditions import Among, And, Between, Column, Compare, Missing, Not, Or
from .levels import grades, level

AS_OF = date(2026, 11, 21)


def criterion(kind: str, **keys: Any) -> dict[str, Any]:
    return {"key": kind, "title": kind, "layer": "fit", "weight": 10, "kind": kind} | keys


@pytest.mark.parametrize(
    ("condition", "sql", "truth"),
    [
        (Compare("x", ">", 4), "x > 4", True),
        (Compare("gap", ">", 4), "gap > 4", None),
        (Compare("day", "<=", Column("as_of")), "day <= as_of", True),
        (Compare("day", "=", AS_OF), "day = DATE '2026-11-21'", True),
        (Missing("gap"), "gap IS NULL", True),
        (Missing("gap", negated=True), "gap IS NOT NULL", False),
        (Among("x", (5, 6)), "x IN (5, 6)", True),
        (Among("gap", (5,), negated=True), "gap NOT IN (5)", None),
        (Between("x", 5, 5), "x BETWEEN 5 AND 5", True),
        (Not(Compare("gap", "=", 1)), "NOT (gap = 1)", None),
        (And((Compare("gap", "=", 1), Compare("x", "=", 1))), "(gap = 1) AND (x = 1)", False),
        (And((Compare("gap", "=", 1), Compare("x", "=", 5))), "(gap = 1) AND (x = 5)", None),
        (Or((Compare("gap", "=", 1), Compare("x", "=", 5))), "(gap = 1) OR (x = 5)", True),
        (Or((Compare("gap", "=", 1), Compare("x", "=", 1))), "(gap = 1) OR (x = 1)", None),
        (Compare("Tier 1?", "=", "O'Neil"), "\"Tier 1?\" = 'O''Neil'", True),
    ],
)
def test_a_condition_is_true_false_or_unknown(condition, sql, truth):
    row = {"x": 5, "gap": None, "day": AS_OF, "as_of": AS_OF, "Tier 1?": "O'Neil"}
    assert (condition.sql(), condition.truth(row)) == (sql, truth)


ONE_OF = criterion("one_of", field="technologies", ideal=["Uno", "Due"], adjacent=["Tre"])
BAND = criterion("band", field="employees", ideal=[50, 500], near="25%")
STEPS = criterion("steps", field="intent_score", at_least={40: 0.4, 80: 1.0})
RECENCY = criterion("recency", field="last_funding_date", within={"3m": 0.5, "30d": 1.0})
KEYWORDS = criterion(
    "keywords", fields=["description", "keywords"], ideal=["cloud native"], adjacent=["data"]
)
FLAG = criterion("flag", field="ownership")
RULES = criterion(
    "rules",
    levels=[
        {"when": Compare("revenue", ">", 9), "label": "rich", "grade": 1},
        {"when": Compare("employees", ">", 99), "label": "large", "grade": 0.5},
    ],
)


@pytest.mark.parametrize(
    ("made", "row", "label"),
    [
        (ONE_OF, {}, "unknown"),
        (ONE_OF, {"technologies": []}, "unknown"),
        (ONE_OF, {"technologies": [" DUE"]}, "ideal"),
        (ONE_OF, {"technologies": ["Tre", "Uno"]}, "ideal"),
        (ONE_OF, {"technologies": ["Tre"]}, "adjacent"),
        (ONE_OF, {"technologies": ["Other"]}, "otherwise"),
        (ONE_OF | {"match": "all"}, {"technologies": ["Uno"]}, "otherwise"),
        (ONE_OF | {"match": "all"}, {"technologies": ["Uno", "Tre"]}, "adjacent"),
        (ONE_OF | {"match": "all"}, {"technologies": ["Uno", "Tre", "Due"]}, "ideal"),
        (criterion("one_of", field="country", ideal=["no"]), {"country": "NO"}, "ideal"),
        (BAND, {}, "unknown"),
        (BAND, {"employees": 50}, "in band"),
        (BAND, {"employees": 500}, "in band"),
        (BAND, {"employees": 38}, "near"),
        (BAND, {"employees": 37.5}, "near"),
        (BAND, {"employees": 37}, "outside"),
        (BAND, {"employees": 625}, "near"),
        (BAND, {"employees": 626}, "outside"),
        (BAND | {"ideal": [None, 500]}, {"employees": 0}, "in band"),
        (BAND | {"ideal": [50, None]}, {"employees": 10**9}, "in band"),
        (criterion("band", field="employees", ideal=[50, 500]), {"employees": 49}, "outside"),
        (STEPS, {}, "unknown"),
        (STEPS, {"intent_score": 80}, ">= 80"),
        (STEPS, {"intent_score": 79.99}, ">= 40"),
        (STEPS, {"intent_score": 39.99}, "below"),
        (RECENCY, {}, "unknown"),
        (RECENCY, {"last_funding_date": AS_OF}, "within 30d"),
        (RECENCY, {"last_funding_date": AS_OF - timedelta(30)}, "within 30d"),
        (RECENCY, {"last_funding_date": AS_OF - timedelta(31)}, "within 3m"),
        (RECENCY, {"last_funding_date": AS_OF - timedelta(90)}, "within 3m"),
        (RECENCY, {"last_funding_date": AS_OF - timedelta(91)}, "older"),
        (RECENCY, {"last_funding_date": AS_OF + timedelta(1)}, "unknown"),
        (KEYWORDS, {"description": " ", "keywords": []}, "unknown"),
        (KEYWORDS, {"description": "Cloud Native things"}, "ideal"),
        (KEYWORDS, {"keywords": ["cloud", "native"]}, "none"),
        (KEYWORDS, {"description": "big data", "keywords": ["cloud native"]}, "ideal"),
        (KEYWORDS, {"description": "databases"}, "none"),
        (KEYWORDS, {"description": "DATA, mostly"}, "adjacent"),
        (FLAG, {}, "unknown"),
        (FLAG, {"ownership": "maybe"}, "unknown"),
        (FLAG, {"ownership": " YES "}, "yes"),
        (FLAG, {"ownership": "0"}, "no"),
        (RULES, {"revenue": 10}, "rich"),
        (RULES, {"employees": 100}, "large"),
        (RULES, {"employees": 1}, "unknown"),
        (RULES, {"employees": 1, "revenue": 1}, "otherwise"),
    ],
)
def test_the_first_level_that_matches_wins(made, row, label):
    assert level(made, row, AS_OF) == label


def test_grades_are_the_defaults_until_the_profile_says_otherwise():
    assert grades(BAND) == {"unknown": 0, "in band": 1, "near": Fraction(1, 2), "outside": 0}
    said = BAND | {"grades": {"ideal": 0.9}, "otherwise": 0.1, "unknown": "skip"}
    assert grades(said) == {
        "unknown": None,
        "in band": Fraction(9, 10),
        "near": Fraction(1, 2),
        "outside": Fraction(1, 10),
    }
    assert grades(ONE_OF | {"weight": 25, "points": {"ideal": 25, "adjacent": 12}})["adjacent"] == Fraction(
        12, 25
    )
