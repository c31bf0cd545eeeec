"""The whole app over a small list in a folder: opened, driven with keys, and looked at."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from lists import AS_OF
from runs import ACCOUNTS, PROFILE, inputs
from screens import text, until
from textual.pilot import Pilot

from icp_tui.review.opening import Opening
from icp_tui.tui.app import IcpApp
from icp_tui.tui.screens.workbench import Workbench

# A takes Acme and Globex, B Hooli and Initech (60.00); nobody is nurture, Nowhere is disqualified, Tiny killed.
ROWS = """\
Company,Website,Employees,Country,Owner
Acme,acme.com,300,US,dana
Globex,globex.com,200,US,dana
Hooli,hooli.com,100,US,lee
Initech,initech.com,400,DE,lee
Tiny,tiny.com,5,US,
Nowhere,nowhere.com,,,
"""
NAMES = ["Acme", "Globex", "Hooli", "Initech", "Tiny", "Nowhere"]


class Bench:
    """A running app whose first list is open."""

    def __init__(self, app: IcpApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def home(self) -> Workbench:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, Workbench))

    @property
    def table(self) -> Any:
        return self.home.table

    @property
    def here(self) -> str:
        """The name of the account under the cursor."""
        return self.name(self.table.row)

    @property
    def shown(self) -> list[str]:
        """The names of the accounts in the table, in order."""
        return [self.name(row) for row in self.table.order]

    @property
    def buckets(self) -> dict[str, int]:
        return {name: count for name, count in self.home.review.scored.buckets().items() if count}

    @property
    def screen(self) -> str:
        """The whole screen as the terminal shows it."""
        return text(self.app)

    @property
    def line(self) -> str:
        """The line above the table."""
        return str(self.home.bar.query_one("#filter-status").render()).strip()

    @property
    def said(self) -> list[str]:
        """The toasts on the screen, oldest first."""
        return [one.message for one in self.app._notifications]

    def name(self, row: int | None) -> str:
        frame = self.home.review.session.accounts.frame
        return "" if row is None else frame["name"][row] or frame["account_key"][row]

    def bucket(self, name: str) -> str:
        """The bucket of an account."""
        frame = self.home.review.session.accounts.frame
        return str(self.home.review.scored.assigned.bucket[frame["name"].to_list().index(name)])

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until what they asked for is done."""
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, words: str, *then: str) -> None:
        """Put a text into the field that has the focus, then press keys."""
        self.app.focused.value = words
        await self.press(*then)

    async def settle(self) -> None:
        working = [one for one in self.app.workers if one.group == "view" and not one.is_finished]
        await asyncio.gather(*(one.wait() for one in working))
        await self.pilot.pause()

    async def says(self, words: str) -> str:
        """Wait for a toast with these words; the toast."""
        await until(self.pilot, lambda: any(words in one for one in self.said), 5)
        return next(one for one in self.said if words in one)

    async def decided(self, *keys: str) -> str:
        """Press keys that decide; what the newest toast says."""
        self.app.clear_notifications()
        await self.press(*keys)
        await until(self.pilot, lambda: self.said, 5)
        return self.said[-1]

    async def shows(self, words: str) -> None:
        """Wait until the screen shows these words."""
        await until(self.pilot, lambda: words in self.screen, 5)


Story = Callable[[Bench], Awaitable[None]]


def opening(folder: Path, accounts: str = ACCOUNTS, profile: str = PROFILE, **parts: Any) -> Opening:
    """A list in `folder`, with a workspace beside it."""
    source, yaml = inputs(folder, accounts, profile)
    return Opening((source,), yaml, str(folder / "kept.sqlite"), as_of=AS_OF, **parts)


def play(given: Opening, story: Story, size: tuple[int, int] = (80, 24)) -> None:
    """Open the list in a terminal of this size, and live the story."""

    async def run() -> None:
        app = IcpApp(given, report=False)
        async with app.run_test(size=size) as pilot:
            # A crash shows itself when the app is left: there is nothing to wait for then.
            # The app may ask something at once: the list is there all the same.
            benches = lambda: [one for one in app.screen_stack if isinstance(one, Workbench)]  # noqa: E731
            await until(pilot, lambda: app._exception or any(one.listing is not None for one in benches()))
            assert app._exception is None
            bench = Bench(app, pilot)
            await bench.settle()
            await story(bench)

    asyncio.run(run())
