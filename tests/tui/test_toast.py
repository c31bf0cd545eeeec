"""Toasts: the whole message on the screen, whatever is in it, for as long as reading takes."""

import asyncio

import pytest
from screens import Stage, flat, lines

from icp_tui.tui.screens.prompt import Notice
from icp_tui.tui.toast import seconds, toast

LONG = "Pinned Acme [red]x[/] \x1b[2J to A. " + "Globex (86.50) moves to B. " * 10 + "The end."


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (120, 40)])
def test_a_long_message_is_shown_whole(size):
    async def story():
        app = Stage()
        async with app.run_test(size=size, notifications=True) as pilot:
            assert len(LONG) > 300
            toast(app, LONG)
            await pilot.pause()
            assert " ".join(LONG.replace("\x1b", "\ufffd").split()) in flat(app)
            assert all(len(line) <= size[0] for line in lines(app))

    asyncio.run(story())


def test_a_message_gives_way_to_the_next_but_an_error_stays():
    async def story():
        app = Stage()
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            toast(app, "first")
            await pilot.pause()
            toast(app, "second")
            await pilot.pause()
            assert flat(app) == "second"
            toast(app, "It failed", "error")
            await pilot.pause()
            assert flat(app) == "It failed"
            toast(app, "third")
            await pilot.pause()
            assert flat(app) == "It failed third"
            toast(app, "  ")
            await pilot.pause()
            assert flat(app) == "It failed third"

    asyncio.run(story())


def test_what_is_too_long_for_a_toast_waits_until_it_is_closed():
    async def story():
        app = Stage()
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            toast(app, "word " * 500 + "the end", "warning")
            await pilot.pause()
            assert isinstance(app.screen, Notice)
            assert "Please note" in flat(app)
            await pilot.press("end")
            await pilot.pause()
            assert "the end" in flat(app)
            await pilot.press("escape")
            assert not isinstance(app.screen, Notice)

    asyncio.run(story())


def test_longer_messages_stay_longer():
    assert seconds("Undone.") == 4
    assert seconds("x" * 180) == 12
