"""The load report of an open list, shown again."""

import asyncio

import polars as pl
import pytest
from runs import inputs
from screens import Shown, opening, text, until

from icp_tui.tui.choices import Mended
from icp_tui.tui.screens.prompt import Confirm
from icp_tui.tui.screens.report import ReportScreen
from icp_tui.tui.widgets.load_report import LoadReport


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))


@pytest.mark.parametrize("key", ["escape", "q", "enter", "L"])
def test_it_shows_what_was_read_and_goes_back(tmp_path, key):
    asked = opening(*inputs(tmp_path), throw_away=True)
    review = asked.open()

    async def story():
        app = Shown(ReportScreen(review, asked))
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "6 rows in = 6 accounts" in text(app))
            # The title stays above the report.
            assert text(app).splitlines()[0].strip() == "What was read"
            assert app.screen.focused is app.screen.query_one(LoadReport)
            await pilot.press(key)
            await pilot.pause()
            assert app.given == [None]

    try:
        asyncio.run(story())
    finally:
        review.close()


def test_what_is_chosen_is_given_to_be_read_again(tmp_path):
    """A throw-away list loses its decisions by that, and asks."""
    source, profile = inputs(tmp_path)
    asked = opening(source, profile, throw_away=True)
    review = asked.open()
    review.note(pl.Series([0], dtype=pl.UInt32), "call")

    async def story():
        app = Shown(ReportScreen(review, asked))
        async with app.run_test(size=(100, 40)) as pilot:
            await until(pilot, lambda: "6 rows in = 6 accounts" in text(app))
            await pilot.press("end", "enter")
            await pilot.pause()
            await pilot.press(*"description", "enter", "r")
            await pilot.pause()
            assert isinstance(app.screen, Confirm)
            assert "is forgotten when it is read again" in " ".join(text(app).split())
            await pilot.press("y")
            await pilot.pause()
            (changed,) = app.given
            assert isinstance(changed, Mended)
            (header, *_) = changed.opening.mendings.of(review.session.accounts.sources[0].fingerprint).overrides
            assert header == review.session.accounts.sources[0].headers[-1].header

    try:
        asyncio.run(story())
    finally:
        review.close()
