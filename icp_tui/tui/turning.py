"""Turning the knobs of a profile: step by step, typed, back to what is saved, and undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import on
from textual.screen import Screen

from icp_tui.errors import IcpError
from icp_tui.review.tuning.knob import Place, in_words
from icp_tui.review.tuning.tuning import Tuning
from icp_tui.tui.bench.deciding import complain
from icp_tui.tui.screens.prompt import Prompt
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.knobs import Knobs, other_word

# Turns that u takes back.
_KEPT = 200


class Turning(Screen[Any]):
    """A screen with the knobs of a profile. `tuning` is what is turned; the names of the actions are those of the command table."""

    tuning: Tuning

    def __init__(self) -> None:
        super().__init__()
        # What was turned before, the last one last.
        self._before: list[Tuning] = []

    def take(self, tuning: Tuning) -> None:
        """Show another tuning, and have the list answer."""
        raise NotImplementedError

    def action_move(self, step: int) -> None:
        """Up or down by knobs."""
        self.query_one(Knobs).move(step)

    def action_group(self, step: int) -> None:
        """To the next group of knobs, or the one before."""
        self.query_one(Knobs).move_group(step)

    def action_top(self) -> None:
        """To the first knob."""
        self.query_one(Knobs).put(0)

    def action_bottom(self) -> None:
        """To the last knob."""
        self.query_one(Knobs).last()

    def action_turn(self, times: int) -> None:
        """Turn the knob under the cursor."""
        self._change(lambda place: self.tuning.turned(place, times))

    def action_one_back(self) -> None:
        """The knob under the cursor as saved."""
        self._change(self.tuning.back)

    def action_all_back(self) -> None:
        """Every knob as saved."""
        if not self.tuning.is_changed:
            toast(self.app, "Nothing is turned: all is as saved", "warning")
            return
        count = len(self.tuning.changes)
        self._remember()
        self.take(self.tuning.back())
        toast(self.app, f"{count:,} {'change' if count == 1 else 'changes'} taken back; u brings them again")

    def action_undo(self) -> None:
        """The last turn taken back."""
        if not self._before:
            toast(self.app, "Nothing was turned here yet", "warning")
            return
        self.take(self._before.pop())

    @on(Knobs.Opened)
    def action_type(self) -> None:
        """Type the value of the knob under the cursor."""
        knob = self.query_one(Knobs).knob
        if knob is None:
            return

        def wrong(text: str) -> str:
            try:
                self.tuning.set(knob.place, knob.typed(text))
            except IcpError as error:
                return "; ".join(": ".join(filter(None, (one.message, one.hint))) for one in error.problems)
            return ""

        def typed(text: str | None) -> None:
            if text is not None:
                self._change(lambda place: self.tuning.set(place, knob.typed(text)))

        also = f"“{word}” will do as well" if (word := other_word(knob)) else ""
        about = [one for one in (also, f"Saved: {knob.said_saved}") if one]
        self.app.push_screen(Prompt(in_words(knob), about, value=knob.said, check=wrong), typed)

    def _change(self, change: Callable[[Place], Tuning]) -> None:
        knob = self.query_one(Knobs).knob
        if knob is None:
            return
        try:
            changed = change(knob.place)
        except IcpError as error:
            complain(self, error)
            return
        if changed.changes != self.tuning.changes:
            self._remember()
            self.take(changed)

    def _remember(self) -> None:
        self._before.append(self.tuning)
        del self._before[:-_KEPT]
