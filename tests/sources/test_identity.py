"""Rows without a domain join the account that is known better, or nobody."""

from typing import Any

import polars as pl
import pytest

from icp_tui import columns
from icp_tui.sources.identity import identified

ACME = {"account_key": "acme.com", "domain": "acme.com", "name": "Acme Inc", "country": "US"}
NAMED = {"account_key": "acme/us", "name": "ACME", "country": "US"}


def keys(*rows: dict[str, Any], **systems: str) -> list[str]:
    full = [{name: {"source": "a.csv", **row}.get(name) for name in columns.ACCOUNT} for row in rows]
    return identified(pl.DataFrame(full, schema=columns.ACCOUNT), systems).keys.to_list()


def both_ways(*rows: dict[str, Any], **systems: str) -> list[str]:
    found = keys(*rows, **systems)
    assert keys(*reversed(rows), **systems) == found[::-1]
    return found


def test_by_name_and_country_where_one_account_bears_them():
    assert both_ways(ACME, NAMED) == ["acme.com", "acme.com"]


@pytest.mark.parametrize(
    ("known", "named"),
    [
        ({"country": "DE"}, {}),
        ({"country": None}, {"country": None, "account_key": "acme/zz"}),
        ({"city": "Ames"}, {"city": "Dayton"}),
        ({"state": "IA"}, {"state": "OH"}),
        ({"crm_id": "1"}, {"crm_id": "2"}),
        ({"name": "Acme Robotics"}, {}),
        ({"linkedin_url": "linkedin.com/company/acme"},
         {"linkedin_url": "linkedin.com/company/acme-us", "account_key": "acme-us"}),
    ],
)  # fmt: skip
def test_whatever_speaks_against_it_keeps_rows_apart(known, named):
    there, here = ACME | known, NAMED | named
    assert both_ways(there, here) == [there["account_key"], here["account_key"]]


def test_a_name_of_two_accounts_is_nobodys():
    other = ACME | {"account_key": "acme.net", "domain": "acme.net"}
    assert both_ways(ACME, other, NAMED) == ["acme.com", "acme.net", "acme/us"]


def test_a_row_that_names_no_place_stays_where_one_of_the_name_is_elsewhere():
    rows = ACME | {"city": "Ames"}, NAMED | {"city": "Dayton"}, NAMED, NAMED | {"city": "Ames"}
    assert both_ways(*rows) == ["acme.com", "acme/us/dayton", "acme/us", "acme.com"]


def test_by_linkedin_page_whatever_the_name():
    page = {"account_key": "acme", "name": "Acme Group", "linkedin_url": "https://www.linkedin.com/company/acme/"}
    assert both_ways(ACME | {"linkedin_url": "linkedin.com/company/ACME"}, page) == ["acme.com", "acme.com"]


def test_by_record_of_one_system():
    rows = ACME | {"crm_id": "001A"}, NAMED | {"name": "Acme Group", "crm_id": "001A", "source": "b.csv"}
    assert both_ways(*rows, **{"a.csv": "crm", "b.csv": "crm"}) == ["acme.com", "acme.com"]
    assert both_ways(*rows) == ["acme.com", "acme/us"]


def test_a_record_that_several_accounts_bear_says_nothing():
    other = {"account_key": "globex.com", "domain": "globex.com", "name": "Globex", "crm_id": "0"}
    named = NAMED | {"name": "Initech", "account_key": "initech/us", "crm_id": "0"}
    assert both_ways(ACME | {"crm_id": "0"}, other, named) == ["acme.com", "globex.com", "initech/us"]


def test_a_name_joins_the_account_of_a_page():
    page = {"account_key": "acme", "name": "Acme", "country": "US", "linkedin_url": "linkedin.com/company/acme"}
    assert both_ways(page, NAMED) == ["acme", "acme"]


def test_what_was_done_is_said():
    full = [{name: {"source": "a.csv", **row}.get(name) for name in columns.ACCOUNT} for row in (ACME, NAMED)]
    found = identified(pl.DataFrame(full, schema=columns.ACCOUNT), {})
    assert found.notes == [
        "1 row without a domain that joined an account by LinkedIn page, CRM record or name and country"
    ]
