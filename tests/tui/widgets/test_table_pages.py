from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from icp_tui.tui.widgets.table_column import Column
from icp_tui.tui.widgets.table_pages import BLOCK, KEPT, Pages

NAME, TIER, SCORE = (
    Column("name", "account", 8),
    Column("tier", "tier", 4),
    Column("score", "score", 6, "score"),
)


class Source:
    """Cells of any row, and what was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int, list[str]]] = []

    def frame(self, rows: pl.Series, names: Sequence[str]) -> pl.DataFrame:
        self.asked.append((rows[0], rows.len(), list(names)))
        cells = pl.DataFrame({"row": rows}).select(
            name="n" + pl.col.row.cast(pl.String),
            tier=pl.when(pl.col.row % 2 == 0).then(pl.lit("disqualified")),
            score=pl.col.row / 100,
        )
        return cells.select(names)


def cell(pages: Pages, position: int, column: Column) -> str | None:
    found = pages.block(position, [column])
    assert found is not None
    block, index = found
    return block.texts[column.name][index]


def test_blocks_are_read_once_and_only_in_the_columns_asked_for() -> None:
    source = Source()
    pages = Pages(source.frame, pl.int_range(1_000, dtype=pl.UInt32, eager=True).reverse())
    assert pages.block(0, [NAME]) is None
    pages.load(20, 50, [NAME, TIER])
    assert source.asked == [(999, 64, ["name", "tier"])]
    assert [cell(pages, at, NAME) for at in (0, 31, 32, 63)] == [
        "n999    ",
        "n968    ",
        "n967    ",
        "n936    ",
    ]
    pages.load(0, 63, [TIER])
    assert len(source.asked) == 1
    pages.load(40, 70, [NAME, SCORE])
    assert source.asked[1:] == [(967, 64, ["name", "score"])]
    assert cell(pages, 70, SCORE) == "  9.29"
    assert pages.block(0, [NAME, SCORE]) is None


def test_buckets_are_kept_whole_beside_their_clipped_text() -> None:
    pages = Pages(Source().frame, pl.Series([4, 5], dtype=pl.UInt32))
    pages.load(0, 1, [TIER, NAME])
    found = pages.block(1, [TIER])
    assert found is not None
    assert found[0].texts["tier"] == ["dis…", None]
    assert found[0].buckets == {"tier": ["disqualified", None]}


def test_the_last_block_is_as_short_as_the_order() -> None:
    source = Source()
    pages = Pages(source.frame, pl.int_range(70, dtype=pl.UInt32, eager=True))
    pages.load(64, 69, [NAME])
    assert source.asked == [(64, 6, ["name"])]
    assert cell(pages, 69, NAME) == "n69     "


def test_what_is_kept_has_a_bound() -> None:
    source = Source()
    pages = Pages(source.frame, pl.int_range(100_000, dtype=pl.UInt32, eager=True))
    for start in range(0, 100_000, BLOCK):
        pages.load(start, start, [NAME])
    assert sum(pages.block(start, [NAME]) is not None for start in range(0, 100_000, BLOCK)) == KEPT
    pages.load(0, 99_999, [NAME])
    assert source.asked[-1][1] == KEPT * BLOCK
