"""Decisions and suppression lists for tests, without a workspace or a file."""

from typing import Any

import polars as pl

from icp_tui.scoring.decided import DECIDED, Decisions
from icp_tui.scoring.suppression import Suppression


def decisions(*rows: dict[str, Any]) -> Decisions:
    """Decisions in force, a row per decided account; what a row does not say is null."""
    filled = [{name: row.get(name) for name in DECIDED} | {"reviewed": False} for row in rows]
    return Decisions(pl.DataFrame(filled, schema=DECIDED), (), len(rows), f"sha of {rows!r}")


def suppression(
    *entries: dict[str, Any], type: str = "customer", because: str = "Existing customer"  # noqa: A002
) -> Suppression:
    """A suppression file `<type>.csv` of entries with domain, name, country."""
    rows = [{"domain": None, "name": None, "country": None} | entry for entry in entries]
    frame = pl.DataFrame(rows, schema={"domain": pl.String, "name": pl.String, "country": pl.String})
    return Suppression(f"{type}.csv", "", type, because, len(rows), frame)
