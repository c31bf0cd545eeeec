"""The load report: what was read from each source, how each header was understood, and what is worth a look."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from icp_tui.review.read_report import ReadReport
from icp_tui.tui.choices import Choices, remembered
from icp_tui.tui.commands import bindings
from icp_tui.tui.report_lines import Line, Stop, report_lines

# Beside the lines: the cursor's sign.
_MARK = 2


class LoadReport(ScrollView, can_focus=True, inherit_bindings=False):
    """Scrolls like a page until the cursor stands on a line that can be changed; what is asked goes up as messages."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("headers")]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"load-report--cursor"}
    ALLOW_SELECT = False

    class Highlighted(Message):
        """The cursor is on this stop; None above the first."""

        def __init__(self, stop: Stop | None) -> None:
            super().__init__()
            self.place = stop

    class Mend(Message):
        """The meaning of this line is to be changed."""

        def __init__(self, stop: Stop) -> None:
            super().__init__()
            self.place = stop

    class ReadAgain(Message):
        """The list is to be read again with what is chosen."""

    class ShowRejected(Message):
        """All rejected rows are wanted."""

    class Forget(Message):
        """What is remembered for these headers is to be forgotten."""

    def __init__(self, report: ReadReport, choices: Choices) -> None:
        super().__init__()
        self._report = report
        self._choices = choices
        self._lines: list[Line] = []
        self._stops: list[int] = []
        self._at: int | None = None
        self._wanted: tuple[str, str] | None = None
        self._width = 0

    # What is shown

    @property
    def stop(self) -> Stop | None:
        """What the cursor stands on."""
        return None if self._at is None else self._lines[self._stops[self._at]].stop

    def chosen(self) -> None:
        """Something was chosen: draw what it changes."""
        self.refresh()

    @property
    def text(self) -> str:
        """All lines, as plain text."""
        return "\n".join(line.made().plain.rstrip() for line in self._lines)

    def on_resize(self, event: events.Resize) -> None:
        """Make the lines anew when the width has changed; the cursor stays in view."""
        del event
        width = self.scrollable_content_region.width
        if width and width != self._width:
            self._width = width
            self._lines = report_lines(self._report, self._choices, max(20, width - _MARK))
            self._stops = [place for place, line in enumerate(self._lines) if line.stop is not None]
            self.virtual_size = Size(width, len(self._lines))
        self._find_wanted()
        self._reveal()

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        place, width, style = y + self.scroll_offset.y, self.scrollable_content_region.width, self.visual_style
        if place >= len(self._lines):
            return Strip.blank(width, style.rich_style)
        line = self._lines[place].made()
        current = self._at is not None and place == self._stops[self._at]
        if current:
            style = self.get_visual_style("load-report--cursor")
            # One style for the whole line: tints are not readable on every cursor's colour.
            line = type(line)(line.plain)
        marked = type(line)("> " if current else "  ") + line
        strip = Visual.to_strips(self, marked, max(width, 1), 1, style, apply_selection=False, pad=True)[0]
        return strip.crop_extend(0, width, style.rich_style)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only what has an effect: other keys are the screen's."""
        match action:
            case "mend":
                return self.stop is not None
            case "read_again":
                return len(self._choices) > 0
            case "rejected":
                return len(self._report.rejected) > 0
            case "forget":
                return bool(remembered(self._report.sources))
        return True

    def action_move(self, step: int) -> None:
        """To the next line that can be changed, or, where none is near, on through the text."""
        place = self._next(step)
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if place is not None and top - 1 <= self._stops[place] <= top + height:
            self._put(place)
        elif place is None and step < 0 and self._at is not None:
            self._put(None)
        else:
            self._scroll(top + step)

    def action_page(self, step: int) -> None:
        """By screenfuls; the cursor goes along."""
        top, height = self.scroll_offset.y, max(1, self.scrollable_content_region.height - 1)
        self._scroll(top + step * height)
        self._into_view(first=step > 0 or not self.scroll_offset.y)

    def action_top(self) -> None:
        """To the first line."""
        self._scroll(0)
        self._put(None)

    def action_bottom(self) -> None:
        """To the last line."""
        self._scroll(len(self._lines))
        if self._stops:
            self._put(len(self._stops) - 1)

    def action_next_headers(self) -> None:
        """To the first header of the next source; from the last source to that of the first."""
        stops = [self._lines[line].stop for line in self._stops]
        firsts: dict[int, int] = {}
        for place, stop in enumerate(stops):
            if stop is not None and stop.header is not None:
                firsts.setdefault(id(stop.source), place)
        if firsts:
            place = next((one for one in firsts.values() if self._at is None or one > self._at), min(firsts.values()))
            # What the columns are called stands above.
            self._scroll(self._stops[place] - 1)
            self._put(place)

    def go_to(self, file: str, header: str) -> None:
        """To a header of a source, once the lines are made."""
        self._wanted = file, header
        self._find_wanted()

    def _find_wanted(self) -> None:
        if self._wanted is None or not self._lines:
            return
        (file, header), self._wanted = self._wanted, None
        for place, line in enumerate(self._stops):
            stop = self._lines[line].stop
            if stop is not None and stop.header is not None and (str(stop.source.path), stop.header.header) == (file, header):
                self._scroll(line - self.scrollable_content_region.height // 2)
                self._put(place)
                return

    def action_mend(self) -> None:
        """Change what the line says, or show the rejected rows that it counts."""
        stop = self.stop
        if stop is not None:
            self.post_message(self.ShowRejected() if stop.rejected else self.Mend(stop))

    def action_read_again(self) -> None:
        """Read again with what is chosen."""
        self.post_message(self.ReadAgain())

    def action_rejected(self) -> None:
        """Show all rejected rows."""
        self.post_message(self.ShowRejected())

    def action_forget(self) -> None:
        """Forget what is remembered."""
        self.post_message(self.Forget())

    def on_click(self, event: events.Click) -> None:
        """The cursor; twice: change it."""
        place = event.get_content_offset(self)
        line = None if place is None else place.y + self.scroll_offset.y
        if line in self._stops:
            event.stop()
            self._put(self._stops.index(line))
            if event.chain == 2:
                self.action_mend()

    # The cursor

    def _next(self, step: int) -> int | None:
        if self._at is not None:
            place = self._at + step
        else:
            place = bisect_left(self._stops, self.scroll_offset.y) if step > 0 else -1
        return place if 0 <= place < len(self._stops) else None

    def _into_view(self, *, first: bool) -> None:
        """Put the cursor on the first or last stop that is seen; on none where there is none."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        start, end = bisect_left(self._stops, top), bisect_right(self._stops, top + height - 1)
        self._put(None if start == end else start if first else end - 1)

    def _put(self, place: int | None) -> None:
        if place != self._at:
            self._at = place
            self.post_message(self.Highlighted(self.stop))
        self._reveal()
        self.refresh()

    def _reveal(self) -> None:
        if self._at is None:
            return
        line, top, height = self._stops[self._at], self.scroll_offset.y, self.scrollable_content_region.height
        if not top <= line < top + height:
            self._scroll(line if line < top else line - height + 1)

    def _scroll(self, y: int) -> None:
        self.scroll_to(y=y, animate=False, immediate=True, force=True)
