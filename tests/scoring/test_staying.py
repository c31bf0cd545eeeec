"""Members of the last list stay: points for the rank and the lines, a cap on new accounts, and what is said of it."""

from fractions import Fraction

import polars as pl
import pytest
from decided import decisions
from engine import last_list
from lists import AS_OF, accounts, points, profile

from icp_tui.scoring.decisive import decisive
from icp_tui.scoring.explain import explain
from icp_tui.scoring.newcomer import with_newcomer
from icp_tui.scoring.stages import score_list
from icp_tui.scoring.staying import with_bonus
from icp_tui.scoring.would_be import would_be

A2 = {"name": "A", "capacity": 2, "min_score": 70}
B = {"name": "B", "min_score": 70}


def scored(rows, stability, members, tiers=(A2, B), decided=None, **parts):
    made = profile(criteria=[points("size", "employees")], tiers=list(tiers), stability=stability, **parts)
    frame = accounts(*({"name": name, "employees": employees} for name, employees in rows.items()))
    return score_list(frame, made, AS_OF, members=None if members is None else last_list(members), decisions=decided)


def where(found):
    frame = found.frame.sort("rank", nulls_last=True)
    return dict(zip(frame["name"], frame["bucket"], strict=True))


def reasons(found):
    return dict(zip(found.accounts["name"], found.reasons, strict=True))


def test_points_for_staying_count_for_the_rank_and_the_line_but_not_for_the_score():
    # Old: 80 + 11 = 91 comes before 90. Low: 60 + 11 = 71 reaches 70.
    found = scored({"New": 90, "Old": 80, "Top": 100, "Low": 60}, {"keep": 11}, {"old.com": "B", "low.com": "A"})
    assert where(found) == {"Top": "A", "Old": "A", "New": "B", "Low": "B"}
    assert found.frame.select("score", "best_case", "points.size").rows() == [
        (90, 90, 90), (80, 80, 80), (100, 100, 100), (60, 60, 60),
    ]  # fmt: skip
    assert reasons(found) == {
        "Top": "rank 1: 9.00 above the cut of A (80.00 +11.00 for staying at rank 2)",
        "Old": "rank 2: level with the cut of A (80.00 +11.00 for staying at rank 2), with +11.00 for staying;"
               " stays in A: without stability it would be in B",
        "New": "rank 3: A is full at 2 (cut at 80.00 +11.00 for staying)",
        "Low": "rank 4: A is full at 2 (cut at 80.00 +11.00 for staying), with +11.00 for staying;"
               " stays in B: without stability it would be in nurture",
    }  # fmt: skip
    assert str(found.cut_lines[0]) == "A ends at rank 2, 80.00 Old, +11.00 for staying (full). Next in line: New"
    assert found.cut_lines[0].data()["ranked"] == 91


def test_below_the_line_even_with_the_points():
    found = scored({"Low": 60}, {"keep": 9.99}, {"low.com": "A"})
    assert reasons(found) == {"Low": "60.00 is below the line of B, 70, even with +9.99 for staying"}


def test_the_points_do_not_lift_over_the_nurture_line_or_a_kill():
    rule = {"id": "r", "when": "employees = 100", "because": "Hundred"}
    found = scored({"Low": 30, "Dead": 100}, {"keep": 50}, {"low.com": "A", "dead.com": "A"}, kill_list={"rules": [rule]})
    assert where(found) == {"Low": "disqualified", "Dead": "killed"}
    assert reasons(found) == {"Low": "30.00 is below the nurture line 40", "Dead": "Hundred"}


FOUR = {"name": "A", "capacity": 4, "min_score": 70}


def test_new_accounts_are_capped_and_the_better_ones_come_in():
    rows = {"N1": 100, "N2": 100, "N3": 90, "M1": 80, "M2": 80, "M3": 70}
    members = {"m1.com": "A", "m2.com": "A", "m3.com": "B"}
    found = scored(rows, {"max_churn": "50%"}, members, tiers=(FOUR, B))
    # Two of four seats for new accounts: N1 and N2. M3 was in B, so it would be new in A.
    assert where(found) == {"N1": "A", "N2": "A", "N3": "B", "M1": "A", "M2": "A", "M3": "B"}
    assert reasons(found)["N3"] == "on deck for A: rank 3, and it takes at most 2 new accounts at a time"
    assert reasons(found)["M2"] == "rank 5: level with the cut of A (80.00 at rank 5); stays in A: without stability it would be in B"
    line = found.cut_lines[0]
    assert (line.ended_by, line.most_new, line.on_deck, line.next_name) == ("capacity", 2, 1, None)
    assert str(line) == "A ends at rank 5, 80.00 M2 (full; at most 2 new accounts, 1 on deck)"


def test_seats_stay_free_when_members_are_gone_and_the_line_says_so():
    found = scored({"N1": 100, "N2": 90, "M1": 80}, {"max_churn": "1%"}, {"m1.com": "A", "gone.com": "A"}, tiers=(FOUR, B))
    assert where(found) == {"N1": "A", "N2": "B", "M1": "A"}
    assert found.cut_lines[0].ended_by == "churn"
    assert str(found.cut_lines[0]) == (
        "A ends at rank 3, 80.00 M1 (no more new accounts this time; at most 1 new account, 1 on deck)"
    )


def test_from_a_tier_above_nobody_is_new_and_a_tier_that_is_gone_counts_for_none():
    tiers = ({"name": "A", "capacity": 1, "min_score": 95}, {"name": "B", "capacity": 1, "min_score": 70}, B | {"name": "C"})
    found = scored({"N1": 90, "Down": 80, "Gone": 85}, {"max_churn": "100%"}, {"down.com": "a", "gone.com": "Z"}, tiers=tiers)
    assert where(found) == {"N1": "B", "Gone": "C", "Down": "C"}
    found = scored({"N1": 90, "N2": 90, "Down": 80}, {"max_churn": "1%"}, {"down.com": "a"},
                   tiers=(tiers[0], tiers[1] | {"capacity": 2}, tiers[2]))  # fmt: skip
    assert where(found) == {"N1": "B", "N2": "C", "Down": "B"}
    # The churn between two lists counts Down as come in: the line says where it is from.
    assert (found.cut_lines[1].from_above, found.cut_lines[1].above) == (1, "A")
    assert str(found.cut_lines[1]) == "B ends at rank 3, 80.00 Down (full; at most 1 new account, 1 more from A, 1 on deck)"


def test_a_pin_is_never_new_and_a_limit_speaks_first():
    limit = [{"tier": "A", "per": "owner", "at_most": 1}]
    made = {"rows": {"Pin": 50, "N1": 100, "N2": 90}, "stability": {"max_churn": "1%"}, "members": {"x.com": "A"}}
    found = scored(**made, tiers=(FOUR, B), limits=limit, decided=decisions({"account_key": "pin.com", "pin": "A"}))
    assert where(found) == {"N1": "A", "N2": "B", "Pin": "A"}
    assert reasons(found)["Pin"] == "pinned to A"
    assert found.cut_lines[0].turnover == "at most 1 new account, 1 more pinned, 1 on deck"


def test_on_deck_further_up_is_said_beside_the_reason():
    tiers = ({"name": "A", "capacity": 1, "min_score": 70}, {"name": "B", "capacity": 2, "min_score": 70}, B | {"name": "C"})
    found = scored({"N1": 100, "N2": 90, "N3": 80, "N4": 70}, {"max_churn": "50%"}, {"x.com": "A"}, tiers=tiers)
    assert where(found) == {"N1": "A", "N2": "B", "N3": "C", "N4": "C"}
    # A is full with its one new account; B takes one of two.
    assert reasons(found)["N3"] == "on deck for B: rank 3, and it takes at most 1 new account at a time"


@pytest.mark.parametrize("members", [None, {}])
def test_without_a_last_list_nothing_comes_of_it(members):
    rows = {"One": 100, "Two": 90, "Three": 80}
    plain = scored(rows, {"keep": 3}, None)
    found = scored(rows, {"keep": 3}, members)
    assert found.frame.equals(plain.frame)
    assert (plain.staying is None, "ranked" in plain.cut_lines[0].data()) == (True, False)


def test_an_explanation_says_where_the_account_was_and_what_it_takes():
    found = scored({"Old": 80, "Top": 100, "Two": 100, "N": 90}, {"keep": 5}, {"old.com": "A"})
    told = explain(found, 0)
    assert (told.was.tier, told.was.list, told.was.bonus) == ("A", "last", 500)
    # The last in A has 100 and more employees: 95.01 + 5 passes it.
    assert told.lifts.hurdles.needed == Fraction("95.01")
    assert explain(found, 3).was is None


def test_a_newcomer_is_new_and_without_points():
    found = scored({"M1": 80, "N1": 100}, {"keep": 3, "max_churn": "1%"}, {"m1.com": "A"}, tiers=(FOUR, B))
    alone = scored({"Placed": 90}, {"keep": 3, "max_churn": "1%"}, None, tiers=(FOUR, B))
    both = with_newcomer(found, alone)
    assert where(both) == {"N1": "A", "Placed": "B", "M1": "A"}
    assert reasons(both)["Placed"] == "on deck for A: rank 2, and it takes at most 1 new account at a time"


def test_what_decides_and_where_the_killed_would_be_count_the_points():
    rule = {"id": "r", "when": "revenue = 1", "because": "One"}
    criteria = [points("size", "employees"), points("rest", "founded", unknown=0)]
    made = profile(criteria=criteria, tiers=[{"name": "A", "capacity": 1, "min_score": 40}], nurture=30,
                   stability={"keep": 6}, kill_list={"rules": [rule]})  # fmt: skip
    frame = accounts({"name": "M", "employees": 80, "founded": 40}, {"name": "N", "employees": 90, "founded": 30},
                     {"name": "Dead", "employees": 70, "revenue": 1})  # fmt: skip
    found = score_list(frame, made, AS_OF, members=last_list({"m.com": "A", "dead.com": "A"}))
    assert where(found)["M"] == "A"
    # By size alone M has 80 + 6 against 90; by the rest 40 + 6 against 30.
    assert [one.changed for one in decisive(found, ~found.kill_list.killed)] == [0, 1]
    # 35 + 6 reaches 40, but ranks after M.
    assert would_be(found, found.accounts.select("name"))["bucket"][2] == "nurture"


def test_scores_and_points_add_up_to_the_very_decimal_that_a_line_is_written_as():
    scores = pl.Series([place / 100 for place in range(10_001)])
    for bonus in (0, 1, 275, 10_000):
        ranked = with_bonus(scores, pl.Series([bonus], dtype=pl.UInt16).new_from_index(0, len(scores)))
        assert ranked.to_list() == [(place + bonus) / 100 for place in range(10_001)]
