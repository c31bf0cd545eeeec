"""The tune screen: the profile's numbers on the left, and what turning them does to the list on the right."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker, WorkerCancelled, WorkerFailed

from icp_tui.errors import IcpError
from icp_tui.review.opening import Opening
from icp_tui.review.review import Review
from icp_tui.review.score_bars import ScoreBars, score_bars
from icp_tui.review.tuning import unsaved
from icp_tui.review.tuning.effect import COLUMNS, Effect, Share, distribution, effect
from icp_tui.review.tuning.tuning import Tuning
from icp_tui.scoring.listing import ScoredList
from icp_tui.tui.bench.deciding import complain
from icp_tui.tui.bench.saving import Saving
from icp_tui.tui.commands import Where, bindings
from icp_tui.tui.job import Job
from icp_tui.tui.key_order import AWAITED
from icp_tui.tui.screens.prompt import Notice
from icp_tui.tui.text import clipped, lines, plain
from icp_tui.tui.toast import toast
from icp_tui.tui.tune_lines import bucket_lines, compared, elsewhere_lines, mover_lines, share_lines
from icp_tui.tui.turning import Turning
from icp_tui.tui.widgets.histogram import Histogram
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.knobs import Knobs, hint_line

# Below this width one half is shown at a time.
_BESIDE = 76
# In a smaller window the histogram gives its room to the names: its cut lines would run into each other.
_WIDE, _HIGH = 100, 30
# Names on each side of a cut line, and the cells of a line in the comparison's box.
_NAMED, _BOX = 6, 66


@dataclass(frozen=True)
class _Made:
    """What a tuning does, ready to be shown."""

    effect: Effect
    bars: ScoreBars
    bucket: str
    shares: list[Share]


class TuneScreen(Turning, Saving, Screen[None]):
    """Turns the numbers of the profile while the list answers. `job` runs work in the review's thread.

    What is turned stays when the person goes back, in the list and on disk. `opening` is what to open from
    then on, and `reread` says that the profile was read from its file again.
    """

    AUTO_FOCUS = "Knobs"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("tune")]

    def __init__(self, review: Review, opening: Opening, job: Job) -> None:
        super().__init__()
        self.review = review
        self.opening = opening
        self.reread = False
        self._job = job
        self.tuning = Tuning(review.saved)
        self._saved: ScoredList | None = None
        self._asked: tuple[Tuning, str, str] | None = None
        self._made: _Made | None = None
        self._working = False
        self._answering: Worker[None] | None = None
        self._column = 0
        self._bucket = review.session.profile.tiers[0].name
        # Until the person chooses one, the first bucket in which anyone moves is looked at.
        self._chosen = False

    def compose(self) -> ComposeResult:
        """Title, knobs beside what they do, what to do next, keys."""
        yield Static("", classes="screen-title", id="tune-title")
        with Horizontal(id="tune-halves"):
            yield Knobs(id="tune-knobs")
            with Vertical(id="tune-effect"):
                yield Static("Accounts by score; ▲ where a tier ends", id="tune-bars-said", markup=False)
                yield Histogram(id="tune-bars")
                with VerticalScroll(can_focus=False, id="tune-scroll"):
                    yield Static("", id="tune-moves", markup=False)
        yield Static("", id="tune-next", markup=False)
        yield KeyFooter("tune", "app", without=("back",))

    async def on_mount(self) -> None:
        """Take up what is tuned, and compare it with what is saved."""
        await self.start()

    async def start(self) -> None:
        """Begin from the review as it is: its saved profile, and what is turned on it."""
        held = unsaved.kept(self.review.workspace.path, self.review.saved) if self.review.is_tuned else None
        self.tuning = Tuning(self.review.saved, held.changes if held else None)
        self._before.clear()
        self._saved, self._asked = None, None
        self.refresh_knobs()
        self._saved = await self._job(self.review.as_saved)
        self.answer()

    # The list answers

    def answer(self) -> None:
        """Have the list made by what is on the screen now; while one is being made, only the latest wish counts."""
        if not self._working:
            # Not in the worker: it begins later, and a second key may come before.
            self._working = True
            self._answering = self.run_worker(self._answer(), group="tune")

    async def _answer(self) -> None:
        try:
            while self.is_attached and self._saved is not None and self._asked != (wanted := self._wanted()):
                self._asked = wanted
                tuning, bucket, column = wanted
                chosen = self._chosen
                try:
                    made = await self._job(lambda: self._make(tuning, bucket, column, chosen))  # noqa: B023  awaited here
                except IcpError as error:
                    complain(self, error)
                    self.take(self._before.pop() if self._before else Tuning(self.review.saved))
                    continue
                self._made = made
                if self._bucket == bucket and made.bucket != bucket:
                    self._bucket = made.bucket
                    self._asked = wanted = tuning, made.bucket, column
                self._say()
                if self._wanted() == wanted:
                    said = await self._job(lambda: unsaved.keep(self.review.workspace.path, tuning))  # noqa: B023
                    if said:
                        toast(self.app, said, "warning")
        finally:
            self._working = False

    def _wanted(self) -> tuple[Tuning, str, str]:
        return self.tuning, self._bucket, COLUMNS[self._column]

    def _make(self, tuning: Tuning, bucket: str, column: str, chosen: bool) -> _Made:  # noqa: FBT001  of `_answer` only
        saved = self._saved
        assert saved is not None  # noqa: S101  asked for only when it is there
        profile = tuning.profile
        scored = self.review.scored if self.review.session.profile is profile else self.review.tuned(profile)
        done = effect(saved, scored)
        bucket = bucket if chosen else done.first_moving(bucket)
        return _Made(done, score_bars(scored), bucket, distribution(saved, scored, bucket, column))

    def take(self, tuning: Tuning) -> None:
        """Show another tuning, and have the list answer."""
        self.tuning = tuning
        self.refresh_knobs()
        self.answer()

    # What is on the screen

    def refresh_knobs(self) -> None:
        """The knobs as turned, and how many are."""
        self.query_one(Knobs).show(self.tuning.knobs)
        self._hint()
        self._title()

    def _title(self) -> None:
        profile, count = self.tuning.saved, len(self.tuning.changes)
        changed = "as saved" if not count else "1 change, not saved" if count == 1 else f"{count} changes, not saved"
        moved = self._made.effect.moved if self._made else 0
        accounts = f"; {moved:,} {'account moves' if moved == 1 else 'accounts move'}" if moved and count else ""
        self.query_one("#tune-title", Static).update(
            plain(f"Tune  {clipped(profile.icp, 40)} {clipped(profile.version, 20)}: {changed}{accounts}")
        )

    @on(Knobs.Moved)
    def _hint(self) -> None:
        """What can be done to the knob under the cursor."""
        knob = self.query_one(Knobs).knob
        if knob is not None:
            self.query_one("#tune-next", Static).update(hint_line(knob, self.size.width - 2))

    def _say(self) -> None:
        """The right half."""
        made = self._made
        if made is None or not self.is_attached:
            return
        self._title()
        self.query_one(Histogram).show(made.bars)
        tiers = [tier.name for tier in self.tuning.saved.tiers]
        width = max(self.query_one("#tune-scroll").content_size.width - 1, 20)
        bucket = next(one for one in made.effect.buckets if one.name == self._bucket)
        shown = [
            *bucket_lines(made.effect, tiers, self._bucket, width), Content(""),
            *mover_lines(bucket, width, _NAMED), *elsewhere_lines(made.effect, self._bucket, width), Content(""),
            *share_lines(made.shares, self._bucket, COLUMNS[self._column], width),
        ]  # fmt: skip
        self.query_one("#tune-moves", Static).update(lines(*shown))

    def on_resize(self, event: Resize) -> None:
        """Both halves where there is room for both."""
        self.set_class(event.size.width < _BESIDE, "-narrow")
        self.set_class(event.size.height < _HIGH or event.size.width < _WIDE, "-low")
        self.query_one(KeyFooter).show("tune", "app", without=("back",) if self._narrow else ("back", "half"))
        self.call_after_refresh(self._say)
        self.call_after_refresh(self._hint)

    @property
    def _narrow(self) -> bool:
        return self.size.width < _BESIDE

    # What is looked at; the names are those of the command table.

    def action_column(self) -> None:
        """Spread the tier over the next column."""
        self._column = (self._column + 1) % len(COLUMNS)
        self.answer()

    def action_bucket(self) -> None:
        """Look at the next bucket."""
        names = list(self.review.scored.buckets())
        self._bucket = names[(names.index(self._bucket) + 1) % len(names)]
        self._chosen = True
        self.answer()

    def action_half(self) -> None:
        """In a narrow window, the other half."""
        if not self._narrow:
            toast(self.app, "Both halves are on the screen already: o is for a narrow window")
            return
        self.toggle_class("-other")
        self.call_after_refresh(self._say)

    def action_compare(self) -> None:
        """What is not as saved, and what that moves."""
        changes = self.tuning.differences()
        if not changes or self._made is None:
            self.app.push_screen(Notice("Compared with the saved profile", ["Nothing is turned: all is as saved."]))
            return
        width = min(_BOX, self.size.width * 94 // 100 - 6)
        self.app.push_screen(Notice("Compared with the saved profile", compared(changes, self._made.effect, width)))

    def action_close(self) -> None:
        """Back to the list; what is turned stays turned."""
        self.run_worker(self._close(), name=AWAITED, group="close", exclusive=True)

    async def _close(self) -> None:
        # The worker goes with the screen: the last turn has to be in the list and on disk before.
        if self._answering is not None:
            with suppress(WorkerFailed, WorkerCancelled):  # a bug there ends the app by itself
                await self._answering.wait()
        self.dismiss(None)

    # What Saving needs

    async def job(self, what: Callable[[], Any]) -> Any:
        """Run `what` in the review's thread."""
        return await self._job(what)

    def saved_to(self, opening: Opening) -> None:
        """What is tuned is in a file now, which is opened from then on."""
        self.opening = opening

    def keys_here(self) -> tuple[str, tuple[Where, ...]]:
        """What help is about."""
        return "Tune", ("tune",)
