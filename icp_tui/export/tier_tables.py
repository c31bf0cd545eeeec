"""The tiers of a list as tables: what presets, sheets and snapshots are made from."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from icp_tui.export.rows import parquet_rows, slice_of
from icp_tui.scoring.listing import ScoredList


def tier_tables(scored: ScoredList, originals: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Tier name -> its accounts in rank order, with the columns of accounts.parquet; the profile's order of tiers."""
    order = scored.assigned.order
    bucket = scored.assigned.bucket.gather(order).cast(pl.String)
    return {
        tier.name: parquet_rows(slice_of(scored, originals, order.filter(bucket == tier.name)))
        for tier in scored.plan.profile.tiers
    }


def tier_tables_of(accounts: pl.DataFrame, tiers: Iterable[str]) -> dict[str, pl.DataFrame]:
    """The same from the frame of an accounts.parquet, for the names of its tiers."""
    return {name: accounts.filter(pl.col("bucket") == name).sort("rank", maintain_order=True) for name in tiers}
