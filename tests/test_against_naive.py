"""The engine against the naive list: random profiles and accounts must give the same list, number by number.

Run with -m slow for thousands of examples in place of a few hundred.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from engine import change, opened, scored_list
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from naive import naive_cut_lines, naive_list
from naive.conditions import Compare
from naive.random_accounts import accounts, climbers, decisions, suppressions
from naive.random_profiles import ladders, profiles
from naive.reasons import Judge
from naive.scores import LAYERS, half_up, scored
from naive.values import AS_OF

from icp_tui.scoring.explain import explain
from icp_tui.scoring.listing import ScoredList

QUICK = settings(
    max_examples=100,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
FEW = settings(QUICK, max_examples=25)
DEEP = settings(QUICK, max_examples=3000)

Row = Mapping[str, Any]


@st.composite
def lists(draw: st.DrawFn, made: st.SearchStrategy[Any], rows: st.SearchStrategy[Any]) -> dict[str, Any]:
    """The arguments of naive_list and scored_list."""
    profile, chosen = draw(made), draw(rows)
    names = [tier["name"] for tier in profile["tiers"]]
    said: dict[str, Any] = {
        "rows": chosen,
        "profile": profile,
        "as_of": AS_OF,
        "decisions": [],
        "suppressed": {},
    }
    if draw(st.booleans()):
        said["decisions"] = draw(decisions([row["account_key"] for row in chosen], names))
        said["suppressed"] = draw(suppressions(chosen))
    return said


SCORING = lists(profiles(), accounts())
CUTTING = lists(ladders(), climbers())


def assert_same_list(said: Row, found: ScoredList) -> None:
    expected = naive_list(**said)
    has_say = said.get("members") is not None and "stability" in said["profile"]
    unheld = naive_list(**{**said, "members": None}) if has_say else None
    profile = said["profile"] if has_say else {key: part for key, part in said["profile"].items() if key != "stability"}
    rows = found.frame.rows(named=True)
    assert [row["account_key"] for row in rows] == [one["account_key"] for one in expected]
    judge = Judge(expected, profile, unheld)
    for naive, row in zip(expected, rows, strict=True):
        assert_same_account(naive, row)
        assert judge.is_true(naive, row["reason"]), row["reason"]
    assert cut_lines(found) == [
        line | {"score": as_float(line["score"])} for line in naive_cut_lines(expected, profile)
    ]


def assert_same_account(naive: Row, row: Row) -> None:
    """Exact but for points, which are unrounded floats."""
    assert {key: row[f"level.{key}"] for key in naive["levels"]} == naive["levels"]
    for key, points in naive["points"].items():
        assert math.isclose(row[f"points.{key}"], points, rel_tol=1e-12, abs_tol=1e-12)
    same = ["score", "best_case", "known", *(f"layer_{name}" for name in LAYERS), "rank", "bucket"]
    assert {name: row[name] for name in same} == {name: as_float(naive[name]) for name in same}
    assert math.isclose(row["penalty"], naive["penalty"], abs_tol=1e-12)
    assert row["kill_reasons"] == naive["kill_reasons"]
    # a pin does not hold against a kill, nor in a tier that the profile does not have
    assert row["pinned"] == (naive["pin"] == naive["bucket"])
    for because in naive["warnings"]:
        assert because in row["warnings"]


def as_float(value: Any) -> Any:
    """Scores as the float that is nearest to their two decimals; text and counts as they are."""
    return value if value is None or isinstance(value, str | int) else float(value)


def cut_lines(found: ScoredList) -> list[dict[str, Any]]:
    """The engine's cut lines of tiers with members, in the words of the naive ones."""
    return [
        {
            "tier": line.tier,
            "rank": line.rank,
            "account_key": line.account_key,
            "score": line.score,
            "because": line.ended_by,
            "inside": line.tied_inside,
            "outside": line.tied_outside,
            "on_deck": line.on_deck or 0,
            "from_above": line.from_above or 0,
            "pinned_in": line.pinned_in or 0,
            "decided_by": line.decided_by,
        }
        for line in found.cut_lines
        if line.members
    ]


@QUICK
@given(SCORING)
def test_scores_and_buckets_are_those_of_the_naive_list(said):
    assert_same_list(said, scored_list(**said))


@QUICK
@given(CUTTING)
def test_tiers_limits_families_and_cut_lines_are_those_of_the_naive_list(said):
    assert_same_list(said, scored_list(**said))


SHARES = st.sampled_from(["1%", "34%", "50 %", "66.7%", "100%"])


@st.composite
def held(draw: st.DrawFn, made: st.SearchStrategy[dict[str, Any]]) -> dict[str, Any]:
    """A list after another one, from which members stay."""
    said = draw(made)
    tiers = said["profile"]["tiers"]
    keep = {"keep": draw(st.sampled_from([0, 3, 2.5, 19.99, 20, 100]))}
    capped = any("capacity" in tier for tier in tiers)
    stability = draw(st.sampled_from([keep, {}, keep | {"max_churn": ""}])) if capped else keep
    if stability != keep:
        stability = stability | {"max_churn": draw(SHARES)}
    keys, names = [row["account_key"] for row in said["rows"]], [*(tier["name"] for tier in tiers), "Gone"]
    members = draw(st.none() | st.dictionaries(st.sampled_from([*keys, "left.com"]), st.sampled_from(names), max_size=9))
    return said | {"profile": said["profile"] | {"stability": stability}, "members": members}


@settings(QUICK, max_examples=40)
@given(held(CUTTING))
def test_members_stay_as_in_the_naive_list(said):
    assert_same_list(said, scored_list(**said))


@FEW
@given(held(SCORING))
def test_members_stay_as_in_the_naive_list_by_any_profile(said):
    assert_same_list(said, scored_list(**said))


@pytest.mark.slow
@DEEP
@given(held(CUTTING))
def test_members_of_thousands_of_lists_stay_as_in_the_naive_list(said):
    assert_same_list(said, scored_list(**said))


PARTS: list[tuple[str, ...]] = [
    ("criteria",),
    ("tiers", "limits"),
    ("rank_by",),
    ("nurture",),
    ("one_per_family",),
    ("warnings",),
    ("must_have",),
    ("kill_list",),
    (),
]


@st.composite
def changed(draw: st.DrawFn, said: Row) -> dict[str, Any]:
    """The same list with one part of its profile from another profile, or with other decisions."""
    other, part = draw(profiles()), draw(st.sampled_from(PARTS))
    kept = {key: one for key, one in said["profile"].items() if key not in part}
    after = dict(said) | {"profile": kept | {key: other[key] for key in part if key in other}}
    if not part:
        names = [tier["name"] for tier in kept["tiers"]]
        after["decisions"] = draw(decisions([row["account_key"] for row in said["rows"]], names))
        after["suppressed"] = draw(suppressions(said["rows"]))
    return after


def assert_changes_reach_the_list(data: st.DataObject) -> None:
    said = data.draw(SCORING)
    session = opened(said["rows"], said["profile"], AS_OF)
    for _ in range(3):
        change(session, said["rows"], said)
        assert_same_list(said, session.scored())
        said = data.draw(changed(said))


@FEW
@given(st.data())
def test_a_changed_session_gives_the_list_as_if_made_anew(data):
    assert_changes_reach_the_list(data)


def test_the_only_criterion_may_read_nothing_but_an_original_column():
    top = {"when": Compare("Account Group", "=", "Top"), "label": "top", "grade": 1}
    criterion = {"key": "group", "layer": "fit", "weight": 1, "kind": "rules", "levels": [top]}
    profile = {
        "icp": "Groups",
        "version": "1",
        "criteria": [criterion],
        "tiers": [{"name": "A", "min_score": 70}],
        "nurture": 40,
        "rank_by": ["score desc"],
    }
    rows = [
        {"account_key": key, "domain": key, "name": key, "Account Group": group}
        for key, group in [("a.com", "Top"), ("b.com", "Rest")]
    ]
    assert_same_list(
        {"rows": rows, "profile": profile, "as_of": AS_OF}, opened(rows, profile, AS_OF).scored()
    )


@pytest.mark.slow
@DEEP
@given(st.data())
def test_thousands_of_changed_sessions_give_the_list_as_if_made_anew(data):
    assert_changes_reach_the_list(data)


@pytest.mark.slow
@DEEP
@given(SCORING)
def test_thousands_of_scores_and_buckets_are_those_of_the_naive_list(said):
    assert_same_list(said, scored_list(**said))


@pytest.mark.slow
@DEEP
@given(CUTTING)
def test_thousands_of_cuts_are_those_of_the_naive_list(said):
    assert_same_list(said, scored_list(**said))


def outcome(said: Row) -> dict[str, Row]:
    found = scored_list(**said).frame
    return {row["account_key"]: row for row in found.rows(named=True)}


@FEW
@given(SCORING)
def test_points_add_up_to_score_and_penalty(said):
    for row in outcome(said).values():
        points = sum(row[f"points.{criterion['key']}"] for criterion in said["profile"]["criteria"])
        assert math.isclose(row["score"], max(points - row["penalty"], 0), abs_tol=0.005 + 1e-9)
        assert row["score"] <= row["best_case"] <= 100


@FEW
@given(CUTTING)
def test_no_tier_takes_more_than_its_capacity_but_by_pins(said):
    found = outcome(said)
    for tier in said["profile"]["tiers"]:
        inside = [row for row in found.values() if row["bucket"] == tier["name"]]
        pins = [row for row in inside if row["pinned"]]
        if "capacity" in tier:
            assert len(inside) <= max(tier["capacity"], len(pins))


@FEW
@given(CUTTING, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(said, dice):
    shuffled: list[Row] = list(said["rows"])
    dice.shuffle(shuffled)
    assert outcome(said | {"rows": shuffled}) == outcome(said)


@FEW
@given(CUTTING, st.integers(0, 13))
def test_a_better_score_never_ranks_lower(said, place):
    said = said | {"decisions": [], "suppressed": {}}
    rows: Sequence[Row] = said["rows"]
    chosen = rows[place % len(rows)]
    said["profile"] = said["profile"] | {"rank_by": ["score desc", "revenue desc"], "nurture": 0}
    before = outcome(said)[chosen["account_key"]]["rank"]
    better = [row | {"intent_score": 100.0} if row is chosen else row for row in rows]
    assert outcome(said | {"rows": better})[chosen["account_key"]]["rank"] <= before


@FEW
@given(SCORING, st.integers(0, 13))
def test_an_explanation_says_what_the_naive_list_says_and_what_a_move_would_give(said, place):
    row = said["rows"][place % len(said["rows"])] | {"as_of": AS_OF}
    said = said | {"decisions": [], "suppressed": {}}
    told = explain(scored_list(**said), place % len(said["rows"]))
    now = scored(row, said["profile"], AS_OF)
    assert {part.key: part.label for part in told.parts} == now.levels
    assert {part.key: part.points for part in told.parts} == now.points
    keys = {criterion["title"]: criterion for criterion in said["profile"]["criteria"]}
    assert {move.title for move in told.missing} <= {
        title for title, criterion in keys.items() if now.levels[criterion["key"]] == "unknown"
    }
    for move in [*told.missing, *told.moves]:
        then = scored(row, said["profile"], AS_OF, changed={keys[move.title]["key"]: move.label})
        assert half_up(move.score) == then.score
    gains = [move.gain for move in told.moves]
    assert gains == sorted(gains, reverse=True)
    assert all(gain > 0 for gain in gains)


@FEW
@given(SCORING)
def test_ranks_are_one_to_n_without_the_killed_and_disqualified(said):
    rows = outcome(said).values()
    ranked = [row["rank"] for row in rows if row["rank"] is not None]
    assert sorted(ranked) == list(range(1, len(ranked) + 1))
    for row in rows:
        assert (row["rank"] is None) == (row["bucket"] in ("killed", "disqualified"))
