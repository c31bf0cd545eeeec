"""What is kept: made once, let go when its columns change or room runs out."""

import polars as pl

from icp_tui.review.kept import Kept


def made(calls: list[str], name: str, length: int = 1):
    def make() -> pl.Series:
        calls.append(name)
        return pl.Series([0] * length, dtype=pl.UInt8)

    return make


def test_a_series_is_made_once():
    kept, calls = Kept(), []
    first = kept.once(("mask", "a"), ["name"], made(calls, "a"))
    assert kept.once(("mask", "a"), ["name"], made(calls, "a")) is first
    kept.once(("mask", "b"), ["name"], made(calls, "b"))
    assert calls == ["a", "b"]


def test_only_what_stands_on_lasting_columns_survives():
    kept, calls = Kept(), []
    kept.once(("name",), ["name"], made(calls, "name"))
    kept.once(("both",), ["name", "owner"], made(calls, "both"))
    later = kept.surviving({"name", "city"})
    later.once(("name",), ["name"], made(calls, "name again"))
    later.once(("both",), ["name", "owner"], made(calls, "both again"))
    assert calls == ["name", "both", "both again"]


def test_the_longest_unused_goes_first():
    kept, calls = Kept(most_bytes=25), []
    for name in ("a", "b"):
        kept.once((name,), [], made(calls, name, 10))
    kept.once(("a",), [], made(calls, "a", 10))
    kept.once(("c",), [], made(calls, "c", 10))
    kept.once(("a",), [], made(calls, "a", 10))
    kept.once(("b",), [], made(calls, "b", 10))
    assert calls == ["a", "b", "c", "b"]


def test_what_is_larger_than_the_room_is_still_given_and_kept_alone():
    kept, calls = Kept(most_bytes=25), []
    kept.once(("a",), [], made(calls, "a", 10))
    assert kept.once(("big",), [], made(calls, "big", 100)).len() == 100
    kept.once(("big",), [], made(calls, "big", 100))
    assert calls == ["a", "big"]


def test_a_failure_is_not_kept():
    kept, calls = Kept(), []

    def fail() -> pl.Series:
        raise ValueError("no")

    for _ in range(2):
        try:
            kept.once(("a",), [], fail)
        except ValueError:
            calls.append("failed")
    kept.once(("a",), [], made(calls, "a"))
    assert calls == ["failed", "failed", "a"]
