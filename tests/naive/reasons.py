"""Whether an account's reason in words is true, judged by the naive list alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from .families import families
from .levels import plain
from .tiers import Tier

Row = Mapping[str, Any]


class Judge:
    """Reads the reasons of one list."""

    def __init__(self, listed: Sequence[Row], profile: Row, unheld: Sequence[Row] | None = None) -> None:
        self.profile = profile
        # The same list as it would be without stability, where that has any say.
        self.unheld = {one["account_key"]: one["bucket"] for one in unheld or ()}
        self.tiers = {tier["name"]: tier for tier in profile["tiers"]}
        self.members = {name: [one for one in listed if one["bucket"] == name] for name in self.tiers}
        self.families = families(listed)
        self.forms: list[tuple[str, Callable[..., bool]]] = [
            (r"rank (\d+): ([\d.]+) above the cut of (\w) \(([\d.]+)(?: \+([\d.]+) for staying)? at rank (\d+)\)", self.above_the_cut),
            (r"rank (\d+): level with the cut of (\w) \(([\d.]+)(?: \+([\d.]+) for staying)? at rank (\d+)\)", self.level_with_the_cut),
            (r"rank (\d+): reaches the line of (\w), ([\d.]+)", self.reaches_the_line),
            (r"rank (\d+): (\w) ends at rank (\d+)", self.ends_here),
            (r"rank (\d+): (\w) is full at (\d+)(?: \(cut at ([\d.]+)(?: \+([\d.]+) for staying)?\))?", self.is_full),
            (r"([\d.]+) is below the line of (\w), ([\d.]+)", self.below_the_line),
            (r"([\d.]+) % known; (\w) asks for ([\d.]+) %", self.too_little_known),
            (r"(\w) asks for (.*)", self.condition_not_met),
            (r"(\w) has (\d+) of (\d+) for (\w+) (.*)", self.limit_used_up),
            (r"(.*) of the same family is in (\w)", self.family_is_in),
            (r"on deck for (\w): rank (\d+), and it takes at most (\d+) new accounts? at a time", self.on_deck),
        ]

    def is_true(self, account: Row, reason: str) -> bool:
        if account["bucket"] == "killed":
            return reason == "; ".join(account["kill_reasons"])
        if account["bucket"] == "disqualified":
            return reason == self.disqualified(account)
        if account["pin"] == account["bucket"]:
            return reason == f"pinned to {account['bucket']} by tester"
        if self.unheld:
            own = self.without_stays(account, reason)
            if own is None:
                return False
            reason = own
        for pattern, holds in self.forms:
            said = re.fullmatch(pattern, reason)
            if said:
                return holds(account, *said.groups())
        return False

    def without_stays(self, account: Row, reason: str) -> str | None:
        """The reason without what the last list adds to it; None where that is not true, or is left out."""
        names = list(self.tiers)
        bonus = account["ranked"] - account["score"]
        waits = [name for name in names if name in account["on_deck"] and not reason.startswith(f"on deck for {name}:")]
        ends = "".join(f"; on deck for {name}" for name in waits)
        now, then = account["bucket"], self.unheld[account["account_key"]]
        places = [*names, "nurture", "disqualified", "killed"]
        if account["last_tier"] is not None and places.index(now) < places.index(then):
            ends = f"; stays in {now}: without stability it would be in {then}{ends}"
        if bonus:
            even = ", even with" if "is below the line of" in reason else ", with"
            ends = f"{even} +{bonus:.2f} for staying{ends}"
        return reason.removesuffix(ends) if reason.endswith(ends) else None

    def held(self, line: Row | None, said: str | None) -> bool:
        """Whether the points for staying of the account at the line are said, and right; without any nothing is."""
        bonus = line["ranked"] - line["score"] if line else 0
        return (Decimal(said) if said else 0) == bonus

    def last(self, tier: str) -> Row | None:
        """The account at the line: the last that the tier took itself."""
        taken = [one for one in self.members[tier] if one["pin"] != tier]
        return max(taken, key=lambda one: one["rank"], default=None)

    def is_better(self, tier: str, account: Row) -> bool:
        names = [*self.tiers, "nurture"]
        return names.index(tier) < names.index(account["bucket"])

    def disqualified(self, account: Row) -> str:
        if account["failed"]:
            return "must-have failed: " + "; ".join(account["failed"])
        if account["best_case"] >= min(Decimal(str(tier["min_score"])) for tier in self.tiers.values()):
            return f"too little data: {account['score']} now, up to {account['best_case']}"
        return f"{account['score']} is below the nurture line {self.profile['nurture']}"

    def above_the_cut(self, account: Row, rank: str, by: str, tier: str, cut: str, held: str | None, at: str) -> bool:
        line = self.last(tier)
        return (
            line is not None
            and tier == account["bucket"]
            and self.held(line, held)
            and (int(rank), int(at)) == (account["rank"], line["rank"])
            and (Decimal(by), Decimal(cut)) == (account["ranked"] - line["ranked"], line["score"])
        )

    def level_with_the_cut(self, account: Row, rank: str, tier: str, cut: str, held: str | None, at: str) -> bool:
        return self.above_the_cut(account, rank, "0.00", tier, cut, held, at)

    def reaches_the_line(self, account: Row, rank: str, tier: str, line: str) -> bool:
        return (int(rank), tier) == (account["rank"], account["bucket"]) and account["ranked"] >= Decimal(line)

    def ends_here(self, account: Row, rank: str, tier: str, at: str) -> bool:
        line = self.last(tier)
        return line is not None and (int(rank), int(at)) == (account["rank"], line["rank"])

    def is_full(self, account: Row, rank: str, tier: str, seats: str, cut: str | None, bonus: str | None) -> bool:
        line, held = self.last(tier), self.members[tier]
        return (
            int(rank) == account["rank"]
            and self.is_better(tier, account)
            and len(held) >= int(seats) == self.tiers[tier]["capacity"]
            and Tier(self.tiers[tier], self.profile).wants(account)
            and (cut and Decimal(cut)) == (line and line["score"])
            and self.held(line, bonus)
            and (line is None or line["rank"] < account["rank"])
        )

    def below_the_line(self, account: Row, score: str, tier: str, line: str) -> bool:
        asked = Decimal(str(self.tiers[tier]["min_score"]))
        return self.is_better(tier, account) and Decimal(score) == account["score"] and account["ranked"] < asked == Decimal(line)

    def too_little_known(self, account: Row, known: str, tier: str, line: str) -> bool:
        asked = Decimal(str(self.tiers[tier].get("min_known", 50)))
        return self.is_better(tier, account) and Decimal(known) == account["known"] < asked == Decimal(line)

    def condition_not_met(self, account: Row, tier: str, asked: str) -> bool:
        condition = self.tiers[tier]["when"]
        return self.is_better(tier, account) and condition.sql() == asked and not condition.truth(account)

    def limit_used_up(self, account: Row, tier: str, held: str, most: str, per: str, value: str) -> bool:
        same = [one for one in self.members[tier] if plain(one.get(per) or "") == plain(account[per])]
        return (
            self.is_better(tier, account)
            and len(same) == int(held) >= int(most)
            and plain(value) == plain(account[per])
        )

    def family_is_in(self, account: Row, name: str, tier: str) -> bool:
        mine = self.families[account["account_key"]]
        return any(one["name"] == name and one["account_key"] in mine for one in self.members[tier])

    def on_deck(self, account: Row, tier: str, rank: str, most: str) -> bool:
        judge = Tier(self.tiers[tier], self.profile)
        return (
            self.is_better(tier, account)
            and tier in account["on_deck"]
            and (int(rank), int(most)) == (account["rank"], judge.most_new)
            and judge.is_new(account)
        )
