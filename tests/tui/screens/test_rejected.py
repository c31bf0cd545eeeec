"""The rejected rows: by cause, then each of them, however many."""

import asyncio
from time import monotonic

import polars as pl
import pytest
from screens import HOSTILE, TAMED, Shown, text

from icp_tui.review.rejected_rows import RejectedRows
from icp_tui.tui.screens.rejected import RejectedScreen

SCHEMA = {"source": pl.String, "row": pl.Int64, "raw": pl.String, "cause": pl.String}


def rejected(*rows):
    return RejectedRows.of(pl.DataFrame(rows, SCHEMA, orient="row"))


@pytest.mark.parametrize("key", ["escape", "q", "enter", "x"])
def test_counts_by_cause_then_every_row(key):
    rows = rejected(("a.csv", 7, ",,US", "no name"), ("b.csv", 1204, HOSTILE, HOSTILE), ("b.csv", 1300, None, "no name"))

    async def story():
        app = Shown(RejectedScreen(rows))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            shown = text(app)
            assert "3 rejected rows" in shown
            assert "  2  no name" in shown
            assert f"  1  {TAMED}" in shown
            assert "a.csv row 7: no name\n ,,US" in shown
            assert "An export writes all of them to rejected.csv." in shown
            await pilot.press("down")
            await pilot.pause()
            assert f"b.csv row 1,204: {TAMED}" in text(app)
            await pilot.press("G")
            await pilot.pause()
            assert "b.csv row 1,300: no name" in text(app)
            assert "\x1b" not in text(app)
            await pilot.press(key)
            await pilot.pause()
            assert app.given == [None]

    asyncio.run(story())


def test_a_hundred_thousand_rows_scroll_at_once():
    count = 100_000
    frame = pl.select(
        pl.lit("a.csv").repeat_by(count).explode().alias("source"),
    ).with_columns(
        pl.int_range(2, count + 2, dtype=pl.Int64).alias("row"), pl.lit("x" * 300).alias("raw"),
        pl.format("has {} cells, the header has 5", pl.int_range(count) % 50).alias("cause"),
    )  # fmt: skip

    async def story():
        app = Shown(RejectedScreen(RejectedRows.of(frame)))
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            # Causes that differ in their numbers only are one.
            assert "100,000  more cells than the header has" in text(app)
            began = monotonic()
            await pilot.press("end", "pageup", "pagedown", "home", "pagedown", "end")
            await pilot.pause()
            assert monotonic() - began < 3
            assert "a.csv row 100,001: has 49 cells" in text(app)

    asyncio.run(story())
