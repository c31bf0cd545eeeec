"""What cleaning a field says in words."""

from datetime import date

import polars as pl

from icp_tui.sources.cleaning import clean_field
from icp_tui.sources.mapping import Feed


def cleaned(field, header, *cells, **said):
    frame = pl.DataFrame({header: pl.Series(cells, dtype=pl.String)})
    return clean_field(field, [Feed(header, field, **said)], frame)


def notes(field, header, *cells, **said):
    return cleaned(field, header, *cells, **said).notes


def test_what_the_vocabulary_does_not_know_is_counted():
    found = cleaned("industry", "Industry", "Widgets", "Banking", "Gadgets", " Widgets", None)
    assert found.unknown == (("Widgets", 2), ("Gadgets", 1))
    assert found.columns["industry"].to_list() == ["Widgets", "Banking", "Gadgets", "Widgets", None]
    assert cleaned("industry", "Industry", "Banking", "n/a").unknown == ()


def test_of_two_columns_of_one_field_the_fuller_one_counts_what_is_unknown():
    frame = pl.DataFrame({"Country": ["Atlantis", "Atlantis", "Thule"], "HQ Country": ["Atlantis", "DE", "Lemuria"]})
    feeds = [Feed("Country", "country"), Feed("HQ Country", "country")]
    assert clean_field("country", feeds, frame).unknown == (("Atlantis", 2), ("Lemuria", 1), ("Thule", 1))


def test_a_person_says_the_order_of_day_and_month():
    found = cleaned("last_funding_date", "Raised", "03/04/2024", day_first=True)
    assert found.columns["last_funding_date"].to_list() == [date(2024, 4, 3)]
    assert found.notes == ["Raised: dates such as 03/04/2024 are read day first, 3 April 2024, as you said"]
    assert [header.day_first for header in found.headers] == [True]
    assert cleaned("last_funding_date", "Raised", "03/04/2024").headers[0].day_first is False
    assert cleaned("last_funding_date", "Raised", "2024-04-03").headers[0].day_first is None


def test_samples_are_the_cells_as_they_stand_in_the_file():
    assert cleaned("technologies", "Tech", "SFDC, HubSpot", None).headers[0].samples == ("SFDC, HubSpot",)
    assert cleaned("revenue", "Revenue", "$1.2M", "a lot").headers[0].samples == ("$1.2M", "a lot")


def test_the_order_of_day_and_month_is_said():
    assert notes("last_funding_date", "Last Funding Date", "03/04/2024", "23/04/2024") == [
        "Last Funding Date: dates such as 03/04/2024 are read day first, 3 April 2024, as 23/04/2024 shows"
    ]
