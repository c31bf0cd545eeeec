"""Buckets in their order, tiers in theirs, ranks, pins: on whole small lists."""

import pytest
from decided import decisions
from lists import AS_OF, accounts, points, profile

from icp_tui.scoring.stages import score_list

# The score of an account is its number of employees, in steps of ten.
BY_SIZE = [points("size", "employees")]
LADDER = [{"name": "A", "capacity": 2, "min_score": 70}, {"name": "B", "min_score": 70}]


def sized(**employees):
    return accounts(*({"name": name, "employees": count} for name, count in employees.items()))


def buckets(frame, decided=None, **parts):
    """Account name -> bucket and rank."""
    made = profile(**{"criteria": BY_SIZE, "tiers": LADDER, **parts})
    scored = score_list(frame, made, AS_OF, decisions=decided)
    found = zip(scored.assigned.bucket.cast(str).to_list(), scored.assigned.rank.to_list(), strict=True)
    return dict(zip(frame["name"], found, strict=True))


def test_the_lines_between_tiers_nurture_and_disqualified_are_inclusive():
    assert buckets(sized(Ace=90, On=70, Under=60, Low=40, Out=30)) == {
        "Ace": ("A", 1), "On": ("A", 2), "Under": ("nurture", 3), "Low": ("nurture", 4), "Out": ("disqualified", None),
    }  # fmt: skip


def test_tiers_fill_in_rank_order_and_the_next_takes_the_rest():
    assert buckets(sized(Fourth=70, First=100, Third=80, Second=90)) == {
        "First": ("A", 1), "Second": ("A", 2), "Third": ("B", 3), "Fourth": ("B", 4),
    }  # fmt: skip


def test_killed_comes_before_disqualified_and_both_have_no_rank():
    found = buckets(
        sized(Dead=100, Bad=10, Failed=90, Good=80),
        kill_list={"rules": [{"id": "r", "when": "employees IN (10, 100)", "because": "x"}]},
        must_have=[{"when": "employees <> 90", "because": "y"}],
    )
    assert found == {
        "Dead": ("killed", None), "Bad": ("killed", None), "Failed": ("disqualified", None), "Good": ("A", 1),
    }  # fmt: skip


def test_who_reaches_a_line_but_no_tier_takes_goes_to_nurture():
    tiers = [{"name": "A", "capacity": 1, "min_score": 90}, {"name": "B", "capacity": 1, "min_score": 70}]
    assert buckets(sized(W=100, X=95, Y=80, Z=60), tiers=tiers) == {
        "W": ("A", 1), "X": ("B", 2), "Y": ("nurture", 3), "Z": ("nurture", 4),
    }  # fmt: skip


def test_min_known_is_50_by_default_and_inclusive():
    criteria = [points("size", "employees", 50), points("age", "founded", 49, unknown=1), points("x", "revenue", 1, unknown=1)]
    frame = accounts({"name": "Half", "employees": 100}, {"name": "Less", "founded": 100})
    # Half: 50 of 100 known; Less: 49 of 100 known, and 50 of 100 points.
    found = buckets(frame, criteria=criteria, tiers=[{"name": "A", "min_score": 40}], nurture=40)
    assert found == {"Half": ("A", 1), "Less": ("nurture", 2)}


@pytest.mark.parametrize(
    ("when", "inside"),
    [
        ("score >= 90", ["X"]),
        ("layer_fit < 90", ["Y"]),
        ("known = 100", ["X", "Y"]),
        ("best_case > 80", ["X"]),
        ("as_of = '2026-11-21' AND city = 'Bern'", ["Y"]),
        # Unknown is not met.
        ("city <> 'Bern'", []),
        ("1 = 1", ["X", "Y"]),
    ],
)
def test_a_tier_s_when_sees_the_scores_and_the_columns(when, inside):
    frame = accounts({"name": "X", "employees": 90}, {"name": "Y", "employees": 80, "city": "Bern"})
    found = buckets(frame, tiers=[{"name": "A", "min_score": 70, "when": when}])
    assert [name for name, (bucket, _) in found.items() if bucket == "A"] == inside


def test_a_pin_lifts_line_gate_limit_and_family_but_no_kill():
    frame = accounts(
        {"name": "Low", "employees": 10, "country": "DE", "owner": "dana", "parent": "Ace"},
        {"name": "Ace", "employees": 100, "country": "US", "owner": "dana"},
        {"name": "Dead", "employees": 100, "country": "FR"},
    )
    pins = decisions(*({"account_key": key, "pin": "A"} for key in ("low.com", "dead.com")))
    found = buckets(
        frame, pins,
        must_have=[{"when": "country <> 'DE'", "because": "x"}],
        kill_list={"rules": [{"id": "r", "when": "country = 'FR'", "because": "x"}]},
        limits=[{"tier": "A", "per": "owner", "at_most": 1}],
        one_per_family="capped",
    )  # fmt: skip
    # Low holds the seat of owner and family in A; its rank is where its score stands.
    assert found == {"Low": ("A", 2), "Ace": ("B", 1), "Dead": ("killed", None)}


def test_pins_beyond_the_capacity_stay_and_leave_nobody_else_a_seat():
    pins = decisions(*({"account_key": f"{name}.com", "pin": "A"} for name in ("x", "y", "z")))
    assert buckets(sized(X=10, Y=20, Z=30, Ace=100), pins) == {
        "X": ("A", 4), "Y": ("A", 3), "Z": ("A", 2), "Ace": ("B", 1),
    }  # fmt: skip


def test_a_pin_down_keeps_an_account_out_of_the_better_tier():
    pins = decisions({"account_key": "ace.com", "pin": "B"})
    assert buckets(sized(Ace=100, X=70), pins) == {"Ace": ("B", 1), "X": ("A", 2)}


def test_a_pin_to_a_tier_that_is_gone_pins_nothing():
    pins = decisions({"account_key": "low.com", "pin": "Z"})
    assert buckets(sized(Low=10), pins) == {"Low": ("disqualified", None)}


def test_nobody():
    assert buckets(accounts()) == {}
