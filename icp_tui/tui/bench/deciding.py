"""The decision keys: what each asks the person, and what it then has the review do."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
from textual.screen import Screen
from textual.worker import WorkerCancelled, WorkerFailed

from icp_tui.errors import IcpError
from icp_tui.review.already import not_yet
from icp_tui.tui.key_order import AWAITED
from icp_tui.tui.screens.prompt import Confirm, Prompt, named
from icp_tui.tui.toast import drop, toast

if TYPE_CHECKING:
    from icp_tui.review.moved import Moved
    from icp_tui.review.review import Review

# From so many accounts on, a key without a question of its own is confirmed first.
_MANY = 50
_NAMED = 3
_LIFTED = 4


class Deciding(Screen[Any]):
    """A screen on which accounts are decided about. The screen says which accounts, and shows what moved.

    What is asked about is rows of the review at that time: the list may be made anew before the answer.
    """

    review: Review

    def chosen(self) -> pl.Series:
        """The rows that a decision is about: the marked accounts, else the current one; may be empty."""
        raise NotImplementedError

    async def decide(self, what: Callable[[], Moved]) -> None:
        """Have the review decide about the chosen accounts, beside the event loop, and show what moved."""
        raise NotImplementedError

    async def step(self, what: Callable[[], Moved | None], otherwise: str) -> None:
        """Undo or redo likewise; `otherwise` is said when there is nothing to step to."""
        raise NotImplementedError

    # The actions; the names are those of the command table.

    def action_pin(self, place: int) -> None:
        """Pin to the tier at this place of the profile."""
        self._run(self._pin(place))

    def action_pin_to(self) -> None:
        """Pin to a tier by its name."""
        self._run(self._pin_to(), name=AWAITED)

    def action_unpin(self) -> None:
        """Take pins away."""
        self._run(self._unpin())

    def action_exclude(self) -> None:
        """Exclude, with a reason."""
        self._run(self._exclude(), name=AWAITED)

    def action_restore(self) -> None:
        """Lift the kill reasons that stand, with a reason."""
        self._run(self._restore(), name=AWAITED)

    def action_note(self) -> None:
        """Write a note."""
        self._run(self._note(), name=AWAITED)

    def action_owner(self) -> None:
        """Give to an owner."""
        self._run(self._owner(), name=AWAITED)

    def action_reviewed(self) -> None:
        """Mark as reviewed; if all are already, take it back."""
        self._run(self._reviewed())

    def action_undo(self) -> None:
        """Take back the last action."""
        self._run(self.step(self.review.undo, "There is nothing of yours to undo"))

    def action_redo(self) -> None:
        """Bring back what undo took."""
        self._run(self.step(self.review.redo, "There is nothing to redo"))

    async def listed(self) -> None:
        """Wait until the list that the keys before asked for is the one on the screen."""
        for one in [worker for worker in self.workers if worker.group == "view" and not worker.is_finished]:
            # What fails there is said there; what was wanted no more is not waited for.
            with suppress(WorkerFailed, WorkerCancelled):
                await one.wait()

    def _run(self, work: Coroutine[Any, Any, None], name: str = "") -> None:
        async def after_the_list() -> None:
            # Keys may come faster than a list is made; a decision is about what the person will see.
            await self.listed()
            # What was said of the decision before would lie over what is decided now.
            drop(self.app)
            await work

        self.run_worker(after_the_list(), name=name, group="decide")

    async def _pin(self, place: int, expires: date | None = None) -> None:
        review = self.review
        tiers = self.review.session.profile.tiers
        if place >= len(tiers):
            names = ", ".join(tier.name for tier in tiers)
            only = f"{len(tiers)} tiers" if len(tiers) > 1 else "one tier"
            toast(self.app, f"There is nothing to pin to with this key: the profile has {only}, {names}", "warning")
            return
        tier = tiers[place].name
        rows = self._not_yet(self._rows(), "pin", tier, f"pinned to {tier}", expires)
        if len(rows) and await self._sure(rows, f"Pin {self._count(rows)} to {tier}"):
            await self.decide(lambda: review.pin(rows, tier, expires=expires))

    async def _pin_to(self) -> None:
        rows, names = self._rows(), [tier.name for tier in self.review.session.profile.tiers]
        if not len(rows):
            return
        places = {name.casefold(): place for place, name in reversed([*enumerate(names)])}

        def wrong(text: str) -> str:
            return "" if text.casefold() in places else f"There is no tier {text}: the profile has {', '.join(names)}"

        title = f"Pin {self._count(rows)} to which tier?"
        said, expires = await self._reason(rows, title, "", names, required="Name a tier", check=wrong)
        if said is not None:
            await self._pin(places[said.casefold()], expires)

    async def _unpin(self) -> None:
        review = self.review
        rows = self._rows()
        pinned = rows.filter(self._cells(rows, "pinned"))
        if pinned.is_empty():
            if len(rows):
                self._refuse(rows, "pinned", "there is no pin to take away")
        elif await self._sure(pinned, f"Unpin {self._count(pinned)}"):
            await self.decide(lambda: review.unpin(pinned))

    async def _exclude(self) -> None:
        review = self.review
        rows = self._rows()
        if len(rows):
            reason, expires = await self._reason(
                rows, f"Exclude {self._count(rows)}", "Why? The reason is shown with the account and in the files.",
                self.review.said_before("exclude"), required="Give a reason: it is what others will read later",
            )  # fmt: skip
            if reason:
                await self.decide(lambda: review.exclude(rows, reason, expires))

    async def _restore(self) -> None:
        review = self.review
        rows = self._rows()
        killed = rows.filter(self.review.scored.kill_list.killed.gather(rows))
        if killed.is_empty():
            if len(rows):
                self._refuse(rows, "killed", "there is nothing to restore")
            return
        reasons = self.review.scored.kill_reasons(killed).explode().drop_nulls().unique(maintain_order=True)
        more = f" and {len(reasons) - _LIFTED:,} more" if len(reasons) > _LIFTED else ""
        reason, expires = await self._reason(
            killed, f"Restore {self._count(killed)}", f"Lifts: {'; '.join(reasons.head(_LIFTED))}{more}. Why?",
            self.review.said_before("restore"), required="Give a reason: it is what others will read later",
        )  # fmt: skip
        if reason:
            await self.decide(lambda: review.restore(killed, reason, expires))

    async def _note(self) -> None:
        review = self.review
        rows = self._rows()
        if len(rows):
            notes = self._cells(rows, "note").drop_nulls()
            now = str(notes[0]) if len(rows) == len(notes) == 1 else ""
            about = "Empty removes the note." if now else "One line, shown with the account and in the files."
            if len(rows) > 1 and len(notes):
                about = f"{len(notes):,} of them have a note already, which this replaces. Empty removes all notes."
            text = await self._text(rows, f"Note on {self._count(rows)}", about, self.review.said_before("note"), value=now)
            if text == now and len(notes) == len(now[:1]):
                toast(self.app, "The note stays as it was" if now else "Nothing written: there is no note")
            elif text is not None:
                others = self._not_yet(rows, "note", text, "noted so" if text else "without a note")
                if len(others):
                    await self.decide(lambda: review.note(others, text))

    async def _owner(self) -> None:
        review = self.review
        rows = self._rows()
        if len(rows):
            owners = self._cells(rows, "owner").drop_nulls().unique(maintain_order=True)
            now = f"Now with {named(owners.head(_NAMED).to_list(), len(owners))}. " if len(owners) else "Nobody owns it now. "
            text, expires = await self._reason(
                rows, f"Owner of {self._count(rows)}", now + "Empty gives back to the owner in the sources.",
                self.review.owners(), placeholder="a name; ↓ chooses one of these",
            )  # fmt: skip
            if text is not None:
                others = self._not_yet(rows, "owner", text, f"with {text}" if text else "with the owner in the sources", expires)
                if len(others):
                    await self.decide(lambda: review.own(others, text, expires))

    async def _reviewed(self) -> None:
        review = self.review
        rows = self._rows()
        if len(rows):
            done = bool(self._cells(rows, "reviewed").all())
            # What is reviewed already is left alone.
            rows = rows if done else rows.filter(~self._cells(rows, "reviewed").fill_null(value=False))
            said = "Take the review of" if done else "Mark"
            if await self._sure(rows, f"{said} {self._count(rows)}{' back' if done else ' as reviewed'}"):
                await self.decide(lambda: review.mark_reviewed(rows, yes=not done))

    def _not_yet(self, rows: pl.Series, kind: str, value: str, state: str, expires: date | None = None) -> pl.Series:
        """Those of `rows` that are not so already; says so where that is nobody."""
        others = not_yet(self.review, rows, kind, value, expires)
        if len(rows) and others.is_empty():
            are = "is" if len(rows) == 1 else "are"
            toast(self.app, f"{self._count(rows)} {are} already {state}: nothing to do")
        return others

    def _rows(self) -> pl.Series:
        rows = self.chosen()
        if rows.is_empty():
            toast(self.app, "No account is shown: Esc clears the filter, 0 shows all", "warning")
        return rows

    def _cells(self, rows: pl.Series, name: str) -> pl.Series:
        return self.review.cells.frame(rows, [name])[name]

    def _refuse(self, rows: pl.Series, state: str, then: str) -> None:
        who = f"{self._count(rows)} is not" if len(rows) == 1 else f"None of the {len(rows):,} marked accounts is"
        toast(self.app, f"{who} {state}: {then}", "warning")

    async def _text(
        self,
        rows: pl.Series,
        title: str,
        about: str,
        suggestions: list[str],
        *,
        required: str = "",
        value: str = "",
        placeholder: str = "",
    ) -> str | None:
        prompt = Prompt(title, self._about(rows, about), suggestions, required=required, value=value, placeholder=placeholder)
        return await self.app.push_screen_wait(prompt)

    async def _reason(
        self, rows: pl.Series, title: str, about: str, suggestions: list[str], *, required: str = "", placeholder: str = "",
        check: Callable[[str], str] | None = None,
    ) -> tuple[str | None, date | None]:
        """The text, and the last day of the decision if one was given."""
        prompt = Prompt(title, self._about(rows, about), suggestions, required=required, placeholder=placeholder,
                        as_of=self.review.session.as_of, check=check)  # fmt: skip
        return await self.app.push_screen_wait(prompt), prompt.expires

    def _about(self, rows: pl.Series, about: str) -> list[str]:
        # A title with the name in it need not be followed by it.
        return [one for one in ([about] if len(rows) == 1 else [self._names(rows), about]) if one]

    async def _sure(self, rows: pl.Series, title: str) -> bool:
        """Whether a key meant so many accounts; u takes it back all the same."""
        if len(rows) <= _MANY:
            return True
        sure: bool = await self.app.push_screen_wait(Confirm(f"{title}?", [self._names(rows), "u takes it back."]))
        return sure

    def _count(self, rows: pl.Series) -> str:
        return self._names(rows) if len(rows) == 1 else f"{len(rows):,} accounts"

    def _names(self, rows: pl.Series) -> str:
        best = rows.gather(self.review.scored.assigned.rank.gather(rows).arg_sort(nulls_last=True)).head(_NAMED)
        shown = self.review.session.accounts.frame.select(pl.coalesce("name", "account_key"))[best]
        return named(shown.to_series().to_list(), len(rows))


def complain(screen: Screen[Any], error: IcpError) -> None:
    """Say what kept a decision from being made."""
    toast(screen.app, "\n".join(str(problem) for problem in error.problems), "error")
