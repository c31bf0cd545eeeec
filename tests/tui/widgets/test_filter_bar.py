"""The filter bar: typing, answers in place, Esc and Enter."""

import asyncio

from screens import HOSTILE, TAMED, text
from textual.app import App
from textual.widgets import Input

from icp_tui.tui.text import plain
from icp_tui.tui.widgets.filter_bar import FilterBar


class Typing(App):
    CSS = "FilterBar { height: auto; } FilterBar > Static { height: auto; max-height: 4; } #filter-input { height: 1; border: none; }"

    def __init__(self):
        super().__init__()
        self.told = []

    def compose(self):
        yield FilterBar()
        yield Input(id="other")

    def on_filter_bar_typed(self, event):
        self.told.append(("typed", event.asked, event.text))

    def on_filter_bar_entered(self, event):
        self.told.append(("entered", event.asked, event.text))

    def on_filter_bar_cancelled(self):
        self.told.append("cancelled")


def test_asking_answering_and_leaving():
    async def story():
        app = Typing()
        async with app.run_test(size=(60, 12)) as pilot:
            bar = app.query_one(FilterBar)
            bar.status(plain(HOSTILE))
            await pilot.pause()
            assert TAMED[:40] in text(app)
            assert not bar.is_open
            # Nothing is told that nobody typed.
            assert app.told == []
            bar.ask("filter", "old")
            await pilot.pause()
            assert (bar.is_open, bar.text, app.focused.id) == (True, "old", "filter-input")
            assert "Filter: words, field:value such as country:US" in text(app)
            assert TAMED[:20] not in text(app)
            # What was there is chosen, so that typing replaces it.
            app.told.clear()
            await pilot.press("n", "e", "w")
            assert bar.text == "new"
            assert app.told[-1] == ("typed", "filter", "new")
            bar.answer(f"no column {HOSTILE}", wrong=True)
            await pilot.pause()
            assert "Filter: no column �[2J�]0;x�[@click=app.bell]go[/]" in text(app)
            # Enter asks; it stays open until it is closed, so that what is wrong can be mended.
            await pilot.press("enter")
            assert app.told[-1] == ("entered", "filter", "new")
            assert bar.is_open
            await pilot.press("escape")
            assert app.told[-1] == "cancelled"
            assert not bar.is_open
            bar.ask("find")
            await pilot.pause()
            assert (bar.text, app.focused.id) == ("", "filter-input")
            assert "Find: a name, a domain, any text; Enter goes to it" in text(app)
            bar.close()
            await pilot.pause()
            assert "Find:" not in text(app)

    asyncio.run(story())
