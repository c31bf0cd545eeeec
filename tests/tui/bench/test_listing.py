"""The listing: rows, counts and what an empty one says; a view that no longer fits is mended, and that is said."""

import pytest
from bench import opening
from runs import PROFILE

from icp_tui.review.filters import parse_filter
from icp_tui.review.view import View
from icp_tui.tui.bench.listing import listed


@pytest.fixture
def review(tmp_path):
    made = opening(tmp_path).open()
    yield made
    made.close()


def names(review, rows):
    return [review.session.accounts.frame["name"][row] for row in rows]


def test_a_listing_counts_and_finds(review):
    made = listed(review, View("A", parse_filter("hooli", review.cells)), "oo")
    assert (names(review, made.rows), made.total, made.lost, made.empty) == (["Hooli"], 2, "", "")
    assert made.counts == {"A": 2, "B": 2, "nurture": 0, "disqualified": 1, "killed": 1}
    assert made.found.positions.to_list() == [0]
    assert made.cut.startswith("A ends at rank 2")
    assert listed(review, View(), "").found is None


def test_an_empty_listing_says_why_and_what_to_press(review):
    assert listed(review, View("nurture"), "").empty == "Nobody is in nurture.\n0 shows all accounts."
    none = parse_filter("employees > 9000", review.cells)
    assert listed(review, View("A", none), "").empty == (
        f"None of the 2 accounts in A matches: {none.said}.\nEsc clears the filter, f changes it.\n0 looks in all buckets."
    )
    assert listed(review, View(None, none), "").empty == (
        f"None of the 6 accounts on the list matches: {none.said}.\nEsc clears the filter, f changes it."
    )
    assert listed(review, View("killed", none), "").empty.startswith("The one account in killed does not match")
    # An empty bucket is empty whatever the filter.
    assert listed(review, View("nurture", none), "").empty.startswith("Nobody is in nurture.")


def test_what_a_new_profile_took_away_is_said(review):
    view = View("B", parse_filter('"points.geo" > 0', review.cells), "level.geo", descending=True)
    assert listed(review, view, "").lost == ""
    path = review.session.profile.path
    path.write_text("\n".join(line for line in PROFILE.splitlines() if "geo" not in line and "name: B" not in line))
    review.reload_profile()
    made = listed(review, view, "")
    assert made.view == View()
    assert "There is no B any more: all accounts are shown." in made.lost
    assert "There is no column level.geo any more: the list is in rank order." in made.lost
    assert "The filter was taken away: " in made.lost
    assert len(made.rows) == 6
