"""The place screen: where an account would stand that is not on the list, and the accounts added by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import polars as pl
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Input, Static

from icp_tui.errors import IcpError
from icp_tui.review.review import Review
from icp_tui.review.seating.facts import EXAMPLE
from icp_tui.review.seating.placing import OnTheList, Placed, pasted, place
from icp_tui.sources.by_hand import ADDED
from icp_tui.tui.bench.deciding import complain
from icp_tui.tui.commands import Where, bindings
from icp_tui.tui.job import Job
from icp_tui.tui.screens.prompt import Confirm
from icp_tui.tui.text import clipped, lines, plain
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.account_detail import AccountDetail
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.row_table import RowTable
from icp_tui.tui.widgets.table_column import Column
from icp_tui.tui.widgets.text_input import TextInput, one_line

_HOW = f"Type a domain, a LinkedIn page or a name, and what you know: {EXAMPLE}. Or paste a row. Enter places it."
_NOBODY = "No account was added by hand yet. Enter shows where an account would stand; a adds it to the list."
_ADDED = (Column("who", "Added by hand", 26), Column("when", "When, by whom", 24), Column("facts", "What was said", 24))
_LONGEST = 2_000
# What does nothing while the line is typed, and while an account is shown.
_BEFORE, _AFTER = {"back", "add", "facts"}, {"back", "accept", "remove"}


@dataclass(frozen=True)
class Add:
    """The account of these cells is to go on the list."""

    cells: Mapping[str, str]


@dataclass(frozen=True)
class Remove:
    """This row of the accounts added by hand is to go off the list."""

    row: Mapping[str, str]


Answer = OnTheList | Add | Remove


class _FactsInput(TextInput):
    """A line to type in that takes a pasted row of a spreadsheet as the facts that it holds."""

    def __init__(self, review: Review) -> None:
        super().__init__(placeholder=EXAMPLE, id="place-facts")
        self._review = review

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(one_line(pasted(self._review, event.text[:_LONGEST])), *self.selection)


class PlaceScreen(Screen[Answer | None]):
    """Places what the person types; gives what they want done, or None. `job` runs work in the review's thread."""

    AUTO_FOCUS = "#place-facts"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("place")]

    def __init__(self, review: Review, job: Job) -> None:
        super().__init__()
        self._review = review
        self._job = job
        self._placed: Placed | None = None
        self._added: list[dict[str, str]] = []

    def compose(self) -> ComposeResult:
        """The line to type in; below it what was added by hand, or where the account would stand."""
        yield Static(plain("Place: where would an account stand?"), classes="screen-title")
        yield _FactsInput(self._review)
        yield Static(plain(_HOW), id="place-about")
        yield RowTable(_ADDED, stretch="facts", id="place-added")
        yield AccountDetail(id="place-detail")
        yield KeyFooter("place", "app", without=_BEFORE)

    async def on_mount(self) -> None:
        """Show what was added by hand."""
        self._detail.display = False
        try:
            self._added = await self._job(self._review.workspace.added.rows)
        except IcpError as error:
            complain(self, error)
        said = [
            {"who": row.get("name") or row.get("domain") or row.get("website") or row.get("linkedin_url") or "", "when": row.get(ADDED),
             "facts": "  ".join(f"{key}={value}" for key, value in row.items() if key not in {ADDED, "name"})}
            for row in self._added
        ]  # fmt: skip
        frame = pl.DataFrame(said, schema={"who": pl.String, "when": pl.String, "facts": pl.String})
        self._table.show_frame(frame, empty=_NOBODY)
        self._table.can_focus = bool(self._added)

    @property
    def _table(self) -> RowTable:
        return self.query_one("#place-added", RowTable)

    @property
    def _detail(self) -> AccountDetail:
        return self.query_one("#place-detail", AccountDetail)

    @property
    def _field(self) -> _FactsInput:
        return self.query_one(_FactsInput)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        """Place what the line says."""
        text = one_line(self._field.value).strip()
        if not text:
            toast(self.app, f"Type a domain or a name first: {EXAMPLE}", "warning")
            return
        self.run_worker(self._place(text), group="place", exclusive=True)

    async def _place(self, text: str) -> None:
        self._say(plain("Placing…"))
        try:
            found = await self._job(lambda: place(self._review, text))
        except IcpError as error:
            self._say(lines(*(plain(str(problem), "$text-warning") for problem in error.problems)))
            self._show(None)
            return
        if isinstance(found, OnTheList):
            self.dismiss(found)
            return
        self._say(lines(*(plain(clipped(said, _LONGEST), "bold" if at == 0 else "") for at, said in enumerate(found.said))))
        self._show(found)

    def _say(self, said: Any) -> None:
        self.query_one("#place-about", Static).update(said)

    def _show(self, placed: Placed | None) -> None:
        self._placed = placed
        self._table.display = placed is None
        self._detail.display = placed is not None
        if placed is not None:
            self._detail.show(placed.explanation, tiers=[tier.name for tier in self._review.session.profile.tiers])
            self._detail.focus()
        self.query_one(KeyFooter).show("place", "app", without=_BEFORE if placed is None else _AFTER)

    # The actions; the names are those of the command table.

    def action_add(self) -> None:
        """Put the account on the list."""
        if self._placed is None:
            toast(self.app, "Type an account and press Enter first: a adds what is shown", "warning")
        else:
            self.dismiss(Add(self._placed.cells))

    def action_facts(self) -> None:
        """Back to the line, to say more or something else."""
        self._field.focus()

    def action_remove(self) -> None:
        """Take the account under the cursor of the added ones off the list again."""
        if self._placed is not None or not self._added:
            toast(self.app, "There is no account added by hand to remove here", "warning")
            return
        row = self._added[self._table.position]
        who = row.get("name") or row.get("domain") or "this account"

        def sure(yes: bool | None) -> None:  # noqa: FBT001  as the screen gives it
            if yes:
                self.dismiss(Remove(row))

        about = ["It was added by hand, and goes off the list unless a source has it too. What you decided about it is kept."]
        self.app.push_screen(Confirm(f"Remove {who} from the list?", about, yes="Remove", no="Keep"), sure)

    def action_pane(self) -> None:
        """Between the line and what is below it."""
        below = self._detail if self._placed is not None else self._table
        if self._field.has_focus and below.focusable:
            below.focus()
        else:
            self._field.focus()

    def action_move(self, step: int) -> None:
        """Up or down among the accounts added by hand."""
        if self._table.display:
            self._table.move(step)

    def action_close(self) -> None:
        """From an account that is shown back to the line, from there to the list."""
        if self._placed is None:
            self.dismiss(None)
            return
        self._show(None)
        self._say(plain(_HOW))
        self._field.focus()

    def keys_here(self) -> tuple[str, tuple[Where, ...]]:
        """What help is about."""
        return "Place", ("detail", "place") if self._placed is not None else ("place",)
