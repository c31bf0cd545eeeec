"""The cells near the window, as text: asked for in blocks, and only in the columns that are seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import polars as pl
from textual.cache import LRUCache

from icp_tui.tui.widgets.cell_text import cell_texts
from icp_tui.tui.widgets.table_column import Column

# The cells of some rows: `Cells.frame`.
Fetch = Callable[[pl.Series, Sequence[str]], pl.DataFrame]

BLOCK = 32
# Enough for the tallest terminal and a few pages around it.
KEPT = 64
# The columns whose values are buckets, and are drawn in the bucket's colour.
BUCKETS = ("bucket", "tier")


@dataclass
class Block:
    """Some rows next to each other in the order: their cells by column, and their buckets."""

    rows: pl.Series
    texts: dict[str, list[str | None]] = field(default_factory=dict)
    buckets: dict[str, list[str | None]] = field(default_factory=dict)


class Pages:
    """The cells of an order, read when they come into view."""

    def __init__(self, fetch: Fetch, order: pl.Series) -> None:
        self._fetch = fetch
        self._order = order
        self._blocks: LRUCache[int, Block] = LRUCache(KEPT)

    def block(self, position: int, columns: Iterable[Column]) -> tuple[Block, int] | None:
        """The block that holds a position, and where in it; None when these columns are not loaded."""
        block = self._blocks.get(position // BLOCK)
        if block is None or any(column.name not in block.texts for column in columns):
            return None
        return block, position % BLOCK

    def load(self, first: int, last: int, columns: Sequence[Column]) -> None:
        """Read the cells from position `first` to `last`, in one fetch of all that is missing."""
        numbers = range(first // BLOCK, min(last // BLOCK, first // BLOCK + KEPT - 1) + 1)
        lacking = [number for number in numbers if self.block(number * BLOCK, columns) is None]
        if not lacking:
            return
        blocks = [
            self._blocks.get(number) or Block(self._order.slice(number * BLOCK, BLOCK)) for number in lacking
        ]
        missing = [
            column for column in columns if any(column.name not in block.texts for block in blocks)
        ]  # fmt: skip
        rows = pl.concat([block.rows for block in blocks])
        frame = self._fetch(rows, [column.name for column in missing]) if missing else pl.DataFrame()
        for column in missing:
            texts = cell_texts(frame[column.name], column)
            buckets = frame[column.name].cast(pl.String).to_list() if column.name in BUCKETS else None
            start = 0
            for block in blocks:
                end = start + block.rows.len()
                block.texts[column.name] = texts[start:end]
                if buckets is not None:
                    block.buckets[column.name] = buckets[start:end]
                start = end
        for number, block in zip(lacking, blocks, strict=True):
            self._blocks.set(number, block)
