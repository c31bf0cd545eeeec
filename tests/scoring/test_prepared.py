"""The profile's own columns and currency: every type of extra field, rates, what stays unknown."""

from datetime import date

import polars as pl
import pytest
from lists import accounts, profile

from icp_tui.scoring.prepared import extra_column, missing_headers, prepare


def extra(cells, kind, header="Growth", **parts):
    """The values of one extra field over one column of cells."""
    made = profile(fields={"growth": {"from": ["Growth"], "as": kind}}, **parts)
    originals = pl.DataFrame({header: cells}, schema={header: pl.String})
    return extra_column("growth", made.fields["growth"], originals, made, originals.height)


@pytest.mark.parametrize(
    ("kind", "cells", "values"),
    [
        ("number", ["12.5", "1,200", "n/a", "soon", None], [12.5, 1200.0, None, None, None]),
        ("money", ["$1.5M", "2000", "-", "a lot", None], [1_500_000.0, 2000.0, None, None, None]),
        ("date", ["2026-11-21", "soon", None], [date(2026, 11, 21), None, None]),
        ("list", ["a; b; a", " ", None], [["a", "b"], None, None]),
        ("flag", ["yes", "0", "perhaps", None], [True, False, None, None]),
        ("text", [" Bern ", "N/A", "007", None], ["Bern", None, "007", None]),
    ],
)
def test_every_type(kind, cells, values):
    assert extra(cells, kind).to_list() == values


def test_money_is_counted_in_the_currency_of_the_profile_and_unknown_without_a_rate():
    cells = ["100", "€100", "CHF 100", "100 USD"]
    assert extra(cells, "money", rates={"EUR": 1.08}).to_list() == [100.0, 108.0, None, 100.0]
    assert extra(cells, "money", currency="EUR", rates={"CHF": 0.95}).to_list() == [100.0, 100.0, 95.0, None]


def test_the_header_says_unit_and_currency_of_bare_amounts():
    made = profile(fields={"spend": {"from": ["Spend (in 000s EUR)"], "as": "money"}}, rates={"EUR": 1.5})
    originals = pl.DataFrame({"Spend (in 000s EUR)": ["2", "$2"]})
    assert extra_column("spend", made.fields["spend"], originals, made, originals.height).to_list() == [3000.0, 2000.0]


def test_headers_compare_like_those_of_the_sources():
    assert extra(["5"], "number", header=" growth").to_list() == [5.0]


def test_the_first_header_that_says_something_wins_cell_by_cell():
    made = profile(fields={"growth": {"from": ["Growth", "Increase", "Gone"], "as": "number"}})
    originals = pl.DataFrame({"Increase": ["1", "2", "3"], "Growth": ["10", "soon", None]})
    assert extra_column("growth", made.fields["growth"], originals, made, originals.height).to_list() == [10.0, 2.0, 3.0]


def test_a_field_that_no_source_has_is_all_unknown_and_named():
    made = profile(fields={"growth": {"from": ["Growth"], "as": "number"}, "hot": {"from": ["Hot"], "as": "flag"}})
    frame = prepare(accounts({"name": "A"}), pl.DataFrame({"Hot": ["yes"]}), made)
    assert frame["growth"].to_list() == [None]
    assert frame["hot"].to_list() == [True]
    assert frame.schema["growth"] == pl.Float64
    assert missing_headers(made, ["Hot"]) == ["growth"]


def test_money_of_accounts_is_converted_by_rate_and_the_rest_unknown():
    frame = accounts(
        {"revenue": 100, "revenue_min": 90, "revenue_max": 110, "currency": "EUR", "funding_total": 1},
        {"revenue": 100, "currency": "CHF", "last_funding_amount": 7},
        {"revenue": 100, "currency": "USD"},
        {"revenue": 100},
    )
    made = prepare(frame, pl.DataFrame({"x": [None] * 4}), profile(rates={"EUR": 1.08}))
    assert made.select("revenue", "revenue_min", "revenue_max", "funding_total", "last_funding_amount", "currency").rows() == [
        (108, 97, 119, 1, None, "USD"),
        # Unknown, and still said to be in the currency that nobody can convert.
        (None, None, None, None, None, "CHF"),
        (100, None, None, None, None, "USD"),
        (100, None, None, None, None, None),
    ]


def test_the_profile_s_currency_needs_no_rate_and_others_do():
    frame = accounts({"revenue": 100, "currency": "EUR"}, {"revenue": 100, "currency": "USD"})
    made = prepare(frame, pl.DataFrame({"x": ["", ""]}), profile(currency="EUR"))
    assert made["revenue"].to_list() == [100, None]


def test_nothing_but_the_money_changes():
    frame = accounts({"name": "A", "employees": 5, "technologies": ["x"]}, {"name": "B"})
    assert prepare(frame, pl.DataFrame({"x": ["", ""]}), profile(rates={"EUR": 2})).equals(frame)
