"""What lifts an account into the tier above: the smallest changes, and what no score would change."""

import polars as pl
import pytest
from decided import decisions
from hypothesis import given, settings
from hypothesis import strategies as st
from lists import AS_OF, accounts, points, profile, size

from icp_tui.scoring.decided import Decisions
from icp_tui.scoring.lift import lifts
from icp_tui.scoring.stages import Stages, score_list

INTENT = points("intent", "intent_score", weight=50, layer="intent")
CRITERIA = [size(50, title="Size"), INTENT | {"title": "Intent"}]
TIERS = [{"name": "A", "capacity": 1, "min_score": 70}, {"name": "B", "min_score": 40}]


def scored(*rows, decisions=None, **parts):
    made = profile(**({"criteria": CRITERIA, "tiers": TIERS, "nurture": 20} | parts))
    return score_list(accounts(*rows), made, AS_OF, decisions=decisions)


def ways(found):
    return [(one.kind, [change.title for change in one.changes], float(one.score), float(one.gain)) for one in found.ways]


BEST = {"name": "Best", "employees": 100, "intent_score": 80}  # 50 + 40 = 90, alone in A


def test_the_least_level_that_passes_the_last_inside():
    one = lifts(scored(BEST, {"name": "Zoo", "employees": 100, "intent_score": 30}), 1)
    # Zoo has 65 and ranks behind Best at 90 (lower intent, then the key), so 95 is the least step above it.
    assert (one.hurdles.tier, float(one.hurdles.needed), float(one.short)) == ("A", 90.01, 25.01)
    assert ways(one) == [("real change", ["Intent"], 95.0, 30.0)]
    assert one.ways[0].changes[0].wanted == "at least 90"
    assert one.hurdles.because == "the last in A has 90.00"


def test_who_ranks_before_needs_only_the_same_score():
    # Equal scores are parted by revenue: Ace has some.
    one = lifts(scored(BEST, {"name": "Ace", "employees": 100, "intent_score": 30, "revenue": 5}, rank_by=["score desc", "revenue desc"]), 1)
    assert (float(one.hurdles.needed), ways(one)) == (90.0, [("real change", ["Intent"], 90.0, 25.0)])


def test_data_gaps_come_first_and_may_be_needed_for_what_is_known():
    roomy = [{"name": "A", "capacity": 9, "min_score": 40, "min_known": 60}, {"name": "B", "min_score": 40, "min_known": 0}]
    one = lifts(scored({"employees": 100}, tiers=roomy), 0)
    # 50 points are enough for A's line, but half of what counts is unknown: the least level of intent will do.
    assert one.short == 0
    assert [(way.kind, float(way.score)) for way in one.ways] == [("data gap", 50.0)]


def test_two_changes_when_one_is_not_enough():
    tiers = [{"name": "A", "min_score": 90, "min_known": 0}, {"name": "B", "min_score": 10, "min_known": 0}]
    one = lifts(scored({"employees": 20, "intent_score": 30}, tiers=tiers, nurture=10), 0)
    # 15 now: 65 with the size alone, 50 with intent alone; size and 80 for intent make exactly 90.
    assert ways(one) == [("real change", ["Size", "Intent"], 90.0, 75.0)]
    mixed = lifts(scored({"intent_score": 30}, tiers=tiers, nurture=10), 0)
    assert ways(mixed) == [("data gap and real change", ["Size", "Intent"], 90.0, 75.0)]


def test_out_of_reach():
    tiers = [{"name": "A", "min_score": 90, "min_known": 0}, {"name": "B", "min_score": 0, "min_known": 0}]
    sad = {"when": "country = 'US'", "because": "Sad", "penalty": 20}
    one = lifts(scored({"employees": 100, "intent_score": 100, "country": "US"}, tiers=tiers, warnings=[sad], nurture=0), 0)
    # The penalty is one thing less to change.
    assert ways(one) == [("real change", ["without the warning"], 100.0, 20.0)]
    low = [{"key": "size", "layer": "fit", "weight": 1, "kind": "band", "field": "employees", "ideal": [50, 500], "grades": {"ideal": 0.5}}]
    one = lifts(scored({"employees": 5}, tiers=tiers, criteria=low, nurture=0), 0)
    assert one.ways == ()
    assert one.impossible == ("even with everything at its best it has 50.00; A needs 90.00 (the line of A)",)


@pytest.mark.parametrize(
    ("when", "impossible", "asks"),
    [
        # Intent cannot make a country of Germany; but 90 for intent alone is the layer score that is asked for.
        ("country = 'US'", ("A asks for country = 'US'",), None),
        ("layer_intent >= 90", (), ""),
        ("layer_fit >= 120", ("A asks for layer_fit >= 120",), None),
        # What is changed is what the condition reads: it may then be met.
        ("intent_score > 85", (), "intent_score > 85"),
    ],
)
def test_the_condition_of_the_tier(when, impossible, asks):
    tiers = [{"name": "A", "min_score": 95, "when": when}, {"name": "B", "min_score": 40}]
    one = lifts(scored({"employees": 100, "intent_score": 30, "country": "DE"}, tiers=tiers), 0)
    assert one.impossible == impossible
    assert [way.asks for way in one.ways] == ([] if asks is None else [asks])


def test_limits_and_families():
    tiers = [{"name": "A", "capacity": 9, "min_score": 60}, {"name": "B", "min_score": 40}]
    rows = [BEST | {"owner": "dana"}, {"name": "Zoo", "employees": 100, "intent_score": 30, "owner": "dana"}]
    limited = {"tiers": tiers, "limits": [{"tier": "A", "per": "owner", "at_most": 1}]}
    one = lifts(scored(*rows, **limited), 1)
    assert one.hurdles.because == "A has 1 of 1 for owner dana; the last of them has 90.00"
    assert ways(one) == [("real change", ["Intent"], 95.0, 30.0)]
    # A pin holds its seat whatever the scores.
    pinned = decisions({"account_key": "best.com", "pin": "A"})
    assert lifts(scored(*rows, decisions=pinned, **limited), 1).impossible == ("A has 1 of 1 for owner dana, pins among them",)
    rows = [BEST, {"name": "Zoo", "employees": 100, "intent_score": 30, "parent": "best.com"}]
    capped = [{"name": "A", "capacity": 9, "min_score": 60}, {"name": "B", "capacity": 9, "min_score": 40}]
    one = lifts(scored(*rows, tiers=capped, one_per_family="capped"), 1)
    assert (one.hurdles.tier, one.impossible) == ("B", ("Best of the same family is in A",))
    # Without a capacity B is free for all of a family; in A the seat is for the better of the two.
    one = lifts(scored(*rows, tiers=tiers, one_per_family="capped"), 1)
    assert one.hurdles.because == "Best of the same family has the seat with 90.00"
    assert ways(one) == [("real change", ["Intent"], 95.0, 30.0)]


def test_nobody_is_lifted_where_no_score_counts():
    made = scored(BEST, {"name": "Out", "employees": 5}, kill_list={"rules": [{"id": "small", "when": "employees < 20", "because": "Small"}]})
    assert (lifts(made, 0), lifts(made, 1)) == (None, None)
    made = scored(BEST, {"name": "Out", "employees": 100, "intent_score": 10}, must_have=[{"when": "employees < 100", "because": "No"}])
    assert lifts(made, 1) is None
    # Who is killed by rank before the score.
    by_size = scored(BEST, {"name": "Zoo", "employees": 99, "intent_score": 90}, rank_by=["employees desc", "score desc"])
    assert lifts(by_size, 1).impossible == ("A is full, and employees counts there before the score",)


@pytest.mark.parametrize("examples", [20, pytest.param(100, marks=pytest.mark.slow)])
def test_whoever_changes_so_is_in_the_tier(examples):
    @settings(max_examples=examples)
    @given(st.lists(st.tuples(st.sampled_from([None, 5, 100]), st.sampled_from([None, 0, 30, 50, 80, 100]), st.sampled_from([None, "dana", "lee"])), min_size=2, max_size=7))
    def holds(facts):
        rows = [{"name": f"N{n}", "employees": e, "intent_score": i, "owner": o} for n, (e, i, o) in enumerate(facts)]
        tiers = [{"name": "A", "capacity": 2, "min_score": 60}, {"name": "B", "capacity": 2, "min_score": 30}, {"name": "C", "min_score": 20}]
        parts = {"tiers": tiers, "limits": [{"tier": "A", "per": "owner", "at_most": 1}], "nurture": 10}
        made = scored(*rows, **parts)
        for place in range(len(rows)):
            found = lifts(made, place)
            for way in found.ways if found else ():
                changed = dict(rows[place])
                for change in way.changes:
                    if change.title == "Size":
                        changed["employees"] = 100
                    else:
                        changed["intent_score"] = 5 if change.wanted.startswith("under") else int(change.wanted.split()[-1])
                after = scored(*[changed if n == place else row for n, row in enumerate(rows)], **parts)
                assert str(after.assigned.bucket[place]) <= found.hurdles.tier
                assert after.scores["score"][place] == float(way.score)

    holds()


@pytest.mark.parametrize(("plan", "impossible", "asks"), [("crm", (), [""]), ("erp", ("A asks for \"Plan\" = 'crm'",), [])])
def test_a_tier_that_asks_for_an_original_column(plan, impossible, asks):
    tiers = [{"name": "A", "min_score": 95, "when": "\"Plan\" = 'crm'"}, {"name": "B", "min_score": 40}]
    stages = Stages(accounts({"name": "Zoo", "employees": 100, "intent_score": 30}), pl.DataFrame({"Plan": [plan]}))
    one = lifts(stages.scored(profile(criteria=CRITERIA, tiers=tiers, nurture=20), AS_OF, (), Decisions.none()), 0)
    assert (one.impossible, [way.asks for way in one.ways]) == (impossible, asks)
