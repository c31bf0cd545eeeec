"""What cleaning a field says in words."""

import polars as pl

from icp_tui.sources.cleaning import clean_field
from icp_tui.sources.mapping import Feed


def notes(field, header, *cells):
    frame = pl.DataFrame({header: pl.Series(cells, dtype=pl.String)})
    return clean_field(field, [Feed(header, field)], frame).notes


def test_what_the_vocabulary_does_not_know_is_listed_by_frequency():
    assert notes("industry", "Industry", "Widgets", "Banking", "Gadgets", "Widgets", None) == [
        "Industry: 2 texts not in the vocabulary kept as written: Widgets (2), Gadgets (1); "
        "add them to vocab/industries.yaml"
    ]
    assert notes("industry", "Industry", "Banking", "n/a") == []


def test_the_order_of_day_and_month_is_said():
    assert notes("last_funding_date", "Last Funding Date", "03/04/2024", "23/04/2024") == [
        "Last Funding Date: dates such as 03/04/2024 read as day/month because of 23/04/2024"
    ]
