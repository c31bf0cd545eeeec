from datetime import date

import pytest

from icp_tui.review.decisions.until import suggestions, until, until_words

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", None),
        ("  ", None),
        ("2027-03-31", date(2027, 3, 31)),
        (" 2026-11-21 ", TODAY),
        ("today", TODAY),
        ("Tomorrow", date(2026, 11, 22)),
        ("30d", date(2026, 12, 21)),
        ("30 days", date(2026, 12, 21)),
        ("1 week", date(2026, 11, 28)),
        ("2w", date(2026, 12, 5)),
        ("3m", date(2027, 2, 19)),
        ("1y", date(2027, 11, 21)),
        ("end of month", date(2026, 11, 30)),
        ("End of  quarter", date(2026, 12, 31)),
        ("the end of this year", date(2026, 12, 31)),
        ("q1 2027", date(2027, 3, 31)),
        ("2027-Q2", date(2027, 6, 30)),
    ],
)
def test_last_days(text, day):
    assert until(text, TODAY) == day


@pytest.mark.parametrize(("month", "end"), [(1, date(2028, 3, 31)), (3, date(2028, 3, 31)), (4, date(2028, 6, 30)), (12, date(2028, 12, 31))])
def test_the_end_of_the_quarter(month, end):
    assert until("end of quarter", date(2028, month, 1)) == end


def test_february_of_a_leap_year():
    assert until("end of month", date(2028, 2, 3)) == date(2028, 2, 29)


@pytest.mark.parametrize("text", ["soon", "31.03.2027", "2027-02-30", "0x1d", "end of", "9999y", "q5 2027", "\x1b[2J", "end of time"])
def test_what_is_not_understood_is_said_with_examples(text):
    with pytest.raises(ValueError, match=r"write 2027-03-31, 30d, end of quarter, or nothing for no end"):
        until(text, TODAY)


def test_a_day_that_is_over_is_refused():
    with pytest.raises(ValueError, match="2026-11-20 is over already: the list is as of 2026-11-21"):
        until("2026-11-20", TODAY)


def test_what_is_suggested_is_understood():
    for day in (TODAY, date(2026, 2, 1)):
        assert all(until(one, day) for one in suggestions(day))


def test_words():
    assert until_words(date(2026, 11, 22), TODAY) == "Until 2026-11-22: 1 day from 2026-11-21, that day included"
    assert until_words(TODAY, TODAY).startswith("Until 2026-11-21, that day included")
