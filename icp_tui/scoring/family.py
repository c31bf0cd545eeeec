"""Corporate families: which accounts belong together through their `parent`.

A parent names an account by its domain, or by its normalised name when exactly one account bears it;
then the two belong together. A parent that no account answers to still joins the accounts that name
it. Chains are followed to their end; strangers that merely share a name are no family.
"""

from __future__ import annotations

import polars as pl

from icp_tui.sources.domains import parse_domains
from icp_tui.sources.names import normalised


def families(accounts: pl.DataFrame) -> pl.Series:
    """The family of each account as a number (UInt32), null where it has none.

    Columns in: name, domain, parent. Two accounts of one family have the same number.
    """
    parents = accounts["parent"]
    if parents.null_count() == accounts.height:
        return pl.Series("family", [None], dtype=pl.UInt32).new_from_index(0, accounts.height)
    root = _roots(_parent_nodes(accounts), accounts.height)
    # A node that only one account reaches is no family.
    members = pl.len().over("root")
    return (
        pl.DataFrame({"root": root})
        .select(pl.when(members > 1).then("root").cast(pl.UInt32).alias("family"))
        .to_series()
    )


def _parent_nodes(accounts: pl.DataFrame) -> pl.Series:
    """The node that each account points to: an account's row, or a row beyond for a parent not listed."""
    numbered = accounts.select(pl.int_range(pl.len()).alias("row"), "name", "domain", "parent")
    asking = numbered.filter(pl.col("parent").is_not_null()).select("row", "parent")
    distinct = asking.select(pl.col("parent").unique(maintain_order=True))
    distinct = distinct.with_columns(
        parse_domains(distinct["parent"])["domain"].alias("by_domain"),
        normalised(distinct["parent"]).alias("by_name"),
    )
    bearers = _unique_names(numbered, distinct["by_name"])
    domains = numbered.filter(pl.col("domain").is_in(distinct["by_domain"].drop_nulls().implode()))
    domains = _borne_once(domains, "domain", "domain_row")
    found = (
        distinct.join(domains, left_on="by_domain", right_on="domain", how="left", maintain_order="left")
        .join(bearers, left_on="by_name", right_on="bare", how="left", maintain_order="left")
        .with_columns(pl.coalesce("domain_row", "name_row").alias("node"))
    )
    # A parent that nobody on the list answers to, or several do: a row beyond the list stands for it.
    stranger = pl.coalesce("by_domain", "by_name").rank("dense").cast(pl.Int64) + numbered.height - 1
    found = found.select("parent", pl.coalesce("node", stranger).alias("node"))
    nodes = asking.join(found, on="parent", how="left", maintain_order="left").select("row", "node")
    return numbered.select("row").join(nodes, on="row", how="left", maintain_order="left")["node"]


def _unique_names(numbered: pl.DataFrame, wanted: pl.Series) -> pl.DataFrame:
    """The rows of the accounts that alone bear one of the wanted normalised names."""
    bare = numbered.select("row", normalised(numbered["name"]).alias("bare"))
    return _borne_once(bare.filter(pl.col("bare").is_in(wanted.drop_nulls().implode())), "bare", "name_row")


def _borne_once(accounts: pl.DataFrame, column: str, row: str) -> pl.DataFrame:
    """Each value of `column` that exactly one account bears, with that account's row."""
    bearers = accounts.group_by(column, maintain_order=True).agg(pl.col("row").first().alias(row), pl.len())
    return bearers.filter(pl.col("len") == 1).drop("len")


def _roots(nodes: pl.Series, height: int) -> pl.Series:
    """Follow the pointers to their end by doubling; a ring is named by its lowest node."""
    most = nodes.max()
    size = max(height, (int(most) if isinstance(most, int) else 0) + 1)
    itself = pl.int_range(size, eager=True)
    target = nodes.extend_constant(None, size - height).fill_null(itself)
    lowest = itself.clone()
    for _ in range(size.bit_length()):
        lowest = pl.select(pl.min_horizontal(lowest, lowest.gather(target))).to_series()
        target = target.gather(target)
    # All pointers now end at a root or in a ring; the lowest node reachable from there names both.
    return lowest.gather(target).head(height)
