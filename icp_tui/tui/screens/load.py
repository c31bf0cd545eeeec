"""The load screen: reads a list in the background, says how far it is, then what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker, get_current_worker

from icp_tui.errors import IcpError, Problem
from icp_tui.tui.commands import bindings
from icp_tui.tui.screens.problems import ProblemsScreen
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.load_steps import LoadSteps

if TYPE_CHECKING:
    from icp_tui.review.opening import Opening
    from icp_tui.review.read_report import ReadReport
    from icp_tui.review.review import Review


class _CancelledError(Exception):
    """The person does not want the list any more."""


class LoadScreen(Screen["Review | None"]):
    """Opens a list and shows the load report; problems are shown and can be tried again.

    Gives the review when the person goes on, None when they cancelled or gave up on its problems. A list
    that was opened is remembered among the recent ones. Without `report` it goes on as soon as it can.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("load", "loaded")]

    class _Loaded(Message):
        def __init__(self, review: Review, report: ReadReport, notice: str) -> None:
            super().__init__()
            self.review = review
            self.report = report
            self.notice = notice

    class _Failed(Message):
        def __init__(self, error: BaseException) -> None:
            super().__init__()
            self.error = error

    def __init__(self, opening: Opening, *, report: bool = True) -> None:
        super().__init__()
        self._opening = opening
        self._with_report = report
        self._review: Review | None = None
        self._loading: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """The files, the steps, the keys."""
        names = ", ".join(path.name for path in self._opening.sources)
        yield Static(plain(clipped(f"Opening {names}", 200)), classes="screen-title", id="load-title")
        yield LoadSteps()
        yield KeyFooter("load", "app")

    def on_mount(self) -> None:
        """Begin at once, and paint first."""
        self._loading = self._load(self.query_one(LoadSteps))

    def on_unmount(self) -> None:
        """A list that nobody took is closed."""
        if self._review is not None:
            self._review.close()

    @work(thread=True, exclusive=True, group="load")
    def _load(self, steps: LoadSteps) -> None:
        """Everything slow; only messages leave this thread."""
        worker = get_current_worker()
        review = None

        def progress(doing: str, share: float) -> None:
            if worker.is_cancelled:
                raise _CancelledError
            steps.at(doing, share)

        try:
            progress("reading the profile", 0.0)
            review = self._opening.open(progress)
            progress("looking at the list", 0.0)
            # Polars and all that stands on it are imported here, not before the first paint.
            from icp_tui.review.read_report import read_report  # noqa: PLC0415
            from icp_tui.review.recent import remember  # noqa: PLC0415

            report = read_report(review)
            notice = remember(self._opening, report.icp, report.accounts)
            progress("looking at the list", 1.0)
        except BaseException as error:  # noqa: BLE001  the main thread decides; nothing may be lost in a thread
            if review is not None:
                review.close()
            if not isinstance(error, _CancelledError):
                self.post_message(self._Failed(error))
            return
        if not self.post_message(self._Loaded(review, report, notice)):
            review.close()

    @on(_Loaded)
    async def _show(self, message: _Loaded) -> None:
        """The report takes the place of the steps."""
        self._review = message.review
        if message.notice:
            toast(self.app, message.notice, "warning")
        if not self._with_report:
            self.action_go_on()
            return
        from icp_tui.tui.widgets.load_report import LoadReport  # noqa: PLC0415  stands on Polars

        report = LoadReport(message.report)
        steps = self.query_one(LoadSteps)
        with self.app.batch_update():
            self.query_one("#load-title", Static).update(plain("What was read"))
            await self.mount(report, after=steps)
            await steps.remove()
        self.query_one(KeyFooter).show("loaded", "app")
        report.focus()

    @on(_Failed)
    def _say(self, message: _Failed) -> None:
        """A user's mistake is shown to be mended; anything else is a bug, and the app says so."""
        error = message.error
        if isinstance(error, IcpError):
            problems = list(error.problems)
        elif isinstance(error, MemoryError):
            hint = "close other programs, or split the file"
            problems = [Problem("not enough memory for this list", hint=hint)]
        elif isinstance(error, OSError):
            problems = [
                Problem(
                    error.strerror or str(error), path=None if error.filename is None else str(error.filename)
                )
            ]
        elif isinstance(error, Exception):
            raise error
        else:
            raise RuntimeError("loading ended") from error  # noqa: TRY004  what a library may raise that is no Exception
        self.app.push_screen(ProblemsScreen(problems, "This list cannot be opened yet"), self._after_problems)

    def _after_problems(self, answer: str | None) -> None:
        if answer == "reload":
            steps = self.query_one(LoadSteps)
            steps.clear()
            self._loading = self._load(steps)
        else:
            self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to go on to before the list is open."""
        del parameters
        return self._review is not None if action == "go_on" else True

    def action_go_on(self) -> None:
        """To the list."""
        if self._review is None:
            return
        if not self.is_current:
            # Something stands before this screen; it is gone on when that is gone.
            self.set_timer(0.1, self.action_go_on)
            return
        review, self._review = self._review, None
        self.dismiss(review)

    def action_cancel(self) -> None:
        """Stop reading; the thread ends at its next step, and lets go of the workspace.

        When all is read there is nothing to stop: then it goes on to the list.
        """
        if self._review is not None:
            self.action_go_on()
            return
        if self._loading is not None:
            self._loading.cancel()
        self.dismiss(None)
