"""What each criterion decides, against scoring the list again without it."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lists import AS_OF, accounts, points, profile, size

from icp_tui.scoring import decisive as module
from icp_tui.scoring.decided import DECIDED, Decisions
from icp_tui.scoring.decisive import decisive
from icp_tui.scoring.stages import Stages, score_list
from icp_tui.scoring.survey import fitting

TIERS = [{"name": "A", "capacity": 2, "min_score": 40, "min_known": 0}, {"name": "B", "min_score": 40, "min_known": 0}]
GEO = {"key": "geo", "layer": "fit", "weight": 1, "kind": "one_of", "field": "country", "ideal": ["US"]}


def found(cut, *rows, decisions=None):
    scored = score_list(accounts(*rows), cut, AS_OF, decisions=decisions)
    return decisive(scored, fitting(scored))


def test_who_would_be_others_without_a_criterion():
    cut = profile(criteria=[size(3), GEO], tiers=TIERS)
    # By size alone all three are level and the key decides; by country alone only Globex and Hooli are left.
    big, geo = found(
        cut,
        {"name": "Acme", "employees": 100}, {"name": "Globex", "employees": 100, "country": "US"},
        {"name": "Hooli", "employees": 10, "country": "US"},
    )  # fmt: skip
    assert (big.tier, big.members, big.changed) == ("A", 2, 1)
    assert (geo.changed, geo.decides_nothing) == (0, True)
    assert (big.label, big.alike, big.works_like_a_gate) == ("in band", 1.0, True)
    assert (geo.label, geo.alike) == ("unknown", 0.5)


def test_more_than_half_is_most():
    cut = profile(criteria=[size(3), GEO], tiers=TIERS[:1])
    rows = [{"name": f"a{n}", "employees": 100} for n in range(2)] + [{"name": f"b{n}", "country": "US"} for n in range(2)]
    big, _ = found(cut, *rows)
    assert (big.changed, big.decides_most) == (2, True)


def test_the_only_criterion_cannot_be_left_out_and_an_empty_tier_changes_nobody():
    (only,) = found(profile(tiers=TIERS), {"name": "Acme", "employees": 100})
    assert (only.members, only.changed, only.decides_nothing, only.decides_most) == (1, None, False, False)
    first, _ = found(profile(criteria=[size(), GEO], tiers=TIERS), {"name": "Acme"})
    assert (first.members, first.changed, first.alike, first.works_like_a_gate) == (0, None, None, False)


def test_nobody_on_the_list():
    assert [one.changed for one in found(profile(criteria=[size(), GEO], tiers=TIERS))] == [None, None]


numbers = st.one_of(st.none(), st.sampled_from([5, 60, 300, 700]))
scores_ = st.one_of(st.none(), st.sampled_from([0.0, 15.0, 55.0, 95.0]))
people = st.lists(
    st.tuples(numbers, scores_, st.sampled_from(["US", "DE", "RU", None]), st.sampled_from(["dana", "lee", None])), max_size=12
)


@pytest.mark.parametrize("table", [module._TABLE, 1])
@pytest.mark.parametrize("examples", [10, pytest.param(25, marks=pytest.mark.slow)])
def test_it_is_what_scoring_again_says(table, examples):
    @settings(max_examples=examples)
    @given(
        drawn=people,
        weights=st.tuples(*[st.integers(1, 5)] * 3),
        skip=st.booleans(),
        pins=st.sets(st.integers(0, 11), max_size=2),
        penalty=st.sampled_from([0, 30]),
    )
    def holds(drawn, weights, skip, pins, penalty):
        keys = {"unknown": "skip"} if skip else {}
        criteria = [size(weights[0], near="25%", **keys), points("surge", "intent_score", weights[1]), GEO | {"weight": weights[2]}]
        parts = {
            "tiers": TIERS, "nurture": 20,
            "must_have": [{"when": "employees <> 700", "because": "x"}],
            "warnings": [{"when": "intent_score > 50", "because": "y", "penalty": penalty}],
            "kill_list": {"rules": [{"id": "ru", "when": "country = 'RU'", "because": "z"}]},
            "limits": [{"tier": "A", "per": "owner", "at_most": 1}],
        }  # fmt: skip
        rows = [
            {"name": f"n{place:02}", "employees": employees, "intent_score": score, "country": country, "owner": owner}
            for place, (employees, score, country, owner) in enumerate(drawn)
        ]
        pinned = [{"account_key": f"n{place:02}.com", "pin": "A", "reviewed": False} for place in pins if place < len(rows)]
        decisions = Decisions(pl.DataFrame(pinned, schema=DECIDED), (), len(pinned), "")
        before = score_list(accounts(*rows), profile(criteria=criteria, **parts), AS_OF, decisions=decisions)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(module, "_TABLE", table)
            told = decisive(before, fitting(before))
        members = set(before.assigned.filled[0].taken)
        for place, one in enumerate(told):
            others = criteria[:place] + criteria[place + 1 :]
            after = score_list(accounts(*rows), profile(criteria=others, **parts), AS_OF, decisions=decisions)
            expected = len(members - set(after.assigned.filled[0].taken)) if members else None
            assert (one.members, one.changed) == (len(members), expected)

    holds()


def test_looking_at_too_few_at_first_is_noticed(monkeypatch):
    monkeypatch.setattr(module, "_PER_SEAT", 0)
    monkeypatch.setattr(module, "_AT_LEAST", 1)
    cut = profile(criteria=[size(), points("surge", "intent_score")], tiers=TIERS,
                  limits=[{"tier": "A", "per": "owner", "at_most": 1}])  # fmt: skip
    rows = [{"name": f"n{n}", "employees": 100, "intent_score": 90.0 - n, "owner": "dana" if n < 5 else "lee"} for n in range(6)]
    assert [one.changed for one in found(cut, *rows)] == [0, 0]


def test_a_tier_that_asks_for_an_original_column():
    # Of the first tier's two, only whose Plan is crm may come in: Acme and Hooli, whatever is left out.
    tiers = [TIERS[0] | {"min_score": 0, "when": "\"Plan\" = 'crm'"}, TIERS[1]]
    rows = accounts({"name": "Acme", "employees": 100}, {"name": "Globex", "employees": 100}, {"name": "Hooli", "country": "US"})
    plans = pl.DataFrame({"Plan": ["crm", "erp", "crm"]})
    scored = Stages(rows, plans).scored(profile(criteria=[size(3), GEO], tiers=tiers, nurture=0), AS_OF, (), Decisions.none())
    assert [(one.members, one.changed) for one in decisive(scored, fitting(scored))] == [(2, 0), (2, 0)]
