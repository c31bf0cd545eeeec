"""recency: age counted from the day of the run, 2026-11-21."""

from datetime import date

import polars as pl
import pytest
from lists import AS_OF

from icp_tui.columns import ACCOUNT


def days(*values):
    return pl.DataFrame({"last_funding_date": values}, schema={"last_funding_date": pl.Date})


def test_a_window_includes_its_last_day(make, judge):
    made = make("recency", field="last_funding_date", within={"90d": 1.0, "30d": 0.5})
    # 30 days before 2026-11-21 is 2026-10-22; 90 days before is 2026-08-23
    frame = days(
        None,
        date(2026, 11, 22),
        date(2026, 11, 21),
        date(2026, 10, 22),
        date(2026, 10, 21),
        date(2026, 8, 23),
        date(2026, 8, 22),
    )
    expected = ["unknown", "unknown", "within 30d", "within 30d", "within 90d", "within 90d", "older"]
    assert judge(made, frame) == expected


def test_units(make, judge):
    made = make("recency", field="last_funding_date", within={"1W": 1, "2m": 0.5, "1y": 0.2})
    # 7, 60 and 365 days before
    frame = days(date(2026, 11, 14), date(2026, 9, 22), date(2025, 11, 21), date(2025, 11, 20))
    assert judge(made, frame) == ["within 1w", "within 2m", "within 1y", "older"]


def test_windows_from_the_shortest(make):
    made = make("recency", field="last_funding_date", within={"1y": 0.1, "2w": 1, "1m": 0.5})
    labels = [level.label for level in made.levels(ACCOUNT, AS_OF)]
    assert labels == ["unknown", "within 2w", "within 1m", "within 1y", "older"]


def test_a_window_longer_than_time(make, judge):
    made = make("recency", field="last_funding_date", within={"9999y": 1})
    assert judge(made, days(date(1, 1, 1))) == ["within 9999y"]


def test_future_dates_are_told_apart(make):
    made = make("recency", field="last_funding_date", within={"30d": 1})
    frame = days(None, date(2026, 11, 22), date(2026, 11, 21))
    assert frame.select(made.in_future(AS_OF)).to_series().to_list() == [False, True, False]


@pytest.mark.parametrize(
    ("within", "said"),
    [
        ("^within: {}", "^ within is empty"),
        ("within: {^90: 1}", "^ 90 is no length of time (write 90d)"),
        ("within: {^soon: 1}", "^ soon is no length of time (write 90d, 12w, 6m or 1y)"),
        ("within: {^0d: 1}", "^ 0d is no length of time (write 90d, 12w, 6m or 1y)"),
        ("within: {30d: 1, ^1m: 0.5}", "^ 1m is as long as 30d (keep one of the two)"),
        (
            "within: {^30d: x}",
            "^ a grade should be a number from 0 to 1, but 'x' is not (1 is best, 0 is worst)",
        ),
    ],
)
def test_bad_windows_are_told_at_their_place(complaints, within, said):
    criterion = f"{{key: k, layer: intent, weight: 5, kind: recency, field: intent_date, {within}}}"
    assert complaints(criterion) == [said]
