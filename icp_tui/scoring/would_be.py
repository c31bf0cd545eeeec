"""Where killed accounts would stand if each of them alone were restored."""

from __future__ import annotations

import polars as pl

from icp_tui import columns
from icp_tui.scoring.assign import DISQUALIFIED, NURTURE, bucket_names, meets
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.staying import ranked_at


def would_be(scored: ScoredList, originals: pl.DataFrame) -> pl.DataFrame:
    """`rank` (UInt32) and `bucket` (Enum) that each killed account would have; null for all others.

    A row per account. It is told by its place in the ranking against the cut lines as they are now: limits
    and families, which might keep it out, are not asked. `originals` are the original columns, same rows.
    """
    killed = scored.kill_list.killed
    height = len(killed)
    labels = pl.Enum(bucket_names(scored.plan.profile))
    rows = scored.order.filter(killed.gather(scored.order))
    ahead = (~killed.gather(scored.order) & scored.assigned.rank.gather(scored.order).is_not_null()).cast(pl.UInt32).cum_sum()
    rank = (ahead.filter(killed.gather(scored.order)) + 1).cast(pl.UInt32)
    bucket = _buckets(scored, originals, rows, rank)
    out = bucket == DISQUALIFIED
    nothing = pl.DataFrame(schema={"rank": pl.UInt32, "bucket": labels}).clear(height)
    return pl.DataFrame({
        "rank": nothing["rank"].scatter(rows, rank.set(out, None)),
        "bucket": nothing["bucket"].scatter(rows, bucket.cast(labels)),
    })  # fmt: skip


def _buckets(scored: ScoredList, originals: pl.DataFrame, rows: pl.Series, rank: pl.Series) -> pl.Series:
    """The bucket of each of `rows`: the first tier that would take it, else nurture or disqualified."""
    plan = scored.plan
    profile = plan.profile
    read = {name for when in plan.tier_conditions if when for name in when.names}
    more = [name for name in originals.columns if name in read and name not in scored.accounts.columns]
    accounts = scored.accounts.hstack(columns.as_text(originals.select(more))) if more else scored.accounts
    frame = pl.DataFrame({"place": rank}).hstack(scored.scores.select("score", "known", "failed")[rows])
    frame = frame.hstack(meets(accounts, scored.scores, rows, plan)).with_columns(ranked_at(scored.scores, scored.staying, rows).alias("ranked"))
    pinned = scored.decisions.frame.select("account_key", "pin").drop_nulls()
    pins = pl.DataFrame({"account_key": scored.accounts["account_key"].gather(rows)}).join(
        pinned, on="account_key", how="left", maintain_order="left"
    )["pin"]
    frame = frame.with_columns(pins)
    tiers = [tier.name for tier in profile.tiers]
    found = pl.when(pl.col("pin").is_in(tiers)).then(pl.col("pin")).when(
        pl.col("failed") | (pl.col("score") < float(profile.nurture))
    ).then(pl.lit(DISQUALIFIED))  # fmt: skip
    for place, (tier, line) in enumerate(zip(profile.tiers, scored.cut_lines, strict=True)):
        takes = (pl.col("ranked") >= float(tier.min_score)) & (pl.col("known") >= float(tier.min_known))
        if line.ended_by == "capacity":
            # The last inside would make room for whom the ranking puts before it.
            takes &= pl.col("place") <= (line.rank or 0)
        if tier.when is not None:
            takes &= pl.col(f"meets.{place}").fill_null(value=False)
        found = found.when(takes).then(pl.lit(tier.name))
    return frame.select(found.otherwise(pl.lit(NURTURE)).alias("bucket")).to_series()
