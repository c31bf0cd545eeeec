"""Rows with one key -> companies: one for spellings of one name, several for plainly different names.

A false merge hides an account for good, while two leftovers are seen and mended. Yet the spellings of
one name must not explode: names are the same company when their words are alike, when one contains the
other, or when one is the initials of the other, and so on along the chain.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
from rapidfuzz import fuzz

from icp_tui.sources import names
from icp_tui.sources.report import counted, listed

# rapidfuzz token_set_ratio, 0-100: from here up two names are spellings of one.
ALIKE = 75
# A domain with more names than this is a portal: each of its names is a company.
MOST_NAMES = 200
_SHORTEST_PREFIX = 4
# Where names differ in fewer letters than this, no likeness of the letters says that a word is misspelled.
_SHORTEST_TELLING = 4
_EXAMPLES = 5


@dataclass(frozen=True)
class Companies:
    """The key of each row, in order, and what was told apart, in words."""

    keys: pl.Series
    notes: list[str]


def separate(rows: pl.DataFrame) -> Companies:
    """Tell companies apart that share an `account_key`.

    `rows`: `account_key`, `domain`, `name`, `crm_id`, `system` (whose numbers `crm_id` holds), all rows of
    each key. Plainly different names on one domain, and different CRM ids of one system, are different
    companies; their keys become `domain/name-slug`, with the id where that is not enough.
    """
    named = rows.with_columns(norm=names.normalised(rows.get_column("name")))
    doubtful = _doubtful(named)
    keys = rows.get_column("account_key")
    if not doubtful.any():
        return Companies(keys, [])
    # Rows without a domain may have joined an account that has one; the key decides, whichever row comes first.
    by_domain = (pl.col("account_key") == pl.col("domain")).fill_null(value=False).any().over("account_key")
    some = named.filter(doubtful).with_columns(by_domain=by_domain)
    told = _keyed(_with_ids(_with_clusters(some)))
    return Companies(keys.scatter(doubtful.arg_true(), told.keys), told.notes)


def _doubtful(rows: pl.DataFrame) -> pl.Series:
    """Which rows have a key that bears several names or CRM ids. Compares hashes: most keys bear one."""
    hashed = rows.select("account_key", norm=pl.col("norm").hash(), id=pl.col("crm_id").hash())
    told = {"norm": rows.get_column("norm").is_not_null(), "id": rows.get_column("crm_id").is_not_null()}
    hashed = hashed.with_columns(pl.when(there).then(name).alias(name) for name, there in told.items())
    several = pl.any_horizontal(
        (pl.col(name).min() != pl.col(name).max()).fill_null(value=False) for name in told
    )
    keys = (
        hashed.group_by("account_key")
        .agg(several.alias("several"))
        .filter("several")
        .get_column("account_key")
    )
    return rows.get_column("account_key").is_in(keys.implode())


def _with_clusters(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds `cluster`: rows of one key and one cluster bear one name, in some spelling."""
    spellings = (
        rows.filter(pl.col("norm").is_not_null() & pl.col("by_domain"))
        .group_by("account_key", "norm")
        .agg(rows=pl.len())
        .sort("account_key", "norm")
        .with_columns(names=pl.len().over("account_key"), node=pl.int_range(pl.len(), dtype=pl.UInt32))
    )
    labels = _components(spellings.height, _same_names(spellings), _same_records(rows, spellings))
    spellings = spellings.with_columns(cluster=labels)
    found = rows.join(
        spellings.select("account_key", "norm", "cluster"),
        on=["account_key", "norm"],
        how="left",
        maintain_order="left",
    )
    # Rows without a name belong to the company that most rows of the key name.
    largest = (
        spellings.group_by("account_key", "cluster")
        .agg(pl.col("rows").sum(), pl.col("norm").min())
        .sort("rows", "norm", descending=[True, False])
        .group_by("account_key", maintain_order=True)
        .agg(largest=pl.col("cluster").first())
    )
    found = found.join(largest, on="account_key", how="left", maintain_order="left")
    return found.with_columns(pl.coalesce("cluster", "largest", pl.lit(0, pl.UInt32)).alias("cluster")).drop(
        "largest"
    )


def _same_names(spellings: pl.DataFrame) -> pl.DataFrame:
    """Pairs `a`, `b` of nodes whose names are spellings of one name."""
    several = spellings.filter(pl.col("names").is_between(2, MOST_NAMES)).select(
        "account_key", "node", "norm"
    )
    pairs = several.join(several, on="account_key", suffix="_b").filter(pl.col("node") < pl.col("node_b"))
    pairs = pairs.select(a="node", b="node_b", one="norm", two="norm_b").with_columns(plain=_plainly_same())
    doubtful = pairs.filter(~pl.col("plain"))
    alike = doubtful.filter(pl.Series(map(_alike, doubtful["one"], doubtful["two"]), dtype=pl.Boolean))
    return pl.concat([pairs.filter("plain").select("a", "b"), alike.select("a", "b")])


def _alike(one: str, two: str) -> bool:
    """Whether two names are close, in more than what they share with others: BVZ Holding is not VZ Holding."""
    if fuzz.token_set_ratio(one, two) < ALIKE:
        return False
    words, others = set(one.split()), set(two.split())
    left = min(sum(map(len, words - others)), sum(map(len, others - words)))
    return left == 0 or left >= _SHORTEST_TELLING


def _plainly_same() -> pl.Expr:
    """Whether `one` and `two` differ in blanks only, contain each other, or abbreviate each other."""
    one, two = pl.col("one"), pl.col("two")
    compact_one, compact_two = one.str.replace_all(" ", ""), two.str.replace_all(" ", "")
    padded_one, padded_two = pl.format(" {} ", one), pl.format(" {} ", two)
    shorter = pl.min_horizontal(compact_one.str.len_chars(), compact_two.str.len_chars())
    begins = compact_one.str.starts_with(compact_two) | compact_two.str.starts_with(compact_one)
    return (
        (compact_one == compact_two)
        | padded_one.str.contains(padded_two, literal=True)
        | padded_two.str.contains(padded_one, literal=True)
        | (begins & (shorter >= _SHORTEST_PREFIX))
        | _initials(one, compact_two)
        | _initials(two, compact_one)
    )


def _initials(words: pl.Expr, short: pl.Expr) -> pl.Expr:
    return (short.str.len_chars() >= 2) & (words.str.replace_all(r"(\S)\S*\s*", "$1") == short)


def _same_records(rows: pl.DataFrame, spellings: pl.DataFrame) -> pl.DataFrame:
    """Pairs `a`, `b` of nodes that one record of a CRM bears."""
    bearers = (
        rows.filter(pl.col("crm_id").is_not_null())
        .join(spellings.select("account_key", "norm", "node"), on=["account_key", "norm"])
        .group_by("account_key", "system", "crm_id")
        .agg(pl.col("node").unique())
        .filter(pl.col("node").list.len() > 1)
    )
    return bearers.select(a=pl.col("node").list.min(), b=pl.col("node")).explode(
        "b", empty_as_null=True, keep_nulls=True
    )


def _components(nodes: int, *edges: pl.DataFrame) -> pl.Series:
    """The smallest node that each node is connected with. Labels spread along the edges until none changes."""
    labels = pl.int_range(0, nodes, dtype=pl.UInt32, eager=True)
    pairs = pl.concat(edges)
    both = pl.concat([pairs, pairs.select(a="b", b="a")])
    while True:
        reached = (
            both.select("a", label=labels.gather(both.get_column("b")))
            .group_by("a")
            .agg(pl.col("label").min())
        )
        spread = pl.DataFrame({"a": pl.int_range(0, nodes, dtype=pl.UInt32, eager=True), "label": labels})
        spread = spread.join(reached, on="a", how="left", maintain_order="left", suffix="_new")
        new = spread.select(pl.min_horizontal("label", "label_new")).to_series()
        new = new.gather(new)
        if new.equals(labels):
            return labels.alias("cluster")
        labels = new


def _with_ids(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds `id`: within a cluster, the CRM id where one system has several; rows without one join the lowest."""
    cluster = ["account_key", "cluster"]
    ids = pl.col("crm_id").n_unique().over([*cluster, "system"])
    rows = rows.with_columns(id=pl.when(pl.col("crm_id").is_not_null() & (_known(ids) > 1)).then("crm_id"))
    return rows.with_columns(pl.col("id").fill_null(pl.col("id").min().over(cluster)))


def _known(ids: pl.Expr) -> pl.Expr:
    """`n_unique` counts a missing id as one more."""
    return ids - pl.col("crm_id").is_null().any().over(["account_key", "cluster", "system"]).cast(pl.UInt32)


def _keyed(rows: pl.DataFrame) -> Companies:
    unit = ["account_key", "cluster", "id"]
    units = (
        rows.group_by(unit)
        .agg(by_domain=pl.col("by_domain").first(), shown=pl.col("name").drop_nulls().min())
        .join(_usual_names(rows, unit), on=unit, how="left", nulls_equal=True)
        .with_columns(units=pl.len().over("account_key"))
        .with_columns(slug=pl.col("norm").fill_null("").str.replace_all(r"\s+", "-"))
    )
    named = (
        pl.when(pl.col("by_domain") & (pl.col("slug") != ""))
        .then(pl.format("{}/{}", "account_key", "slug"))
        .otherwise("account_key")
    )
    taken = pl.len().over("account_key", "slug") > 1
    told = pl.when(taken & pl.col("id").is_not_null()).then(pl.format("{}-{}", named, "id")).otherwise(named)
    units = units.with_columns(key=pl.when(pl.col("units") > 1).then(told).otherwise("account_key"))
    repeated = pl.int_range(pl.len()).over("key", order_by="cluster")
    units = units.with_columns(
        key=pl.when(repeated > 0).then(pl.format("{}-{}", "key", repeated + 1)).otherwise("key")
    )
    keys = rows.join(units.select(*unit, "key"), on=unit, how="left", nulls_equal=True, maintain_order="left")
    return Companies(keys.get_column("key").alias("account_key"), _notes(units))


def _usual_names(rows: pl.DataFrame, unit: list[str]) -> pl.DataFrame:
    """For each company the normalised name that most rows bear; of equals the shortest, then by letter."""
    return (
        rows.filter(pl.col("norm").is_not_null())
        .group_by(*unit, "norm")
        .agg(rows=pl.len())
        .sort("rows", pl.col("norm").str.len_chars(), "norm", descending=[True, False, False])
        .group_by(unit, maintain_order=True)
        .agg(pl.col("norm").first())
    )


def _notes(units: pl.DataFrame) -> list[str]:
    apart = (
        units.filter(pl.col("units") > 1)
        .group_by("account_key")
        .agg(shown=pl.col("shown").drop_nulls().unique().sort(), ids=pl.col("slug").n_unique() == 1)
        .sort("account_key")
    )
    notes: list[str] = []
    for by_ids, what in ((False, "plainly different names"), (True, "different CRM ids")):
        found = apart.filter(pl.col("ids") == by_ids)
        if found.height:
            examples = [f"{key} ({listed(shown, 3)})" for key, shown, _ in found.head(_EXAMPLES).iter_rows()]
            more = f" and {found.height - _EXAMPLES:,} more" if found.height > _EXAMPLES else ""
            keys = counted(found.height, "key")
            notes.append(f"{keys} with {what} kept apart: {'; '.join(examples)}{more}")
    return notes
