"""What is said where plain words find nobody: the filter that was probably meant."""

import pytest
from celled import cells
from filtered import filtered
from lists import profile

from icp_tui.review.filters import parse_filter

ROWS = [
    {"name": "Acme Software", "country": "US", "employees": 100, "owner": None, "technologies": ["HubSpot"],
     "industry": "Software Development", "state": "California", "city": "San Diego", "revenue": 20_000_000, "founded": 2018},
    {"name": "Beta Software", "country": "DE", "employees": 1200, "owner": "Dana Whitlock", "technologies": ["Slack"],
     "industry": "Software Development", "city": "Berlin"},
    {"name": "Gamma", "country": "AT", "employees": 80, "owner": "lee.okafor@example.com", "industry": "Banking"},
    {"name": "Delta Cargo", "country": None, "employees": None, "owner": None, "industry": "Retail"},
]  # fmt: skip
CUT = profile(tiers=[{"name": "Gold", "capacity": 1, "min_score": 70}, {"name": "B", "min_score": 60}], nurture=10)


@pytest.fixture(scope="module")
def made():
    return cells(*ROWS, cut=CUT)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        # Places
        ("germany", "germany is a country: write country:DE"),
        ("software germany", "germany is a country: write country:DE software"),
        ('"germany" software', "germany is a country: write country:DE software"),
        ("software, Germany", "Germany is a country: write country:DE software"),
        ("dach software", "dach is a region: write country:DACH software"),
        ("germany austria", "germany and austria are countries: write country:DE,AT"),
        ("germany or austria", "germany and austria are countries: write country:DE,AT"),
        ("germany germany", "germany is a country: write country:DE"),
        ("united states software", "united states is a country: write country:US software"),
        ("software california", "california is a state: write state:california software"),
        ("software san diego", 'san diego is a city: write city:"san diego" software'),
        # Codes are countries where they are written as such and on the list.
        ("AT", "AT is a country: write country:AT"),
        ("gamma AT", "AT is a country: write country:AT gamma"),
        ("gamma at", "write gamma (left out: at)"),
        ("gamma DE", "DE is a country: country:DE gamma finds nobody either"),
        ("COMPANIES AT GAMMA", "write GAMMA (left out: COMPANIES, AT)"),
        # The rest of the vocabularies and of the list
        ("hubspot", "hubspot is a technology: write technologies:HubSpot"),
        ("hubspot slack", "hubspot and slack are technologies: technologies:HubSpot technologies:Slack finds nobody either"),
        ("saas", "saas is an industry: write industry:saas"),
        ("saas banks", "saas and banks are industries: write industry:saas,banks"),
        ("gold", "gold is a tier: write tier:Gold"),
        ("zzqx tier b", "write tier:B (no account has zzqx)"),
        ("nurture germany", "nurture is a bucket, germany is a country: bucket:nurture country:DE finds nobody either"),
        ("dana software", "dana is an owner: write owner:dana software"),
        ("lee", "lee is an owner: write owner:lee"),
        ("unreviewed germany", "germany is a country: write is:unreviewed country:DE"),
        ("not reviewed germany", "germany is a country: write is:unreviewed country:DE"),
        ("unassigned software", "write owner:none software"),
        # Numbers, and what is there or not
        ("US accounts with 50 to 200 employees without an owner",
         "US is a country: write country:US employees:50-200 owner:none (left out: accounts, with)"),
        ("germany over 1,000 people", "germany is a country: write country:DE employees:>1000"),
        ("software 1000+ staff", "write employees:>=1000 software"),
        ("software between 50 and 200 employees", "write employees:50-200 software"),
        ("software 50-200 employees", "write employees:50-200 software"),
        ("software with employees under 500", "write employees:<500 software (left out: with)"),
        ("software more than $10m revenue", "write revenue:>$10m software"),
        ("software founded after 2015", "write founded:>2015 software"),
        ("software with an owner", "write owner:any software"),
        ("software with owner dana", "dana is an owner: write owner:dana software (left out: with)"),
        ("software no technologies", "technologies:none software finds nobody either"),
        ("software no state", "write state:none software"),
        # Words that say nothing
        ("software companies", "write software (left out: companies)"),
        ("the companies", "nothing is asked with the and companies alone: write a field and its value, such as country:US"),
        ("accounts zzqx", "no account has zzqx: write a field and its value, such as country:US"),
        # What only a condition says
        ("software not germany", "not takes a condition: write country NOT IN ('DE')"),
        ("software without hubspot", "without takes a condition: write NOT array_contains(technologies, 'HubSpot')"),
        ("software but not pinned", "write is:unpinned software (left out: but)"),
        ("software except pinned", "write is:unpinned"),
        ("germany or hubspot", "or takes a condition: write one such as country = 'US' OR name ILIKE '%acme%'"),
        # Beside fields
        ("country:US germany", "germany is a country: country:US country:DE finds nobody either"),
        ("country:DE slack", "slack is a technology: write country:DE technologies:Slack"),
        ("has:owner germany software", "germany is a country: write has:owner country:DE software"),
        # Just words
        ("zzqx", ""),
        ("software zzqx", "no account has zzqx"),
        ("zzqx zzqy gamma", "no account has zzqx and zzqy"),
        ("acme gamma", ""),
        ("germany zzqx", "germany is a country: write country:DE (no account has zzqx)"),
    ],
)  # fmt: skip
def test_the_filter_that_was_meant(made, text, hint):
    found = parse_filter(text, made)
    assert not found.mask(made).any()
    assert found.hint(made) == hint


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("country:DE,AT", [1, 2]),
        ("country:US employees:50-200 owner:none", [0]),
        ("country:DE employees:>1000", [1]),
        ('city:"san diego" software', [0]),
        ("revenue:>$10m software", [0]),
        ("tier:B", [2]),
        ("owner:lee", [2]),
    ],
)
def test_what_is_written_instead_finds_whom_it_should(made, text, rows):
    assert parse_filter(text, made).mask(made).arg_true().to_list() == rows


@pytest.mark.parametrize(
    "text",
    ["software", "gamma", "country:FR", "employees > 5000", "country:FR software", "owner:none gamma", "pinned"],
)
def test_nothing_is_said_where_words_find_somebody_or_there_are_none(made, text):
    assert parse_filter(text, made).hint(made) == ""


def test_a_name_of_many_things_is_what_the_list_has():
    # Chad is a country too, and Georgia a state.
    made = cells({"name": "A", "owner": "Chad"}, {"name": "B", "country": "US", "state": "Georgia"})
    assert parse_filter("chad", made).hint(made) == "chad is an owner: write owner:chad"
    assert parse_filter("georgia", made).hint(made) == "georgia is a state: write state:georgia"
    other = cells({"name": "A", "country": "TD"}, {"name": "B", "country": "GE"})
    assert parse_filter("chad", other).hint(other) == "chad is a country: write country:TD"
    assert parse_filter("georgia", other).hint(other) == "georgia is a country: write country:GE"


def test_small_words_are_no_countries():
    made = cells({"name": "A", "country": "IN"}, {"name": "B", "country": "IT"}, {"name": "C", "country": "CO"})
    assert parse_filter("zzqx co", made).hint(made) == "no account has zzqx"
    assert "India" not in parse_filter("accounts in italy", made).hint(made)
    assert parse_filter("accounts in italy", made).hint(made) == (
        "italy is a country: write country:IT (left out: accounts, in)"
    )


def test_a_pasted_text_is_not_read_as_a_sentence(made):
    found = parse_filter("germany " * 25, made)
    assert found.hint(made) == "all of these 25 words must be found: type one or two of them"


def test_a_hint_fits_in_a_line_or_is_left_away(made):
    long = " ".join(["germany", *(f"owner:dana{n}" for n in range(20))])
    assert parse_filter(long, made).hint(made) == ""


def test_an_empty_list_has_hints_too():
    made = cells()
    assert parse_filter("germany", made).hint(made) == "germany is a country: country:DE finds nobody either"


def test_originals_are_no_columns_in_a_sentence():
    made = filtered()
    assert parse_filter("ireland without an owner zzqx", made).hint(made) == (
        "ireland is a country: country:IE owner:none finds nobody either (no account has zzqx)"
    )
