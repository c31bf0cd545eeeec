"""Reps of a profile: names, how many accounts at most, territories."""

import jsonschema
import pytest

from icp_tui.errors import IcpError
from icp_tui.profile import parse_profile, profile_schema
from icp_tui.yaml_io import parse_yaml

BASE = """\
icp: T
version: 1
criteria: [{key: size, layer: fit, weight: 1, kind: band, field: employees, ideal: [50, 500]}]
tiers: [{name: A, min_score: 70}]
"""


def problems(reps):
    with pytest.raises(IcpError) as refused:
        parse_profile(BASE + f"reps: {reps}\n")
    return [one.message for one in refused.value.problems]


def test_a_rep_has_a_name_a_limit_and_a_territory():
    read = parse_profile(BASE + """reps: [{name: Dana, most: 15, when: "country IN ('US','CA')"}, {name: lee}]""")
    dana, lee = read.reps
    assert (dana.name, dana.most, dana.when) == ("Dana", 15, "country IN ('US','CA')")
    assert (lee.name, lee.most, lee.when) == ("lee", None, None)
    assert dana.folded == "dana"
    assert [loc for loc, _ in read.conditions()] == [("reps", 0, "when")]


def test_without_reps_there_are_none():
    assert parse_profile(BASE).reps == ()


def test_names_are_unique_whatever_their_case():
    assert problems("[{name: dana}, {name: Dana}]") == ["another rep has the name Dana (dana)"]


def test_a_limit_is_one_or_more():
    assert len(problems("[{name: dana, most: 0}]")) == 1
    assert len(problems("[{name: dana, most: 1.5}]")) == 1


def test_a_territory_is_a_condition():
    assert len(problems("[{name: dana, when: 'country ='}]")) == 1


def test_unknown_keys_are_refused():
    assert len(problems("[{name: dana, territory: US}]")) == 1


def test_the_schema_knows_reps():
    data = parse_yaml(BASE + "reps: [{name: dana, most: 15, when: country IS NOT NULL}]\n", "p.yaml")
    data = getattr(data, "data", data)
    jsonschema.Draft202012Validator(profile_schema()).validate(data)
