"""band: inclusive bounds, exact near bounds."""

from fractions import Fraction

import polars as pl
import pytest


def whole(*values):
    return pl.DataFrame({"employees": values}, schema={"employees": pl.Int64})


def test_near_bounds_are_exact(make, judge):
    made = make("band", field="employees", ideal=[50, 500], near="25%")
    # 50 x 0.75 = 37.5 and 500 x 1.25 = 625
    frame = whole(None, 37, 38, 49, 50, 500, 501, 625, 626)
    expected = ["unknown", "outside", "near", "near", "in band", "in band", "near", "near", "outside"]
    assert judge(made, frame) == expected


def test_fractions_on_the_near_bound(make, judge):
    made = make("band", field="x", ideal=[50, None], near=0.25)
    assert judge(made, pl.DataFrame({"x": [37.5, 37.499999, float("nan"), None]})) == [
        "near",
        "outside",
        "unknown",
        "unknown",
    ]


def test_decimal_bounds_meet_the_decimal_in_the_data(make, judge):
    made = make("band", field="x", ideal=[0.1, 0.2], near="10%")
    # 0.1 x 0.9 = 0.09 and 0.2 x 1.1 = 0.22, both of which doubles can only come near
    assert judge(made, pl.DataFrame({"x": [0.09, 0.089, 0.22, 0.221]})) == [
        "near",
        "outside",
        "near",
        "outside",
    ]


def test_an_open_side(make, judge):
    made = make("band", field="employees", ideal=[None, 10], near="50%")
    assert judge(made, whole(-5, 10, 15, 16)) == ["in band", "in band", "near", "outside"]


def test_no_near_without_a_share(make, judge):
    assert judge(make("band", field="employees", ideal=[50, 500]), whole(49, 50, 501)) == [
        "outside",
        "in band",
        "outside",
    ]


def test_near_widens_negative_bounds_too(make, judge):
    made = make("band", field="x", ideal=[-10, -4], near="50%")
    assert judge(made, pl.DataFrame({"x": [-15.0, -15.1, -2.0, -1.9]})) == [
        "near",
        "outside",
        "near",
        "outside",
    ]


def test_fractional_bounds_on_whole_numbers(make, judge):
    made = make("band", field="employees", ideal=[1.5, 3.5])
    assert judge(made, whole(1, 2, 3, 4)) == ["outside", "in band", "in band", "outside"]


def test_near_is_kept_as_a_fraction(make):
    assert make("band", field="employees", ideal=[1, 2], near="12.5%").near == Fraction(1, 8)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("^ideal: [500, 50]", "^ the band is reversed: 500 is more than 50 (write [50, 500])"),
        ("^ideal: [null, null]", "^ both bounds are open, so that everything would be in band (give one: [50, null])"),
        ("^ideal: [50]", "^ ideal should be two bounds (write [50, 500]; null leaves one side open: [50, null])"),
        ("^ideal: 50", "^ ideal should be two bounds (write [50, 500]; null leaves one side open: [50, null])"),
        ("^ideal: [50, 1_000]", "^ a bound should be a number, but '1_000' is not (write [50, 500])"),
        ("ideal: [50, 500], ^near: 25", "^ near should be more than 0% and at most 100%, but is 25 (write 25% or 0.25)"),
        ("ideal: [50, 500], ^near: wide", "^ near should be a share of the bounds, but is the text 'wide' (write 25% or 0.25)"),
        ("ideal: [50, 500], grades: {^near: 0.4}", "^ near has a grade, but no width (add near: 25%)"),
    ],
)  # fmt: skip
def test_bad_bands_are_told_at_their_place(complaints, keys, said):
    assert complaints(f"{{key: k, layer: fit, weight: 5, kind: band, field: employees, {keys}}}") == [said]
