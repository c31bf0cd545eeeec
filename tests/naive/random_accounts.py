"""Random accounts, and what people and suppression files said about them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from .values import (
    AGES,
    AS_OF,
    COUNTRIES,
    EMPLOYEES,
    FLAGS,
    GROUPS,
    GROWTH,
    INDUSTRIES,
    INTENT,
    KEYS,
    MONEY,
    NAMES,
    OWNERS,
    TEXTS,
    TOOLS,
    or_missing,
)

REASONS = ["Rule 0", "Rule 1", "Existing customer", "Asked us not to", "Not now"]


@st.composite
def accounts(draw: st.DrawFn, sizes: tuple[int, ...] = (1, 6, 10, 14)) -> list[dict[str, Any]]:
    """Accounts with unique keys in any order; the key is also the domain, unless the domain is missing."""
    keys = draw(st.permutations(KEYS))[: draw(st.sampled_from(sizes))]
    parents = [None, None, None, *keys[:4], *NAMES[:4], "Nobody", "nobody ltd"]
    rest = st.fixed_dictionaries(
        {
            "name": st.sampled_from(NAMES),
            "industry": or_missing([*INDUSTRIES, " alpha ", "BETA"]),
            "employees": or_missing(EMPLOYEES),
            "revenue": or_missing(MONEY),
            "country": or_missing(COUNTRIES),
            "founded": or_missing([1990, 2001]),
            "ownership": or_missing(FLAGS),
            "last_funding_date": or_missing([AS_OF - timedelta(days=age) for age in AGES]),
            "technologies": or_missing(
                [[], ["Uno"], ["uno ", "Due"], ["Due", "Tre"], ["TRE"], TOOLS, ["Other"]]
            ),
            "keywords": or_missing([[], ["cloud", "native"], ["Cloud Native"], ["data"], ["clouds"]]),
            "description": or_missing(TEXTS),
            "intent_score": or_missing(INTENT),
            "owner": or_missing(OWNERS),
            "growth": or_missing(GROWTH),
            "vip": st.sampled_from([None, True, False]),
            "Account Group": or_missing(GROUPS),
            "parent": st.sampled_from(parents),
        }
    )
    made = [{"account_key": key, "domain": key} | draw(rest) for key in keys]
    for row in made:
        if draw(st.integers(0, 5)) == 0:
            row["domain"] = None
    return made


@st.composite
def decisions(draw: st.DrawFn, keys: list[str], names: list[str]) -> list[dict[str, Any]]:
    """Pins, exclusions, restores and owners, in the order in which they were taken."""
    made = []
    for key in draw(st.lists(st.sampled_from(keys), max_size=5)):
        kind = draw(st.sampled_from(["pin", "pin", "exclude", "restore", "owner"]))
        said = {
            "pin": {"tier": draw(st.sampled_from(names))},
            "exclude": {"reason": "Not now"},
            "restore": {
                "reason": "They asked",
                "lifts": draw(st.lists(st.sampled_from(REASONS), unique=True)),
            },
            "owner": {"owner": draw(st.sampled_from(OWNERS))},
        }
        made.append({"key": key, "kind": kind} | said[kind])
    return made


@st.composite
def suppressions(draw: st.DrawFn, rows: list[dict[str, Any]]) -> dict[str, list[tuple[str, str]]]:
    """What suppression files matched, by account key; they match by domain."""
    keys = [row["account_key"] for row in rows if row["domain"]]
    reasons = st.sampled_from([("customer", "Existing customer"), ("do_not_contact", "Asked us not to")])
    chosen = draw(st.lists(st.sampled_from(keys), max_size=2, unique=True)) if keys else []
    # in the order of the files, which is the order in which reasons are told
    return {key: sorted(draw(st.sets(reasons, min_size=1))) for key in chosen}


@st.composite
def climbers(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Accounts for `ladders`: many ties near the lines, few owners, families in chains and cycles."""
    keys = draw(st.permutations(KEYS))[: draw(st.sampled_from([14, 10, 5]))]
    rest = st.fixed_dictionaries(
        {
            "name": st.sampled_from(NAMES),
            "intent_score": st.sampled_from([80.0, 80.0, 100.0, 77.7, 60.0, 40.0, 30.0, None]),
            "revenue": or_missing(MONEY[:2]),
            "employees": or_missing([20, 50]),
            "founded": or_missing([1990, 2001]),
            "country": or_missing(COUNTRIES),
            "industry": or_missing([*INDUSTRIES, " alpha "]),
            "Account Group": or_missing(GROUPS),
            "owner": or_missing(OWNERS),
            "parent": st.sampled_from([None, None, None, *KEYS[:4], *NAMES[:4], "Nobody", "nobody ltd"]),
        }
    )
    return [{"account_key": key, "domain": key} | draw(rest) for key in keys]
