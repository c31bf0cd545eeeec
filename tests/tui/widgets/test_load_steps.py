"""The steps of loading: what is done, and how far the one at work is."""

import asyncio
import threading

from screens import HOSTILE
from textual.app import App

from icp_tui.sources.step import Step
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
            # How far it is in bytes and rows, beside a bar or when it is done; the same step all the while.
            steps.at(Step("merging", "1 of 2 MB"), 0.5)
            assert (await lines())[-1].strip() == "1 of 2 MB"
            steps.at("merging", 0.6)
            steps.at(Step("merging", f"2 MB, 9 rows {HOSTILE}"), 1.0)
            last = (await lines())[-1]
            assert last.startswith("✓ merging")
            assert "2 MB, 9 rows �[2J�]" in last
            assert len(await lines()) == 4

    asyncio.run(story())
