"""Near names: which pairs a slip of the pen explains, and that crowds of alike names cost nothing."""

import polars as pl
import pytest

from icp_tui.sources.near_names import near_among, near_names


def pairs(names, entries):
    found = near_names(pl.Series(names, dtype=pl.String), pl.Series(entries, dtype=pl.String))
    return [(name, entry, round(similarity, 1)) for name, entry, similarity in found.iter_rows()]


@pytest.mark.parametrize(
    ("name", "entry", "similarity"),
    [
        # 2 x equal letters / all letters: a letter too many, one swapped for another, two that changed places
        ("globexx", "globex", 92.3),
        ("quoradex data", "quoradec data", 92.3),
        ("umbrella systems", "umberlla systems", 93.8),
        # the slip among the first letters
        ("hallverane systems", "halverane systems", 97.1),
        ("havlerane systems", "halverane systems", 94.1),
        # a blank, and words in another order
        ("datarobot", "data robot", 94.7),
        ("analytics cromelith", "cromelith analytics", 100.0),
    ],
)
def test_slips_are_near(name, entry, similarity):
    assert pairs([name], [entry]) == [(name, entry, similarity)]


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("globex", "globex"),  # the same, not near
        ("visa", "vista"),  # 88.9
        ("acme software", "acme hardware"),
        ("northern fund 1", "northern fund 2"),
        ("acme", "acme holdings"),
    ],
)
def test_other_names_are_not(name, entry):
    assert pairs([name], [entry]) == []


def test_null_names_and_no_names():
    assert pairs([None, "globex"], [None]) == []
    assert pairs([], ["globex"]) == []
    assert pairs(["globexx"], []) == []


def test_repeats_are_one_pair_and_order_plays_no_part():
    names, entries = ["globexx", "globexy", "globexx"], ["globex", "globex"]
    assert pairs(names, entries) == [("globexx", "globex", 92.3), ("globexy", "globex", 92.3)]
    assert pairs(names[::-1], entries) == pairs(names, entries)


def test_a_beginning_that_everybody_shares_gives_way_to_a_longer_one():
    crowd = [f"consolidated {letter}{second}works" for letter in "abcdefghijklmnopqrst" for second in "abcdefghijklmnopqrst"]
    names = [*(f"{name} {n}" for n in range(30) for name in crowd), "consolidated waterwheel"]
    entries = [*crowd, "consolidated waterwhel"]
    assert ("consolidated waterwheel", "consolidated waterwhel", 97.8) in pairs(names, entries)


def test_the_near_names_of_one_list_are_found_once_each():
    names = pl.Series(["globex systems", "globex system", "hooli", "acme analytics", "acme analytic", "acme analytics"])
    found = near_among(names)
    assert found.select("name", "entry").rows() == [("acme analytic", "acme analytics"), ("globex system", "globex systems")]
    assert near_among(names.reverse()).equals(found)
    assert near_among(names.clear()).is_empty()
