"""Coverage and the choice of people against plain loops: random people, personas and tiers."""

from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from lists import AS_OF, accounts, points
from naive.committee import LADDER, counts, coverage, written_to

from icp_tui.profile import Profile
from icp_tui.review.session import Session
from icp_tui.sources.accounts import Accounts
from icp_tui.sources.contact_file import PERSON
from icp_tui.sources.contacts import Contacts

DOMAINS = ["a.com", "b.com", "c.com"]
TITLES = [None, "Sales", "sales ops", "RevOps", "Wholesales", "Ops (Sales)", "Engineer"]
STEPS = [None, "c_suite", "vp", "manager", "entry"]
KEYS = ["titles", "seniority"]


@st.composite
def crowds(draw: st.DrawFn) -> list[dict[str, Any]]:
    """People of few companies, some without an address, some who want no mail, in any order."""
    made = []
    for number in range(draw(st.integers(0, 12))):
        email = draw(st.sampled_from([None, *[f"{number:02}@x.com"] * 4]))
        made.append({
            "email": email, "job_title": draw(st.sampled_from(TITLES)), "seniority": draw(st.sampled_from(STEPS)),
            "opted_out": draw(st.sampled_from([False, False, False, True])), "domain": draw(st.sampled_from([*DOMAINS, "z.com", None])),
        })  # fmt: skip
    return draw(st.permutations(made))


@st.composite
def personas(draw: st.DrawFn) -> list[dict[str, Any]]:
    made = []
    for number in range(draw(st.integers(1, 3))):
        keys = draw(st.sampled_from([["titles"], ["seniority"], KEYS]))
        own = {"titles": st.lists(st.sampled_from(["sales", "ops", "revops"]), min_size=1, max_size=2, unique=True),
               "seniority": st.lists(st.sampled_from(LADDER[2:9]), min_size=1, max_size=3, unique=True)}  # fmt: skip
        one = {"name": f"Role {number}"} | {key: draw(own[key]) for key in keys}
        made.append(one | draw(st.sampled_from([{}, {"want": 1}, {"want": 2}])))
    return made


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(crowds(), personas(), st.booleans(), st.lists(st.sampled_from([None, 1, 2, 5]), min_size=2, max_size=2))
def test_coverage_and_the_chosen_people_are_those_of_the_naive_list(people, roles, some, most):
    criterion = {"key": "who", "layer": "authority", "weight": 1, "kind": "coverage"} | ({"personas": [roles[-1]["name"]]} if some else {})
    profile = Profile.model_validate({
        "icp": "T", "version": "1", "personas": roles, "criteria": [criterion, points("rank", "intent_score", 9)],
        "tiers": [{"name": "A", "min_score": 0, "min_known": 0, "capacity": 1} | ({"people": most[0]} if most[0] else {}),
                  {"name": "B", "min_score": 0, "min_known": 0} | ({"people": most[1]} if most[1] else {})], "nurture": 0,
    })  # fmt: skip
    frame = accounts(*({"domain": domain} for domain in DOMAINS), intent_score=50.0)
    session = Session(Accounts(frame, pl.DataFrame({"x": ["1", "2", "3"]}), pl.DataFrame(), pl.DataFrame(), []), profile, AS_OF)
    known = pl.DataFrame([{name: one.get(name) for name in PERSON} for one in people], schema=PERSON)
    session.contacts = Contacts((), known.with_columns(file=pl.lit(0, dtype=pl.UInt32)).with_row_index("person"))
    found, written = session.scored().frame, session.people()
    assert written is not None
    for row in found.rows(named=True):
        own = [one for one in people if one["domain"] == row["account_key"]]
        assert row["level.who"] == coverage(criterion, own, roles)
        told = [row[f"people.{one['name']}"] for one in roles]
        assert told == (counts(own, roles) or [None] * len(roles))
        asked = most[0] if row["bucket"] == "A" else most[1]
        mine = written.filter(account_key=row["account_key"])
        assert mine["email"].to_list() == written_to(own, roles, asked)
        assert mine["order"].to_list() == list(range(1, mine.height + 1))
