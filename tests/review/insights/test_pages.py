"""The pages of blocks: numbers by hand, and lines whose filter finds exactly the accounts that they count."""

import pytest
from celled import cells
from lists import points, profile, size

from icp_tui.review.filters import parse_filter
from icp_tui.review.insights.fields_page import fields_page
from icp_tui.review.insights.kills_page import kills_page
from icp_tui.review.insights.profile_page import profile_page
from icp_tui.review.insights.progress_page import progress_page
from icp_tui.review.view import View

CUT = profile(
    criteria=[size(3), points("surge", "intent_score")],
    tiers=[{"name": "A", "capacity": 1, "min_score": 70, "play": "Call"}, {"name": "B", "min_score": 70}],
    nurture=30,
    must_have=[{"when": "city IS NOT NULL OR employees > 1", "because": "Nowhere"}],
    warnings=[{"when": "employees > 400", "because": "Big"}],
    kill_list={"rules": [
        {"id": "ru", "when": "country = 'RU'", "because": 'Cannot "serve", sadly'},
        {"id": "none", "when": "country = 'KP'", "because": "Never"},
        {"id": "few", "when": "employees < 3", "because": "Too small"},
    ]},
)  # fmt: skip
ROWS = [
    {"name": "Acme", "employees": 100, "intent_score": 90.0, "owner": "dana", "technologies": ["Slack"]},
    {"name": "Globex", "employees": 450, "intent_score": 80.0, "country": "US", "owner": "lee"},
    {"name": "Hooli", "employees": 5, "intent_score": None},
    {"name": "Initech", "employees": None, "country": "RU"},
    {"name": "Umbrella", "employees": 60, "intent_score": 100.0, "owner": "dana"},
    {"name": "Tiny", "employees": 2, "country": "RU", "city": "Omsk"},
]
DECIDED = [
    {"account_key": "globex.com", "note": "call in May", "reviewed": True, "pin": "B"},
    {"account_key": "hooli.com", "excluded": "bankrupt"},
]
PAGES = (profile_page, fields_page, progress_page, kills_page)


@pytest.fixture(scope="module")
def made():
    return cells(*ROWS, decided=DECIDED, cut=CUT)


def entries(page, made):
    return {block.title: {one.name: tuple(one.numbers) for one in block.entries} for block in page(made.scored)}


def said(page, made):
    return [(one.good, one.said) for block in page(made.scored) for one in block.said]


def found(shown, made):
    return len(View(shown.bucket, parse_filter(shown.filter, made) if shown.filter else None).rows(made))


def test_progress_by_tier_and_owner(made):
    assert entries(progress_page, made) == {
        "By tier": {"A": ("0 of 1", "1", "0"), "B": ("1 of 2", "1", "1")},
        "By owner, over all tiers": {"dana": ("0 of 2", "1", "1"), "lee": ("1 of 1", "0", "1")},
        "Decisions in force": {
            "pinned": ("1",), "excluded by hand": ("1",), "restored": ("0",), "with a note": ("1",),
            "given to an owner": ("0",), "reviewed": ("1",),
        },
    }  # fmt: skip
    assert said(progress_page, made) == [
        (False, "0 of the 1 accounts in A are reviewed (0%); v in the list goes to the next"),
    ]


def test_the_kill_list_in_short(made):
    assert entries(kills_page, made) == {
        "Kill list": {
            'Cannot "serve", sadly': ("2", "1", "1", "0"), "Too small": ("1", "0", "1", "0"),
            "Never": ("0", "0", "0", "0"), "excluded by hand": ("1",),
        },
    }  # fmt: skip
    assert said(kills_page, made)[0] == (True, "3 of 6 accounts are killed (50%)")
    notes = [one.note for one in kills_page(made.scored)[0].entries]
    assert notes == ["", "", "takes nobody: is it still needed?", ""]


def test_coverage_of_what_the_profile_reads_and_of_the_rest(made):
    page = entries(fields_page, made)
    assert page["Fields that the profile reads"] == {
        "employees": ("83%", "100%"), "intent_score": ("50%", "100%"), "city": ("17%", "0%"), "country": ("50%", "33%"),
    }  # fmt: skip
    assert page["Other fields"] == {
        "domain": ("100%", "100%"), "name": ("100%", "100%"), "owner": ("50%", "100%"), "technologies": ("17%", "33%"),
    }  # fmt: skip
    assert said(fields_page, made)[0] == (
        False, "city is known for 17% of the accounts: must-have can say little of the others",
    )  # fmt: skip


def test_the_profile_on_this_list(made):
    page = entries(profile_page, made)
    assert page["What each criterion decides: the accounts of A that would be others without it"] == {
        "Size": ("75.00", "0 of 1"), "Surge": ("25.00", "0 of 1"),
    }  # fmt: skip
    assert page["Size"] == {
        "unknown": ("0.00", "1", "0", "0"), "in band": ("1.00", "3", "3", "1"), "outside": ("0.00", "2", "0", "0"),
    }  # fmt: skip
    assert page["Warnings"] == {"Big": ("1", "4", "1")}
    warned = [words for good, words in said(profile_page, made) if not good]
    assert warned == [
        "2 criteria; 4 to 6 are advised: fewer cannot tell accounts apart, more blur each other",
        "too narrow? 3 of 6 accounts fit; widen a band or a list of ideals, or lower a line",
        "Size decides nothing: A would hold the same accounts without it",
        # Of three with equal size, the best intent comes first all the same: by rank_by.
        "Surge decides nothing: A would hold the same accounts without it",
    ]


@pytest.mark.parametrize("page", PAGES)
def test_every_line_shows_accounts_that_can_be_shown(made, page):
    for block in page(made.scored):
        for one in block.entries:
            if one.shown is not None:
                found(one.shown, made)


def test_levels_kills_and_people_show_as_many_as_they_count(made):
    size_levels = next(block for block in profile_page(made.scored) if block.title == "Size")
    assert [found(one.shown, made) for one in size_levels.entries] == [1, 3, 2]
    kills = kills_page(made.scored)[0].entries
    assert [found(one.shown, made) for one in kills if one.shown] == [2, 1]
    tiers, owners, decided = progress_page(made.scored)
    assert [found(one.shown, made) for one in tiers.entries] == [1, 1]
    assert [found(one.shown, made) for one in owners.entries] == [2, 1]
    assert [found(one.shown, made) for one in decided.entries if one.shown] == [1, 1, 1]


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_list_has_pages_too(page):
    assert page(cells(cut=CUT).scored)
