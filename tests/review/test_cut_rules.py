"""Where the tiers end among the rows shown."""

from dataclasses import replace

import pytest
from bench import ROWS, opening

from icp_tui.review.cut_rules import cut_rules
from icp_tui.review.filters import parse_filter
from icp_tui.review.view import View


@pytest.fixture
def review(tmp_path):
    made = opening(tmp_path, ROWS).open()
    yield made
    made.close()


def rules(review, view):
    return cut_rules(review.cells, view, view.rows(review.cells))


A, B = "A ends here: 2 of 2, 100.00", "B ends here: 2, 60.00"


def test_between_the_tiers(review):
    everybody = View()
    names = review.session.accounts.frame["name"].gather(everybody.rows(review.cells)).to_list()
    found = rules(review, everybody)
    # The killed rank among the others, so that the last of a tier says where its line is.
    assert [(text, names[after - 1]) for after, text in found] == [(A, "Globex"), (B, "Initech")]


def test_in_a_tier_and_under_a_filter(review):
    assert rules(review, View(bucket="A")) == [(2, A)]
    assert rules(review, View(bucket="B")) == [(2, B)]
    assert rules(review, View(bucket="killed")) == []
    lee = View(filter=parse_filter("owner:lee", review.cells))
    # Nobody of lee's is above A's line.
    assert rules(review, lee) == [(0, A), (2, B)]
    assert rules(review, replace(lee, bucket="A")) == []


def test_only_in_rank_order(review):
    assert rules(review, View(sort="name")) == []
    assert rules(review, View(descending=True)) == []


def test_pins_are_told_apart(review):
    review.pin(review.session.accounts.frame.with_row_index("n").filter(name="Initech")["n"].cast(int), "A")
    found = rules(review, View(bucket="A"))
    # One seat is the pin's, so the line is above Globex's old place: Acme, then the line, then the pin.
    assert found == [(1, "A ends here: 2 of 2 (1 pinned), 100.00")]
