"""The account on a screen of its own, or beside the list where there is room."""

import pytest
from bench import ROWS, Bench, opening, play
from screens import until

from icp_tui.tui.screens.account import AccountScreen
from icp_tui.tui.screens.help import HelpScreen
from icp_tui.tui.screens.prompt import Notice
from icp_tui.tui.screens.report import ReportScreen
from icp_tui.tui.screens.workbench import Workbench


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))


def test_the_account_on_a_screen_of_its_own(tmp_path):
    async def story(bench: Bench):
        app = bench.app
        assert not bench.home.detail.display
        # Twice Enter opens one screen.
        await bench.press("j", "enter", "enter")
        await bench.press("enter")
        assert isinstance(app.screen, AccountScreen)
        assert len(app.screen_stack) == 3
        await bench.shows("Globex  2 of 2 in A")
        await bench.press("left")
        await bench.shows("Acme  1 of 2 in A")
        # What is excluded stays in view until the person goes on.
        await bench.press("x")
        await bench.type("No budget")
        said = await bench.decided("enter")
        assert said.startswith("Excluded Acme: No budget. Hooli (100.00) moves up to A")
        await bench.shows("Acme  not in A any more; → goes to the next")
        assert "Killed" in bench.screen
        assert (await bench.decided("r")).startswith("Acme is reviewed.")
        await bench.press("right")
        await bench.shows("Globex  1 of 2 in A")
        await bench.press("t")
        await bench.type("Ring on Monday")
        assert await bench.decided("enter") == "Note on Globex: Ring on Monday."
        await bench.shows("Ring on Monday")
        # Marks are for the list: here a key is about this account.
        await bench.press("v")
        await bench.shows("Hooli  2 of 2 in A")
        await bench.press("escape")
        assert isinstance(app.screen, Workbench)
        assert bench.here == "Hooli"
        await bench.press("g", "space", "enter")
        await bench.shows("Hooli  2 of 2 in A")
        assert (await bench.decided("r")).startswith("Hooli is reviewed.")
        await bench.press("q")
        assert "1 marked" in bench.line

    play(opening(tmp_path, ROWS), story)


def test_panes_and_what_lies_around_the_list(tmp_path):
    async def story(bench: Bench):
        app = bench.app
        # Wider: the detail beside, with the focus; narrower again, the list has it.
        await bench.pilot.resize_terminal(120, 40)
        await bench.press("tab")
        assert app.focused is bench.home.detail
        await bench.shows("j/k ↓ ↑ move")
        await bench.press("question_mark")
        assert isinstance(app.screen, HelpScreen)
        assert "The account" in bench.screen
        await bench.press("escape")
        await bench.pilot.resize_terminal(80, 24)
        await bench.settle()
        assert app.focused is bench.table
        assert not bench.home.detail.display
        await bench.press("tab")
        assert app.focused is bench.table
        # What was read, what is worth a look, the commands by name.
        await bench.press("L")
        assert isinstance(app.screen, ReportScreen)
        await bench.press("escape", "exclamation_mark")
        await until(bench.pilot, lambda: isinstance(app.screen, Notice))
        await bench.press("escape", "colon")
        await bench.shows("What do you want to do?")
        await bench.press("escape")
        assert isinstance(app.screen, Workbench)

    play(opening(tmp_path, ROWS), story)
