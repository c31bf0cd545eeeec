"""Assigning: which rep gets which of the accounts in the tiers that nobody owns.

The best account goes first, to the rep of its territory who has room left and the lowest sum of scores so
far; ties go to who has fewer accounts, then to who stands first. The same list gives the same proposal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from icp_tui.errors import shortened
from icp_tui.profile import Rep
from icp_tui.review.seating.territories import Territories
from icp_tui.scoring.limit import seats_of
from icp_tui.scoring.listing import ScoredList

# More decisions in one step nobody looks through; the next step takes the next ones.
MOST_AT_ONCE = 5_000
# More owners, and longer names, are no team that accounts are spread over.
_MOST_OWNERS, _LONGEST_NAME = 50, 100
_MOST_OF_A_NAME = 40
_MOST_NAMED = 3
# What became of an account that no rep gets, in place of a rep.
_FULL, _LIMITED, _LATER, _ELSEWHERE, _UNTOLD = -1, -2, -3, -4, -5

_WAITING = {"row": pl.UInt32, "tier": pl.String, "rank": pl.UInt32, "account_key": pl.String, "name": pl.String,
            "score": pl.Float64}  # fmt: skip


@dataclass(frozen=True)
class Load:
    """What one rep has in the tiers, before and after; `score` is the sum of their scores afterwards."""

    rep: Rep
    before: int
    after: int
    score: float

    @property
    def gets(self) -> int:
        """How many accounts the proposal gives."""
        return self.after - self.before

    @property
    def full(self) -> bool:
        """Whether no more fits."""
        return self.rep.most is not None and self.after >= self.rep.most


@dataclass(frozen=True)
class Proposal:
    """Who gets what. `assignments` and `left` are in order, the best account first.

    Both have row, tier, rank, account_key, name, score and reason, `assignments` also rep. `owned` counts the
    accounts of the tiers that have an owner already. `tiers` are those that were spread.
    """

    assignments: pl.DataFrame = field(compare=False)
    left: pl.DataFrame = field(compare=False)
    loads: tuple[Load, ...]
    owned: int
    tiers: tuple[str, ...]


def propose(
    scored: ScoredList,
    reps: Sequence[Rep],
    *,
    tiers: Sequence[str] | None = None,
    originals: pl.DataFrame | None = None,
) -> Proposal:
    """Spread the unowned accounts of `tiers` (all of them by default) over `reps`.

    What reps have in any tier counts towards their load and their `most`; a limit of the profile per owner is
    kept, so that nobody leaves a tier by being assigned. `originals` are further columns, same rows, that
    territories name. ValueError when a territory does not go with the columns.
    """
    names = [tier.name for tier in scored.plan.profile.tiers]
    chosen = [name for name in names if tiers is None or name in tiers]
    members = _members(scored)
    owned = members.filter(pl.col("owner").is_not_null())
    waiting = members.filter(pl.col("owner").is_null() & pl.col("tier").is_in(chosen)).drop("owner")
    team = _Team(scored, reps, owned)
    territories = Territories(scored, reps, waiting["row"], originals)
    judged = waiting.hstack(team.spread(waiting, territories))
    given = judged["place"] >= 0
    return Proposal(
        assignments=judged.filter(given).select(
            *_WAITING, _of([rep.name for rep in reps], pl.col("place")).alias("rep"), _why(judged, given, territories)
        ),
        left=judged.filter(~given).select(*_WAITING, _why_not(judged, ~given, territories, team)),
        loads=team.loads(),
        owned=owned.filter(pl.col("tier").is_in(chosen)).height,
        tiers=tuple(chosen),
    )


def owners_as_reps(scored: ScoredList) -> tuple[Rep, ...]:
    """The owners on the list as reps without a territory or a limit, those with the most accounts first."""
    owners = scored.accounts.select(pl.col("owner").cast(pl.String).str.strip_chars().alias("owner"))
    owners = owners.filter((pl.col("owner") != "") & (pl.col("owner").str.len_chars() <= _LONGEST_NAME))
    counted = (
        owners.with_columns(pl.col("owner").str.to_lowercase().alias("folded"))
        .group_by("folded")
        .agg(pl.col("owner").min(), pl.len().alias("accounts"))
        .sort("accounts", "folded", descending=[True, False])
    )
    return tuple(Rep(name=name) for name in counted["owner"].head(_MOST_OWNERS))


def _members(scored: ScoredList) -> pl.DataFrame:
    """The accounts of all tiers, the first tier first and each in rank order; `owner` folded, null for nobody."""
    tiers = [tier.name for tier in scored.plan.profile.tiers]
    seated = [
        pl.DataFrame({"row": pl.concat([filled.pinned, filled.taken])}, schema={"row": pl.UInt32}).with_columns(
            pl.lit(name).alias("tier"), pl.lit(place).alias("of")
        )
        for place, (name, filled) in enumerate(zip(tiers, scored.assigned.filled, strict=True))
    ]
    frame = pl.concat(seated)
    rows = frame["row"]
    accounts = scored.accounts
    return (
        frame.with_columns(
            scored.assigned.rank.gather(rows).alias("rank"),
            accounts["account_key"].gather(rows).alias("account_key"),
            accounts["name"].gather(rows).cast(pl.String).alias("name"),
            scored.scores["score"].gather(rows).alias("score"),
            accounts["owner"].gather(rows).cast(pl.String).str.strip_chars().str.to_lowercase().replace("", None).alias("owner"),
        )
        .sort("of", "rank")
        .select(*_WAITING, "owner")
    )


class _Team:
    """The reps while accounts are given to them: how many each has, in all and by tier, and their scores in hundredths."""

    def __init__(self, scored: ScoredList, reps: Sequence[Rep], owned: pl.DataFrame) -> None:
        self.reps = list(reps)
        profile = scored.plan.profile
        place = {rep.folded: at for at, rep in enumerate(reps)}
        tiers = [tier.name for tier in profile.tiers]
        self.count = [0] * len(self.reps)
        self.score = [0] * len(self.reps)
        # What is left of the limits per owner, by tier and rep; None: no limit.
        self.seats: dict[str, list[int | None]] = {
            tier: [seats_of(profile, tier, "owner", rep.name) for rep in reps] for tier in tiers
        }
        held = owned.group_by("owner", "tier").agg(pl.len().alias("count"), _hundredths().sum().alias("score"))
        for owner, tier, count, score in held.iter_rows():
            at = place.get(owner)
            if at is not None:
                self.count[at] += count
                self.score[at] += score
                self._sit(tier, at, count)
        self._before = list(self.count)

    def loads(self) -> tuple[Load, ...]:
        """What each rep has by now."""
        return tuple(
            Load(rep, before, self.count[at], self.score[at] / 100)
            for at, (rep, before) in enumerate(zip(self.reps, self._before, strict=True))
        )

    def spread(self, waiting: pl.DataFrame, territories: Territories) -> pl.DataFrame:
        """Per waiting account the `place` of the rep who gets it, or why nobody does, and how many reps had `room`.

        A loop over accounts: who gets one hangs on who got those before. It looks at no more than are given
        in one step, and at those for whom every rep is full.
        """
        places: list[int] = []
        rooms: list[int] = []
        given = 0
        cells = zip(territories.combination, waiting["tier"], waiting.select(_hundredths()).to_series(), strict=True)
        for combination, tier, score in cells:
            could = territories.reps[combination]
            if not could:
                places.append(_UNTOLD if territories.unknown[combination] else _ELSEWHERE)
                rooms.append(0)
                continue
            free = [at for at in could if self._has_room(at)]
            fitting = [at for at in free if self.seats[tier][at] != 0]
            rooms.append(len(fitting))
            if given >= MOST_AT_ONCE or not fitting:
                places.append(_LATER if fitting else _LIMITED if free else _FULL)
                continue
            best = min(fitting, key=lambda at: (self.score[at], self.count[at], at))
            self.count[best] += 1
            self.score[best] += score
            self._sit(tier, best, 1)
            given += 1
            places.append(best)
        return pl.DataFrame({"place": places, "room": rooms}, schema={"place": pl.Int32, "room": pl.UInt32})

    def filled(self, at: int) -> str:
        """`dana 15 of 15`."""
        most = self.reps[at].most
        return self.reps[at].name + (f" {self.count[at]:,} of {most:,}" if most is not None else "")

    def _has_room(self, at: int) -> bool:
        most = self.reps[at].most
        return most is None or self.count[at] < most

    def _sit(self, tier: str, at: int, count: int) -> None:
        left = self.seats[tier][at]
        if left is not None:
            self.seats[tier][at] = max(left - count, 0)


def _why(judged: pl.DataFrame, given: pl.Series, territories: Territories) -> pl.Series:
    """`assigned: country US, lowest load of 3 reps` for each account that is given to somebody."""
    frame = judged.filter(given).select("place", "room").hstack(territories.values(given))
    could = pl.Series([len(reps) for reps in territories.reps], dtype=pl.UInt32)
    several = could.gather(territories.combination.filter(given)) > 1
    where = [
        pl.when(pl.col("place") == at).then(territories.told(at)) for at in frame["place"].unique(maintain_order=True)
    ]
    how = (
        pl.when(~pl.lit(several))
        .then(pl.lit("the only rep for it"))
        .when(pl.col("room") == 1)
        .then(pl.lit("the only one with room"))
        .otherwise(pl.format("lowest load of {} reps", "room"))
    )
    if not where:
        return pl.Series("reason", [], dtype=pl.String)
    return frame.select(pl.format("assigned: {}, {}", pl.coalesce(where), how).alias("reason")).to_series()


def _why_not(judged: pl.DataFrame, left: pl.Series, territories: Territories, team: _Team) -> pl.Series:
    """Why nobody gets each of the other accounts."""
    if not left.any():
        return pl.Series("reason", [], dtype=pl.String)
    frame = judged.filter(left).select("place", "tier").hstack(territories.values(left))
    of = pl.lit(territories.combination.filter(left))
    names = [_listed([team.reps[at].name for at in reps]) for reps in territories.reps]
    full = [_listed([team.filled(at) for at in reps]) for reps in territories.reps]
    why = {
        _FULL: pl.format("no room left: {}", _of(full, of)),
        _LIMITED: pl.format("a limit of the profile leaves no room in {} for {}", "tier", _of(names, of)),
        _LATER: pl.lit(f"more than {MOST_AT_ONCE:,} in one step: assign these, then come back"),
        _ELSEWHERE: pl.format("nobody's territory: {}", territories.told_of_all()),
        _UNTOLD: pl.format("no territory can be told: {}", territories.told_of_all()),
    }
    said = pl.coalesce(pl.when(pl.col("place") == code).then(words) for code, words in why.items())
    return frame.select(said.alias("reason")).to_series()


def _of(texts: Sequence[str], places: pl.Expr) -> pl.Expr:
    """The text at each place."""
    return pl.lit(pl.Series(texts, dtype=pl.String)).gather(places)


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(shortened(name, _MOST_OF_A_NAME) for name in names[:_MOST_NAMED]) + more


def _hundredths() -> pl.Expr:
    """The score in whole hundredths: sums of these do not hang on the order of adding."""
    return (pl.col("score") * 100).round().cast(pl.Int64)
