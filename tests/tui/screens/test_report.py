"""The load report of an open list, shown again."""

import asyncio

import pytest
from runs import inputs
from screens import Shown, opening, text, until

from icp_tui.tui.screens.report import ReportScreen
from icp_tui.tui.widgets.load_report import LoadReport


@pytest.mark.parametrize("key", ["escape", "q", "enter", "L"])
def test_it_shows_what_was_read_and_goes_back(tmp_path, key):
    review = opening(*inputs(tmp_path), throw_away=True).open()

    async def story():
        app = Shown(ReportScreen(review))
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "6 rows in = 6 accounts" in text(app))
            assert "What was read" in text(app)
            assert app.screen.focused is app.screen.query_one(LoadReport)
            await pilot.press(key)
            await pilot.pause()
            assert app.given == [None]

    try:
        asyncio.run(story())
    finally:
        review.close()
