"""The review queue: what still needs an eye, the closest calls first, and how far the review is.

In the queue are the accounts of the tiers that nobody has reviewed, and those just under a tier with a
capacity or on deck for it: first those nearest to a cut line, then the new ones, then those with a warning, a possible match
or a waiting decision, then all others in rank order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import polars as pl

from icp_tui.review.decisions.seen import Seen
from icp_tui.scoring.assign import bucket_names
from icp_tui.scoring.cut import CutLine
from icp_tui.scoring.listing import ScoredList, decided
from icp_tui.scoring.staying import on_deck, ranked_at
from icp_tui.scoring.tier import FULL, SCORE, Filled
from icp_tui.scoring.why import warnings
from icp_tui.sources.names import normalised

NEAR, NEW, DOUBTFUL, OTHER = range(4)

# On either side of a cut line, one in so many of the tier's seats is a close call, but never fewer than these.
_SHARE = 10
_LEAST = 3
_NEAREST = {"row": pl.UInt32, "tier": pl.UInt8, "away": pl.Float64, "inside": pl.Boolean}


class Cause(NamedTuple):
    """Why an account is in the queue: which part of it, and a sentence."""

    part: int
    said: str


@dataclass(frozen=True)
class Queue:
    """`rows` (UInt32) in the order in which they need an eye; `counts` how many each part holds, NEAR first.

    `done` and `of` say how many accounts of the tiers are reviewed, and how many there are.
    """

    rows: pl.Series = field(compare=False)
    counts: tuple[int, int, int, int]
    done: int
    of: int
    scored: ScoredList = field(compare=False, repr=False)
    seen: Seen | None = field(compare=False, repr=False, default=None)
    _near: pl.DataFrame = field(compare=False, repr=False, default_factory=lambda: pl.DataFrame(schema=_NEAREST))
    _waiting: pl.Series = field(compare=False, repr=False, default_factory=lambda: pl.Series(dtype=pl.UInt32))

    def place(self, row: int) -> int | None:
        """Where an account stands in the queue, from 0; None when it is not in it."""
        found = (self.rows == row).arg_true()
        return int(found[0]) if len(found) else None

    def cause(self, row: int) -> Cause | None:
        """Why the account at `row` is in the queue; None when it is not in it."""
        place = self.place(row)
        if place is None:
            return None
        part = next(one for one in range(4) if place < sum(self.counts[: one + 1]))
        if part == NEW:
            return Cause(part, self._new_words())
        says = {NEAR: self._near_words, DOUBTFUL: self._doubt_words}
        return Cause(part, says[part](row) if part in says else "not reviewed yet")

    def _near_words(self, row: int) -> str:
        tier, away, inside = self._near.filter(pl.col("row") == row).select("tier", "away", "inside").row(0)
        line = self.scored.cut_lines[tier]
        where = f"nearest to the cut of {line.tier}"
        if not inside and (on_deck(self.scored.assigned.filled[tier], self.scored.bound[tier]) == row).any():
            above = f": {away:.2f} above its {'cut' if line.ended_by == 'capacity' else 'line'}" if away > 0 else ""
            return f"on deck for {line.tier}{above}"
        if away == 0:
            return f"at {line.tier}'s cut line, {'still in' if inside else 'just out'}"
        return f"{where}: {abs(away):.2f} {'above' if away > 0 else 'under'}"

    def _new_words(self) -> str:
        last = f" on {self.seen.as_of}" if self.seen else ""
        return f"new: in no tier when you were last here{last}"

    def _doubt_words(self, row: int) -> str:
        waits = len(self._waiting) and bool((self._waiting == row).any())
        warned = self._warnings(row)
        unverified = bool(self.scored.scores["unverified"][row])
        said = [
            "a decision waits that may be about it" if waits else "",
            warned or "",
            "a must-have passed only because nothing is known" if unverified else "",
        ]
        return "; ".join(one for one in said if one)

    def _warnings(self, row: int) -> str | None:
        """The cursor asks with every step: only what is needed is made."""
        scored, here = self.scored, pl.Series([row], dtype=pl.UInt32)
        keys = scored.accounts["account_key"].gather(here)
        possible = scored.matches.possible.filter(pl.col("account_key") == keys[0])
        said: str | None = warnings(scored.levels[here], scored.plan, possible, keys)[0]
        return said

    @cached_property
    def progress(self) -> Progress:
        """How far the review is, by tier and by owner."""
        return progress(self.scored)


@dataclass(frozen=True)
class Progress:
    """Reviewed and all accounts of the tiers: `tiers` and `owners` are (name, reviewed, all); owners with the most first.

    Accounts without an owner are under the name `nobody`.
    """

    tiers: tuple[tuple[str, int, int], ...]
    owners: tuple[tuple[str, int, int], ...]


class Step(NamedTuple):
    """The next account of a walk through the queue: its row, the `place` among `of` that are walked, and why it is there.

    `elsewhere` says that nobody of those shown waits any more.
    """

    row: int
    place: int
    of: int
    said: str
    elsewhere: bool


def following(queue: Queue, shown: pl.Series, row: int | None, last: int = 0) -> Step | None:
    """The next account that needs an eye after the one at `row`, around the end; None when no other does.

    Those among `shown` are walked first, in the order of the queue. `last` is where the account at `row` stood
    in the queue before it was reviewed.
    """
    here = queue.rows if len(shown) == queue.scored.accounts.height else queue.rows.filter(queue.rows.is_in(shown.implode()))
    elsewhere = here.filter(here != row).is_empty() if row is not None else here.is_empty()
    walked = queue.rows if elsewhere else here
    others = walked if row is None else walked.filter(walked != row)
    if others.is_empty():
        return None
    now = None if row is None else queue.place(row)
    later = queue.rows.slice(last if now is None else now + 1)
    later = later.filter(later.is_in(others.implode()))
    to = int((later if len(later) else others)[0])
    cause = queue.cause(to)
    place = int((walked == to).arg_true()[0])
    return Step(to, place, len(walked), cause.said if cause else "", elsewhere)


def queue(scored: ScoredList, seen: Seen | None = None) -> Queue:
    """The queue of a list; `seen` is who was in its tiers when a person last left it, None the first time."""
    tiers = bucket_names(scored.plan.profile)[:-3]
    todo = ~_reviewed(scored)
    order = scored.assigned.order
    inside = scored.assigned.bucket.is_in(tiers)
    members = order.filter((inside & todo).gather(order))
    near = _near(scored)
    near = near.filter(todo.gather(near["row"])) if near.height else near
    waiting = _waited_for(scored, members)
    parts = [near["row"], _new(scored, seen, members), _doubtful(scored, members, waiting), members]
    # Each account is in the first part that it belongs to.
    frame = pl.DataFrame({
        "row": pl.concat(parts),
        "part": pl.concat([pl.Series([part], dtype=pl.UInt8).new_from_index(0, len(rows)) for part, rows in enumerate(parts)]),
    }).unique("row", keep="first", maintain_order=True)  # fmt: skip
    counted = dict(frame.group_by("part").len().iter_rows())
    of = int(inside.sum())
    return Queue(
        rows=frame["row"],
        counts=(counted.get(NEAR, 0), counted.get(NEW, 0), counted.get(DOUBTFUL, 0), counted.get(OTHER, 0)),
        done=of - len(members),
        of=of,
        scored=scored,
        seen=seen,
        _near=near,
        _waiting=waiting,
    )


def progress(scored: ScoredList) -> Progress:
    """How far the review of a list is."""
    tiers = bucket_names(scored.plan.profile)[:-3]
    frame = pl.DataFrame({
        "tier": scored.assigned.bucket.cast(pl.String),
        "owner": scored.accounts["owner"].fill_null("nobody"),
        "done": _reviewed(scored),
    }).filter(scored.assigned.bucket.is_in(tiers))  # fmt: skip
    by_tier = {name: (done, of) for name, done, of in _counted(frame, "tier").iter_rows()}
    owners = _counted(frame, "owner").sort("of", "owner", descending=[True, False])
    return Progress(
        tuple((name, *by_tier.get(name, (0, 0))) for name in tiers),
        tuple((name, done, of) for name, done, of in owners.iter_rows()),
    )


def _counted(frame: pl.DataFrame, by: str) -> pl.DataFrame:
    return frame.group_by(by).agg(pl.col("done").sum(), pl.len().alias("of"))


def _reviewed(scored: ScoredList) -> pl.Series:
    return decided(scored.accounts.select("account_key"), scored.decisions, "reviewed").fill_null(value=False)


def _near(scored: ScoredList) -> pl.DataFrame:
    """The accounts around the cut lines of the tiers with a capacity, the nearest first."""
    found = [
        _around(scored, place, filled, line)
        for place, (filled, line) in enumerate(zip(scored.assigned.filled, scored.cut_lines, strict=True))
        if line.capacity
    ]
    if not found:
        return pl.DataFrame(schema=_NEAREST)
    near = pl.concat(found).with_columns(rank=scored.assigned.rank.gather(pl.concat(found)["row"]))
    # Between two tiers an account may be near to both lines: the nearer one counts.
    return near.sort(pl.col("away").abs(), "tier", "rank").unique("row", keep="first", maintain_order=True).drop("rank")


def _around(scored: ScoredList, place: int, filled: Filled, line: CutLine) -> pl.DataFrame:
    most = max(_LEAST, (line.capacity or 0) // _SHARE)
    full = line.ended_by == "capacity"
    cut = (line.ranked or line.score) if full else float(scored.plan.profile.tiers[place].min_score)
    if cut is None:
        return pl.DataFrame(schema=_NEAREST)
    under = filled.refused.filter(pl.col("cause") == (FULL if full else SCORE))["row"].head(most)
    held_back = on_deck(filled, scored.bound[place]).head(most)
    out = pl.concat([under.cast(pl.UInt32), held_back.cast(pl.UInt32)])
    rows = pl.concat([filled.taken.tail(most).cast(pl.UInt32), out])
    count = len(rows)
    return pl.DataFrame({
        "row": rows,
        "tier": pl.Series([place], dtype=pl.UInt8).new_from_index(0, count),
        "away": (ranked_at(scored.scores, scored.staying, rows) - cut).round(2),
        "inside": pl.int_range(count, eager=True) < count - len(out),
    }, schema=_NEAREST)  # fmt: skip


def _new(scored: ScoredList, seen: Seen | None, members: pl.Series) -> pl.Series:
    """Those that were in no tier when the list was last left; nobody is new on a list that is seen for the first time."""
    return members.clear() if seen is None else members.filter(seen.new(scored, members))


def _doubtful(scored: ScoredList, members: pl.Series, waiting: pl.Series) -> pl.Series:
    """Those with a warning, an unverified must-have, a possible match, or a decision that may be about them."""
    doubts = [scored.levels[name].gather(members) for name in scored.levels.columns if name.startswith("warn.")]
    doubts.append(scored.scores["unverified"].gather(members))
    possible = scored.matches.possible
    if possible.height:
        keys = possible["account_key"].unique()
        doubts.append(scored.accounts["account_key"].gather(members).is_in(keys.implode()))
    if len(waiting):
        doubts.append(members.is_in(waiting.implode()))
    any_doubt = pl.DataFrame([one.alias(str(place)) for place, one in enumerate(doubts)]).select(
        pl.any_horizontal(pl.all().cast(pl.Boolean).fill_null(value=False)).alias("any"),
    )
    return members.filter(any_doubt["any"])


def _waited_for(scored: ScoredList, members: pl.Series) -> pl.Series:
    """Those that bear the name of an account that a waiting decision is about."""
    names = pl.Series([one.name for one in scored.decisions.waiting if one.name], dtype=pl.String)
    if names.is_empty() or members.is_empty():
        return members.clear()
    wanted = normalised(names).drop_nulls().unique()
    return members.filter(normalised(scored.accounts["name"].gather(members)).is_in(wanted.implode()).fill_null(value=False))
