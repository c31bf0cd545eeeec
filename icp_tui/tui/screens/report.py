"""The load report of the list that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from icp_tui.review.read_report import ReadReport, read_report
from icp_tui.tui.commands import bindings
from icp_tui.tui.text import plain
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.load_report import LoadReport

if TYPE_CHECKING:
    from icp_tui.review.review import Review


class ReportScreen(Screen[None]):
    """What was read for the list that is open."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("report")]

    class _Made(Message):
        def __init__(self, report: ReadReport) -> None:
            super().__init__()
            self.report = report

    def __init__(self, review: Review) -> None:
        super().__init__()
        self._review = review

    def compose(self) -> ComposeResult:
        """The title and the keys; the report follows when it is made."""
        yield Static(plain("What was read"), classes="screen-title")
        yield Static("Looking at the list…", classes="screen-about", id="looking")
        yield KeyFooter("report", "app")

    def on_mount(self) -> None:
        """Make the report beside the event loop."""
        self._make()

    @work(thread=True, exclusive=True, group="report")
    def _make(self) -> None:
        self.post_message(self._Made(read_report(self._review)))

    async def on_report_screen__made(self, message: _Made) -> None:
        """Show it."""
        await self.query_one("#looking").remove()
        report = LoadReport(message.report)
        await self.mount(report, after=0)
        report.focus()

    def action_close(self) -> None:
        """Back to the list."""
        self.dismiss(None)
