"""The steps of loading: what is done, and how far the one at work is."""

import asyncio
import threading

from textual.app import App

from icp_tui.tui.widgets.load_steps import LoadSteps


class Steps(App):
    def compose(self):
        yield LoadSteps()


def test_steps_follow_each_other_and_shares_never_fall():
    async def story():
        app = Steps()
        async with app.run_test(size=(100, 24)) as pilot:
            steps = app.query_one(LoadSteps)

            async def lines():
                # As its own timer does, whenever that comes.
                steps._show()
                await pilot.pause()
                return [steps.render_line(y).text.rstrip() for y in range(steps.size.height)]

            assert await lines() == [""]
            steps.at("reading accounts.csv", 0.0)
            (first,) = await lines()
            # Nothing is measured yet: no bar that says 0%.
            assert first.startswith("▸ reading accounts.csv")
            assert first.endswith(" s")
            assert "%" not in first
            steps.at("reading accounts.csv", 0.43)
            steps.at("reading accounts.csv", 0.2)
            (first,) = await lines()
            assert "━" * 10 + "─" * 14 + "  43%" in first
            steps.at("cleaning accounts.csv", 0.5)
            first, second = await lines()
            assert first.startswith("✓ reading accounts.csv")
            assert "━" not in first
            assert "━" * 12 + "─" * 12 + "  50%" in second
            steps.at("cleaning accounts.csv", 7.0)
            assert [line[0] for line in await lines()] == ["✓", "✓"]
            thread = threading.Thread(target=steps.at, args=("\x1b[2J[red]merging[/nope]", 0.1))
            thread.start()
            thread.join()
            assert "▸ �[2J[red]merging[/nope]" in (await lines())[2]
            steps.clear()
            assert await lines() == [""]

    asyncio.run(story())
