"""Possible duplicates in the app: pairs are settled with keys, undone, and the list is made anew afterwards."""

import pytest
from bench import Bench, opening, play
from screens import HOSTILE, TAMED, until

from icp_tui.review.decisions.workspace import Workspace
from icp_tui.review.review import Review
from icp_tui.review.session import Session
from icp_tui.tui.bench.joining import counted
from icp_tui.tui.screens.account import AccountScreen
from icp_tui.tui.screens.duplicates import DuplicatesScreen
from icp_tui.tui.screens.prompt import Prompt
from icp_tui.tui.screens.workbench import Workbench
from icp_tui.tui.widgets.row_table import RowTable

ROWS = """\
Company,Website,Employees,Country,City,Owner
Acme,acme.com,300,US,Boston,dana
Acme Inc,acme.io,,US,,lee
Globex,globex.com,200,US,,dana
Globex Ltd,globex.de,10,,,lee
Hooli,hooli.com,100,US,,lee
"""


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))


async def pairs(bench):
    """Open the screen and wait for its pairs."""
    await bench.press("D")
    await until(bench.pilot, lambda: bench.app.screen.query_one(RowTable).row_count)
    await bench.settle()


async def settled(bench, key, count):
    await bench.press(key)
    await until(bench.pilot, lambda: len(bench.app.screen._answered) == count)
    await bench.pilot.pause()


async def back(bench):
    await bench.press("escape")
    await until(bench.pilot, lambda: isinstance(bench.app.screen, Workbench))


def accounts(bench):
    return bench.home.review.session.accounts.frame.height


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_pairs_are_settled_and_the_list_is_made_anew(tmp_path, size):
    async def story(bench: Bench):
        await bench.press("0", "g")
        here = bench.here
        await pairs(bench)
        assert "Possible duplicates: 1 of 2 pairs. Are these two one company?" in bench.screen
        assert "same name, two domains" in bench.screen
        for shown in ("acme.com", "acme.io", "Boston", "stands in", "s same company"):
            assert shown in bench.screen
        await settled(bench, "s", 1)
        assert "one company" in bench.screen
        assert "2 of 2 pairs, 1 settled now" in bench.screen
        await settled(bench, "d", 2)
        assert "You said: two companies" in bench.screen
        await settled(bench, "u", 1)
        assert "You said" not in bench.screen
        # The list stays as it is until the person goes back.
        assert accounts(bench) == 5
        await back(bench)
        assert await bench.says("joined") == "1 account joined with another; the list has 4 accounts now"
        assert accounts(bench) == 4
        assert bench.here == here
        # It is a decision like others.
        said = await bench.decided("u")
        assert "Undone: Acme and Acme Inc are one company." in said
        assert "1 account stands apart again; the list has 5 accounts now" in said
        assert bench.here == here
        assert "the list has 4 accounts now" in await bench.decided("ctrl+r")

    play(opening(tmp_path, ROWS), story, size=size)


def test_every_answer_of_a_burst_is_about_a_pair_of_its_own(tmp_path):
    async def story(bench: Bench):
        await pairs(bench)
        screen = bench.app.screen
        screen.action_settle(1)
        screen.action_settle(0)
        screen.action_undo()
        screen.action_settle(0)
        screen.action_close()
        assert await bench.says("joined") == "1 account joined with another; the list has 4 accounts now"
        assert screen._answered == [0, 1]

    play(opening(tmp_path, ROWS), story)


def test_nobody_to_ask_about(tmp_path):
    async def story(bench: Bench):
        await bench.press("D")
        await bench.shows("No two accounts look like one company.")
        await bench.press("s", "d", "j", "G", "u")
        await bench.says("Nothing is settled here yet")
        await back(bench)

    play(opening(tmp_path, "Company,Website\nAcme,acme.com\nHooli,hooli.com\n"), story)


def test_an_answer_that_follows_from_others_is_not_contradicted(tmp_path):
    async def story(bench: Bench):
        await pairs(bench)
        await settled(bench, "s", 1)
        await settled(bench, "s", 2)
        await bench.press("d")
        await bench.says("They are one company already, by what you said of others")
        await back(bench)
        await bench.says("2 accounts joined")

    play(opening(tmp_path, "Company,Website\nAcme,acme.com\nAcme Inc,acme.io\nAcme Ltd,acme.de\n"), story)


def test_different_is_remembered(tmp_path):
    async def story(bench: Bench):
        await pairs(bench)
        await settled(bench, "d", 1)
        await back(bench)
        assert await bench.says("settled") == "1 pair is settled and will not be asked again"
        await pairs(bench)
        assert "1 of 1 pair" in bench.screen
        assert "Globex" in bench.screen

    play(opening(tmp_path, ROWS), story)


def test_what_another_window_joins_does_not_move_rows_under_a_question(tmp_path):
    async def story(bench: Bench):
        review = bench.home.review
        with Workspace.open(review.workspace.path) as workspace:
            other = Review(Session(review.session.base, review.session.profile, review.session.as_of), workspace, author="dana")
            await bench.press("0", "g")
            while bench.here != "Hooli":
                await bench.press("j")
            await bench.press("t")
            other.settle([(0, 1)], same=True)
            await bench.home._look()
            assert isinstance(bench.app.screen, Prompt)
            assert accounts(bench) == 5
            await bench.type("About Hooli", "enter")
            await until(bench.pilot, lambda: accounts(bench) == 4)
            await bench.settle()
            assert bench.here == "Hooli"
            row = bench.table.order.filter(bench.table.order == bench.table.row)
            assert bench.home.review.cells.frame(row, ["note"]).item() == "About Hooli"

    play(opening(tmp_path, ROWS), story)


def test_undo_on_the_account_screen_stays_with_the_account(tmp_path):
    async def story(bench: Bench):
        await pairs(bench)
        await settled(bench, "s", 1)
        await back(bench)
        await until(bench.pilot, lambda: accounts(bench) == 4)
        await bench.press("0", "g")
        while bench.here != "Hooli":
            await bench.press("j")
        await bench.press("enter")
        await until(bench.pilot, lambda: isinstance(bench.app.screen, AccountScreen))
        await bench.press("u")
        await until(bench.pilot, lambda: accounts(bench) == 5)
        await bench.settle()
        assert bench.name(bench.home.row) == "Hooli"
        await bench.shows("hooli.com")

    play(opening(tmp_path, ROWS), story)


def test_hostile_names_are_tamed(tmp_path):
    async def story(bench: Bench):
        await pairs(bench)
        assert TAMED[:12] in bench.screen
        assert isinstance(bench.app.screen, DuplicatesScreen)

    rows = f'Company,Website\n"{HOSTILE}",acme.com\n"{HOSTILE} Inc",acme.io\n'
    play(opening(tmp_path, rows), story)


def test_how_the_list_differs():
    assert counted(2000, 1997) == "3 accounts joined with another; the list has 1,997 accounts now"
    assert counted(2, 1) == "1 account joined with another; the list has 1 account now"
    assert counted(4, 6) == "2 accounts stand apart again; the list has 6 accounts now"
    assert counted(5, 5) == "The list has 5 accounts now"
