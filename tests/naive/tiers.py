"""Rank order, tiers, limits and cut lines: design.md, section 3 (Buckets) and section 4 (pins), and stability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .levels import number, plain

Row = Mapping[str, Any]
MIN_KNOWN = 50


@dataclass
class Placed:
    """Where each account ended, and which tiers turned someone away for a limit or a family."""

    bucket: dict[str, str] = field(default_factory=dict)
    rank: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, set[str]] = field(default_factory=dict)
    on_deck: dict[str, set[str]] = field(default_factory=dict)


def rank_order(accounts: Sequence[Row], rank_by: Sequence[str]) -> list[Row]:
    """The accounts in `rank_by` order: missing values last whichever the direction, key ascending last."""
    ordered = sorted(accounts, key=lambda account: account["account_key"])
    for term in reversed(rank_by):
        column, _, direction = term.partition(" ")
        there = [account for account in ordered if account.get(column) is not None]
        absent = [account for account in ordered if account.get(column) is None]
        if direction.strip().lower() == "desc":
            # reverse=True keeps equal accounts in the order that they had
            there.sort(key=lambda account, name=column: account[name], reverse=True)
        else:
            there.sort(key=lambda account, name=column: account[name])
        ordered = there + absent
    return ordered


def most(limit: Row, tier: Row, value: str) -> int | None:
    """How many accounts with this value the tier may hold; None when the limit does not bind it."""
    at_most = limit["at_most"]
    if isinstance(at_most, Mapping):
        return {plain(key): most_of(one, tier) for key, one in at_most.items()}.get(value)
    return most_of(at_most, tier)


def most_of(at_most: Any, tier: Row) -> int:
    """A number as it is; a share of the tier's capacity rounded down, at least 1."""
    if isinstance(at_most, str) and at_most.endswith("%"):
        return max((Fraction(tier["capacity"]) * number(at_most)).__floor__(), 1)
    return int(at_most)


class Tier:
    """One tier while it fills."""

    def __init__(self, tier: Row, profile: Row) -> None:
        self.tier = tier
        self.limits = [one for one in profile.get("limits", []) if one["tier"] == tier["name"]]
        self.members: list[Row] = []
        # For stability: this tier and those above it, by name, and the new accounts taken so far.
        names = [one["name"] for one in profile["tiers"]]
        self.this_or_above = names[: names.index(tier["name"]) + 1]
        self.above = self.this_or_above[:-1]
        self.new = 0
        share = profile.get("stability", {}).get("max_churn")
        self.most_new = most_of(share, tier) if share and tier.get("capacity") is not None else None
        rule = profile.get("one_per_family", "none")
        self.one_per_family = rule == "all" or (rule == "capped" and tier.get("capacity") is not None)

    def is_full(self) -> bool:
        return self.tier.get("capacity") is not None and len(self.members) >= self.tier["capacity"]

    def is_new(self, account: Row) -> bool:
        """Whether the account was neither in this tier nor above it on the last list, when there was one."""
        return account["last_tier"] not in self.this_or_above

    def has_enough_new(self) -> bool:
        return self.most_new is not None and self.new >= self.most_new

    def wants(self, account: Row) -> bool:
        """Score line, known line and condition; unknown is not met."""
        if account["ranked"] < Decimal(str(self.tier["min_score"])):
            return False
        if account["known"] < Decimal(str(self.tier.get("min_known", MIN_KNOWN))):
            return False
        return "when" not in self.tier or self.tier["when"].truth(account) is True

    def is_named(self, per: str, value: str) -> bool:
        """Whether a limit by value names it: that then counts in place of the general number."""
        maps = [
            one["at_most"] for one in self.limits if one["per"] == per and isinstance(one["at_most"], Mapping)
        ]
        return any(plain(key) == value for one in maps for key in one)

    def used_up(self, account: Row) -> Row | None:
        """The limit that has no place left for this account."""
        for limit in self.limits:
            value = account.get(limit["per"])
            if value is None or not plain(value):
                continue
            if not isinstance(limit["at_most"], Mapping) and self.is_named(limit["per"], plain(value)):
                continue
            held = [one for one in self.members if plain(one.get(limit["per"]) or "") == plain(value)]
            allowed = most(limit, self.tier, plain(value))
            if allowed is not None and len(held) >= allowed:
                return limit
        return None


def placed(accounts: Sequence[Row], profile: Row, family: Mapping[str, frozenset[str]]) -> Placed:
    """Ranks and buckets of all accounts.

    Each account carries score, ranked (the score with the points for staying), known, layer scores,
    kill_reasons, failed (must-haves), pin (a tier or None) and last_tier besides its columns. Without a last
    list the profile's stability is left out.
    """
    found = Placed()
    tiers = [Tier(tier, profile) for tier in profile["tiers"]]
    names = {tier.tier["name"]: tier for tier in tiers}
    ranked: list[Row] = []
    for account in accounts:
        if account["kill_reasons"]:
            found.bucket[account["account_key"]] = "killed"
        elif account["pin"] in names:
            ranked.append(account)
        elif account["failed"] or account["score"] < Decimal(str(profile["nurture"])):
            found.bucket[account["account_key"]] = "disqualified"
        else:
            ranked.append(account)
    by = ["ranked" + term.removeprefix("score") if term.split()[0] == "score" else term for term in profile["rank_by"]]
    ranked = rank_order(ranked, by)
    found.rank = {account["account_key"]: place for place, account in enumerate(ranked, start=1)}
    settled: set[frozenset[str]] = set()
    for account in ranked:
        if account["pin"] in names:
            tier = names[account["pin"]]
            tier.members.append(account)
            found.bucket[account["account_key"]] = tier.tier["name"]
            if tier.one_per_family:
                settled.add(family[account["account_key"]])
    for tier in tiers:
        fill(tier, [one for one in ranked if one["account_key"] not in found.bucket], family, settled, found)
    for account in ranked:
        found.bucket.setdefault(account["account_key"], "nurture")
    return found


def fill(
    tier: Tier,
    free: Sequence[Row],
    family: Mapping[str, frozenset[str]],
    settled: set[frozenset[str]],
    found: Placed,
) -> None:
    """Take accounts in rank order until the tier is full, passing over used-up limits and families."""
    for account in free:
        if tier.is_full():
            break
        if not tier.wants(account):
            continue
        mine = family[account["account_key"]]
        if (tier.one_per_family and mine in settled) or tier.used_up(account):
            found.skipped.setdefault(tier.tier["name"], set()).add(account["account_key"])
            continue
        if tier.is_new(account) and tier.has_enough_new():
            found.on_deck.setdefault(tier.tier["name"], set()).add(account["account_key"])
            continue
        tier.new += tier.is_new(account)
        tier.members.append(account)
        found.bucket[account["account_key"]] = tier.tier["name"]
        if tier.one_per_family:
            settled.add(mine)
