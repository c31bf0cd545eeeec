"""What the workbench shows of a list: the rows of a view with their counts and their cut line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from icp_tui.review.cells import Cells
from icp_tui.review.cut_rules import cut_rules
from icp_tui.review.cut_words import cut_words
from icp_tui.review.queue import Progress
from icp_tui.review.review import Review
from icp_tui.review.view import Found, View
from icp_tui.scoring.assign import bucket_names


@dataclass(frozen=True)
class Listing:
    """One view of one list. `rows` (UInt32) are in the order shown; `total` counts the bucket unfiltered.

    `progress` is how far the review is, where the queue is shown. `view` is what was asked for without what the list no longer has; `lost` says what that was. `hint` is
    what to type instead of words that find nobody. `met` counts in each bucket those that meet the filter, None
    without one; `rules` say where among the rows the tiers end.
    """

    view: View
    cells: Cells = field(compare=False)
    rows: pl.Series = field(compare=False)
    total: int
    counts: dict[str, int]
    cut: str
    found: Found | None = field(compare=False)
    lost: str = ""
    hint: str = ""
    progress: Progress | None = None
    met: dict[str, int] | None = None
    rules: Sequence[tuple[int, str]] = ()

    @property
    def empty(self) -> str:
        """What an empty table says: why, and the key that mends it; nothing when there are rows."""
        if len(self.rows):
            return ""
        if not self.cells.height:
            return "The list has no accounts.\nL shows what was read; q goes back."
        if self.view.queue is not None and not self.total:
            return "Nothing waits for your eye: every account of the tiers is reviewed.\n1 shows the first tier, e writes the files."
        where = f"in {self.view.bucket}" if self.view.bucket else "in the queue" if self.view.queue else "on the list"
        if not self.total:
            return f"Nobody is {where}.\n0 shows all accounts."
        if self.view.filter is None:  # a bucket without a filter shows all it has
            return ""
        more = f"\n{self.hint[0].upper()}{self.hint[1:]}." if self.hint else ""
        more += "\n0 looks in all buckets." if self.view.bucket else ""
        those = "The one account" if self.total == 1 else f"None of the {self.total:,} accounts"
        has = "does not match" if self.total == 1 else "matches"
        return f"{those} {where} {has}: {self.view.filter.said}.\nEsc clears the filter, f changes it.{more}"


def listed(review: Review, view: View, text: str) -> Listing:
    """The listing of a view; `text` is what is to be found in it. Tens of milliseconds for a million accounts."""
    cells = review.cells
    view = view if view.queue is None else replace(view, queue=review.queue())
    view, rows, lost = _fitting(view, cells)
    return Listing(
        view=view,
        cells=cells,
        rows=rows,
        total=view.total(cells),
        counts=cells.scored.buckets(),
        cut=cut_words(cells.scored, view.bucket),
        found=Found(cells, rows, text) if text else None,
        lost=lost,
        hint=view.filter.hint(cells) if view.filter is not None and rows.is_empty() else "",
        progress=view.queue.progress if view.queue is not None else None,
        met=_met(view, cells),
        rules=cut_rules(cells, view, rows),
    )


def _met(view: View, cells: Cells) -> dict[str, int] | None:
    """How many accounts of each bucket meet the filter."""
    if view.filter is None:
        return None
    inside = cells.scored.assigned.bucket.filter(view.filter.mask(cells)).value_counts()
    return {str(bucket): count for bucket, count in inside.iter_rows()}


def _fitting(view: View, cells: Cells) -> tuple[View, pl.Series, str]:
    """The view without what a changed profile has taken away, its rows, and what was taken."""
    lost: list[str] = []
    if view.bucket is not None and view.bucket not in bucket_names(cells.scored.plan.profile):
        lost.append(f"There is no {view.bucket} any more: all accounts are shown.")
        view = replace(view, bucket=None)
    if view.sort is not None and view.sort not in cells.schema:
        lost.append(f"There is no column {view.sort} any more: the list is in rank order.")
        view = replace(view, sort=None, descending=False)
    try:
        rows = view.rows(cells)
    except ValueError as error:
        lost.append(f"The filter was taken away: {error}")
        view = replace(view, filter=None)
        rows = view.rows(cells)
    return view, rows, " ".join(lost)
