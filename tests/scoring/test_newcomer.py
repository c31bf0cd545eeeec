"""A list with one account more is the list that scoring all of them together gives."""

from hypothesis import given, settings
from hypothesis import strategies as st
from lists import AS_OF, accounts, points, profile

from icp_tui.scoring.newcomer import with_newcomer
from icp_tui.scoring.stages import score_list

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


@settings(max_examples=80, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=12), ROW, st.sampled_from(["none", "capped", "all"]),
       st.sampled_from([["score desc", "revenue desc"], ["revenue asc"], ["owner desc", "score asc"]]))  # fmt: skip
def test_as_if_it_had_been_there_from_the_start(rows, new, families, order):
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
