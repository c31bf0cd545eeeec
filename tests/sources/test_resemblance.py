"""Headers that sound like a field that nothing feeds."""

from __future__ import annotations

import polars as pl

from icp_tui.sources.resemblance import resembling

COMPANIES = ["Alcoa Corp.", "Nucor Corporation", "Aurubis AG", "Salzgitter AG", "Outokumpu Oyj", "Boliden AB"]


def test_company_names_under_the_name_of_an_industry() -> None:
    sample = pl.DataFrame({"Metals Industry": COMPANIES})
    assert resembling(["Metals Industry"], {}, sample) == [
        "Metals Industry sounds like industry, but holds company names ('Alcoa Corp.', 'Nucor Corporation'): it is "
        "not used; --map 'Metals Industry=name' if they are the companies"
    ]
    assert resembling(["Metals Industry"], {"name"}, sample) == [
        "Metals Industry sounds like industry, but holds company names ('Alcoa Corp.', 'Nucor Corporation'): it is "
        "not used"
    ]


def test_a_header_that_no_list_names() -> None:
    sample = pl.DataFrame({"Employees 2025": ["12", "11-50", "1,200", "many", "8"]})
    assert resembling(["Employees 2025"], {}, sample) == [
        "Employees 2025 may be employees (4 of 5 cells looked at are understood): "
        "--map 'Employees 2025=employees' to use it"
    ]
    assert resembling(["Employees 2025"], {"employees"}, sample) == []


def test_too_few_cells_say_nothing() -> None:
    assert resembling(["Employees 2025"], {}, pl.DataFrame({"Employees 2025": ["12", None, "n/a"]})) == []
