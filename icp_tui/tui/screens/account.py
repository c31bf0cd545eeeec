"""The account screen: everything about one account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from icp_tui.review.account_page import AccountPage
from icp_tui.tui.commands import Where, bindings, commands
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.widgets.account_detail import AccountDetail
from icp_tui.tui.widgets.account_lines import NAME
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.text_lines import MUTED

# The decisions have the keys (and the ids for other keys) that they have in the list.
DECISIONS = tuple(one for one in commands("workbench") if one.group == "Decide")


# What the footer of the list shows and this screen has not; the way out is its own.
_ELSEWHERE = {one.action.split("(")[0] for one in commands("workbench") if one.group != "Decide"} | {"back"}


class AccountScreen(Screen[None]):
    """The detail at full size, with every account column and original column below it.

    Decisions and steps to other accounts are asked for by messages; whoever holds the list answers
    with `show`. q and Esc go back.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("account"),
        *(replace(one.binding, action=f"ask({one.action!r})") for one in DECISIONS),
    ]

    class Asked(Message):
        """A decision key was pressed; `action` is the command's action, such as `exclude` or `pin(0)`."""

        def __init__(self, action: str) -> None:
            self.action = action
            super().__init__()

    class Step(Message):
        """The account before (-1) or after (1) this one in the list is wanted."""

        def __init__(self, step: int) -> None:
            self.step = step
            super().__init__()

    def __init__(self, page: AccountPage, *, tiers: Sequence[str] = (), place: str = "") -> None:
        super().__init__()
        self._detail = AccountDetail(id="account")
        self._place = Static(id="account-place", markup=False)
        self.show(page, tiers=tiers, place=place)

    def compose(self) -> ComposeResult:
        """A line that says where the account stands in the list, the account, the keys."""
        yield self._place
        yield self._detail
        yield KeyFooter("account", "detail", "workbench", "app", without=_ELSEWHERE)

    def on_mount(self) -> None:
        """The keys that scroll work at once."""
        self._detail.focus()

    def show(self, page: AccountPage, *, tiers: Sequence[str] = (), place: str = "") -> None:
        """Show this account instead, or the same after a decision. `place` says where it stands: `17 of 50 in A`."""
        account = page.explanation.account
        name = clipped(account["name"] or account["account_key"], NAME)
        said = plain(name, "bold") + plain(f"  {place}" if place else "", MUTED)
        self._place.update(said, layout=False)
        self._detail.show(
            page.explanation, page.history, page.decided, tiers=tiers, merged=page.merged, originals=page.originals,
            disagreements=page.disagreements, sources=page.sources,
        )

    def action_ask(self, action: str) -> None:
        """Hand a decision key up."""
        self.post_message(self.Asked(action))

    def action_step(self, step: int) -> None:
        """Ask for another account."""
        self.post_message(self.Step(step))

    def action_close(self) -> None:
        """Back to the list."""
        self.dismiss(None)

    def keys_here(self) -> tuple[str, tuple[Where, ...]]:
        """What help is about."""
        return "The account", ("account", "detail")
