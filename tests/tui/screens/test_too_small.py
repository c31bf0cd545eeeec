"""A window that is too small: says so, takes no keys, and gives everything back when it grows."""

import asyncio

import pytest
from screens import Stage, flat, lines
from textual.screen import Screen
from textual.widgets import Input, Static

from icp_tui.tui.commands import bindings
from icp_tui.tui.screens.prompt import Prompt
from icp_tui.tui.screens.too_small import TooSmall, fits
from icp_tui.tui.widgets.key_footer import KeyFooter


class Bench(Screen):
    BINDINGS = bindings("workbench")
    undone = 0

    def compose(self):
        yield Static("the list")
        yield Input("typed", select_on_focus=False)
        yield KeyFooter("workbench", "app")

    def action_undo(self):
        self.undone += 1


@pytest.mark.parametrize(("width", "height"), [(59, 24), (80, 14), (40, 10), (10, 3), (2, 1), (1, 1)])
def test_it_says_what_it_has_and_needs_and_gives_all_back(width, height):
    async def story():
        app = Stage(Bench())
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("x")
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert not fits(app)
            if width >= 40:
                said = f"The window is {width}x{height}; icp-tui needs 60x15. Make it larger or the font smaller; q quits."
                assert said in flat(app)
                assert "help" not in flat(app)
            elif width == 10:
                assert flat(app) == "Needs 60x15"
            # Keys and clicks do not reach what cannot be seen.
            await pilot.press("y", "tab", "u")
            assert app.screen.undone == 0
            await pilot.resize_terminal(80, 24)
            await pilot.pause()
            assert not app.screen.query(TooSmall)
            assert "the list" in lines(app)[0]
            assert app.screen.query_one(Input).value == "typedx"
            assert app.screen.query_one(Input).has_focus
            await pilot.press("z")
            assert app.screen.query_one(Input).value == "typedxz"
            assert not app.left

    asyncio.run(story())


def test_what_opens_below_is_covered_too_and_there_afterwards():
    async def story():
        app = Stage(Bench())
        async with app.run_test(size=(40, 10)) as pilot:
            await pilot.pause()
            assert "icp-tui needs 60x15" in flat(app)
            app.push_screen(Prompt("Why?"), app.given.append)
            await pilot.pause(0.5)
            assert isinstance(app.screen, Prompt)
            assert "icp-tui needs 60x15" in flat(app)
            assert "Why?" not in flat(app)
            await pilot.press("n", "enter")
            assert app.given == []
            await pilot.resize_terminal(120, 40)
            await pilot.pause()
            assert "Why?" in flat(app)
            await pilot.press("n", "enter")
            assert app.given == ["n"]
            await pilot.pause()
            assert "the list" in lines(app)[0]

    asyncio.run(story())


def test_q_leaves():
    async def story():
        app = Stage(Bench())
        async with app.run_test(size=(10, 3)) as pilot:
            await pilot.press("q")
            await pilot.pause()
            assert app.left

    asyncio.run(story())


def test_a_storm_of_sizes_ends_well():
    async def story():
        app = Stage(Bench())
        async with app.run_test(size=(80, 24)) as pilot:
            for step in range(30):
                await pilot.resize_terminal(20 + step * 7 % 90, 3 + step * 5 % 30)
            await pilot.resize_terminal(80, 24)
            await pilot.pause(0.3)
            assert "the list" in lines(app)[0]
            assert not app.screen.query(TooSmall)

    asyncio.run(story())
