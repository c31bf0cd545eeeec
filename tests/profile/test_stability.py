"""Stability of a profile: points for staying, and the share of new accounts."""

from fractions import Fraction

import jsonschema
import pytest

from icp_tui.errors import IcpError
from icp_tui.profile import parse_profile, profile_schema
from icp_tui.yaml_io import parse_yaml

BASE = """\
icp: T
version: 1
criteria: [{key: size, layer: fit, weight: 1, kind: band, field: employees, ideal: [50, 500]}]
tiers: [{name: A, capacity: 50, min_score: 70}, {name: B, min_score: 70}]
"""


def problems(said, base=BASE):
    with pytest.raises(IcpError) as refused:
        parse_profile(base + f"stability: {said}\n")
    return [one.message for one in refused.value.problems]


def test_points_in_hundredths_and_a_share_rounded_down_but_at_least_one():
    read = parse_profile(BASE + "stability: {keep: 2.75, max_churn: 12.5 %}\n").stability
    assert (read.bonus, read.max_churn.fraction) == (275, Fraction(1, 8))
    assert [read.max_churn.of(capacity) for capacity in (50, 7)] == [6, 1]


def test_either_key_may_be_left_out_and_the_whole_as_well():
    assert parse_profile(BASE + "stability: {keep: 3}\n").stability.max_churn is None
    assert parse_profile(BASE + "stability: {max_churn: 100%}\n").stability.bonus == 0
    assert parse_profile(BASE + "stability:\n").stability is None


@pytest.mark.parametrize(
    ("said", "messages"),
    [
        ("{}", ["stability says nothing"]),
        ("{keep: 3.005}", ["keep has two decimals at most, but is 3.005"]),
        ("{keep: -1}", ["keep should be at least 0, but is the number -1"]),
        ("{max_churn: 20}", ["max_churn cannot be 20"]),
        ("{max_churn: 1e1%}", ["max_churn cannot be '1e1%'"]),
        ("{max_churn: .5%}", ["max_churn cannot be '.5%'"]),
        ("{max_churn: 0%, kep: 1}",
         ["max_churn should be more than 0% and at most 100%, but is 0%", "unknown key kep"]),
    ],
)  # fmt: skip
def test_everything_else_is_a_problem(said, messages):
    assert [one.partition(" (")[0] for one in problems(said)] == messages


def test_a_share_needs_a_tier_with_a_capacity():
    base = BASE.replace("capacity: 50, ", "")
    assert problems("{max_churn: 20%}", base) == ["20% of what? No tier has a capacity"]


def test_the_schema_knows_it():
    good, bad = (parse_yaml(BASE + f"stability: {said}\n", "p.yaml") for said in ("{keep: 3, max_churn: 20%}", "{max_churn: 20}"))
    checker = jsonschema.Draft202012Validator(profile_schema())
    checker.validate(getattr(good, "data", good))
    with pytest.raises(jsonschema.ValidationError):
        checker.validate(getattr(bad, "data", bad))
