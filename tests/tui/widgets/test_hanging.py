"""Texts that wrap beside a mark of their own, at whatever width they are drawn."""

import asyncio

from textual.app import App
from textual.content import Content
from textual.widgets import Static

from icp_tui.tui.widgets.hanging import Hanging

PAIRS = [
    (Content(" 1 "), Content("some words that wrap")),
    (Content(" 2 "), Content("会社会社会社 end")),
    (Content("name"), Content()),
    (Content(), Content()),
]


class Texts(App):
    def compose(self):
        yield Static(Hanging(PAIRS), id="text")


def test_it_is_laid_out_anew_for_each_width():
    async def story():
        app = Texts()
        async with app.run_test(size=(14, 12)) as pilot:
            text = app.query_one("#text")

            def lines():
                return [text.render_line(y).text.rstrip() for y in range(text.size.height)]

            assert lines() == [" 1 some words", "   that wrap", " 2 会社会社会", "   社 end", "name", ""]
            await pilot.resize_terminal(40, 12)
            await pilot.pause()
            assert lines() == [" 1 some words that wrap", " 2 会社会社会社 end", "name", ""]

    asyncio.run(story())


def test_its_text():
    assert Hanging(PAIRS).plain == " 1 some words that wrap\n 2 会社会社会社 end\nname\n"
    assert Hanging([]).get_height({}, 10) == 0
