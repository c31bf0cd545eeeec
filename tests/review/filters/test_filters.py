"""Filters: every form of the grammar, and what is unknown."""

import polars as pl
import pytest
from celled import cells
from filtered import ROWS, filtered
from lists import points, profile, size

from icp_tui.review.filters import parse_filter


@pytest.fixture(scope="module")
def made():
    return filtered()


def met(text, made):
    """Which of the accounts 0 to 3 meet a filter, and how it was understood."""
    found = parse_filter(text, made)
    mask = found.mask(made)
    assert mask.dtype == pl.Boolean
    assert mask.null_count() == 0
    assert found.text == text
    return mask.arg_true().to_list(), found.said


@pytest.mark.parametrize(
    ("text", "rows", "said"),
    [
        ("acme", [0], 'name, domain or industry has "acme"'),
        ("ACME analytics", [0], 'name, domain or industry has "ACME" and "analytics"'),
        ("analytics software", [0], 'name, domain or industry has "analytics" and "software"'),
        (".de", [2], 'name, domain or industry has ".de"'),
        ("CAFÉ", [1], 'name, domain or industry has "CAFÉ"'),
        ("o'brien", [1], 'name, domain or industry has "o\'brien"'),
        ("o'brien & sons", [1], 'name, domain or industry has "o\'brien" and "&" and "sons"'),
        ('"analytics"', [0], 'name, domain or industry has "analytics"'),
        ('"acme a"', [0], 'name, domain or industry has "acme a"'),
        ("“acme a”", [0], 'name, domain or industry has "acme a"'),
        ("'acme a'", [0], 'name, domain or industry has "acme a"'),
        ('"a acme"', [], 'name, domain or industry has "a acme"'),
        # Words are no patterns.
        ("(50%)", [2], 'name, domain or industry has "(50%)"'),
        ("[x]", [2], 'name, domain or industry has "[x]"'),
        ("c.m", [], 'name, domain or industry has "c.m"'),
        (".*", [], 'name, domain or industry has ".*"'),
        ("é", [1], 'name, domain or industry has "é"'),
        # Words that are also columns, where some account has them.
        ("tier A", [3], 'name, domain or industry has "tier" and "A"'),
        # A colon alone makes no field.
        ("https://acme.com", [], 'name, domain or industry has "https://acme.com"'),
        ("10:30", [], 'name, domain or industry has "10:30"'),
    ],
)
def test_words(made, text, rows, said):
    assert met(text, made) == (rows, said)


@pytest.mark.parametrize(
    ("text", "rows", "said"),
    [
        ("owner:dana", [0, 3], 'owner has "dana"'),
        ("Owner:DANA", [0, 3], 'owner has "DANA"'),
        ("owner:=dana", [3], 'owner is "dana"'),
        ("owner:dana,lee", [0, 1, 3], 'owner has "dana" or has "lee"'),
        ('owner:"dana whitlock"', [0], 'owner has "dana whitlock"'),
        ("owner:'dana whitlock'", [0], 'owner has "dana whitlock"'),
        ('city:"New York",cork', [0, 1], 'city has "New York" or has "cork"'),
        ("owner:", [2], "owner is missing"),
        ("owner:none", [2], "owner is missing"),
        ("owner:none,lee", [1, 2], 'owner is missing or has "lee"'),
        ('owner:"none"', [], 'owner has "none"'),
        ("owner:any", [0, 1, 3], "owner is known"),
        ("owner:*", [0, 1, 3], "owner is known"),
        ("name:(50%)", [2], 'name has "(50%)"'),
        # A column of ours comes before one of the sources that is spelt nearly the same.
        ("Employees:100", [0], "employees is 100"),
        ('"Employees":100', [0], 'Employees has "100"'),
        ('"Lead Status":open', [0, 3], 'Lead Status has "open"'),
        ("lead_status:open", [0, 3], 'Lead Status has "open"'),
        ("lead-status:=open", [0], 'Lead Status is "open"'),
        ("lead-status:none", [2], "Lead Status is missing"),
        ("note:may", [0], 'note has "may"'),
        ("kill_reasons:yet", [2], 'kill_reasons has "yet"'),
        ("kill_reasons:", [0, 1, 3], "kill_reasons is missing"),
        ("kill_reasons:none", [0, 1, 3], "kill_reasons is missing"),
        ("reason:pinned", [3], 'reason has "pinned"'),
    ],
)
def test_text_fields(made, text, rows, said):
    assert met(text, made) == (rows, said)


@pytest.mark.parametrize(
    ("text", "rows", "said"),
    [
        ("industry:saas", [0], "industry is Software Development"),
        ("industry:develop", [0], 'industry has "develop"'),
        ("industry:=retail", [1], 'industry is "retail"'),
        ("country:usa", [0], "country is United States (US)"),
        ("country:germany,ie", [1, 2], "country is Germany (DE) or is Ireland (IE)"),
        ("country:DACH", [2], "country is in DACH (DE, AT, CH, LI)"),
        ("country:none", [3], "country is missing"),
        ("technologies:salesforce.com", [0], "technologies has Salesforce"),
        ("technologies:force", [0], 'technologies has "force"'),
        ("technologies:=slack", [0], 'technologies is "slack"'),
        # An empty list is as good as none.
        ("technologies:none", [1, 2], "technologies is missing"),
        ("technologies:any", [0, 3], "technologies is known"),
    ],
)
def test_fields_with_a_vocabulary_and_lists(made, text, rows, said):
    assert met(text, made) == (rows, said)


@pytest.mark.parametrize(
    ("text", "rows", "said"),
    [
        ("employees:100", [0], "employees is 100"),
        ("employees:=100", [0], "employees is 100"),
        ("employees:!=100", [1, 3], "employees is not 100"),
        ("employees:50-100", [0, 3], "employees 50 to 100"),
        ("employees:50..100", [0, 3], "employees 50 to 100"),
        ("employees:>50", [0, 1], "employees over 50"),
        ("employees:>=50", [0, 1, 3], "employees at least 50"),
        ("employees:50+", [0, 1, 3], "employees at least 50"),
        ("employees:<100", [3], "employees under 100"),
        ("employees:<=100", [0, 3], "employees at most 100"),
        ("employees:1,500", [1], "employees is 1,500"),
        ("employees:>1k", [1], "employees over 1,000"),
        ("employees:50,100", [], "employees is 50,100"),
        ("employees:50,1500", [1, 3], "employees is 50 or is 1,500"),
        ("employees:none", [2], "employees is missing"),
        ("employees:-5-50", [3], "employees -5 to 50"),
        ("founded:>=2015", [0], "founded at least 2015"),
        ("revenue:$10m-$20m", [0], "revenue 10,000,000 to 20,000,000"),
        ("revenue:12.0M", [0], "revenue is 12,000,000"),
        ("score:>=75%", [0, 3], "score at least 75"),
        ("points.size:75", [0, 3], "points.size is 75"),
    ],
)
def test_number_fields(made, text, rows, said):
    assert met(text, made) == (rows, said)


def test_points_are_as_they_are_shown():
    made = cells(
        {"name": "A", "employees": 100}, cut=profile(criteria=[size(1), points("age", "founded", 2)])
    )
    assert made.column("points.size").to_list() != [33.33]
    assert met("points.size:33.33", made)[0] == [0]
    assert met("points.size:!=33.33", made)[0] == []


@pytest.mark.parametrize(
    ("text", "rows", "said"),
    [
        ("last_funding_date:2026-03-31", [0], "last_funding_date is 2026-03-31"),
        ("last_funding_date:2026-03", [0], "last_funding_date is in 2026-03"),
        ("last_funding_date:2025-12", [1], "last_funding_date is in 2025-12"),
        ("last_funding_date:2026", [0, 3], "last_funding_date is in 2026"),
        ("last_funding_date:>2026-01-01", [0], "last_funding_date after 2026-01-01"),
        ("last_funding_date:>=2026-01-01", [0, 3], "last_funding_date from 2026-01-01"),
        ("last_funding_date:>2025", [0, 3], "last_funding_date after 2025"),
        ("last_funding_date:<2026", [1], "last_funding_date before 2026"),
        ("last_funding_date:<=2026-03", [0, 1, 3], "last_funding_date up to 2026-03"),
        ("last_funding_date:2025-12..2026-01", [1, 3], "last_funding_date from 2025-12 to 2026-01"),
        ("last_funding_date:2025-2026", [0, 1, 3], "last_funding_date from 2025 to 2026"),
        ("last_funding_date:none", [2], "last_funding_date is missing"),
    ],
)
def test_date_fields(made, text, rows, said):
    assert met(text, made) == (rows, said)


@pytest.mark.parametrize(
    ("text", "rows", "said"),
    [
        ("tier:a", [3], "tier is A"),
        ("tier:BB", [0], "tier is BB"),
        ("tier:A,bb", [0, 3], "tier is A or is BB"),
        ("tier:none", [1, 2], "tier is missing"),
        ("bucket:Killed", [2], "bucket is killed"),
        ("is:killed", [2], "bucket is killed"),
        ("is:pinned", [3], "pinned"),
        ("is:unpinned", [0, 1, 2], "not pinned"),
        ("is:reviewed", [0], "reviewed"),
        ("is:unreviewed", [1, 2, 3], "not reviewed"),
        ("reviewed:no", [1, 2, 3], "reviewed is no"),
        ("reviewed:yes", [0], "reviewed is yes"),
        ("is:unverified", [1, 2, 3], "unverified"),
        ("has:note", [0], "has note"),
        ("has:warnings", [1], "has warnings"),
        ("has:kill_reasons", [2], "has kill_reasons"),
        ("has:technologies", [0, 3], "has technologies"),
        ('has:"Lead Status"', [0, 1, 3], "has Lead Status"),
    ],
)
def test_states_and_buckets(made, text, rows, said):
    assert met(text, made) == (rows, said)


@pytest.mark.parametrize(
    ("text", "rows", "said"),
    [
        ("acme owner:dana", [0], 'owner has "dana" and name, domain or industry has "acme"'),
        ("owner:dana employees:>50 country:us", [0],
         'owner has "dana" and employees over 50 and country is United States (US)'),
        ("owner:dana and employees:<100", [3], 'owner has "dana" and employees under 100'),
        ("holdings owner:dana acme", [],
         'owner has "dana" and name, domain or industry has "holdings" and "acme"'),
        ("reason:pinned score:>0 holdings", [3],
         'reason has "pinned" and score over 0 and name, domain or industry has "holdings"'),
    ],
)  # fmt: skip
def test_parts_must_all_be_met(made, text, rows, said):
    assert met(text, made) == (rows, said)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("employees > 50", [0, 1]),
        # Unknown is not true, and neither is its opposite.
        ("NOT employees > 50", [3]),
        ("employees > 50 OR country = 'germany'", [0, 1, 2]),
        ("country IN ('DACH', 'us')", [0, 2]),
        ("country IS NULL", [3]),
        ("owner is not null and employees between 50 and 100", [0, 3]),
        ("name ILIKE '%o''brien%'", [1]),
        ("tier = 'A' OR bucket = 'killed'", [2, 3]),
        ("tier IS NULL", [1, 2]),
        ("tier LIKE 'B%'", [0]),
        ("rank = 1", [0]),
        ("score >= 75 AND known = 100", [0]),
        ('"points.size" > 70', [0, 3]),
        ("\"level.size\" = 'unknown'", [2]),
        ("layer_fit > 70", [0, 3]),
        ("array_contains(technologies, 'Salesforce')", [0]),
        ("'hubspot' = ANY(technologies)", [3]),
        ("\"Lead Status\" = 'Open'", [0]),
        ("last_funding_date >= '2026-01-01'", [0, 3]),
        ("last_funding_date < as_of", [0, 1, 3]),
        ("as_of > '2020-01-01'", [0, 1, 2, 3]),
        ("1 = 2", []),
        # Conditions without any sign of one.
        ("reviewed", [0]),
        ("pinned or reviewed", [0, 3]),
        ("NOT reviewed AND unverified", [1, 2, 3]),
        ("reviewed = false AND pinned = true", [3]),
        ("note LIKE '%May%'", [0]),
        ("country = ‘US’", [0]),
        ("country = 'US';", [0]),
    ],
)
def test_conditions(made, text, rows):
    found, said = met(text, made)
    assert found == rows
    assert said == "SQL: " + text.translate({0x2018: "'", 0x2019: "'"}).rstrip(";")


def test_a_text_that_nobody_knows_is_told(made):
    rows, said = met("country = 'Germny' OR employees = 50", made)
    assert rows == [3]
    assert said.endswith("(no account has country 'Germny')")
    assert "did you mean Salesforce" in met("'Salesforcc' = ANY(technologies)", made)[1]


def test_a_filter_that_fails_only_on_some_accounts_is_a_value_error():
    made = cells(*({"name": "1"} for _ in range(150)), {"name": "x"})
    found = parse_filter("cast(name AS INTEGER) = 1", made)
    with pytest.raises(ValueError, match="cannot be worked out for every account"):
        found.mask(made)


def test_a_filter_says_when_its_column_has_gone(made):
    found = parse_filter("level.age:unknown employees:>5", made)
    with pytest.raises(ValueError, match=r"no column level\.age; did you mean level\.size"):
        found.mask(cells(*ROWS))


def test_filters_are_equal_by_what_they_say(made):
    assert parse_filter("acme", made) == parse_filter("acme", made)
    assert parse_filter("acme", made) != parse_filter("globex", made)


@pytest.mark.parametrize(
    "text", ["acme", "owner:none", "is:unreviewed", "employees > 5", "has:note", "1 = 1"]
)
def test_an_empty_list_meets_nothing(text):
    made = cells()
    assert parse_filter(text, made).mask(made).to_list() == []
