"""Near names: pairs of normalised names that a slip of the pen would explain.

Comparing everybody with everybody is out of the question, so only names that share a key are compared:
their first letters, what follows those, or a word. A key that too many names share says nothing and is
passed over; the longer key that a true pair shares as well takes its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import polars as pl
from rapidfuzz import fuzz

# rapidfuzz similarity, 0-100: from here up names are near. Two of twenty letters may differ.
NEAR = 90
# Names of this similarity have lengths at least in this proportion: 2 x shorter / (shorter + longer).
_LENGTHS = NEAR / (200 - NEAR)
_HEAD = 6
_HEADS = (_HEAD, 10, 16)
_SHORTEST_TAIL, _SHORTEST_WORD = 3, 4
# A key of more pairs than this is passed over, and so are the commonest keys once a kind of key has so many in
# all; so many are compared at a time.
_MOST_PAIRS = 200_000
_MOST_OF_A_KIND = 8_000_000
_SLICE = 1_000_000
NEAR_NAMES = {"name": pl.String, "entry": pl.String, "similarity": pl.Float64}

_Score = Callable[..., float]


def near_names(names: pl.Series, entries: pl.Series) -> pl.DataFrame:
    """Pairs of a name and an entry that are near but not equal, with their similarity: the columns of NEAR_NAMES.

    Both hold normalised names. Names that differ in their digits are no near names: `fund 1` is not `fund 2`.
    """
    return _near(_nodes(names), _nodes(entries))


def near_among(names: pl.Series) -> pl.DataFrame:
    """The near names of one list, each pair once, `name` before `entry`: the columns of NEAR_NAMES."""
    nodes = _nodes(names)
    return _near(nodes, nodes)


def _near(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    found = [pl.DataFrame(schema={"left": pl.UInt32, "right": pl.UInt32, "similarity": pl.Float64})]
    if left.height and right.height:
        for keys_of_left, keys_of_right, score in _keys(left, right):
            pairs = _pairs(keys_of_left, keys_of_right)
            if left is right:
                # Every key finds a pair from both of its ends.
                pairs = (part.filter(pl.col("left") < pl.col("right")) for part in pairs)
            found += _scored(pairs, left, right, score)
    # The same pair by several keys: the best way to compare it counts.
    pairs_found = pl.concat(found).group_by("left", "right").agg(pl.col("similarity").max())
    said = pairs_found.select(
        left.get_column("name").gather(pairs_found.get_column("left")),
        right.get_column("name").gather(pairs_found.get_column("right")).alias("entry"),
        "similarity",
    )
    return said.cast(NEAR_NAMES).sort("name", "entry")  # type: ignore[arg-type]


def _nodes(names: pl.Series) -> pl.DataFrame:
    """Each distinct name once, with what its keys are made of."""
    distinct = names.alias("name").drop_nulls().unique().sort().to_frame()
    compact = pl.col("name").str.replace_all(" ", "", literal=True)
    return (
        distinct.lazy()
        .with_columns(compact=compact)
        .with_columns(length=pl.col("compact").str.len_chars().cast(pl.Int64))
        .filter(pl.col("length") >= _HEAD - 1)
        .with_columns(digits=pl.col("name").str.replace_all(r"\D", "").hash())
        .with_row_index("node")
        .collect()
    )


def _keys(left: pl.DataFrame, right: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, pl.DataFrame, _Score]]:
    """Per kind of key: the keys of either side (`node`, `key`), and how their pairs are compared."""
    for letters in _HEADS:
        yield _beginnings(left, letters), _beginnings(right, letters), fuzz.ratio
    # A letter more or less among the first ones shifts what follows them.
    shifted = pl.concat(_endings(right, shift) for shift in (-1, 0, 1))
    yield _endings(left, 0), shifted, fuzz.ratio
    yield _single_words(left), _single_words(right), fuzz.token_sort_ratio


def _beginnings(nodes: pl.DataFrame, letters: int) -> pl.DataFrame:
    return nodes.filter(pl.col("length") >= letters).select(
        "node", key=pl.col("compact").str.slice(0, letters).hash()
    )


def _endings(nodes: pl.DataFrame, shift: int) -> pl.DataFrame:
    """The first letter and all those from `_HEAD` on, but for `shift`."""
    kept = pl.col("length") - _HEAD + shift
    first, rest = pl.col("compact").str.head(1), pl.col("compact").str.tail(kept)
    return nodes.filter(kept >= _SHORTEST_TAIL).select("node", key=(first + rest).hash())


def _single_words(nodes: pl.DataFrame) -> pl.DataFrame:
    """The words of names that have several."""
    words = nodes.filter(pl.col("name").str.contains(" ", literal=True)).select(
        "node", word=pl.col("name").str.split(" ")
    )
    words = words.explode("word", empty_as_null=True, keep_nulls=True)
    return words.filter(pl.col("word").str.len_chars() >= _SHORTEST_WORD).select("node", key=pl.col("word").hash())


def _pairs(left: pl.DataFrame, right: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Pairs `left`, `right` of nodes with one key, some at a time."""
    left = left.filter(pl.col("key").is_in(right.get_column("key").unique().implode()))
    right = right.unique()
    bearers, sharers = (side.group_by("key").agg(pl.len().cast(pl.Int64).alias(name))
                        for side, name in ((left, "bearers"), (right, "sharers")))  # fmt: skip
    telling = (
        bearers.join(sharers, on="key", how="inner")
        .with_columns(pairs=pl.col("bearers") * pl.col("sharers"))
        .sort("pairs", "key")
        .filter(pl.col("pairs") <= _MOST_PAIRS, pl.col("pairs").cum_sum() <= _MOST_OF_A_KIND)
    )
    right = (
        right.join(telling.select("key", "bearers"), on="key", how="inner")
        .sort("node", "key")
        .with_columns(part=pl.col("bearers").cum_sum() // _SLICE)
    )
    for part in right.partition_by("part", maintain_order=True):
        found = part.select("key", right="node").join(left.select("key", left="node"), on="key", how="inner")
        yield found.select("left", "right")


def _scored(
    parts: Iterator[pl.DataFrame], left: pl.DataFrame, right: pl.DataFrame, score: _Score
) -> Iterator[pl.DataFrame]:
    """The pairs that are near, with their similarity."""
    compare: Callable[[Any, Any], float] = partial(score, score_cutoff=NEAR)
    for pairs in parts:
        likely = pairs.with_columns(
            *(left.get_column(name).gather(pairs.get_column("left")).alias(f"{name} l") for name in _COMPARED),
            *(right.get_column(name).gather(pairs.get_column("right")).alias(f"{name} r") for name in _COMPARED),
        )
        shorter, longer = (each("length l", "length r") for each in (pl.min_horizontal, pl.max_horizontal))
        likely = likely.filter(
            pl.col("digits l") == pl.col("digits r"), shorter >= _LENGTHS * longer, pl.col("name l") != pl.col("name r")
        )
        similarity = pl.Series(
            "similarity", map(compare, likely.get_column("name l"), likely.get_column("name r")), dtype=pl.Float64
        )
        yield likely.select("left", "right", similarity).filter(pl.col("similarity") >= NEAR)


_COMPARED = ("name", "length", "digits")
