"""Deciding: about many at once, in profiles with few and many tiers, and with hostile text everywhere."""

import pytest
from bench import ROWS, Bench, opening, play
from runs import PROFILE
from screens import HOSTILE

from icp_tui.tui.screens.account import AccountScreen
from icp_tui.tui.screens.prompt import Confirm, Prompt
from icp_tui.tui.screens.workbench import Workbench

HEAD = PROFILE[: PROFILE.index("tiers:")]


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))


def many(count):
    """So many accounts that all reach every tier."""
    rows = [f"Company {n:03},c{n:03}.com,{400 - n},US,dana" for n in range(count)]
    return "\n".join(["Company,Website,Employees,Country,Owner", *rows]) + "\n"


def test_sixty_at_once_are_confirmed(tmp_path):
    async def story(bench: Bench):
        app = bench.app
        await bench.press("0", "asterisk", "b")
        assert isinstance(app.screen, Confirm)
        assert "Pin 60 accounts to B?" in bench.screen
        assert "Company 000, Company 001, Company 002 and 57 more" in bench.screen
        # Enter is no.
        await bench.press("enter")
        assert isinstance(app.screen, Workbench)
        assert bench.buckets == {"A": 2, "B": 58}
        assert "60 marked" in bench.line
        await bench.press("b")
        said = await bench.decided("y")
        assert said.startswith("Pinned 60 accounts to B.")
        assert bench.buckets == {"B": 60}
        assert "marked" not in bench.line
        await bench.press("asterisk", "r")
        assert "Mark 60 accounts as reviewed?" in bench.screen
        assert "60 accounts are reviewed." in await bench.decided("y")
        await bench.press("asterisk", "r")
        assert "Take the review of 60 accounts back?" in bench.screen
        await bench.press("n")
        # Only what is pinned is unpinned.
        await bench.press("escape", "g")
        await bench.decided("d")
        await bench.press("asterisk", "d")
        assert "Unpin 59 accounts?" in bench.screen
        assert "59 accounts" in await bench.decided("y")
        assert bench.buckets == {"A": 2, "B": 58}
        # A question of its own needs no other: 60 are excluded with a reason.
        await bench.press("asterisk", "x")
        assert isinstance(app.screen, Prompt)
        assert "Exclude 60 accounts" in bench.screen
        await bench.type("Wrong list")
        await bench.decided("enter")
        assert bench.buckets == {"killed": 60}
        await bench.press("g", "asterisk", "R")
        assert "Restore 60 accounts" in bench.screen
        await bench.type("Right list")
        await bench.decided("enter")
        assert bench.buckets == {"A": 2, "B": 58}

    play(opening(tmp_path, many(60)), story)


def test_one_tier(tmp_path):
    async def story(bench: Bench):
        assert bench.line == "3 accounts in A"
        assert await bench.decided("b") == "There is nothing to pin to with this key: the profile has one tier, A"
        assert (await bench.decided("a")).startswith("Pinned Company 000 to A")
        await bench.press("5")
        assert await bench.says("There are 4 buckets")

    play(opening(tmp_path, many(3), HEAD + "tiers:\n  - {name: A, min_score: 70}\n"), story)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_five_tiers_with_long_names(tmp_path, size):
    names = ["Strategic_enterprise_accounts", "Named-accounts", "Growth", "Self-serve", "Everyone_else_who_fits"]
    tiers = [f"  - {{name: '{name}', capacity: 2, min_score: {90 - 5 * place}}}" for place, name in enumerate(names)]

    async def story(bench: Bench):
        assert list(bench.buckets.values()) == [2, 2, 2, 2, 2]
        for place, name in enumerate(names, start=1):
            await bench.press(str(place))
            assert bench.line == f"2 accounts in {name}"
            assert bench.shown == [f"Company {2 * place - 2:03}", f"Company {2 * place - 1:03}"]
        for key in "678":
            await bench.press(key)
            assert bench.shown == []
        await bench.press("5")
        said = await bench.decided("c")
        assert said.startswith("Pinned Company 008 to Growth. Company 005 (100.00) moves to Self-serve")
        assert all(len(line) <= size[0] for line in bench.screen.splitlines())

    play(opening(tmp_path, many(10), HEAD + "tiers:\n" + "\n".join(tiers) + "\n"), story, size)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_hostile_text_is_only_text(tmp_path, size):
    cell = '"' + HOSTILE.replace("\x07", "") + '"'
    rows = f"Company,Website,Employees,Country,Owner\n{cell},evil.com,300,US,{cell}\nB 👩‍👩‍👧 日本,b.com,200,US,[red]\nC,c.com,100,US,x\n"
    profile = PROFILE.replace("icp: Small", "icp: '[@click=app.quit]go[/] [/x] 日本'")

    async def story(bench: Bench):
        app = bench.app
        tame = "[@click=app.bell]go[/] [/nope]"

        def clean():
            shown = bench.screen
            assert not [one for one in shown if (ord(one) < 32 and one != "\n") or 0x7F <= ord(one) < 0xA0 or 0x202A <= ord(one) <= 0x202E]
            return shown

        assert "�" in clean()
        assert "[@click=app.quit]go[/]" in clean()
        assert tame in await bench.decided("a")
        assert "�" in clean()
        await bench.press("x")
        assert tame in clean()
        await bench.type(HOSTILE)
        said = await bench.decided("enter")
        assert tame in said
        assert "\x1b" not in said
        clean()
        # What was typed before is offered again, as text.
        await bench.press("x")
        clean()
        await bench.press("down", "escape")
        await bench.decided("u")
        await bench.press("1", "g", "t")
        await bench.type("[bold]note[/] \u202eevil", "enter")
        await bench.press("o")
        clean()
        await bench.type("[@click=app.quit]me[/]", "enter")
        clean()
        await bench.press("enter")
        assert isinstance(app.screen, AccountScreen)
        assert "[bold]note[/]" in clean() + app.screen.query_one("#account").text
        await bench.press("escape", "slash")
        await bench.type("[/nope] \x1b[2J", "enter")
        clean()
        await bench.press("escape", "f")
        await bench.type("[@click=app.quit]go[/] = '", "enter")
        clean()
        await bench.press("escape", "e")
        clean()
        await bench.press("escape")
        assert isinstance(app.screen, Workbench)

    play(opening(tmp_path, rows, profile), story, size)


def test_any_tier_is_pinned_to_by_its_name(tmp_path):
    async def story(bench: Bench):
        app = bench.app
        name = bench.here
        await bench.press("p")
        assert isinstance(app.screen, Prompt)
        assert f"Pin {name} to which tier?" in bench.screen
        await bench.type("Z", "enter")
        # The box stays, with what was typed.
        assert isinstance(app.screen, Prompt)
        assert app.focused.value == "Z"
        assert "There is no tier Z: the profile has A, B" in bench.screen
        assert bench.bucket(name) == "A"
        await bench.type("b")
        assert (await bench.decided("enter")).startswith(f"Pinned {name} to B.")
        assert bench.bucket(name) == "B"

    play(opening(tmp_path, many(4)), story)


def test_the_palette_decides_on_the_account_screen_too(tmp_path):
    async def story(bench: Bench):
        name = bench.here
        await bench.press("enter")
        assert isinstance(bench.app.screen, AccountScreen)
        # Neither find nor filter is offered where they do nothing.
        footer = bench.screen.splitlines()[-1]
        assert "exclude" in footer
        assert "filter" not in footer
        assert footer.count("back") == 1
        await bench.press("colon", *"reviewed")
        await bench.pilot.pause(0.5)
        await bench.decided("enter")
        assert bench.home.review.cells.column("reviewed")[bench.table.row]
        assert isinstance(bench.app.screen, AccountScreen)
        assert name in bench.screen

    play(opening(tmp_path, many(4)), story)


def test_what_is_so_already_is_not_decided_again(tmp_path):
    async def story(bench: Bench):
        store = bench.home.review.workspace.store
        await bench.press("0", "g")
        who = bench.here
        await bench.press("o")
        await bench.type("dana")
        assert await bench.decided("enter") == f"{who} is already with dana: nothing to do"
        # Empty gives back to the sources, where it is.
        await bench.press("o")
        await bench.type("")
        assert await bench.decided("enter") == f"{who} is already with the owner in the sources: nothing to do"
        assert store.log() == []
        await bench.decided("a")
        assert await bench.decided("a") == f"{who} is already pinned to A: nothing to do"
        assert [one.kind for one in store.log()] == ["pin"]

    play(opening(tmp_path, ROWS), story)


def test_after_a_pin_the_cursor_stays_at_its_place(tmp_path):
    async def story(bench: Bench):
        await bench.press("0", "g", "j", "j")
        here = bench.here
        await bench.decided("a")
        assert (bench.here, bench.table.position) == (here, 2)
        # Where the account leaves the view, the next one takes its place.
        await bench.press("2", "g", "j")
        here, following = bench.here, bench.shown[2:3]
        place = bench.table.position
        await bench.decided("a")
        assert here not in bench.shown
        assert bench.table.position == min(place, len(bench.shown) - 1)
        assert not following or bench.here == following[0]

    play(opening(tmp_path, ROWS), story)


def test_what_was_said_goes_with_the_next_decision_and_with_its_screen(tmp_path):
    async def story(bench: Bench):
        await bench.press("0", "g")
        await bench.decided("r")
        assert bench.said
        # The question is not covered by what was said of the decision before.
        await bench.press("x")
        assert bench.said == []
        await bench.press("escape", "A", "enter")
        await bench.says("There is nothing to assign")
        await bench.press("escape")
        await bench.settle()
        assert bench.said == []

    play(opening(tmp_path), story)
