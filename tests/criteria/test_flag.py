"""flag: what reads as yes, as no, and as neither."""

import polars as pl
import pytest


@pytest.mark.parametrize(
    ("said", "label"),
    [
        *((said, "yes") for said in ("true", "TRUE", "Yes", " y ", "1", "T")),
        *((said, "no") for said in ("false", "No", "n", "0", "F")),
        *((said, "unknown") for said in (None, "", "maybe", "2", "x")),
    ],
)
def test_texts(make, judge, said, label):
    frame = pl.DataFrame({"ownership": [said]}, schema={"ownership": pl.String})
    assert judge(make("flag", field="ownership"), frame) == [label]


def test_booleans_and_numbers(make, judge):
    made = make("flag", field="public")
    assert judge(made, pl.DataFrame({"public": [True, False, None]})) == ["yes", "no", "unknown"]
    assert judge(made, pl.DataFrame({"public": [1, 0, 2, None]})) == ["yes", "no", "unknown", "unknown"]


def test_a_date_is_no_flag(complaints):
    assert complaints("{key: k, layer: fit, weight: 5, kind: flag, ^field: intent_date}") == [
        "^ intent_date holds a date; flag reads text or a number or true or false",
    ]


def test_no_can_be_the_better_answer(make):
    made = make("flag", field="ownership", grades={"yes": 0, "no": 1})
    levels = made.levels({"ownership": pl.String}, None)
    assert [(level.label, level.grade) for level in levels] == [("unknown", 0), ("yes", 0), ("no", 1)]
