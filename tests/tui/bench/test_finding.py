"""Find and filter, driven with keys: counts are always said, and so is the key that mends it."""

import pytest
from bench import NAMES, ROWS, Bench, opening, play
from screens import until

from icp_tui.tui.screens.workbench import Workbench


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))


def test_find(tmp_path):
    async def story(bench: Bench):
        await bench.press("0")
        # Find: keeps what is shown, and goes on around the end.
        await bench.press("g", "slash")
        await bench.type("OO")
        await bench.shows("Find: 1 found")
        await bench.press("enter")
        assert bench.here == "Hooli"
        assert bench.line == "6 accounts  find “OO”: 1 of 1, n goes on, Esc ends it"
        await bench.press("slash")
        await bench.type("dana", "enter", "g", "n")
        assert bench.here == "Globex"
        await bench.press("n")
        assert bench.here == "Acme"
        await bench.press("N")
        assert bench.here == "Globex"
        await bench.press("5")
        assert bench.line.endswith("find “dana”: not found, Esc ends it")
        await bench.press("n")
        assert await bench.says("“dana” is not found in killed. 0 looks in all buckets.")
        await bench.press("escape", "n")
        assert bench.line == "1 account in killed"
        assert await bench.says("Nothing to find yet: / asks for it")
        await bench.press("0", "slash")
        await bench.type("nobody at all")
        await bench.shows("Find: not found in what is shown")
        await bench.press("enter")
        assert await bench.says("“nobody at all” is not found on this list.")
        await bench.press("escape")

    play(opening(tmp_path, ROWS), story)


def test_filter(tmp_path):
    async def story(bench: Bench):
        app, table = bench.app, bench.table
        await bench.press("0")
        # Filter: what is wrong is said in place and can be mended there.
        await bench.press("f")
        await bench.type("employes > 100", "enter")
        assert bench.home.bar.is_open
        await bench.shows("no column employes; nearest: employees")
        assert bench.shown == NAMES
        await bench.type("employees > 100")
        await bench.shows("3 of 6")
        await bench.press("enter")
        assert not bench.home.bar.is_open
        assert bench.line.startswith("3 of 6  employees over 100") or "employees > 100" in bench.line
        assert bench.line.endswith(", Esc clears")
        assert bench.shown == ["Acme", "Globex", "Initech"]
        await bench.press("4")
        assert bench.shown == []
        await bench.shows("Esc clears the filter, f changes it.")
        assert "0 looks in all buckets." in bench.screen
        assert "The one account in disqualified does not match" in bench.screen
        # Nothing under the cursor: every key says so and does nothing.
        for key in ("a", "d", "x", "R", "t", "o", "r", "y", "Y"):
            assert (await bench.decided(key)).startswith("No account is shown"), key
            assert isinstance(app.screen, Workbench)
        await bench.press("enter")
        assert isinstance(app.screen, Workbench)
        await bench.press("escape")
        assert bench.line == "1 account in disqualified"
        # Cancelled, nothing has changed; the last filter is not asked for again.
        await bench.press("0", "f")
        assert app.focused.value == ""
        await bench.type("country:US", "escape")
        assert (bench.line, bench.shown) == ("6 accounts", NAMES)
        assert app.focused is table
        # Another pane takes the focus: the line is left.
        await bench.press("f", "tab")
        assert not bench.home.bar.is_open
        assert app.focused is bench.home.detail
        table.focus()
        await bench.settle()

    play(opening(tmp_path, ROWS), story, (120, 40))


def test_words_that_find_nobody_are_answered_with_what_to_type(tmp_path):
    async def story(bench: Bench):
        await bench.press("0", "f")
        await bench.type("initech germany")
        # The sentence may be broken anywhere.
        await until(bench.pilot, lambda: "write country:DE initech" in " ".join(bench.screen.split()))
        await bench.press("enter")
        assert bench.line.startswith("0 of 6")
        await bench.shows("Esc clears the filter")
        assert "Germany is a country: write country:DE initech." in " ".join(bench.screen.split())

    play(opening(tmp_path), story)
