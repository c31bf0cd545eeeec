"""The workbench, driven with keys over a small list: what each key does, and what is said about it."""

import time

import polars as pl
import pytest
from bench import NAMES, ROWS, Bench, opening, play

from icp_tui.review.decisions.workspace import Workspace
from icp_tui.review.review import Review
from icp_tui.tui.screens.prompt import Prompt
from icp_tui.tui.screens.workbench import Workbench


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))


def test_moving_sorting_and_marking(tmp_path):
    async def story(bench: Bench):
        table = bench.table
        assert bench.line == "2 accounts in A"
        assert (bench.shown, bench.here) == (["Acme", "Globex"], "Acme")
        await bench.press("0")
        assert bench.line == "6 accounts"
        assert bench.shown == NAMES
        # Moving.
        for keys, there in [
            ("j", "Globex"), ("down", "Hooli"), ("k", "Globex"), ("up", "Acme"), ("up", "Acme"), ("G", "Nowhere"), ("j", "Nowhere"),
            ("g", "Acme"), ("end", "Nowhere"), ("home", "Acme"), ("pagedown", "Nowhere"), ("pageup", "Acme"),
        ]:  # fmt: skip
            await bench.press(keys)
            assert bench.here == there, keys
        # Buckets; the cursor goes back to its account.
        await bench.press("j", "2")
        assert (bench.line, bench.shown) == ("2 accounts in B", ["Hooli", "Initech"])
        for key, bucket, one in [("4", "disqualified", "Nowhere"), ("5", "killed", "Tiny")]:
            await bench.press(key)
            assert (bench.line, bench.shown) == (f"1 account in {bucket}", [one])
        await bench.press("3")
        assert bench.line == "0 accounts in nurture"
        assert "Nobody is in nurture." in bench.screen
        await bench.press("5")
        await bench.press("6")
        assert await bench.says("There are 5 buckets: 1 to 5, and 0 for all accounts")
        assert bench.line == "1 account in killed"
        # Sorting by the current column: large first, then small first, then by rank; the cursor stays.
        await bench.press("0", "g", "j", *"llllll")
        assert table.column == "employees"
        await bench.press("s")
        assert bench.line == "6 accounts  by Empl. ▼"
        assert bench.shown == ["Initech", "Acme", "Globex", "Hooli", "Tiny", "Nowhere"]
        assert bench.here == "Globex"
        await bench.press("s")
        assert bench.shown == ["Tiny", "Hooli", "Globex", "Acme", "Initech", "Nowhere"]
        assert bench.line == "6 accounts  by Empl. ▲"
        await bench.press("S")
        assert bench.line == "6 accounts  by Empl. ▼"
        await bench.press("S", "s")
        assert (bench.line, bench.shown, bench.here) == ("6 accounts", NAMES, "Globex")
        # Rank: reversed and back.
        await bench.press(*"hhhhhh", "s")
        assert (table.column, bench.line, bench.shown) == ("rank", "6 accounts  rank order reversed", NAMES[::-1])
        await bench.press("s")
        assert bench.line == "6 accounts"
        # Marks: Space, again, all, none.
        await bench.press("g", "space", "space")
        assert (bench.line, bench.here) == ("6 accounts  2 marked, Esc clears", "Hooli")
        await bench.press("k", "space")
        assert bench.line == "6 accounts  1 marked, Esc clears"
        await bench.press("2")
        assert bench.line == "2 accounts in B  1 marked (1 not shown), Esc clears"
        await bench.press("0", "asterisk")
        assert "6 marked" in bench.line
        await bench.press("asterisk")
        assert "marked" not in bench.line
        await bench.press("g", "space", "escape")
        assert "marked" not in bench.line

    play(opening(tmp_path, ROWS), story, (120, 40))


def test_pin_exclude_and_restore(tmp_path):
    async def story(bench: Bench):
        app = bench.app
        await bench.press("0")
        # Pin: A is full with two, so the last of A has to go; the cursor stays.
        await bench.press("j", "j")
        said = await bench.decided("a")
        assert said.startswith("Pinned Hooli to A. Globex (100.00) moves to B")
        assert (bench.here, bench.bucket("Hooli"), bench.bucket("Globex")) == ("Hooli", "A", "B")
        assert (await bench.decided("c")).endswith("the profile has 2 tiers, A, B")
        said = await bench.decided("d")
        assert said.startswith("Unpinned Hooli. ")
        assert "Globex" in said
        assert bench.bucket("Hooli") == "B"
        assert await bench.decided("d") == "Hooli is not pinned: there is no pin to take away"
        assert (await bench.decided("b")).startswith("Pinned Hooli to B.")
        # Exclude: not without a reason.
        await bench.press("g", "x")
        assert isinstance(app.screen, Prompt)
        assert "Exclude Acme" in bench.screen
        await bench.press("enter")
        assert "Give a reason" in bench.screen
        await bench.type("   ", "enter")
        assert isinstance(app.screen, Prompt)
        await bench.press("escape")
        assert bench.bucket("Acme") == "A"
        await bench.press("x")
        await bench.type("Went bust")
        said = await bench.decided("enter")
        assert said.startswith("Excluded Acme: Went bust.")
        assert "Hooli" not in said
        assert (bench.bucket("Acme"), bench.here) == ("killed", "Acme")
        # A killed one cannot be pinned by accident; it can be restored.
        said = await bench.decided("a")
        assert "killed" in said
        assert bench.bucket("Acme") == "killed"
        await bench.decided("u")
        await bench.press("R")
        assert "Restore Acme" in bench.screen
        assert "Went bust" in bench.screen
        await bench.press("enter")
        assert "Give a reason" in bench.screen
        await bench.type("They are back", "escape")
        assert bench.bucket("Acme") == "killed"
        await bench.press("R")
        await bench.type("They are back")
        said = await bench.decided("enter")
        assert said.startswith("Restored Acme: They are back.")
        assert bench.bucket("Acme") == "A"
        assert await bench.decided("R") == "Acme is not killed: there is nothing to restore"
        # The reason can be chosen again.
        await bench.press("x", "down")
        assert app.focused.value == "Went bust"
        await bench.press("escape")

    play(opening(tmp_path, ROWS), story)


def test_notes_and_owners(tmp_path):
    async def story(bench: Bench):
        app = bench.app
        await bench.press("0")
        # Notes.
        await bench.press("t")
        assert await bench.decided("enter") == "Nothing written: there is no note"
        await bench.press("t")
        await bench.type("Call in May")
        assert await bench.decided("enter") == "Note on Acme: Call in May."
        await bench.press("t")
        assert app.focused.value == "Call in May"
        assert await bench.decided("enter") == "The note stays as it was"
        # Several at once: what would be replaced is said first.
        await bench.press("space", "space", "t")
        assert "1 of them have a note already" in bench.screen or "One of them has a note already" in bench.screen
        await bench.press("escape", "escape", "g", "t")
        await bench.type("")
        assert await bench.decided("enter") == "Took the note off Acme."
        # Owners.
        await bench.press("o")
        assert "Now with dana." in bench.screen
        await bench.type("Kim")
        assert (await bench.decided("enter")).startswith("Gave Acme to Kim.")
        await bench.press("o")
        await bench.type("")
        assert (await bench.decided("enter")).startswith("Gave Acme back to the owner in the sources.")

    play(opening(tmp_path, ROWS), story)


def test_reviewing_undo_and_redo(tmp_path):
    async def story(bench: Bench):
        await bench.press("0")
        # Reviewed, and back.
        assert (await bench.decided("r")).startswith("Acme is reviewed.")
        assert (await bench.decided("r")).startswith("Acme is no longer reviewed.")
        await bench.decided("r")
        await bench.press("j", "space", "g", "space")
        assert (await bench.decided("r")).startswith("Globex is reviewed.")
        # The queue: Hooli is left, then nobody.
        await bench.press("1", "g", "v")
        assert bench.here == "Hooli"
        assert bench.line == "6 accounts  1 of 2 to review; at A's cut line, just out"
        assert await bench.says("All that was shown is reviewed. On with the rest of the queue, among all accounts.")
        await bench.decided("r")
        await bench.press("v")
        assert bench.here == "Initech"
        await bench.decided("r")
        assert "waits for review" in await bench.decided("v")
        # Marks stay for what comes after an undo; a decision takes them away.
        await bench.press("0", "g", "space")
        said = await bench.decided("u")
        assert said.startswith("Undone: ")
        assert "1 marked" in bench.line
        assert (await bench.decided("ctrl+r")).startswith("Redone: ")
        assert (await bench.decided("ctrl+r")) == "There is nothing to redo"
        assert "1 marked" in bench.line
        await bench.press("escape")

    play(opening(tmp_path, ROWS), story)


def test_another_window_decides(tmp_path):
    given = opening(tmp_path, ROWS)

    async def story(bench: Bench):
        await bench.press("j")
        other = given.open()
        other.author = "lee [red]"
        rows = other.session.accounts.frame["name"].is_in(["Hooli"]).arg_true().cast(pl.UInt32)
        other.pin(rows, "A")
        said = await bench.says("in another window")
        assert "Pinned Hooli to A" in said or "pinned Hooli to A" in said
        assert "Globex (100.00) moves to B" in said
        assert bench.bucket("Hooli") == "A"
        assert bench.shown == ["Acme", "Hooli"]
        # What another one decided is not ours to undo.
        assert await bench.decided("u") == "There is nothing of yours to undo"
        other.close()

    play(given, story)


def test_keys_pressed_before_leaving_are_decided(tmp_path, monkeypatch):
    given = opening(tmp_path, ROWS)
    pin = Review.pin

    def slow(*asked, **more):
        time.sleep(0.3)
        return pin(*asked, **more)

    monkeypatch.setattr(Review, "pin", slow)

    async def story(bench: Bench):
        await bench.press("2")
        await bench.pilot.press("a", "j", "a", "q")

    play(given, story)
    with Workspace.open(given.workspace) as kept:
        deadline = time.monotonic() + 5
        while len(kept.store.changed_since(0)) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert [one.name for one in kept.store.changed_since(0)] == ["Hooli", "Initech"]


@pytest.mark.parametrize(
    ("rows", "line", "said"),
    [
        ("", "0 accounts", "The list has no accounts."),
        ("Acme,acme.com,300,US,dana\n", "1 account in A", "Acme"),
        ("Tiny,tiny.com,1,US,dana\n", "1 account", "Tiny"),
    ],
)
def test_small_lists(tmp_path, rows, line, said):
    async def story(bench: Bench):
        assert bench.line == line
        assert said in bench.screen
        for key in ("1", "v", "s", "S", "n", "asterisk", "escape", "0", "G", "y", "d", "u"):
            await bench.press(key)
        await bench.press("slash")
        await bench.type("zz", "enter", "f")
        await bench.type("zz", "enter")
        assert bench.shown == []
        await bench.press("escape", "escape")
        assert isinstance(bench.app.screen, Workbench)
        assert said in bench.screen

    play(opening(tmp_path, "Company,Website,Employees,Country,Owner\n" + rows), story)
