"""The start screen: what a person sees first, with and without recent lists."""

import asyncio
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from runs import inputs
from screens import HOSTILE, TAMED, Shown, text, until
from textual.widgets import OptionList

from icp_tui.review import recent
from icp_tui.review.opening import Opening
from icp_tui.tui.screens.start import StartScreen


class Starts(Shown):
    def on_start_screen_chosen(self, event):
        self.asked.append(event.opening)

    def on_start_screen_open_asked(self):
        self.asked.append("open")

    def on_start_screen_demo_asked(self):
        self.asked.append("demo")

    def on_start_screen_new_profile_asked(self):
        self.asked.append("new")

    def on_start_screen_quit_asked(self):
        self.asked.append("quit")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_the_first_time_it_says_what_to_press(size):
    async def story():
        app = Starts(StartScreen())
        async with app.run_test(size=size) as pilot:
            shown = text(app)
            assert "No list opened yet. Press d to look around" in shown
            for word in ("icp-tui", "Open a list…", "Try the demo", "New profile…", "Quit"):
                assert word in shown
            await pilot.press("o", "d", "n", "1", "enter", "down", "enter", "end", "enter", "home", "enter")
            await pilot.pause()
            # Nothing is behind 1 yet; the demo is highlighted at first.
            assert app.asked == ["open", "demo", "new", "demo", "new", "quit", "open"]
            # The mouse: the line that says so.
            line = next(y for y, shown in enumerate(text(app).splitlines()) if "Try the demo" in shown)
            await pilot.click(offset=(8, line))
            await pilot.pause()
            assert app.asked[7:] == ["demo"]

    asyncio.run(story())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_recent_lists_come_first_and_have_numbers(home, size):
    source, profile = inputs(home)
    for number in range(11):
        recent.remember(Opening((source,), profile, f"w{number}"), f"List {number}", 1200 + number)
    recent.remember(Opening((home / "gone.csv",), profile), HOSTILE, 1)
    # The file as another day left it.
    kept = json.loads(recent.file().read_text())
    kept["lists"][1]["when"] = (datetime.now(UTC) - timedelta(days=2)).isoformat()
    recent.file().write_text(json.dumps(kept))

    async def story():
        app = Starts(StartScreen())
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: "not there any more: gone.csv" in text(app))
            shown = text(app)
            assert f"1  {TAMED}  1 account, just" in shown
            assert "2  List 10  1,210 accounts, 2 days ago" in shown
            assert "accounts.csv in /" in " ".join(shown.split())
            assert "No list opened yet" not in shown
            await pilot.press("enter", "2", "9", "down", "down", "enter")
            await pilot.pause()
            assert [one.workspace for one in app.asked] == [None, "w10", "w3", "w9"]
            assert app.asked[1].sources == (source,)
            options = app.screen.query_one(OptionList)
            # Nine lists and four choices; the rest of the recent lists has no key.
            assert options.option_count == 13
            assert options.highlighted == 2

    asyncio.run(story())


def test_a_list_that_was_opened_stands_first_when_the_screen_comes_back(home):
    source, profile = inputs(home)

    async def story():
        app = Starts(StartScreen())
        async with app.run_test(size=(80, 24)) as pilot:
            await app.push_screen(StartScreen())
            recent.remember(Opening((source,), profile), "Fresh list", 6)
            app.pop_screen()
            await pilot.pause()
            assert "1  Fresh list  6 accounts, just now" in text(app)
            assert "No list opened yet" not in text(app)

    asyncio.run(story())


def test_a_damaged_file_is_said_and_stops_nothing():
    recent.file().parent.mkdir()
    recent.file().write_text("{[red]")

    async def story():
        app = Starts(StartScreen())
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: "The recent lists cannot be shown: " in " ".join(text(app).split()))
            await pilot.press("d")
            assert app.asked == ["demo"]

    asyncio.run(story())


def test_it_is_imported_without_the_heavy_parts():
    code = "import sys; import icp_tui.tui.screens.start, icp_tui.tui.screens.load; print(sorted({'polars', 'pydantic', 'yaml'} & set(sys.modules)))"
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
