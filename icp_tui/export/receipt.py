"""The receipt: what went into a list and what came out, without a clock time.

Two runs with the same receipt made the same list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from icp_tui.scoring.cut import CutLine
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.suppression import Suppression


def receipt(
    *,
    version: str,
    scored: ScoredList,
    sources: Sequence[Mapping[str, Any]],
    suppressions: Sequence[Suppression],
    rows: Mapping[str, int],
    where: str | None,
    signals: Sequence[Mapping[str, Any]] = (),
    prefer: Sequence[str] = (),
) -> dict[str, Any]:
    """The receipt as JSON data.

    `rows` has in, rejected, duplicates and accounts; always in = rejected + duplicates + accounts, and
    accounts = the sum of the buckets.
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
        "cut_lines": [_cut_line(line) for line in scored.cut_lines],
    }
    if signals:
        made["signals"] = list(signals)
    if prefer:
        made["prefer"] = list(prefer)
    if where is not None:
        made["where"] = where
    return made


def _cut_line(line: CutLine) -> dict[str, Any]:
    return asdict(line)
