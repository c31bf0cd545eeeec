"""Rows of one name in several places."""

import itertools

import polars as pl
import pytest

from icp_tui.sources.localities import MOST_PLACES, apart, folded_places


def told(*places):
    """Keys of rows of `acme/us` with these (city, state), in their order."""
    rows = pl.DataFrame(
        [{"account_key": "acme/us", "state": state, "city": city} for city, state in places],
        schema={"account_key": pl.String, "state": pl.String, "city": pl.String},
    )
    return apart(folded_places(rows))[0].to_list()


@pytest.mark.parametrize(
    "places",
    [
        [(None, None), (None, None)],
        [("Ames", "IA"), ("AMES", "ia")],
        [("Ames", None), ("Ames", "IA"), (None, None)],
        [("Ames", "IA"), (None, "IA")],
        [("Fresno", "CA"), ("Fresno", "California")],
        [("Zürich", None), ("Zurich", None)],
        [("St. Paul", "MN"), ("St Paul", "MN")],
    ],
)
def test_places_that_can_be_one_are_one_account(places):
    assert told(*places) == ["acme/us"] * len(places)


@pytest.mark.parametrize(
    ("places", "keys"),
    [
        ([("Ames", "IA"), ("Dayton", "OH")], ["acme/us/ames-ia", "acme/us/dayton-oh"]),
        ([("Springfield", "IL"), ("Springfield", "MO")], ["acme/us/springfield-il", "acme/us/springfield-mo"]),
        ([(None, "IA"), (None, "OH")], ["acme/us/ia", "acme/us/oh"]),
        # Who names no place could be either's, and stays by itself.
        ([("Ames", "IA"), ("Dayton", "OH"), (None, None)], ["acme/us/ames-ia", "acme/us/dayton-oh", "acme/us"]),
        # Ames is in one state alone.
        ([("Ames", "IA"), ("Ames", None), ("Dayton", "OH")],
         ["acme/us/ames-ia", "acme/us/ames-ia", "acme/us/dayton-oh"]),
    ],
)  # fmt: skip
def test_places_that_differ_are_several(places, keys):
    assert told(*places) == keys


def test_the_order_of_rows_changes_no_key():
    places = [("Ames", "IA"), ("Ames", None), (None, "IA"), ("Dayton", "OH"), (None, None)]
    expected = dict(zip(places, told(*places), strict=True))
    for order in itertools.permutations(places):
        assert dict(zip(order, told(*order), strict=True)) == expected


def test_a_name_in_very_many_places_is_as_many_accounts():
    places = [(f"Town {number}", None) for number in range(MOST_PLACES + 1)]
    assert len(set(told(*places))) == MOST_PLACES + 1
