from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from icp_tui.sources.dates import Order, day_first, order_of, parse_dates


def values(*cells: str | None, **arguments) -> list[date | None]:
    return parse_dates(pl.Series(cells, dtype=pl.String), **arguments)["value"].to_list()


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2023-11-03", date(2023, 11, 3)),
        ("2023-11-03T10:00:00Z", date(2023, 11, 3)),
        ("2023-11-03T23:30:00.123+02:00", date(2023, 11, 3)),
        ("2022/03/31 13:09:40", date(2022, 3, 31)),
        ("2023-11-03 10:00:00 UTC", date(2023, 11, 3)),
        ("20240131", date(2024, 1, 31)),
        ("3-Nov-23", date(2023, 11, 3)),
        ("28-Jul-1999", date(1999, 7, 28)),
        ("3-Nov-69", date(1969, 11, 3)),
        ("5 Jan 2024", date(2024, 1, 5)),
        ("5th of January 2024", date(2024, 1, 5)),
        ("March 5, 2024", date(2024, 3, 5)),
        ("Mar 5 2024", date(2024, 3, 5)),
        ("Mon, 5 Feb 2024", date(2024, 2, 5)),
        ("1. März 2024", date(2024, 3, 1)),
        ("12/31/2023", date(2023, 12, 31)),
        ("31/12/2023", date(2023, 12, 31)),
        ("11/30/2023 10:30 AM", date(2023, 11, 30)),
        ("31.12.2023", date(2023, 12, 31)),
        ("5.6.2024", date(2024, 6, 5)),
        ("Mar 2024", date(2024, 3, 1)),
        ("2024-03", date(2024, 3, 1)),
        ("03/2024", date(2024, 3, 1)),
        ("Q3 2024", date(2024, 7, 1)),
        ("Q1-23", date(2023, 1, 1)),
        ("Nov '23", date(2023, 11, 1)),
        ("3 de noviembre de 2023", date(2023, 11, 3)),
        ("Fri Nov 03 10:00:00 UTC 2023", date(2023, 11, 3)),
        ("2024-Q1", date(2024, 1, 1)),
        ("2024", date(2024, 1, 1)),
        ("2024.0", date(2024, 1, 1)),
        ("1700000000", date(2023, 11, 14)),
        ("1700000000000", date(2023, 11, 14)),
    ],
)
def test_dates(cell, day):
    assert parse_dates(pl.Series([cell])).rows() == [(day, True, False)]


@pytest.mark.parametrize(
    "cell", ["2024-02-30", "13/13/2024", "soon", "32-Jan-24", "sunday", "2024-13-01", "12"]
)
def test_no_dates(cell):
    assert parse_dates(pl.Series([cell])).rows() == [(None, False, False)]


def test_nothing_said():
    assert parse_dates(pl.Series([None, "n/a"], dtype=pl.String)).rows() == [(None, None, False)] * 2


def test_the_column_settles_day_or_month_first():
    assert day_first(pl.Series(["3/4/2024", "13/4/2024"])) is True
    assert day_first(pl.Series(["3/4/2024", "4/13/2024"])) is False
    assert day_first(pl.Series(["3/4/2024"])) is None
    assert day_first(pl.Series(["13/4/2024", "4/13/2024"])) is None
    assert values("3/4/2024", "13/4/2024") == [date(2024, 4, 3), date(2024, 4, 13)]
    assert values("3/4/2024", "4/13/2024") == [date(2024, 3, 4), date(2024, 4, 13)]


def test_an_open_order_is_read_month_first_and_said():
    found = parse_dates(pl.Series(["3/4/2024", "5/5/2024", "2024-01-02"]))
    assert found["value"].to_list() == [date(2024, 3, 4), date(2024, 5, 5), date(2024, 1, 2)]
    assert found["assumed"].to_list() == [True, False, False]
    assert parse_dates(pl.Series(["3/4/2024"]), day_first=True).rows() == [(date(2024, 4, 3), True, False)]


_OPEN = "if days come first, say --day-first 'Last funding'"


@pytest.mark.parametrize(
    ("cells", "said", "order", "why"),
    [
        (["03/04/2024", "23/04/2024"], None, True,
         "dates such as 03/04/2024 are read day first, 3 April 2024, as 23/04/2024 shows"),
        (["03/04/2024", "04/23/2024"], None, False,
         "dates such as 03/04/2024 are read month first, 4 March 2024, as 04/23/2024 shows"),
        (["03/04/2024"], None, False,
         "dates such as 03/04/2024 are read month first, 4 March 2024: no date in the column shows which comes "
         f"first; {_OPEN}"),
        (["03/04/2024", "04/23/2024", "23/04/2024"], None, False,
         "dates such as 03/04/2024 are read month first, 4 March 2024: 23/04/2024 and 04/23/2024 contradict each "
         f"other; {_OPEN}"),
        (["03/04/2024"], True, True, "dates such as 03/04/2024 are read day first, 3 April 2024, as you said"),
        (["03/04/2024", "04/23/2024"], True, True,
         "dates such as 03/04/2024 are read day first, 3 April 2024, as you said, although 04/23/2024 shows the "
         "other order"),
        (["03/04/2024", "23/04/2024"], False, False,
         "dates such as 03/04/2024 are read month first, 4 March 2024, as you said, although 23/04/2024 shows the "
         "other order"),
    ],
)  # fmt: skip
def test_what_is_said_about_the_order(cells, said, order, why):
    for texts in (cells, cells[::-1]):
        assert order_of(pl.Series(texts, dtype=pl.String), "Last funding", said=said) == Order(order, why)


@pytest.mark.parametrize("cells", [["23/04/2024", "5/5/2024"], ["3.4.2024", "2024-01-02", None]])
def test_nothing_is_open(cells):
    assert order_of(pl.Series(cells, dtype=pl.String), "Founded") is None


def test_serial_numbers_only_in_a_column_of_them():
    assert values("45233", None, "45233.75", "20000") == [
        date(2023, 11, 3),
        None,
        date(2023, 11, 3),
        date(1954, 10, 3),
    ]
    assert values("45233", "2024-01-01") == [None, date(2024, 1, 1)]
    assert values("99999") == [None]


def test_a_column_that_repeats_itself():
    assert (
        values(*["3-Nov-23", "1/13/2024", None] * 1000) == [date(2023, 11, 3), date(2024, 1, 13), None] * 1000
    )
