"""The reason of every account in words, one case for each way to end somewhere."""

import pytest
from decided import decisions, suppression
from lists import AS_OF, accounts, points, profile

from icp_tui.scoring.stages import score_list

BY_SIZE = [points("size", "employees")]
A2 = {"name": "A", "capacity": 2, "min_score": 70}
B = {"name": "B", "min_score": 70}


def reasons(*rows, tiers=(A2, B), decided=None, suppress=(), **parts):
    """Account name -> reason."""
    frame = accounts(*rows)
    made = profile(**{"criteria": BY_SIZE, "tiers": list(tiers), **parts})
    scored = score_list(frame, made, AS_OF, decisions=decided, suppression=suppress)
    return dict(zip(frame["name"], scored.reasons, strict=True))


def account(name, employees, **more):
    return {"name": name, "employees": employees} | more


def test_inside_the_first_tier_and_just_outside():
    said = reasons(account("Ace", 100), account("Bee", 90), account("Cee", 80))
    assert said == {
        "Ace": "rank 1: 10.00 above the cut of A (90.00 at rank 2)",
        "Bee": "rank 2: level with the cut of A (90.00 at rank 2)",
        "Cee": "rank 3: A is full at 2 (cut at 90.00)",
    }


def test_inside_a_first_tier_with_seats_left():
    assert reasons(account("Ace", 80)) == {"Ace": "rank 1: reaches the line of A, 70"}


def test_in_another_order_than_by_score_the_distance_means_nothing():
    said = reasons(account("Low", 70), account("Ace", 100), account("Bee", 90), rank_by=["employees asc"])
    assert said == {
        "Low": "rank 1: A ends at rank 2", "Bee": "rank 2: A ends at rank 2",
        "Ace": "rank 3: A is full at 2 (cut at 90.00)",
    }  # fmt: skip


def test_below_the_lines():
    said = reasons(account("Nurture", 60), account("Out", 30), tiers=[A2, B | {"min_score": 72.5}])
    assert said == {"Nurture": "60.00 is below the line of A, 70", "Out": "30.00 is below the nurture line 40"}


def test_a_later_tier_says_why_the_one_above_did_not_take_it():
    tiers = [A2 | {"min_score": 95}, {"name": "B", "capacity": 1, "min_score": 80}, {"name": "C", "min_score": 70}]
    said = reasons(account("Ace", 100), account("Bee", 90), account("Cee", 80), account("Dee", 70), tiers=tiers)
    assert said == {
        "Ace": "rank 1: reaches the line of A, 95",
        "Bee": "90.00 is below the line of A, 95",
        "Cee": "rank 3: B is full at 1 (cut at 90.00)",
        "Dee": "70.00 is below the line of B, 80",
    }


def test_nurture_though_a_line_is_reached_speaks_of_the_last_tier_whose_line_it_is():
    tiers = [{"name": "A", "capacity": 1, "min_score": 90}, {"name": "B", "capacity": 1, "min_score": 70}]
    said = reasons(account("W", 100), account("X", 95), account("Y", 80), account("Z", 95), tiers=tiers)
    assert said["Z"] == "rank 3: B is full at 1 (cut at 90.00)"
    assert said["Y"] == "rank 4: B is full at 1 (cut at 90.00)"


def test_too_little_data_below_the_nurture_line_but_with_a_best_case_above():
    criteria = [points("size", "employees", 38), points("age", "founded", 45), points("x", "revenue", 17)]
    said = reasons(
        {"name": "Thin", "employees": 100, "revenue": 1},
        {"name": "Bad", "employees": 10, "founded": 1, "revenue": 1},
        criteria=criteria,
    )
    assert said == {
        "Thin": "too little data: 38.00 now, up to 83.00",
        # A tenth of 38 points.
        "Bad": "3.80 is below the nurture line 40",
    }


def test_failed_must_haves_are_all_named_and_unknown_passes_unless_strict():
    gates = [
        {"when": "country = 'US'", "because": "Not in the US"},
        {"when": "city IS NOT NULL", "because": "No city"},
        {"when": "state = 'Ohio'", "because": "Not known to be in Ohio", "unknown": "fail"},
    ]
    said = reasons(
        account("Far", 90, country="DE", state="Ohio"),
        account("Strict", 90, city="Bern"),
        account("Passes", 90, city="Bern", state="Ohio"),
        must_have=gates,
    )
    assert said == {
        "Far": "must-have failed: Not in the US; No city",
        "Strict": "must-have failed: Not known to be in Ohio",
        "Passes": "rank 1: reaches the line of A, 70",
    }


def test_killed_says_every_reason():
    said = reasons(
        account("Dead", 10), account("Out", 90),
        kill_list={"rules": [{"id": "r", "when": "employees < 20", "because": "Under 20 employees"}]},
        suppress=[suppression({"domain": "dead.com"})],
        decided=decisions({"account_key": "out.com", "excluded": "Sued us"}),
    )  # fmt: skip
    assert said == {"Dead": "Under 20 employees; Existing customer", "Out": "Sued us"}


def test_too_little_known_and_a_condition_that_is_not_met():
    tiers = [A2 | {"min_known": 62.5}, B | {"when": "country = 'US'", "min_known": 0}]
    criteria = [*BY_SIZE, points("x", "revenue", unknown=1)]
    said = reasons(account("Half", 90), account("Away", 90, country="DE"), tiers=tiers, criteria=criteria)
    # (90 + 100) / 2 = 95 points, half of the weight known.
    assert said == {"Half": "B asks for country = 'US'", "Away": "B asks for country = 'US'"}
    said = reasons(account("Half", 90, country="US"), tiers=tiers, criteria=criteria)
    assert said == {"Half": "50.00 % known; A asks for 62.5 %"}


def test_a_limit_that_is_used_up():
    rows = [account(f"N{n}", 100 - n, owner="Dana Whitlock") for n in range(3)]
    said = reasons(*rows, tiers=[A2 | {"capacity": 10}, B], limits=[{"tier": "A", "per": "owner", "at_most": 2}])
    assert said["N2"] == "A has 2 of 2 for owner Dana Whitlock"


def test_the_limit_of_a_value_says_its_own_number():
    rows = [account(f"N{n}", 100 - n, owner="lee") for n in range(2)]
    limits = [{"tier": "A", "per": "owner", "at_most": {"dana": 15, "lee": 1}}]
    assert reasons(*rows, tiers=[A2 | {"capacity": 10}, B], limits=limits)["N1"] == "A has 1 of 1 for owner lee"


def test_the_second_of_two_limits_is_named():
    rows = [account("X", 100, owner="lee", industry="Retail"), account("Y", 90, owner="dana", industry="Retail")]
    limits = [{"tier": "A", "per": "owner", "at_most": 1}, {"tier": "A", "per": "industry", "at_most": "50%"}]
    assert reasons(*rows, limits=limits)["Y"] == "A has 1 of 1 for industry Retail"


def test_a_relative_has_the_family_s_seat_also_in_another_capped_tier():
    tiers = [A2 | {"capacity": 1}, {"name": "B", "capacity": 5, "min_score": 70}, {"name": "C", "min_score": 70}]
    said = reasons(
        account("Acme Inc", 100, domain="acme.com"), account("Acme Labs", 90, parent="acme.com"), account("Solo", 80),
        tiers=tiers, one_per_family="capped",
    )  # fmt: skip
    assert said == {
        "Acme Inc": "rank 1: level with the cut of A (100.00 at rank 1)",
        "Acme Labs": "Acme Inc of the same family is in A",
        "Solo": "rank 3: A is full at 1 (cut at 100.00)",
    }


@pytest.mark.parametrize(
    ("pin", "said"),
    [
        ({}, "pinned to A"),
        ({"pinned_by": "dana"}, "pinned to A by dana"),
        ({"pinned_by": "dana", "pin_reason": "CEO asked"}, "pinned to A by dana: CEO asked"),
    ],
)
def test_a_pin_says_who_and_why(pin, said):
    decided = decisions({"account_key": "low.com", "pin": "A"} | pin)
    assert reasons(account("Low", 10), decided=decided) == {"Low": said}


def test_every_account_has_one_reason_in_its_own_row():
    rows = [account(f"N{n}", (n * 37) % 110) for n in range(40)]
    said = reasons(*rows)
    assert len(said) == 40
    assert all(said.values())
