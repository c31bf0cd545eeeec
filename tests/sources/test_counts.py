from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from icp_tui.sources.counts import parse_counts

VARIANTS = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "variants_numbers"


def parsed(*cells: str | None) -> list[tuple]:
    return parse_counts(pl.Series(cells, dtype=pl.String)).rows()


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("1200", 1200),
        ("1,200", 1200),
        ("1.200", 1200),
        ("1 200", 1200),
        ("1\u00a0200", 1200),
        ("1\u202f200", 1200),
        ("1'200", 1200),
        ("2 300 000", 2_300_000),
        ("2.300.000", 2_300_000),
        ("2,300,000", 2_300_000),
        ("2024.0", 2024),
        ("3.0", 3),
        ("1.2k", 1200),
        ("1,2k", 1200),
        ("1.234k", 1234),
        ("2.3M", 2_300_000),
        ("367.7k", 367_700),
        ("~100", 100),
        ("approx. 100", 100),
        ("1,200 employees", 1200),
        ("120 Mitarbeiter", 120),
        ("Self-employed", 1),
        ("myself only", 1),
        ("2.5", 3),
    ],
)
def test_a_number_is_value_low_and_high(cell, count):
    assert parsed(cell) == [(count, count, count, True, False)]


@pytest.mark.parametrize(
    ("cell", "value", "low", "high"),
    [
        ("51-200", 126, 51, 200),
        ("51–200", 126, 51, 200),
        ("51 — 200", 126, 51, 200),
        ("51 to 200", 126, 51, 200),
        ("between 51 and 200", 126, 51, 200),
        ("1-10", 6, 1, 10),
        ("2-10", 6, 2, 10),
        ("5000 to 19,999", 12_500, 5000, 19_999),
        ("10K-50K", 30_000, 10_000, 50_000),
        ("251-1K", 626, 251, 1000),
        ("1-5K", 3000, 1000, 5000),
        ("1,001-5,000 employees", 3001, 1001, 5000),
        ("5001 – 10000 employees", 7501, 5001, 10_000),
        ("Employees.100to249", 175, 100, 249),
        ("<10", 5, 1, 9),
        ("Less than 250", 125, 1, 249),
        ("up to 50", 26, 1, 50),
        ("10,001+", 10_001, 10_001, None),
        ("10001+ employees", 10_001, 10_001, None),
        ("200+ (as of January 2020)", 200, 200, None),
        ("more than 10,000", 10_001, 10_001, None),
        (">500", 501, 501, None),
        (">= 500", 500, 500, None),
        ("20,000 or more", 20_000, 20_000, None),
    ],
)
def test_a_band_has_its_midpoint_and_an_open_band_its_lower_end(cell, value, low, high):
    assert parsed(cell) == [(value, low, high, True, False)]


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        *[("Nov-50", 11, 50), ("11/50", 11, 50), ("50-Nov", 11, 50), ("1950-11-01 00:00:00", 11, 50)],
        *[("10-Feb", 2, 10), ("2-Oct", 2, 10), ("2/10", 2, 10), ("2026-02-10", 2, 10), ("10. Feb", 2, 10)],
        *[("Jan-10", 1, 10), ("10-Jan", 1, 10), ("2-Okt", 2, 10)],
    ],
)
def test_bands_that_a_spreadsheet_turned_into_dates_are_repaired(cell, low, high):
    assert parsed(cell) == [((low + high + 1) // 2, low, high, True, True)]


@pytest.mark.parametrize(
    "cell", ["foo", "-5", "50-11", "(50)", "~100 currently (5/3/2019) and growing", "5/3/2019", "1-2-3"]
)
def test_what_is_not_understood(cell):
    assert parsed(cell) == [(None, None, None, False, False)]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("100to249", (175, 100, 249, True, False)),
        ("c_00011_00050", (31, 11, 50, True, False)),
        ("c_10001_max", (10_001, 10_001, None, True, False)),
        ("501_1000", (751, 501, 1000, True, False)),
        ("51-200 employees (est.)", (126, 51, 200, True, False)),
        ("[51-200]", (126, 51, 200, True, False)),
        ("11-50 employés", (31, 11, 50, True, False)),
        ("1001,5000", (None, None, None, False, False)),
    ],
)
def test_bands_as_codes_and_with_remarks(cell, found):
    assert parsed(cell) == [found]


def test_zero_is_understood_and_unknown():
    assert parsed("0", "0.0") == [(None, None, None, True, False)] * 2


@pytest.mark.parametrize("cell", [None, "", "N/A", "Not Provided", "-99999", "unknown"])
def test_where_nothing_is_said(cell):
    assert parsed(cell) == [(None, None, None, None, False)]


def test_rows_keep_their_order_when_texts_repeat():
    cells = pl.Series(["51-200", "7", None, "Nov-50"] * 1000)
    assert parse_counts(cells)["value"].to_list() == [126, 7, None, 31] * 1000


def test_a_column_of_bare_numbers():
    assert parsed("1", None, "20") == [
        (1, 1, 1, True, False),
        (None, None, None, None, False),
        (20, 20, 20, True, False),
    ]


@pytest.mark.skipif(not VARIANTS.is_dir(), reason="the shared data are not here")
@pytest.mark.parametrize(
    "name",
    ["eu_decimal_comma_semicolon", "fr_nbsp_thousands_semicolon", "mm_bn_suffix", "us_thousands_dollar"],
)
def test_numbers_written_in_other_ways_are_the_same(name):
    exact = pl.read_csv(VARIANTS / "canonical.csv")["employees"]
    separator = ";" if name.endswith("semicolon") else ","
    cells = pl.read_csv(VARIANTS / f"{name}.csv", separator=separator, infer_schema=False)["Employees"]
    assert parse_counts(cells)["value"].to_list() == exact.to_list()


@pytest.mark.skipif(not VARIANTS.is_dir(), reason="the shared data are not here")
@pytest.mark.parametrize("name", ["ranges", "ranges_en_dash_words"])
def test_a_band_holds_the_number_it_stands_for(name):
    exact = pl.read_csv(VARIANTS / "canonical.csv")["employees"]
    cells = pl.read_csv(VARIANTS / f"{name}.csv", infer_schema=False)["Employees"]
    found = parse_counts(cells).with_columns(exact)
    assert found["understood"].all()
    assert found.select((pl.col("low") <= pl.col("employees")).all()).item()
    assert found.select((pl.col("employees") <= pl.col("high").fill_null(10**9)).all()).item()


@pytest.mark.skipif(not VARIANTS.is_dir(), reason="the shared data are not here")
def test_dirty_cells_are_right_or_null():
    exact = pl.read_csv(VARIANTS / "canonical.csv")["employees"]
    cells = pl.read_csv(VARIANTS / "dirty_missing.csv", infer_schema=False)["Employees"]
    found = parse_counts(cells).with_columns(exact)
    assert found.filter(pl.col("value").is_not_null() & (pl.col("value") != pl.col("employees"))).height == 0
    assert found["value"].count() == 133
    assert found["understood"].drop_nulls().all()
