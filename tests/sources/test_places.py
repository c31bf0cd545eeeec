from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icp_tui import vocab
from icp_tui.sources.places import parse_countries


def values(*cells: str | None) -> list[str | None]:
    return parse_countries(pl.Series(cells, dtype=pl.String))["value"].to_list()


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        *[("DE", "DE"), ("deu", "DE"), ("Germany", "DE"), ("Deutschland", "DE"), ("Germany (DE)", "DE")],
        *[
            ("UK", "GB"),
            ("U.S.A.", "US"),
            ("united  kingdom", "GB"),
            ("United Kingdom (UK)", "GB"),
            ("NO", "NO"),
        ],
        *[("Berlin, Berlin, Germany", "DE"), ("London, UK", "GB"), ("San Francisco, CA, US", "US")],
        *[("Tbilisi, Tbilisi, Georgia", "GE"), ("Georgia", "GE"), ("Korea, Republic of", "KR")],
        ("Washington, District of Columbia, United States", "US"),
    ],
)
def test_countries(cell, code):
    assert parse_countries(pl.Series([cell])).rows() == [(code, True)]


@pytest.mark.parametrize(
    "cell", ["Atlanta, GA", "San Francisco, CA", "Atlanta, Georgia", "Mars", "Remote", "Berlin, DE"]
)
def test_what_is_no_country_or_may_be_a_state(cell):
    assert parse_countries(pl.Series([cell])).rows() == [(None, False)]


def test_na_is_namibia_among_codes_only():
    assert values("NA", "DE", "US") == ["NA", "DE", "US"]
    assert values("NA") == ["NA"]
    assert values("NA", "Germany", "France") == [None, "DE", "FR"]
    assert values("n/a", "na", "DE", "FR") == [None, None, "DE", "FR"]


def test_nothing_said():
    assert parse_countries(pl.Series([None, ""], dtype=pl.String)).rows() == [(None, None)] * 2


@given(st.lists(st.sampled_from(vocab.labels("country")), min_size=1))
def test_clean_countries_stay_as_they_are(codes):
    assert values(*codes) == codes
