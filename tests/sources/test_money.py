from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from icp_tui.sources.money import MoneyHeader, money_header, parse_money

VARIANTS = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "variants_numbers"
M, B = 1_000_000, 1_000_000_000


def parsed(*cells: str | None, **arguments) -> list[tuple]:
    return parse_money(pl.Series(cells, dtype=pl.String), **arguments).rows()


@pytest.mark.parametrize(
    ("cell", "amount", "currency"),
    [
        ("15000000", 15 * M, None),
        ("177526000000.0", 177_526 * M, None),
        ("1.5E+08", 150 * M, None),
        ("2.050e+11", 205 * B, None),
        ("485.87 bn", 485_870 * M, None),
        ("18.3 MM", 18_300_000, None),
        ("$9.85bn", 9_850 * M, "USD"),
        ("US$5.5bn", 5_500 * M, "USD"),
        ("$223604M", 223_604 * M, "USD"),
        ("€5m", 5 * M, "EUR"),
        ("EUR5m", 5 * M, "EUR"),
        ("5EUR", 5, "EUR"),
        ("5 Mio. €", 5 * M, "EUR"),
        ("1,5 Mrd. EUR", 1_500 * M, "EUR"),
        ("485.873,0 Mio. EUR", 485_873 * M, "EUR"),
        ("485 873 000 000 $", 485_873 * M, "USD"),
        ("485\u202f873\u202f000\u202f000 $", 485_873 * M, "USD"),
        ("USD 485,873.0 million", 485_873 * M, "USD"),
        ("$485,873,000,000", 485_873 * M, "USD"),
        ("£1.2k", 1200, "GBP"),
        ("R$ 5 milhões", 5 * M, "BRL"),
        ("12 crore INR", 120 * M, "INR"),
        ("1,00,000", 100_000, None),
        ("1.200", 1200, None),
        ("1,200", 1200, None),
        ("$1.2M annual revenue", 1_200_000, "USD"),
        ("5m kr", 5 * M, None),
        ("CHF 3'000'000", 3 * M, "CHF"),
    ],
)
def test_an_amount_is_value_low_and_high(cell, amount, currency):
    assert parsed(cell) == [(amount, amount, amount, currency, True)]


@pytest.mark.parametrize(
    ("cell", "value", "low", "high"),
    [
        ("$10M - $25M", 17_500_000, 10 * M, 25 * M),
        ("$10-25M", 17_500_000, 10 * M, 25 * M),
        ("$1B to $10B", 5_500 * M, B, 10 * B),
        ("$25 mil. - $50 mil.", 37_500_000, 25 * M, 50 * M),
        ("$500 mil. - $1 bil.", 750 * M, 500 * M, B),
        ("$500K - $1M", 750_000, 500_000, M),
        ("$0 - $1M", 500_000, 0, M),
        ("Under $500,000", 250_000, 0, 500_000),
        ("Less than $1M", 500_000, 0, M),
        ("$10B+", 10 * B, 10 * B, None),
        (">$1B", B, B, None),
        ("Over $5 bil.", 5 * B, 5 * B, None),
    ],
)
def test_a_band_has_its_midpoint_and_an_open_band_its_lower_end(cell, value, low, high):
    assert parsed(cell) == [(value, low, high, "USD", True)]


@pytest.mark.parametrize("cell", ["(1,234)", "-$5M", "-5", "abc", "$", "9" * 20, "25M - 10M"])
def test_what_is_not_understood(cell):
    assert parsed(cell) == [(None, None, None, None, False)]


@pytest.mark.parametrize("cell", [None, "n/a", "#REF!", "NULL", "not disclosed"])
def test_where_nothing_is_said(cell):
    assert parsed(cell) == [(None, None, None, None, None)]


def test_zero_is_unknown_unless_it_is_asked_for():
    assert parsed("0", "$0") == [(None, None, None, None, True)] * 2
    assert parsed("0", zero=True) == [(0, 0, 0, None, True)]


def test_the_headers_unit_multiplies_only_numbers_without_a_scale():
    values = [row[0] for row in parsed("25", "1,234", "1.5", "$25 mil.", "10 - 20", "$10M - $25M", unit=1000)]
    assert values == [25_000, 1_234_000, 1_500, 25 * M, 15_000, 17_500_000]


def test_an_ambiguous_number_follows_its_column():
    assert [row[0] for row in parsed("1.234 Mio", "12,5 Mio")] == [1_234 * M, 12_500_000]
    assert [row[0] for row in parsed("1.234 Mio", "12.5 Mio")] == [1_234_000, 12_500_000]
    assert [row[0] for row in parsed("1,234 Mio")] == [1_234 * M]
    assert [row[0] for row in parsed("1,234 Mio", decimal_comma=True)] == [1_234_000]


@pytest.mark.parametrize(
    ("header", "unit", "currency"),
    [
        ("Annual Revenue", 1, None),
        ("Revenue (in 000s USD)", 1000, "USD"),
        ("Total Funding Amount (in 000s USD)", 1000, "USD"),
        ("Revenue Range (in USD)", 1, "USD"),
        ("Company Revenue Min (Millions USD)", M, "USD"),
        ("Umsatz in Mio. EUR", M, "EUR"),
        ("Annual Revenue (€)", 1, "EUR"),
        ("Revenue ($M)", M, "USD"),
        ("revenue_musd", M, "USD"),
        ("Umsatz in TEUR", 1000, "EUR"),
        ("Umsatz (T€)", 1000, "EUR"),
        ("Revenue kUSD", 1000, "USD"),
        ("Annual Revenue ($ mil)", M, "USD"),
        ("revenue_in_millions", M, None),
        ("Annual Revenue Currency", 1, None),
    ],
)
def test_money_header(header, unit, currency):
    assert money_header(header) == MoneyHeader(unit, currency)


def shared(name: str) -> tuple[pl.Series, pl.Series]:
    """Revenue in whole units, and the same as the file writes it."""
    exact = pl.read_csv(VARIANTS / "canonical.csv")["revenue_musd"] * M
    separator = ";" if name.endswith("semicolon") else ","
    return exact, pl.read_csv(VARIANTS / f"{name}.csv", separator=separator, infer_schema=False)[
        "Annual Revenue"
    ]


@pytest.mark.skipif(not VARIANTS.is_dir(), reason="the shared data are not here")
@pytest.mark.parametrize(
    ("name", "currency"),
    [
        ("eu_decimal_comma_semicolon", "EUR"),
        ("fr_nbsp_thousands_semicolon", "USD"),
        ("ranges_en_dash_words", "USD"),
        ("us_thousands_dollar", "USD"),
    ],
)
def test_amounts_written_in_other_ways_are_the_same(name, currency):
    exact, cells = shared(name)
    found = parse_money(cells)
    assert found["value"].to_list() == exact.to_list()
    assert found["currency"].unique().to_list() == [currency]


@pytest.mark.skipif(not VARIANTS.is_dir(), reason="the shared data are not here")
@pytest.mark.parametrize(("name", "step"), [("dollar_short_units", 50 * M), ("mm_bn_suffix", 5 * M)])
def test_rounded_amounts_are_within_their_last_digit(name, step):
    exact, cells = shared(name)
    assert (parse_money(cells)["value"] - exact).abs().max() <= step


@pytest.mark.skipif(not VARIANTS.is_dir(), reason="the shared data are not here")
def test_open_bands_hold_the_amount_and_dirty_cells_are_near_or_null():
    exact, cells = shared("ranges")
    assert (parse_money(cells)["low"] <= exact).all()
    exact, cells = shared("dirty_missing")
    found = parse_money(cells).with_columns(exact, cells.alias("cell"))
    assert found.filter(~pl.col("understood"))["cell"].unique().to_list() == ["(1,234)"]
    # `1.267e+11` keeps four digits.
    assert (
        found.select(((pl.col("value") - pl.col("revenue_musd")).abs() / pl.col("revenue_musd")).max()).item()
        < 5e-4
    )
    assert found["value"].count() == 107
