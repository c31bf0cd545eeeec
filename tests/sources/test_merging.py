"""Rows of one account become one row, and companies that share a key stay apart."""

from __future__ import annotations

import itertools
from typing import Any

import polars as pl
import pytest

from icp_tui import columns
from icp_tui.sources.merging import Merged, filled_from, merge
from icp_tui.sources.precedence import Precedence

KINDS: dict[str, Any] = dict(columns.ACCOUNT)


def accounts(*rows: dict[str, Any]) -> pl.DataFrame:
    """Rows with a domain as key unless they say otherwise; source and row are filled in."""
    full = []
    for at, row in enumerate(rows):
        found = {"domain": "acme.com", "source": "a.csv", "source_row": at + 2, **row}
        full.append({"account_key": found["domain"], **found})
    return pl.DataFrame([{name: row.get(name) for name in KINDS} for row in full], schema=KINDS)


def merged(*rows: dict[str, Any], **systems: str) -> Merged:
    frame = accounts(*rows)
    originals = pl.DataFrame({"note": [row.get("note") for row in rows]}, schema={"note": pl.String})
    return merge(frame, originals, systems or {"a.csv": "a.csv"})


def keys(*rows: dict[str, Any], **systems: str) -> list[str]:
    return sorted(merged(*rows, **systems).frame.get_column("account_key"))


def only(*rows: dict[str, Any]) -> dict[str, Any]:
    found = merged(*rows)
    assert found.frame.height == 1
    return found.frame.row(0, named=True)


def test_unique_accounts_pass_through_untouched() -> None:
    frame = accounts({"domain": "a.com"}, {"domain": "b.com"})
    originals = pl.DataFrame({"x": ["1", "2"]})
    found = merge(frame, originals, {})
    assert found.frame is frame
    assert found.originals is originals
    assert found.duplicates.height == 0


def test_first_row_wins_and_blanks_fill_from_later_ones() -> None:
    row = only(
        {"name": "Acme", "city": None, "industry": "Retail", "technologies": None},
        {"name": "Acme Inc", "city": "Bonn", "industry": "Banking", "technologies": ["AWS"]},
        {"name": "Acme", "city": "Paris", "technologies": ["React"], "state": "NRW"},
    )
    assert (row["name"], row["city"], row["industry"], row["state"]) == ("Acme", "Bonn", "Retail", "NRW")
    assert row["technologies"] == ["AWS"]
    assert row["source_row"] == 2


def test_originals_fill_up_likewise() -> None:
    found = merged({"name": "Acme"}, {"name": "Acme", "note": "second"}, {"name": "Acme", "note": "third"})
    assert found.originals.rows() == [("second",)]


def test_duplicates_say_where_they_went() -> None:
    found = merged(
        {"name": "Globex", "domain": "globex.com"},
        {"name": "Acme"},
        {"name": "ACME, Inc.", "source": "b.csv", "source_row": 7},
    )
    assert found.duplicates.rows() == [("b.csv", 7, "ACME, Inc.", "acme.com", "acme.com", "a.csv", 3)]
    assert found.frame.get_column("account_key").to_list() == ["globex.com", "acme.com"]


def test_an_exact_number_beats_an_earlier_band() -> None:
    band = {"name": "Acme", "employees": 126, "employees_min": 51, "employees_max": 200}
    exact = {"name": "Acme", "employees": 140, "employees_min": 140, "employees_max": 140}
    row = only(band, exact)
    assert (row["employees"], row["employees_min"], row["employees_max"]) == (140, 140, 140)


def test_the_ends_of_a_band_come_from_one_row() -> None:
    row = only(
        {"name": "Acme", "employees": 10_001, "employees_min": 10_001, "employees_max": None},
        {"name": "Acme", "employees": 126, "employees_min": 51, "employees_max": 200},
    )
    assert (row["employees"], row["employees_min"], row["employees_max"]) == (10_001, 10_001, None)


def test_amounts_in_another_currency_do_not_mix() -> None:
    found = merged(
        {"name": "Acme", "revenue": 5, "revenue_min": 5, "revenue_max": 5, "currency": "EUR"},
        {"name": "Acme", "funding_total": 7, "currency": "USD"},
        {"name": "Acme", "funding_total": 8, "currency": None},
    )
    row = found.frame.row(0, named=True)
    assert (row["revenue"], row["currency"], row["funding_total"]) == (5, "EUR", 8)
    assert found.notes == ["1 amount in another currency than the account's left out in merging"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Acme GmbH", "ACME"),
        ("Acme Analytics", "Acme"),
        ("Acme Analytics", "AcmeAnalytics Inc."),
        ("International Business Machines", "IBM"),
        ("JPMorgan", "JP Morgan Chase & Co."),
        ("Müller Maschinenbau", "Mueller Maschinenbau"),
        ("Globex Software Europe", "Globex Sofware Europe"),
    ],
)
def test_spellings_of_one_name_are_one_account(one: str, two: str) -> None:
    assert keys({"name": one}, {"name": two}) == ["acme.com"]
    assert keys({"name": two}, {"name": one}) == ["acme.com"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Acme Analytics", "Globex"),
        ("Yum Brands", "Yum China Holdings"),
        ("BVZ Holding AG", "VZ Holding AG"),
        ("Mohawk Industries", "O'Reilly Automotive"),
        ("Apollo Hospitals Enterprise", "Indraprastha Medical Corporation"),
    ],
)
def test_plainly_different_names_are_two_accounts(one: str, two: str) -> None:
    found = keys({"name": one}, {"name": two})
    assert len(found) == 2
    assert all(key.startswith("acme.com/") for key in found)


def test_names_link_along_a_chain() -> None:
    rows = [{"name": name} for name in ("Acme Robotics", "Acme", "Acme Foods", "Globex")]
    assert keys(*rows) == ["acme.com/acme", "acme.com/globex"]


def test_different_companies_are_told() -> None:
    found = merged({"name": "Acme"}, {"name": "Globex"})
    assert found.notes == ["1 key with plainly different names kept apart: acme.com (Acme, Globex)"]
    assert found.duplicates.height == 0


def test_rows_without_a_name_join_the_company_with_most_rows() -> None:
    found = merged({"name": None}, {"name": "Acme"}, {"name": "Globex"}, {"name": "Globex"})
    assert sorted(found.frame.get_column("account_key")) == ["acme.com/acme", "acme.com/globex"]
    assert found.duplicates.get_column("account_key").to_list() == ["acme.com/globex"] * 2


def test_only_nameless_rows_are_one_account() -> None:
    assert keys({"name": None}, {"name": None}) == ["acme.com"]


def test_different_crm_ids_of_one_system_are_two_accounts() -> None:
    rows = [{"name": "Acme", "crm_id": "001A"}, {"name": "Acme", "crm_id": "001B"}, {"name": "Acme"}]
    found = merged(*rows)
    assert sorted(found.frame.get_column("account_key")) == ["acme.com/acme-001A", "acme.com/acme-001B"]
    assert found.duplicates.get_column("account_key").to_list() == ["acme.com/acme-001A"]
    assert found.notes == ["1 key with different CRM ids kept apart: acme.com (Acme)"]


def test_ids_of_different_systems_say_nothing() -> None:
    rows = [{"name": "Acme", "crm_id": "001A"}, {"name": "Acme", "crm_id": "77", "source": "b.csv"}]
    assert keys(*rows, **{"a.csv": "salesforce", "b.csv": "hubspot"}) == ["acme.com"]


def test_one_record_listed_under_two_names_is_one_account() -> None:
    rows = [{"name": "Acme", "crm_id": "001A"}, {"name": "Globex", "crm_id": "001A"}]
    assert keys(*rows) == ["acme.com"]


def test_other_keys_are_split_by_ids_only() -> None:
    shared = {"domain": None, "account_key": "acme/de"}
    assert keys({**shared, "name": "Acme"}, {**shared, "name": "Globex"}) == ["acme/de"]
    rows = [{**shared, "name": "Acme", "crm_id": "1"}, {**shared, "name": "Acme", "crm_id": "2"}]
    assert keys(*rows) == ["acme/de-1", "acme/de-2"]


def test_a_domain_with_very_many_names_is_a_portal() -> None:
    rows = [{"name": f"Company number {at}"} for at in range(250)]
    found = merged(*rows)
    assert found.frame.height == 250
    assert found.duplicates.height == 0


def test_row_order_changes_no_key() -> None:
    rows = [{"name": name} for name in ("Acme", "Globex", "Acme Foods", "Globex Ltd", "Initech")]
    assert keys(*rows) == keys(*reversed(rows))


def test_a_row_that_joined_without_a_domain_changes_no_key_wherever_it_stands() -> None:
    rows = [
        {"name": "Globex", "country": "CN", "city": "Beijing"},
        {"name": "GLOBEX LTD", "domain": None, "account_key": "globex/cn", "country": "CN"},
        {"name": "Initech", "country": "CH"},
    ]
    for order in itertools.permutations(rows):
        assert keys(*order) == ["acme.com/globex", "acme.com/initech"]


# Whose word counts


def preferring(order: Precedence, *rows: dict[str, Any]) -> dict[str, Any]:
    originals = pl.DataFrame({"note": [row.get("note", "-") for row in rows]}, schema={"note": pl.String})
    found = merge(accounts(*rows), originals, {}, order)
    assert found.frame.height == 1
    return {**found.frame.row(0, named=True), "note": found.originals.item(0, "note")}


B = Precedence(("b.csv",))
FIRST = {"name": "Acme", "city": "Bonn", "note": "first"}
SECOND = {"name": "ACME Inc", "city": "Köln", "state": "NRW", "source": "b.csv", "note": "second"}


def test_a_preferred_source_comes_first_and_others_fill_blanks() -> None:
    third = {"name": "Acme", "city": "Paris", "owner": "Dana", "source": "c.csv"}
    row = preferring(B, FIRST, SECOND, third)
    assert (row["name"], row["city"], row["state"], row["owner"]) == ("ACME Inc", "Köln", "NRW", "Dana")


def test_original_columns_and_the_row_itself_follow_the_order_given() -> None:
    row = preferring(B, FIRST, SECOND)
    assert (row["note"], row["source"], row["source_row"]) == ("first", "a.csv", 2)


def test_one_field_is_preferred_alone() -> None:
    row = preferring(Precedence(fields={"city": ("b.csv",)}), FIRST, SECOND)
    assert (row["name"], row["city"]) == ("Acme", "Köln")


def test_a_preferred_band_beats_an_exact_number_and_stays_whole() -> None:
    exact = {"name": "Acme", "employees": 140, "employees_min": 140, "employees_max": 140}
    band = {"name": "Acme", "employees": 126, "employees_min": 51, "employees_max": 200, "source": "b.csv"}
    row = preferring(B, exact, band)
    assert (row["employees"], row["employees_min"], row["employees_max"]) == (126, 51, 200)


def test_of_a_preferred_source_the_exact_number_counts() -> None:
    band = {"name": "Acme", "employees": 126, "employees_min": 51, "employees_max": 200, "source": "b.csv"}
    exact = {"name": "Acme", "employees": 140, "employees_min": 140, "employees_max": 140, "source": "b.csv"}
    assert preferring(B, {"name": "Acme", "employees": 9}, band, exact)["employees"] == 140


def test_the_currency_goes_with_the_revenue() -> None:
    one = {"name": "Acme", "revenue": 5, "revenue_min": 5, "revenue_max": 5, "currency": "EUR", "funding_total": 3}
    two = {"name": "Acme", "revenue": 7, "revenue_min": 7, "revenue_max": 7, "currency": "USD", "source": "b.csv"}
    row = preferring(Precedence(fields={"revenue": ("b.csv",)}), one, two)
    assert (row["revenue"], row["currency"], row["funding_total"]) == (7, "USD", None)


def test_what_fills_each_field() -> None:
    rows = merged(FIRST, SECOND).rows
    found = filled_from(rows).row(0, named=True)
    assert (found["name"], found["city"], found["state"], found["owner"]) == (0, 0, 1, None)
    assert filled_from(rows, B).row(0, named=True)["city"] == 1
