"""The main cause of a move in plain loops, for lists on which only points, lines and seats decide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from .scores import scored

Row = Mapping[str, Any]
# Less is not seen in a score.
LEAST = 0.005


def pushes(before: Row, after: Row, old: Row, new: Row, then: date, now: date) -> dict[str, float]:
    """What the profile, the date and the data each gave to the score, one after the other."""
    steps = [
        scored(before, old, then).score, scored(before, new, then).score, scored(before, new, now).score, scored(after, new, now).score,
    ]  # fmt: skip
    return {kind: float(steps[n + 1] - steps[n]) for n, kind in enumerate(("profile", "aged", "data"))}


def main_causes(
    was: str, now: str, given: Mapping[str, float], old: Row, new: Row, cuts: tuple[Row, Row], scores: tuple[float, float]
) -> set[str]:
    """The kinds that may be the main one: those that pushed most; several only where they are level.

    `cuts` are the capacity, score and fullness of each tier on either list; `scores` the account's own.
    """
    order = [*(tier["name"] for tier in new["tiers"]), "nurture", "disqualified"]
    up = order.index(now) < order.index(was)
    tier = now if up else was
    pushed = {kind: points if up else -points for kind, points in given.items()}
    line_old, line_new = line(old, tier), line(new, tier)
    rise = line_old - line_new if up else line_new - line_old
    if (scores[0] < line_old if up else scores[1] < line_new) and rise > 0:
        pushed["line"] = rise
    seats = [cut.get(tier) for cut in cuts]
    full = seats[0] if up else seats[1]
    reaches = scores[0] >= line_old if up else scores[1] >= line_new
    seat = None
    if full is not None and full.full and reaches and tier not in {"nurture", "disqualified"}:
        needed = [cut.score if cut is not None and cut.full and cut.score is not None else line(one, tier) for cut, one in zip(seats, (old, new), strict=True)]
        if full.score is not None:
            seat = needed[0] - needed[1] if up else needed[1] - needed[0]
            if seat > LEAST:
                pushed["seat"] = seat
        seat = 0.0 if seat is None else seat
    # Points that went the other way, all in all, moved nobody: the line did, or the seats.
    if (scores[1] - scores[0] if up else scores[0] - scores[1]) <= LEAST and ("line" in pushed or seat is not None):
        pushed = {kind: points for kind, points in pushed.items() if kind in {"line", "seat"}}
    most = max(pushed.values(), default=0.0)
    if most <= LEAST:
        return {"capacity", "profile"} if seat is not None else {"other"}
    best = {kind for kind, points in pushed.items() if points >= most - 1e-9}
    return {named for kind in best for named in {"line": ["profile"], "seat": ["capacity", "profile"]}.get(kind, [kind])}


def line(profile: Row, bucket: str) -> float:
    """The score that lets into a bucket."""
    lines = {tier["name"]: float(tier["min_score"]) for tier in profile["tiers"]}
    return lines.get(bucket, float(profile["nurture"]) if bucket == "nurture" else 0.0)
