"""Where the tiers end within the rows shown: a line of text between two accounts, in rank order only."""

from __future__ import annotations

from bisect import bisect_right

import polars as pl

from icp_tui.review.cells import RANKING, Cells
from icp_tui.review.view import View
from icp_tui.scoring.cut import CutLine


def cut_rules(cells: Cells, view: View, rows: pl.Series) -> list[tuple[int, str]]:
    """How many of `rows` (those of `view`) stand above the end of each tier, and what is said there, from the top.

    Empty where the rows are not in rank order, where a bucket is no tier, and for tiers that took nobody by rank.
    """
    if view.queue is not None or view.sort is not None or view.descending or rows.is_empty():
        return []
    lines = [line for line in cells.scored.cut_lines if line.rank is not None and view.bucket in (None, line.tier)]
    if not lines:
        return []
    places = cells.kept.once(("places",), [RANKING], lambda: _places(cells.scored.order))
    tiers = [tier.name for tier in cells.scored.plan.profile.tiers]
    last = {tier: filled.taken[-1] for tier, filled in zip(tiers, cells.scored.assigned.filled, strict=True) if len(filled.taken)}
    made = [(_above(rows, places, int(places[last[line.tier]])), said(line)) for line in lines]
    return sorted(made, key=lambda one: one[0])


def said(line: CutLine) -> str:
    """`A ends here: 50 of 50, 82.50`; pins sit in the tier wherever they rank, and are told apart."""
    count = f"{line.members:,} of {line.capacity:,}" if line.capacity is not None else f"{line.members:,}"
    pins = f" ({line.pinned:,} pinned)" if line.pinned else ""
    return f"{line.tier} ends here: {count}{pins}, {line.score:.2f}"


def _places(ranking: pl.Series) -> pl.Series:
    """The place of every row in the ranking, from 0."""
    blank = pl.zeros(len(ranking), dtype=pl.UInt32, eager=True)
    return blank.scatter(ranking, pl.int_range(len(ranking), dtype=pl.UInt32, eager=True))


def _above(rows: pl.Series, places: pl.Series, place: int) -> int:
    """How many of the rows, which are in rank order, stand at this place or before: twenty looks for a million."""
    return bisect_right(range(len(rows)), place, key=lambda at: places[int(rows[at])])
