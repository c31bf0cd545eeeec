"""Insights: its pages over a small list, their keys, and the accounts that each line leads to."""

import pytest
from bench import ROWS, Bench, opening, play

from icp_tui.tui.screens.insights import InsightsScreen

PAGES = {"1": "▲A", "2": "Who is in each bucket", "3": "How broad it is", "4": "Fields that the profile reads",
         "5": "By tier", "6": "Under 20 employees"}  # fmt: skip


async def opened(bench: Bench, *keys: str) -> None:
    await bench.press("i", *keys)
    await bench.shows("Enter shows")


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40), (300, 100)])
def test_every_page_shows_itself(tmp_path, size):
    async def story(bench):
        await opened(bench)
        for key, words in PAGES.items():
            await bench.press(key)
            await bench.shows(words)
            await bench.shows("Enter shows")
        await bench.press("tab")
        await bench.shows("▲A")
        await bench.press("shift+tab", "x")
        await bench.shows("by country")
        await bench.press("escape")
        assert bench.app.screen is bench.home

    play(opening(tmp_path, ROWS), story, size)


def test_a_bar_leads_to_its_accounts(tmp_path):
    async def story(bench):
        await opened(bench)
        assert "Score 96 to 100: 3 accounts (A 2, B 1)" in bench.screen
        await bench.press("h")
        assert "Score 60 to under 64: 1 account (B 1)" in bench.screen
        await bench.press("enter")
        await bench.says("Shown: Score 60 to under 64")
        assert bench.shown == ["Initech"]

    play(opening(tmp_path, ROWS), story)


def test_a_cell_leads_to_its_accounts(tmp_path):
    async def story(bench):
        await opened(bench, "2", "x", "x")
        await bench.shows("dana: 2 of the 2 in A (100%)")
        await bench.press("down", "right")
        assert "lee: 2 of the 2 in B (100%)" in bench.screen
        await bench.press("enter")
        await bench.says("Shown: B, owner lee")
        assert bench.shown == ["Hooli", "Initech"]
        assert bench.here == "Hooli"
        # As it is: the filter goes with Esc, and insights begin anew.
        await bench.press("escape", "i", "q")
        assert not isinstance(bench.app.screen, InsightsScreen)

    play(opening(tmp_path, ROWS), story)


def test_a_line_leads_to_its_accounts(tmp_path):
    async def story(bench):
        await opened(bench, "6")
        await bench.shows("killed: Under 20 employees")
        await bench.press("enter")
        await bench.says("Shown: killed")
        assert bench.shown == ["Tiny"]
        await bench.press("i", "5", "G")
        await bench.shows("reviewed; Enter")

    play(opening(tmp_path, ROWS), story)


def test_a_decision_is_counted_when_one_looks_again(tmp_path):
    async def story(bench):
        await bench.decided("r")
        await opened(bench, "5")
        await bench.shows("1 of 2")
        await bench.shows("1 of the 2 accounts in A are reviewed (50%)")

    play(opening(tmp_path, ROWS), story)


def test_clicks(tmp_path):
    async def story(bench):
        await opened(bench)
        await bench.pilot.click("PageTabs", offset=(25, 0))
        await bench.shows("Who is in each bucket")
        await bench.pilot.click("HeatMap", offset=(14, 2))
        await bench.shows("Enter shows")
        await bench.pilot.double_click("HeatMap", offset=(14, 2))
        await bench.says("Shown: ")

    play(opening(tmp_path, ROWS), story)


def test_a_list_without_accounts(tmp_path):
    async def story(bench):
        await bench.press("i")
        for key in "123456":
            await bench.press(key, "down", "right", "enter", "G", "pagedown", key)
        assert isinstance(bench.app.screen, InsightsScreen) or bench.home

    play(opening(tmp_path, "Company,Website\n"), story)
