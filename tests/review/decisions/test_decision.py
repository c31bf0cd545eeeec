from __future__ import annotations

from datetime import date

import pytest

from icp_tui.errors import IcpError
from icp_tui.review.decisions import decision as decisions
from icp_tui.review.decisions.decision import Decision, check, in_force, lifting, standing, steps

TODAY = date(2026, 11, 21)


def entry(seq, kind="pin", batch=None, **told):
    return Decision(
        kind=kind, seq=seq, batch=batch or f"b{seq}", account_key="acme.com", author="dana", **told
    )


def seqs(entries):
    return [one.seq for one in entries]


def test_user_is_the_environments_user(monkeypatch):
    monkeypatch.setenv("USER", "dana")
    assert decisions.user() == "dana"


def test_user_is_the_systems_when_the_environment_names_none(monkeypatch):
    monkeypatch.delenv("USER", raising=False)
    monkeypatch.setattr(decisions.getpass, "getuser", lambda: "lee")
    assert decisions.user() == "lee"


def test_a_system_without_users_still_has_an_author(monkeypatch):
    def nobody():
        raise KeyError("no such user")

    monkeypatch.delenv("USER", raising=False)
    monkeypatch.setattr(decisions.getpass, "getuser", nobody)
    assert decisions.user() == "unknown"


def test_every_missing_reason_is_said_at_once():
    with pytest.raises(IcpError) as caught:
        check(
            [
                Decision(kind="exclude", account_key="acme.com", name="Acme"),
                Decision(kind="restore", account_key="globex.com", reason="  "),
                Decision(kind="pin", account_key="initech.com", value="A"),
            ]
        )
    assert [one.message for one in caught.value.problems] == [
        "excluding Acme needs a reason",
        "restoring globex.com needs a reason",
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        Decision(kind="undo", account_key="acme.com"),
        Decision(kind="pin", account_key=""),
        Decision(kind="reviewed", account_key="acme.com", value="yes"),
        Decision(kind="restore", account_key="acme.com", reason="won", value="[1]"),
        Decision(kind="restore", account_key="acme.com", reason="won", value="Customer"),
    ],
)
def test_what_only_a_bug_can_send_is_refused(wrong):
    with pytest.raises(ValueError):  # noqa: PT011
        check([wrong])


def test_an_expiry_is_the_last_day_on_which_a_decision_stands():
    log = [entry(1, expires=date(2026, 11, 20)), entry(2, expires=TODAY), entry(3)]
    assert seqs(standing(log, TODAY)) == [2, 3]
    assert seqs(standing(log, date(2026, 11, 22))) == [3]


def test_an_undo_takes_its_batch_back_and_a_redo_brings_it_again():
    log = [entry(1, batch="x"), entry(2, batch="x"), entry(3), entry(4, "undo", undoes="x")]
    assert seqs(standing(log, TODAY)) == [3]
    log.append(entry(5, "redo", redoes="x"))
    assert seqs(standing(log, TODAY)) == [1, 2, 3]


def test_steps_follow_the_stack_rule():
    log = [entry(1), entry(2), entry(3, "undo", undoes="b2"), entry(4, "undo", undoes="b1")]
    assert steps(log) == ([], ["b2", "b1"])
    log.append(entry(5, "redo", redoes="b1"))
    assert steps(log) == (["b1"], ["b2"])
    log.append(entry(6))
    assert steps(log) == (["b1", "b6"], [])


def test_steps_of_a_log_with_gaps_pass_over_what_is_gone():
    assert steps([entry(4, "undo", undoes="lost"), entry(5), entry(6, "redo", redoes="lost")]) == (["b5"], [])


def test_the_last_of_each_kind_is_in_force():
    log = [
        entry(1, value="A"),
        entry(2, "note", value="call in May"),
        entry(3, value="B"),
        entry(4, "owner", value="lee"),
        entry(5, "reviewed", value="true"),
    ]
    assert seqs(in_force(log)) == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("set_it", "clear_it"),
    [
        (entry(1, "pin", value="A"), entry(2, "pin")),
        (entry(1, "note", value="x"), entry(2, "note", value=" ")),
        (entry(1, "owner", value="lee"), entry(2, "owner")),
        (entry(1, "reviewed", value="true"), entry(2, "reviewed", value="false")),
    ],
)
def test_what_is_cleared_is_no_longer_in_force(set_it, clear_it):
    assert in_force([set_it, clear_it]) == []
    assert seqs(in_force([clear_it, set_it])) == [1]


def test_an_expired_decision_uncovers_the_one_before():
    log = [entry(1, value="A"), entry(2, value="B", expires=date(2026, 11, 1))]
    assert [one.value for one in in_force(standing(log, TODAY))] == ["A"]


def test_a_restore_ends_an_exclusion_and_a_later_exclusion_kills_again():
    log = [
        entry(1, "exclude", reason="no budget"),
        entry(2, "restore", reason="budget came", value=lifting(["no budget", "Too small"])),
    ]
    assert seqs(in_force(log)) == [2]
    log.append(entry(3, "exclude", reason="lost to a rival"))
    assert seqs(in_force(log)) == [2, 3]


def test_restores_add_up_since_each_names_what_stood_then():
    log = [
        entry(1, "restore", reason="checked", value=lifting(["Too small"])),
        entry(2, "restore", reason="checked again", value=lifting(["Existing customer"])),
    ]
    assert [one.lifts for one in in_force(log)] == [("Too small",), ("Existing customer",)]


def test_what_was_said_has_no_clock_and_no_place_in_the_log():
    said = entry(7, value="A", at="2026-11-21T10:00:00+00:00", expires=TODAY).said()
    assert said == {
        "kind": "pin",
        "account_key": "acme.com",
        "crm_id": None,
        "domain": None,
        "linkedin_slug": None,
        "name": None,
        "value": "A",
        "reason": None,
        "author": "dana",
        "expires": "2026-11-21",
    }
