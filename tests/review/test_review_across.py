"""Reviews across days, windows and lists: decisions of others are taken in, and accounts found again."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lists import AS_OF
from reviewed import ACCOUNTS, LIST, SMALL, buckets, opened, rows, said

from icp_tui.errors import IcpError
from icp_tui.review.decisions.decision import Decision
from icp_tui.review.decisions.workspace import Workspace
from icp_tui.review.review import Review
from icp_tui.review.session import Session


def test_an_earlier_day_s_decision_can_be_undone_and_only_one_s_own(tmp_path):
    with opened(tmp_path) as monday:
        monday.pin(rows(monday, "Acme"), "A")
    with opened(tmp_path, author="kim") as tuesday:
        assert buckets(tuesday)["Acme"] == "A"
        assert tuesday.undo() is None
        tuesday.exclude(rows(tuesday, "Hooli"), "Gone")
    with opened(tmp_path, as_of=date(2026, 12, 24)) as later:
        assert later.undo().said.startswith("Undone: pinned Acme to A. ")
        assert buckets(later) == LIST | {"Hooli": "killed", "Acme": "A"}
        assert said(later, "Acme") == []
        assert later.undo() is None
        assert later.redo() is not None


# Another window


@pytest.fixture
def windows(tmp_path):
    (tmp_path / "two").mkdir()
    with opened(tmp_path) as one, Workspace.open(tmp_path / "work.sqlite") as workspace:
        session = Session(one.session.accounts, one.session.profile, AS_OF)
        yield one, Review(session, workspace, author="kim")


def test_another_window_s_decisions_are_taken_in_and_told(windows):
    one, other = windows
    assert one.caught_up() is None
    other.pin(rows(other, "Acme"), "A")
    assert one.caught_up().said == "kim, in another window: pinned Acme to A. Globex (86.50) moves to B."
    assert one.caught_up() is None
    assert buckets(one) == buckets(other) == LIST | {"Acme": "A", "Globex": "B"}
    assert [said(window, "Acme") for window in windows] == [[("pin", "A", None)]] * 2


def test_another_window_s_steps_and_several_actions_are_told(windows):
    one, other = windows
    other.pin(rows(other, "Acme"), "A")
    one.caught_up()
    other.undo()
    assert one.caught_up().said == (
        "kim, in another window, took back: pinned Acme to A. It moves to B at rank 3. Globex (86.50) moves up to A."
    )
    other.redo()
    assert one.caught_up().said == "kim, in another window, brought back: pinned Acme to A. Globex (86.50) moves to B."
    other.undo()
    other.exclude(rows(other, "Hooli"), "Gone")
    assert one.caught_up().said == (
        "kim, in another window: 2 actions. Hooli (100.00) is killed; Globex (86.50) moves up to A."
    )
    assert buckets(one) == buckets(other) == LIST | {"Hooli": "killed", "Acme": "A"}


def test_a_decision_takes_in_what_the_other_window_decided(windows):
    one, other = windows
    other.exclude(rows(other, "Hooli"), "Gone")
    assert one.note(rows(one, "Acme"), "Call").said == (
        "kim, in another window: excluded Hooli: Gone. Acme (80.00) moves up to A. Note on Acme: Call."
    )
    assert buckets(one) == LIST | {"Hooli": "killed", "Acme": "A"}
    assert one.caught_up() is None
    assert other.caught_up().said == "me, in another window: note on Acme: Call."


# Accounts that come and go


def test_decisions_wait_for_accounts_that_are_not_on_the_list(tmp_path):
    with opened(tmp_path) as review:
        review.exclude(rows(review, "Hooli"), "Gone")
    without = "".join(line for line in ACCOUNTS.splitlines(keepends=True) if "Hooli" not in line)
    with opened(tmp_path, accounts=without) as review:
        assert [one.account_key for one in review.scored.decisions.waiting] == ["hooli.com"]
        assert review.undo().said == "Undone: excluded Hooli: Gone. Nobody moves."
        review.redo()
    with opened(tmp_path) as review:
        assert buckets(review)["Hooli"] == "killed"
        assert review.scored.decisions.waiting == ()


@pytest.mark.parametrize(
    ("now", "found_by"), [("Acme,acme.io,80,US,lee,A1", "crm_id"), ("Acme,,80,US,lee,", "name")]
)
def test_accounts_are_found_again_when_their_key_has_changed(tmp_path, now, found_by):
    with opened(tmp_path) as review:
        review.pin(rows(review, "Acme"), "A")
        review.note(rows(review, "Acme"), "Call")
    changed = ACCOUNTS.replace("Acme,acme.com,80,US,lee,A1", now)
    with opened(tmp_path, accounts=changed) as review:
        assert buckets(review)["Acme"] == "A"
        assert review.scored.decisions.frame["found_by"].to_list() == [found_by]
        assert said(review, "Acme") == [("pin", "A", None), ("note", "Call", None)]
        assert review.undo().said == "Undone: note on Acme: Call."
        # What is decided now is about the new key, and is found beside the old.
        review.exclude(rows(review, "Acme"), "Gone")
        assert said(review, "Acme") == [("pin", "A", None), ("exclude", None, "Gone")]
        assert buckets(review)["Acme"] == "killed"


# Against the plain way

NAMES = st.lists(st.sampled_from(list(LIST)), min_size=1, max_size=3, unique=True)
ACTIONS = st.one_of(
    st.tuples(st.just("pin"), NAMES, st.sampled_from(["A", "B"])),
    st.tuples(st.sampled_from(["exclude", "restore"]), NAMES, st.sampled_from(["Gone", "Pilot"])),
    st.tuples(st.just("own"), NAMES, st.sampled_from(["", "dana", "kim"])),
    st.tuples(st.just("note"), NAMES, st.sampled_from(["", "Call"])),
    st.tuples(st.just("mark_reviewed"), NAMES, st.none()),
    st.tuples(st.just("unpin"), NAMES, st.none()),
    st.tuples(st.sampled_from(["undo", "redo", "undo", "redo"]), st.none(), st.none()),
)
LIMITED = SMALL + "limits:\n  - {tier: A, per: owner, at_most: 1}\n"


@settings(max_examples=25)
@given(st.lists(ACTIONS, max_size=10))
def test_after_any_decisions_the_list_is_that_of_a_fresh_session(tmp_path_factory, actions):
    folder: Path = tmp_path_factory.mktemp("review")
    with opened(folder, profile=LIMITED) as review:
        made: list[list[Decision]] = []
        undone: list[list[Decision]] = []
        for what, names, value in actions:
            before = len(review.workspace.store.log())
            bucket = buckets(review)
            try:
                if names is None:
                    moved = getattr(review, what)()
                    source, target = (made, undone) if what == "undo" else (undone, made)
                    assert (moved is None) == (not source)
                    if source:
                        target.append(source.pop())
                else:
                    given_ = [rows(review, *names)] + ([value] if value is not None else [])
                    moved = getattr(review, what)(*given_)
                    made.append(review.workspace.store.log()[before:])
                    undone.clear()
            except IcpError:
                moved = None
            now = buckets(review)
            changed = {name for name in now if now[name] != bucket[name]}
            held = review.session.accounts.frame["name"].gather(moved.rows) if moved else []
            assert set(held) == changed
        stands = sorted((one for batch in made for one in batch), key=lambda one: one.seq)
        for row, key in enumerate(review.session.accounts.frame["account_key"]):
            assert review.history(row) == [one for one in stands if one.account_key == key]
        fresh = Session.load(
            [folder / "accounts.csv"], review.session.profile, AS_OF,
            decisions=lambda: review.workspace.store.standing(AS_OF),
        )  # fmt: skip
        assert review.scored.frame.equals(fresh.scored().frame)
        assert review.scored.cut_lines == fresh.scored().cut_lines
        theirs, ours = fresh.decisions, review.session.decisions
        assert ours.frame.equals(theirs.frame)
        assert (ours.count, ours.sha256) == (theirs.count, theirs.sha256)
