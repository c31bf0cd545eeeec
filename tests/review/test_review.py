"""The review: decisions reach the disk and the list, undo and redo, the profile read again, the export."""

import polars as pl
import pytest
from lists import AS_OF
from reviewed import COUNTRY, LIST, SMALL, buckets, opened, reload, rows, said
from runs import files

from icp_tui.errors import IcpError
from icp_tui.review.decisions.matching import Finder
from icp_tui.review.files import write_files
from icp_tui.review.session import Session


@pytest.fixture
def review(tmp_path):
    with opened(tmp_path) as review:
        yield review


def kill_reasons(review, name):
    return review.scored.kill_reasons(rows(review, name)).to_list()[0]


def refuse(review):
    """Let the disk refuse every write from now on."""
    review.workspace.store._connection.execute("PRAGMA query_only = 1")


# Deciding


def test_the_list_before_anything_is_decided(review):
    assert buckets(review) == LIST
    assert [review.history(row) for row in range(9)] == [[]] * 9


def test_a_decision_is_on_disk_and_in_the_list_when_it_returns(review):
    moved = review.pin(rows(review, "Acme"), "A", "Asked by sales")
    assert buckets(review) == LIST | {"Acme": "A", "Globex": "B"}
    (logged,) = review.workspace.store.log()
    assert (logged.kind, logged.value, logged.reason, logged.author) == ("pin", "A", "Asked by sales", "me")
    assert (logged.account_key, logged.name, logged.domain, logged.crm_id) == ("acme.com", "Acme", "acme.com", "A1")
    assert set(moved.rows) == set(rows(review, "Acme", "Globex"))
    # The cells are those of the new list.
    assert review.cells.frame(rows(review, "Acme"), ["bucket", "pinned"]).rows() == [("A", True)]


def test_several_accounts_are_one_action(review):
    review.exclude(rows(review, "Hooli", "Globex"), "Gone")
    assert buckets(review) == LIST | {"Hooli": "killed", "Globex": "killed", "Acme": "A", "Initech": "A"}
    review.undo()
    assert buckets(review) == LIST


def test_a_restore_lifts_the_reasons_that_stand_and_no_later_one(review):
    assert kill_reasons(review, "Odd") == ["Under 20 employees", COUNTRY]
    review.restore(rows(review, "Odd"), "A pilot")
    assert kill_reasons(review, "Odd") == []
    review.restore(rows(review, "Tiny"), "A pilot")
    review.exclude(rows(review, "Tiny"), "Bankrupt")
    assert kill_reasons(review, "Tiny") == ["Bankrupt"]
    review.restore(rows(review, "Tiny"), "Alive after all")
    assert kill_reasons(review, "Tiny") == []


def test_of_several_only_the_killed_are_restored_and_only_the_pinned_unpinned(review):
    review.restore(rows(review, "Hooli", "Whale"), "Big deal")
    assert [one.name for one in review.workspace.store.log()] == ["Whale"]
    review.pin(rows(review, "Acme"), "A")
    review.unpin(rows(review, "Acme", "Globex"))
    assert [one.name for one in review.workspace.store.log()] == ["Whale", "Acme", "Acme"]


def test_a_pin_that_waits_on_a_killed_account_can_be_taken_away(review):
    review.pin(rows(review, "Whale"), "B")
    review.unpin(rows(review, "Whale"))
    review.restore(rows(review, "Whale"), "Big deal")
    assert buckets(review)["Whale"] == "A"


def test_notes_owners_and_reviews(review):
    review.note(rows(review, "Acme"), " Call in May ")
    review.own(rows(review, "Acme"), " kim ")
    review.mark_reviewed(rows(review, "Acme"))
    shown = ["note", "owner", "reviewed", "reviewed_by"]
    assert review.cells.frame(rows(review, "Acme"), shown).row(0) == ("Call in May", "kim", True, "me")
    assert review.owners() == ["dana", "kim", "lee"]
    review.note(rows(review, "Acme"), "  ")
    review.own(rows(review, "Acme"), "")
    review.mark_reviewed(rows(review, "Acme"), yes=False)
    assert review.cells.frame(rows(review, "Acme"), shown).row(0) == (None, "lee", False, None)
    assert review.owners() == ["dana", "lee"]


def test_what_was_said_before_comes_latest_first_and_once(review):
    for name, reason in (("Acme", "Gone"), ("Hooli", "Bankrupt"), ("Globex", "Gone")):
        review.exclude(rows(review, name), reason)
    review.note(rows(review, "Acme"), "Call")
    review.note(rows(review, "Acme"), "")
    assert review.said_before("exclude") == ["Gone", "Bankrupt"]
    assert review.said_before("note") == ["Call"]
    assert review.said_before("restore") == []


@pytest.mark.parametrize(
    ("decide", "message"),
    [
        (lambda one: one.unpin(rows(one, "Acme")), "Acme is not pinned: there is nothing to unpin"),
        (lambda one: one.unpin(rows(one, "Acme", "Hooli")), "these 2 accounts are not pinned: there is nothing to unpin"),
        (lambda one: one.restore(rows(one, "Acme"), "x"), "Acme is not killed: there is nothing to restore"),
        (lambda one: one.exclude(rows(one, "Acme"), " "), "excluding Acme needs a reason"),
        (lambda one: one.restore(rows(one, "Tiny"), ""), "restoring Tiny needs a reason"),
        (lambda one: one.pin(rows(one, "Acme"), "Z"), "the profile has no tier Z (it has A, B)"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_decided(review, decide, message):
    with pytest.raises(IcpError) as refused:
        decide(review)
    assert str(refused.value) == message
    assert review.workspace.store.log() == []
    assert buckets(review) == LIST


@pytest.mark.parametrize(
    "decide",
    [
        lambda one: one.pin(rows(one, "Globex"), "B"),
        lambda one: one.unpin(rows(one, "Acme")),
        lambda one: one.exclude(rows(one, "Hooli"), "Gone"),
        lambda one: one.restore(rows(one, "Whale"), "Big"),
        lambda one: one.note(rows(one, "Hooli"), "Call"),
        lambda one: one.undo(),
    ],
)
def test_a_disk_that_refuses_changes_nothing(review, decide):
    review.pin(rows(review, "Acme"), "A")
    before, scored = buckets(review), review.scored
    refuse(review)
    with pytest.raises(IcpError):
        decide(review)
    assert buckets(review) == before
    assert review.scored is scored
    assert said(review, "Acme") == [("pin", "A", None)]
    assert len(review.workspace.store.log()) == 1


def test_explain_and_history_are_of_the_list_as_it_stands(review):
    review.pin(rows(review, "Acme"), "A", "Asked")
    review.note(rows(review, "Acme"), "Call")
    review.undo()
    one = review.explain(int(rows(review, "Acme")[0]))
    assert (one.outcome["bucket"], one.outcome["reason"]) == ("A", "pinned to A by me: Asked")
    assert said(review, "Acme") == [("pin", "A", "Asked")]
    assert said(review, "Hooli") == []


# Undo and redo


def test_undo_and_redo_walk_through_the_actions(review):
    review.pin(rows(review, "Acme"), "A")
    review.exclude(rows(review, "Hooli"), "Gone")
    review.own(rows(review, "Acme"), "kim")
    for _ in range(3):
        review.undo()
    assert buckets(review) == LIST
    assert review.undo() is None
    for _ in range(3):
        review.redo()
    assert buckets(review) == LIST | {"Acme": "A", "Hooli": "killed"}
    assert said(review, "Acme") == [("pin", "A", None), ("owner", "kim", None)]
    assert review.redo() is None


def test_a_new_decision_ends_what_can_be_redone(review):
    review.pin(rows(review, "Acme"), "A")
    review.undo()
    review.note(rows(review, "Acme"), "Call")
    assert review.redo() is None
    assert buckets(review) == LIST


# The files


def test_a_profile_that_cannot_be_read_leaves_everything_as_it_was(review):
    review.pin(rows(review, "Acme"), "A")
    scored, profile = review.scored, review.session.profile
    no_such = ("nurture: forty", "nurture: 40\nmust_have:\n  - {when: nobody = 1, because: x}",
               "nurture: 40\nkill_list: {suppress: [{file: gone.csv, type: other, because: x}]}")  # fmt: skip
    for wrong in no_such:
        text = SMALL.replace("nurture: 40", wrong)
        reload(review, text[: text.rindex("kill_list:\n")] + text[text.index("tiers:") :] if "suppress" in wrong else text)
        with pytest.raises(IcpError):
            review.reload_profile()
        assert review.scored is scored
        assert review.session.profile is profile
    review.note(rows(review, "Hooli"), "Call")
    assert buckets(review) == LIST | {"Acme": "A", "Globex": "B"}


def test_a_profile_with_other_tiers(review):
    review.pin(rows(review, "Umbrella"), "A")
    reload(review, SMALL.replace("name: A, capacity: 2", "name: Top, capacity: 1").replace("name: B", "name: A"))
    review.reload_profile()
    assert buckets(review) == LIST | {"Hooli": "Top", "Globex": "A", "Acme": "nurture", "Initech": "nurture", "Umbrella": "A"}
    assert review.cells.schema["bucket"] == pl.Enum(["Top", "A", "nurture", "disqualified", "killed"])
    reload(review, SMALL)
    review.reload_profile()
    assert buckets(review) == LIST | {"Umbrella": "A", "Globex": "B", "Initech": "nurture"}


def test_suppression_files_are_read_again(tmp_path):
    gone = tmp_path / "gone.csv"
    gone.write_text("domain\nvandelay.com\n", encoding="utf-8")
    with opened(tmp_path, suppress=(gone,)) as review:
        gone.write_text("domain\nhooli.com\n", encoding="utf-8")
        assert review.reload_profile().said == "Read the profile again. Hooli (100.00) is killed; Acme (80.00) moves up to A."
        gone.unlink()
        with pytest.raises(IcpError):
            review.reload_profile()
        assert buckets(review)["Hooli"] == "killed"


def test_an_export_is_what_build_writes(review, tmp_path):
    review.pin(rows(review, "Umbrella"), "A")
    review.exclude(rows(review, "Hooli"), "Gone")
    assert review.export(tmp_path / "list") == tmp_path / "list"
    session = review.session
    decided = Finder(session.accounts.frame).decided(review.workspace.store.standing(AS_OF))
    built = Session(session.accounts, session.profile, AS_OF, decisions=decided)
    built.log = session.log
    write_files(built, tmp_path / "built")
    assert files(tmp_path / "list") == files(tmp_path / "built")
    assert len(files(tmp_path / "list")) == 9
    with pytest.raises(IcpError):
        review.export(tmp_path / "list")
    review.undo()
    review.export(tmp_path / "list", force=True)
    assert files(tmp_path / "list") != files(tmp_path / "built")


def test_a_second_close_does_nothing(tmp_path):
    with opened(tmp_path) as review:
        review.close()
        review.close()
        with pytest.raises(IcpError):
            review.note(rows(review, "Acme"), "Call")
