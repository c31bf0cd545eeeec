"""Facts as people type and paste them."""

import pytest
from lists import profile

from icp_tui.errors import IcpError
from icp_tui.review.seating.facts import Keys, facts, spelled

KEYS = Keys(profile(fields={"growth": {"from": ["Headcount Growth"], "as": "number"}}), ["Account Group"])


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("acme.com", {"domain": "acme.com"}),
        ("https://www.acme.com/about", {"domain": "https://www.acme.com/about"}),
        ("https://www.linkedin.com/company/acme", {"linkedin_url": "https://www.linkedin.com/company/acme"}),
        ("Acme Analytics GmbH", {"name": "Acme Analytics GmbH"}),
        ("acme.com Acme Inc", {"domain": "acme.com", "name": "Acme Inc"}),
        ("Acme Inc, acme.com", {"name": "Acme Inc,", "domain": "acme.com"}),
        ("acme.com employees=220 country=US industry=Software", {"domain": "acme.com", "employees": "220", "country": "US", "industry": "Software"}),
        ("name: Acme & Sons", {"name": "Acme & Sons"}),
        ("name: Acme; employees: 1,200; country: United States", {"name": "Acme", "employees": "1,200", "country": "United States"}),
        ("Acme size = 51-200 cc=DE", {"name": "Acme", "employees": "51-200", "country": "DE"}),
        ('acme.com description="a = b"', {"domain": "acme.com", "description": "a = b"}),
        ("acme.com website=https://x.acme.com", {"domain": "acme.com", "website": "https://x.acme.com"}),
        ("acme.com growth=30%", {"domain": "acme.com", "Headcount Growth": "30%"}),
        ("acme.com Account Group=Key", {"domain": "acme.com", "Account Group": "Key"}),
        ("acme.com employees=", {"domain": "acme.com"}),
        ("Company Name: Acme", {"name": "Acme"}),
        ("Acme: the best", {"name": "Acme: the best"}),
    ],
)  # fmt: skip
def test_what_is_said(text, cells):
    found = facts(text, KEYS)
    assert {key: value.strip(",") for key, value in found.items()} == {key: value.strip(",") for key, value in cells.items()}


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ("acme.com employes=5", "employes is no column", "employees"),
        ("acme.com stage=A", "stage is no column", "write funding_stage or lifecycle_stage"),
        ("employees=5", "nothing names the company", "begin with its domain or its name"),
        ("   ", "nothing names the company", ""),
        ("acme.com country=US country=DE", "country is said twice", "say it once"),
    ],
)
def test_what_is_refused(text, said, hint):
    with pytest.raises(IcpError) as refused:
        facts(text, KEYS)
    assert refused.value.problems[0].message == said
    assert hint in refused.value.problems[0].hint


HEADERS = [["Company", "Website", "Staff", "Notes"]]
FIELDS = {"Company": "name", "Website": "website", "Staff": "employees", "Notes": None}


def test_a_row_as_long_as_the_list_s_goes_under_its_headers():
    assert spelled("Acme\tacme.com\t80\tnice", HEADERS, FIELDS) == "name=Acme  website=acme.com  employees=80"


def test_a_header_row_goes_before():
    assert spelled("domain\temployees\nacme.com\t80\n", HEADERS, FIELDS) == "domain=acme.com  employees=80"


def test_other_rows_are_known_by_their_cells():
    assert spelled("Acme\tacme.com\t51-200\tGermany\tBanking", [], FIELDS) == (
        "name=Acme  domain=acme.com  employees=51-200  country=Germany  industry=Banking"
    )


def test_texts_without_tabs_stay():
    assert spelled("acme.com employees=5", HEADERS, FIELDS) == "acme.com employees=5"
    assert spelled("", HEADERS, FIELDS) == ""
