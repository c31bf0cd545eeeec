"""The ranking: rank_by in order, missing values last either way, account_key closing every tie."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lists import accounts, profile

from icp_tui.scoring.plan import SCORES
from icp_tui.scoring.rank import ranking, tie_order
from icp_tui.scoring.scores import Scores


def ranked(frame, scores, rank_by=None, **more):
    """The names in rank order."""
    order = profile(**({"rank_by": rank_by} if rank_by else {})).rank_by
    columns = {name: more.get(name, [None] * frame.height) for name in SCORES} | {"score": scores}
    held = Scores.of(pl.DataFrame(columns, schema=SCORES))
    return frame["name"].gather(ranking(frame, held, order, tie_order(frame, order)).all).to_list()


def test_the_default_order_is_score_then_intent_then_revenue_then_employees():
    frame = accounts(
        {"name": "Small", "employees": 10, "revenue": 5, "intent_score": 7.0},
        {"name": "Big", "employees": 20, "revenue": 5, "intent_score": 7.0},
        {"name": "Rich", "employees": 1, "revenue": 6, "intent_score": 7.0},
        {"name": "Keen", "employees": 1, "revenue": 1, "intent_score": 7.5},
        {"name": "Best", "employees": 1},
    )
    assert ranked(frame, [80, 80, 80, 80, 80.01]) == ["Best", "Keen", "Rich", "Big", "Small"]


def test_the_account_key_closes_ties_whatever_the_order_of_the_rows():
    frame = accounts({"name": "C"}, {"name": "A"}, {"name": "B"})
    assert ranked(frame, [50, 50, 50]) == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("direction", "expected"), [("desc", ["Ten", "Two", "Unknown"]), ("asc", ["Two", "Ten", "Unknown"])]
)
def test_missing_values_come_last_in_either_direction(direction, expected):
    frame = accounts({"name": "Unknown"}, {"name": "Two", "employees": 2}, {"name": "Ten", "employees": 10})
    assert ranked(frame, [9, 9, 9], [f"score {direction}", f"employees {direction}"]) == expected


def test_a_low_score_first_when_asked_for():
    frame = accounts({"name": "A"}, {"name": "B"}, {"name": "C"})
    assert ranked(frame, [30, 0, 100], ["score asc"]) == ["B", "A", "C"]


def test_text_and_dates_sort_too():
    frame = accounts({"name": "A", "city": "Zug"}, {"name": "B", "city": "Bern"}, {"name": "C", "city": "Zug"})
    assert ranked(frame, [1, 1, 1], ["city desc"]) == ["A", "C", "B"]


@pytest.mark.parametrize(
    ("rank_by", "expected"),
    [
        (["employees desc", "score desc"], ["C", "B", "A"]),
        (["layer_fit desc"], ["A", "B", "C"]),
        (["score desc", "best_case desc"], ["B", "A", "C"]),
        (["known asc", "score desc"], ["C", "B", "A"]),
    ],
)
def test_scores_may_stand_anywhere_in_the_order(rank_by, expected):
    frame = accounts({"name": "A", "employees": 1}, {"name": "B", "employees": 1}, {"name": "C", "employees": 2})
    found = ranked(
        frame, [50, 60, 40], rank_by, best_case=[90, 60, 99], layer_fit=[3, 2, 1], known=[100, 100, 50]
    )
    assert found == expected


def test_every_score_from_0_to_100_keeps_its_place():
    # Hundredths are packed into integers: 0.01 apart must stay apart.
    frame = accounts({"name": "D"}, {"name": "C"}, {"name": "B"}, {"name": "A"})
    assert ranked(frame, [100.0, 99.99, 0.01, 0.0]) == ["D", "C", "B", "A"]


def test_nobody():
    assert ranked(accounts(), []) == []


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.booleans(), st.booleans()), max_size=30), st.sampled_from(["desc", "asc"]))
def test_some_accounts_come_as_they_stand_among_all(drawn, direction):
    frame = accounts(*({"name": f"{place}"} for place in range(len(drawn))))
    order = profile(rank_by=[f"score {direction}", "intent_score desc"]).rank_by
    points = [[0.0, 0.29, 57.01, 57.02, 100.0][point] for point, _, _ in drawn]
    scores = Scores.of(pl.DataFrame({"score": points}, schema={"score": pl.Float64}))
    ties = tie_order(frame, order)
    sign = -1 if direction == "desc" else 1
    expected = sorted(range(len(drawn)), key=lambda row: (sign * drawn[row][0], ties.to_list().index(row)))
    for asked_before in (False, True):
        found = ranking(frame, scores, order, ties)
        if asked_before:
            assert found.all.to_list() == expected
        for part in (1, 2, 1, 1):
            wanted = pl.Series([one[part] for one in drawn], dtype=pl.Boolean)
            assert found.only(wanted).to_list() == [row for row in expected if drawn[row][part]]
        assert found.all.to_list() == expected
