from __future__ import annotations

import polars as pl
import pytest

from icp_tui.sources.numbers import parse_numbers, parse_years


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        *[
            ("12", 12.0),
            ("12.5", 12.5),
            ("-3.5", -3.5),
            ("+3", 3.0),
            ("12.5%", 12.5),
            ("- 12 %", -12.0),
            (".5", 0.5),
        ],
        *[
            ("(3)", -3.0),
            ("1,234.5", 1234.5),
            ("1.234,5", 1234.5),
            ("1,5", 1.5),
            ("1e3", 1000.0),
            ("1,234", 1234.0),
        ],
        *[("1.234", 1.234), ("1 234", 1234.0), ("0", 0.0), ("0,125", 0.125)],
    ],
)
def test_numbers(cell, value):
    assert parse_numbers(pl.Series([cell])).rows() == [(value, True)]


@pytest.mark.parametrize("cell", ["abc", "1-2", "(3", "3)", "12k", "1e999", "--3", "85/100"])
def test_no_numbers(cell):
    assert parse_numbers(pl.Series([cell])).rows() == [(None, False)]


def test_nothing_said():
    assert parse_numbers(pl.Series([None, "n/a"], dtype=pl.String)).rows() == [(None, None)] * 2


def test_the_column_decides_what_one_number_leaves_open():
    assert parse_numbers(pl.Series(["1,234", "0,5"]))["value"].to_list() == [1.234, 0.5]
    assert parse_numbers(pl.Series(["1,234", "0.5"]))["value"].to_list() == [1234.0, 0.5]
    assert parse_numbers(pl.Series(["1,234"]), decimal_comma=True)["value"].to_list() == [1.234]


@pytest.mark.parametrize(
    ("cell", "year"),
    [("2014", 2014), ("2014.0", 2014), ("2014-05-01", 2014), ("May 2014", 2014), ("1810", 1810)],
)
def test_years(cell, year):
    assert parse_years(pl.Series([cell])).rows() == [(year, True)]


@pytest.mark.parametrize("cell", ["0", "14", "20145", "soon", "999"])
def test_no_years(cell):
    assert parse_years(pl.Series([cell])).rows() == [(None, False)]
