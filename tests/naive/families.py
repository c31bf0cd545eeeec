"""Which accounts are one family: design.md, section 3, Buckets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
LEGAL = {"inc", "ltd", "llc", "gmbh", "corp", "plc"}


def bare_name(name: str) -> str:
    """A company name as it compares: case-folded, without punctuation and legal suffix."""
    parts = re.sub(r"[^\w]+", " ", name.casefold()).split()
    while len(parts) > 1 and parts[-1] in LEGAL:
        parts.pop()
    return " ".join(parts)


def named_account(parent: str, rows: Sequence[Row]) -> str | None:
    """The key of the account that a parent names: by domain, else by name when exactly one bears it."""
    by_domain = [row["account_key"] for row in rows if row.get("domain") == parent.strip().casefold()]
    if len(by_domain) == 1:
        return by_domain[0]
    by_name = [
        row["account_key"] for row in rows if row.get("name") and bare_name(row["name"]) == bare_name(parent)
    ]
    return by_name[0] if len(by_name) == 1 else None


def families(rows: Sequence[Row]) -> dict[str, frozenset[str]]:
    """Each account's family as the set of its members' keys; a loner is a family of one."""
    family: dict[str, set[str]] = {row["account_key"]: {row["account_key"]} for row in rows}
    first_child: dict[str, str] = {}
    for row in rows:
        if not row.get("parent"):
            continue
        mine, other = row["account_key"], named_account(row["parent"], rows)
        if other is None:
            other = first_child.setdefault(bare_name(row["parent"]), mine)
        joined = family[mine] | family[other]
        for key in joined:
            family[key] = joined
    return {key: frozenset(members) for key, members in family.items()}
