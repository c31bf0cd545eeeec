"""What a tuned profile does to a list: who comes in, who drops out, and how a tier spreads."""

from reviewed import SMALL, opened

from icp_tui.profile import parse_profile
from icp_tui.review.tuning.effect import Mover, Share, distribution, effect


def test_who_moves(tmp_path):
    with opened(tmp_path) as review:
        saved = review.scored
        tuned = review.tuned(parse_profile(SMALL.replace("capacity: 2, min_score: 70, play", "capacity: 1, min_score: 70, play")))
        made = effect(saved, tuned)
        buckets = {one.name: one for one in made.buckets}
        assert list(buckets) == ["A", "B", "nurture", "disqualified", "killed"]
        # A keeps Hooli; B takes Globex and Acme; Initech has no room.
        assert made.moved == 2
        a, b, nurture = buckets["A"], buckets["B"], buckets["nurture"]
        assert (a.was, a.now, a.capacity, a.cut, a.all_came, a.all_left) == (2, 1, 1, 100.0, 0, 1)
        assert a.left == [Mover(1, "Globex", 86.5, "A", "B")]
        assert (b.was, b.now, b.cut) == (2, 2, 80.0)
        assert (list(b.came), [one.name for one in b.left]) == ([Mover(1, "Globex", 86.5, "A", "B")], ["Initech"])
        assert (nurture.was, nurture.now, nurture.cut) == (1, 2, None)
        assert [one.all_came for one in made.buckets] == [0, 1, 1, 0, 0]
        assert effect(saved, saved).moved == 0


def test_how_a_tier_spreads(tmp_path):
    with opened(tmp_path) as review:
        saved = review.scored
        tuned = review.tuned(parse_profile(SMALL.replace("capacity: 2, min_score: 70, play", "capacity: 3, min_score: 70, play")))
        assert distribution(saved, tuned, "A", "owner") == [Share("dana", 2, 2), Share("lee", 1, 0)]
        assert distribution(saved, tuned, "A", "industry") == [Share("unknown", 3, 2)]
        assert distribution(saved, tuned, "A", "size") == [Share("51-200", 3, 2)]
        assert distribution(saved, tuned, "A", "owner", most=1) == [Share("dana", 2, 2), Share("others", 1, 0)]
