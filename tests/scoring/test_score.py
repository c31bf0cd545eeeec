"""The arithmetic of design section 3, each number worked out by hand."""

from datetime import date
from fractions import Fraction

import polars as pl
import pytest
from lists import AS_OF, accounts, points, profile, size

from icp_tui.errors import IcpError
from icp_tui.scoring.assess import assess
from icp_tui.scoring.plan import make_plan
from icp_tui.scoring.score import points as points_of
from icp_tui.scoring.score import score


def scores(frame, **parts):
    plan = make_plan(profile(**parts), frame.schema, AS_OF)
    return score(assess(frame, plan), plan)


def one_of(key, field, weight, **keys):
    return {"key": key, "layer": "fit", "weight": weight, "kind": "one_of", "field": field, "ideal": ["yes"],
            "adjacent": ["near"]} | keys  # fmt: skip


def test_shares_are_weight_over_the_sum_of_weights():
    # 25/40 of the weight is ideal, 15/40 adjacent at one half: 62.5 + 18.75.
    frame = accounts({"city": "yes", "state": "near"})
    criteria = [one_of("a", "city", 25), one_of("b", "state", 15)]
    assert scores(frame, criteria=criteria)["score"].to_list() == [81.25]


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        # 1/3 = 33.333..., 2/3 = 66.666...
        ((1, 2), 33.33),
        ((2, 1), 66.67),
        # 1/800 of the weight: 0.125 is a tie at two decimals and rounds up.
        ((1, 799), 0.13),
        # As doubles 0.285 x 100 falls short of 28.5; as decimals it does not.
        ((0.285, 0.715), 28.5),
    ],
)
def test_rounds_half_up_on_the_decimals_as_written(weights, expected):
    frame = accounts({"city": "yes", "state": "no"})
    criteria = [one_of("a", "city", weights[0]), one_of("b", "state", weights[1])]
    assert scores(frame, criteria=criteria)["score"].to_list() == [expected]


def test_unknown_is_its_grade_and_the_best_case_its_best_level():
    frame = accounts({"city": "yes"})
    criteria = [one_of("a", "city", 60), one_of("b", "state", 40, unknown=0.25)]
    # 60 + 40 x 0.25; the unknown could be ideal; 60 of 100 known.
    assert scores(frame, criteria=criteria).select("score", "best_case", "known").row(0) == (70.0, 100.0, 60.0)


def test_a_skipped_unknown_leaves_the_denominator_but_not_the_best_case():
    frame = accounts({"city": "near"})
    criteria = [one_of("a", "city", 60), one_of("b", "state", 40, unknown="skip")]
    # 30 of 60; at best 30 + 40 of 100; only 60 of 100 is known.
    assert scores(frame, criteria=criteria).select("score", "best_case", "known").row(0) == (50.0, 70.0, 60.0)


def test_the_best_case_is_never_below_the_score():
    frame = accounts({"city": "yes"})
    criteria = [one_of("a", "city", 60), one_of("b", "state", 40, unknown="skip", grades={"ideal": 0.5})]
    # 100 now, since the unknown is left out; with its best level 60 + 20 = 80 of 100.
    assert scores(frame, criteria=criteria).select("score", "best_case").row(0) == (100.0, 100.0)


def test_all_skipped_scores_zero():
    frame = accounts({})
    criteria = [one_of("a", "city", 60, unknown="skip"), one_of("b", "state", 40, unknown="skip")]
    assert scores(frame, criteria=criteria).select("score", "best_case", "known", "layer_fit").row(0) == (
        0.0, 100.0, 0.0, 0.0,
    )  # fmt: skip


def test_penalties_come_off_before_rounding_and_never_below_zero():
    frame = accounts({"city": "yes", "state": "no", "employees": 450}, {"city": "no", "state": "near", "employees": 450})
    criteria = [one_of("a", "city", 2), one_of("b", "state", 1)]
    warnings = [
        {"when": "employees > 400", "because": "Big", "penalty": 5.005},
        {"when": "employees > 440", "because": "Very big", "penalty": 20},
        {"when": "revenue > 1", "because": "Unknown is not true", "penalty": 90},
    ]
    found = scores(frame, criteria=criteria, warnings=warnings)
    # 66.666... - 25.005 = 41.661666...; 16.666... - 25.005 < 0.
    assert found["score"].to_list() == [41.66, 0.0]
    assert found["penalty"].to_list() == [25.005, 25.005]


def test_layer_scores_leave_penalties_out_and_are_null_without_criteria():
    frame = accounts({"city": "near", "state": "yes", "employees": 450})
    criteria = [one_of("a", "city", 3), one_of("b", "state", 1, layer="intent")]
    warnings = [{"when": "employees > 400", "because": "Big", "penalty": 5}]
    found = scores(frame, criteria=criteria, warnings=warnings)
    assert found.select("score", "layer_fit", "layer_intent", "layer_pain", "layer_authority", "layer_revenue").row(0) == (
        57.5, 50.0, 100.0, None, None, None,
    )  # fmt: skip


def test_weights_of_very_different_size_are_still_added_exactly():
    frame = accounts({"city": "yes", "state": "no"})
    # 1e9 / (1e9 + 1e-7) rounds to 100.00; the other way round to 0.00.
    big, small = one_of("a", "city", 1e9), one_of("b", "state", 1e-7)
    assert scores(frame, criteria=[big, small])["score"].to_list() == [100.0]


def test_points_are_unrounded_and_sum_to_the_score():
    frame = accounts({"city": "yes", "state": "near", "employees": None})
    criteria = [one_of("a", "city", 1), one_of("b", "state", 2), size(3, unknown="skip")]
    plan = make_plan(profile(criteria=criteria), frame.schema, AS_OF)
    row = points_of(assess(frame, plan), plan).row(0, named=True)
    assert row == pytest.approx({"points.a": 100 / 3, "points.b": 100 / 3, "points.size": 0.0})


def test_must_haves_fail_when_false_and_pass_unverified_when_unknown():
    frame = accounts({"country": "US", "employees": 10}, {"country": "DE"}, {"employees": 10})
    gates = [
        {"when": "country = 'US'", "because": "Not in the US"},
        {"when": "employees < 50", "because": "Too big", "unknown": "fail"},
    ]
    found = scores(frame, must_have=gates)
    assert found["failed"].to_list() == [False, True, False]
    assert found["unverified"].to_list() == [False, False, True]


def test_grades_in_points_of_the_weight():
    frame = accounts({"city": "near"})
    # 12 of 25 points of a weight that is a quarter of the sum.
    criteria = [one_of("a", "city", 25, points={"adjacent": 12}), size(75)]
    assert scores(frame, criteria=criteria)["score"].to_list() == [12.0]


def test_level_index_is_the_first_that_matches():
    frame = accounts({"employees": 100}, {"employees": 99}, {"employees": 5}, {"employees": None})
    plan = make_plan(profile(criteria=[points("p", "employees")]), frame.schema, AS_OF)
    levels = assess(frame, plan)["level.p"]
    assert levels.dtype == pl.UInt8
    labels = [plan.criteria[0].labels[index] for index in levels]
    assert labels == [">= 100", ">= 90", "below", "unknown"]
    assert plan.criteria[0].levels[2].grade == Fraction(9, 10)


def test_ages_count_from_as_of():
    frame = accounts({"last_funding_date": date(2026, 8, 23)}, {"last_funding_date": date(2026, 8, 22)},
                     {"last_funding_date": date(2026, 11, 22)})  # fmt: skip
    criterion = {"key": "r", "layer": "intent", "weight": 1, "kind": "recency", "field": "last_funding_date",
                 "within": {"90d": 1.0, "180d": 0.5}}  # fmt: skip
    # 23 August to 21 November is 90 days (8 + 30 + 31 + 21); tomorrow is unknown.
    assert scores(frame, criteria=[criterion])["score"].to_list() == [100.0, 50.0, 0.0]


def test_every_score_is_the_double_that_its_two_decimals_mean():
    # n of 250 steps is n x 0.4 points; `score >= 97.6` must see the very number that 97.6 means.
    frame = accounts(*({"name": f"N{n}", "employees": n} for n in range(1, 251)))
    steps = {n: n / 250 for n in range(1, 251)}
    criterion = {"key": "p", "layer": "fit", "weight": 1, "kind": "steps", "field": "employees", "at_least": steps}
    found = scores(frame, criteria=[criterion])["score"].to_list()
    assert found == [float(f"{n * 4 // 10}.{n * 4 % 10}") for n in range(1, 251)]


def test_more_levels_than_a_byte_counts_are_refused():
    steps = {n: n / 500 for n in range(1, 501)}
    criterion = {"key": "p", "layer": "fit", "weight": 1, "kind": "steps", "field": "employees", "at_least": steps}
    with pytest.raises(IcpError, match="502 levels; at most 250"):
        scores(accounts({}), criteria=[criterion])
