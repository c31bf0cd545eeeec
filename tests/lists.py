"""Small lists and profiles for tests: give what matters, the rest is as empty as it can be."""

from datetime import date
from typing import Any

import polars as pl

from icp_tui.columns import ACCOUNT
from icp_tui.profile import Profile

AS_OF = date(2026, 11, 21)


def accounts(*rows: dict[str, Any], **shared: Any) -> pl.DataFrame:
    """Account rows with all account columns. A row without a domain or key is <name>.com."""
    filled = []
    for row in rows:
        made = {**shared, **row}
        name = made.setdefault("name", (made.get("domain") or "acme.com").split(".")[0].capitalize())
        made.setdefault("domain", f"{name.lower().replace(' ', '-')}.com")
        made.setdefault("account_key", made["domain"] or name.lower())
        filled.append({column: made.get(column) for column in ACCOUNT})
    return pl.DataFrame(filled, schema=ACCOUNT)


def profile(**parts: Any) -> Profile:
    """A profile with one criterion (size: 50 to 500 employees) and one tier (A from 70), but for `parts`."""
    return Profile.model_validate(
        {
            "icp": "Test",
            "version": "1",
            "criteria": [size()],
            "tiers": [{"name": "A", "min_score": 70}],
            **parts,
        },
    )


def size(weight: float = 1, **keys: Any) -> dict[str, Any]:
    return {
        "key": "size", "layer": "fit", "weight": weight, "kind": "band", "field": "employees", "ideal": [50, 500],
    } | keys  # fmt: skip


def points(key: str, field: str, weight: float = 1, **keys: Any) -> dict[str, Any]:
    """A criterion that gives the share of `field` in 100 as grade, in steps of ten."""
    steps = {ten: ten / 100 for ten in range(10, 101, 10)}
    return {"key": key, "layer": "fit", "weight": weight, "kind": "steps", "field": field, "at_least": steps} | keys
