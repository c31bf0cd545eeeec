"""Conditions: what they mean, what they may not hold, and what they say when they cannot be read."""

import re
from datetime import date

import polars as pl
import pytest

from icp_tui import conditions

SCHEMA = {
    "employees": pl.Int64,
    "country": pl.String,
    "industry": pl.String,
    "state": pl.String,
    "technologies": pl.List(pl.String),
    "last_funding_date": pl.Date,
    "as_of": pl.Date,
    "hiring": pl.Boolean,
    "Lead Status": pl.String,
}
ACCOUNTS = pl.DataFrame(
    {
        "employees": [10, None, 500],
        "country": ["US", "DE", None],
        "industry": ["Software Development", "Gambling Facilities and Casinos", None],
        "state": ["Georgia", "Berlin", "Bayern"],
        "technologies": [["Salesforce", "Slack"], [], None],
        "last_funding_date": [date(2026, 9, 1), None, date(2025, 1, 1)],
        "as_of": [date(2026, 11, 21)] * 3,
        "hiring": [True, None, False],
        "Lead Status": ["Open", "Closed", None],
    },
    schema=SCHEMA,
)


def outcome(text: str) -> list[bool | None]:
    return ACCOUNTS.select(conditions.compile(text, SCHEMA).expr.alias("x")).to_series().to_list()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("employees > 100", [False, None, True]),
        # Unknown and false is false; true and unknown is unknown.
        ("employees > 100 AND country = 'US'", [False, False, None]),
        ("employees > 100 OR country = 'US'", [True, None, True]),
        ("NOT employees > 100", [True, None, False]),
        ("country IS NULL", [False, False, True]),
        ("country NOT IN ('US')", [False, True, None]),
        ("employees BETWEEN 10 AND 500", [True, None, True]),
        ("hiring", [True, None, False]),
        ("array_contains(technologies, 'Salesforce')", [True, False, None]),
        ("'Salesforce' = ANY(technologies)", [True, False, None]),
        ("\"Lead Status\" = 'Open'", [True, False, None]),
        ("lower(state) LIKE 'b%'", [False, True, True]),
        ("coalesce(employees, 0) < 20", [True, True, False]),
    ],
)
def test_three_valued_logic(text, expected):
    assert outcome(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("country = 'USA'", [True, False, None]),
        ("country = 'germany'", [False, True, None]),
        ("country IN ('DACH')", [False, True, None]),
        ("country IN ('DACH', 'United States')", [True, True, None]),
        ("industry = 'Computer Software'", [True, False, None]),
        ("industry IN ('Gambling & Casinos')", [False, True, None]),
        ("array_contains(technologies, 'SFDC')", [True, False, None]),
        ("'SFDC' = ANY(technologies)", [True, False, None]),
        # The state Georgia is not the country Georgia (GE).
        ("country = 'USA' AND state = 'Georgia'", [True, False, False]),
        # A pattern is no label.
        ("industry LIKE '%Software%'", [True, False, None]),
    ],
)
def test_literals_go_through_the_vocabulary(text, expected):
    assert outcome(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "last_funding_date > '2026-01-01'",
        "last_funding_date > DATE '2026-01-01'",
        "as_of - last_funding_date < INTERVAL '90 days'",
        "last_funding_date >= as_of - INTERVAL '90' DAY",
    ],
)
def test_dates(text):
    assert outcome(text) == [True, None, False]


def test_a_literal_that_no_vocabulary_knows_is_kept_and_told():
    made = conditions.compile("industry IN ('Underwater Basketry', 'Tobacco')", SCHEMA)
    assert made.unknown_literals == (conditions.Literal("industry", "Underwater Basketry"),)


def test_names_are_the_columns_read_once():
    made = conditions.compile("employees > 1 AND employees < 5 OR country = 'US'", SCHEMA)
    assert made.names == ("employees", "country")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("employees >", "cannot be read"),
        ("employees > 1 -- and more", "comments"),
        ("employees > 1; DROP TABLE x", "; cannot stand"),
        ("employees > (SELECT 1)", "sub-query"),
        ("EXISTS (SELECT 1)", "sub-query"),
        ("row_number() OVER (ORDER BY employees) > 1", "no function row_number"),
        ("last_funding_date > CURRENT_DATE", "as_of"),
        ("sum(employees) > 3", "one at a time"),
        ("count(*) > 1", "one at a time"),
        ("random() > 0.5", "no function random"),
        ("lowr(country) = 'us'", "did you mean lower?"),
        ("country = NULL", "IS NULL"),
        ("country <> NULL", "IS NOT NULL"),
        ("hiring IS NOT TRUE", "NOT (...)"),
        ("country = 'US", "not closed"),
        ("x" * 10_001, "10,001 characters"),
        ("(" * 3000 + "employees > 1" + ")" * 3000, "cannot be read"),
    ],
)
def test_what_a_condition_may_not_hold(text, said):
    with pytest.raises(ValueError, match=r".") as caught:
        conditions.parse(text)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("employes > 1", "no column employes; nearest: employees"),
        ("Country = 'US'", "no column Country; nearest: country"),
        ('country = "US"', "single quotes: 'US'"),
        ("employees > 'abc'", "the types do not go together: employees is a number"),
        ("employees", "must say yes or no"),
        ("employees + 1", "must say yes or no"),
        ("country = 'DACH'", "country IN ('DACH')"),
        ("last_funding_date > 'last year'", "write '2026-01-31'"),
    ],
)
def test_what_does_not_fit_the_columns(text, said):
    with pytest.raises(ValueError, match=r".") as caught:
        conditions.compile(text, SCHEMA)
    assert said in str(caught.value)


def test_hostile_text_is_made_visible_in_the_message():
    with pytest.raises(ValueError, match=r".") as caught:
        conditions.compile('"\x1b]0;owned\x07" = 1', SCHEMA)
    assert "\x1b" not in str(caught.value)
    assert "\x07" not in str(caught.value)


def test_quoted_names():
    assert conditions.quoted_names("\"Lead Status\" = 'x' AND employees > 1") == ["Lead Status"]


@pytest.mark.parametrize("text", ["employees == 10", "employees = 10 && country = 'US'"])
def test_signs_of_other_languages_are_told_apart(text):
    with pytest.raises(ValueError, match="write = for equal"):
        conditions.parse(text)


def test_a_bare_word_that_is_no_column_may_be_a_text():
    with pytest.raises(ValueError, match="no column Inactive; if it is text, write 'Inactive'"):
        conditions.compile("state = Inactive", SCHEMA)


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("employees > 10M", "write 10M as a whole number, such as 10000000"),
        ("employees > 1.5 k AND state = 'Berlin'", "write 1.5k as a whole number, such as 1500"),
        ("employees > 100 country", "country does not belong there; join conditions with AND or OR"),
        ("last_funding_date > 2026-01-01", "a date goes in single quotes: write '2026-01-01'"),
        ("technologies = 'HubSpot'", "technologies is a list; write array_contains(technologies, 'text')"),
        ("technologies IN ('HubSpot')", "technologies is a list; write array_contains(technologies, 'text')"),
    ],
)
def test_what_would_be_read_as_something_else_is_refused(text, mend):
    with pytest.raises(ValueError, match="^" + re.escape(mend)):
        conditions.compile(text, SCHEMA)


@pytest.mark.parametrize("text", ["2026 - 1 = employees", "employees - 10 - 5 > 0", "employees > 10 AND hiring"])
def test_sums_and_columns_after_numbers_are_read(text):
    conditions.compile(text, SCHEMA)
