"""Limits and family slots as codes and rooms: numbers, shares, values; who is not bound."""

import polars as pl
import pytest
from lists import accounts, profile

from icp_tui.scoring.limit import FAMILY, codes, constraints, unbound

TIERS = [{"name": "A", "capacity": 50, "min_score": 70}, {"name": "B", "capacity": 3, "min_score": 70},
         {"name": "C", "min_score": 70}]  # fmt: skip
NO_FAMILY = pl.Series("family", [], dtype=pl.UInt32)


def bound(frame, limits=(), family=None, **parts):
    made = profile(tiers=TIERS, limits=list(limits), **parts)
    codes_of = NO_FAMILY.extend_constant(None, frame.height) if family is None else pl.Series(family, dtype=pl.UInt32)
    coded = codes(frame, made, codes_of)
    return coded, constraints(frame, made, coded)


def rooms(frame, limit):
    """The room of each account under one limit."""
    coded, made = bound(frame, [limit])
    place = [tier["name"] for tier in TIERS].index(limit["tier"])
    return made[place][0].room.gather(coded["limit.0"]).to_list()


def test_values_compare_trimmed_and_folded_and_missing_ones_have_no_code():
    frame = accounts({"owner": "Dana"}, {"owner": " dana "}, {"owner": "LEE"}, {"owner": None}, {"owner": "  "})
    coded, _ = bound(frame, [{"tier": "A", "per": "owner", "at_most": 2}])
    assert coded["limit.0"].to_list() == [0, 0, 1, None, None]


@pytest.mark.parametrize(
    ("limit", "room"),
    [
        ({"tier": "A", "at_most": 10}, 10),
        # 40 % of 50; 34 % of 3 is 1.02; 1 % of 3 is at least 1.
        ({"tier": "A", "at_most": "40%"}, 20),
        ({"tier": "B", "at_most": "34%"}, 1),
        ({"tier": "B", "at_most": "67%"}, 2),
        ({"tier": "B", "at_most": "1%"}, 1),
        ({"tier": "B", "at_most": "100%"}, 3),
    ],
)
def test_a_number_or_a_share_of_the_capacity_rounded_down_at_least_one(limit, room):
    assert rooms(accounts({"owner": "Dana"}), limit | {"per": "owner"}) == [room]


def test_by_value_names_are_folded_and_the_others_are_free():
    frame = accounts({"owner": "Dana"}, {"owner": "LEE"}, {"owner": "Kim"})
    assert rooms(frame, {"tier": "A", "per": "owner", "at_most": {"dana ": 15, "Lee": 0}}) == [15, 0, None]


def test_by_value_countries_and_industries_go_through_the_vocabulary():
    frame = accounts({"country": "DE"}, {"country": "US"})
    assert rooms(frame, {"tier": "A", "per": "country", "at_most": {"Germany": 4}}) == [4, None]
    frame = accounts({"industry": "Software Development"})
    assert rooms(frame, {"tier": "A", "per": "industry", "at_most": {"Computer Software": 4}}) == [4]


def test_numbers_can_be_limited_too():
    frame = accounts({"founded": 1999}, {"founded": 2001}, {"founded": 1999})
    coded, _ = bound(frame, [{"tier": "A", "per": "founded", "at_most": 1}])
    assert coded["limit.0"].to_list() == [0, 1, 0]


def test_a_limit_binds_its_own_tier_only_and_several_keep_the_profile_s_order():
    _, made = bound(
        accounts({"owner": "Dana", "industry": "Tobacco Manufacturing"}),
        [{"tier": "B", "per": "owner", "at_most": 1}, {"tier": "A", "per": "industry", "at_most": 2},
         {"tier": "A", "per": "owner", "at_most": 3}],
    )  # fmt: skip
    assert [[one.per for one in tier] for tier in made] == [["industry", "owner"], ["owner"], []]
    assert [one.tiers for tier in made for one in tier] == [(0,), (0,), (1,)]


@pytest.mark.parametrize(
    ("scope", "expected"), [("none", [[], [], []]), ("capped", [[(0, 1)], [(0, 1)], []]), ("all", [[(0, 1, 2)]] * 3)]
)
def test_a_family_has_one_seat_between_all_tiers_of_its_scope(scope, expected):
    _, made = bound(accounts({"name": "A"}, {"name": "B"}), family=[0, 0], one_per_family=scope)
    assert [[one.tiers for one in tier] for tier in made] == expected
    assert {one.room.to_list() == [1] and one.column == FAMILY for tier in made for one in tier} <= {True}


def test_members_use_up_the_room_of_their_value():
    frame = accounts({"owner": "Dana"}, {"owner": "Dana"}, {"owner": "Lee"}, {"owner": None})
    coded, made = bound(frame, [{"tier": "A", "per": "owner", "at_most": 3}])
    seated = coded.with_columns(pl.Series("tier", [0, 0, 1, 0]))
    # Two of Dana's three seats are gone; Lee's member sits in B and who has no owner uses no seat.
    assert made[0][0].opened(seated).room.to_list() == [1, 3]
    assert made[0][0].opened(seated.clear()).room.to_list() == [3, 3]


def test_who_has_no_value_is_counted():
    frame = accounts({"owner": "Dana"}, {"owner": None}, {"owner": None})
    coded, made = bound(frame, [{"tier": "A", "per": "owner", "at_most": 3}, {"tier": "A", "per": "domain", "at_most": 9}])
    numbered = coded.with_columns(pl.Series("row", [0, 1, 2], dtype=pl.UInt32))
    members = pl.Series([0, 1], dtype=pl.UInt32)
    assert unbound(numbered, made[0], members) == {"owner": 1}


def test_no_accounts():
    coded, made = bound(accounts(), [{"tier": "A", "per": "owner", "at_most": {"dana": 1}}], one_per_family="all")
    assert coded.height == 0
    assert [one.room.to_list() for one in made[0]] == [[], []]


def test_a_number_by_name_goes_before_the_number_for_everybody():
    # The design's example: ten each, but fifteen for Dana and five for Lee.
    frame = accounts({"owner": "Dana"}, {"owner": "Lee"}, {"owner": "Kim"})
    limits = [{"tier": "A", "per": "owner", "at_most": 10}, {"tier": "A", "per": "owner", "at_most": {"dana": 15, "lee": 5}}]
    coded, made = bound(frame, limits)
    general, by_name = (one.room.gather(coded[one.column]).to_list() for one in made[0])
    assert general == [None, None, 10]
    assert by_name == [15, 5, None]
