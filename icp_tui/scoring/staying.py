"""What the last list does to this one: points for staying, and how many new accounts a tier may take.

Both change who is where, never a score. New accounts are one more constraint of a tier: a single code
for all of them, with so many seats; who was in the tier or above, and who is pinned, bears no code.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import polars as pl

from icp_tui.profile import Profile
from icp_tui.scoring.limit import CHURN, Constraint
from icp_tui.scoring.scores import Scores
from icp_tui.scoring.tier import LIMIT, Filled

# Every score with points for staying, as the decimal is read: a division may be off by the last bit.
_HUNDREDTHS = pl.Series([hundredths / 100 for hundredths in range(20_001)], dtype=pl.Float64)

# account_key on this list, each once, and the tier in which it was.
MEMBERS: dict[str, type[pl.DataType]] = {"account_key": pl.String, "tier": pl.String}


@dataclass(frozen=True)
class Members:
    """Who was in a tier of the last list: `frame` has the columns of MEMBERS.

    `name` is the list's name or folder, `as_of` its date, `sha256` that of its accounts, `count` its members, also
    those that are gone.
    """

    name: str
    as_of: date
    sha256: str
    count: int
    frame: pl.DataFrame = field(compare=False, repr=False)


@dataclass(frozen=True)
class Membership:
    """One account on the last list: its tier there, that list's name, and the hundredths of a point for staying."""

    tier: str
    list: str
    bonus: int


@dataclass(frozen=True)
class Staying:
    """The members of the last list among the accounts of this one, a row per account.

    `tier` is the tier in which each was (null for others), `place` (Int32) that of the same tier of this
    profile (null where there is none of that name), `bonus` (UInt16) the hundredths of a point for staying.
    """

    members: Members
    keep: int
    tier: pl.Series = field(compare=False, repr=False)
    place: pl.Series = field(compare=False, repr=False)
    bonus: pl.Series = field(compare=False, repr=False)
    # Where every account would be without any of this, once somebody asks.
    unheld: Callable[[], pl.Series] | None = field(default=None, compare=False, repr=False)

    @cached_property
    def kept(self) -> pl.Series | None:
        """The bucket that each account would have without stability, as text; None where nobody can tell."""
        return None if self.unheld is None else self.unheld().cast(pl.String)

    def of(self, row: int) -> Membership | None:
        """What the account at `row` was on the last list; None when it was in no tier."""
        tier = self.tier[row]
        return None if tier is None else Membership(tier, self.members.name, self.keep)

    def is_new(self, place: int, rows: pl.Series) -> pl.Series:
        """Whether the accounts at `rows` were neither in the tier at `place` nor above it."""
        return (self.place.gather(rows) > place).fill_null(value=True)

    def from_above(self, place: int, rows: pl.Series) -> pl.Series:
        """The rows among `rows` that come down to the tier at `place` from one above it: no turnover counts them."""
        return rows.filter((self.place.gather(rows) < place).fill_null(value=False))

    def at(self, rows: pl.Series) -> Staying:
        """The same of the accounts at `rows` alone."""
        return Staying(self.members, self.keep, self.tier.gather(rows), self.place.gather(rows), self.bonus.gather(rows))

    def and_nobody(self) -> Staying:
        """The same with one account more, which was on no list."""
        return Staying(
            self.members, self.keep, self.tier.extend_constant(None, 1), self.place.extend_constant(None, 1), self.bonus.extend_constant(0, 1)
        )


def staying(accounts: pl.DataFrame, profile: Profile, members: Members | None) -> Staying | None:
    """What a profile's stability makes of the last list; None where it asks for none, or where there is no last list."""
    if profile.stability is None or members is None:
        return None
    places = {tier.name.casefold(): place for place, tier in enumerate(profile.tiers)}
    tier = accounts.select("account_key").join(members.frame, on="account_key", how="left", maintain_order="left")["tier"]
    known = {name: places[name.casefold()] for name in tier.drop_nulls().unique() if name.casefold() in places}
    place = tier.replace_strict(known, default=None, return_dtype=pl.Int32)
    bonus = tier.is_not_null().cast(pl.UInt16) * profile.stability.bonus
    return Staying(members, profile.stability.bonus, tier, place.alias("place"), bonus.cast(pl.UInt16).alias("bonus"))


def ranked_scores(scores: Scores, held: Staying | None) -> pl.Series:
    """The score of every account as it is ranked and compared with min_score: with the points for staying."""
    return scores["score"] if held is None or not held.keep else with_bonus(scores["score"], held.bonus)


def ranked_at(scores: Scores, held: Staying | None, rows: pl.Series) -> pl.Series:
    """The same of the accounts at `rows`."""
    found = scores.at("score", rows)
    return found if held is None or not held.keep else with_bonus(found, held.bonus.gather(rows))


def with_bonus(scores: pl.Series, bonus: pl.Series) -> pl.Series:
    """Scores of two decimals and hundredths of points, added up exactly."""
    return _HUNDREDTHS.gather((scores * 100).round().cast(pl.UInt32) + bonus.cast(pl.UInt32)).alias("score")


def new_accounts(
    profile: Profile, held: Staying | None, pins: pl.Series, bound: Sequence[Sequence[Constraint]]
) -> tuple[pl.DataFrame, list[list[Constraint]]]:
    """The codes churn.<n> (UInt32) of all accounts, and the constraints of each tier with the one on new accounts last."""
    made = [list(one) for one in bound]
    share = profile.stability.max_churn if profile.stability else None
    if held is None or share is None:
        return pl.DataFrame(), made
    codes = []
    for place, tier in enumerate(profile.tiers):
        if tier.capacity is not None:
            new = (held.place > place).fill_null(value=True) & pins.is_null()
            codes.append(pl.select(pl.when(new).then(pl.lit(0, dtype=pl.UInt32)).alias(f"{CHURN}.{place}")).to_series())
            room = pl.Series([share.of(tier.capacity)], dtype=pl.Int64)
            made[place].append(Constraint(f"{CHURN}.{place}", CHURN, room, (place,)))
    return pl.DataFrame(codes), made


def most_new(bound: Sequence[Constraint]) -> int | None:
    """How many new accounts a tier with these constraints takes; None: as many as there are."""
    return int(bound[-1].room[0]) if bound and bound[-1].per == CHURN else None


def on_deck(filled: Filled, bound: Sequence[Constraint]) -> pl.Series:
    """The rows, in rank order, that a tier with these constraints held back because it had all the new accounts it takes."""
    if most_new(bound) is None:
        return filled.refused["row"].clear()
    return filled.refused.filter(pl.col("cause") == LIMIT + len(bound) - 1)["row"]
