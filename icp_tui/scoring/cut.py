"""Cut lines: where each tier ends, why, and who stands on either side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from icp_tui.profile import RankKey
from icp_tui.scoring.assign import Assigned
from icp_tui.scoring.limit import Constraint
from icp_tui.scoring.plan import SCORES, Plan
from icp_tui.scoring.scores import Scores
from icp_tui.scoring.staying import Staying, most_new, on_deck, ranked_at
from icp_tui.scoring.tier import FULL, LIMIT, Filled

# What ended a tier, as people say it.
_ENDED = {
    "capacity": "full",
    "limits": "its limits keep the others out",
    "score": "all who qualify are in",
    "nobody": "nobody qualifies",
    "churn": "no more new accounts this time",
}


# What a line says only where the profile asks for stability.
_BY_STABILITY = {"ranked", "most_new", "on_deck", "from_above", "above", "pinned_in"}


@dataclass(frozen=True)
class CutLine:
    """The end of one tier. `rank`, `score`, `account_key` and `name` are of the last account inside.

    `ended_by` is capacity, churn (new accounts were held back and seats are left), limits (someone was
    skipped and seats are left), score (all who qualify are in) or nobody. `ranked` is the score with the points for staying, where the
    profile gives any. Where it caps turnover, `most_new` is how many new accounts the tier takes and `on_deck` how many better ones it
    held back for that; `from_above` is how many came down to it from the tiers `above`, as said, which are no new accounts, and `pinned_in` how
    many a person pinned that were not in it or above, whom nothing caps. `decided_by` names the column that parted the last inside from the first
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
    ranked: float | None = None
    most_new: int | None = None
    on_deck: int | None = None
    from_above: int | None = None
    above: str | None = None
    pinned_in: int | None = None

    def data(self) -> dict[str, Any]:
        """The line as JSON data; without what only stability gives where there is none."""
        return {name: value for name, value in asdict(self).items() if value is not None or name not in _BY_STABILITY}

    @property
    def bonus(self) -> str:
        """` +3.00 for staying` where the last account inside has that; else empty."""
        points = 0.0 if self.ranked is None or self.score is None else self.ranked - self.score
        return f" +{points:.2f} for staying" if round(points, 2) else ""

    @property
    def turnover(self) -> str:
        """`at most 10 new accounts, 4 more from A, 1 more pinned, 3 on deck`; empty where all who came in are within the cap."""
        if not self.on_deck and not self.from_above and not self.pinned_in:
            return ""
        down = f", {self.from_above:,} more from {self.above}" if self.from_above else ""
        deck = f", {self.on_deck:,} on deck" if self.on_deck else ""
        pinned = f", {self.pinned_in:,} more pinned" if self.pinned_in else ""
        return f"at most {accounts_of(self.most_new or 0)}{down}{pinned}{deck}"

    def __str__(self) -> str:
        filled = f"{self.members}/{self.capacity}" if self.capacity else f"{self.members}"
        if self.rank is None or self.score is None:
            if self.members:
                return f"{self.tier} {filled}: all {self.pinned} are pinned"
            nobody = "its limits let nobody in" if self.ended_by == "limits" else "nobody qualifies"
            return f"{self.tier} {filled}: {nobody}"
        ended = _ENDED[self.ended_by]
        if self.turnover:
            ended += f"; {self.turnover}"
        if self.tied_outside:
            # Equal scores on both sides of the line: what parted them is worth knowing before anyone asks.
            tied = self.tied_inside + self.tied_outside
            by = (self.decided_by or "").replace("_", " ")
            ended += f"; {self.tied_inside:,} of {tied:,} with {self.score:.2f} are in, by {by}"
        held = f",{self.bonus}" if self.bonus else ""
        said = f"{self.tier} ends at rank {self.rank}, {self.score:.2f} {self.name}{held} ({ended})"
        return f"{said}. Next in line: {self.next_name}" if self.next_name else said


def accounts_of(most: int) -> str:
    """`10 new accounts`, `1 new account`."""
    return "1 new account" if most == 1 else f"{most:,} new accounts"


def cut_lines(
    accounts: pl.DataFrame,
    scores: Scores,
    assigned: Assigned,
    plan: Plan,
    bound: Sequence[Sequence[Constraint]] = (),
) -> list[CutLine]:
    """The cut line of each tier, in order; `bound` as the tiers were filled."""
    return [
        _cut_line(accounts, scores, assigned, plan, place, filled, bound[place] if bound else ())
        for place, filled in enumerate(assigned.filled)
    ]


def _cut_line(
    accounts: pl.DataFrame,
    scores: Scores,
    assigned: Assigned,
    plan: Plan,
    place: int,
    filled: Filled,
    bound: Sequence[Constraint],
) -> CutLine:
    tier, held = plan.profile.tiers[place], assigned.held
    most = most_new(bound)
    waiting = _waiting(filled, place, most, held)
    last = int(filled.taken[-1]) if len(filled.taken) else None
    first_out = int(waiting[0]) if len(waiting) else None
    line = None if last is None else scores.at("score", filled.taken[-1:])[0]
    at_line = None if last is None else ranked_at(scores, held, filled.taken[-1:])[0]
    tied = waiting.filter(ranked_at(scores, held, waiting) == at_line) if line is not None else waiting.clear()
    waits = None if most is None else len(on_deck(filled, bound))
    down = held.from_above(place, filled.taken) if most is not None and held is not None else None
    return CutLine(
        tier=tier.name,
        capacity=tier.capacity,
        members=len(filled.taken) + len(filled.pinned),
        pinned=len(filled.pinned),
        rank=None if last is None else assigned.rank_of(last),
        score=line,
        account_key=None if last is None else accounts["account_key"][last],
        name=_name(accounts, last),
        ended_by=_ended_by(filled, waits or 0),
        tied_inside=0 if line is None else int((ranked_at(scores, held, filled.taken) == at_line).sum()),
        tied_outside=len(tied),
        decided_by=_decided_by(accounts, scores, plan.profile.rank_by, last, int(tied[0]), held) if len(tied) else None,
        next_key=None if first_out is None else accounts["account_key"][first_out],
        next_name=_name(accounts, first_out),
        next_score=None if first_out is None else scores.at("score", waiting[:1])[0],
        ranked=at_line if held is not None and held.keep else None,
        most_new=most,
        on_deck=waits,
        from_above=None if down is None else len(down),
        above=None if down is None or held is None or down.is_empty() else _tiers(plan, held.place.gather(down)),
        pinned_in=None if most is None or held is None else int(held.is_new(place, filled.pinned).sum()),
    )


def _waiting(filled: Filled, place: int, most: int | None, held: Staying | None) -> pl.Series:
    """The rows that the tier would have taken had it had room: no new accounts once it has all that it may take."""
    waiting = filled.refused.filter(pl.col("cause") == FULL)["row"]
    if most is None or held is None or int(held.is_new(place, filled.taken).sum()) < most:
        return waiting
    return waiting.filter(~held.is_new(place, waiting))


def _tiers(plan: Plan, places: pl.Series) -> str:
    """The names of the tiers at these places: `A and B`."""
    return " and ".join(plan.profile.tiers[place].name for place in places.unique().sort())


def _ended_by(filled: Filled, on_deck: int) -> str:
    if filled.full:
        return "capacity"
    if on_deck:
        return "churn"
    if (filled.refused["cause"] >= LIMIT).any():
        return "limits"
    return "score" if len(filled.taken) else "nobody"


def _decided_by(
    accounts: pl.DataFrame,
    scores: Scores,
    rank_by: Sequence[RankKey],
    last: int | None,
    tied: int,
    held: Staying | None,
) -> str | None:
    """The first column of `rank_by` in which the last inside and the first of the same score outside differ."""
    if last is None:
        return None
    both = pl.Series([last, tied], dtype=pl.UInt32)
    for by in rank_by:
        if by.column == "score":
            inside, outside = ranked_at(scores, held, both)
        else:
            inside, outside = scores.at(by.column, both) if by.column in SCORES else accounts[by.column].gather(both)
        if inside != outside:
            return by.column
    return "account_key"


def _name(accounts: pl.DataFrame, row: int | None) -> str | None:
    return None if row is None else accounts["name"][row] or accounts["account_key"][row]
