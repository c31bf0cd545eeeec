"""The kill list: rules, suppression, what lifts them, and what a person decides."""

import polars as pl
import pytest
from lists import AS_OF, accounts, profile

from icp_tui.scoring.decided import DECIDED, Decisions
from icp_tui.scoring.stages import score_list
from icp_tui.scoring.suppression import Suppression


def decisions(*rows):
    filled = [{name: row.get(name) for name in DECIDED} | {"reviewed": False} for row in rows]
    return Decisions(pl.DataFrame(filled, schema=DECIDED), (), len(rows), "sha")


def suppression(*entries, type="customer", because="Existing customer"):  # noqa: A002
    rows = [{"domain": None, "name": None, "country": None} | entry for entry in entries]
    frame = pl.DataFrame(rows, schema={"domain": pl.String, "name": pl.String, "country": pl.String})
    return Suppression(f"{type}.csv", "", type, because, len(rows), frame)


def reasons(frame, *, suppress=(), decided=None, **kill_list):
    scored = score_list(frame, profile(kill_list=kill_list), AS_OF, suppression=suppress, decisions=decided)
    return dict(zip(frame["account_key"], scored.kill_list.reasons(pl.Series(range(frame.height), dtype=pl.UInt32)).to_list(), strict=True))


RULES = [
    {"id": "small", "when": "employees < 20", "because": "Under 20 employees"},
    {"id": "tobacco", "when": "industry = 'Tobacco'", "because": "Industry we cannot serve"},
]


def test_a_rule_fires_only_when_true_and_every_reason_is_kept():
    frame = accounts(
        {"name": "Both", "employees": 5, "industry": "Tobacco Manufacturing"},
        {"name": "One", "employees": 5},
        {"name": "Unknown"},
    )
    assert reasons(frame, rules=RULES) == {
        "both.com": ["Under 20 employees", "Industry we cannot serve"],
        "one.com": ["Under 20 employees"],
        "unknown.com": [],
    }


def test_what_each_rule_takes_alone_and_together():
    frame = accounts({"name": "Both", "employees": 5, "industry": "Tobacco Manufacturing"}, {"name": "One", "employees": 5})
    scored = score_list(frame, profile(kill_list={"rules": RULES}), AS_OF)
    assert [(one.id, one.accounts, one.alone) for one in scored.kill_list.taken] == [("small", 2, 1), ("tobacco", 1, 0)]


def test_a_domain_match_kills_whatever_the_name():
    frame = accounts({"name": "Acme Labs", "domain": "acme.com"}, {"name": "Acme", "domain": "acme.io"})
    assert reasons(frame, suppress=[suppression({"domain": "acme.com"})]) == {
        "acme.com": ["Existing customer"],
        "acme.io": [],
    }


@pytest.mark.parametrize(
    ("entry", "killed", "doubt"),
    [
        ({"name": "ACME, Inc."}, ["acme.io"], None),
        ({"name": "Acme", "country": "US"}, ["acme.io"], None),
        ({"name": "Acme", "country": "DE"}, [], "same name, but in DE"),
        ({"name": "Acme", "domain": "acme.net"}, [], "its domain is acme.net"),
        ({"name": "Twin"}, [], "2 accounts bear this name"),
        ({"name": "Acne"}, [], None),
    ],
)
def test_name_matches(entry, killed, doubt):
    frame = accounts(
        {"name": "Acme Corp", "domain": "acme.io", "country": "US"},
        {"name": "Twin", "domain": "twin.com"},
        {"name": "Twin Ltd", "domain": "twin.co.uk"},
    )
    scored = score_list(frame, profile(), AS_OF, suppression=[suppression(entry)])
    assert frame.filter(scored.kill_list.killed)["account_key"].to_list() == killed
    said = scored.matches.possible["doubt"].to_list()
    assert (doubt is None) == (said == [])
    assert all(doubt in one for one in said)


def test_never_kill_lifts_all_but_do_not_contact():
    frame = accounts({"name": "Acme", "employees": 5})
    lists = [suppression({"domain": "acme.com"}),
             suppression({"domain": "acme.com"}, type="do_not_contact", because="Asked us to stop")]  # fmt: skip
    assert reasons(frame, rules=RULES, suppress=lists, never_kill=["acme.com"]) == {"acme.com": ["Asked us to stop"]}
    scored = score_list(frame, profile(kill_list={"rules": RULES, "never_kill": ["acme.com"]}), AS_OF)
    assert [(one.accounts, one.lifted) for one in scored.kill_list.taken] == [(0, 1), (0, 0)]


def test_a_person_s_exclusion_stands_whatever_never_kill_says():
    frame = accounts({"name": "Acme"}, {"name": "Globex"})
    decided = decisions({"account_key": "acme.com", "excluded": "Bad fit, says Dana"})
    assert reasons(frame, decided=decided, never_kill=["acme.com"]) == {
        "acme.com": ["Bad fit, says Dana"],
        "globex.com": [],
    }


def test_a_restore_lifts_the_reasons_that_stood_and_a_new_one_kills_again():
    decided = decisions({"account_key": "acme.com", "restored": ["Under 20 employees"]})
    small = accounts({"name": "Acme", "employees": 5})
    assert reasons(small, rules=RULES, decided=decided) == {"acme.com": []}
    worse = accounts({"name": "Acme", "employees": 5, "industry": "Tobacco Manufacturing"})
    assert reasons(worse, rules=RULES, decided=decided) == {"acme.com": ["Industry we cannot serve"]}


def test_more_rules_than_one_number_has_bits():
    rules = [{"id": f"r{n}", "when": f"employees = {n}", "because": f"Has {n}"} for n in range(1, 131)]
    rules += [{"id": "any", "when": "employees > 0", "because": "Has some"}]
    frame = accounts({"name": "One", "employees": 1}, {"name": "Late", "employees": 130}, {"name": "None"})
    assert reasons(frame, rules=rules) == {
        "one.com": ["Has 1", "Has some"], "late.com": ["Has 130", "Has some"], "none.com": [],
    }  # fmt: skip


def test_decisions_change_the_counts_of_what_each_rule_takes():
    frame = accounts(
        {"name": "Both", "employees": 5, "industry": "Tobacco Manufacturing"},
        {"name": "Small", "employees": 5},
        {"name": "Fine", "employees": 50},
    )
    decided = decisions(
        {"account_key": "both.com", "restored": ["Under 20 employees"]},
        {"account_key": "small.com", "excluded": "Asked us not to write"},
    )
    before, after = (
        score_list(frame, profile(kill_list={"rules": RULES}), AS_OF, decisions=decided).kill_list.taken
        for decided in (None, decided)
    )
    assert [(one.id, one.accounts, one.alone) for one in before] == [("small", 2, 1), ("tobacco", 1, 0)]
    # Both stays with tobacco alone; Small is now killed by a person too.
    assert [(one.id, one.accounts, one.alone) for one in after] == [("small", 1, 0), ("tobacco", 1, 1)]
