"""A screen with the load report on which a person says what headers mean, and has the list read again so.

Light: the load screen is painted before Polars is there, so what stands on it is imported when it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from icp_tui.sources.mending import Mending
from icp_tui.tui.choices import Choices, Mended, mended, remembered
from icp_tui.tui.commands import Where
from icp_tui.tui.screens.header_picker import dialect_picker, header_picker, take
from icp_tui.tui.screens.prompt import Confirm
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.toast import toast
from icp_tui.tui.widgets.key_footer import KeyFooter

if TYPE_CHECKING:
    from icp_tui.review.opening import Opening
    from icp_tui.review.read_report import ReadReport
    from icp_tui.sources.report import HeaderReport, SourceReport
    from icp_tui.tui.report_lines import Stop
    from icp_tui.tui.widgets.load_report import LoadReport

# What is told below the report in so many lines.
_PENDING = 3


class Reporting(Screen[Any]):
    """Has the LoadReport that `reported` makes, a Static `#report-about` below it, and a KeyFooter."""

    opening: Opening
    choices: Choices
    report: ReadReport | None = None
    shown: LoadReport
    # Where the keys of this screen itself are in the table.
    here: Where

    def read_again(self, changed: Mended) -> None:
        """Read the list again as `changed` says."""
        raise NotImplementedError

    def loses(self) -> str:
        """What would be lost by reading again, in a sentence; empty when nothing is."""
        return ""

    def reported(self, report: ReadReport) -> LoadReport:
        """The report of the list, with nothing chosen yet."""
        from icp_tui.tui.widgets.load_report import LoadReport  # noqa: PLC0415

        self.report, self.choices = report, Choices(report.sources)
        self.shown = LoadReport(report, self.choices)
        return self.shown

    def unread(self) -> int:
        """How many choices are pending."""
        return 0 if self.report is None else len(self.choices)

    # What is asked of the report

    def on_load_report_highlighted(self) -> None:
        """Another line, another header to tell of."""
        self.tell()

    def on_load_report_mend(self, message: LoadReport.Mend) -> None:
        """Ask what the header means, or which tool the file comes from."""
        source, header = message.place.source, message.place.header
        picker = header_picker(source, header, self.choices) if header else dialect_picker(source, self.choices)
        self.app.push_screen(picker, lambda answer: self._picked(answer, source, header))

    def _picked(self, answer: str | None, source: SourceReport, header: HeaderReport | None) -> None:
        if answer is not None:
            take(answer, source, header, self.choices)
            self.shown.chosen()
            self.tell()

    def on_load_report_show_rejected(self) -> None:
        """Every rejected row."""
        from icp_tui.tui.screens.rejected import RejectedScreen  # noqa: PLC0415

        if self.report is not None:
            self.app.push_screen(RejectedScreen(self.report.rejected))

    def on_load_report_read_again(self) -> None:
        """Read again as it was chosen; ask where something would be lost."""
        lost = self.loses()
        if not lost:
            self._change(self.choices.mendings())
            return
        asked = Confirm("Read the list again?", [lost], yes="Read it again", no="Stay here")
        self.app.push_screen(asked, lambda yes: self._change(self.choices.mendings()) if yes else None)

    def on_load_report_forget(self) -> None:
        """Forget what was mended before: of the source under the cursor, else of all."""
        if self.report is None:
            return
        known = remembered(self.report.sources)
        stop = self.shown.stop
        if stop is not None:
            known = [one for one in known if one.fingerprint == stop.source.fingerprint] or known
        about = [f"{one.path.name}: {one.mending}" for one in known]
        if lost := self.loses():
            about.append(lost)
        asked = Confirm("Forget what you changed for files with these headers?", about, yes="Forget it", no="Keep it")
        self.app.push_screen(asked, lambda yes: self._change([(one, Mending()) for one in known]) if yes else None)

    def _change(self, made: list[tuple[SourceReport, Mending]]) -> None:
        changed = mended(self.opening, made)
        for said in changed.wrong:
            toast(self.app, said, "warning")
        self.read_again(changed)

    def leave(self, then: Callable[[], None]) -> None:
        """Go, but ask first when something is chosen and not read."""
        count = self.unread()
        if not count:
            then()
            return
        about = [*self.choices.said()[:_PENDING], "Stay and press r to read the list again with it."]
        asked = Confirm("Go on without what you chose?", about, yes="Go on without", no="Stay here")
        self.app.push_screen(asked, lambda yes: then() if yes else None)

    # What is said below

    def tell(self) -> None:
        """What stands under the cursor, what is chosen, and the keys that have an effect."""
        report = self.shown
        parts = [*_about(report.stop), *self._pending()]
        about = self.query_one("#report-about", Static)
        about.update(Content("\n").join(parts))
        about.display = bool(parts)
        without = {one for one in ("mend", "read_again", "rejected", "forget") if not report.check_action(one, ())}
        # Enter has one meaning at a time.
        without |= set() if "mend" in without else {"go_on"}
        self.query_one(KeyFooter).show("headers", self.here, "app", without=without)

    def _pending(self) -> list[Content]:
        said = self.choices.said()
        if not said:
            return []
        more = f" and {len(said) - _PENDING:,} more" if len(said) > _PENDING else ""
        told = "; ".join(clipped(one, 120) for one in said[:_PENDING])
        return [plain(f"Chosen, not read yet: {told}{more}. r reads the list again so.", "bold $accent")]


def _about(stop: Stop | None) -> list[Content]:
    """All that fits on a line or two about the header under the cursor."""
    if stop is None or stop.header is None:
        return []
    header = stop.header
    samples = " | ".join(clipped(one, 60) for one in header.samples) or "nothing in it"
    said = [plain(f"{clipped(header.header, 80)}: {samples}")]
    if header.examples:
        missed = ", ".join(f"{clipped(text, 40)} x{count:,}" for text, count in header.examples)
        said.append(plain(f"not understood: {missed}", "$warning"))
    return said
