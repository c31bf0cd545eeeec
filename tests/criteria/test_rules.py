"""rules: the first condition that holds; three-valued."""

from fractions import Fraction

import polars as pl
import pytest
from lists import AS_OF


@pytest.fixture
def rules(make):
    return make(
        "rules",
        levels=[
            {"when": "employees > 1000", "label": "large", "grade": 1},
            {"when": "country = 'Germany' AND employees > 100", "label": "German", "grade": 0.6},
        ],
    )


SCHEMA = {"employees": pl.Int64, "country": pl.String}


def test_the_first_that_holds_decides(rules, judge):
    frame = pl.DataFrame(
        {"employees": [2000, 200, 200, 50, 50], "country": ["DE", "DE", "FR", "DE", None]}, schema=SCHEMA
    )
    assert judge(rules, frame) == ["large", "German", "otherwise", "otherwise", "otherwise"]


def test_unknown_when_none_is_true_and_some_is_unknown(rules, judge):
    frame = pl.DataFrame(
        {"employees": [None, None, 200, 2000], "country": ["DE", "FR", None, None]}, schema=SCHEMA
    )
    # FR: employees > 1000 is unknown still; 2000 employees: the first rule holds whatever the country
    assert judge(rules, frame) == ["unknown", "unknown", "unknown", "large"]


def test_levels_and_columns(rules):
    levels = rules.levels(SCHEMA, AS_OF)
    assert [(level.label, level.grade) for level in levels] == [
        ("unknown", 0),
        ("large", 1),
        ("German", Fraction(3, 5)),
        ("otherwise", 0),
    ]
    assert rules.fields_read() == ("employees", "country")


def test_a_fault_of_a_condition_names_its_level(make):
    made = make("rules", levels=[{"when": "employes > 3", "label": "x", "grade": 1}])
    with pytest.raises(ValueError, match="level x: no column employes; nearest: employees"):
        made.levels(SCHEMA, AS_OF)


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ("levels: [{when: a > 1, ^label: Unknown, grade: 1}]", "^ another level is called Unknown already (give each level a label of its own)"),
        ("levels: [{when: a > 1, label: x, grade: 1}, {when: a > 2, ^label: X, grade: 0}]", "^ another level is called X already (give each level a label of its own)"),
        ("levels: [{^when: '(a > 1', label: x, grade: 1}]", "^ when: cannot be read as a condition"),
        ("levels: [{when: a > 1, label: x, ^grde: 1}]", "^ unknown key grde (did you mean grade?)"),
        ("^levels: []", "^ levels is empty"),
    ],
)  # fmt: skip
def test_bad_levels_are_told_at_their_place(complaints, levels, said):
    told = complaints(f"{{key: k, layer: fit, weight: 5, kind: rules, {levels}}}")
    assert len(told) == 1
    assert told[0].startswith(said)
