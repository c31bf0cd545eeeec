"""The stages: whatever changes, in whatever order, the list is that of the pure function."""

from datetime import date

import polars as pl
import pytest
from decided import decisions, suppression
from hypothesis import given, settings
from hypothesis import strategies as st
from lists import AS_OF, accounts, profile, size

from icp_tui.scoring.decided import Decisions
from icp_tui.scoring.stages import Stages, score_list

TRIGGER = {"key": "trigger", "layer": "intent", "weight": 1, "kind": "recency", "field": "last_funding_date",
           "within": {"90d": 1.0, "1y": 0.5}}  # fmt: skip
OWNED = {"key": "owned", "layer": "fit", "weight": 1, "kind": "one_of", "field": "owner", "ideal": ["kim"]}
ROWS = accounts(
    {"name": "Acme", "employees": 100, "owner": "dana", "last_funding_date": date(2026, 11, 1), "country": "US"},
    {"name": "Globex", "employees": 200, "owner": "dana", "parent": "acme.com"},
    {"name": "Hooli", "employees": 300, "last_funding_date": date(2024, 1, 1), "country": "DE"},
    {"name": "Initech", "employees": 600, "owner": "lee", "country": "US", "last_funding_date": date(2026, 6, 1)},
    {"name": "Umbrella", "employees": 5, "owner": "kim", "last_funding_date": date(2027, 1, 1)},
)
BASE = {"criteria": [size(3), TRIGGER], "tiers": [{"name": "A", "capacity": 2, "min_score": 60}, {"name": "B", "min_score": 50}],
        "nurture": 20}  # fmt: skip
PROFILES = [
    profile(**BASE | change)
    for change in (
        {},
        {"criteria": [size(1), TRIGGER, OWNED]},
        {"kill_list": {"rules": [{"id": "o", "when": "owner = 'lee'", "because": "Lee's"}]}},
        {"must_have": [{"when": "owner IS NOT NULL", "because": "No owner", "unknown": "fail"}]},
        {"warnings": [{"when": "owner = 'kim'", "because": "Kim's", "penalty": 5}]},
        {"tiers": [{"name": "A", "capacity": 2, "min_score": 60, "when": "owner = 'kim' OR score > 101"}]},
        {"rank_by": ["score desc", "owner asc"]},
        {"rank_by": ["owner desc"]},
        {"limits": [{"tier": "A", "per": "owner", "at_most": 1}]},
        {"limits": [{"tier": "A", "per": "owner", "at_most": {"dana": 1, "kim": 0}}]},
        {"limits": [{"tier": "A", "per": "country", "at_most": 1}], "one_per_family": "all"},
        {"one_per_family": "capped"},
        {"criteria": [size(3, ideal=[150, 700]), TRIGGER], "kill_list": {"never_kill": ["acme.com"]}},
    )
]
DAYS = [AS_OF, date(2027, 2, 1), date(2025, 1, 1)]
LISTS = [
    (),
    (suppression({"domain": "acme.com"}),),
    (suppression({"domain": "globex.com"}, {"domain": "hooli.com"}, type="do_not_contact", because="Asked"),),
    (suppression({"domain": "acme.com"}, because="Another reason"),),
    (suppression({"name": "Acme", "domain": "acme.io"}), suppression({"domain": "acme.com"}, type="partner")),
]
DECIDED = [
    Decisions.none(),
    *(
        decisions({"account_key": "globex.com"} | one)
        for one in (
            {"owner": "kim"}, {"owner": "lee"}, {"pin": "A"}, {"pin": "gone"}, {"excluded": "No"},
            {"restored": ["Asked"]}, {"note": "call"},
        )
    ),
    decisions({"account_key": "acme.com", "owner": "kim"}, {"account_key": "umbrella.com", "pin": "B", "owner": "dana"}),
    decisions({"account_key": "nobody.com", "owner": "kim", "pin": "A"}),
]  # fmt: skip


def equal(one, other):
    # The text of every reason, and the cut lines, stand on every stage.
    return one.frame.equals(other.frame) and one.cut_lines == other.cut_lines and one.kill_list.taken == other.kill_list.taken


@pytest.mark.parametrize("examples", [12, pytest.param(40, marks=pytest.mark.slow)])
def test_changes_in_any_order_give_the_list_of_the_pure_function(examples):
    change = st.tuples(st.sampled_from(PROFILES), st.sampled_from(DAYS), st.sampled_from(LISTS), st.sampled_from(DECIDED))

    @settings(max_examples=examples)
    @given(st.lists(change, min_size=2, max_size=6))
    def holds(changes):
        stages = Stages(ROWS)
        for one, day, listed, decided in changes:
            found = stages.scored(one, day, listed, decided)
            assert equal(found, score_list(ROWS, one, day, suppression=listed, decisions=decided))

    holds()


@pytest.mark.parametrize("one", PROFILES)
def test_a_decided_owner_reaches_every_stage_that_reads_it_and_leaves_when_it_is_taken_back(one):
    stages = Stages(ROWS)
    before = stages.scored(one, AS_OF, (), Decisions.none())
    for decided in (*DECIDED[1:3], Decisions.none()):
        after = stages.scored(one, AS_OF, (), decided)
        assert equal(after, score_list(ROWS, one, AS_OF, decisions=decided))
    assert equal(after, before)


@pytest.mark.parametrize("place", range(1, 10))
def test_the_owner_makes_a_difference_in_these_profiles(place):
    # Else the tests above could not fail.
    before = score_list(ROWS, PROFILES[place], AS_OF).frame.drop("owner")
    given_away = [("kim", "kim", "abe", "kim"), ("dana", "kim", "dana", "lee"), ("kim", "kim", "zoe", "kim")]
    keys = ("acme.com", "globex.com", "hooli.com", "initech.com")
    outcomes = [
        score_list(ROWS, PROFILES[place], AS_OF, decisions=decisions(
            *({"account_key": key, "owner": owner} for key, owner in zip(keys, owners, strict=True)),
        )).frame.drop("owner")
        for owners in given_away
    ]  # fmt: skip
    assert not all(before.equals(after) for after in outcomes)


def test_the_kept_list_is_not_changed_by_a_later_one():
    stages = Stages(ROWS)
    first = stages.scored(PROFILES[0], AS_OF, LISTS[1], DECIDED[0])
    frame = first.frame.clone()
    for one in DECIDED:
        stages.scored(PROFILES[8], DAYS[1], LISTS[2], one)
    assert first.frame.equals(frame)


def test_conditions_see_original_columns_and_so_do_the_tiers():
    originals = pl.DataFrame({"Stage": ["won", "lost", "won", None, "won"]})
    one = profile(**BASE | {"tiers": [{"name": "A", "min_score": 20, "when": "\"Stage\" = 'won'"}]})
    stages = Stages(ROWS, originals)
    found = stages.scored(one, AS_OF, (), Decisions.none()).frame
    assert dict(zip(found["name"], found["bucket"], strict=True)) == {
        "Acme": "A", "Globex": "nurture", "Hooli": "A", "Initech": "disqualified", "Umbrella": "disqualified",
    }  # fmt: skip
