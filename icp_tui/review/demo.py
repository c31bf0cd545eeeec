"""The demo: the shipped sample accounts and profile, in a workspace that nothing is kept of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from icp_tui.shipped import shipped

if TYPE_CHECKING:
    from icp_tui.review.opening import Opening

# The samples were made around this day; ages of signals count from it, whenever the demo runs.
DEMO_DAY = date(2026, 11, 21)
PROFILE = "b2b_saas_mid_market.yaml"


def demo_opening() -> Opening:
    """The demo list, to be opened."""
    from icp_tui.review.opening import Opening  # noqa: PLC0415  stands on Polars; the start screen does not

    return Opening(
        tuple(sorted(shipped("sample_accounts").glob("*.csv"))),
        shipped("profiles") / PROFILE,
        as_of=DEMO_DAY,
        throw_away=True,
    )
