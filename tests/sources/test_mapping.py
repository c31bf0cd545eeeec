"""Which original columns feed which account columns."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from icp_tui.sources.mapping import Mapped, map_headers

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"


def fed(mapped: Mapped) -> dict[str, list[str]]:
    return {field: [feed.header for feed in feeds] for field, feeds in mapped.feeds.items()}


def test_the_dialects_order_counts_not_the_files() -> None:
    mapped = map_headers(["Employee range", "Number of Employees", "Record ID", "Company name"])
    assert fed(mapped)["employees"] == ["Number of Employees", "Employee range"]


def test_generic_aliases_serve_what_the_dialect_does_not_name() -> None:
    mapped = map_headers(["Company Name", "# Employees", "Headcount", "Homepage"])
    assert mapped.dialect.dialect == "apollo"
    assert fed(mapped) == {
        "name": ["Company Name"],
        "employees": ["# Employees", "Headcount"],
        "website": ["Homepage"],
    }


def test_ignored_headers_stay_original_columns() -> None:
    mapped = map_headers(["Company Name", "# Employees", "Company Country", "Country"])
    assert fed(mapped)["country"] == ["Company Country"]
    assert mapped.field_of("Country") is None


def test_last_resorts_serve_only_when_nothing_else_does() -> None:
    assert fed(map_headers(["name", "company"])) == {"name": ["company"]}
    assert fed(map_headers(["name", "sector"])) == {"name": ["name"], "industry": ["sector"]}
    assert fed(map_headers(["name", "sector", "industry"]))["industry"] == ["industry"]


def test_the_second_of_two_equal_headers_feeds_nothing() -> None:
    assert fed(map_headers(["Company", "Company (2)"])) == {"name": ["Company"]}


def test_overrides_come_first() -> None:
    mapped = map_headers(["Firm name", "Company", "Size"], overrides={"Firm name": "name", "Size": None})
    assert fed(mapped) == {"name": ["Firm name", "Company"]}


def test_dialect_may_be_named() -> None:
    mapped = map_headers(["Company Name", "Technologies"], dialect="hubspot")
    assert mapped.feeds["technologies"][0].separator == ";"


def test_the_readers_list_separator_rules() -> None:
    headers = ["Company Name", "# Employees", "Technologies"]
    assert map_headers(headers).feeds["technologies"][0].separator == ","
    assert map_headers(headers, list_separator=";").feeds["technologies"][0].separator == ";"


def test_headers_without_companies() -> None:
    assert not map_headers(["Employees", "City"]).names_companies
    assert map_headers(["Employees", "Website"]).names_companies


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data are not here")
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "global_companies/companies.csv",
            {
                "name": ["name"],
                "website": ["website"],
                "industry": ["industry"],
                "sub_industry": ["industry_group"],
                "country": ["country"],
                "state": ["state"],
                "city": ["city"],
                "founded": ["founded"],
            },
        ),
        (
            "yc_companies/yc_companies_2024.csv",
            {
                "name": ["company_name"],
                "website": ["website"],
                "linkedin_url": ["linkedin_url"],
                "employees": ["team_size"],
                "country": ["country", "location"],
                "founded": ["year_founded"],
                "keywords": ["tags"],
                "description": ["short_description"],
            },
        ),
        (
            "us_fortune500_hq/fortune500_hq_raw.csv",
            {
                "name": ["NAME"],
                "website": ["WEBSITE"],
                "employees": ["EMPLOYEES"],
                "revenue": ["REVENUES"],
                "state": ["STATE"],
                "city": ["CITY"],
            },
        ),
        (
            "remote_tech_companies/remote_tech_companies.csv",
            {
                "name": ["name"],
                "website": ["website"],
                "employees": ["company_size", "company_size_text"],
                "technologies": ["technologies"],
            },
        ),
    ],
)
def test_real_headers(path: str, expected: dict[str, list[str]]) -> None:
    with (DATA / path).open(encoding="utf-8-sig", newline="") as file:
        headers = next(csv.reader(file))
    assert fed(map_headers(headers)) == expected
