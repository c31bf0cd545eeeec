"""Where each tier ends and why: design.md, section 3 (Buckets)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .tiers import Tier, rank_order

Row = Mapping[str, Any]


def naive_cut_lines(listed: Sequence[Row], profile: Row) -> list[dict[str, Any]]:
    """One line per tier that has members, from what `naive_list` returned.

    rank, account_key and score of the last account that the tier took in rank order; none when it holds
    pins alone. `because` is capacity, churn, limits, score, or nobody when it took nobody. `inside` and `outside`
    count who has the line's score: those it took, and those that it would have taken had it had room.
    `decided_by` is the first rank_by column in which the line and the first of those outside differ, or
    account_key. Accounts with equal points for staying added compare as equal.
    """
    return [
        cut_line(listed, profile, tier)
        for tier in profile["tiers"]
        if any(one["bucket"] == tier["name"] for one in listed)
    ]


def cut_line(listed: Sequence[Row], profile: Row, tier: Row) -> dict[str, Any]:
    """One tier's line."""
    name = tier["name"]
    members = [one for one in listed if one["bucket"] == name]
    taken = [one for one in members if one["pin"] != name]
    last = max(taken, key=lambda account: account["rank"], default={})
    full = tier.get("capacity") is not None and len(members) >= tier["capacity"]
    passed_over = any(name in one["skipped"] for one in listed)
    on_deck = sum(name in one["on_deck"] for one in listed)
    judge = Tier(tier, profile)
    judge.new = sum(judge.is_new(one) for one in taken)
    names = [one["name"] for one in profile["tiers"]]
    gone = names[: names.index(name) + 1]
    outside = [
        one
        for one in listed
        if full
        and taken
        and one["rank"] is not None
        and one["rank"] > last["rank"]
        and one["bucket"] not in gone
        and one["ranked"] == last["ranked"]
        and one["pin"] is None
        and judge.wants(one)
        and not (judge.is_new(one) and judge.has_enough_new())
    ]
    return {
        "tier": name,
        "rank": last.get("rank"),
        "account_key": last.get("account_key"),
        "score": last.get("score"),
        "because": "capacity" if full else "churn" if on_deck else "limits" if passed_over else "score" if taken else "nobody",
        "inside": sum(one["ranked"] == last["ranked"] for one in taken),
        "outside": len(outside),
        "on_deck": on_deck,
        "from_above": sum(one["last_tier"] in judge.above for one in taken) if judge.most_new is not None else 0,
        "pinned_in": sum(judge.is_new(one) for one in members if one["pin"] == name) if judge.most_new is not None else 0,
        "decided_by": decided_by(last, min(outside, key=lambda one: one["rank"]), profile)
        if outside
        else None,
    }


def decided_by(inside: Row, outside: Row, profile: Row) -> str:
    """The rank_by column that put one account before the other."""
    for term in profile["rank_by"]:
        column = term.partition(" ")[0]
        column = "ranked" if column == "score" else column
        if inside.get(column) != outside.get(column):
            assert rank_order([outside, inside], [term.replace("score", "ranked") if column == "ranked" else term])[0] is inside
            return term.partition(" ")[0]
    return "account_key"
