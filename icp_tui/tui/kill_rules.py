"""What is done about the kill list: its near misses settled, rules made and dropped."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from icp_tui.errors import IcpError
from icp_tui.review.kills.kill_page import KillEntry
from icp_tui.review.kills.new_rule import keep, without_rule
from icp_tui.review.moved import Moved
from icp_tui.tui.bench.deciding import Deciding, complain
from icp_tui.tui.key_order import AWAITED
from icp_tui.tui.screens.near_misses import NearMissScreen
from icp_tui.tui.screens.new_rule import NewRuleScreen
from icp_tui.tui.screens.prompt import Confirm
from icp_tui.tui.text import clipped
from icp_tui.tui.toast import toast

# More of a condition is not spelt out in a question.
_SAID = 200


class KillRules(Deciding):
    """A screen over the kill list. Nothing of the profile is written when `throw_away`."""

    throw_away: bool
    job: Callable[[Callable[[], Any]], Awaitable[Any]]
    written: Callable[[], None]

    @property
    def entry(self) -> KillEntry | None:
        """The entry under the cursor."""
        raise NotImplementedError

    async def look(self) -> None:
        """Take in the list as it is now."""
        raise NotImplementedError

    def go_to_last_rule(self) -> None:
        """Put the cursor on the last of the rules."""
        raise NotImplementedError

    def action_near_misses(self) -> None:
        """Settle the accounts that may be on a suppression list."""
        self.run_worker(self._near_misses(), name=AWAITED, group="screen", exclusive=True)

    async def _near_misses(self) -> None:
        settled = await self.app.push_screen_wait(NearMissScreen(self.review, self.job))
        if settled:
            await self.look()
            matches = "1 possible match is" if settled == 1 else f"{settled:,} possible matches are"
            toast(self.app, f"{matches} settled and will not be asked again")

    # Rules

    def action_new_rule(self) -> None:
        """Type a rule."""
        self.run_worker(self._new_rule(), name=AWAITED, group="screen", exclusive=True)

    async def _new_rule(self) -> None:
        moved = await self.app.push_screen_wait(NewRuleScreen(self.review, self.job, throw_away=self.throw_away))
        if moved is None:
            return
        await self._rules_changed(moved)
        self.go_to_last_rule()

    async def _rules_changed(self, moved: Moved) -> None:
        self.written()
        await self.look()
        toast(self.app, moved.said)

    def action_drop(self) -> None:
        """Take the rule under the cursor out of the profile."""
        self.run_worker(self._drop(), name=AWAITED, group="screen", exclusive=True)

    async def _drop(self) -> None:
        entry, review = self.entry, self.review
        if entry is None or entry.kind != "rule":
            toast(self.app, "Only rules can be dropped here: suppression files are named in the profile's YAML", "warning")
            return
        back = "1 account comes" if entry.alone == 1 else f"{entry.alone:,} accounts come"
        path = review.session.profile.path
        where = "nothing is written" if self.throw_away or path is None else f"it is taken out of {path.name}, the rest of which stays as it is"
        sure = await self.app.push_screen_wait(
            Confirm(f"Drop the rule {clipped(entry.name, 60)}?", [clipped(entry.about, _SAID), f"{back} back; {where}."], yes="Drop it", no="Keep it")
        )
        if not sure:
            return
        try:
            moved = await self.job(lambda: keep(
                review, without_rule(review.session.profile, entry.place), f"Dropped the rule {entry.name}.",
                None if self.throw_away else path,
            ))  # fmt: skip
        except IcpError as error:
            complain(self, error)
            return
        await self._rules_changed(moved)
