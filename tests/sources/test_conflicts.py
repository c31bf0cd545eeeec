"""Where rows of one account disagree, what they say, and whose word the account has."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from icp_tui import columns
from icp_tui.sources.conflicts import Disagreement, conflicts, disagreements, value_source
from icp_tui.sources.merging import merge
from icp_tui.sources.precedence import Precedence

KINDS: dict[str, Any] = dict(columns.ACCOUNT)


def rows(*some: dict[str, Any]) -> pl.DataFrame:
    """Rows of acme.com, of a.csv, b.csv, ..., each from row 2, unless they say otherwise."""
    full = [
        {"account_key": "acme.com", "name": "Acme", "source": f"{'abcdef'[at]}.csv", "source_row": 2, **row}
        for at, row in enumerate(some)
    ]
    return pl.DataFrame([{name: row.get(name) for name in KINDS} for row in full], schema=KINDS)


def exact(number: int, field: str = "employees", **more: Any) -> dict[str, Any]:
    return {field: number, f"{field}_min": number, f"{field}_max": number, **more}


def band(low: int, high: int | None, field: str = "employees") -> dict[str, Any]:
    return {field: low if high is None else (low + high + 1) // 2, f"{field}_min": low, f"{field}_max": high}


def torn(*some: dict[str, Any]) -> dict[str, int]:
    return dict(conflicts(rows(*some)).iter_rows())


@pytest.mark.parametrize(
    ("one", "two", "fields"),
    [
        ({"city": "Bonn"}, {"city": " BONN "}, []),
        ({"city": "Zürich"}, {"city": "Zurich"}, []),
        ({"city": "Bonn"}, {"city": "Köln"}, ["city"]),
        ({"city": "Bonn"}, {"city": None}, []),
        ({"name": "Acme"}, {"name": "ACME, Inc."}, []),
        ({"name": "Acme"}, {"name": "Apex"}, ["name"]),
        ({"state": "CA"}, {"state": "California"}, []),
        ({"state": "CA"}, {"state": "TX"}, ["state"]),
        ({"technologies": ["AWS", "React"]}, {"technologies": ["react", "aws", "AWS"]}, []),
        ({"technologies": ["AWS"]}, {"technologies": ["AWS", "React"]}, ["technologies"]),
        ({"founded": 1999}, {"founded": 2000}, ["founded"]),
        ({"last_funding_date": date(2024, 1, 2)}, {"last_funding_date": date(2024, 2, 1)}, ["last_funding_date"]),
        (exact(215), exact(180), ["employees"]),
        (exact(215), exact(215), []),
        (exact(215), band(201, 500), []),
        (exact(200), band(201, 500), ["employees"]),
        (band(201, 500), band(51, 250), []),
        (band(201, 500), band(51, 200), ["employees"]),
        (band(10_001, None), exact(50_000), []),
        (band(10_001, None), exact(10_000), ["employees"]),
        ({"employees": 5}, {"employees": 6}, ["employees"]),
        (exact(5, "revenue", currency="EUR"), exact(9, "revenue", currency="USD"), ["currency"]),
        (exact(5, "revenue", currency="EUR"), exact(9, "revenue"), ["revenue"]),
        ({"funding_total": 5}, {"funding_total": 6}, ["funding_total"]),
        ({"website": "a"}, {"website": "b"}, []),
        ({"description": "a", "keywords": ["x"]}, {"description": "b", "keywords": ["y"]}, []),
        ({"crm_id": "1", "linkedin_url": "x"}, {"crm_id": "2", "linkedin_url": "y"}, []),
    ],
)  # fmt: skip
def test_what_is_a_conflict(one: dict[str, Any], two: dict[str, Any], fields: list[str]) -> None:
    assert torn(one, two) == dict.fromkeys(fields, 1)
    assert torn(two, one) == dict.fromkeys(fields, 1)


def test_accounts_are_counted_not_rows_and_the_most_come_first() -> None:
    other = {"account_key": "globex.com"}
    found = conflicts(rows(
        {"city": "A", "country": "DE"}, {"city": "B", "country": "AT"}, {"city": "C"},
        {"city": "A", **other}, {"city": "B", **other},
    ))  # fmt: skip
    assert found.rows() == [("city", 2), ("country", 1)]


def test_no_rows_no_conflicts() -> None:
    assert conflicts(rows()).rows() == []
    assert disagreements(rows(), "acme.com", {}) == []


def test_both_values_with_their_sources() -> None:
    some = rows(exact(215, source_row=4), {}, exact(180, source_row=12), exact(180), band(201, 500))
    kept = {"account_key": "acme.com", **exact(215)}
    assert disagreements(some, "acme.com", kept) == [
        Disagreement("employees", "215", "a.csv", 4, (("180", "c.csv", 12),))
    ]


def test_how_values_are_written() -> None:
    some = rows(
        {**band(201, 500), **exact(5_000_000, "revenue", currency="EUR"), "founded": 1999, "technologies": ["A", "B"],
         "intent_date": date(2024, 3, 1)},
        {**band(10_001, None), **band(1_000_000, 2_000_000, "revenue"), "founded": 2001, "technologies": ["B"],
         "intent_date": date(2024, 3, 2)},
    )  # fmt: skip
    found = disagreements(some, "acme.com", some.row(0, named=True))
    assert [(one.field, one.kept, one.others[0][0]) for one in found] == [
        ("employees", "201-500", "10,001+"),
        ("revenue", "5,000,000 EUR", "1,000,000-2,000,000"),
        ("founded", "1999", "2001"),
        ("technologies", "A, B", "B"),
        ("intent_date", "2024-03-01", "2024-03-02"),
    ]


def test_a_value_that_no_row_states_has_no_source() -> None:
    some = rows({"intent_score": 10.0}, {"intent_score": 20.0})
    (found,) = disagreements(some, "acme.com", {"intent_score": 90.0})
    assert (found.kept, found.kept_source, found.kept_row) == ("90.0", None, None)
    assert [value for value, _, _ in found.others] == ["10.0", "20.0"]


def test_whose_word_a_value_is() -> None:
    some = rows({"city": None, **band(201, 500)}, {"city": "Bonn", **exact(215)}, {"city": "Köln"})
    assert value_source(some, "acme.com", "city") == ("b.csv", 2)
    assert value_source(some, "acme.com", "employees") == ("b.csv", 2)
    assert value_source(some, "acme.com", "owner") is None
    assert value_source(some, "globex.com", "city") is None
    preferred = Precedence(fields={"city": ("c.csv",), "employees": ("a.csv",)})
    assert value_source(some, "acme.com", "city", preferred) == ("c.csv", 2)
    assert value_source(some, "acme.com", "employees", preferred) == ("a.csv", 2)


def test_the_rows_of_a_merge_are_those_of_accounts_from_several() -> None:
    frame = rows({"domain": "acme.com"}, {"domain": "acme.com", "city": "Bonn"}, {"account_key": "globex.com"})
    found = merge(frame, pl.DataFrame({"x": ["1", "2", "3"]}), {})
    assert found.rows.select("account_key", "source", "city").rows() == [
        ("acme.com", "a.csv", None), ("acme.com", "b.csv", "Bonn"),
    ]  # fmt: skip
