"""Cut lines: where a tier ends and why, who ties on either side, which column decided, who is next."""

import polars as pl
from decided import decisions
from lists import AS_OF, accounts, points, profile

from icp_tui.scoring.stages import score_list

A2 = {"name": "A", "capacity": 2, "min_score": 70}


def lines(*rows, decided=None, tiers=(A2,), **parts):
    made = profile(criteria=[points("size", "employees")], tiers=list(tiers), **parts)
    return score_list(accounts(*rows), made, AS_OF, decisions=decided).cut_lines


def account(name, employees, **more):
    return {"name": name, "employees": employees} | more


def test_ended_by_capacity_with_the_next_in_line():
    (line,) = lines(account("Ace", 100), account("Bee", 90), account("Cee", 80), account("Dee", 10))
    assert (line.tier, line.capacity, line.members, line.pinned) == ("A", 2, 2, 0)
    assert (line.rank, line.score, line.account_key, line.name) == (2, 90.0, "bee.com", "Bee")
    assert (line.ended_by, line.tied_inside, line.tied_outside, line.decided_by) == ("capacity", 1, 0, None)
    assert (line.next_key, line.next_name, line.next_score) == ("cee.com", "Cee", 80.0)
    assert str(line) == "A ends at rank 2, 90.00 Bee (full). Next in line: Cee"


def test_ties_on_both_sides_and_the_column_that_decided():
    (line,) = lines(
        account("Ace", 80, revenue=9), account("Bee", 80, revenue=7), account("Cee", 80, revenue=5), account("Dee", 80),
        account("Eve", 70),
    )  # fmt: skip
    assert (line.tied_inside, line.tied_outside, line.decided_by) == (2, 2, "revenue")
    assert str(line) == (
        "A ends at rank 2, 80.00 Bee (full; 2 of 4 with 80.00 are in, by revenue). Next in line: Cee"
    )


def test_a_missing_value_decides_as_well():
    (line,) = lines(account("Ace", 100), account("Bee", 80, revenue=7), account("Cee", 80))
    assert (line.tied_outside, line.decided_by) == (1, "revenue")


def test_only_the_account_key_decides():
    (line,) = lines(account("Ace", 80), account("Bee", 80), account("Cee", 80))
    assert (line.tied_inside, line.tied_outside, line.decided_by) == (2, 1, "account_key")


def test_a_score_earlier_in_rank_by_decides():
    (line,) = lines(
        account("Ace", 80, city="Bern"), account("Bee", 80, city="Bonn"), account("Cee", 80, city="Zug"),
        rank_by=["score desc", "best_case desc", "city asc"],
    )  # fmt: skip
    assert (line.name, line.decided_by) == ("Bee", "city")


def test_ended_by_the_score():
    (line,) = lines(account("Ace", 80), account("Cee", 60))
    assert (line.ended_by, line.rank, line.score, line.next_key) == ("score", 1, 80.0, None)
    assert str(line) == "A ends at rank 1, 80.00 Ace (all who qualify are in)"


def test_ended_by_limits_when_seats_are_left():
    (line,) = lines(
        account("Ace", 100, owner="dana"), account("Bee", 90, owner="dana"),
        limits=[{"tier": "A", "per": "owner", "at_most": 1}],
    )  # fmt: skip
    assert (line.ended_by, line.members, line.name) == ("limits", 1, "Ace")


def test_the_line_jumps_over_whom_a_limit_skipped():
    (line,) = lines(
        account("Ace", 100, owner="dana"), account("Bee", 90, owner="dana"), account("Cee", 80, owner="lee"),
        account("Dee", 70),
        limits=[{"tier": "A", "per": "owner", "at_most": 1}],
    )  # fmt: skip
    assert (line.ended_by, line.rank, line.name, line.next_name) == ("capacity", 3, "Cee", "Dee")


def test_nobody_qualifies():
    (line,) = lines(account("Low", 10))
    assert (line.ended_by, line.members, line.rank, line.score) == ("nobody", 0, None, None)
    assert str(line) == "A 0/2: nobody qualifies"
    (line,) = lines(tiers=[{"name": "A", "min_score": 70}])
    assert str(line) == "A 0: nobody qualifies"


def test_limits_may_let_nobody_in():
    (line,) = lines(account("Ace", 100, owner="dana"), limits=[{"tier": "A", "per": "owner", "at_most": {"dana": 0}}])
    assert (line.ended_by, str(line)) == ("limits", "A 0/2: its limits let nobody in")


def test_pins_are_counted_but_are_no_line():
    pins = decisions(*({"account_key": f"{name}.com", "pin": "A"} for name in ("low", "lower", "lowest")))
    (line,) = lines(account("Low", 30), account("Lower", 20), account("Lowest", 10), account("Ace", 100), decided=pins)
    assert (line.members, line.pinned, line.rank, line.ended_by) == (3, 3, None, "capacity")
    assert (line.next_name, str(line)) == ("Ace", "A 3/2: all 3 are pinned")


def test_one_line_per_tier():
    tiers = [A2, {"name": "B", "capacity": 1, "min_score": 70}, {"name": "C", "min_score": 70}]
    found = lines(*(account(f"N{n}", 100 - 10 * n) for n in range(4)), tiers=tiers)
    assert [(line.tier, line.rank, line.ended_by) for line in found] == [
        ("A", 2, "capacity"), ("B", 3, "capacity"), ("C", 4, "score"),
    ]  # fmt: skip


def test_an_account_without_a_name_is_called_by_its_key():
    frame = accounts(account("Acme", 80)).with_columns(pl.lit(None, pl.String).alias("name"))
    made = profile(criteria=[points("size", "employees")], tiers=[A2])
    (line,) = score_list(frame, made, AS_OF).cut_lines
    assert line.name == "acme.com"
