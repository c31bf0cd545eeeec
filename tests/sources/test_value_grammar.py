"""The grammar of values that the formats page promises, line by line: each cell with what it must become."""

from datetime import date

import polars as pl
import pytest

from icp_tui.sources.cleaning import clean_field
from icp_tui.sources.mapping import Feed

K, M, B = 1_000, 1_000_000, 1_000_000_000


def cleaned(field, header, cell, separator=None):
    """The account columns that one cell, alone in its column, gives; and the notes."""
    frame = pl.DataFrame({header: pl.Series([cell], dtype=pl.String)})
    found = clean_field(field, [Feed(header, field, separator=separator)], frame)
    return {name: series.to_list()[0] for name, series in found.columns.items()}, found.notes


# Cell -> value, fewest, most.
EMPLOYEES = {
    "1200": (1200, 1200, 1200), "1,200": (1200, 1200, 1200), "1.200": (1200, 1200, 1200),
    "1.2k": (1200, 1200, 1200), "51-200": (126, 51, 200), "51–200": (126, 51, 200), "51 to 200": (126, 51, 200),
    "10,001+": (10_001, 10_001, None), "10K-50K": (30_000, 10_000, 50_000), "51-250": (151, 51, 250),
    "Employees.100to249": (175, 100, 249), "Self-employed": (1, 1, 1), "<10": (5, 1, 9), "0": (None, None, None),
    "251-1K": (626, 251, 1000), "1K-5K": (3000, 1000, 5000), "10001+": (10_001, 10_001, None),
    "1-10": (6, 1, 10), "2-10": (6, 2, 10), "11-50": (31, 11, 50), "201-500": (351, 201, 500),
    "501-1,000": (751, 501, 1000), "1,001-5,000": (3001, 1001, 5000), "5,001-10,000": (7501, 5001, 10_000),
    "-99999": (None, None, None), "NOT AVAILABLE": (None, None, None), "#N/A": (None, None, None),
    "about right": (None, None, None),
}  # fmt: skip
MANGLED = {
    "Nov-50": (11, 50), "11/50": (11, 50), "10-Feb": (2, 10), "2-Oct": (2, 10), "Jan-10": (1, 10), "10-Jan": (1, 10),
    # Out of a workbook: the first of a month, or a day of the year in which it was typed.
    "1950-11-01": (11, 50), "2026-02-10": (2, 10), "2026-10-02": (2, 10), "2026-01-10": (1, 10), "2026-10-01": (1, 10),
}  # fmt: skip
# Header, cell -> value, fewest, most, currency.
REVENUE = {
    ("Annual Revenue", "15000000"): (15 * M, 15 * M, 15 * M, None),
    ("Annual Revenue", "$10M - $25M"): (17_500 * K, 10 * M, 25 * M, "USD"),
    ("Annual Revenue", "$1B to $10B"): (5_500 * M, B, 10 * B, "USD"),
    ("Annual Revenue", "$25 mil. - $50 mil."): (37_500 * K, 25 * M, 50 * M, "USD"),
    ("Annual Revenue", "$500 mil. - $1 bil."): (750 * M, 500 * M, B, "USD"),
    ("Annual Revenue", "Under $500,000"): (250 * K, 0, 500 * K, "USD"),
    ("Annual Revenue", "€5m"): (5 * M, 5 * M, 5 * M, "EUR"),
    ("Annual Revenue", "1.5E+08"): (150 * M, 150 * M, 150 * M, None),
    ("Annual Revenue", "$10B+"): (10 * B, 10 * B, None, "USD"),
    ("Annual Revenue", "Less than $1M"): (500 * K, 0, M, "USD"),
    ("Annual Revenue", "$50M-$100M"): (75 * M, 50 * M, 100 * M, "USD"),
    ("Annual Revenue", "$1M-$10M"): (5_500 * K, M, 10 * M, "USD"),
    ("Annual Revenue", "1,5 Mio. €"): (1_500 * K, 1_500 * K, 1_500 * K, "EUR"),
    ("Annual Revenue", "12 MUSD"): (12 * M, 12 * M, 12 * M, "USD"),
    ("Annual Revenue", "MSEK 12"): (12 * M, 12 * M, 12 * M, "SEK"),
    ("Annual Revenue", "10-25 MSEK"): (17_500 * K, 10 * M, 25 * M, "SEK"),
    ("Annual Revenue", "500 TEUR"): (500 * K, 500 * K, 500 * K, "EUR"),
    ("Annual Revenue", "TEUR 1.200"): (1_200 * K, 1_200 * K, 1_200 * K, "EUR"),
    ("Annual Revenue", "1.200 TEUR"): (1_200 * K, 1_200 * K, 1_200 * K, "EUR"),
    ("Annual Revenue", "Rs. 5 crore"): (50 * M, 50 * M, 50 * M, "INR"),
    ("Annual Revenue", "-99999"): (None, None, None, None),
    ("Annual Revenue", "NULL"): (None, None, None, None),
    ("Annual Revenue", "unknown"): (None, None, None, None),
    ("Annual Revenue", "plenty"): (None, None, None, None),
    # The header's unit first, then the suffix.
    ("Revenue (in 000s USD)", "25000"): (25 * M, 25 * M, 25 * M, "USD"),
    ("Revenue (in 000s USD)", "25,000"): (25 * M, 25 * M, 25 * M, "USD"),
    ("Revenue (in 000s USD)", "$25 mil. - $50 mil."): (37_500 * K, 25 * M, 50 * M, "USD"),
    ("Company Revenue (Millions USD)", "2.5"): (2_500 * K, 2_500 * K, 2_500 * K, "USD"),
    ("Company Revenue (Millions USD)", "12.345"): (12_345 * K, 12_345 * K, 12_345 * K, "USD"),
    ("Company Revenue (Millions USD)", "0"): (None, None, None, None),
    ("Umsatz in TEUR", "12.345"): (12_345 * K, 12_345 * K, 12_345 * K, "EUR"),
}
TECHNOLOGIES = {
    ("Salesforce, HubSpot", None): ["Salesforce", "HubSpot"],
    ("Salesforce; HubSpot", None): ["Salesforce", "HubSpot"],
    ("Salesforce | HubSpot", None): ["Salesforce", "HubSpot"],
    ('["Salesforce", "HubSpot"]', None): ["Salesforce", "HubSpot"],
    # Names contain commas.
    ("Widgets, Inc. Suite; HubSpot", ";"): ["Widgets, Inc. Suite", "HubSpot"],
    ("SFDC, GCP, AWS, GA4, K8s, Postgres", ","): [
        *("Salesforce", "Google Cloud", "Amazon Web Services", "Google Analytics", "Kubernetes", "PostgreSQL")
    ],
    ("N/A", None): None,
}
COUNTRIES = {
    "US": "US", "United States": "US", "USA": "US", "U.S.": "US", "U.S.A.": "US", "America": "US", "UK": "GB",
    "Great Britain": "GB", "England": "GB", "Scotland": "GB", "Wales": "GB", "Holland": "NL", "The Netherlands": "NL",
    "Russia": "RU", "Turkey": "TR", "UAE": "AE", "Czech Republic": "CZ", "Ivory Coast": "CI", "Korea": "KR",
    "Deutschland": "DE", "España": "ES", "Brasil": "BR", "Schweiz": "CH", "Suisse": "CH",
    "Berlin, Berlin, Germany": "DE", "San Francisco, California, United States": "US", "Dubai, UAE": "AE",
    # The last part is no country, or may be a state.
    "Atlanta, GA": None, "Atlanta, Georgia": None, "Berlin, DE": None, "Greater Boston Area": None, "London": None,
}  # fmt: skip
WEBSITES = {
    "https://www.acme.com/": "acme.com", "http://acme.com:8080/about?x=1": "acme.com", "WWW.ACME.COM": "acme.com",
    "info@acme.com": "acme.com", "acme.com, acme.de": "acme.com", "acme.com; https://acme.de": "acme.com",
    "shop.acme.co.uk": "acme.co.uk", "https://www.linkedin.com/company/acme": None, "N/A": None, "-": None,
    "none": None, "#N/A": None, "0": None, "jane@gmail.com": None, "facebook.com/acme": None, "instagram.com/acme": None,
    "x.com/acme": None, "twitter.com/acme": None, "youtube.com/acme": None, "tiktok.com/@acme": None,
    "crunchbase.com/organization/acme": None, "github.com/acme": None, "medium.com/@acme": None,
    "linktr.ee/acme": None, "bit.ly/2x": None, "goo.gl/2x": None, "sites.google.com/view/acme": None,
    "apps.apple.com/app/acme": None, "play.google.com/store/apps/acme": None, "en.wikipedia.org/wiki/Acme": None,
    "yelp.com/biz/acme": None, "etsy.com/shop/acme": None, "amazon.de": None,
    "acme.wixsite.com": "acme.wixsite.com", "acme.wordpress.com": "acme.wordpress.com",
    "acme.squarespace.com": "acme.squarespace.com", "acme.myshopify.com": "acme.myshopify.com",
    "acme.github.io": "acme.github.io", "acme.business.site": "acme.business.site", "acme.webflow.io": "acme.webflow.io",
}  # fmt: skip
FUNDING = {
    "pre-seed": "Pre-Seed", "Seed": "Seed", "Angel": "Angel", "Series A": "Series A", "series j": "Series J",
    "Series Unknown": "Venture", "Venture (Round not Specified)": "Venture", "Private Equity": "Private Equity",
    "Debt Financing": "Debt", "Convertible Note": "Convertible Note", "Grant": "Grant", "Crowdfunding": "Crowdfunding",
    "Corporate Round": "Corporate", "Secondary Market": "Secondary", "Post-IPO Equity": "Post-IPO", "IPO": "IPO",
    "M&A": "M&A", "Undisclosed": "Undisclosed",
}  # fmt: skip
DATES = {
    "2024-03-04": date(2024, 3, 4), "2024-03-04T10:00:00Z": date(2024, 3, 4), "13/04/2024": date(2024, 4, 13),
    "04/13/2024": date(2024, 4, 13), "04.03.2024": date(2024, 3, 4), "Mar 4, 2024": date(2024, 3, 4),
    "4. März 2024": date(2024, 3, 4), "Mar 2024": date(2024, 3, 1), "45355": date(2024, 3, 4),
    "2024/03/04": date(2024, 3, 4), "0000-00-00": None, "N/A": None, "soon": None,
}  # fmt: skip
SCORES = {"87": 87.0, "60.5": 60.5, "0": 0.0, "87%": 87.0, "surging": None, "N/A": None}
TEXT_ALIKE = ["0012345", "001A000001abcdE", "zcrm_4000000", "12-345-6789", "1E5"]


@pytest.mark.parametrize("cell", EMPLOYEES)
def test_employees(cell):
    names = ("employees", "employees_min", "employees_max")
    assert cleaned("employees", "Employees", cell) == (dict(zip(names, EMPLOYEES[cell], strict=True)), [])


@pytest.mark.parametrize("cell", MANGLED)
def test_bands_that_a_spreadsheet_mangled_are_repaired_with_a_warning(cell):
    found, notes = cleaned("employees", "Employees", cell)
    assert (found["employees_min"], found["employees_max"]) == MANGLED[cell]
    assert notes == ["Employees: 1 band that a spreadsheet had turned into dates mended"]


@pytest.mark.parametrize(("header", "cell"), REVENUE)
def test_revenue(header, cell):
    names = ("revenue", "revenue_min", "revenue_max", "currency")
    found, _ = cleaned("revenue", header, cell)
    stated = REVENUE[header, cell]
    assert found == dict(zip(names, stated, strict=True))


@pytest.mark.parametrize(("cell", "separator"), TECHNOLOGIES)
def test_technologies(cell, separator):
    found, _ = cleaned("technologies", "Technologies", cell, separator)
    assert found == {"technologies": TECHNOLOGIES[cell, separator]}


@pytest.mark.parametrize("cell", COUNTRIES)
def test_places(cell):
    assert cleaned("country", "Country", cell)[0] == {"country": COUNTRIES[cell]}


@pytest.mark.parametrize("cell", WEBSITES)
def test_websites(cell):
    assert cleaned("website", "Website", cell)[0]["website domain"] == WEBSITES[cell]


def test_a_website_that_says_nothing_is_none():
    assert [cleaned("website", "Website", cell)[0]["website"] for cell in ("0", "-", "N/A", "acme.com")] == [
        *(None, None, None, "acme.com")
    ]


@pytest.mark.parametrize("cell", FUNDING)
def test_funding_stages(cell):
    assert cleaned("funding_stage", "Last Funding Type", cell) == ({"funding_stage": FUNDING[cell]}, [])


@pytest.mark.parametrize("cell", DATES)
def test_dates(cell):
    assert cleaned("last_funding_date", "Last Funding Date", cell)[0] == {"last_funding_date": DATES[cell]}


def test_a_date_that_may_be_two_is_said():
    found, (note,) = cleaned("last_funding_date", "Last Funding Date", "03/04/2024")
    assert found == {"last_funding_date": date(2024, 3, 4)}
    assert "03/04/2024" in note


@pytest.mark.parametrize("cell", SCORES)
def test_intent_scores(cell):
    assert cleaned("intent_score", "Composite Score", cell)[0] == {"intent_score": SCORES[cell]}


@pytest.mark.parametrize("cell", TEXT_ALIKE)
def test_identifiers_stay_text(cell):
    assert cleaned("crm_id", "Record ID", cell)[0] == {"crm_id": cell}


@pytest.mark.parametrize("stage", ["Cold", "Current Client", "Active Opportunity", "Dead Opportunity", "Do Not Prospect"])
def test_account_stages_stay_as_the_tool_calls_them(stage):
    assert cleaned("lifecycle_stage", "Account Stage", stage)[0] == {"lifecycle_stage": stage}


@pytest.mark.parametrize("order", [("Employees", "Employee Range"), ("Employee Range", "Employees")])
def test_an_exact_number_beats_a_band_and_disagreement_is_said(order):
    frame = pl.DataFrame({"Employees": ["45", "300", None], "Employee Range": ["51-200", "201-500", "11-50"]})
    found = clean_field("employees", [Feed(header, "employees") for header in order], frame)
    assert found.columns["employees"].to_list() == [45, 300, 31]
    assert found.notes == ["Employees lies outside Employee Range in 1 row; Employees counts"]
