"""The make-up of the buckets: counts by hand, and cells whose filter finds exactly their accounts."""

import pytest
from celled import cells
from lists import points, profile

from icp_tui.review.filters import parse_filter
from icp_tui.review.insights import heat as module
from icp_tui.review.insights.heat import BY, heat, percent
from icp_tui.review.view import View

CUT = profile(
    criteria=[points("surge", "intent_score")],
    tiers=[{"name": "A", "capacity": 2, "min_score": 80}, {"name": "value", "min_score": 70}],
    nurture=40,
    kill_list={"rules": [{"id": "ru", "when": "country = 'RU'", "because": "Cannot serve"}]},
)
ROWS = [
    {"name": "Acme", "intent_score": 100.0, "country": "US", "owner": "dana", "employees": 10, "industry": "Software Development", "source": "a.csv"},
    {"name": "Globex", "intent_score": 90.0, "country": "US", "owner": "O'Hara", "employees": 11, "industry": "Soft'ware", "source": "a.csv"},
    {"name": "Hooli", "intent_score": 90.0, "country": "DE", "owner": "dana", "employees": 0, "source": "b, c.csv"},
    {"name": "Initech", "intent_score": 70.0, "country": "DE", "employees": 20_000, "industry": "Software Development", "source": "b, c.csv"},
    {"name": "Umbrella", "intent_score": 0.0, "country": "XX", "owner": "A\nB", "employees": 200, "industry": "Toys", "source": "a.csv"},
    {"name": "Tyrell", "intent_score": 90.0, "country": "RU", "employees": 201, "industry": "[b]x[/b]", "source": "a.csv"},
    {"name": "Cyberdyne", "source": "a.csv"},
]  # fmt: skip


@pytest.fixture(scope="module")
def made():
    return cells(*ROWS, cut=CUT)


def test_counts_by_value_and_bucket(made):
    found = heat(made.scored, "country")
    assert list(found.buckets) == ["A", "value", "nurture", "disqualified", "killed"]
    assert list(found.totals) == [2, 2, 0, 2, 1]
    assert [(row.name, list(row.counts)) for row in found.rows] == [
        ("DE Germany", [0, 2, 0, 0, 0]),
        ("US United States", [2, 0, 0, 0, 0]),
        ("RU Russia", [0, 0, 0, 0, 1]),
        ("XX", [0, 0, 0, 1, 0]),
        ("unknown", [0, 0, 0, 1, 0]),
    ]
    assert (found.share(1, 0), found.share(1, 2), found.distinct, found.accounts) == (1.0, 0.0, 4, 7)
    assert found.said(1, 0) == "US United States: 2 of the 2 in A (100%); 29% of the whole list"
    assert found.said(0, None) == "DE Germany: 2 of all 7 accounts (29%)"


def test_sizes_come_in_their_order_without_gaps(made):
    rows = heat(made.scored, "employees").rows
    assert [(row.name, row.accounts) for row in rows if row.accounts] == [
        ("1-10", 2), ("11-50", 1), ("51-200", 1), ("201-500", 1), ("10,001+", 1), ("unknown", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("most", [1, 24])
@pytest.mark.parametrize("by", BY)
def test_every_cell_shows_its_accounts_and_no_others(made, by, most, monkeypatch):
    monkeypatch.setattr(module, "MOST", most)
    found = heat(made.scored, by)
    assert [sum(row.counts[place] for row in found.rows) for place in range(5)] == list(found.totals)
    for row, one in enumerate(found.rows):
        for place in (*range(5), None):
            shown = found.shown(row, place)
            rows = View(shown.bucket, parse_filter(shown.filter, made)).rows(made)
            assert len(rows) == (one.accounts if place is None else one.counts[place]), (shown, one)


def test_rare_values_are_counted_together(made, monkeypatch):
    monkeypatch.setattr(module, "MOST", 1)
    assert [row.name for row in heat(made.scored, "country").rows] == ["DE Germany", "3 others", "unknown"]


def test_shares_as_people_read_them():
    assert [percent(share) for share in (0, 0.001, 0.0099, 0.01, 0.5, 0.99, 0.999, 1)] == [
        "0%", "<1%", "<1%", "1%", "50%", "99%", ">99%", "100%",
    ]  # fmt: skip


@pytest.mark.parametrize("by", BY)
def test_an_empty_list(by):
    found = heat(cells(cut=CUT).scored, by)
    assert found.accounts == 0
    assert all(row.accounts == 0 for row in found.rows)
