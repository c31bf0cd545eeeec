"""What a tuned profile does to a list, against the saved one: tier by tier who comes in and who drops out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from icp_tui.scoring.listing import ScoredList

# Names that anyone reads of those who come and go.
MOST_NAMED = 12


@dataclass(frozen=True)
class Mover:
    """An account that changes its bucket: its name, its score now, where it was and is."""

    row: int
    name: str
    score: float
    was: str
    now: str


@dataclass(frozen=True)
class Bucket:
    """A bucket before and after: how many it held and holds, who came in and who dropped out, best first.

    `came` and `left` name at most MOST_NAMED; `all_came` and `all_left` count them all. `cut` is the score of
    its last account, None for an empty tier and for what is no tier.
    """

    name: str
    was: int
    now: int
    capacity: int | None
    cut: float | None
    came: Sequence[Mover]
    left: Sequence[Mover]
    all_came: int
    all_left: int


@dataclass(frozen=True)
class Effect:
    """All buckets, best first, and how many accounts are in another one than with the saved profile."""

    buckets: Sequence[Bucket]
    moved: int

    def moving(self) -> list[str]:
        """The names of the buckets that anyone comes into or drops out of, best first."""
        return [one.name for one in self.buckets if one.all_came or one.all_left]

    def first_moving(self, bucket: str) -> str:
        """`bucket` where anyone moves in it or nobody does anywhere, else the best one in which someone does."""
        moving = self.moving()
        return bucket if bucket in moving or not moving else moving[0]


def effect(saved: ScoredList, tuned: ScoredList) -> Effect:
    """Compare two lists over the same accounts and the same tiers."""
    was, now = saved.assigned.bucket, tuned.assigned.bucket
    rows = (was.to_physical() != now.to_physical()).arg_true().cast(pl.UInt32)
    movers = pl.DataFrame({
        "row": rows,
        "was": was.gather(rows).cast(pl.String),
        "now": now.gather(rows).cast(pl.String),
        "score": tuned.scores.at("score", rows),
    })  # fmt: skip
    before, after = saved.buckets(), tuned.buckets()
    capacities = {tier.name: tier.capacity for tier in tuned.plan.profile.tiers}
    cuts = {line.tier: line.score for line in tuned.cut_lines}
    return Effect([
        Bucket(
            name, before.get(name, 0), count, capacities.get(name), cuts.get(name),
            _named(came := movers.filter(pl.col("now") == name), tuned), _named(left := movers.filter(pl.col("was") == name), tuned),
            came.height, left.height,
        )
        for name, count in after.items()
    ], len(rows))  # fmt: skip


def _named(movers: pl.DataFrame, scored: ScoredList) -> list[Mover]:
    """The best of them, by score and then as they stand on the list."""
    best = movers.top_k(MOST_NAMED, by="score") if movers.height > MOST_NAMED else movers
    best = best.sort("score", descending=True, maintain_order=True)
    accounts = scored.accounts
    names = accounts.select("name", "account_key")[best["row"]].select(pl.coalesce("name", "account_key")).to_series()
    return [
        Mover(row, name, score, was, now)
        for row, was, now, score, name in zip(*best.select("row", "was", "now", "score"), names, strict=True)
    ]


@dataclass(frozen=True)
class Share:
    """A value of a column among the accounts of a bucket: how many have it now, and had it with the saved profile."""

    value: str
    now: int
    was: int


COLUMNS = ("industry", "country", "owner", "size")
# Upper ends of the size bands, as most tools cut them.
_SIZES = [10, 50, 200, 500, 1_000, 5_000, 10_000]
_LABELS = ["1-10", "11-50", "51-200", "201-500", "501-1,000", "1,001-5,000", "5,001-10,000", "over 10,000"]
UNKNOWN = "unknown"


def distribution(saved: ScoredList, tuned: ScoredList, bucket: str, column: str, most: int = 8) -> list[Share]:
    """How the accounts of a bucket spread over a column, the values held most now first, `others` last.

    `column` is one of COLUMNS; sizes come in the order of their bands.
    """
    counts = [_counts(one, bucket, column) for one in (tuned, saved)]
    now, was = counts
    values = list({**now, **was})
    if column == "size":
        shown = [value for value in [*_LABELS, UNKNOWN] if value in values]
    else:
        shown = sorted(values, key=lambda value: (-now.get(value, 0), -was.get(value, 0), value))[:most]
    shares = [Share(value, now.get(value, 0), was.get(value, 0)) for value in shown]
    rest = Share("others", sum(now.values()) - sum(one.now for one in shares), sum(was.values()) - sum(one.was for one in shares))
    return [*shares, rest] if rest.now or rest.was else shares


def _counts(scored: ScoredList, bucket: str, column: str) -> dict[str, int]:
    inside = scored.accounts["employees" if column == "size" else column].filter(scored.assigned.bucket == bucket)
    if column == "size":
        bands = pl.Series(_SIZES).search_sorted(inside.fill_null(0), side="left")
        inside = pl.Series(_LABELS).gather(bands).zip_with(inside.is_not_null(), pl.Series([UNKNOWN]).new_from_index(0, len(inside)))
    held = inside.cast(pl.String).fill_null(UNKNOWN).alias(column).to_frame()
    return dict(held[column].value_counts().iter_rows())

