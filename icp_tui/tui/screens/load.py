"""The load screen: reads a list in the background, says how far it is, then what was read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Static
from textual.worker import Worker, get_current_worker

from icp_tui.errors import IcpError, Problem
from icp_tui.tui.choices import Mended
from icp_tui.tui.commands import Where, bindings
from icp_tui.tui.reporting import Reporting
from icp_tui.tui.screens.problems import ProblemsScreen
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.load_steps import LoadSteps

if TYPE_CHECKING:
    from icp_tui.review.opening import Opening
    from icp_tui.review.read_report import ReadReport
    from icp_tui.review.review import Review
    from icp_tui.sources.preview import Preview

# Bytes of a file that takes so long to read that its first rows are worth a look meanwhile.
_LONG = 8_000_000


class _CancelledError(Exception):
    """The person does not want the list any more."""


class LoadScreen(Reporting):
    """Opens a list and shows the load report; problems are shown and can be tried again.

    Gives the review when the person goes on, None when they cancelled or gave up on its problems. A list
    that was opened is remembered among the recent ones. Without `report` it goes on as soon as it can.
    `changed` says that the list is read as a person chose; what cannot be read so is taken back. `opening` is
    then how it was read.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("load", "loaded")]
    here = "loaded"

    class _Previewed(Message):
        def __init__(self, source: Path, preview: Preview) -> None:
            super().__init__()
            self.source = source
            self.preview = preview

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

    def __init__(self, opening: Opening, *, report: bool = True, changed: Mended | None = None) -> None:
        super().__init__()
        self.opening = opening if changed is None else changed.opening
        self._with_report = report
        self._changed = changed
        self._review: Review | None = None
        self._loading: Worker[None] | None = None
        self._mended: tuple[str, str] | None = None

    def compose(self) -> ComposeResult:
        """The files, the steps, the keys."""
        names = ", ".join(path.name for path in self.opening.sources)
        yield Static(plain(clipped(f"Opening {names}", 200)), classes="screen-title", id="load-title")
        yield LoadSteps()
        yield Static(id="report-about", markup=False)
        yield KeyFooter("load", "app")

    def on_mount(self) -> None:
        """Begin at once, and paint first."""
        self.query_one("#report-about").display = False
        self._loading = self._load(self.query_one(LoadSteps), self.opening)

    def on_unmount(self) -> None:
        """A list that nobody took is closed."""
        self._let_go()

    def _let_go(self) -> None:
        review, self._review = self._review, None
        if review is not None:
            review.close()

    @work(thread=True, exclusive=True, group="load")
    def _load(self, steps: LoadSteps, opening: Opening) -> None:
        """Everything slow; only messages leave this thread."""
        worker = get_current_worker()
        review = None

        def progress(doing: str, share: float) -> None:
            if worker.is_cancelled:
                raise _CancelledError
            steps.at(doing, share)

        try:
            progress("reading the profile", 0.0)
            self._preview(opening, lambda: progress("looking at the first rows", 0.0))
            review = opening.open(progress)
            progress("looking at the list", 0.0)
            # Polars and all that stands on it are imported here, not before the first paint.
            from icp_tui.review.read_report import read_report  # noqa: PLC0415
            from icp_tui.review.recent import remember  # noqa: PLC0415

            report = read_report(review)
            notice = remember(opening, report.icp, report.accounts, report.version)
            progress("looking at the list", 1.0)
        except BaseException as error:  # noqa: BLE001  the main thread decides; nothing may be lost in a thread
            if review is not None:
                review.close()
            if not isinstance(error, _CancelledError):
                self.post_message(self._Failed(error))
            return
        if not self.post_message(self._Loaded(review, report, notice)):
            review.close()

    def _preview(self, opening: Opening, begin: Callable[[], None]) -> None:
        """The first rows of what takes long enough to look at them."""
        for source in opening.sources:
            if _bytes(source) < _LONG:
                continue
            begin()
            from icp_tui.sources.preview import preview  # noqa: PLC0415  stands on Polars

            made = preview(source, opening.reading, opening.mendings)
            if made is not None:
                self.post_message(self._Previewed(source, made))

    @on(_Previewed)
    async def _look(self, message: _Previewed) -> None:
        """The first rows below the steps, as long as these are there."""
        from icp_tui.tui.widgets.first_rows import FirstRows  # noqa: PLC0415  stands on Polars

        if self._review is None and not self.query(FirstRows):
            await self.mount(FirstRows(message.source.name, message.preview), after=self.query_one(LoadSteps))

    @on(_Loaded)
    async def _show(self, message: _Loaded) -> None:
        """The report takes the place of the steps."""
        self._review = message.review
        if message.notice:
            toast(self.app, message.notice, "warning")
        if not self._with_report:
            self._go_on()
            return
        report = self.reported(message.report)
        steps = self.query_one(LoadSteps)
        with self.app.batch_update():
            self.query_one("#load-title", Static).update(plain("What was read"))
            await self.mount(report, after=steps)
            await self.query("LoadSteps, FirstRows").remove()
        report.focus()
        if self._mended is not None:
            report.go_to(*self._mended)
        self.tell()

    def read_again(self, changed: Mended) -> None:
        """Let go of what was read, and begin anew as `changed` says."""
        stop = self.shown.stop
        self._mended = (str(stop.source.path), stop.header.header) if stop is not None and stop.header is not None and len(self.choices) else None
        self._changed, self.opening, self.report = changed, changed.opening, None
        self._let_go()
        self.run_worker(self._begin_again(), group="again", exclusive=True)

    async def _begin_again(self) -> None:
        await self.query("LoadReport, LoadSteps, FirstRows").remove()
        title = self.query_one("#load-title", Static)
        title.update(plain("Reading the list again"))
        about = self.query_one("#report-about")
        about.display = False
        steps = LoadSteps()
        await self.mount(steps, after=title)
        self.query_one(KeyFooter).show("load", "app")
        self._loading = self._load(steps, self.opening)

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
        title = "This list cannot be opened yet"
        if self._changed is not None:
            # Else nobody could open it any more: the next time it would be read so again.
            self.opening = self._changed.take_back()
            title = "The list cannot be read so; what you chose last is taken back"
        self.app.push_screen(ProblemsScreen(problems, title), self._after_problems)

    def _after_problems(self, answer: str | None) -> None:
        taken_back, self._changed = self._changed is not None, None
        if answer == "reload" or (taken_back and self._with_report):
            self.run_worker(self._begin_again(), group="again", exclusive=True)
        else:
            self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to go on to before the list is open."""
        del parameters
        return self._review is not None if action == "go_on" else True

    def action_go_on(self) -> None:
        """To the list."""
        self.leave(self._go_on)

    def _go_on(self) -> None:
        if self._review is None:
            return
        if not self.is_current:
            # Something stands before this screen; it is gone on when that is gone.
            self.set_timer(0.1, self._go_on)
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

    def keys_here(self) -> tuple[str, tuple[Where, ...]]:
        """What help is about."""
        return ("The load report", ("headers", "loaded")) if self._review is not None else ("Reading a list", ("load",))


def _bytes(path: Path) -> int:
    """How large a file is; 0 for what is no file, and is not looked into before it is read."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except (OSError, ValueError):
        return 0
