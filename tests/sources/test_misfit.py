"""Columns that hold something else than their header says."""

from __future__ import annotations

import polars as pl
import pytest

from icp_tui.sources.misfit import misfit, understood

PHONES = ["+1 555 0100 200", "+49 30 1234567", "(020) 7946 0100", "555-010-0199", "+33 1 23 45 67 89"]
PEOPLE = ["Dana Whitlock", "Lee Okafor", "Priya Raman", "Aiko Mori", "Dana Whitlock"]
COMPANIES = ["Alcoa Corp.", "Nucor Corporation", "Aurubis AG", "Salzgitter AG", "Outokumpu Oyj", "Boliden AB"]
COUNTS = ["12", "40", "1,200", "7", "99"]
DATES = ["23.10.2026", "24.10.2026", "3/24/2026", "25.06.2026", "26.01.2026"]
PLACES = ["Boston, MA", "Atlanta, GA", "Toronto, ON", "Austin, TX", "Miami, FL"]


@pytest.mark.parametrize(
    ("field", "cells", "holds"),
    [
        ("website", PHONES, "phone numbers"),
        ("domain", PEOPLE, "words"),
        ("employees", PEOPLE, "words"),
        ("revenue", PEOPLE, "words"),
        ("country", COUNTS, "numbers"),
        ("country", PHONES, "phone numbers"),
        ("industry", COMPANIES, "company names"),
        ("industry", COUNTS, "numbers"),
        ("employees", DATES, "dates"),
        ("name", COUNTS, "numbers"),
        ("founded", PEOPLE, "words"),
        ("linkedin_url", ["acme.com", "globex.com", "initech.com", "hooli.com", "umbrella.com"], "web addresses"),
        ("industry", [f"Firm {letter}" for letter in "abcdefghijklmnopqrst"], "no industry that is known, and nothing twice"),
    ],
)  # fmt: skip
def test_found_out(field: str, cells: list[str], holds: str) -> None:
    found = misfit("Header", field, pl.Series(cells))
    assert found is not None
    assert found.holds == holds


@pytest.mark.parametrize(
    ("field", "cells"),
    [
        ("website", ["acme.com", "https://globex.com", "hooli.com", "n/a", "initech.com", "umbrella.com"]),
        ("employees", ["11-50", "51-200", "1,001-5,000", "Self-employed", "10,001+"]),
        ("employees", ["2050-11-01", "2026-02-10", "2026-02-10", "2025-01-10", "2050-11-01"]),
        ("country", PLACES),
        ("country", ["DE", "US", "FR", "GB", "AT"]),
        ("industry", ["Software", "Software", "Fancy label", "Software", "Other label"]),
        ("industry", ["Own label 1", "Own label 2", "Own label 3", "Own label 1", "Own label 2"]),
        ("name", ["acme.com", "globex.com", "3M", "Hooli", "1800 Flowers"]),
        ("name", ["A", "B", "C"]),
        ("linkedin_url", ["1441", "2000", "acme", "company/globex", "99"]),
        ("owner", COUNTS),
        ("crm_id", COUNTS),
        ("country", ["1"] * 50),
        ("country", [None] * 50),
    ],
)
def test_left_alone(field: str, cells: list[str | None]) -> None:
    assert misfit("Header", field, pl.Series(cells, dtype=pl.String)) is None


def test_codes_are_read_like_text() -> None:
    assert misfit("Employees", "employees", pl.Series(PEOPLE, dtype=pl.Categorical)) is not None


def test_it_says_why_and_how_to_force_it() -> None:
    assert str(misfit("Website", "website", pl.Series(PHONES))) == (
        "Website is not used as website: it holds phone numbers ('+1 555 0100 200', '+49 30 1234567'); "
        "--map 'Website=website' to use it"
    )


def test_what_is_understood() -> None:
    assert understood("country", pl.Series(["DE", "Narnia", None, "France"])) == 2
    assert understood("name", pl.Series(["Acme"])) is None
