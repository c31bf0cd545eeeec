"""Accounts that a person has said are one company: on disk, on the list, undone, and built alike."""

import json
from datetime import date

import polars as pl
import pytest
from lists import AS_OF
from reviewed import opened, rows

from icp_tui.errors import IcpError
from icp_tui.review.decisions.decision import Decision, naming
from icp_tui.review.decisions.salvage import salvage
from icp_tui.review.decisions.workspace import Workspace
from icp_tui.review.files import write_files
from icp_tui.review.possible import DIFFERENT, SAME, possible, possible_notice
from icp_tui.review.review import Review
from icp_tui.review.session import Session
from icp_tui.review.told import decision_words

ACCOUNTS = """\
Company,Website,Employees,Country,Owner,Account ID
Hooli,hooli.com,100,US,dana,H1
Globex,globex.com,87,US,dana,G1
Acme,acme.com,80,US,lee,A1
Acme Inc,acme.io,,US,,A2
Acme Ltd,acme.de,,,kim,A3
Umbrella Fund 1,umbrella.com,60,US,,U1
Vandelay,vandelay.com,30,US,,V1
"""


@pytest.fixture
def review(tmp_path):
    with opened(tmp_path, accounts=ACCOUNTS) as review:
        yield review


def pair(review, one, two):
    return tuple(int(row) for row in rows(review, one, two))


def keys(review):
    return review.session.accounts.frame["account_key"].to_list()


def total(session):
    return session.rows["rejected"] + session.rows["duplicates"] + session.rows["accounts"]


def test_an_answer_is_on_disk_and_the_list_is_made_anew_when_asked(review):
    moved = review.settle([pair(review, "Acme", "Acme Inc")], same=True, reason="One imprint")
    assert moved.said == "Acme and Acme Inc are one company: One imprint."
    (logged,) = review.workspace.store.log()
    assert (logged.kind, logged.account_key, logged.crm_id) == ("same", "acme.com", "A1")
    assert json.loads(logged.value)["account_key"] == "acme.io"
    # This list keeps its rows; the next one has them joined.
    assert len(keys(review)) == 7
    after = review.rejoined()
    assert keys(after) == ["hooli.com", "globex.com", "acme.de", "umbrella.com", "vandelay.com", "acme.com"]
    assert after.session.rows == {"in": 7, "rejected": 0, "duplicates": 1, "accounts": 6}
    assert after.rejoined() is None
    assert after.row_of("acme.io") == after.row_of("acme.com") == 5
    assert [(one.kind, one.value is not None) for one in after.history(5)] == [("same", True)]


def test_without_answers_nothing_changes(review):
    assert review.rejoined() is None
    assert review.session.accounts is review.session.base


def test_chains_join_and_undo_and_redo_take_effect(review):
    review.settle([pair(review, "Acme", "Acme Inc")], same=True)
    review.settle([pair(review, "Acme Ltd", "Acme Inc")], same=True)
    after = review.rejoined()
    assert len(keys(after)) == 5
    assert after.session.accounts.duplicates["account_key"].to_list() == ["acme.com"] * 2
    after.undo()
    assert after.joins_changed
    less = after.rejoined()
    assert len(keys(less)) == 6
    less.redo()
    again = less.rejoined()
    assert keys(again) == keys(after)
    again.undo()
    again.undo()
    assert keys(again.rejoined()) == keys(review)


def test_a_joined_account_can_be_joined_again(review):
    review.settle([pair(review, "Acme", "Acme Inc")], same=True)
    after = review.rejoined()
    after.settle([pair(after, "Acme", "Acme Ltd")], same=True)
    assert len(keys(after.rejoined())) == 5


def test_different_only_silences_the_pair(review):
    review.settle([pair(review, "Acme", "Acme Inc")], same=False)
    assert review.rejoined() is None
    assert review.session.decisions.count == 1
    both = [decision_words(*review.history(int(row))) for row in rows(review, "Acme", "Acme Inc")]
    assert both == ["another company than Acme Inc", "another company than Acme"]


def test_the_last_answer_about_a_pair_counts(review):
    review.settle([pair(review, "Acme", "Acme Inc")], same=True)
    review.settle([pair(review, "Acme Inc", "Acme")], same=False)
    assert review.rejoined() is None
    assert review.session.decisions.count == 1


def test_decisions_about_an_absorbed_account_follow_to_the_kept_one(review):
    review.note(rows(review, "Acme Inc"), "Call in May")
    review.settle([pair(review, "Acme", "Acme Inc")], same=True)
    after = review.rejoined()
    row = after.row_of("acme.com")
    assert after.session.accounts.frame["domain"][row] == "acme.com"
    assert after.cells.frame(pl.Series([row], dtype=pl.UInt32), ["note"]).item() == "Call in May"
    assert {one.kind for one in after.history(row)} == {"note", "same"}
    # What is decided about it afterwards stays with the kept account when they part again.
    after.note(pl.Series([row], dtype=pl.UInt32), "June")
    after.undo()
    after.undo()
    parted = after.rejoined()
    assert parted.cells.frame(rows(parted, "Acme", "Acme Inc"), ["note"])["note"].to_list() == [None, "Call in May"]


def test_another_window_joins(review, tmp_path):
    with Workspace.open(tmp_path / "work.sqlite") as workspace:
        session = Session(review.session.base, review.session.profile, AS_OF)
        other = Review(session, workspace, author="dana")
        other.settle([pair(other, "Acme", "Acme Inc")], same=True)
    moved = review.caught_up()
    assert moved.said == "dana, in another window: Acme and Acme Inc are one company."
    assert len(keys(review.rejoined())) == 6


def test_the_commands_build_the_list_that_the_app_shows(review, tmp_path):
    review.pin(rows(review, "Acme Inc"), "A")
    review.settle([pair(review, "Acme", "Acme Inc"), pair(review, "Acme", "Acme Ltd")], same=True)
    after = review.rejoined()
    built = Session.load(
        [tmp_path / "accounts.csv"], review.session.profile, AS_OF, decisions=lambda: review.workspace.store.standing(AS_OF)
    )
    assert built.scored().frame.equals(after.scored.frame)
    assert (built.decisions.count, built.decisions.sha256) == (after.session.decisions.count, after.session.decisions.sha256)
    assert total(built) == built.rows["in"] == 7
    where = Session.load(
        [tmp_path / "accounts.csv"], review.session.profile, AS_OF, where="owner = 'lee'",
        decisions=lambda: review.workspace.store.standing(AS_OF),
    )  # fmt: skip
    assert where.accounts.frame["account_key"].to_list() == ["acme.com"]
    assert total(where) == 7
    made = write_files(built, tmp_path / "list")
    assert made["rows"] == {"in": 7, "rejected": 0, "duplicates": 2, "accounts": 5}
    assert made["decisions"]["count"] == 3


def test_pairs_are_found_again_by_their_record_and_wait_where_one_is_gone(review, tmp_path):
    review.settle([pair(review, "Acme", "Acme Inc")], same=True)
    log = review.workspace.store.standing(AS_OF)
    moved = ACCOUNTS.replace("acme.io", "acme-usa.com")
    (tmp_path / "moved.csv").write_text(moved, encoding="utf-8")
    session = Session.load([tmp_path / "moved.csv"], review.session.profile, AS_OF, decisions=lambda: log)
    assert session.rows["accounts"] == 6
    (tmp_path / "less.csv").write_text("\n".join(line for line in ACCOUNTS.splitlines() if "acme.io" not in line), encoding="utf-8")
    session = Session.load([tmp_path / "less.csv"], review.session.profile, AS_OF, decisions=lambda: log)
    assert (session.rows["accounts"], len(session.decisions.waiting), session.decisions.count) == (6, 1, 0)
    assert "what me said, that Acme and another account are one company, waits: not both are here" in session.notices()


def test_an_answer_may_expire():
    identity = {"account_key": "b.com", "name": "B", "domain": "b.com", "linkedin_slug": None, "crm_id": None}
    one = Decision(kind="same", account_key="a.com", value=naming(identity), expires=date(2026, 1, 1))
    assert one.other.account_key == "b.com"
    assert one.other.other.account_key == "a.com"
    with pytest.raises(ValueError, match="names no other"):
        _ = Decision(kind="same", account_key="a.com", value='{"name": "B"}').other


def test_answers_are_salvaged(review):
    review.settle([pair(review, "Acme", "Acme Inc")], same=True)
    log = review.workspace.store.log()
    review.workspace.close()
    assert salvage(review.workspace.path) == log


def test_nothing_is_joined_that_the_disk_refuses(review):
    review.workspace.store._connection.execute("PRAGMA query_only = 1")
    with pytest.raises(IcpError):
        review.settle([pair(review, "Acme", "Acme Inc")], same=True)
    assert review.rejoined() is None


# The pairs as they are asked


def names(pairs):
    frame = pairs.review.session.accounts.frame["name"]
    return [tuple(frame[row] for row in pairs.pair(place)) for place in range(pairs.height)]


def test_pairs_in_a_tier_come_first_by_rank_and_the_better_account_first(review):
    pairs = possible(review)
    # Acme is in B with rank 3, the two others are disqualified; of those two, the first has the better rank or key.
    assert {frozenset(pair) for pair in names(pairs)[:2]} == {frozenset({"Acme", "Acme Inc"}), frozenset({"Acme", "Acme Ltd"})}
    assert [pair[0] for pair in names(pairs)[:2]] == ["Acme", "Acme"]
    assert pairs.frame["rank"].to_list() == [3, 3, None]


def test_what_agrees_and_what_differs_of_a_pair(review):
    pairs = possible(review)
    place = names(pairs).index(("Acme", "Acme Inc"))
    told = {one.name: (one.one, one.two, one.alike) for one in pairs.compared(place)}
    assert told["name"] == ("Acme", "Acme Inc", False)
    assert told["country"] == ("US", "US", True)
    assert told["employees"] == ("80", "", True)
    assert told["stands in"] == ("B, rank 3", "disqualified", False)
    assert "city" not in told


def test_a_settled_pair_is_not_asked_again_and_what_follows_is_said(review):
    pairs = possible(review)
    review.settle([pair(review, "Acme", "Acme Inc")], same=True)
    review.settle([pair(review, "Acme Inc", "Acme Ltd")], same=True)
    assert [pairs.answer(place) for place in range(3)] == [SAME] * 3
    place = names(pairs).index(("Acme", "Acme Ltd"))
    assert not pairs.said_itself(place)
    after = review.rejoined()
    assert possible(after).height == 0
    after.undo()
    after.settle([pair(after, "Acme", "Hooli")], same=False)
    assert pairs.height == 3


def test_a_pair_said_to_be_two_stays_silent_when_one_of_them_is_joined(review):
    review.settle([pair(review, "Acme Inc", "Acme Ltd")], same=False)
    pairs = possible(review)
    assert len(names(pairs)) == 2
    review.settle([pair(review, "Acme", "Acme Inc")], same=True)
    assert pairs.answer(names(pairs).index(("Acme", "Acme Inc"))) == SAME
    # Acme is Acme Inc now, and Acme Inc is another than Acme Ltd.
    assert possible(review.rejoined()).height == 0
    assert DIFFERENT not in [pairs.answer(place) for place in range(2)]


def test_a_short_list_says_how_many_pairs_there_are(review):
    assert possible_notice(review) == ["3 pairs of accounts may be one company: D in the list shows them side by side"]
    review.settle([pair(review, "Acme", "Acme Inc"), pair(review, "Acme", "Acme Ltd")], same=False)
    review.settle([pair(review, "Acme Ltd", "Acme Inc")], same=True)
    assert possible_notice(review.rejoined()) == []
