"""The whole list by plain loops: what the engine must say, account by account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from .families import families
from .kills import kill_reasons, standing
from .scores import LAYERS, scored
from .tiers import placed

Row = Mapping[str, Any]


def naive_list(
    rows: Sequence[Row],
    profile: Row,
    as_of: date,
    decisions: Sequence[Row] = (),
    suppressed: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    members: Mapping[str, str] | None = None,
) -> list[dict[str, Any]]:
    """Every account in the order given, with all that the list says about it.

    `profile` is the YAML as Python data with conditions as trees (conditions.py). A decision is
    {key, kind: pin | exclude | restore | owner, tier | reason | owner}; `suppressed` gives, by account key,
    the (type, because) of each suppression file that matched, and `members` the tier of each account that was
    in one on the last list; None: there is no last list.
    """
    found: list[dict[str, Any]] = []
    if members is None:
        profile = {key: part for key, part in profile.items() if key != "stability"}
    keep = Decimal(str(profile.get("stability", {}).get("keep", 0)))
    for row in rows:
        mine = [one for one in decisions if one["key"] == row["account_key"]]
        pins = [one["tier"] for one in mine if one["kind"] == "pin"]
        owners = [one["owner"] for one in mine if one["kind"] == "owner"]
        owned = {**row, "as_of": as_of} | ({"owner": owners[-1]} if owners else {})
        result = scored(owned, profile, as_of)
        found.append(
            owned
            | {
                "levels": result.levels,
                "points": result.points,
                "score": result.score,
                "ranked": result.score + (keep if row["account_key"] in (members or {}) else 0),
                "last_tier": (members or {}).get(row["account_key"]),
                "best_case": result.best_case,
                "known": result.known,
                "penalty": result.penalty,
                "warnings": result.warnings,
                "unverified": result.unverified,
                "failed": result.failed,
                "pin": pins[-1] if pins else None,
                "kill_reasons": kill_reasons(row, standing(owned, profile, suppressed or {}), mine),
            }
            | {f"layer_{name}": result.layers[name] for name in LAYERS}
        )
    places = placed(found, profile, families(rows))
    for account in found:
        account["bucket"] = places.bucket[account["account_key"]]
        account["rank"] = places.rank.get(account["account_key"])
        account["skipped"] = {tier for tier, keys in places.skipped.items() if account["account_key"] in keys}
        account["on_deck"] = {tier for tier, keys in places.on_deck.items() if account["account_key"] in keys}
    return found
