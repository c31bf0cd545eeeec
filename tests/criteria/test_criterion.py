"""Grades, points, weights and the discovery of kinds."""

from fractions import Fraction

import polars as pl
import pytest
from lists import AS_OF

from icp_tui.columns import ACCOUNT
from icp_tui.criteria import KINDS, kind_of
from icp_tui.criteria.criterion import UNKNOWN


def grades(criterion):
    return {level.label: level.grade for level in criterion.levels(ACCOUNT, AS_OF)}


@pytest.fixture
def stack(make):
    return lambda **keys: make(
        "one_of", field="technologies", ideal=["Salesforce"], adjacent=["HubSpot"], **keys
    )


def test_every_kind_of_the_design_is_found():
    assert list(KINDS) == ["band", "coverage", "flag", "keywords", "one_of", "recency", "rules", "steps"]


def test_defaults(stack):
    assert grades(stack()) == {"unknown": 0, "ideal": 1, "adjacent": Fraction(1, 2), "otherwise": 0}


def test_a_grade_is_the_decimal_as_written(stack):
    made = stack(grades={"ideal": 0.7, "adjacent": 0.1}, otherwise=0.25, unknown=0.3)
    assert grades(made) == {
        "unknown": Fraction(3, 10),
        "ideal": Fraction(7, 10),
        "adjacent": Fraction(1, 10),
        "otherwise": Fraction(1, 4),
    }


def test_points_are_points_of_the_weight(make):
    made = make(
        "one_of", weight=25, field="industry", ideal=["Banking"], adjacent=["Insurance"], points={"ideal": 25, "adjacent": 12}
    )  # fmt: skip
    assert grades(made) == {"unknown": 0, "ideal": 1, "adjacent": Fraction(12, 25), "otherwise": 0}


@pytest.mark.parametrize("keys", [{"unknown": "skip"}, {"grades": {"unknown": "skip"}}])
def test_skipped_unknown_has_no_grade(stack, keys):
    made = stack(**keys)
    assert made.skips_unknown
    assert grades(made)[UNKNOWN] == 0


def test_unknown_is_not_skipped_unless_said(stack):
    assert not stack(unknown=0.5).skips_unknown


def test_labels_name_grades_as_well(make):
    made = make("band", field="employees", ideal=[50, 500], grades={"in band": 0.9, "outside": 0.2})
    assert grades(made) == {"unknown": 0, "in band": Fraction(9, 10), "outside": Fraction(1, 5)}


def test_title_comes_from_the_key(make):
    assert make("flag", key="is_public", field="ownership").title == "Is public"


@pytest.mark.parametrize(
    ("dtype", "kind"),
    [
        (pl.String, "text"),
        (pl.Int64, "number"),
        (pl.Float64(), "number"),
        (pl.Date, "date"),
        (pl.List(pl.String), "list"),
        (pl.Boolean, "flag"),
        (pl.Categorical(), "text"),
    ],
)
def test_kind_of_column(dtype, kind):
    assert kind_of(dtype) == kind


HEAD = "key: k, layer: fit, kind: one_of, field: industry, ideal: [Banking], adjacent: [Insurance]"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("^weight: 0", "^ weight should be more than 0, but is the number 0"),
        ("^weight: -5", "^ weight should be more than 0, but is the number -5"),
        ("^weight: NaN", "^ weight should be a number, but is the text 'NaN'"),
        ("weight: ^.nan", "^ .nan is not a number that can be used (put it in quotes if it is text)"),
        ("weight: ^.inf", "^ .inf is not a number that can be used (put it in quotes if it is text)"),
        ("^weight: 1e10", "^ weight should be at most 1e+09, but is the number 10000000000.0"),
        ("^weight: '5'", "^ weight should be a number, but is the text '5' (write it without quotes)"),
        ("^weight: true", "^ weight should be a number, but is true"),
        ("^weight: ", "^ weight has no value"),
        ("weight: 5, ^otherwise: 1.5", "^ a grade should be from 0 to 1, but is 1.5 (1 is best, 0 is worst; see also points)"),
        ("weight: 5, ^otherwise: skip", "^ a grade should be a number from 0 to 1, but 'skip' is not (1 is best, 0 is worst)"),
        ("weight: 5, grades: {^idael: 1}", "^ idael is no level of one_of (did you mean ideal?)"),
        ("weight: 5, grades: {^ideal: skip}", "^ only unknown can be skipped, not ideal (give a grade from 0 to 1)"),
        ("weight: 5, points: {^ideal: 6}", "^ ideal has more points than the weight, 5"),
        ("weight: 5, points: {^ideal: -1}", "^ ideal should be at least 0, but is the number -1"),
        ("weight: 5, points: {^ideal: 5}, grades: {ideal: 1}", "^ ideal has a grade already, under grades (keep one)"),
        ("weight: 5, grades: {otherwise: 0.1}, ^otherwise: 0.2", "^ otherwise has a grade already, under grades (keep one)"),
        ("weight: 5, ^layr: fit", "^ unknown key layr (did you mean layer?)"),
    ],
)  # fmt: skip
def test_bad_keys_are_told_at_their_place(complaints, keys, said):
    assert complaints(f"{{{HEAD}, {keys}}}") == [said]


def test_a_missing_layer_is_told_where_the_criterion_starts(complaints):
    assert complaints("^{key: k, weight: 5, kind: flag, field: ownership}") == [
        "^ layer is missing (The question it answers: fit, pain, intent, authority or revenue potential)",
    ]


def test_unknown_kind_has_one_problem(complaints):
    assert complaints("{key: k, layer: fit, weight: 5, ^kind: bnad, field: employees, ideal: [1, 2]}") == [
        "^ there is no kind bnad (did you mean band?)",
    ]


def test_missing_kind_has_one_problem(complaints):
    assert complaints("^{key: k, layer: fit, weight: 5, field: employees}") == [
        "^ kind is missing (it says how the part is read)",
    ]


@pytest.mark.parametrize(
    ("criterion", "said"),
    [
        (
            "{key: k, layer: fit, weight: 5, kind: flag, ^field: ownershp}",
            "^ no column ownershp (nearest: ownership, owner)",
        ),
        (
            "{key: k, layer: fit, weight: 5, kind: recency, ^field: employees, within: {30d: 1}}",
            "^ employees holds a number; recency reads a date",
        ),
        (
            "{key: k, layer: fit, weight: 5, kind: steps, ^field: growth, at_least: {3: 1}}",
            "^ growth holds text; steps reads a number",
        ),
    ],
)
def test_fields_are_checked_without_a_list(complaints, criterion, said):
    assert complaints(criterion, "{growth: {from: [Growth], as: text}}") == [said]
