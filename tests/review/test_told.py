"""The sentences that commands and app share."""

import time
from datetime import date
from fractions import Fraction

import polars as pl
import pytest
from explained import cut, decision, explained, move

from icp_tui.review.told import (
    bar,
    bucket_title,
    change,
    decision_time,
    decision_words,
    distance,
    gap,
    merged_rows,
)


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ({}, "Tier A (1-to-1 outreach)"),
        ({"play": None}, "Tier A"),
        ({"pinned": True}, "Tier A (1-to-1 outreach), pinned"),
        ({"bucket": "nurture", "tier": None, "play": None}, "Nurture"),
        ({"bucket": "killed", "tier": None, "play": None}, "Killed"),
    ],
)
def test_bucket_title(outcome, said):
    assert bucket_title(explained(**outcome).outcome) == said


def test_gap_and_change():
    unknown = move("Geography", known=False, gain=Fraction(20, 3), reaches="A")
    assert gap(unknown) == "Geography is unknown: could add 6.67 if ideal, which reaches the line of A"
    assert change(move()) == "Up 15.00 to 100.00: Tech stack ideal"


def test_gap_and_change_say_what_the_level_takes():
    unknown = move("Geography", known=False, gain=Fraction(40), wanted="US or CA (ideal)")
    assert gap(unknown) == "Geography is unknown: could add 40.00 if US or CA (ideal)"
    assert change(move(wanted="Salesforce (ideal)")) == "Up 15.00 to 100.00: Tech stack Salesforce (ideal)"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "In A: 2.50 above the cut (82.50, rank 50)"),
        ({"rank": 50, "score": 82.5}, "Last in A: 82.50, rank 50"),
        ({"rank": 49, "score": 82.5}, "In A: level with the cut (82.50, rank 50)"),
        # Another order than score first.
        ({"rank": 3, "score": 80.0}, "In A: ranked before the cut (82.50, rank 50)"),
        ({"bucket": "B", "tier": "B", "rank": 51, "score": 82.5}, "Same score as the last in A (82.50, rank 50)"),
        ({"bucket": "B", "tier": "B", "rank": 70, "score": 80.0}, "2.50 under the cut of A (82.50, rank 50)"),
        # A limit kept it out although it stands before the cut: its reason says so.
        ({"bucket": "B", "tier": "B", "rank": 20, "score": 84.0}, None),
        ({"bucket": "nurture", "tier": None, "rank": 60, "score": 84.0}, None),
        ({"bucket": "killed", "tier": None, "rank": None}, None),
        ({"pinned": True}, None),
        ({"cut_line": cut(ended_by="score")}, None),
        ({"cut_line": cut(rank=None, score=None)}, None),
        ({"cut_line": None}, None),
    ],
)
def test_distance(given, said):
    assert distance(explained(**given)) == said


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (decision(reason="asked by sales"), "pinned to A: asked by sales"),
        (decision(value=None), "unpinned"),
        (decision("note", "Call in May"), "noted: Call in May"),
        (decision("note", " "), "removed the note"),
        (decision("owner", "lee"), "gave it to lee"),
        (decision("owner", None), "gave it back to the source's owner"),
        (decision("reviewed", "true"), "reviewed"),
        (decision("reviewed", "false"), "took the review back"),
        (decision("exclude", None, reason="bankrupt", expires=date(2027, 1, 31)), "excluded: bankrupt (until 2027-01-31)"),
        (decision("restore", '["Too small", "A customer"]', reason="a pilot"), "restored (lifting Too small; A customer): a pilot"),
        (decision("restore", "[]", reason="a pilot"), "restored: a pilot"),
    ],
)
def test_decision_words(made, said):
    assert decision_words(made) == said


def test_decision_time_is_the_local_time(monkeypatch):
    monkeypatch.setenv("TZ", "EST+5")
    time.tzset()
    try:
        assert decision_time(decision()) == "2026-11-20 09:02"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_time_that_cannot_be_read_is_shown_as_it_is():
    assert decision_time(decision(at="yesterday")) == "yesterday"


def test_merged_rows():
    rows = pl.DataFrame({"source": ["b.csv", "c.csv", "b.csv"], "source_row": [4, 5, 9],
                         "account_key": ["acme.com", "other.com", "acme.com"]})  # fmt: skip
    assert merged_rows(rows, "acme.com") == ["b.csv row 4", "b.csv row 9"]
    assert merged_rows(rows, "nobody.com") == []


@pytest.mark.parametrize(
    ("share", "drawn"), [(0, ""), (1, "████"), (0.5, "██"), (1 / 32, "▏"), (0.4, "█▋"), (7, "████"), (-1, "")]
)
def test_bar_to_an_eighth(share, drawn):
    assert bar(share, 4) == drawn
