"""Scores counted by point and bucket, against counting by hand."""

from lists import AS_OF, accounts, points, profile

from icp_tui.review.score_bars import Cut, score_bars
from icp_tui.scoring.stages import score_list

CUT = profile(
    criteria=[points("surge", "intent_score")],
    tiers=[{"name": "A", "capacity": 1, "min_score": 80, "min_known": 0}, {"name": "B", "min_score": 70}],
    nurture=40,
    kill_list={"rules": [{"id": "ru", "when": "country = 'RU'", "because": "Cannot serve"}]},
)


def barred(*scores, **more):
    rows = [{"name": f"n{place}", "intent_score": score} | more for place, score in enumerate(scores)]
    return score_bars(score_list(accounts(*rows), CUT, AS_OF))


def test_each_account_is_in_one_bar_of_its_bucket():
    made = barred(100.0, 90.0, 90.0, 70.0, 50.0, 10.0, 0.0)
    assert list(made.counts) == ["A", "B", "nurture", "disqualified", "killed"]
    assert made.between(95, 100) == {"A": 1}
    assert made.between(90, 95) == {"B": 2}
    assert made.between(0, 100) == {"A": 1, "B": 3, "nurture": 1, "disqualified": 2}
    assert made.accounts == 7


def test_the_killed_keep_their_score():
    assert barred(90.0, country="RU").between(90, 91) == {"killed": 1}


def test_a_cut_is_the_score_of_the_last_one_inside():
    assert barred(100.0, 90.0, 70.0).cuts == [Cut("A", 100.0), Cut("B", 70.0), Cut("nurture", 40.0)]
    assert barred(0.0).cuts == [Cut("nurture", 40.0)]


def test_nobody():
    made = barred()
    assert (made.accounts, made.between(0, 100), made.cuts) == (0, {}, [Cut("nurture", 40.0)])
