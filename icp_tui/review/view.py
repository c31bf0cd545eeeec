"""Which accounts are shown, and in which order; and where a text is found among them."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from icp_tui.review.cells import RANKING, Cells
from icp_tui.review.filters import Filter
from icp_tui.review.filters.part import contains, holds
from icp_tui.review.queue import Queue
from icp_tui.review.sort_key import sort_key

# Where find looks, besides the account_key.
FOUND_IN = ("name", "domain", "industry", "country", "state", "city", "parent", "crm_id", "owner", "note")


@dataclass(frozen=True)
class View:
    """A bucket (None: all), a filter, and the order: by a column, or with `sort` None by rank.

    Ascending is smallest, earliest, best bucket or A first. Whatever the direction, missing values come
    last and ties keep the rank order. With `queue` only what still needs an eye is shown, unsorted in the
    order of the queue.
    """

    bucket: str | None = None
    filter: Filter | None = None
    sort: str | None = None
    descending: bool = False
    queue: Queue | None = field(default=None, compare=False)

    def rows(self, cells: Cells) -> pl.Series:
        """The rows shown, in order (UInt32). ValueError when the filter means nothing here any more."""
        order = self._order(cells)
        shown = None if self.filter is None else self.filter.mask(cells)
        if self.bucket is not None:
            inside = cells.in_bucket(self.bucket)
            shown = inside if shown is None else shown & inside
        if self.queue is not None and self.sort is not None:
            nobody = pl.Series([False]).new_from_index(0, cells.height)
            inside = nobody.scatter(self.queue.rows, values=True)
            shown = inside if shown is None else shown & inside
        return order if shown is None else order.filter(shown.gather(order))

    def total(self, cells: Cells) -> int:
        """How many accounts the bucket, or the queue, holds before the filter: the 50 of `37 of 50`."""
        if self.queue is not None:
            return len(self.queue.rows)
        if self.bucket is None:
            return cells.height
        return int(cells.in_bucket(self.bucket).sum())

    def _order(self, cells: Cells) -> pl.Series:
        ranking = cells.scored.order if self.queue is None or self.sort is not None else self.queue.rows
        if self.sort is None:
            return ranking.reverse() if self.descending else ranking
        name = self.sort
        return cells.kept.once(
            ("order", name, "descending" if self.descending else "ascending"),
            [name, RANKING],
            lambda: _sorted(ranking, sort_key(cells, name), descending=self.descending),
        )


def _sorted(ranking: pl.Series, key: pl.Series, *, descending: bool) -> pl.Series:
    frame = pl.DataFrame({"key": key.gather(ranking), "row": ranking})
    return frame.sort("key", descending=descending, nulls_last=True, maintain_order=True)["row"]


class Found:
    """Where a text stands among the rows shown. `positions` (UInt32) count from 0 within `rows`.

    It is looked for in names, domains, keys, industries, places, owners and notes, ignoring case and
    blanks around it. ValueError when it is too long to be meant.
    """

    positions: pl.Series

    def __init__(self, cells: Cells, rows: pl.Series, text: str) -> None:
        self.text = text.strip()
        nowhere = pl.Series([], dtype=pl.UInt32)
        found = _found(cells, self.text).gather(rows).arg_true() if self.text else nowhere
        self.positions = found.alias("positions")

    def next(self, position: int, step: int = 1) -> int | None:
        """The nearest hit after (step 1) or before (-1) a position, around the end; None without hits."""
        if not self.positions.len():
            return None
        before = self.positions.search_sorted(position, side="left")
        upto = self.positions.search_sorted(position, side="right")
        place = upto if step > 0 else before - 1
        return int(self.positions[place % self.positions.len()])

    def number(self, position: int) -> int | None:
        """Which hit stands at a position, from 1: the 3 of `3 of 12`; None when none does."""
        place = self.positions.search_sorted(position, side="left")
        here = place < self.positions.len() and self.positions[place] == position
        return place + 1 if here else None


def _found(cells: Cells, text: str) -> pl.Series:
    """Which accounts have the text somewhere."""
    hits = holds(cells, [name for name in FOUND_IN if name == "name" or cells.has(name)], text)
    # Most keys are the domain, which need not be looked through again.
    accounts = cells.scored.accounts
    others = accounts.select(pl.col("account_key").ne_missing(pl.col("domain")).arg_true()).to_series()
    keys = accounts["account_key"].gather(others).to_frame()
    held = others.filter(keys.select(contains("account_key", text)).to_series())
    return hits.clone().scatter(held, values=True) if held.len() else hits
