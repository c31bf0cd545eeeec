"""What was worked out over a whole list and may be asked for again: masks, orders, columns."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from threading import Lock

import polars as pl

# A sorted order of a million accounts is 4 MB, a mask 0.1 MB.
MOST_BYTES = 96_000_000


@dataclass(frozen=True)
class _Entry:
    series: pl.Series = field(compare=False)
    made_of: frozenset[str]
    size: int


class Kept:
    """Series by what they say, the longest unused dropped first. Several threads may ask."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes = most_bytes
        self._entries: dict[tuple[str, ...], _Entry] = {}
        self._lock = Lock()

    def once(
        self, what: tuple[str, ...], made_of: Collection[str], make: Callable[[], pl.Series]
    ) -> pl.Series:
        """The series kept as `what`, else what `make` gives; `made_of` are the columns that it depends on."""
        with self._lock:
            entry = self._entries.pop(what, None)
            if entry is not None:
                self._entries[what] = entry
                return entry.series
        # Made outside the lock: a page must not wait for a sort that another thread runs.
        series = make()
        with self._lock:
            self._entries[what] = _Entry(series, frozenset(made_of), int(series.estimated_size()))
            self._shrink()
        return series

    def surviving(self, lasting: Collection[str]) -> Kept:
        """What is still true of a list of which only the columns `lasting` are as they were."""
        known = frozenset(lasting)
        kept = Kept(self.most_bytes)
        with self._lock:
            kept._entries = {what: entry for what, entry in self._entries.items() if entry.made_of <= known}
        return kept

    def _shrink(self) -> None:
        size = sum(entry.size for entry in self._entries.values())
        for what in list(self._entries)[:-1]:
            if size <= self.most_bytes:
                return
            size -= self._entries.pop(what).size
