"""The app around its screens: which comes first, the way out, pasting, colours, the keyboard."""

import asyncio

import pytest
from rich.segment import Segment
from rich.style import Style
from runs import inputs
from screens import opening, text, until
from textual import events
from textual.color import Color
from textual.geometry import Size
from textual.widgets import Input

from icp_tui.tui.app import THEMES, IcpApp
from icp_tui.tui.no_colour import NoColour
from icp_tui.tui.screens.prompt import Prompt
from icp_tui.tui.screens.start import StartScreen


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("TEXTUAL_THEME", raising=False)


def test_the_start_screen_comes_first_and_q_leaves():
    async def story():
        app = IcpApp()
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            assert isinstance(app.screen, StartScreen)
            before = app.theme
            for _ in THEMES:
                await pilot.press("ctrl+t")
            assert app.theme == before
            await pilot.press("ctrl+c")
            await until(pilot, lambda: "ctrl+q" in text(app))
            await pilot.press("q")
        assert app.return_code == 0

    asyncio.run(story())


def test_a_size_that_comes_late_does_not_stay():
    async def story():
        app = IcpApp()
        async with app.run_test(size=(80, 24)) as pilot:
            late = Size(59, 39)
            # As a screen sends it to itself, behind a newer one of the window.
            app.screen.post_message(events.Resize(late, late))
            await pilot.pause()
            await until(pilot, lambda: app.screen.outer_size == Size(80, 24))
            assert "q" in text(app)

    asyncio.run(story())


def test_the_way_out_works_from_a_question_and_what_is_pasted_is_clean():
    async def story():
        app = IcpApp()
        async with app.run_test(size=(80, 24)) as pilot:
            app.push_screen(Prompt("Why?"))
            await pilot.pause()
            await app.on_event(events.Paste("one\ntwo \x1b[31m\u202e\u200dthree"))
            await pilot.pause()
            assert app.screen.query_one(Input).value == "one two [31mthree"
            await pilot.press("ctrl+q")
        assert app.return_code == 0

    asyncio.run(story())


def test_an_opening_goes_by_the_load_report_to_the_list_and_out(tmp_path):
    source, yaml = inputs(tmp_path)

    async def story():
        app = IcpApp(opening(source, yaml, workspace=str(tmp_path / "q4.sqlite")))
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "to the list" in text(app))
            await pilot.press("enter")
            await until(pilot, lambda: "accounts in A" in text(app))
            await pilot.press("q")
        assert app.return_code == 0

    asyncio.run(story())


def test_an_end_by_a_signal_gives_its_exit_code():
    async def story():
        app = IcpApp()
        async with app.run_test(size=(80, 24)):
            app.end(143)
        assert app.return_code == 143

    asyncio.run(story())


def test_no_colour_reverses_what_stood_out_and_only_that():
    black = Color.parse("#101010")

    def shown(style, letters="x"):
        (segment,) = NoColour().apply([Segment(letters, Style.parse(style))], black)
        return segment.style

    for style in ("#ffffff on #202020", "#ff0000", "bold #ff0000", "#ffffff on #101010"):
        assert not shown(style).reverse
    assert shown("#ffffff on #3060ff").reverse
    assert shown("#000000 on #ffffff").reverse
    assert not shown("reverse #000000 on #ffffff").reverse
    assert shown("#000000 on #ffffff", "  ").reverse
    assert not shown("#00ff00 on #3060ff", "██▌ ").reverse
    assert shown("bold #ff0000 on #202020").bold
    for style in ("#ff0000 on #3060ff", "bold #ffffff"):
        assert (shown(style).color, shown(style).bgcolor) == (None, None)


def test_no_color_takes_the_greys_too(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    names = [type(one).__name__ for one in IcpApp()._filters]
    assert "NoColour" in names
    assert "Monochrome" not in names
