"""The negative ICP and the decisions about it: design.md, sections 3 (Suppression) and 4."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .levels import plain

Row = Mapping[str, Any]


def standing(row: Row, profile: Row, suppressed: Mapping[str, Sequence[tuple[str, str]]]) -> list[str]:
    """The reasons that rules and suppression files give, without those that never_kill lifts."""
    kill_list = profile.get("kill_list", {})
    spared = {plain(one) for one in kill_list.get("never_kill", [])}
    is_spared = plain(row.get("domain") or "") in spared
    reasons: list[str] = []
    if not is_spared:
        reasons += [rule["because"] for rule in kill_list.get("rules", []) if rule["when"].truth(row) is True]
    for kind, because in suppressed.get(row["account_key"], ()):
        if kind == "do_not_contact" or not is_spared:
            reasons.append(because)
    return reasons


def kill_reasons(row: Row, reasons: Sequence[str], decisions: Sequence[Row]) -> list[str]:
    """What still kills the account after its decisions, in the order in which they were taken.

    A restore `lifts` the reasons that stood when it was decided, an exclusion among them.
    """
    lifted: set[str] = set()
    excluded: list[str] = []
    for decision in decisions:
        if decision["key"] != row["account_key"]:
            continue
        if decision["kind"] == "exclude":
            excluded = [decision["reason"]]
        elif decision["kind"] == "restore":
            excluded = []
            lifted |= set(decision["lifts"])
    return [reason for reason in reasons if reason not in lifted] + excluded
