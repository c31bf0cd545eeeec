"""Rows of one name in several places: one account for each place.

Two places are compatible unless their cities or their states are both known and differ. A place that is
compatible with two that are not with each other could be either's, and stays by itself; among the others
compatibility is transitive, so that each group of them is one account, whatever the order of rows.
"""

from __future__ import annotations

import re

import polars as pl

from icp_tui.vocab.spelling import fold, unaccented

# A name with more places than this is no company's own; each place is one account then.
MOST_PLACES = 60
_SHORT_STATE = 3
_NO_LETTER = re.compile(r"[\W_]+")


def apart(rows: pl.DataFrame) -> tuple[pl.Series, int]:
    """Keys of `rows` (`account_key`, folded `state` and `city`), and how many keys were taken apart.

    A name in several places has keys `name/country/city-state`.
    """
    keys = rows.get_column("account_key")
    spots = rows.unique().sort("account_key", "state", "city").with_row_index("spot")
    spots = spots.with_columns(spots=pl.len().over("account_key"))
    several = spots.filter(pl.col("spots") > 1)
    if several.is_empty():
        return keys, 0
    pairs = _pairs(several.filter(pl.col("spots") <= MOST_PLACES))
    split = pairs.filter(~pl.col("fits")).select("account_key").unique()
    split = pl.concat([split, several.filter(pl.col("spots") > MOST_PLACES).select("account_key")]).unique()
    if split.is_empty():
        return keys, 0
    told = _labelled(several.join(split, on="account_key"), pairs)
    found = rows.join(told, on=["account_key", "state", "city"], how="left", nulls_equal=True, maintain_order="left")
    return found.select(pl.coalesce("key", "account_key").alias("account_key")).to_series(), split.height


def folded_places(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` with `state` and `city` as they are compared: folded, without accents and punctuation."""
    return rows.with_columns(_folded(rows.get_column(name)) for name in ("state", "city"))


def _folded(texts: pl.Series) -> pl.Series:
    distinct = texts.unique().drop_nulls()
    plain = [" ".join(_NO_LETTER.sub(" ", unaccented(fold(text))).split()) or None for text in distinct]
    return texts.replace_strict(distinct, plain, default=None, return_dtype=pl.String)


def fits(suffix: str) -> pl.Expr:
    """Whether folded `state` and `city` are compatible with those under `suffix`."""
    city = (pl.col("city") == pl.col(f"city{suffix}")).fill_null(value=True)
    # CA and California are two ways to write one state; only two of a kind can be told to differ.
    short, short_there = (pl.col(name).str.len_chars() <= _SHORT_STATE for name in ("state", f"state{suffix}"))
    same = pl.col("state") == pl.col(f"state{suffix}")
    return city & (same | (short != short_there)).fill_null(value=True)


def _pairs(spots: pl.DataFrame) -> pl.DataFrame:
    """Any two spots `a`, `b` of one key, and whether each fits the other."""
    both = spots.join(spots, on="account_key", suffix="_b").filter(pl.col("spot") != pl.col("spot_b"))
    return both.select("account_key", a="spot", b="spot_b", fits=fits("_b"))


def _labelled(spots: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """`account_key`, `state`, `city` and their new `key`."""
    fitting, clashing = pairs.filter("fits").select("a", "b"), pairs.filter(~pl.col("fits")).select("a", "b")
    forks = fitting.join(fitting, on="a", suffix="_two").filter(pl.col("b") != pl.col("b_two"))
    ambiguous = forks.join(clashing, left_on=["b", "b_two"], right_on=["a", "b"], how="semi").get_column("a").unique()
    clear = fitting.filter(~pl.col("a").is_in(ambiguous.implode()), ~pl.col("b").is_in(ambiguous.implode()))
    lowest = clear.group_by("a").agg(pl.col("b").min())
    spots = spots.join(lowest, left_on="spot", right_on="a", how="left", maintain_order="left")
    spots = spots.with_columns(group=pl.min_horizontal("spot", "b"))
    place = [pl.col(name).drop_nulls().min().over("group").alias(f"said {name}") for name in ("city", "state")]
    spots = spots.with_columns(place)
    said = pl.concat_str("said city", "said state", separator="-", ignore_nulls=True)
    slug = said.str.replace_all(r"[^\p{L}\p{N}]+", "-").str.strip_chars("-")
    spots = spots.with_columns(slug=slug)
    key = pl.when(pl.col("slug") == "").then("account_key").otherwise(pl.format("{}/{}", "account_key", "slug"))
    spots = spots.with_columns(key=key)
    return _distinct(spots).select("account_key", "state", "city", "key")


def _distinct(spots: pl.DataFrame) -> pl.DataFrame:
    """Groups whose places are spelled alike in a key get a number."""
    number = pl.col("group").rank("dense").over("key")
    return spots.with_columns(
        key=pl.when(number > 1).then(pl.format("{}-{}", "key", number)).otherwise("key")
    )
