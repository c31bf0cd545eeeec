"""A list with one account more is the list that scoring all of them together gives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lists import AS_OF, accounts, points, profile

from icp_tui.scoring import alike
from icp_tui.scoring.decided import Decisions
from icp_tui.scoring.newcomer import with_newcomer
from icp_tui.scoring.stages import Stages, score_list

ROW = st.fixed_dictionaries({
    "employees": st.none() | st.integers(1, 10).map(lambda ten: ten * 10),
    "revenue": st.none() | st.integers(1, 3),
    "country": st.sampled_from([None, "US", "RU"]),
    "owner": st.sampled_from([None, "dana", "Lee"]),
    "parent": st.sampled_from([None, "Holding", "n10x.com", "N10X Inc", "n1", "https://n10x.com/"]),
})  # fmt: skip
PARTS = {
    "criteria": [points("size", "employees")],
    "tiers": [{"name": "A", "capacity": 2, "min_score": 50, "when": "country IS NOT NULL"}, {"name": "B", "capacity": 3, "min_score": 50}],
    "kill_list": {"rules": [{"id": "ru", "when": "country = 'RU'", "because": "No"}]},
    "limits": [{"tier": "A", "per": "owner", "at_most": 1}],
}


@pytest.mark.parametrize("examples", [20, pytest.param(80, marks=pytest.mark.slow)])
def test_as_if_it_had_been_there_from_the_start(examples):
    @settings(max_examples=examples)
    @given(st.lists(ROW, min_size=1, max_size=12), ROW, st.sampled_from(["none", "capped", "all"]),
           st.sampled_from([["score desc", "revenue desc"], ["revenue asc"], ["owner desc", "score asc"]]))  # fmt: skip
    def holds(rows, new, families, order):
        made = profile(**PARTS, one_per_family=families, rank_by=order)
        named = [row | {"name": f"n{place}"} for place, row in enumerate(rows)]
        # The newcomer's key stands before some and after others.
        newcomer = new | {"name": "n10x"}
        before = score_list(accounts(*named), made, AS_OF)
        alone = score_list(accounts(newcomer), made, AS_OF)
        joined = with_newcomer(before, alone)
        whole = score_list(accounts(*named, newcomer), made, AS_OF)
        assert joined.frame.equals(whole.frame)
        assert joined.cut_lines == whole.cut_lines
        assert joined.order.to_list() == whole.order.to_list()
        assert before.accounts.height == len(rows)

    holds()


def test_on_a_list_that_was_tuned_only_what_is_asked_for_is_scored(monkeypatch):
    monkeypatch.setattr(alike, "_WORTH", 2)
    tuned, other = (profile(**PARTS | {"criteria": [points("size", "employees", weight=weight), points("money", "revenue")]}) for weight in (2, 1))
    rows = [{"name": f"n{place}", "employees": place * 10, "country": "US"} for place in range(1, 11)]
    newcomer = {"name": "n10x", "employees": 100, "revenue": 20}
    stages = Stages(accounts(*rows))
    stages.scored(other, AS_OF, (), Decisions.none())
    before = stages.scored(tuned, AS_OF, (), Decisions.none())
    joined = with_newcomer(before, score_list(accounts(newcomer), tuned, AS_OF))
    assert "layer_fit" not in joined.scores._made
    assert joined.frame.equals(score_list(accounts(*rows, newcomer), tuned, AS_OF).frame)
    assert before.scores.frame.height == 10
