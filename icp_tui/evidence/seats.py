"""Seats: pins, lines and capacities that moved an account although nothing about itself did."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from icp_tui.evidence.movers import (
    CAPACITY,
    CAUSE,
    DECISION,
    LEFT_OVER,
    LIMIT,
    PERSON,
    POINTS,
    PROFILE,
    SEAT,
    Movers,
    causes_frame,
)
from icp_tui.evidence.recorded import score_line
from icp_tui.evidence.value_words import shown, worded
from icp_tui.profile import Profile

_LEAST = 0.005


def pins(moving: Movers) -> pl.DataFrame:
    """CAUSE rows of accounts that a person pinned, or no longer pins."""
    then, now = (pl.col(name).fill_null(value=False) for name in ("then.pinned", "now.pinned"))
    said = pl.concat_str(pl.lit("not pinned to "), "was", pl.lit(" any more"))
    return pl.concat([
        causes_frame(moving.frame.filter(now), PERSON, DECISION, pl.col("now.reason")),
        causes_frame(moving.frame.filter(then & ~now), PERSON, DECISION, said),
    ])  # fmt: skip


def limits(moving: Movers) -> pl.DataFrame:
    """CAUSE rows of accounts that a limit or a family keeps out of a tier, or did."""
    profiles = moving.old.profile, moving.new.profile
    parts = [pl.DataFrame(schema=CAUSE)]
    for tier in moving.frame["tier"].unique().sort():
        changed = None not in profiles and len({repr(_limits(one, tier)) for one in profiles if one}) > 1
        mine = pl.col("tier") == tier
        for up, column, said in ((False, "now.reason", "{}"), (True, "then.reason", "it was held back then: {}")):
            reason = pl.col(column)
            held = (
                reason.str.starts_with(f"{tier} has ") & reason.str.contains(r" has [\d,]+ of [\d,]+ for ")
                | reason.str.ends_with(f" of the same family is in {tier}")
            )
            some = moving.frame.filter(mine & (pl.col("up") == up) & held)
            parts.append(causes_frame(some, SEAT, PROFILE if changed else LIMIT, worded(said, reason)))
    return pl.concat(parts)


def _limits(profile: Profile, tier: str) -> tuple[object, ...]:
    return ([one for one in profile.limits if one.tier == tier], profile.one_per_family)


def lines(moving: Movers) -> pl.DataFrame:
    """CAUSE rows of accounts that the line or the seats of a tier moved."""
    parts = [pl.DataFrame(schema=CAUSE)]
    for tier in moving.frame["tier"].unique().sort():
        frame = moving.frame.filter(pl.col("tier") == tier)
        parts += _dropped(moving, tier, frame.filter(~pl.col("up")))
        parts += _raised(moving, tier, frame.filter(pl.col("up")))
    return pl.concat(parts)


def _dropped(moving: Movers, tier: str, frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Accounts that are not in `tier` any more: its line is higher, or others took its seats."""
    before, after = score_line(moving.old, tier), score_line(moving.new, tier)
    if before is not None and after is not None and after > before:
        below = frame.filter(pl.col("now.ranked") < after)
        yield causes_frame(below, POINTS, PROFILE, pl.lit(f"{_line(tier)} is {after:g} now, was {before:g}"), pl.lit(after - before))
    cut, held = moving.new.cuts.get(tier), moving.old.cuts.get(tier)
    if cut is None or not cut.full:
        return
    stood = _needed(moving, tier, old=True)
    rise = 0.0 if cut.score is None or stood is None else cut.score - stood
    reaches = frame.filter(pl.col("now.ranked") >= (after or 0.0), pl.col("now.rank").is_not_null()).sort("now.rank")
    if held is not None and cut.capacity is not None and (held.capacity is None or cut.capacity < held.capacity):
        was = f"{held.capacity:,}" if held.capacity else "any number"
        yield causes_frame(reaches, POINTS if rise > _LEAST else LEFT_OVER, PROFILE, pl.lit(f"{tier} takes {cut.capacity:,} now, was {was}"), pl.lit(rise))
    others = _others(moving, tier, came=True, many=reaches.height)
    said = worded("displaced by {}, now at rank {}", "name", pl.col("rank").cast(pl.String).fill_null("unknown"))
    frame = pl.concat([reaches, others], how="horizontal")
    yield causes_frame(frame, POINTS if rise > _LEAST else LEFT_OVER, CAPACITY, said, pl.lit(rise), pl.lit(-1.0))


def _raised(moving: Movers, tier: str, frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Accounts that came into `tier`: its line is lower, or seats came free."""
    before, after = score_line(moving.old, tier), score_line(moving.new, tier)
    if before is not None and after is not None and after < before:
        below = frame.filter(pl.col("then.ranked") < before)
        yield causes_frame(below, POINTS, PROFILE, pl.lit(f"{_line(tier)} is {after:g} now, was {before:g}"), pl.lit(before - after))
    cut, held = moving.new.cuts.get(tier), moving.old.cuts.get(tier)
    if held is None or not held.full:
        return
    needs = _needed(moving, tier, old=False)
    fall = 0.0 if held.score is None or needs is None else held.score - needs
    reached = frame.filter(pl.col("then.ranked") >= (before or 0.0), pl.col("then.rank").is_not_null()).sort("now.rank")
    if cut is not None and held.capacity is not None and (cut.capacity is None or cut.capacity > held.capacity):
        takes = f"{cut.capacity:,}" if cut.capacity else "any number"
        yield causes_frame(reached, POINTS if fall > _LEAST else LEFT_OVER, PROFILE, pl.lit(f"{tier} takes {takes} now, was {held.capacity:,}"), pl.lit(fall))
    others = _others(moving, tier, came=False, many=reached.height)
    said = worded(f"a seat in {tier} came free: {{}} left it", "name")
    frame = pl.concat([reached, others], how="horizontal")
    yield causes_frame(frame, POINTS if fall > _LEAST else LEFT_OVER, CAPACITY, said, pl.lit(fall), pl.lit(-1.0))


def _needed(moving: Movers, tier: str, *, old: bool) -> float | None:
    """The score that it took to be in a tier: its cut where it was full, else its line."""
    one = moving.old if old else moving.new
    cut = one.cuts.get(tier)
    return cut.score if cut is not None and cut.full and cut.score is not None else score_line(one, tier)


def _others(moving: Movers, tier: str, *, came: bool, many: int) -> pl.DataFrame:
    """Who took, or left, the seats of a tier, one for each of `many` accounts, best first: name and rank.

    Each account is told another one's name as far as there are as many; else some are told the same.
    """
    side = moving.new if came else moving.old
    rows = (moving.came if came else moving.left).get(tier)
    if rows is None or rows.is_empty() or not many:
        return pl.DataFrame({"name": pl.Series([None] * many, dtype=pl.String), "rank": pl.Series([None] * many, dtype=pl.UInt32)})
    places = pl.int_range(many, dtype=pl.UInt32, eager=True) % len(rows)
    ranked = pl.DataFrame({"row": rows, "rank": side.core["rank"].gather(rows)}).sort("rank", nulls_last=True).head(many)
    names = side.some(["name", "account_key"], ranked["row"])
    name = names.select(shown(pl.coalesce("name", "account_key"), pl.String()).alias("name")).to_series()
    return pl.DataFrame({"name": name.gather(places % ranked.height), "rank": ranked["rank"].gather(places % ranked.height)})


def _line(tier: str) -> str:
    return f"the line of {tier}"
