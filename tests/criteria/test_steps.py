"""steps: the highest threshold that is reached."""

from fractions import Fraction

import polars as pl
import pytest
from lists import AS_OF

from icp_tui.columns import ACCOUNT


def test_levels_from_the_highest(make):
    made = make("steps", field="intent_score", at_least={40: 0.4, 80: 1.0, 62.5: 0.7}, otherwise=0.1)
    levels = made.levels(ACCOUNT, AS_OF)
    assert [level.label for level in levels] == ["unknown", ">= 80", ">= 62.5", ">= 40", "below"]
    assert [level.grade for level in levels] == [0, 1, Fraction(7, 10), Fraction(2, 5), Fraction(1, 10)]


def test_thresholds_belong_to_their_step(make, judge):
    made = make("steps", field="intent_score", at_least={80: 1.0, 60.5: 0.7})
    frame = pl.DataFrame({"intent_score": [None, float("nan"), 80.0, 79.99, 60.5, 60.4, 1000.0]})
    expected = ["unknown", "unknown", ">= 80", ">= 60.5", ">= 60.5", "below", ">= 80"]
    assert judge(made, frame) == expected


def test_whole_numbers_and_fractional_thresholds(make, judge):
    made = make("steps", field="founded", at_least={2019.5: 1})
    assert judge(made, pl.DataFrame({"founded": [2019, 2020]})) == ["below", ">= 2019.5"]


def test_grades_need_not_fall(make, judge):
    made = make("steps", field="founded", at_least={2000: 0.2, 1990: 1})
    assert judge(made, pl.DataFrame({"founded": [2001, 1995]})) == [">= 2000", ">= 1990"]


@pytest.mark.parametrize(
    ("at_least", "said"),
    [
        ("^at_least: {}", "^ at_least is empty"),
        ("at_least: {^'80': 1}", "^ 80 should be a number, but is the text '80' (write it without quotes)"),
        ("at_least: {^80: 2}", "^ a grade should be from 0 to 1, but is 2 (1 is best, 0 is worst; see also points)"),
        ("at_least: {80: 1, ^80.0: 0.5}", "^ the key 80.0 stands here a second time (first on line 5) (remove one of the two)"),
        ("^at_least: [80, 1]", "^ at_least should be a mapping (key: value), but is a list"),
    ],
)  # fmt: skip
def test_bad_steps_are_told_at_their_place(complaints, at_least, said):
    criterion = f"{{key: k, layer: fit, weight: 5, kind: steps, field: intent_score, {at_least}}}"
    assert complaints(criterion) == [said]
