"""Suppression files: how they are read, what matches for sure, what only may."""

from pathlib import Path

import pytest
from decided import suppression
from lists import accounts

from icp_tui.errors import IcpError
from icp_tui.scoring.suppression import load_suppression, match


def matched(frame, *lists):
    """Account keys hit per list, and the possible matches."""
    found = match(frame, lists)
    hits = [frame.filter(found.hits[f"suppress.{n}"])["account_key"].to_list() for n in range(len(lists))]
    return hits, found.possible


def test_any_readable_source_will_do(tmp_path):
    path = tmp_path / "customers.csv"
    path.write_text("Customer;Website\nACME GmbH;https://www.acme.com/de\nGlobex;\n", encoding="utf-8")
    one = load_suppression(path, said="lists/customers.csv", type="customer", because="Ours")
    assert (one.path, one.type, one.because, one.rows) == ("lists/customers.csv", "customer", "Ours", 2)
    assert one.entries.rows() == [("acme.com", "ACME GmbH", None), (None, "Globex", None)]
    assert len(one.sha256) == 64


def test_a_list_of_domains_under_one_header_is_enough(tmp_path):
    path = tmp_path / "no.csv"
    path.write_text("domain\nacme.com\nglobex.com\n", encoding="utf-8")
    one = load_suppression(path, said="no.csv", type="other", because="No")
    assert one.entries["domain"].to_list() == ["acme.com", "globex.com"]


def test_a_missing_file_is_said():
    with pytest.raises(IcpError, match="no such file"):
        load_suppression(Path("nowhere.csv"), said="x", type="other", because="x")


def test_domains_match_exactly_and_null_is_no_domain():
    frame = accounts({"name": "A", "domain": "acme.com"}, {"name": "B", "domain": "labs.acme.com"}, {"name": "C", "domain": None})
    hits, possible = matched(frame, suppression({"domain": "acme.com"}, {"domain": None, "name": "Zzz"}))
    assert hits == [["acme.com"]]
    assert possible.is_empty()


def test_the_normalised_name_matches_where_the_entry_has_no_domain():
    frame = accounts({"name": "Acme GmbH"}, {"name": "Globex"})
    assert matched(frame, suppression({"name": "ACME, Inc."}))[0] == [["acme-gmbh.com"]]


@pytest.mark.parametrize(
    ("account", "entry", "doubt"),
    [
        ({"name": "Acme"}, {"name": "Acme", "domain": "acme.io"}, "same name, but its domain is acme.io"),
        ({"name": "Acme", "domain": None}, {"name": "Acme", "domain": "acme.io"},
         "same name, but this account has no domain to compare"),
        ({"name": "Acme", "country": "US"}, {"name": "Acme", "country": "DE"}, "same name, but in DE"),
    ],
)  # fmt: skip
def test_a_doubt_never_kills_but_is_said(account, entry, doubt):
    hits, possible = matched(accounts(account), suppression(entry))
    assert hits == [[]]
    assert possible.select("account_key", "name", "entry", "path", "type", "because", "doubt").rows() == [
        (account.get("domain", "acme.com") or "acme", "Acme", "Acme", "customer.csv", "customer", "Existing customer", doubt),
    ]


@pytest.mark.parametrize("account", [{"country": None}, {"country": "DE"}])
def test_a_country_contradicts_only_when_both_are_known(account):
    hits, possible = matched(accounts({"name": "Acme"} | account), suppression({"name": "Acme", "country": "DE"}))
    assert hits == [["acme.com"]]
    assert possible.is_empty()


def test_a_name_that_two_accounts_bear_kills_neither():
    frame = accounts({"name": "Twin", "domain": "twin.com"}, {"name": "Twin Ltd", "domain": "twin.co.uk"})
    hits, possible = matched(frame, suppression({"name": "Twin"}))
    assert hits == [[]]
    assert possible["doubt"].to_list() == ["2 accounts bear this name"] * 2


def test_a_sure_match_settles_the_doubt_of_another_entry_of_the_file():
    frame = accounts({"name": "Acme"})
    hits, possible = matched(frame, suppression({"name": "Acme", "domain": "acme.io"}, {"domain": "acme.com"}))
    assert (hits, possible.height) == ([["acme.com"]], 0)
    hits, possible = matched(frame, suppression({"name": "Acme", "domain": "acme.io"}, {"name": "ACME"}))
    assert (hits, possible.height) == ([["acme.com"]], 0)


def test_each_file_is_matched_on_its_own():
    frame = accounts({"name": "Acme"}, {"name": "Globex"})
    hits, possible = matched(
        frame,
        suppression({"domain": "acme.com"}),
        suppression({"name": "Acme", "domain": "acme.io"}, {"domain": "globex.com"}, type="partner"),
    )
    assert hits == [["acme.com"], ["globex.com"]]
    assert possible.select("account_key", "type").rows() == [("acme.com", "partner")]


def test_nothing_to_match():
    frame = accounts({"name": "Acme"})
    assert matched(frame, suppression())[0] == [[]]
    assert match(frame, []).hits.width == 0
    assert match(accounts(), [suppression({"domain": "acme.com"})]).hits.height == 0
