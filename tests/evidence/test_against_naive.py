"""Comparisons of random lists: everybody is counted once, and causes are those of plain loops."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

from engine import change, opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from naive.causes import main_causes, pushes
from naive.random_accounts import accounts, decisions, suppressions
from naive.random_profiles import profiles
from naive.values import AS_OF

from icp_tui.evidence.comparison import MOVES, compare
from icp_tui.evidence.movement import movement
from icp_tui.evidence.recorded import Recorded
from icp_tui.evidence.replay import replay
from icp_tui.review.comparing import standing

QUICK = settings(max_examples=15, deadline=None, derandomize=True, database=None,
                 suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much])  # fmt: skip
KINDS = {"decision", "data", "profile", "aged", "capacity", "limit", "stability", "suppression", "new", "gone", "other"}
EARLIER = AS_OF - timedelta(days=45)


def plainly(profile: dict[str, Any]) -> dict[str, Any]:
    """The same without what settles a bucket besides points, lines and seats."""
    tiers = [{name: value for name, value in tier.items() if name != "when"} | {"min_known": 0} for tier in profile["tiers"]]
    left = {"must_have", "kill_list", "limits", "one_per_family", "rank_by", "warnings"}
    return {name: value for name, value in profile.items() if name not in left} | {"tiers": tiers}


def recorded(said: dict[str, Any], name: str) -> Recorded:
    """The program's list."""
    session = opened(said["rows"], said["profile"], said["as_of"])
    change(session, said["rows"], said)
    made = standing(session, session.scored(), name)
    return replace(made, sha256=repr(said["profile"]))


@st.composite
def pairs(draw: st.DrawFn, *, plain: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two lists: some accounts on both, as they were or with other values; another profile or the same."""
    old, rows = draw(profiles()), draw(accounts((10, 14)))
    other = draw(st.booleans())
    new = draw(profiles()) | ({"tiers": old["tiers"]} if plain else {}) if other else old
    by_key = {row["account_key"]: row for row in rows}
    changed = [row | by_key.get(row["account_key"], {}) if draw(st.booleans()) else row for row in draw(accounts((10, 14)))]
    made = []
    for whole, chosen, day in ((old, rows, EARLIER), (new, changed, AS_OF)):
        profile = plainly(whole) if plain else whole
        said: dict[str, Any] = {"rows": chosen, "profile": profile, "as_of": day, "decisions": [], "suppressed": {}}
        if not plain and draw(st.booleans()):
            names = [tier["name"] for tier in profile["tiers"]]
            said["decisions"] = draw(decisions([row["account_key"] for row in chosen], names))
            said["suppressed"] = draw(suppressions(chosen))
        made.append(said)
    return made[0], made[1]


@QUICK
@given(pairs(plain=False))
def test_everybody_is_counted_once_and_every_move_has_a_cause(said):
    old, new = recorded(said[0], "old"), recorded(said[1], "new")
    found = compare(old, new)
    was, now = dict(zip(found.was, map(sum, found.counts), strict=True)), dict(zip(found.now, map(sum, zip(*found.counts, strict=True)), strict=True))
    then, today = Counter(old.core["bucket"]), Counter(new.core["bucket"])
    assert {name: count for name, count in was.items() if count and name != "new"} == then
    assert {name: count for name, count in now.items() if count and name != "gone"} == today
    assert sum(map(sum, found.counts)) == found.stayed + found.moves.height
    assert dict(found.moves.schema) == MOVES
    assert set(found.moves["cause"]) <= KINDS
    assert all(found.moves["because"].str.len_chars() > 0)
    for tier in found.turnover:
        assert tier.left == found.left(tier.tier).height
        assert tier.came == found.came(tier.tier).height
        assert tier.now == tier.was + tier.came - tier.left
    ranks = found.moves["new_rank"].to_list()
    assert ranks == sorted(ranks, key=lambda rank: (rank is None, rank))
    check_replay(old, new)


def check_replay(old: Recorded, new: Recorded) -> None:
    """The last scene is the new list; with the same profile, the first is the old one."""
    both = movement(old, new).moves.drop_nulls(["old_row", "new_row"])
    again = replay(old, new, both["old_row"], both["new_row"])
    assert again is not None
    assert again.now.scores["score"].to_list() == new.core["score"].gather(both["new_row"]).to_list()
    if old.sha256 == new.sha256:
        assert again.defined.scores["score"].to_list() == old.core["score"].gather(both["old_row"]).to_list()


@QUICK
@given(pairs(plain=True))
def test_the_largest_push_is_the_main_cause(said):
    first, second = said
    old, new = recorded(first, "old"), recorded(second, "new")
    before, after = ({row["account_key"]: row for row in one["rows"]} for one in said)
    for move in compare(old, new).moves.to_dicts():
        if move["was"] == "new" or move["now"] == "gone" or move["old_key"]:
            continue
        key = move["account_key"]
        given_ = pushes(before[key], after[key], first["profile"], second["profile"], EARLIER, AS_OF)
        allowed = main_causes(
            move["was"], move["now"], given_, first["profile"], second["profile"], (old.cuts, new.cuts), (move["old_score"], move["new_score"])
        )
        assert move["cause"] in allowed, (move, given_)
