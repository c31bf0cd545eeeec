"""The screen that makes a profile from a list: read, tick, weigh, save; gives the list to open."""

import asyncio

import pytest
from screens import HOSTILE, Stage, flat, text, until
from textual.widgets import Input

from icp_tui.profile import load_profile
from icp_tui.tui.screens.problems import ProblemsScreen
from icp_tui.tui.screens.profile_from_list import ProfileFromList

ROWS = "Company,Website,Employees,Industry,Country,Funny [red]Header\n" + "".join(
    f"C{n},c{n}-corp.com,{n * 10},{'Banking' if n % 3 else HOSTILE.replace(',', '')},{'US' if n % 2 else 'DE'},x{n % 2}\n" for n in range(1, 41)
)


@pytest.fixture(autouse=True)
def source(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))
    (tmp_path / "accounts.csv").write_text(ROWS, encoding="utf-8")
    return tmp_path / "accounts.csv"


def play(source, story, size=(80, 24)):
    async def run():
        app = Stage(ProfileFromList([source]))
        async with app.run_test(size=size) as pilot:
            await story(app, pilot)

    asyncio.run(run())


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
def test_a_profile_is_two_keys_away(source, size):
    async def story(app, pilot):
        await until(pilot, lambda: "This list: A 2" in text(app))
        assert "[x] Industry" in text(app)
        assert "[x] Company size" in text(app) or size[1] < 20
        assert "4 criteria" in text(app)
        assert "./my-icp.yaml" in text(app)
        await pilot.press("s", "enter")
        await until(pilot, lambda: app.given)
        opening = app.given[0]
        assert (opening.sources, opening.profile) == ((source,), source.parent / "my-icp.yaml")
        assert [one.key for one in load_profile(opening.profile).criteria] == ["industry", "employees", "country", "funny_red_header"]

    play(source, story, size)


def test_columns_are_ticked_and_weighed_and_the_cut_follows(source):
    async def story(app, pilot):
        await until(pilot, lambda: "This list: A 2" in text(app))
        # Industry, geography and the list's own column away; a weight puts size back to 25.
        await pilot.press("space", "j", "right", "right", "left", "j", "space", "j", "space")
        await until(pilot, lambda: "1 criterion   This list: A" in text(app))
        assert "[ ] Funny [red]Header" in text(app)
        await pilot.press("enter", "up", "up", "up", "right")
        # Weighing does not tick.
        assert "Industry is not ticked, so it has no weight: Space ticks it" in flat(app)
        assert "[ ] Industry" in text(app)
        await pilot.press("space", "right", "space", "space")
        await until(pilot, lambda: "3 criteria" in text(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.given)
        profile = load_profile(app.given[0].profile)
        assert [(one.key, one.weight) for one in profile.criteria] == [("industry", 30), ("employees", 25), ("funny_red_header", 10)]

    play(source, story)


def test_nothing_is_written_without_a_tick_or_over_another_file(source):
    (source.parent / "taken.yaml").write_text("precious")

    async def story(app, pilot):
        await until(pilot, lambda: "This list: A 2" in text(app))
        await pilot.press("space", "j", "space", "j", "space", "j", "space")
        assert "Tick at least one column: Space" in text(app)
        await pilot.press("ctrl+s")
        assert "Tick at least one column first" in text(app)
        await pilot.press("space", "s")
        for wrong, said in (("taken", "there is such a file already"), ("", "Add a file name, such as"), ("no/mine", "there is no folder")):
            app.screen.query_one("#from-path", Input).value = wrong
            await pilot.press("enter")
            await until(pilot, lambda said=said: said in flat(app))
        await pilot.press("escape")
        await pilot.pause()
        assert app.given == [None]
        assert (source.parent / "taken.yaml").read_text() == "precious"
        assert sorted(one.name for one in source.parent.glob("*.yaml")) == ["taken.yaml"]

    play(source, story)


def test_a_list_that_cannot_be_read_says_why_and_can_be_tried_again(source):
    source.write_text("")

    async def story(app, pilot):
        await until(pilot, lambda: isinstance(app.screen, ProblemsScreen))
        assert "This list cannot be read yet" in text(app)
        source.write_text(ROWS, encoding="utf-8")
        await pilot.press("r")
        await until(pilot, lambda: "This list: A 2" in text(app))

    play(source, story)


def test_an_empty_list_says_so(source):
    source.write_text("Company,Website\n")

    async def story(app, pilot):
        await until(pilot, lambda: "Tick at least one column" in text(app))
        await pilot.press("space", "right", "s", "enter")
        assert "Tick at least one column first" in text(app)

    play(source, story)
