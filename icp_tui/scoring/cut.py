"""Cut lines: where each tier ends, why, and who stands on either side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from icp_tui.profile import RankKey
from icp_tui.scoring.assign import Assigned
from icp_tui.scoring.plan import SCORES, Plan
from icp_tui.scoring.scores import Scores
from icp_tui.scoring.tier import FULL, LIMIT, Filled

# What ended a tier, as people say it.
_ENDED = {
    "capacity": "full",
    "limits": "its limits keep the others out",
    "score": "all who qualify are in",
    "nobody": "nobody qualifies",
}


@dataclass(frozen=True)
class CutLine:
    """The end of one tier. `rank`, `score`, `account_key` and `name` are of the last account inside.

    `ended_by` is capacity, limits (someone was skipped and seats are left), score (all who qualify
    are in) or nobody. `decided_by` names the column that parted the last inside from the first
    outside when their scores are equal. `next_key` and `next_name` are the next in line.
    """

    tier: str
    capacity: int | None
    members: int
    pinned: int
    rank: int | None
    score: float | None
    account_key: str | None
    name: str | None
    ended_by: str
    tied_inside: int
    tied_outside: int
    decided_by: str | None
    next_key: str | None
    next_name: str | None
    next_score: float | None

    def __str__(self) -> str:
        filled = f"{self.members}/{self.capacity}" if self.capacity else f"{self.members}"
        if self.rank is None or self.score is None:
            if self.members:
                return f"{self.tier} {filled}: all {self.pinned} are pinned"
            nobody = "its limits let nobody in" if self.ended_by == "limits" else "nobody qualifies"
            return f"{self.tier} {filled}: {nobody}"
        ended = _ENDED[self.ended_by]
        if self.tied_outside:
            # Equal scores on both sides of the line: what parted them is worth knowing before anyone asks.
            tied = self.tied_inside + self.tied_outside
            by = (self.decided_by or "").replace("_", " ")
            ended += f"; {self.tied_inside:,} of {tied:,} with {self.score:.2f} are in, by {by}"
        said = f"{self.tier} ends at rank {self.rank}, {self.score:.2f} {self.name} ({ended})"
        return f"{said}. Next in line: {self.next_name}" if self.next_name else said


def cut_lines(accounts: pl.DataFrame, scores: Scores, assigned: Assigned, plan: Plan) -> list[CutLine]:
    """The cut line of each tier, in order."""
    return [
        _cut_line(accounts, scores, assigned, plan, place, filled) for place, filled in enumerate(assigned.filled)
    ]


def _cut_line(
    accounts: pl.DataFrame,
    scores: Scores,
    assigned: Assigned,
    plan: Plan,
    place: int,
    filled: Filled,
) -> CutLine:
    tier = plan.profile.tiers[place]
    waiting = filled.refused.filter(pl.col("cause") == FULL)["row"]
    last = int(filled.taken[-1]) if len(filled.taken) else None
    first_out = int(waiting[0]) if len(waiting) else None
    line = None if last is None else scores.at("score", filled.taken[-1:])[0]
    tied = waiting.filter(scores.at("score", waiting) == line) if line is not None else waiting.clear()
    return CutLine(
        tier=tier.name,
        capacity=tier.capacity,
        members=len(filled.taken) + len(filled.pinned),
        pinned=len(filled.pinned),
        rank=None if last is None else assigned.rank_of(last),
        score=line,
        account_key=None if last is None else accounts["account_key"][last],
        name=_name(accounts, last),
        ended_by=_ended_by(filled),
        tied_inside=0 if line is None else int((scores.at("score", filled.taken) == line).sum()),
        tied_outside=len(tied),
        decided_by=_decided_by(accounts, scores, plan.profile.rank_by, last, int(tied[0])) if len(tied) else None,
        next_key=None if first_out is None else accounts["account_key"][first_out],
        next_name=_name(accounts, first_out),
        next_score=None if first_out is None else scores.at("score", waiting[:1])[0],
    )


def _ended_by(filled: Filled) -> str:
    if filled.full:
        return "capacity"
    if (filled.refused["cause"] >= LIMIT).any():
        return "limits"
    return "score" if len(filled.taken) else "nobody"


def _decided_by(
    accounts: pl.DataFrame,
    scores: Scores,
    rank_by: Sequence[RankKey],
    last: int | None,
    tied: int,
) -> str | None:
    """The first column of `rank_by` in which the last inside and the first of the same score outside differ."""
    if last is None:
        return None
    both = pl.Series([last, tied], dtype=pl.UInt32)
    for by in rank_by:
        inside, outside = scores.at(by.column, both) if by.column in SCORES else accounts[by.column].gather(both)
        if inside != outside:
            return by.column
    return "account_key"


def _name(accounts: pl.DataFrame, row: int | None) -> str | None:
    return None if row is None else accounts["name"][row] or accounts["account_key"][row]
