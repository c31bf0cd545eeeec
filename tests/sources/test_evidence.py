"""Why a source is taken for a dialect, and what speaks against it."""

from __future__ import annotations

import pytest

from icp_tui.sources.dialect import dialects
from icp_tui.sources.evidence import fingerprint, reasons, weighed

APOLLO = ["Company Name", "# Employees", "Apollo Account Id", "Website"]


def test_the_signature_headers_that_were_found() -> None:
    why, doubts = reasons(dialects()["apollo"], APOLLO)
    assert why == ["Apollo accounts: 2 of its 6 signature headers (Apollo Account Id, # Employees)"]
    assert doubts == []


def test_another_dialect_that_fits() -> None:
    headers = ["Account Name", "Account Owner", "Account ID", "Billing City", "# Employees"]
    why, doubts = reasons(dialects()["salesforce"], headers)
    assert why == [
        "Salesforce account report: 4 of its 7 signature headers (Account Name, Account ID, Account Owner, Billing City)"
    ]
    assert doubts == [
        "could also be Apollo accounts: 1 of its 6 signature headers (# Employees): --dialect apollo",
    ]


def test_a_dialect_that_has_nothing_more_to_say_is_no_doubt() -> None:
    headers = ["Record Id", "Account Name", "Account Owner", "Billing City"]
    assert reasons(dialects()["zoho"], headers)[1] == []


def test_any_list() -> None:
    why, doubts = reasons(dialects()["generic"], ["Company", "Sector", "Mood"])
    assert why == ["Any list: no vendor's signature is there; 2 of 3 headers are known"]
    assert doubts == []


def test_a_vendor_whose_signature_is_incomplete() -> None:
    headers = ["Organization Name", "Headquarters Location", "Industry Groups", "CB Rank (Company)"]
    _, doubts = reasons(dialects()["generic"], headers)
    assert doubts == [
        "could also be Crunchbase organizations: 4 of its 9 signature headers (Organization Name, Headquarters "
        "Location, Industry Groups, CB Rank (Company)), but it lacks Organization Name URL: --dialect crunchbase"
    ]


def test_a_dialect_that_a_person_named() -> None:
    why, doubts = reasons(dialects()["hubspot"], ["Firm"], named=True)
    assert why == ["HubSpot companies: as you said"]
    assert doubts == ["little speaks for it: HubSpot companies: 0 of its 8 signature headers"]
    assert reasons(dialects()["apollo"], APOLLO, named=True) == (["Apollo accounts: as you said"], [])


def test_every_dialect_is_weighed_once() -> None:
    names = [one.dialect.dialect for one in weighed(APOLLO)]
    assert names[0] == "apollo"
    assert sorted(names) == sorted(set(dialects()) - {"generic"})


@pytest.mark.parametrize("other", [["# employees", "Company_Name"], ["COMPANY NAME*", "# Employees", "company-name"]])
def test_one_fingerprint_for_the_same_headers(other: list[str]) -> None:
    assert fingerprint(["Company Name", "# Employees"]) == fingerprint(other)


def test_fingerprints_do_not_change() -> None:
    # Mendings are remembered under them.
    assert fingerprint(["Company Name", "# Employees"]) == "8ec5c9af83c38c0fbd171f4961ea7ea5"
    assert fingerprint(["Company Name"]) != fingerprint(["Company"])
