"""Corporate families: which accounts belong together through their `parent`.

Which account a parent names, `sources.parents` tells; those two belong together. A parent that no account
answers to still joins the accounts that name it. Chains are followed to their end; strangers that merely share a name are no family.
"""

from __future__ import annotations

import polars as pl

from icp_tui.sources.parents import parents


def families(accounts: pl.DataFrame) -> pl.Series:
    """The family of each account as a number (UInt32), null where it has none.

    Columns in: name, domain, parent, and account_key and linkedin_url where they are known. Two accounts of one family have the same number.
    """
    if accounts["parent"].null_count() == accounts.height:
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
    found = parents(accounts)
    # A parent that nobody on the list answers to, or several do: a row beyond the list stands for it.
    stranger = pl.col("said").rank("dense").cast(pl.Int64) + accounts.height - 1
    found = found.select("parent", pl.coalesce("row", stranger).alias("node"))
    return accounts.select("parent").join(found, on="parent", how="left", maintain_order="left").get_column("node")


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
