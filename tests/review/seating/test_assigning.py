"""Assigning: unowned accounts of the tiers go to reps by territory, room and load."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lists import AS_OF, accounts, points, profile

from icp_tui.errors import IcpError
from icp_tui.profile import Rep
from icp_tui.review.seating import assigning
from icp_tui.review.seating.assigning import owners_as_reps, propose
from icp_tui.scoring.stages import score_list

TIERS = [{"name": "A", "capacity": 3, "min_score": 50}, {"name": "B", "min_score": 50}]
ANY = (Rep(name="dana"), Rep(name="lee"))


def scored(*rows, **parts):
    """A list whose scores are the employees, in tens; A takes three, B the others from 50."""
    made = profile(**{"criteria": [points("size", "employees")], "tiers": TIERS} | parts)
    return score_list(accounts(*rows), made, AS_OF)


def account(name, score, owner=None, **more):
    return {"name": name, "employees": score, "owner": owner} | more


def who(made):
    return dict(made.assignments.select("name", "rep").iter_rows())


def why(made):
    return dict(made.assignments.select("name", "reason").iter_rows()) | dict(made.left.select("name", "reason").iter_rows())


def test_the_best_goes_first_to_who_has_the_lowest_sum_of_scores():
    # Loads: 100 to dana, 90 to lee, 80 to lee (90 < 100), 70 to dana (100 < 170), 60 to dana or lee at 170: fewest, dana is first.
    made = propose(scored(*(account(name, score) for name, score in zip("abcde", (100, 90, 80, 70, 60), strict=True))), ANY)
    assert who(made) == {"a": "dana", "b": "lee", "c": "lee", "d": "dana", "e": "dana"}
    assert [(load.before, load.after, load.score) for load in made.loads] == [(0, 3, 230.0), (0, 2, 170.0)]
    assert why(made)["a"] == "assigned: any territory, lowest load of 2 reps"
    assert made.left.is_empty()


def test_what_a_rep_has_in_the_tiers_counts_and_killed_or_nurtured_accounts_do_not():
    # dana starts with 90, so that lee gets 100 and dana 80 (90 < 100); the account of 20 is in no tier.
    made = propose(scored(account("a", 100), account("mine", 90, "Dana "), account("c", 80), account("low", 20, "lee")), ANY)
    assert who(made) == {"a": "lee", "c": "dana"}
    assert made.owned == 1


def test_nobody_gets_more_than_most():
    reps = (Rep(name="dana", most=2), Rep(name="lee", most=1))
    made = propose(scored(account("x", 100, "dana"), *(account(name, 90) for name in "abc")), reps)
    assert who(made) == {"a": "lee", "b": "dana"}
    assert why(made)["a"] == "assigned: any territory, lowest load of 2 reps"
    assert why(made)["b"] == "assigned: any territory, the only one with room"
    assert why(made)["c"] == "no room left: dana 2 of 2, lee 1 of 1"


def test_a_rep_with_more_than_most_already_gets_nothing():
    made = propose(scored(account("x", 100, "dana"), account("y", 90, "dana"), account("a", 80)), (Rep(name="dana", most=1),))
    assert who(made) == {}
    assert made.loads[0].after == 2


def test_territories_are_kept_and_what_is_left_says_why():
    reps = (Rep(name="dana", when="country IN ('US','CA')"), Rep(name="lee", when="country = 'DE'"))
    made = propose(scored(account("a", 100, country="CA"), account("b", 90, country="FR"), account("c", 80)), reps)
    assert who(made) == {"a": "dana"}
    assert why(made) == {
        "a": "assigned: country CA, the only rep for it", "b": "nobody's territory: country FR",
        "c": "no territory can be told: country unknown",
    }  # fmt: skip


def test_a_territory_may_ask_for_scores_and_original_columns():
    made = scored(account("a", 100), account("b", 60))
    originals = pl.DataFrame({"Sales Region": ["East", "West"]})
    reps = (Rep(name="dana", when="score > 90"), Rep(name="lee", when="\"Sales Region\" = 'West'"))
    assert who(propose(made, reps, originals=originals)) == {"a": "dana", "b": "lee"}
    with pytest.raises(ValueError, match="no column Sales Region"):
        propose(made, reps)


def test_accounts_of_a_tier_come_before_better_ones_of_a_lower_tier():
    # A asks for 40 employees known and US; the better account from DE is in B.
    tiers = [{"name": "A", "min_score": 50, "when": "country = 'US'"}, {"name": "B", "min_score": 50}]
    made = propose(scored(account("b", 100, country="DE"), account("a", 60, country="US"), tiers=tiers), (Rep(name="dana", most=1),))
    assert who(made) == {"a": "dana"}


def test_only_the_tiers_that_are_asked_for():
    rows = [account(name, score) for name, score in zip("abcd", (100, 90, 80, 70), strict=True)]
    made = propose(scored(*rows), ANY, tiers=["A"])
    assert sorted(who(made)) == ["a", "b", "c"]
    assert made.left.is_empty()


def test_a_limit_per_owner_is_kept():
    limits = [{"tier": "A", "per": "owner", "at_most": {"dana": 1}}]
    made = propose(scored(*(account(name, 90) for name in "abcd"), limits=limits), (Rep(name="Dana"),))
    assert who(made) == {"a": "Dana", "d": "Dana"}
    assert why(made)["b"] == "a limit of the profile leaves no room in A for Dana"


def test_no_more_than_can_be_looked_through_in_one_step(monkeypatch):
    monkeypatch.setattr(assigning, "MOST_AT_ONCE", 1)
    made = propose(scored(account("a", 90), account("b", 80)), ANY)
    assert who(made) == {"a": "dana"}
    assert why(made)["b"] == "more than 1 in one step: assign these, then come back"


def test_nobody_to_assign_and_nobody_to_assign_to():
    made = propose(scored(account("a", 90, "dana")), ANY)
    assert made.assignments.is_empty()
    assert made.left.is_empty()
    assert propose(scored(account("a", 90)), ()).left["reason"].to_list() == ["nobody's territory: there are no reps"]


def test_owners_of_the_list_as_reps():
    made = scored(account("a", 90, "lee"), account("b", 90, "Lee "), account("c", 20, "dana"), account("d", 90, " "))
    assert [rep.folded for rep in owners_as_reps(made)] == ["lee", "dana"]


ROWS = st.lists(
    st.tuples(st.integers(1, 10), st.sampled_from([None, "dana", "kim", "lee"]), st.sampled_from([None, "US", "DE", "FR"])),
    min_size=1, max_size=25,
)  # fmt: skip
REPS = st.tuples(*(
    st.builds(Rep, name=st.just(name), most=st.none() | st.integers(1, 6), when=st.sampled_from([None, "country = 'US'", "country IN ('US','DE')"]))
    for name in ("dana", "lee")
))  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(ROWS, REPS, st.randoms(use_true_random=False), st.none() | st.integers(1, 3))
def test_capacity_territory_completeness_and_order(rows, reps, random, seats):
    limits = [] if seats is None else [{"tier": "A", "per": "owner", "at_most": seats}]
    made = [account(f"n{place}", ten * 10, owner, country=country) for place, (ten, owner, country) in enumerate(rows)]
    listed = scored(*made, limits=limits)
    one = propose(listed, reps)
    for load in one.loads:
        assert load.after <= max(load.before, load.rep.most or load.after)
    countries = {account["name"]: account["country"] for account in made}
    allowed = {None: {None, "US", "DE", "FR"}, "country = 'US'": {"US"}, "country IN ('US','DE')": {"US", "DE"}}
    whens = {rep.name: rep.when for rep in reps}
    assert all(countries[name] in allowed[whens[rep]] for name, rep in who(one).items())
    tiers = listed.assigned.bucket.cast(str).is_in(["A", "B"])
    assert one.owned + one.assignments.height + one.left.height == tiers.sum()
    random.shuffle(made)
    shuffled = scored(*made, limits=limits)
    again = propose(shuffled, reps)
    assert again.assignments.drop("row").equals(one.assignments.drop("row"))
    assert again.left.drop("row").equals(one.left.drop("row"))
    # Nobody leaves a tier by being assigned.
    owned = [account | {"owner": who(one).get(account["name"], account["owner"])} for account in made]
    after = scored(*owned, limits=limits)
    assert after.assigned.bucket.to_list() == shuffled.assigned.bucket.to_list()


def test_a_profile_whose_territory_names_no_column_is_refused():
    with pytest.raises(IcpError, match="no column contry"):
        scored(account("a", 90), reps=[{"name": "dana", "when": "contry = 'US'"}])
