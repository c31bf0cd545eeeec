"""The colour of each bucket, as names of the theme's variables; a letter or word always says the same."""

from __future__ import annotations

from collections.abc import Sequence

from icp_tui.scoring.assign import DISQUALIFIED, KILLED, NURTURE

# Tiers by place, best first; more tiers than colours share the last.
TIERS = ("success", "primary", "secondary")
OTHERS = {NURTURE: "warning", DISQUALIFIED: "foreground-muted", KILLED: "error"}


def tint(bucket: str, tiers: Sequence[str]) -> str:
    """The theme variable of a bucket: success, primary, ... Use it as `$success`."""
    return OTHERS.get(bucket) or TIERS[min(tiers.index(bucket), len(TIERS) - 1)]
