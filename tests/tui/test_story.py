"""A quarter's work from beginning to end, in the app; `build` then writes the same files."""

import asyncio

from bench import Bench
from runs import files, icp
from screens import text, until

from icp_tui.review.demo import DEMO_DAY, PROFILE
from icp_tui.review.opening import Opening
from icp_tui.shipped import shipped
from icp_tui.tui.app import IcpApp
from icp_tui.tui.screens.account import AccountScreen
from icp_tui.tui.screens.export import ExportScreen
from icp_tui.tui.screens.prompt import Prompt
from icp_tui.tui.screens.workbench import Workbench


def samples(workspace):
    sources = tuple(sorted(shipped("sample_accounts").glob("*.csv")))
    return Opening(sources, shipped("profiles") / PROFILE, str(workspace), as_of=DEMO_DAY)


def test_a_quarters_work(tmp_path, monkeypatch):  # noqa: PLR0915 - one story
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))
    workspace, written = tmp_path / "quarter.sqlite", tmp_path / "q4"
    opening = samples(workspace)

    async def work():  # noqa: PLR0915
        app = IcpApp(opening)
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: "Enter to the list" in text(app) and "1,998" in text(app))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, Workbench) and app.screen.listing is not None)
            bench = Bench(app, pilot)
            await bench.settle()
            assert bench.buckets == {"A": 50, "B": 200, "C": 203, "nurture": 608, "disqualified": 587, "killed": 350}
            assert bench.line == "50 accounts in A"
            first = bench.here

            # Filter the second tier, and pin its best.
            await bench.press("2", "f")
            await bench.type("employees > 300", "enter")
            await until(pilot, lambda: "Esc clears" in bench.line)
            shown = len(bench.shown)
            assert 0 < shown < 200
            assert bench.line.startswith(f"{shown} of 200 in B")
            whale = bench.here
            said = await bench.decided("a")
            assert said.startswith(f"Pinned {whale} to A. ")
            # A is full: who has to make room is said.
            assert " moves to B" in said
            assert bench.buckets["A"] == 50
            assert bench.bucket(whale) == "A"
            assert whale not in bench.shown
            await bench.press("escape", "1")
            assert bench.line == "50 accounts in A"
            assert whale in bench.shown

            # Exclude the first of A, with a reason: the next in line comes up.
            await bench.press("g", "x")
            assert isinstance(app.screen, Prompt)
            await bench.type("Went bankrupt in October")
            said = await bench.decided("enter")
            assert said.startswith(f"Excluded {first}: Went bankrupt in October. ")
            assert " moves up to A" in said
            assert bench.buckets | {"A": 50, "killed": 351} == bench.buckets
            assert bench.bucket(first) == "killed"

            # A note and an owner for the account that stands first now.
            second = bench.here
            assert second != first
            await bench.press("t")
            await bench.type("Call in January")
            assert await bench.decided("enter") == f"Note on {second}: Call in January."
            await bench.press("o")
            await bench.type("Dana")
            assert (await bench.decided("enter")).startswith(f"Gave {second} to Dana.")
            assert bench.here == second

            # Three marked accounts are reviewed at once.
            await bench.press("g", "space", "space", "space")
            assert "3 marked" in bench.line
            assert (await bench.decided("r")).startswith("3 accounts are reviewed.")
            assert "marked" not in bench.line
            reviewed = bench.home.review.cells.column("reviewed")
            assert reviewed.sum() == 3

            # Undo twice, redo once: the owner stands, the review does not.
            assert (await bench.decided("u")).startswith("Undone: 3 accounts are reviewed.")
            assert bench.home.review.cells.column("reviewed").sum() == 0
            assert (await bench.decided("u")).startswith(f"Undone: gave {second} to Dana.")
            assert (await bench.decided("ctrl+r")).startswith(f"Redone: gave {second} to Dana.")

            # Export into a folder.
            await bench.press("e")
            assert isinstance(app.screen, ExportScreen)
            await bench.press("f")
            await bench.type(str(written), "enter")
            # Enter writes once the folder that was typed has been looked at.
            await until(pilot, lambda: app.screen._target is not None and app.screen._target.path == written)
            assert "Enter writes the files" in text(app)
            await pilot.press("enter")
            await until(pilot, lambda: "Done: " in text(app))
            await bench.press("enter")
            assert isinstance(app.screen, Workbench)
            await pilot.press("q")
        return whale, first, second

    whale, first, second = asyncio.run(work())

    # The command line makes the same list of the same inputs, byte for byte.
    done = icp("build", *opening.sources, "-p", opening.profile, "-w", workspace, "--as-of", DEMO_DAY,
               "-o", tmp_path / "built", "--quiet")  # fmt: skip
    assert done.returncode == 0, done.stderr
    ours, theirs = files(written), files(tmp_path / "built")
    assert list(ours) == list(theirs)
    assert {"tier_a.csv", "killed.csv", "accounts.parquet", "receipt.json"} <= set(ours)
    for name in ours:
        assert ours[name] == theirs[name], name
    assert b"Call in January" in ours["tier_a.csv"]
    assert b"Went bankrupt in October" in ours["killed.csv"]

    async def next_day():
        app = IcpApp(opening, report=False)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: isinstance(app.screen, Workbench) and app.screen.listing is not None)
            bench = Bench(app, pilot)
            await bench.settle()
            assert bench.bucket(whale) == "A"
            assert bench.bucket(first) == "killed"
            assert bench.here == second
            row = bench.table.row
            frame = bench.home.review.cells.frame(bench.table.order.filter(bench.table.order == row), ["note", "owner"])
            assert frame.row(0) == ("Call in January", "Dana")
            # Everything on one screen of its own.
            await bench.press("enter")
            assert isinstance(app.screen, AccountScreen)
            await bench.press("escape")
            # The last decision of the day before can still be taken back, and those before it.
            assert (await bench.decided("u")).startswith(f"Undone: gave {second} to Dana.")
            assert await bench.decided("u") == f"Undone: note on {second}: Call in January."
            said = await bench.decided("u")
            assert said.startswith(f"Undone: excluded {first}: Went bankrupt in October.")
            assert bench.bucket(first) == "A"
            assert (await bench.decided("u")).startswith(f"Undone: pinned {whale} to A.")
            assert bench.bucket(whale) == "B"
            assert await bench.decided("u") == "There is nothing of yours to undo"
            assert bench.buckets == {"A": 50, "B": 200, "C": 203, "nurture": 608, "disqualified": 587, "killed": 350}

    asyncio.run(next_day())
