"""Filling tiers: capacity, lines, limits, family slots and pins, on candidates in rank order."""

import polars as pl
from lists import profile

from icp_tui.scoring.limit import Constraint
from icp_tui.scoring.tier import FULL, KNOWN, LIMIT, SCORE, WHEN, fill


def candidates(*scores, known=100.0, pins=None, meets=None, **codes):
    count = len(scores)
    frame = pl.DataFrame(
        {
            "row": pl.Series(range(count), dtype=pl.UInt32),
            "score": [float(score) for score in scores],
            "known": known if isinstance(known, list) else [known] * count,
            "pin": pl.Series(pins or [None] * count, dtype=pl.Int32),
        },
    )
    extra = {name: pl.Series(values, dtype=pl.UInt32) for name, values in codes.items()}
    if meets is not None:
        extra["meets.0"] = pl.Series(meets, dtype=pl.Boolean)
    return frame.with_columns(**extra)


def tiers(*parts):
    names = iter("ABC")
    return profile(tiers=[{"name": next(names), "min_score": 70, **part} for part in parts]).tiers


def at_most(column, *room, tiers=(0,)):
    return Constraint(column, column, pl.Series(room, dtype=pl.Int64), tiers)


def taken(filled):
    return [one.taken.to_list() for one in filled]


def causes(filled, place=0):
    return dict(filled[place].refused.sort("row").iter_rows())


def test_capacity_then_the_next_tier():
    filled = fill(candidates(90, 85, 80, 60), tiers({"capacity": 2}, {}), [[], []])
    assert taken(filled) == [[0, 1], [2]]
    assert causes(filled) == {2: FULL, 3: SCORE}
    assert [one.full for one in filled] == [True, False]


def test_lines_known_and_when():
    frame = candidates(90, 85, 80, 69.99, known=[100.0, 49.99, 50.0, 100.0], meets=[None, True, True, True])
    filled = fill(frame, tiers({"when": "score > 1"}), [[]])
    assert taken(filled) == [[2]]
    assert causes(filled) == {0: WHEN, 1: KNOWN, 3: SCORE}


def test_a_limit_skips_and_the_skipped_stay_eligible():
    # Owners 0 0 0 1; A takes two of owner 0.
    frame = candidates(90, 89, 88, 87, limit=[0, 0, 0, 1])
    filled = fill(frame, tiers({"capacity": 3}, {}), [[at_most("limit", 2, 2)], []])
    assert taken(filled) == [[0, 1, 3], [2]]
    assert causes(filled) == {2: LIMIT}


def test_after_the_last_seat_the_cause_is_capacity_not_the_limit():
    frame = candidates(90, 89, 88, limit=[0, 1, 0])
    filled = fill(frame, tiers({"capacity": 2}), [[at_most("limit", 1, 1)]])
    assert causes(filled) == {2: FULL}


def test_missing_values_and_unnamed_values_are_not_bound():
    frame = candidates(90, 89, 88, 87, limit=[None, None, 1, 1])
    filled = fill(frame, tiers({}), [[at_most("limit", 1, None)]])
    assert taken(filled) == [[0, 1, 2, 3]]


def test_who_is_skipped_by_one_limit_leaves_its_seat_in_the_other():
    # Row 1 is skipped for its owner, so the one seat of industry 1 goes to row 2.
    frame = candidates(90, 89, 88, owner=[0, 0, 1], industry=[0, 1, 1])
    bound = [at_most("owner", 1, 1), at_most("industry", 1, 1)]
    filled = fill(frame, tiers({"capacity": 3}), [bound])
    assert taken(filled) == [[0, 2]]
    assert causes(filled) == {1: LIMIT}


def test_the_second_constraint_is_named():
    frame = candidates(90, 89, owner=[0, 1], industry=[0, 0])
    filled = fill(frame, tiers({"capacity": 3}), [[at_most("owner", 1, 1), at_most("industry", 1)]])
    assert causes(filled) == {1: LIMIT + 1}


def test_a_family_has_one_seat_between_all_tiers_of_its_scope():
    frame = candidates(90, 89, 88, family=[0, 0, 0])
    slot = at_most("family", 1, tiers=(0, 1))
    filled = fill(frame, tiers({"capacity": 1}, {"capacity": 5}, {}), [[slot], [slot], []])
    assert taken(filled) == [[0], [], [1, 2]]


def test_pins_sit_down_first_count_and_may_exceed():
    # A has two seats and three pins; B has one seat, and its pin takes it from the better row 0.
    frame = candidates(99, 50, 40, 30, 20, pins=[None, 0, 0, 0, 1])
    filled = fill(frame, tiers({"capacity": 2}, {"capacity": 1}, {}), [[], [], []])
    assert [one.pinned.to_list() for one in filled] == [[1, 2, 3], [4], []]
    assert taken(filled) == [[], [], [0]]
    assert causes(filled) == {0: FULL}


def test_pins_count_towards_limits_and_hold_the_family_seat_of_better_tiers():
    frame = candidates(99, 98, 40, pins=[None, None, 1], limit=[0, 1, 0], family=[0, None, 0])
    slot = at_most("family", 1, tiers=(0, 1))
    filled = fill(frame, tiers({"capacity": 5}, {"capacity": 5}), [[slot], [at_most("limit", 1, 1, tiers=(1,)), slot]])
    assert taken(filled) == [[1], []]
    assert causes(filled) == {0: LIMIT}
    assert causes(filled, 1) == {0: LIMIT}


def test_nobody():
    filled = fill(candidates(), tiers({"capacity": 2}, {}), [[], []])
    assert taken(filled) == [[], []]
