"""Stability: points for staying that came or went, members that only it keeps, and newcomers that it held back."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from icp_tui.evidence.movers import CAUSE, POINTS, PROFILE, SEAT, STABILITY, Movers, causes_frame
from icp_tui.evidence.value_words import signed, worded
from icp_tui.scoring.stays import ON_DECK

_LEAST = 0.005


def stays(moving: Movers) -> pl.DataFrame:
    """CAUSE rows of accounts that the stability of either list moved."""
    kind = PROFILE if _changed(moving) else STABILITY
    return pl.concat([pl.DataFrame(schema=CAUSE), _points(moving, kind), *_kept(moving, kind), *_held_back(moving, kind)])


def _changed(moving: Movers) -> bool:
    """Whether the profiles ask for another stability, as far as their texts are kept."""
    old, new = moving.old.profile, moving.new.profile
    return not moving.same_profile and old is not None and new is not None and old.stability != new.stability


def _points(moving: Movers, kind: str) -> pl.DataFrame:
    """Points for staying that an account has now, or has no more: pushes like all others."""
    by = pl.col("now.bonus") - pl.col("then.bonus")
    push = by * (pl.col("up").cast(pl.Int8) * 2 - 1)
    some = moving.frame.filter(push > _LEAST)
    on_both = (pl.col("now.bonus") > 0) & (pl.col("then.bonus") > 0)
    said = (
        pl.when(on_both).then(worded("{} for staying, was {}", signed(pl.col("now.bonus")), signed(pl.col("then.bonus"))))
        .when(pl.col("now.bonus") > 0).then(worded("{} for staying", signed(pl.col("now.bonus"))))
        .otherwise(worded("no {} for staying any more", signed(pl.col("then.bonus"))))
    )  # fmt: skip
    return causes_frame(some, POINTS, kind, said, push, by.abs())


def _kept(moving: Movers, kind: str) -> Iterator[pl.DataFrame]:
    """Members that are, or were, in a tier only because they had been on the list before."""
    new = moving.new.profile
    gained = pl.col("now.bonus") > pl.col("then.bonus")
    # Where its own points carried it as well, they are what changed.
    alone = gained | (pl.col("now.ranked") - pl.col("then.ranked") <= _LEAST).fill_null(value=True)
    lost = (pl.col("now.bonus") < pl.col("then.bonus")) | pl.lit(value=new is not None and new.stability is None)
    holds, held = _only_by_stability(moving, "now", "was"), _only_by_stability(moving, "was", "now")
    said = worded("stability holds it in {}: without it, it would be in {}", "now", "was")
    yield causes_frame(holds, pl.when(alone).then(pl.lit(SEAT)).otherwise(pl.lit(POINTS)), kind, said)
    yield causes_frame(held.filter(lost), SEAT, kind, worded("stability held it in {} then: without it, it would have been in {}", "was", "now"))


def _only_by_stability(moving: Movers, bucket: str, other: str) -> pl.DataFrame:
    """The movers whose list said of their better bucket (the column `bucket`) that without stability they would be in `other`."""
    column = "now.reason" if bucket == "now" else "then.reason"
    words = worded("; stays in {}: without stability it would be in {}", bucket, other)
    said = pl.concat_str(pl.col(column).fill_null(""), pl.lit(";"))
    return moving.frame.filter((pl.col("up") == (bucket == "now")) & said.str.contains(pl.concat_str(words, pl.lit(";")), literal=True))


def _held_back(moving: Movers, kind: str) -> Iterator[pl.DataFrame]:
    """New accounts that a tier had no more room for, now or then."""
    for tier in moving.frame["tier"].unique().sort():
        for up, column, said in ((False, "now.reason", "{}"), (True, "then.reason", "it was held back then: {}")):
            reason, words = pl.col(column).str, f"{ON_DECK} {tier}"
            held = reason.ends_with(words) | reason.contains(f"{words}:", literal=True) | reason.contains(f"{words};", literal=True)
            some = moving.frame.filter((pl.col("tier") == tier) & (pl.col("up") == up) & held)
            yield causes_frame(some, SEAT, kind, worded(said, pl.col(column)))
