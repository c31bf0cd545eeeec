"""Changes to a YAML text: only what is meant changes, and comments, order and quotes stay."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_tui.errors import IcpError
from icp_tui.yaml_io import parse_yaml
from icp_tui.yaml_io.edit import appended, edited, removed

PROFILES = sorted((Path(__file__).resolve().parents[2] / "profiles").glob("*.yaml"))
TEXT = """\
# On top.
version: 2026-Q4          # said in the title
criteria:
  - key: size             # how large
    weight: 20
    near: '25%'
    ideal: [50, 500]
    at_least: {80: 1.0, 60: 0.5}   # steps

  - {key: geo, weight: 15}   # where

# Tiers.
tiers:
  - {name: A, capacity: 50}
"""


def test_values_change_in_their_places_and_comments_keep_their_columns():
    made = edited(TEXT, {
        ("version",): "2027-Q1-draft", ("criteria", 0, "weight"): 22.5, ("criteria", 0, "near"): "30%",
        ("criteria", 0, "ideal", 1): 1000, ("criteria", 0, "at_least", 80): 0.9, ("criteria", 1, "weight"): 5,
        ("tiers", 0, "capacity"): None,
    })  # fmt: skip
    assert made == """\
# On top.
version: 2027-Q1-draft    # said in the title
criteria:
  - key: size             # how large
    weight: 22.5
    near: '30%'
    ideal: [50, 1000]
    at_least: {80: 0.9, 60: 0.5}   # steps

  - {key: geo, weight: 5}    # where

# Tiers.
tiers:
  - {name: A, capacity: null}
"""


def test_keys_are_renamed():
    made = edited(TEXT, {("criteria", 0, "at_least", 60): 0.4}, {("criteria", 0, "at_least", 60): 55})
    assert "at_least: {80: 1.0, 55: 0.4}   # steps" in made
    with pytest.raises(IcpError, match=r"at_least.* cannot be changed in place"):
        edited(TEXT, {}, {("criteria", 0, "at_least", 60): 80})


def test_missing_keys_are_added_in_both_styles():
    made = edited(TEXT, {
        ("criteria", 0, "grades", "ideal"): 0.9, ("criteria", 0, "grades", "near"): 0.4,
        ("criteria", 1, "unknown"): "skip", ("nurture",): 35,
    })  # fmt: skip
    assert "    at_least: {80: 1.0, 60: 0.5}   # steps\n    grades: {ideal: 0.9, near: 0.4}\n\n" in made
    assert "  - {key: geo, weight: 15, unknown: skip}   # where\n" in made
    assert made.endswith("  - {name: A, capacity: 50}\nnurture: 35\n")


@pytest.mark.parametrize(
    ("text", "loc", "value", "made"),
    [
        ("a: 1", ("b",), 2, "a: 1\nb: 2"),
        ("a:\n  # gone\nb: 1\n", ("a", "c"), 2, "a: {c: 2}\n  # gone\nb: 1\n"),
        ("a: ~\n", ("a", "c"), "x", "a: {c: x}\n"),
        ("a: {}\n", ("a", "c"), "x: y", 'a: {c: "x: y"}\n'),
        ("a: {b: 1,}\n", ("a", "c"), True, "a: {b: 1, c: true,}\n"),
        ("a: |\n  text\n  more\n", ("b",), 1, "a: |\n  text\n  more\nb: 1\n"),
        ("a: >\n  text\nb: 1\n", ("a",), "short", "a: short\nb: 1\n"),
        ("a: 1\r\nb: 2\r\n", ("c",), 3, "a: 1\r\nb: 2\r\nc: 3\r\n"),
        ('a: "25"\n', ("a",), "30", 'a: "30"\n'),
        ("a: x\n", ("a",), "30", 'a: "30"\n'),
        ("a: x\n", ("a",), "- # [", 'a: "- # ["\n'),
        ("a: é会 # b\n", ("a",), 'say "hi"', "a: 'say \"hi\"' # b\n"),
        ("a: 1.0\n", ("a",), 2.0, "a: 2.0\n"),
        ("a: 1\n", ("a",), 2.0, "a: 2\n"),
    ],
)
def test_small_texts(text, loc, value, made):
    assert edited(text, {loc: value}) == made


def test_what_an_alias_repeats_is_refused():
    text = "a: &w {weight: 5}\nb: *w\nc: 1\n"
    with pytest.raises(IcpError, match="line 1 is repeated elsewhere by an alias"):
        edited(text, {("a", "weight"): 6})
    with pytest.raises(IcpError, match="alias"):
        edited(text, {("b", "weight"): 6})
    assert edited(text, {("c",): 2}) == "a: &w {weight: 5}\nb: *w\nc: 2\n"


def test_items_come_and_go():
    text = "rules:\n  # first\n  - {id: a, when: x < 1}   # why\n  - {id: b, when: y > 2}\n\n# end\n"
    rule = {"id": "c", "when": "country = 'US'", "because": "No: never"}
    more = appended(text, ("rules",), rule)
    assert more == text.replace("y > 2}\n", "y > 2}\n  - {id: c, when: country = 'US', because: \"No: never\"}\n")
    assert removed(more, ("rules", 2)) == text
    assert removed(text, ("rules", 0)) == "rules:\n  # first\n  - {id: b, when: y > 2}\n\n# end\n"
    assert appended("a: 1\n", ("kill_list", "rules"), {"id": "x"}) == "a: 1\nkill_list:\n  rules:\n    - {id: x}\n"
    assert appended("a: []\n", ("a",), {"id": "x"}) == "a: [{id: x}]\n"
    assert appended("a: [{id: y}]\n", ("a",), {"id": "x"}) == "a: [{id: y}, {id: x}]\n"
    assert appended("a:\n- id: y\n  when: b\n", ("a",), {"id": "x", "n": 1}) == "a:\n- id: y\n  when: b\n- id: x\n  n: 1\n"
    assert removed("a: [1, 2, 3]\n", ("a", 0)) == "a: [2, 3]\n"
    assert removed("a: [1, 2, 3]\n", ("a", 2)) == "a: [1, 2]\n"
    assert parse_yaml(removed("a:\n  - 1\nb: 2\n", ("a", 0)), "").data == {"a": [], "b": 2}
    with pytest.raises(IcpError):
        removed(text, ("rules", 5))


def scalars(data, loc=()):
    """The locs of all single values."""
    if isinstance(data, dict):
        return [one for key, value in data.items() for one in scalars(value, (*loc, key))]
    if isinstance(data, list):
        return [one for place, value in enumerate(data) for one in scalars(value, (*loc, place))]
    return [loc]


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-10**6, 10**12), st.floats(-1e6, 1e6, allow_nan=False),
    st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=20), st.sampled_from(["25%", "on", "null", "#", "a: b", "{", "'"]),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_values_of_shipped_profiles_are_read_back_and_nothing_else_changes(data):
    text = data.draw(st.sampled_from(PROFILES)).read_text(encoding="utf-8")
    before = parse_yaml(text, "").data
    locs = data.draw(st.lists(st.sampled_from(scalars(before)), max_size=4, unique=True))
    values = {loc: data.draw(VALUES) for loc in locs}
    try:
        made = edited(text, values)
    except IcpError:
        # A character that no YAML may hold.
        assert any(isinstance(value, str) and not value.isprintable() for value in values.values())
        return
    after = parse_yaml(made, "").data
    for loc in scalars(before):
        held = after
        for part in loc:
            held = held[part]
        wanted = values.get(loc, at(before, loc))
        assert held == wanted
        assert isinstance(held, bool) == isinstance(wanted, bool)
    assert [line for line in made.splitlines() if line.strip().startswith("#")] == [
        line for line in text.splitlines() if line.strip().startswith("#")
    ]


def at(data, loc):
    for part in loc:
        data = data[part]
    return data
