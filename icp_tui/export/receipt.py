"""The receipt: what went into a list and what came out, without a clock time.

Two runs with the same receipt made the same list; it says all that making the list again needs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.suppression import Suppression

NOTHING: Mapping[str, Any] = MappingProxyType({})


def receipt(
    *,
    version: str,
    scored: ScoredList,
    sources: Sequence[Mapping[str, Any]],
    suppressions: Sequence[Suppression],
    rows: Mapping[str, int],
    where: str | None,
    log: tuple[str, int] | None = None,
    given: Mapping[str, Any] = NOTHING,
) -> dict[str, Any]:
    """The receipt as JSON data.

    `rows` has in, rejected, duplicates and accounts; always in = rejected + duplicates + accounts, and
    accounts = the sum of the buckets. `log` is the workspace and the number of the last entry of its log that was
    read. `given` is what else went in and out; what is empty there is not said.
    """
    profile = scored.plan.profile
    matched = [int(scored.matches.hits[f"suppress.{place}"].sum()) for place in range(len(suppressions))]
    made: dict[str, Any] = {
        "version": version,
        "as_of": scored.plan.as_of.isoformat(),
        "profile": {
            "path": str(profile.path),
            "sha256": profile.sha256,
            "icp": profile.icp,
            "version": profile.version,
        },
        "sources": list(sources),
        "suppression": [
            {"path": one.path, "sha256": one.sha256, "rows": one.rows, "matched": count}
            for one, count in zip(suppressions, matched, strict=True)
        ],
        "decisions": {"count": scored.decisions.count, "sha256": scored.decisions.sha256},
        "rows": dict(rows),
        "buckets": scored.buckets(),
        "cut_lines": [line.data() for line in scored.cut_lines],
    }
    if scored.staying is not None:
        last = scored.staying.members
        made["stability"] = {"snapshot": last.name, "as_of": last.as_of.isoformat(), "sha256": last.sha256, "members": last.count}
    if log is not None:
        made["decisions"] |= {"workspace": log[0], "upto": log[1]}
    if where is not None:
        made["where"] = where
    return made | {name: value for name, value in given.items() if value}
