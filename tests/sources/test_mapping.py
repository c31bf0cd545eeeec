"""Which original columns feed which account columns."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

from icp_tui.errors import IcpError
from icp_tui.sources.mapping import Mapped, map_headers, map_table
from icp_tui.sources.reader import read_table

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


PHONES = ["+1 555 0100 200", "+49 30 1234567", "(020) 7946 0100", "555-010-0199", "+33 1 23 45 67 89"]
NAMES = ["Acme", "Globex", "Initech", "Hooli", "Umbrella"]


def test_a_column_that_holds_something_else_is_not_used() -> None:
    sample = pl.DataFrame({"Company": NAMES, "Website": PHONES})
    mapped = map_headers(sample.columns, sample=sample)
    assert fed(mapped) == {"name": ["Company"]}
    assert mapped.doubts == (
        "Website is not used as website: it holds phone numbers ('+1 555 0100 200', '+49 30 1234567'); "
        "--map 'Website=website' to use it",
    )


def test_an_override_forces_it() -> None:
    sample = pl.DataFrame({"Company": NAMES, "Website": PHONES})
    mapped = map_headers(sample.columns, sample=sample, overrides={"website": "website"})
    assert fed(mapped) == {"website": ["Website"], "name": ["Company"]}
    assert mapped.doubts == ()


def test_a_next_best_header_takes_the_place() -> None:
    sample = pl.DataFrame({"Company": ["1", "2", "3", "4", "5"], "Name": NAMES})
    assert fed(map_headers(sample.columns, sample=sample)) == {"name": ["Name"]}


def test_an_odd_name_is_better_than_none() -> None:
    sample = pl.DataFrame({"Company": ["1", "2", "3", "4", "5"]})
    mapped = map_headers(sample.columns, sample=sample)
    assert fed(mapped) == {"name": ["Company"]}
    assert mapped.doubts == (
        "Company is used as name, as nothing else names the companies, although it holds numbers ('1', '2')",
    )


def test_of_two_columns_the_one_understood_more_often_counts_first() -> None:
    sample = pl.DataFrame(
        {"Company": NAMES, "Country": ["DE", None, None, "?", "-"], "Location": ["Bonn, Germany", "Paris, France", "x", "y", "z"]}
    )
    mapped = map_headers(sample.columns, sample=sample)
    assert fed(mapped)["country"] == ["Location", "Country"]
    assert mapped.evidence[1:] == (
        "country is in several columns; the one understood most often counts first: Location (2 of 5 rows), "
        "Country (1 of 5 rows)",
    )


def test_a_vendors_own_order_stands() -> None:
    sample = pl.DataFrame({"Company Name": NAMES, "Apollo Account Id": NAMES, "Company Country": ["DE", *[None] * 4],
                           "Location": ["FR"] * 5})  # fmt: skip
    assert fed(map_headers(sample.columns, sample=sample))["country"] == ["Company Country", "Location"]


def test_everything_that_does_not_exist_is_told_at_once() -> None:
    with pytest.raises(IcpError) as raised:
        map_headers(
            ["Firm", "Staff"], dialect="appollo", overrides={"Frim": "name", "Staff": "employes"}, path=Path("a.csv")
        )
    said = [str(problem) for problem in raised.value.problems]
    assert said[0].startswith("a.csv: there is no dialect appollo (did you mean apollo? the dialects are apollo, ")
    assert said[1:] == [
        "a.csv: there is no header Frim (did you mean Firm?)",
        "a.csv: employes is no account column to send Staff to (did you mean employees or employees_min or "
        "employees_max?)",
    ]


def test_a_dialect_may_be_named_by_its_title_in_any_spelling() -> None:
    assert map_headers(["Id"], dialect="Salesforce-Data-Loader").dialect.dialect == "salesforce_data_loader"


def test_what_follows_a_vendors_prefix_is_looked_up() -> None:
    mapped = map_headers(["Organization - Name*", "Organization - Website", "Organization - Founded"])
    assert fed(mapped) == {
        "name": ["Organization - Name*"],
        "website": ["Organization - Website"],
        "founded": ["Organization - Founded"],
    }


def test_tools_and_the_technology_of_the_file() -> None:
    mapped = map_headers(["Account Name", "Journey Stage", "Salesforce Technology"])
    assert [tool.tool for tool in mapped.tools] == ["Salesforce"]
    mapped = map_headers(["Domain", "Tech Spend USD"], path=Path("HubSpot-Websites.csv"))
    assert (mapped.tool, mapped.evidence[1]) == (
        "HubSpot",
        "HubSpot-Websites.csv: by the name of the file all of them use HubSpot",
    )
    mapped = map_headers(["Domain", "Tech Spend USD"], path=Path("list.csv"))
    assert (mapped.tool, mapped.doubts[0]) == (
        None,
        "the name of the file should say which technology they use; list.csv names none that is known",
    )


def test_a_switched_off_tool_column() -> None:
    headers = ["Account Name", "Journey Stage", "Salesforce Technology"]
    assert map_headers(headers, overrides={"Salesforce Technology": None}).tools == ()


def test_a_table_is_sampled_from_top_to_bottom(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = [f"Firm {at},{PHONES[at % 5]}" for at in range(5_000)]
    path.write_text("Company,Website\n" + "\n".join(rows) + "\n", encoding="utf-8")
    mapped = map_table(read_table(path))
    assert fed(mapped) == {"name": ["Company"]}
    assert len(mapped.fingerprint) == 32
