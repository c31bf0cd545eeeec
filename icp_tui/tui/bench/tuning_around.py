"""Tuning from the list: the screen, and the offer to take up what was not saved the last time."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from icp_tui.errors import IcpError
from icp_tui.review.tuning import unsaved
from icp_tui.review.tuning.tuning import Tuning
from icp_tui.tui.bench.deciding import complain
from icp_tui.tui.bench.files_around import FilesAround
from icp_tui.tui.key_order import AWAITED
from icp_tui.tui.screens.prompt import BREAKPOINTS
from icp_tui.tui.screens.tune import TuneScreen
from icp_tui.tui.text import plain, safe
from icp_tui.tui.toast import toast

# Changes that the question spells out.
_LISTED = 6


class TuningAround(FilesAround):
    """A screen over a list whose profile can be tuned."""

    def action_tune(self) -> None:
        """Turn the numbers of the profile."""
        self.run_worker(self._tune(), name=AWAITED, group="tune", exclusive=True)

    def offer_tuning(self) -> None:
        """Ask about what was tuned on this very profile and not saved."""
        self.run_worker(self._offered(), group="tune", exclusive=True)

    async def _tune(self) -> None:
        if not await self._offered():
            return
        screen = TuneScreen(self.review, self.opening, self.job)
        await self.app.push_screen_wait(screen)
        if screen.opening is not self.opening or screen.reread:
            self.opening = screen.opening
            self.review.watch = None
            self.watch_files()
        if screen.reread:
            self.set_columns()
        await self.relist()

    async def _offered(self) -> bool:
        """Whether there is nothing to ask, or the person has said what to do with it."""
        review = self.review
        if review.is_tuned:
            return True
        held = await self.job(lambda: unsaved.kept(review.workspace.path, review.saved))
        if held is None:
            return True
        tuning = Tuning(review.saved, held.changes)
        answer = await self.app.push_screen_wait(TakeUp(tuning, f"{held.when.astimezone():%Y-%m-%d %H:%M}"))
        if answer == "drop":
            await self.job(lambda: unsaved.drop(review.workspace.path, review.saved))
            toast(self.app, "Dropped: the profile is as saved")
        elif answer == "take":
            try:
                await self.job(lambda: review.tuned(tuning.profile))
            except IcpError as error:
                complain(self, error)
                return False
            await self.relist()
            toast(self.app, "The list is as you tuned it; w goes on, and s there saves it")
        return answer is not None


class TakeUp(ModalScreen[str | None]):
    """Asks what to do with a tuning that was not saved: gives `take`, `drop`, or None to leave it for later."""

    AUTO_FOCUS = "#take"
    VERTICAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "answer('take')", "Take it up"),
        Binding("d", "answer('drop')", "Drop it"),
        Binding("escape,q,n", "answer('')", "Later"),
        Binding("right,down,l,j", "other(1)", "The next answer"),
        Binding("left,up,h,k", "other(-1)", "The answer before"),
    ]

    def __init__(self, tuning: Tuning, when: str) -> None:
        super().__init__()
        self._changes = tuning.differences()
        self._when = when

    def compose(self) -> ComposeResult:
        """The question, what was changed, and the answers."""
        count = len(self._changes)
        with Vertical(classes="dialog"):
            yield Static(plain(f"You tuned this profile on {self._when} and did not save it"), classes="dialog-title", markup=False)
            with VerticalScroll(classes="dialog-about", can_focus=False):
                for one in self._changes[:_LISTED]:
                    yield Static(safe(one.said), markup=False)
                if count > _LISTED:
                    yield Static(f"and {count - _LISTED} more", markup=False)
            with Horizontal(classes="dialog-answers"):
                yield Button(plain("t  Take it up"), id="take", compact=True)
                yield Button(plain("d  Drop it"), id="drop", compact=True)
                yield Button(plain("Esc  Later"), id="later", compact=True)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.dismiss({"take": "take", "drop": "drop"}.get(event.button.id or ""))

    def action_answer(self, answer: str) -> None:
        """Give the answer."""
        self.dismiss(answer or None)

    def action_other(self, step: int) -> None:
        """To the next button, or the one before."""
        if step > 0:
            self.focus_next()
        else:
            self.focus_previous()
