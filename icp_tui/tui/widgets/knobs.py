"""The knobs of a profile: a line each, with what it was when it is turned, and a cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from icp_tui.review.told import bar
from icp_tui.review.tuning.knob import Knob, in_words
from icp_tui.tui.text import clipped, plain

# The most cells of a value, and cells of a share with its bar.
_VALUE, _ASIDE = 13, 15
_LEAST_NAME = 12
# What is left at least of a name above the keys.
_NAMED = 8
_BAR = 8


class Knobs(Widget, can_focus=True):
    """Lists the knobs under the names of their groups; scrolls with its cursor. Its keys are the screen's."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"knobs--cursor", "knobs--group", "knobs--changed", "knobs--quiet"}

    class Moved(Message):
        """The cursor is on another knob."""

    class Opened(Message):
        """A knob was clicked twice: its value is to be typed."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._knobs: Sequence[Knob] = ()
        # A line is the name of a group, or the place of a knob.
        self._lines: list[str | int] = []
        self._at = 0
        self._top = 0

    def show(self, knobs: Sequence[Knob]) -> None:
        """Show these; the cursor stays on its knob."""
        here = self.knob
        self._knobs = knobs
        self._lines = []
        group = None
        for place, knob in enumerate(knobs):
            if knob.group != group:
                group = knob.group
                self._lines.append(group)
            self._lines.append(place)
        if here is not None:
            self._at = next((at for at, knob in enumerate(knobs) if knob.place == here.place), min(self._at, len(knobs) - 1))
        self.refresh()

    @property
    def knob(self) -> Knob | None:
        """The one under the cursor."""
        return self._knobs[self._at] if self._at < len(self._knobs) else None

    def move(self, step: int) -> None:
        """Up or down by knobs."""
        self.put(self._at + step)

    def put(self, at: int) -> None:
        """The cursor to a knob by its place, the last when there are fewer."""
        at = min(max(at, 0), max(len(self._knobs) - 1, 0))
        if at != self._at:
            self._at = at
            self.refresh()
            self.post_message(self.Moved())

    def move_group(self, step: int) -> None:
        """To the first knob of the next group, or of this one and then the one before."""
        starts = [at for at, knob in enumerate(self._knobs) if not at or knob.group != self._knobs[at - 1].group]
        others = [at for at in starts if at > self._at] if step > 0 else [at for at in starts if at < self._at]
        if others:
            self.put(others[0] if step > 0 else others[-1])

    def last(self) -> None:
        """To the last knob."""
        self.put(len(self._knobs) - 1)

    def render(self) -> Content:
        """The lines that fit, the cursor's among them."""
        height, width = self.content_size.height, self.content_size.width
        if not height or not self._knobs:
            return Content("")
        here = self._lines.index(self._at)
        # The name of the group stays in sight above its first knob.
        first = here - 1 if here and isinstance(self._lines[here - 1], str) else here
        self._top = min(max(min(self._top, first), here - height + 1), max(len(self._lines) - height, 0))
        shown = self._lines[self._top : self._top + height]
        return Content("\n").join(self._line(line, width) for line in shown)

    def on_click(self, event: events.Click) -> None:
        """The cursor to the knob under the mouse; a second click opens it."""
        at = event.get_content_offset(self)
        place = None if at is None else self._top + at.y
        if place is not None and place < len(self._lines) and isinstance(line := self._lines[place], int):
            self.put(line)
            if event.chain > 1:
                self.post_message(self.Opened())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Down by some knobs."""
        event.stop()
        self.move(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Up by some knobs."""
        event.stop()
        self.move(-3)

    def _line(self, line: str | int, width: int) -> Content:
        if isinstance(line, str):
            style = self.get_visual_style("knobs--group", partial=True)
            return Content(clipped(line, width)).stylize(style)
        knob, here = self._knobs[line], line == self._at
        return self._drawn(knob, width, here=here)

    def _drawn(self, knob: Knob, width: int, *, here: bool) -> Content:
        was = f"was {knob.said_saved}" if knob.changed else ""
        side = was or self._aside(knob)
        widest = min(max(cell_len(one.said) for one in self._knobs), _VALUE)
        room = width - widest - 5
        # What it was is worth more than the end of a name.
        name_width = max(_LEAST_NAME, min(room, max(room - max(cell_len(side), min(_ASIDE, max(room // 4, 6))), _LEAST_NAME)))
        mark = ">" if here else " "
        changed = "*" if knob.changed else " "
        name = _padded(clipped(knob.label, 200), name_width)
        value = clipped(knob.said, widest)
        line = f"{mark}{changed}{name} {' ' * max(widest - cell_len(value), 0)}{value}  "
        left = max(width - cell_len(line), 0)
        side = clipped(side, left) if left > 1 else ""
        text = line + side + " " * max(left - cell_len(side), 0)
        content = Content(text)
        if here:
            return content.stylize(self.get_visual_style("knobs--cursor"))
        if knob.changed:
            return content.stylize(self.get_visual_style("knobs--changed", partial=True), 0, len(text))
        return content.stylize(self.get_visual_style("knobs--quiet", partial=True), len(line), len(text))

    def _aside(self, knob: Knob) -> str:
        """The share of a weight, with a bar; nothing beside others."""
        if knob.kind != "weight":
            return ""
        share = self.share(knob)
        return f"{share:5.1%} {bar(share, _BAR)}"

    def share(self, knob: Knob) -> float:
        """The share of a weight in all of them."""
        weights = [float(one.value or 0) for one in self._knobs if one.kind == "weight"]
        return float(knob.value or 0) / sum(weights) if sum(weights) else 0.0


def _padded(text: str, width: int) -> str:
    """The text in exactly so many cells."""
    cut = plain(text).truncate(width, ellipsis=True).plain
    return cut + " " * max(width - cell_len(cut), 0)


def hint_line(knob: Knob, width: int) -> Content:
    """The knob, its value and its keys in `width` cells: the keys are whole, the name stands among the knobs as well."""
    said = plain(f" {knob.said}   {hint(knob)}")
    return plain(in_words(knob)).truncate(max(width - said.cell_length, _NAMED), ellipsis=True) + said


def hint(knob: Knob) -> str:
    """What the keys do to a knob, in one line."""
    if knob.value is None:
        return "Enter types a number"
    return "← → turn, shift ×10; Enter types a number" + (f" or “{word}”" if (word := other_word(knob)) else "")


def other_word(knob: Knob) -> str:
    """What may stand there in place of a number: `no limit`, `skip`, or nothing."""
    return knob.absent or ("skip" if knob.can_skip else "")
