from __future__ import annotations

import polars as pl
import pytest

from icp_tui.sources.linkedin import parse_linkedin


@pytest.mark.parametrize(
    ("cell", "slug"),
    [
        ("https://www.linkedin.com/company/Acme-Inc/about/", "acme-inc"),
        ("https://www.linkedin.com/company/acme", "acme"),
        ("linkedin.com/company/acme/", "acme"),
        ("https://uk.linkedin.com/company/acme?trk=x", "acme"),
        ("https://www.linkedin.com/school/mit/", "mit"),
        ("https://linkedin.com/showcase/foo-bar#x", "foo-bar"),
        ("http://www.linkedin.com/sales/company/123", "123"),
        ("https://www.linkedin.com/company/1441", "1441"),
        ("https://www.linkedin.com/company/booking.com", "booking.com"),
        ("https://www.linkedin.com/company/caf%C3%A9-x/", "café-x"),
        ("https://www.linkedin.com/company/Müller-AG", "müller-ag"),
        ("urn:li:company:99", "99"),
        ("company/acme", "acme"),
        ("Acme-Inc", "acme-inc"),
        ("1441", "1441"),
    ],
)
def test_pages_of_companies(cell, slug):
    assert parse_linkedin(pl.Series([cell])).rows() == [(slug, True)]


@pytest.mark.parametrize(
    "cell",
    [
        "https://www.linkedin.com/in/joe",
        "https://www.linkedin.com/company/",
        "https://acme.com",
        "acme.com",
        "a b",
    ],
)
def test_what_is_no_page_of_a_company(cell):
    assert parse_linkedin(pl.Series([cell])).rows() == [(None, False)]


def test_rows_keep_their_order():
    cells = ["linkedin.com/company/a", None, "n/a", "https://www.linkedin.com/school/B/", "x y"] * 500
    assert parse_linkedin(pl.Series(cells))["slug"].to_list() == ["a", None, None, "b", None] * 500
