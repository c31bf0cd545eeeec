"""Scoring distinct rows of levels: the same scores, to the last bit."""

from datetime import date
from pathlib import Path

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_tui import columns
from icp_tui.profile import load_profile
from icp_tui.profile.extra_field import TYPES
from icp_tui.scoring.alike import alike
from icp_tui.scoring.plan import make_plan
from icp_tui.scoring.score import score, score_types
from icp_tui.scoring.scores import Scores

PROFILES = sorted((Path(__file__).resolve().parents[2] / "profiles").glob("*.yaml"))


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_the_same_scores(data):
    profile = load_profile(data.draw(st.sampled_from(PROFILES)))
    extra = {name: TYPES[one.as_] for name, one in profile.fields.items()}
    schema = {**columns.ACCOUNT, **extra}
    plan = make_plan(profile, schema, date(2026, 11, 21))
    rows = data.draw(st.integers(0, 30))

    def draw(most):
        return data.draw(st.lists(st.integers(0, most), min_size=rows, max_size=rows))

    maybe = st.sampled_from([True, False, None])
    frame = {columns.level(one.key): pl.Series(draw(len(one.levels) - 1), dtype=pl.UInt8) for one in plan.criteria}
    for part, rules in (("must", plan.must_haves), ("warn", plan.warnings), ("kill", profile.kill_list.rules)):
        for place in range(len(rules)):
            held = data.draw(st.lists(maybe, min_size=rows, max_size=rows))
            frame[f"{part}.{place}"] = pl.Series(held, dtype=pl.Boolean)
    levels = pl.DataFrame(frame)
    grouped = alike(levels)
    assert grouped.distinct.height <= rows
    whole, scores = score(levels, plan), Scores.of_alike(grouped, plan)
    asked = pl.Series(data.draw(st.lists(st.integers(0, rows - 1))) if rows else [], dtype=pl.UInt32)
    few = data.draw(st.lists(st.sampled_from(whole.columns), unique=True))
    assert scores.select(few)[asked].equals(whole.select(few)[asked] if few else pl.DataFrame())
    assert scores.at("best_case", asked).equals(whole["best_case"].gather(asked))
    assert scores.each(pl.col("failed") | (pl.col("score") < 50)).equals(whole["failed"] | (whole["score"] < 50))
    assert scores.frame.equals(whole)
    assert scores.schema == dict(whole.schema) == score_types()
    assert Scores.of_levels(levels, plan).frame.equals(whole)


def test_it_pays_where_accounts_are_alike():
    levels = pl.DataFrame({"level.size": pl.Series([0, 1, 1, 1], dtype=pl.UInt8), "kill.0": [True, False, True, None]})
    grouped = alike(levels)
    assert grouped.saves
    assert grouped.distinct.height == 2
    assert grouped.distinct["level.size"].gather(grouped.own).to_list() == [0, 1, 1, 1]
    assert not alike(levels.head(2)).saves
