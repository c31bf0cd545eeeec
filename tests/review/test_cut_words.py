"""The sentence below the list, for each kind of bucket."""

import pytest
from decided import decisions, suppression
from lists import AS_OF, accounts, points, profile

from icp_tui.review.cut_words import cut_words
from icp_tui.scoring.stages import score_list

TIERS = [
    {"name": "A", "capacity": 1, "min_score": 70},
    {"name": "B", "capacity": 1, "min_score": 70},
]
# Ace in A, Bee in B, Cee finds no seat, Dee and Eve below the lines, Fay knows too little, Gus has no country, Hal, Ida
# and Joy killed.
ROWS = [
    {"name": "Ace", "employees": 100},
    {"name": "Bee", "employees": 90},
    {"name": "Cee", "employees": 80},
    {"name": "Dee", "employees": 50},
    {"name": "Eve", "employees": 10},
    {"name": "Fay", "employees": None},
    {"name": "Gus", "employees": 100, "country": None},
    {"name": "Hal", "employees": 90, "state": "Smoke"},
    {"name": "Ida", "employees": 60, "state": "Smoke"},
    {"name": "Joy", "employees": 20},
]
PARTS = {
    "criteria": [points("size", "employees")],
    "tiers": TIERS,
    "must_have": [{"when": "country IS NOT NULL", "because": "Country unknown"}],
    "kill_list": {"rules": [{"id": "smoke", "when": "state = 'Smoke'", "because": "We do not serve tobacco"}]},
}


@pytest.fixture(scope="module")
def scored():
    return score_list(
        accounts(*({"country": "US"} | row for row in ROWS)),
        profile(**PARTS),
        AS_OF,
        suppression=[suppression({"domain": "ida.com"})],
        decisions=decisions({"account_key": "joy.com", "excluded": "bankrupt"}),
    )


@pytest.mark.parametrize(
    ("bucket", "said"),
    [
        ("A", "A ends at rank 1, 100.00 Ace (full). Next in line: Bee, 90.00"),
        ("B", "B ends at rank 2, 90.00 Bee (full). Next in line: Cee, 80.00"),
        (None, "A ends at rank 1, 100.00 Ace (full). Next in line: Bee, 90.00"),
        (
            "nurture",
            "Nurture runs from 40 to the line of B, 70. 1 above that line without a seat in a tier (Enter says why)."
            " Best: Cee, 80.00",
        ),
        (
            "disqualified",
            "Disqualified: 1 failed a must-have, 2 below the nurture line 40."
            " 1 of these could still reach a tier: too little data",
        ),
        (
            "killed",
            "Killed by: We do not serve tobacco 2, Existing customer 1, excluded by a person 1."
            " Best of the killed: Hal, 90.00",
        ),
    ],
)
def test_each_bucket(scored, bucket, said):
    assert cut_words(scored, bucket) == said


@pytest.mark.parametrize(
    ("bucket", "said"),
    [
        ("A", "A 0/1: nobody qualifies. Press ! to see what may keep them out"),
        ("nurture", "Nurture runs from 40 to the line of B, 70. Nobody is in it"),
        ("disqualified", "Nobody is disqualified"),
        ("killed", "The kill list takes nobody"),
    ],
)
def test_an_empty_list(bucket, said):
    empty = score_list(accounts({"name": "Ace"}).clear(), profile(**PARTS), AS_OF)
    assert cut_words(empty, bucket) == said


def test_a_long_name_does_not_push_the_rest_out():
    rows = [{"name": "N" * 300, "employees": 100}, {"name": "Bee", "employees": 90}]
    said = cut_words(score_list(accounts(*rows), profile(criteria=[points("size", "employees")], tiers=TIERS), AS_OF), "A")
    assert said == f"A ends at rank 1, 100.00 {'N' * 39}… (full). Next in line: Bee, 90.00"


def test_only_the_biggest_kill_reasons_are_named():
    rules = [{"id": f"r{n}", "when": f"employees > {n * 10}", "because": f"Over {n * 10}"} for n in range(6)]
    rows = [{"name": f"N{n}", "employees": 10 * n + 5} for n in range(6)]
    made = profile(criteria=[points("size", "employees")], kill_list={"rules": rules})
    said = cut_words(score_list(accounts(*rows), made, AS_OF), "killed")
    assert said.startswith("Killed by: Over 0 6, Over 10 5, Over 20 4, Over 30 3 and 2 more reasons. Best of the killed: N5")
