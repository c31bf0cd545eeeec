"""Frozen lists on the screen: frozen by a key, shown, compared, exported again, deleted."""

import pytest
from bench import ROWS, Bench, opening, play
from screens import flat

from icp_tui.tui.screens.compare import CompareScreen
from icp_tui.tui.screens.lists import ListsScreen
from icp_tui.tui.screens.prompt import Confirm, Prompt
from icp_tui.tui.screens.workbench import Workbench


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USER", "dana")
    monkeypatch.chdir(tmp_path)


def test_freeze_show_export_compare_delete(tmp_path):
    async def story(bench: Bench):
        app = bench.app
        await bench.press("O")
        await bench.shows("No list is frozen in this workspace yet.")
        assert "F freezes the list as it stands" in flat(app)
        # Only keys that do something without a list.
        assert "F freeze now" in flat(app)
        assert "Del delete" not in flat(app)
        assert "Enter what changed" not in flat(app)
        await bench.press("enter", "e", "delete", "F")
        assert isinstance(app.screen, Prompt)
        # The version of the profile is suggested.
        await bench.press("enter")
        await bench.shows("Frozen lists: 1 list")
        assert await bench.says("Frozen as 1: Small 1 as of 2026-11-21, 6 accounts")
        assert "1: A 2, B 2, nurture 0, disqualified 1, killed 1" in flat(app)
        # A name that is taken is asked about, one that is none is not taken.
        await bench.press("F")
        await bench.type("../x", "enter")
        assert "cannot name a list" in flat(app)
        await bench.press("ctrl+u")
        await bench.type("1", "enter")
        assert isinstance(app.screen, Confirm)
        await bench.press("n")
        assert await bench.says("nothing is frozen")
        await bench.press("e")
        await bench.press("enter")
        assert await bench.says("Wrote 1 as it was into")
        assert (tmp_path / "1" / "receipt.json").is_file()
        await bench.press("enter")
        await bench.shows("the list as it stands")
        assert isinstance(app.screen, CompareScreen)
        await bench.press("escape", "O")
        await bench.shows("Frozen lists: 1 list")
        await bench.press("delete")
        assert isinstance(app.screen, Confirm)
        await bench.press("y")
        await bench.shows("Frozen lists: none yet")
        assert isinstance(app.screen, ListsScreen)
        await bench.press("escape")
        assert isinstance(app.screen, Workbench)

    play(opening(tmp_path, ROWS), story, (60, 15))


def test_a_damaged_list_can_only_be_deleted(tmp_path):
    async def story(bench: Bench):
        app = bench.app
        await bench.press("F", "enter")
        assert await bench.says("Frozen as 1")
        (made,) = bench.home.review.workspace.path.parent.glob("*.lists/1")
        (made / "receipt.json").write_text("{")
        await bench.press("O")
        await bench.shows("cannot be used")
        await bench.press("enter")
        assert await bench.says("1 cannot be used")
        await bench.press("e")
        assert isinstance(app.screen, ListsScreen)
        await bench.press("delete", "y")
        await bench.shows("none yet")

    play(opening(tmp_path, ROWS), story)
