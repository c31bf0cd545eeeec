"""Suppression files: how they are read, what matches for sure, what only may."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from decided import suppression
from lists import accounts

from icp_tui.errors import IcpError
from icp_tui.scoring.suppression import by_type, load_suppression, match


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
    assert possible.rows() == [
        (account.get("domain", "acme.com") or "acme", "Acme", "Acme", "customer.csv", "customer", "Existing customer",
         doubt, 100.0),
    ]  # fmt: skip


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


def written(tmp_path, text, **said):
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    return load_suppression(path, **{"said": "list.csv", "type": "customer", "because": "Ours"} | said)


def test_a_near_name_is_a_possible_match_with_its_similarity():
    frame = accounts({"name": "Halverane Systems"}, {"name": "Globex Inc"}, {"name": "Umbrella"})
    hits, possible = matched(frame, suppression({"name": "Hallverane Systems Ltd"}, {"name": "Globexx", "domain": "globexx.io"}))
    assert hits == [[]]
    assert possible.select("account_key", "entry", "doubt", pl.col("similarity").round(1)).rows() == [
        ("halverane-systems.com", "Hallverane Systems Ltd", "name 97 % like Hallverane Systems Ltd", 97.1),
    ]
    # Near, but both have a domain and another one: that is somebody else.
    assert frame["domain"][1] == "globex-inc.com"


@pytest.mark.parametrize(("country", "doubts"), [(None, 1), ("US", 1), ("DE", 0)])
def test_a_near_name_in_another_country_is_nobody(country, doubts):
    frame = accounts({"name": "Globexx", "country": "US"})
    assert matched(frame, suppression({"name": "Globex", "country": country}))[1].height == doubts


def test_one_doubt_per_account_and_file_the_same_name_before_a_near_one_the_nearest_before_others():
    frame = accounts({"name": "Halverane Systems"}, {"name": "Halverane System"})
    entries = [{"name": "Halverane Sistem"}, {"name": "Halverane Systems", "domain": "halverane.io"}]
    _, possible = matched(frame, suppression(*entries))
    assert possible.select("account_key", "doubt").rows() == [
        ("halverane-systems.com", "same name, but its domain is halverane.io"),
        # One letter of sixteen differs: 30 of 32. Halverane Systems is nearer, and has another domain.
        ("halverane-system.com", "name 93 % like Halverane Sistem"),
    ]


def test_a_sure_match_settles_a_near_name():
    frame = accounts({"name": "Globexx", "domain": "globex.com"})
    hits, possible = matched(frame, suppression({"name": "Globex"}, {"domain": "globex.com"}))
    assert (hits, possible.height) == ([["globex.com"]], 0)


DATED = "Company,Website,Until\nAcme,acme.com,2026-11-20\nGlobex,globex.com,2026-11-21\nInitech,initech.com,\n"


@pytest.mark.parametrize(
    ("as_of", "hit", "expired"),
    [
        (None, ["acme.com", "globex.com", "initech.com"], 0),
        (date(2026, 11, 20), ["acme.com", "globex.com", "initech.com"], 0),
        (date(2026, 11, 21), ["globex.com", "initech.com"], 1),
        (date(2030, 1, 1), ["initech.com"], 2),
    ],
)
def test_an_entry_binds_up_to_its_last_day(tmp_path, as_of, hit, expired):
    frame = accounts({"domain": "acme.com"}, {"domain": "globex.com"}, {"domain": "initech.com"})
    found = match(frame, [written(tmp_path, DATED)], as_of=as_of)
    assert frame.filter(found.hits["suppress.0"])["account_key"].to_list() == hit
    assert found.expired == (expired,)


def test_an_expired_name_is_no_doubt_either_and_a_second_row_of_the_company_still_binds(tmp_path):
    frame = accounts({"name": "Acme"}, {"name": "Globexx"})
    one = written(tmp_path, "Company,Website,expires\nAcme,acme.io,2026-01-01\nGlobex,,2026-01-01\n")
    assert match(frame, [one], as_of=date(2026, 11, 21)).possible.is_empty()
    one = written(tmp_path, "Company,Website,expires\nAcme,acme.com,2026-01-01\nAcme,acme.com,2027-01-01\n")
    assert match(frame, [one], as_of=date(2026, 11, 21)).hits["suppress.0"].to_list() == [True, False]


@pytest.mark.parametrize(
    ("header", "cell", "last"),
    [
        ("until", "2026", date(2026, 12, 31)),
        ("Expires", "2026-11", date(2026, 11, 30)),
        ("Valid Until", "Feb 2027", date(2027, 2, 28)),
        ("End Date", "Q4 2026", date(2026, 12, 31)),
        ("bis", "31.12.2026", date(2026, 12, 31)),
        ("until", "20261231", date(2026, 12, 31)),
    ],
)
def test_a_month_or_year_ends_with_its_last_day(tmp_path, header, cell, last):
    one = written(tmp_path, f"Website,{header}\nacme.com,{cell}\n")
    assert one.entries["until"].to_list() == [last]
    assert one.notes == ()


def test_what_is_no_date_binds_without_an_end_and_is_said(tmp_path):
    one = written(tmp_path, "Website,until\nacme.com,forever\nglobex.com,2020-01-01\n")
    assert one.notes == ("until: 1 row with something that is no date (forever): they bind without an end",)
    frame = accounts({"domain": "acme.com"}, {"domain": "globex.com"})
    assert match(frame, [one], as_of=date(2026, 11, 21)).hits["suppress.0"].to_list() == [True, False]


def test_rows_with_a_type_of_their_own_are_a_part_of_the_file(tmp_path):
    one = written(tmp_path, "Company,Website,Type\nA,a.com,\nB,b.com,Do Not Contact\nC,c.com,customer\nD,d.com,VIP\n")
    assert [(part.type, part.because, part.rows, part.entries["domain"].to_list()) for part in by_type(one)] == [
        ("customer", "Ours", 3, ["a.com", "c.com", "d.com"]),
        ("do_not_contact", "Do not contact (list.csv)", 1, ["b.com"]),
    ]
    assert one.notes == (
        "Type: 1 row with no known type (VIP): they count as customer; the types are customer, open_deal, "
        "competitor, partner, churned, do_not_contact, other",
    )


def test_a_file_without_types_is_one_part():
    one = suppression({"domain": "acme.com"})
    assert by_type(one) == [one]


def test_texts_whose_hashes_collide_are_told_apart(monkeypatch):
    monkeypatch.setattr(pl.Series, "hash", lambda self: self.is_null().cast(pl.UInt64))
    frame = accounts({"name": "A", "domain": "acme.com"}, {"name": "B", "domain": "labs.acme.com"}, {"name": "C", "domain": None})
    assert matched(frame, suppression({"domain": "acme.com"}))[0] == [["acme.com"]]
