"""One account explained: points of the most, what is missing, what would move it up, the line that matters."""

from fractions import Fraction

import pytest
from lists import AS_OF, accounts, points, profile, size

from icp_tui.scoring.explain import exact_score, explain
from icp_tui.scoring.stages import score_list


def scored(*rows, **parts):
    return score_list(accounts(*rows), profile(**parts), AS_OF)


def town(weight=1, **keys):
    return {"key": "town", "title": "Town", "layer": "intent", "weight": weight, "kind": "one_of", "field": "city",
            "ideal": ["Bern"], "adjacent": ["Zug"]} | keys  # fmt: skip


def moves(found):
    return [(move.title, move.label, float(move.gain), float(move.score), move.reaches) for move in found]


def test_parts_have_value_level_and_points_of_the_most():
    one = explain(scored({"employees": 120, "city": "Zug"}, criteria=[size(3, title="Size"), town(1)]), 0)
    assert [(part.title, part.layer, part.value, part.label, part.points, part.most, part.skipped) for part in one.parts] == [
        ("Size", "fit", "120", "in band", 75, 75, False),
        ("Town", "intent", "Zug", "adjacent", Fraction(25, 2), 25, False),
    ]
    assert one.outcome["score"] == float(sum(part.points for part in one.parts)) == 87.5
    assert one.account["city"] == "Zug"


def test_a_skipped_criterion_gives_its_share_to_the_others():
    one = explain(scored({"employees": 120}, criteria=[size(3), town(1, unknown="skip")]), 0)
    assert [(part.points, part.most, part.skipped) for part in one.parts] == [(100, 100, False), (0, 0, True)]
    assert one.outcome["score"] == 100.0


def test_all_skipped():
    one = explain(scored({}, criteria=[size(3, unknown="skip")]), 0)
    assert [(part.points, part.most) for part in one.parts] == [(0, 0)]
    assert one.outcome["score"] == 0.0


def test_missing_says_what_each_unknown_could_add_at_best():
    one = explain(scored({"employees": 120}, criteria=[size(60), town(40, unknown=0.25)]), 0)
    # 60 + 10 now; 100 if the town were Bern. A is at 70 already.
    assert moves(one.missing) == [("Town", "ideal", 30.0, 100.0, None)]
    assert moves(one.moves) == [("Town", "ideal", 30.0, 100.0, None)]


def test_an_unknown_could_be_its_best_level_whichever_that_is():
    one = explain(scored({"employees": 120}, criteria=[size(50), town(50, grades={"ideal": 0.5, "adjacent": 1})]), 0)
    assert moves(one.missing) == [("Town", "adjacent", 50.0, 100.0, "A")]


def test_a_skipped_unknown_may_add_nothing_or_less():
    one = explain(scored({"employees": 120}, criteria=[size(50), town(50, unknown="skip", grades={"ideal": 0.5})]), 0)
    # 100 now, 75 if the town were Bern.
    assert moves(one.missing) == [("Town", "ideal", -25.0, 75.0, None)]
    assert one.moves == []


def test_moves_are_every_better_level_the_largest_gain_first_with_the_line_they_reach():
    parts = {"criteria": [size(60, near="25%"), town(40)], "tiers": [{"name": "A", "min_score": 90}, {"name": "B", "min_score": 50}]}
    one = explain(scored({"employees": 520, "city": "Rome"}, **parts), 0)
    # Near gives 30 of 60; the town nothing of 40.
    assert one.outcome["score"] == 30.0
    assert moves(one.moves) == [
        ("Town", "ideal", 40.0, 70.0, "B"),
        ("Size", "in band", 30.0, 60.0, "B"),
        ("Town", "adjacent", 20.0, 50.0, "B"),
    ]
    assert all(move.known for move in one.moves)
    assert one.missing == []


def test_moves_say_what_they_take_and_a_failed_must_have_is_told():
    gate = [{"when": "country = 'US'", "because": "Not in the US"}]
    rows = {"employees": 5, "city": "Rome", "country": "DE"}, {"name": "Us", "employees": 5, "city": None, "country": "US"}
    made = scored(*rows, criteria=[size(60), town(40)], must_have=gate)
    one, other = explain(made, 0), explain(made, 1)
    assert [move.wanted for move in one.moves] == ["50 to 500 (in band)", "Bern (ideal)", "Zug (adjacent)"]
    assert [move.wanted for move in other.missing] == ["Bern (ideal)"]
    assert (one.failed, other.failed) == (True, False)


def test_a_move_that_only_reaches_the_nurture_line():
    parts = {"criteria": [size(60, near="25%"), town(40)], "tiers": [{"name": "A", "min_score": 90}], "nurture": 40}
    one = explain(scored({"employees": 5, "city": "Rome"}, **parts), 0)
    assert moves(one.moves) == [
        ("Size", "in band", 60.0, 60.0, "nurture"),
        ("Town", "ideal", 40.0, 40.0, "nurture"),
        ("Size", "near", 30.0, 30.0, None),
        ("Town", "adjacent", 20.0, 20.0, None),
    ]


def test_lines_are_reached_by_the_rounded_score_as_in_the_ranking():
    # 69.996 of 100 is ranked as 70.00: it stands in A already, so nothing "reaches" A.
    tiers = [{"name": "A", "min_score": 70}]
    one = explain(scored({"employees": 120, "city": "Rome"}, criteria=[size(69.996), town(30.004)], tiers=tiers), 0)
    assert one.outcome["bucket"] == "A"
    assert [move.reaches for move in one.moves] == [None, None]


def test_penalties_stay_through_every_move():
    signs = [{"when": "employees > 10", "because": "Big", "penalty": 15}, {"when": "revenue > 1", "because": "?", "penalty": 50}]
    one = explain(scored({"employees": 120, "city": "Rome"}, criteria=[size(60), town(40)], warnings=signs), 0)
    assert one.outcome["score"] == 45.0
    assert moves(one.moves)[0] == ("Town", "ideal", 40.0, 85.0, "A")


def test_exact_score_is_never_below_zero():
    plan = scored({}, criteria=[size(60), town(40)]).plan
    assert exact_score(plan, [1, 2], Fraction(15)) == 65
    assert exact_score(plan, [0, 0], Fraction(15)) == 0


@pytest.mark.parametrize(
    ("name", "line"), [("Ace", "A"), ("Bee", "A"), ("Cee", "B"), ("Low", "C"), ("Out", "C")]
)
def test_the_cut_line_that_matters_is_the_one_above_or_the_account_s_own_in_the_first_tier(name, line):
    tiers = [{"name": "A", "capacity": 1, "min_score": 70}, {"name": "B", "capacity": 1, "min_score": 70},
             {"name": "C", "min_score": 70}]  # fmt: skip
    rows = [{"name": who, "employees": count} for who, count in
            {"Ace": 100, "Bee": 90, "Cee": 80, "Low": 50, "Out": 10}.items()]  # fmt: skip
    made = scored(*rows, criteria=[points("size", "employees")], tiers=tiers)
    row = made.accounts["name"].to_list().index(name)
    assert explain(made, row).cut_line.tier == line


def test_the_explanation_says_what_the_list_says():
    rows = [{"name": f"N{n}", "employees": 40 * n, "city": ["Bern", "Zug", "Rome", None][n % 4]} for n in range(20)]
    made = scored(*rows, criteria=[size(3, unknown="skip"), town(1)], warnings=[
        {"when": "employees > 300", "because": "Big", "penalty": 2.5}])  # fmt: skip
    frame = made.frame
    for row in range(frame.height):
        one = explain(made, row)
        assert dict(one.outcome) == {name: frame[name].to_list()[row] for name in one.outcome}
        total = float(sum(part.points for part in one.parts)) - frame["penalty"][row]
        assert one.outcome["score"] == pytest.approx(max(total, 0), abs=0.005)
