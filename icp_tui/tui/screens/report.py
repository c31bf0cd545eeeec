"""The load report of the list that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Static

from icp_tui.review.opening import Opening
from icp_tui.review.read_report import ReadReport, read_report
from icp_tui.tui.choices import Mended
from icp_tui.tui.commands import Where, bindings
from icp_tui.tui.reporting import Reporting
from icp_tui.tui.text import plain
from icp_tui.tui.widgets.key_footer import KeyFooter

if TYPE_CHECKING:
    from icp_tui.review.review import Review


class ReportScreen(Reporting):
    """What was read for the list that is open; gives a Mended when it is to be read again, else None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("report")]
    here = "report"

    class _Made(Message):
        def __init__(self, report: ReadReport) -> None:
            super().__init__()
            self.report = report

    def __init__(self, review: Review, opening: Opening) -> None:
        super().__init__()
        self._review = review
        self.opening = opening

    def compose(self) -> ComposeResult:
        """The title and the keys; the report follows when it is made."""
        yield Static(plain("What was read"), classes="screen-title")
        yield Static("Looking at the list…", classes="screen-about", id="looking")
        yield Static(id="report-about", markup=False)
        yield KeyFooter("report", "app")

    def on_mount(self) -> None:
        """Make the report beside the event loop."""
        self.query_one("#report-about").display = False
        self._make()

    @work(thread=True, exclusive=True, group="report")
    def _make(self) -> None:
        self.post_message(self._Made(read_report(self._review)))

    async def on_report_screen__made(self, message: _Made) -> None:
        """Show it."""
        report = self.reported(message.report)
        await self.query_one("#looking").remove()
        await self.mount(report, before="#report-about")
        report.focus()
        self.tell()

    def loses(self) -> str:
        """A throw-away list begins anew."""
        if self.opening.throw_away and self._review.session.decisions.frame.height:
            return "This list keeps nothing: what you decided about its accounts so far is forgotten when it is read again."
        return ""

    def read_again(self, changed: Mended) -> None:
        """The list behind this screen is replaced."""
        self.dismiss(changed)

    def action_close(self) -> None:
        """Back to the list."""
        self.leave(self._close)

    def _close(self) -> None:
        self.dismiss(None)

    def keys_here(self) -> tuple[str, tuple[Where, ...]]:
        """What help is about."""
        return "The load report", ("headers", "report")
