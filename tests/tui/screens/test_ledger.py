"""The ledger on the screen: what was decided, searched, gone to, taken back and saved."""

import pytest
from bench import ROWS, Bench, opening, play
from screens import HOSTILE, flat

from icp_tui.tui.screens.ledger import LedgerScreen
from icp_tui.tui.screens.prompt import Confirm
from icp_tui.tui.screens.workbench import Workbench


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USER", "dana")
    monkeypatch.chdir(tmp_path)


def test_an_empty_ledger_names_the_next_keys(tmp_path):
    async def story(bench: Bench):
        await bench.press("H")
        await bench.shows("Nothing is decided yet.")
        assert "a b c pin an account" in bench.screen
        await bench.press("enter", "u", "e", "a", "t")
        assert await bench.says("nothing to save")
        await bench.press("escape")
        assert isinstance(bench.app.screen, Workbench)

    play(opening(tmp_path, ROWS), story)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 15)])
def test_what_was_decided_is_told_in_full(tmp_path, size):
    async def story(bench: Bench):
        app = bench.app
        await bench.press("0")
        await bench.press("x")
        await bench.type("Bankrupt", "tab")
        await bench.type("30d")
        assert "Until 2026-12-21: 30 days from 2026-11-21" in bench.screen
        await bench.decided("enter")
        await bench.press("g", "t")
        await bench.type("Ring on Monday")
        await bench.decided("enter")
        await bench.press("H")
        await bench.shows("Ledger: 2 entries, newest first")
        assert "noted: Ring on Monday" in bench.screen
        await bench.press("j")
        await bench.shows("because: Bankrupt")
        assert "Acme: excluded, because: Bankrupt, until 2026-12-21" in flat(app)
        assert "It stands." in bench.screen
        if size != (60, 15):
            assert "Told then: Excluded Acme until 2026-12-21: Bankrupt. Hooli (100.00) moves up to A." in flat(app)
        # Only one kind, then words, then all again.
        await bench.press("t")
        await bench.shows("1 of 2 entries")
        await bench.press("slash")
        await bench.type("nobody said this", "enter")
        await bench.shows("No entry is like that.")
        await bench.press("escape")
        await bench.shows("Ledger: 2 entries, newest first")
        # One's last is taken back, and the list knows.
        await bench.press("u")
        await bench.press("u")
        await bench.shows("Ledger: 4 entries")
        assert "took back" in bench.screen
        await bench.press("G", "enter")
        assert isinstance(app.screen, Workbench)
        await bench.settle()
        assert bench.here == "Acme"
        assert bench.bucket("Acme") == "A"

    play(opening(tmp_path, ROWS), story, size)


def test_the_entries_shown_are_saved(tmp_path):
    async def story(bench: Bench):
        await bench.decided("r")
        await bench.press("H")
        await bench.shows("1 entry")
        await bench.press("e")
        assert "ledger-2026-11-21.csv" in bench.screen
        await bench.press("enter")
        assert "Saved 1 entry as" in await bench.says("Saved 1 entry as")
        path = tmp_path / "ledger-2026-11-21.csv"
        saved = path.read_text()
        assert saved.splitlines()[0] == "seq,when,author,kind,account,account_key,what,why,until,state,moved"
        assert ",dana,reviewed,Acme,acme.com,reviewed,,,standing,Acme is reviewed." in saved
        path.write_text("mine")
        await bench.press("e", "enter")
        assert isinstance(bench.app.screen, Confirm)
        await bench.press("n")
        assert path.read_text() == "mine"
        await bench.press("e", "enter", "y")
        await bench.says("Saved 1 entry as")
        assert path.read_text() == saved
        await bench.press("e")
        await bench.type(str(tmp_path / "none" / "x.csv"), "enter")
        await bench.says("cannot be written")
        assert isinstance(bench.app.screen, LedgerScreen)

    play(opening(tmp_path, ROWS), story)


def test_hostile_text_is_only_text(tmp_path):
    cell = '"' + HOSTILE.replace("\x07", "") + '"'

    async def story(bench: Bench):
        await bench.press("x")
        await bench.type("[@click=app.quit]go[/] [/nope]")
        await bench.decided("enter")
        await bench.press("H")
        await bench.shows("[@click=app.quit]go[/] [/nope]")
        assert not [one for one in bench.screen if (ord(one) < 32 and one != "\n") or 0x202A <= ord(one) <= 0x202E]

    play(opening(tmp_path, f"Company,Website,Employees,Country,Owner\n{cell},evil.com,300,US,x\nB,b.com,200,US,y\n"), story, (120, 40))
