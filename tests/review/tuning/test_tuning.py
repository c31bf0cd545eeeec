"""Knobs and tuning: steps, typed values, why not, back, and the YAML that comes of it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_tui.errors import IcpError
from icp_tui.profile import load_profile, parse_profile
from icp_tui.review.tuning.knob import Knob, Place, in_words
from icp_tui.review.tuning.tuning import Tuning

PROFILES = sorted((Path(__file__).resolve().parents[3] / "profiles").glob("*.yaml"))
TEXT = """\
icp: Small
version: 2026-Q4
criteria:
  - key: size
    layer: fit
    weight: 60     # most of it
    kind: band
    field: employees
    ideal: [50, 500]
    near: 25%
    unknown: skip
  - {key: fresh, layer: intent, weight: 30, kind: recency, field: last_funding_date, within: {90d: 1.0, 180d: 0.5}}
  - {key: surge, layer: intent, weight: 10, kind: steps, field: intent_score, at_least: {80: 1.0, 60: 0.5}, points: {otherwise: 2}}
warnings:
  - {when: employees > 400, because: Large}
tiers:
  - {name: A, capacity: 100, min_score: 70}
  - {name: B, min_score: 60}
limits:
  - {tier: A, per: owner, at_most: 10}
  - {tier: A, per: industry, at_most: 40%}
  - {tier: A, per: country, at_most: {US: 5}}
"""


def parts(profile):
    """All that a profile says."""
    return [getattr(profile, name) for name in type(profile).model_fields]


def tuning(text=TEXT):
    return Tuning(parse_profile(text, "small.yaml"))


def knob(of: Tuning, name: str) -> Knob:
    return next(one for one in of.knobs if in_words(one) == name)


def turned(of: Tuning, name: str, *steps: int) -> Tuning:
    for step in steps:
        of = of.turned(knob(of, name).place, step)
    return of


def test_the_stability_is_turned_where_the_profile_has_one():
    assert not any(one.group == "Stability" for one in tuning().knobs)
    of = tuning(TEXT + "stability: {keep: 3}  # for now\n")
    assert (knob(of, "Stability: points for staying").said, knob(of, "Stability: new accounts at most").said) == ("3", "no limit")
    made = turned(turned(of, "Stability: points for staying", -2), "Stability: new accounts at most", 4)
    assert made.text.endswith("stability: {keep: 1, max_churn: 20%}  # for now\n")
    assert (made.profile.stability.bonus, made.profile.stability.max_churn.of(100)) == (100, 20)
    none = made.set(knob(made, "Stability: new accounts at most").place, None)
    assert none.profile.stability.max_churn is None
    of = tuning(TEXT + "stability: {max_churn: 20%}\n")
    assert turned(of, "Stability: points for staying", 2).text.endswith("stability: {max_churn: 20%, keep: 2}\n")
    with pytest.raises(IcpError, match="stays at 20%"):
        of.set(knob(of, "Stability: new accounts at most").place, None)


def test_every_number_has_a_knob():
    names = [in_words(one) for one in tuning().knobs]
    assert len(names) == len({one.place for one in tuning().knobs})
    assert names[:3] == ["Size: weight", "Fresh: weight", "Surge: weight"]
    for name in ("Tier A: capacity", "Tier A: from score", "Tier B: known at least %", "Nurture: from score",
                 "Limit in A per owner: at most", "Limit in A per country: US", "Warning: Large: points off",
                 "Size: from", "Size: up to", "Size: near reaches", "Size: grade of unknown", "Fresh: within",
                 "Fresh: grade within 90d", "Surge: at least", "Surge: grade at least 60", "Surge: points of below"):  # fmt: skip
        assert name in names


@pytest.mark.parametrize(
    ("name", "steps", "said"),
    [
        ("Size: weight", [1], "61"),
        ("Size: weight", [-10, -10, -10, -10, -10, -10], "1"),
        ("Size: from", [1], "51"),
        ("Size: up to", [10], "600"),
        ("Size: near reaches", [1], "30%"),
        ("Size: near reaches", [-10], "nothing is near"),
        ("Size: near reaches", [-10, 1], "5%"),
        ("Size: grade of in band", [-1], "0.95"),
        ("Size: grade of in band", [1], "1"),
        ("Size: grade of unknown", [1], "0"),
        ("Size: grade of unknown", [1, 1], "0.05"),
        ("Fresh: within", [1], "100d"),
        ("Fresh: grade within 180d", [-10], "0"),
        ("Surge: at least", [-1], "79"),
        ("Surge: points of below", [1], "3"),
        ("Tier A: capacity", [1], "110"),
        ("Tier A: capacity", [-1], "95"),
        ("Tier A: capacity", [-10, -10, -10, -10], "1"),
        ("Tier A: from score", [10, 10, 10, 10], "100"),
        ("Tier A: known at least %", [-1], "45"),
        ("Limit in A per owner: at most", [-1], "9"),
        ("Limit in A per industry: at most", [1], "45%"),
        ("Limit in A per country: US", [1], "6"),
        ("Warning: Large: points off", [1], "1"),
    ],
)
def test_steps(name, steps, said):
    made = turned(tuning(), name, *steps)
    # A window or step that is turned is called by what it is now.
    at = next(one for one in tuning().knobs if in_words(one) == name).place
    assert made.knob(at).said == said
    # What is on the screen is what the file would say.
    assert parts(parse_profile(made.text, "small.yaml")) == parts(made.profile)


@pytest.mark.parametrize(
    ("name", "steps", "why"),
    [
        ("Nurture: from score", [10, 10, 10], "Nurture: from score stays at 60: min_score 60 is below the nurture line, 70"),
        ("Tier B: capacity", [1], "Tier B: capacity: no limit (Enter types a number)"),
        ("Surge: weight", [-1, -1, -1, -1, -1, -1, -1, -1, -1], "Surge: weight stays at 2: otherwise has more points than the weight, 1"),
    ],
)
def test_why_not(name, steps, why):
    with pytest.raises(IcpError) as refused:
        turned(tuning(), name, *steps)
    assert str(refused.value).startswith(why)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("Size: weight", "12.5", 12.5),
        ("Size: up to", "1,200", 1200),
        ("Size: up to", "none", None),
        ("Size: near reaches", "10 %", "10%"),
        ("Size: near reaches", "10", "10%"),
        ("Size: grade of unknown", "30%", 0.3),
        ("Size: grade of unknown", "skip", "skip"),
        ("Fresh: within", "1y", "1y"),
        ("Tier A: capacity", "no limit", None),
        ("Tier A: known at least %", "60%", 60),
        ("Limit in A per owner: at most", "30%", "30%"),
    ],
)
def test_typed(name, text, value):
    of = tuning()
    one = knob(of, name)
    assert one.typed(text) == value
    if name != "Tier A: capacity":
        assert of.set(one.place, one.typed(text)).knob(one.place).value == value


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("Size: weight", "many", "many is no number"),
        ("Size: weight", "0", "Size: weight goes from 0.01 to"),
        ("Size: weight", "10%", "is a number, not a share"),
        ("Size: grade of in band", "2", "grade of in band goes from 0 to 1"),
        ("Tier A: capacity", "2.5", "capacity is a whole number (2 or 3)"),
        ("Fresh: within", "soon", "soon is no length of time"),
    ],
)
def test_what_cannot_be_typed(name, text, why):
    of = tuning()
    with pytest.raises(IcpError) as refused:
        knob(of, name).typed(text)
    assert why in str(refused.value)


def test_a_band_is_not_turned_around():
    of = tuning()
    with pytest.raises(IcpError, match=r"Size: from stays at 50: the band is reversed: 600 is more than 500"):
        of.set(knob(of, "Size: from").place, 600)


def test_a_capacity_that_a_share_needs_cannot_be_taken_away():
    of = tuning()
    with pytest.raises(IcpError, match="Tier A has no capacity"):
        of.set(knob(of, "Tier A: capacity").place, None)


def test_back_and_differences():
    of = tuning()
    made = turned(turned(of, "Size: weight", 5), "Tier A: capacity", 1, 1)
    assert [(one.name, one.was, one.now) for one in made.differences()] == [("Size: weight", "60", "65"), ("Tier A: capacity", "100", "120")]
    assert made.is_changed
    assert "weight: 65     # most of it" in made.text
    one = made.back(knob(made, "Size: weight").place)
    assert [each.name for each in one.differences()] == ["Tier A: capacity"]
    assert made.back().profile is of.saved
    # Turned there and back is not turned.
    assert not turned(made, "Tier A: capacity", -1, -1).back(knob(made, "Size: weight").place).is_changed


def test_changes_go_over_to_another_edition():
    made = turned(turned(tuning(), "Size: weight", 5), "Tier A: capacity", 1)
    # Another criterion comes first, and the capacity was changed there as well.
    extra = "  - {key: geo, layer: fit, weight: 5, kind: one_of, field: country, ideal: [US]}\n"
    other = TEXT.replace("criteria:\n", "criteria:\n" + extra).replace("capacity: 100", "capacity: 90")
    over = made.onto(parse_profile(other, "small.yaml"))
    assert [(one.name, one.was, one.now) for one in over.differences()] == [("Size: weight", "60", "65")]


def test_unknown_places_are_no_changes():
    assert not Tuning(tuning().saved, {Place(("criteria", 9, "weight")): 3}).is_changed


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_turn_gives_a_valid_profile_or_says_why_not(data):
    of = Tuning(load_profile(data.draw(st.sampled_from(PROFILES))))
    for _ in range(data.draw(st.integers(1, 8))):
        one = data.draw(st.sampled_from(of.knobs))
        try:
            of = of.turned(one.place, data.draw(st.sampled_from([-10, -1, 1, 10])))
        except IcpError as error:
            assert in_words(one) in str(error)  # noqa: PT017  most turns succeed
    again = parse_profile(of.text, str(of.saved.path))
    assert parts(again) == parts(of.profile)
    assert Tuning(of.saved, of.changes).text == of.text
    assert of.back().text == of.saved.text
