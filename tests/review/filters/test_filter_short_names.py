"""Short names of columns, and how much of a long filter is said again."""

import pytest
from celled import cells
from filtered import filtered

from icp_tui.review.filters import parse_filter


@pytest.fixture(scope="module")
def made():
    return filtered()


def met(text, made):
    """Which accounts meet a filter, and how it was understood."""
    found = parse_filter(text, made)
    return found.mask(made).arg_true().to_list(), found.said


@pytest.mark.parametrize(
    ("text", "rows", "said"),
    [
        ("tech:slack", [0], "technologies has Slack"),
        ("Stack:hubspot", [3], "technologies has HubSpot"),
        ("has:tech", [0, 3], "has technologies"),
        ("size:50-100", [0, 3], "employees 50 to 100"),
        ("headcount:>100", [1], "employees over 100"),
        ("staff:50", [3], "employees is 50"),
        ("people:none", [2], "employees is missing"),
        ("empl:100", [0], "employees is 100"),
        ("cc:DE", [2], "country is Germany (DE)"),
        ("arr:>1m", [0], "revenue over 1,000,000"),
        ("sales:none", [1, 2, 3], "revenue is missing"),
        ("turnover:12m", [0], "revenue is 12,000,000"),
        ("site:none", [0, 1, 2, 3], "website is missing"),
        ("url:none", [0, 1, 2, 3], "website is missing"),
        ("rep:lee", [1], 'owner has "lee"'),
        ("AE:none", [2], "owner is missing"),
    ],
)
def test_short_names(made, text, rows, said):
    assert met(text, made) == (rows, said)


def test_a_header_that_is_called_so_comes_before_a_short_name():
    made = cells({"name": "A", "employees": 5}, originals={"Size": ["big"], "stage": ["won"]})
    assert met("size:big", made) == ([0], 'Size has "big"')
    assert met("stage:won", made) == ([0], 'stage has "won"')
    assert met("staff:5", made) == ([0], "employees is 5")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x" * 500, f'name, domain or industry has "{"x" * 59}…"'),
        ("owner:" + "x" * 500, f'owner has "{"x" * 59}…"'),
        ("name = '" + "x" * 500 + "'", f"SQL: name = '{'x' * 111}…"),
    ],
)
def test_a_long_text_is_not_said_in_full(made, text, said):
    assert met(text, made) == ([], said)


def test_a_pasted_text_is_said_in_two_hundred_characters(made):
    said = met("word " * 400, made)[1]
    assert said.startswith('name, domain or industry has "word" and "word"')
    assert (len(said), said[-1]) == (200, "…")
    assert len(met("owner:" + ",".join(["dana"] * 300), made)[1]) == 200
