"""The line above the table: counts always, what Esc takes away, and a filter as long as there is room."""

import polars as pl
import pytest

from icp_tui.review.filters import Filter
from icp_tui.review.view import Found, View
from icp_tui.tui.bench.view_line import Marked, missing, view_line

DACH = Filter("employees:>100", "employees over 100", ())


def said(view, shown, total, *, marked=0, elsewhere=0, hits=None, text="", title="", width=80):
    found = None
    if hits is not None:
        found = Found.__new__(Found)
        found.positions = pl.Series(range(hits), dtype=pl.UInt32)
    line = view_line(view, shown, total, Marked(marked, elsewhere), found=found, text=text, title=title, width=width)
    assert line.cell_length <= max(width, 60)
    return line.plain.strip()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (lambda: said(View(), 2015, 2015), "2,015 accounts"),
        (lambda: said(View("A"), 1, 1), "1 account in A"),
        (lambda: said(View("A"), 0, 0), "0 accounts in A"),
        (lambda: said(View("A", DACH), 37, 50), "37 of 50 in A  employees over 100, Esc clears"),
        (lambda: said(View(None, DACH), 3, 2015), "3 of 2,015  employees over 100, Esc clears"),
        (lambda: said(View(sort="employees", descending=True), 9, 9, title="Empl."), "9 accounts  by Empl. ▼"),
        (lambda: said(View(sort="employees"), 9, 9, title="Empl."), "9 accounts  by Empl. ▲"),
        (lambda: said(View(descending=True), 9, 9), "9 accounts  rank order reversed"),
        (lambda: said(View(), 9, 9, marked=3), "9 accounts  3 marked, Esc clears"),
        (lambda: said(View("A"), 9, 9, marked=1200, elsewhere=2), "9 accounts in A  1,200 marked (2 not shown), Esc clears"),
        (lambda: said(View(), 9, 9, text="oo", hits=2), "9 accounts  find “oo”: 2 found, n goes on, Esc ends it"),
        (lambda: said(View(), 9, 9, text="oo", hits=0), "9 accounts  find “oo”: not found, Esc ends it"),
        # Esc takes one after the other: only the first says so.
        (
            lambda: said(View("A", DACH), 3, 9, text="oo", hits=1, marked=2, width=200),
            "3 of 9 in A  find “oo”: 1 found, n goes on, Esc ends it  2 marked  employees over 100",
        ),
        (lambda: said(View("A", DACH), 3, 9, marked=2), "3 of 9 in A  2 marked  employees over 100, Esc clears"),
    ],
)
def test_lines(line, expected):
    assert line() == expected


def test_a_long_filter_does_not_push_the_counts_away():
    long = Filter("x", "country is one of 会社 [red] " * 20, ())
    line = said(View("A", long), 3, 9, width=60)
    assert line.startswith("3 of 9 in A  country is one of 会社 [red]")
    assert line.endswith("…, Esc clears")
    assert said(View("A", Filter("x", "a\x1b[2Jb", ())), 3, 9).endswith("a�[2Jb, Esc clears")


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (View("A"), "“oo” is not found in A. 0 looks in all buckets."),
        (View("A", DACH), "“oo” is not found in A with this filter. 0 looks in all buckets."),
        (View(None, DACH), "“oo” is not found with this filter. Esc twice clears both."),
        (View(), "“oo” is not found on this list."),
    ],
)
def test_what_is_missing_says_where_to_look(view, expected):
    assert missing(view, "oo") == expected
