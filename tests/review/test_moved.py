"""What a review says about a decision, word for word, over a small list whose moves are plain to see."""

import polars as pl
import pytest
from reviewed import COUNTRY, SMALL, opened, reload, rows

from icp_tui.review.decisions.decision import Decision, lifting
from icp_tui.review.moved import done


@pytest.fixture
def review(tmp_path):
    with opened(tmp_path) as review:
        yield review


def moving(review, moved):
    return review.session.accounts.frame["name"].gather(moved.rows).to_list()


# Pins


def test_a_pin_that_displaces_names_who_moves(review):
    moved = review.pin(rows(review, "Acme"), "A")
    assert moved.said == "Pinned Acme to A. Globex (86.50) moves to B."
    assert moving(review, moved) == ["Globex", "Acme"]


def test_one_pin_may_push_two(review):
    moved = review.pin(rows(review, "Umbrella"), "A", "Asked by sales")
    assert moved.said == (
        "Pinned Umbrella to A: Asked by sales. Globex (86.50) moves to B; Initech (75.00) drops to nurture."
    )


def test_a_pin_to_the_tier_where_it_stands(review):
    assert review.pin(rows(review, "Hooli"), "A").said == "Pinned Hooli to A. It was in A already. Nobody else moves."


def test_a_pin_does_not_bring_a_killed_account_back(review):
    assert review.pin(rows(review, "Tiny"), "A").said == (
        "Pinned Tiny to A. It stays killed until R restores it: Under 20 employees. Nobody else moves."
    )
    # Its pin waits, and counts as soon as it is restored.
    assert review.restore(rows(review, "Tiny"), "A pilot").said == (
        "Restored Tiny: A pilot. It comes back to A at rank 6. "
        "Globex (86.50) moves to B; Initech (75.00) drops to nurture."
    )


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Hooli", "Tiny"], "Pinned Hooli and Tiny to A. Tiny stays killed until R restores it: Under 20 employees. Nobody else moves."),
        (["Odd", "Hooli", "Tiny"], "Pinned 3 accounts to A. 2 of them stay killed until R restores them. Nobody else moves."),
    ],
)  # fmt: skip
def test_the_killed_among_several_are_told(review, names, said):
    assert review.pin(rows(review, *names), "A").said == said


def test_pins_beyond_the_capacity_are_told_once(review):
    assert review.pin(rows(review, "Hooli", "Globex", "Acme"), "A").said == (
        "Pinned 3 accounts to A. Nobody else moves. A now holds 3 of 2: pins go beyond its capacity."
    )
    assert review.pin(rows(review, "Hooli"), "A").said == "Pinned Hooli to A. It was in A already. Nobody else moves."
    assert review.pin(rows(review, "Umbrella"), "A").said == (
        "Pinned Umbrella to A. Nobody else moves. A now holds 4 of 2: pins go beyond its capacity."
    )


def test_unpinning_says_where_the_account_is(review):
    review.pin(rows(review, "Umbrella"), "A")
    assert review.unpin(rows(review, "Umbrella")).said == (
        "Unpinned Umbrella. It drops to nurture at rank 5. Globex (86.50) moves up to A; Initech (75.00) moves up to B."
    )
    review.pin(rows(review, "Hooli"), "A")
    assert review.unpin(rows(review, "Hooli")).said == "Unpinned Hooli. It stays in A at rank 1. Nobody else moves."
    review.pin(rows(review, "Hooli", "Globex"), "A")
    assert review.unpin(rows(review, "Hooli", "Globex")).said == "Unpinned Hooli and Globex. Nobody moves."


def test_several_of_their_own_ways(review):
    review.pin(rows(review, "Umbrella", "Vandelay"), "A")
    assert review.unpin(rows(review, "Vandelay", "Umbrella")).said == (
        "Unpinned Vandelay and Umbrella. Umbrella (60.00) drops to nurture; Vandelay (30.00) is disqualified. "
        "Hooli (100.00) and Globex (86.50) move up to A; 2 more move up to B."
    )


# Exclusions and restores


def test_the_next_in_line_moves_up(review):
    assert review.exclude(rows(review, "Hooli"), "Bankrupt.").said == "Excluded Hooli: Bankrupt. Acme (80.00) moves up to A."
    assert review.exclude(rows(review, "Vandelay"), "Gone").said == "Excluded Vandelay: Gone. Nobody else moves."
    assert review.exclude(rows(review, "Tiny"), "Gone?").said == (
        "Excluded Tiny: Gone? It was killed already. Nobody else moves."
    )


def test_a_restore_says_where_it_comes_back(review):
    assert review.restore(rows(review, "Whale"), "Big deal").said == (
        "Restored Whale: Big deal. It comes back to A at rank 2. Globex (86.50) moves to B; Initech (75.00) drops to nurture."
    )
    assert review.restore(rows(review, "Odd"), "A pilot").said == (
        "Restored Odd: A pilot. It comes back as disqualified. Nobody else moves."
    )


def test_several_restored(review):
    assert review.restore(rows(review, "Odd", "Whale"), "Pilots").said == (
        "Restored Odd and Whale: Pilots. Whale (95.00) comes back to A; Odd (10.00) comes back as disqualified. "
        "Globex (86.50) moves to B; Initech (75.00) drops to nurture."
    )


# Notes, reviews, owners


def test_what_moves_nobody_says_only_what_was_done(review):
    assert review.note(rows(review, "Acme"), " Call in May ").said == "Note on Acme: Call in May."
    assert review.note(rows(review, "Acme"), " ").said == "Took the note off Acme."
    assert review.mark_reviewed(rows(review, "Acme")).said == "Acme is reviewed."
    assert review.mark_reviewed(rows(review, "Acme", "Hooli"), yes=False).said == "Acme and Hooli are no longer reviewed."
    assert review.own(rows(review, "Acme", "Hooli", "Tiny"), "kim").said == "Gave 3 accounts to kim."
    assert review.own(rows(review, "Acme"), "").said == "Gave Acme back to the owner in the sources."


def test_a_limit_may_move_the_account_or_others(tmp_path):
    with opened(tmp_path, profile=SMALL + "limits:\n  - {tier: A, per: owner, at_most: 1}\n") as review:
        # Hooli and Globex are dana's, Acme is lee's: A holds Hooli and Acme.
        assert review.own(rows(review, "Globex"), "kim").said == (
            "Gave Globex to kim. It moves up to A at rank 2. Acme (80.00) moves to B."
        )
        assert review.own(rows(review, "Hooli"), "kim").said == (
            "Gave Hooli to kim. Globex (86.50) moves to B; Acme (80.00) moves up to A. "
            "Globex: A has 1 of 1 for owner kim."
        )
        assert review.undo().said.startswith("Undone: gave Hooli to kim. ")


# Steps


def test_undone_and_redone_in_a_small_letter_and_where_the_account_is(review):
    review.pin(rows(review, "Acme"), "A")
    assert review.undo().said == "Undone: pinned Acme to A. It moves to B at rank 3. Globex (86.50) moves up to A."
    assert review.redo().said == "Redone: pinned Acme to A. Globex (86.50) moves to B."


def test_an_undone_exclusion_and_restore(review):
    review.exclude(rows(review, "Hooli"), "Bankrupt")
    assert review.undo().said == "Undone: excluded Hooli: Bankrupt. It comes back to A at rank 1. Acme (80.00) moves to B."
    review.restore(rows(review, "Whale"), "Big deal")
    assert review.undo().said == (
        "Undone: restored Whale: Big deal. It is killed. Globex (86.50) moves up to A; Initech (75.00) moves up to B."
    )


def test_undone_notes_and_reviews(review):
    review.note(rows(review, "Acme"), "Call")
    assert review.undo().said == "Undone: note on Acme: Call."
    review.mark_reviewed(rows(review, "Acme"))
    assert review.undo().said == "Undone: Acme is reviewed."


# Reloads


def test_a_profile_that_moves_many(review):
    reload(review, SMALL.replace("capacity: 2", "capacity: 1"))
    assert review.reload_profile().said == (
        "Read the profile again. Globex (86.50) moves to B; Acme (80.00) and 1 more drop to nurture."
    )
    reload(review, SMALL.replace("nurture: 40", "nurture: 65"))
    assert review.reload_profile().said == (
        "Read the profile again. Globex (86.50) moves up to A; Acme (80.00) and 1 more move up to B; 1 more is disqualified."
    )
    assert review.reload_profile().said == "Read the profile again. Nobody moves."


def test_a_pin_whose_tier_is_gone_waits(review):
    review.pin(rows(review, "Acme"), "B")
    review.undo()
    reload(review, SMALL.replace("name: B", "name: Next"))
    review.reload_profile()
    assert review.redo().said == "Redone: pinned Acme to B. The profile has no tier B, so the pin waits. Nobody else moves."


# Texts


def test_long_and_hostile_texts_stay_short_and_tame(review):
    said = review.exclude(rows(review, "Vandelay"), "\x1b[2J" + "x" * 500).said
    assert said == "Excluded Vandelay: \ufffd[2J" + "x" * 85 + "… Nobody else moves."


def test_names_of_two_the_count_of_more():
    pins = [Decision(kind="pin", value="A", account_key=f"{name}.com", name=name, author="me") for name in ("P", "Q", "R")]
    nameless = Decision(kind="exclude", reason="Gone", account_key="p.com", author="me")
    assert [done(pins[:1]), done(pins[:2]), done(pins), done([nameless])] == [
        "Pinned P to A.", "Pinned P and Q to A.", "Pinned 3 accounts to A.", "Excluded p.com: Gone.",
    ]  # fmt: skip
    assert done([pins[0], nameless]) == "2 decisions about P and p.com."


def test_restores_that_lift_different_reasons_are_one_action():
    lifts = [
        Decision(kind="restore", value=lifting([because]), reason="Pilot", account_key=key, author="me")
        for key, because in (("p.com", COUNTRY), ("q.com", "Under 20 employees"))
    ]
    assert done(lifts) == "Restored p.com and q.com: Pilot."


def test_nobody_of_no_accounts_is_refused(review):
    with pytest.raises(Exception, match="no account is chosen"):
        review.pin(pl.Series(dtype=pl.UInt32), "A")


def test_accounts_that_went_to_owners_of_their_own_are_told_by_owner(tmp_path):
    with opened(tmp_path) as review:
        told = review.assign(rows(review, "Umbrella", "Vandelay", "Tiny"), ["dana", "lee", "dana"], ["assigned: a", "assigned: b", "assigned: c"])
        assert told.said.startswith("Gave 3 accounts to dana (2) and lee (1).")
        assert [one.reason for one in review.history(int(rows(review, "Vandelay")[0]))] == ["assigned: b"]
        undone = review.undo()
        assert undone is not None
        assert review.history(int(rows(review, "Umbrella")[0])) == []
