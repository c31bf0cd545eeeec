"""The bucket bar in an app: its height, and clicks."""

import asyncio

from textual.app import App

from icp_tui.tui.widgets.bucket_bar import BucketBar

COUNTS = {"A": 53, "B": 200, "C": 812, "nurture": 2310, "disqualified": 18547, "killed": 4104}
CAPACITIES = {"A": 50, "B": 200, "C": None}


class Bars(App):
    CSS = "BucketBar {height: auto; max-height: 2;}"

    def __init__(self):
        super().__init__()
        self.chosen = []

    def compose(self):
        yield BucketBar()

    def on_bucket_bar_chosen(self, event):
        self.chosen.append(event.bucket)


def text(bar):
    return [bar.render_line(y).text.rstrip() for y in range(bar.size.height)]


def test_height_and_clicks():
    async def story():
        app = Bars()
        async with app.run_test(size=(120, 24)) as pilot:
            bar = app.query_one(BucketBar)
            assert text(bar) == [""]
            bar.show(COUNTS, CAPACITIES, "A")
            await pilot.pause()
            (line,) = text(bar)
            assert line.startswith("[1 A 53/50 ████] 2 B 200/200")
            await pilot.click(bar, offset=(line.index("Nurture"), 0))
            await pilot.click(bar, offset=(line.index("0 All"), 0))
            await pilot.click(bar, offset=(118, 0))
            assert app.chosen == ["nurture", None]
            await pilot.resize_terminal(60, 24)
            await pilot.pause()
            lines = text(bar)
            assert len(lines) == 2
            await pilot.click(bar, offset=(lines[1].index("Disq"), 1))
            assert app.chosen[2:] == ["disqualified"]
            # Fewer words need one line again.
            bar.show({"A": 1}, {"A": 5}, None)
            await pilot.pause()
            assert text(bar) == [" 1 A 1/5 ▊    [0 All]"]

    asyncio.run(story())


def test_the_bucket_in_view_is_told_apart_without_colour():
    async def story():
        app = Bars()
        async with app.run_test(size=(120, 24)) as pilot:
            bar = app.query_one(BucketBar)
            bar.show(COUNTS, CAPACITIES, "killed")
            await pilot.pause()
            chosen = [part for part in bar.render_line(0) if "[6 Killed 4,104" in part.text]
            assert len(chosen) == 1
            assert chosen[0].style.bold
            assert chosen[0].style.reverse
            # A full meter in reverse would look empty.
            bar.show(COUNTS, CAPACITIES, "B")
            await pilot.pause()
            meters = [part for part in bar.render_line(0) if "█" in part.text]
            assert [part.text for part in meters] == ["████", "████"]
            assert not any(part.style.reverse for part in meters)

    asyncio.run(story())
