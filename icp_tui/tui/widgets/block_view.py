"""Blocks of entries that scroll, with a cursor on the entries that stand for accounts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from icp_tui.review.insights.block import Block, Entry
from icp_tui.tui.widgets.block_lines import Line, block_lines


class BlockView(ScrollView, can_focus=False):
    """A page of blocks; whoever holds it moves the cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"block-view--cursor"}
    ALLOW_SELECT = False

    class LaidOut(Message):
        """The lines were made for a width: an entry is under the cursor now."""

    class Chosen(Message):
        """An entry was clicked; `twice` when it was clicked again at once."""

        def __init__(self, *, twice: bool) -> None:
            super().__init__()
            self.twice = twice

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's names
        super().__init__(id=id, classes=classes)
        self._blocks: Sequence[Block] = ()
        self._lines: list[Line] = []
        self._stops: list[int] = []
        self._at = 0
        self._width = 0

    def show(self, blocks: Sequence[Block]) -> None:
        """Show these blocks from the top."""
        self._blocks, self._at, self._width = blocks, 0, 0
        self._lay_out()
        self._scroll(0)

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        return self._lines[self._stops[self._at]].entry if self._stops else None

    @property
    def text(self) -> str:
        """All lines, as plain text."""
        return "\n".join(line.content.plain.rstrip() for line in self._lines)

    def move(self, step: int) -> None:
        """To another entry, so many on or back; while there is none, or it is out of view, the text scrolls."""
        place = min(max(self._at + step, 0), max(len(self._stops) - 1, 0))
        if place == self._at or not self._in_view:
            self._scroll(self.scroll_offset.y + step)
        else:
            self._at = place
            self._reveal()
        self.refresh()

    def page(self, step: int) -> None:
        """A screenful on or back; the cursor goes along."""
        self._scroll(self.scroll_offset.y + step * max(self.scrollable_content_region.height - 1, 1))
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        inside = [place for place, line in enumerate(self._stops) if top <= line < top + height]
        if inside:
            self._at = inside[-1] if step > 0 else inside[0]
        self.refresh()

    def end(self, *, last: bool) -> None:
        """To the first or the last entry."""
        self._at = max(len(self._stops) - 1, 0) if last else 0
        self._scroll(len(self._lines) if last else 0)
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out anew for another width."""
        del event
        self._lay_out()
        if self._at:
            self._reveal()

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        place, width, style = y + self.scroll_offset.y, self.scrollable_content_region.width, self.visual_style
        if place >= len(self._lines):
            return Strip.blank(width, style.rich_style)
        line = self._lines[place].content
        if self._stops and place == self._stops[self._at]:
            style = self.get_visual_style("block-view--cursor")
            # One style for the whole line: tints are not readable on every cursor's colour.
            line = Content(">" + line.plain[1:])
        strip = Visual.to_strips(self, line, max(width, 1), 1, style, apply_selection=False, pad=True)[0]
        return strip.crop_extend(0, width, style.rich_style)

    def on_click(self, event: events.Click) -> None:
        """The cursor goes to the entry under the mouse."""
        at = event.get_content_offset(self)
        line = None if at is None else at.y + self.scroll_offset.y
        if line in self._stops:
            self._at = self._stops.index(line)
            self.refresh()
            self.post_message(self.Chosen(twice=event.chain > 1))

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if width and width != self._width:
            self._width = width
            self._lines = block_lines(self._blocks, max(width, 20))
            self._stops = [
                place for place, line in enumerate(self._lines) if line.entry is not None and line.entry.shown is not None
            ]
            self._at = min(self._at, max(len(self._stops) - 1, 0))
            self.virtual_size = Size(width, len(self._lines))
            self.refresh()
            self.post_message(self.LaidOut())

    @property
    def _in_view(self) -> bool:
        top = self.scroll_offset.y
        return bool(self._stops) and top <= self._stops[self._at] < top + self.scrollable_content_region.height

    def _reveal(self) -> None:
        """Bring the cursor into view, with what stands above the first entry."""
        if not self._stops:
            return
        line, top, height = self._stops[self._at], self.scroll_offset.y, self.scrollable_content_region.height
        if self._at == 0 and line < height:
            self._scroll(0)
        elif not top <= line < top + height:
            self._scroll(line if line < top else line - height + 1)

    def _scroll(self, y: int) -> None:
        self.scroll_to(y=y, animate=False, immediate=True, force=True)
