"""Limits and family slots: how many accounts of one kind a tier may take.

Values are compared trimmed and case-folded; an account whose value is missing is not bound. What a
constraint needs at run time is one number per account (the code of its value) and the room that each
code has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from icp_tui import vocab
from icp_tui.conditions import VOCABULARY
from icp_tui.profile import Limit, Profile
from icp_tui.profile.limits import Share

FAMILY = "family"
# New accounts since the last list, see `staying`.
CHURN = "churn"


@dataclass(frozen=True)
class Constraint:
    """One limit or the family rule of one tier.

    `column` holds the code (UInt32, null = not bound) of each candidate; `room` the seats per code
    (Int64 by code, null = no bound). `tiers` are the tiers whose members use the seats up.
    """

    column: str
    per: str
    room: pl.Series = field(compare=False)
    tiers: tuple[int, ...]

    def opened(self, seated: pl.DataFrame) -> Constraint:
        """The constraint with the seats of `seated` (columns tier and the codes) taken off its room."""
        used = (
            seated.filter(pl.col("tier").is_in(self.tiers) & pl.col(self.column).is_not_null())
            .group_by(self.column)
            .agg(pl.len().cast(pl.Int64).alias("used"))
        )
        if used.is_empty():
            return self
        counts = pl.zeros(len(self.room), dtype=pl.Int64, eager=True).scatter(used[self.column], used["used"])
        return replace(self, room=self.room - counts)


def codes(accounts: pl.DataFrame, profile: Profile, family: pl.Series) -> pl.DataFrame:
    """The codes of all accounts: limit.<n> per limit of the profile and `family`, UInt32 or null."""
    made = [
        _coded(accounts[limit.per]).alias(f"limit.{place}")
        for place, limit in enumerate(profile.limits)
    ]
    return pl.DataFrame([*made, family.alias(FAMILY)])


def _coded(values: pl.Series) -> pl.Series:
    """The code of each value, 0 up, alike for values that compare alike; null for a missing one."""
    distinct = values.unique().drop_nulls()
    codes = pl.DataFrame({"value": distinct, "code": _folded(distinct).rank("dense").cast(pl.UInt32) - 1})
    found = values.alias("value").to_frame().join(codes, on="value", how="left", maintain_order="left")
    return found["code"]


def constraints(accounts: pl.DataFrame, profile: Profile, coded: pl.DataFrame) -> list[list[Constraint]]:
    """The constraints of each tier, limits first, in the order of the profile.

    Columns in: those of `accounts` that limits name, and the codes of `codes`.
    """
    scope = _family_scope(profile)
    made: list[list[Constraint]] = []
    for place, tier in enumerate(profile.tiers):
        bound = [
            Constraint(
                f"limit.{n}",
                limit.per,
                _room(accounts, limit, coded[f"limit.{n}"], tier.capacity, _named(profile.limits, tier.name, limit.per)),
                (place,),
            )
            for n, limit in enumerate(profile.limits)
            if limit.tier.casefold() == tier.name.casefold()
        ]
        if place in scope:
            bound.append(Constraint(FAMILY, FAMILY, _same_for_all(coded[FAMILY], 1), scope))
        made.append(bound)
    return made


def _family_scope(profile: Profile) -> tuple[int, ...]:
    """The tiers in which a family has one seat between them all."""
    if profile.one_per_family == "none":
        return ()
    everywhere = profile.one_per_family == "all"
    return tuple(place for place, tier in enumerate(profile.tiers) if everywhere or tier.capacity is not None)


def _room(accounts: pl.DataFrame, limit: Limit, code: pl.Series, capacity: int | None, named: set[str]) -> pl.Series:
    """The seats per value; a value in `named` has a number of its own in another limit and is free here."""
    if isinstance(limit.at_most, dict):
        rooms = {canonical(limit.per, value): most for value, most in limit.at_most.items()}
        return _by_value(accounts[limit.per], code, rooms, default=None)
    most = limit.at_most.of(capacity or 0) if isinstance(limit.at_most, Share) else limit.at_most
    return _by_value(accounts[limit.per], code, dict.fromkeys(named), default=most)


def _named(limits: Sequence[Limit], tier: str, per: str) -> set[str]:
    """The values to which a tier's limits give a number by name: it goes before the number for everybody."""
    return {
        canonical(per, value)
        for limit in limits
        if limit.tier.casefold() == tier.casefold() and limit.per == per and isinstance(limit.at_most, dict)
        for value in limit.at_most
    }


def seats_of(profile: Profile, tier: str, per: str, value: str) -> int | None:
    """How many accounts of one value a tier takes by the limits of the profile; None: as many as there are."""
    capacity = next((one.capacity for one in profile.tiers if one.name.casefold() == tier.casefold()), None)
    asked, named = canonical(per, value), _named(profile.limits, tier, per)
    seats: list[int] = []
    for limit in profile.limits:
        if limit.tier.casefold() != tier.casefold() or limit.per != per:
            continue
        if isinstance(limit.at_most, dict):
            seats += [most for name, most in limit.at_most.items() if canonical(per, name) == asked]
        elif asked not in named:
            seats.append(limit.at_most.of(capacity or 0) if isinstance(limit.at_most, Share) else limit.at_most)
    return min(seats, default=None)


def canonical(per: str, value: str) -> str:
    """A value of a limit as the values of its column are compared: its label, trimmed, in lower case."""
    kind = VOCABULARY.get(per)
    return ((vocab.canonical(kind, value) if kind else None) or value).strip().lower()


def _by_value(values: pl.Series, code: pl.Series, rooms: Mapping[str, int | None], *, default: int | None) -> pl.Series:
    """The room (Int64) of each code: that of its value, else `default`."""
    room = _same_for_all(code, default)
    if not rooms:
        return room
    known = pl.DataFrame({"code": code, "value": values}).drop_nulls().unique("code")
    known = known.with_columns(_folded(known["value"]).alias("value"))
    special = known.filter(pl.col("value").is_in(list(rooms)))
    own = special["value"].replace_strict(rooms, return_dtype=pl.Int64)
    return room.scatter(special["code"], own)


def _same_for_all(code: pl.Series, most: int | None) -> pl.Series:
    return pl.Series([most], dtype=pl.Int64).new_from_index(0, _codes(code))


def _codes(code: pl.Series) -> int:
    highest = code.max()
    return highest + 1 if isinstance(highest, int) else 0


def _folded(values: pl.Series) -> pl.Series:
    """Values as they are compared: text, trimmed, in lower case; blank is missing."""
    text = values.cast(pl.String).str.strip_chars().str.to_lowercase()
    return text.replace("", None)


def unbound(candidates: pl.DataFrame, bound: Sequence[Constraint], members: pl.Series) -> dict[str, int]:
    """How many members of a tier each of its limits does not bind, because the value is missing."""
    inside = candidates.filter(pl.col("row").is_in(members.implode()))
    counts = {one.per: inside[one.column].null_count() for one in bound if one.per not in {FAMILY, CHURN}}
    return {per: count for per, count in counts.items() if count}
