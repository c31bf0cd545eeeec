from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256

import polars as pl
import pytest

from icp_tui.review.decisions.decision import Decision, lifting
from icp_tui.review.decisions.identity import identities
from icp_tui.review.decisions.matching import Finder
from icp_tui.scoring.decided import DECIDED, Decisions

COLUMNS = ("account_key", "name", "domain", "linkedin_url", "crm_id")

ACME = {
    "account_key": "acme.com",
    "name": "Acme Inc.",
    "domain": "acme.com",
    "linkedin_url": "https://www.linkedin.com/company/Acme-Inc/about",
    "crm_id": "0042",
}


def accounts(*rows):
    return pl.DataFrame(
        [{column: row.get(column) for column in COLUMNS} for row in rows],
        schema=dict.fromkeys(COLUMNS, pl.String),
    )


def match(standing, frame):
    return Finder(frame).decided(standing)


def decided(seq=1, kind="pin", account=ACME, **told):
    return Decision(kind=kind, seq=seq, batch=f"b{seq}", author="dana", **identities(accounts(account))[0], **told)


def only_row(decisions):
    (row,) = decisions.frame.rows(named=True)
    return row


def test_nothing_decided_is_none():
    nothing = match([], accounts(ACME))
    assert nothing.frame.schema == DECIDED
    assert nothing.frame.is_empty()
    none = Decisions.none()
    assert (
        (nothing.waiting, nothing.count, nothing.sha256)
        == (none.waiting, none.count, none.sha256)
        == ((), 0, sha256(b"[]").hexdigest())
    )


def test_one_row_says_all_that_stands_about_an_account():
    log = [
        decided(1, "pin", value="A", reason="whale"),
        decided(2, "restore", reason="not a customer", value=lifting(["Existing customer", "Too small"])),
        decided(3, "owner", value="lee"),
        decided(4, "note", value="call in May"),
        replace(decided(5, "reviewed", value="true"), author="kim"),
        decided(6, "restore", reason="again", value=lifting(["Too small"])),
        replace(decided(7, "exclude", reason="lost"), author="lee"),
    ]
    found = match(log, accounts(ACME))
    assert only_row(found) == {
        "account_key": "acme.com",
        "pin": "A",
        "pinned_by": "dana",
        "pin_reason": "whale",
        "excluded": "lost",
        "excluded_by": "lee",
        "restored": ["Existing customer", "Too small"],
        "owner": "lee",
        "note": "call in May",
        "reviewed": True,
        "reviewed_by": "kim",
        "found_by": "account_key",
    }
    assert (found.count, found.waiting) == (7, ())


def test_an_account_about_which_nothing_stands_has_no_row():
    found = match([decided(1, value="A"), decided(2)], accounts(ACME))
    assert found.frame.is_empty()
    assert found.count == 0


def test_rows_are_in_order_of_the_key_whatever_the_log():
    globex = ACME | {"account_key": "globex.com"}
    found = match([decided(1, account=globex, value="A"), decided(2, value="A")], accounts(globex, ACME))
    assert found.frame["account_key"].to_list() == ["acme.com", "globex.com"]


@pytest.mark.parametrize(
    ("moved", "way"),
    [
        ({"crm_id": "0042", "domain": "other.com"}, "crm_id"),
        ({"domain": "acme.com"}, "domain"),
        ({"linkedin_url": "linkedin.com/company/acme-inc"}, "linkedin_slug"),
        ({"name": "ACME, Inc"}, "name"),
    ],
)
def test_an_account_whose_key_changed_is_found_by_what_it_kept(moved, way):
    here = {"account_key": "acme.io", "name": "Another"} | moved
    row = only_row(
        match([decided(value="A")], accounts({"account_key": "globex.com", "name": "Globex"}, here))
    )
    assert (row["account_key"], row["pin"], row["found_by"]) == ("acme.io", "A", way)


def test_the_key_wins_over_every_other_sign():
    found = match(
        [decided(value="A")], accounts({"account_key": "acme.com"}, ACME | {"account_key": "acme.io"})
    )
    assert only_row(found)["account_key"] == "acme.com"


def test_a_sign_that_two_accounts_bear_leads_to_neither():
    twice = [{"account_key": f"acme.com/{one}", "name": "Acme", "domain": "acme.com"} for one in ("a", "b")]
    one = decided(value="A")
    found = match([one], accounts(*twice))
    assert found.frame.is_empty()
    assert found.waiting == (one,)
    assert found.count == 0
    told_apart = match([one], accounts(twice[0], twice[1] | {"crm_id": "0042"}))
    assert only_row(told_apart)["account_key"] == "acme.com/b"


def test_missing_signs_match_no_missing_signs():
    nameless = {"account_key": "x", "name": None, "domain": "", "crm_id": " "}
    found = match(
        [decided(account=nameless, value="A")], accounts({"account_key": "y", "domain": "", "crm_id": " "})
    )
    assert len(found.waiting) == 1


def test_leading_zeros_of_a_crm_id_count():
    assert match([decided(value="A")], accounts({"account_key": "y", "crm_id": "42"})).frame.is_empty()


def test_what_was_decided_under_the_old_key_and_the_new_is_settled_together():
    here = ACME | {"account_key": "acme.io", "domain": "acme.io"}
    found = match([decided(1, value="A"), decided(2, account=here, value="B")], accounts(here))
    row = only_row(found)
    assert (row["pin"], found.count) == ("B", 1)
    unpinned = match([decided(1, value="A"), decided(2, account=here)], accounts(here))
    assert unpinned.frame.is_empty()


def test_the_receipt_is_the_canonical_json_without_times():
    log = [decided(3, value="A", at="2026-11-21T10:00:00+00:00"), decided(5, "note", value="Größe")]
    text = json.dumps([one.said() for one in log], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    found = match(log, accounts(ACME))
    assert text.startswith('[{"account_key":"acme.com","author":"dana","crm_id":"0042"')
    assert found.sha256 == sha256(text.encode()).hexdigest()
    later = [replace(one, seq=one.seq + 40, at="2027", batch="z") for one in log]
    assert match(later, accounts(ACME)).sha256 == found.sha256
    assert match(log[:1], accounts(ACME)).sha256 != found.sha256


def test_a_finder_looks_up_only_what_it_does_not_know(monkeypatch):
    finder = Finder(accounts(ACME))
    finder.decided([decided(1, value="A")])
    monkeypatch.setattr(
        finder, "_bearers", lambda name, asked: pytest.fail(f"{name} looked up again") if len(asked) else {}
    )
    assert finder.decided([decided(1, value="A"), decided(2, value="B")]).frame["pin"].to_list() == ["B"]
