"""Personas of a profile: who they are, how many are wanted, and the coverage that counts them."""

import jsonschema
import pytest

from icp_tui.errors import IcpError
from icp_tui.profile import parse_profile, profile_schema
from icp_tui.yaml_io import parse_yaml

BASE = """\
icp: T
version: 1
personas: {personas}
criteria: [{{key: who, layer: authority, weight: 1, kind: coverage{more}}}]
tiers: [{{name: A, min_score: 70, people: 3}}]
"""
SOUND = "[{name: economic buyer, titles: [sales, revenue operations], seniority: [c_suite, vp], want: 2}, {name: champion, titles: [ops]}]"


def problems(personas, more=""):
    with pytest.raises(IcpError) as refused:
        parse_profile(BASE.format(personas=personas, more=more))
    return [one.message for one in refused.value.problems]


def test_a_persona_has_titles_seniority_and_how_many_are_wanted():
    made = parse_profile(BASE.format(personas=SOUND, more=""))
    buyer, champion = made.personas
    assert (buyer.titles, buyer.seniority, buyer.want) == (("sales", "revenue operations"), ("c_suite", "vp"), 2)
    assert (champion.seniority, champion.want) == ((), 1)
    assert made.tiers[0].people == 3
    assert made.criteria[0].fields_read() == ("people.economic buyer", "people.champion")


def test_coverage_of_some_only():
    made = parse_profile(BASE.format(personas=SOUND, more=", personas: [champion]"))
    assert made.criteria[0].fields_read() == ("people.champion",)


@pytest.mark.parametrize(
    ("personas", "more", "said"),
    [
        ("[{name: a}]", "", "nothing tells who has this persona"),
        ("[{name: a, titles: [x]}, {name: A, titles: [x]}]", "", "another persona has the name A (a)"),
        ("[{name: a, titles: [x], want: 0}]", "", None),
        ("[{name: a, seniority: [boss]}]", "", None),
        ("[{name: a, titel: [x]}]", "", None),
        ("[{name: champion, titles: [x]}]", ", personas: [champoin]", "there is no persona champoin"),
        ("[]", "", "coverage of whom? The profile has no personas"),
    ],
)
def test_what_is_wrong_is_said(personas, more, said):
    (found,) = problems(personas, more)
    assert said is None or found == said


def test_the_schema_knows_personas():
    data = parse_yaml(BASE.format(personas=SOUND, more=", personas: [champion]"), "p.yaml").data
    jsonschema.Draft202012Validator(profile_schema()).validate(data)
