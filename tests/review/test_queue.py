"""The review queue: what needs an eye first, worked out by hand on a small list."""

from datetime import date

import polars as pl
import pytest
from engine import last_list
from hypothesis import given
from hypothesis import strategies as st
from lists import AS_OF, accounts, points, profile
from reviewed import ACCOUNTS, SMALL, opened, rows

from icp_tui.review.decisions.seen import Seen
from icp_tui.review.queue import DOUBTFUL, NEAR, NEW, OTHER, following, progress, queue
from icp_tui.scoring.stages import score_list

# A (2 seats): Hooli 100, Globex 86.5; B (2 seats): Acme 80, Initech 75; C has no capacity.
WITH_C = SMALL + "  - {name: C, min_score: 55}\nwarnings:\n  - {when: employees > 95, because: Large}\n"


@pytest.fixture
def review(tmp_path):
    with opened(tmp_path, profile=WITH_C) as made:
        yield made


def names(review, found):
    return review.session.accounts.frame["name"].gather(found).to_list()


def seen(*keys):
    return Seen(date(2026, 11, 20), pl.DataFrame({"account_key": list(keys), "tier": ["A"] * len(keys)}))


def cause(made, review, name):
    return made.cause(int(rows(review, name)[0]))


def test_the_nearest_to_a_cut_line_come_first(review):
    made = queue(review.scored)
    # Cut of A at 86.50 (Globex), of B at 75 (Initech); Umbrella, with 60, does not reach the score line of B.
    assert names(review, made.rows) == ["Globex", "Initech", "Acme", "Hooli", "Umbrella"]
    assert made.counts == (4, 0, 0, 1)
    assert (made.done, made.of) == (0, 5)
    assert cause(made, review, "Globex") == (NEAR, "at A's cut line, still in")
    # 80 is 6.50 under A and 5.00 above B: the nearer line counts.
    assert cause(made, review, "Acme") == (NEAR, "nearest to the cut of B: 5.00 above")
    assert cause(made, review, "Hooli") == (NEAR, "nearest to the cut of A: 13.50 above")
    assert cause(made, review, "Tiny") is None


def test_who_is_on_deck_is_in_the_queue_though_in_no_tier():
    made = profile(criteria=[points("size", "employees")], tiers=[{"name": "A", "capacity": 4, "min_score": 70}], stability={"max_churn": "25%"})
    frame = accounts(*({"name": name, "employees": size} for name, size in {"N1": 100, "N2": 90, "M1": 80}.items()))
    found = queue(score_list(frame, made, AS_OF, members=last_list({"m1.com": "A"})))
    assert [(frame["name"][row], found.cause(row).said) for row in found.rows] == [
        ("M1", "nearest to the cut of A: 10.00 above"), ("N2", "on deck for A: 20.00 above its line"), ("N1", "nearest to the cut of A: 30.00 above"),
    ]  # fmt: skip


def test_then_the_new_ones_then_those_in_doubt_then_the_others(tmp_path):
    many = "\n".join(f"Co{n},co{n}.com,{100 if n % 2 else 95},US,dana,X{n}" for n in range(12))
    profile = WITH_C.replace("capacity: 2, min_score: 70, play: Call", "min_score: 70").replace("capacity: 2, ", "")
    with opened(tmp_path, accounts=ACCOUNTS.splitlines()[0] + "\n" + many + "\n", profile=profile) as review:
        made = queue(review.scored, seen(*(f"co{n}.com" for n in range(10))))
        assert made.counts == (0, 2, 5, 5)
        assert names(review, made.rows)[:2] == ["Co11", "Co10"]
        assert cause(made, review, "Co11") == (NEW, "new: in no tier when you were last here on 2026-11-20")
        # Over 95 employees warns.
        assert names(review, made.rows)[2:7] == ["Co1", "Co3", "Co5", "Co7", "Co9"]
        assert cause(made, review, "Co1") == (DOUBTFUL, "Large")
        assert cause(made, review, "Co0") == (OTHER, "not reviewed yet")
        # Nobody is new on a list that is seen for the first time.
        assert queue(review.scored).counts == (0, 0, 6, 6)


def test_reviewed_accounts_leave_the_queue_and_count_as_done(review):
    review.mark_reviewed(rows(review, "Globex", "Acme", "Whale"))
    made = review.queue()
    assert names(review, made.rows) == ["Initech", "Hooli", "Umbrella"]
    assert (made.done, made.of) == (2, 5)
    told = progress(review.scored)
    assert told.tiers == (("A", 1, 2), ("B", 1, 2), ("C", 0, 1))
    assert told.owners == (("dana", 1, 2), ("lee", 1, 2), ("nobody", 0, 1))


def test_a_waiting_decision_that_may_be_about_an_account(tmp_path):
    twins = ACCOUNTS + "Twin,twin.com,60,US,,\n"
    with opened(tmp_path, accounts=twins, profile=WITH_C.replace("capacity: 2, ", "")) as review:
        review.exclude(rows(review, "Twin"), "Bankrupt")
    split = ACCOUNTS + "Twin,twin.de,60,US,,\nTwin,twin.fr,60,US,,\n"
    with opened(tmp_path, accounts=split, profile=WITH_C.replace("capacity: 2, ", "")) as review:
        assert len(review.scored.decisions.waiting) == 1
        made = queue(review.scored)
        found = review.session.accounts.frame["name"].eq("Twin").arg_true()
        assert [made.cause(int(row)) for row in found] == [(DOUBTFUL, "a decision waits that may be about it")] * 2


def test_walking_goes_through_those_shown_first(review):
    made = queue(review.scored)
    everybody = review.scored.order
    at = {name: int(rows(review, name)[0]) for name in ("Globex", "Initech", "Acme", "Hooli", "Umbrella", "Tiny")}

    def step(shown, name, last=0):
        one = following(made, shown, None if name is None else at[name], last)
        return one and (names(review, [one.row])[0], one.place, one.of, one.elsewhere)

    assert step(everybody, None) == ("Globex", 0, 5, False)
    assert step(everybody, "Globex") == ("Initech", 1, 5, False)
    assert step(everybody, "Umbrella") == ("Globex", 0, 5, False)
    assert step(everybody, "Tiny") == ("Globex", 0, 5, False)
    # One that has been reviewed since it was third: on with what is third now.
    assert step(everybody, "Tiny", 2) == ("Acme", 2, 5, False)
    tier_a = rows(review, "Hooli", "Globex")
    assert step(tier_a, "Globex") == ("Hooli", 1, 2, False)
    # Nobody else of those shown waits.
    assert step(rows(review, "Globex"), "Globex") == ("Initech", 1, 5, True)
    assert step(everybody.head(0), None) == ("Globex", 0, 5, True)
    review.mark_reviewed(everybody)
    assert following(review.queue(), everybody, at["Globex"]) is None


def test_who_was_in_the_tiers_is_kept_when_the_list_is_left(tmp_path):
    with opened(tmp_path, profile=WITH_C) as review:
        assert review.seen is None
        review.close()
    more = ACCOUNTS + "Newcomer,new.com,90,US,dana,N1\n"
    with opened(tmp_path, accounts=more, profile=WITH_C) as review:
        assert review.seen is not None
        assert review.seen.members.height == 5
        made = review.queue()
        assert not review.seen.new(review.scored, rows(review, "Hooli")).any()
        assert review.seen.new(review.scored, rows(review, "Newcomer")).all()
        assert made.rows.len() == 6


def test_a_list_of_other_accounts_has_nobody_new_and_the_first_one_is_not_forgotten(tmp_path):
    elsewhere = ACCOUNTS.splitlines()[0] + "\nPiper,piper.com,100,US,,P1\nAviato,aviato.com,87,US,,P2\n"
    with opened(tmp_path, profile=WITH_C) as review:
        review.close()
    with opened(tmp_path, accounts=elsewhere, profile=WITH_C) as review:
        assert review.seen is None
        assert review.queue().counts[NEW] == 0
        review.close()
    more = ACCOUNTS + "Newcomer,new.com,90,US,dana,N1\n"
    with opened(tmp_path, accounts=more, profile=WITH_C) as review:
        assert review.seen is not None
        order = review.scored.order
        found = review.session.accounts.frame["account_key"].gather(order.filter(review.seen.new(review.scored, order)))
        # Those that were in no tier: killed, under the lines, or not on the list.
        assert sorted(found) == ["new.com", "odd.com", "tiny.com", "vandelay.com", "whale.com"]
        review.close()
    with opened(tmp_path, accounts=elsewhere + "Bachmanity,bach.com,90,US,,P3\n", profile=WITH_C) as review:
        assert review.seen is not None
        found = review.seen.new(review.scored, rows(review, "Piper", "Aviato", "Bachmanity"))
        assert found.to_list() == [False, False, True]


def test_who_is_new_on_a_list_where_nobody_was_in_a_tier(tmp_path):
    header = ACCOUNTS.splitlines()[0]
    with opened(tmp_path, accounts=f"{header}\nTiny,tiny.com,10,US,,T1\n", profile=WITH_C) as review:
        review.close()
    with opened(tmp_path, accounts=f"{header}\nTiny,tiny.com,99,US,,T1\n", profile=WITH_C) as review:
        assert review.seen is not None
        assert review.seen.new(review.scored, rows(review, "Tiny")).to_list() == [True]


def test_damaged_members_are_no_members():
    assert Seen.unpacked(date(2026, 11, 21), b"PAR1 nonsense") is None
    assert Seen.unpacked(date(2026, 11, 21), b"") is None
    kept = seen("acme.com")
    read = Seen.unpacked(kept.as_of, kept.packed())
    assert read == kept
    assert read.members.equals(kept.members)


@given(st.sets(st.integers(0, 8)))
def test_every_account_of_the_tiers_that_is_not_reviewed_is_in_the_queue_once(tmp_path_factory, reviewed):
    with opened(tmp_path_factory.mktemp("queue"), profile=WITH_C) as review:
        if reviewed:
            review.mark_reviewed(pl.Series(sorted(reviewed), dtype=pl.UInt32))
        made = review.queue()
        inside = set(review.scored.assigned.bucket.is_in(["A", "B", "C"]).arg_true())
        assert made.rows.n_unique() == made.rows.len() == sum(made.counts)
        assert inside - reviewed <= set(made.rows)
        assert not reviewed & set(made.rows)
        assert made.done == len(inside & reviewed)
