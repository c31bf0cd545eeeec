"""The pages of a screen on one line, each with its key; a click chooses one."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from icp_tui.tui.text import plain
from icp_tui.tui.widgets.text_lines import MUTED


class PageTabs(Widget):
    """`Insights  [1 Scores]  2 Tiers`: the page in view stands in brackets."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """A page was clicked, counted from 1."""

        def __init__(self, page: int) -> None:
            super().__init__()
            self.page = page

    def __init__(self, title: str, pages: Sequence[str], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._title, self._pages, self._current = title, pages, 1

    def name_pages(self, pages: Sequence[str]) -> None:
        """Have these pages instead, the first of them in view."""
        self._pages, self._current = pages, 1
        self.refresh()

    def show(self, page: int) -> None:
        """Mark this page, counted from 1."""
        self._current = page
        self.refresh()

    def render(self) -> Content:
        """The line; the title goes first where there is no room."""
        title, items, gap = self._laid()
        line = plain(title, "bold")
        for place, item in enumerate(items, start=1):
            style = "bold reverse" if place == self._current else ""
            line += Content(gap if place > 1 or title else "") + item.stylize(style)
        return line

    def on_click(self, event: events.Click) -> None:
        """Choose the page under the mouse."""
        at = event.get_content_offset(self)
        title, items, gap = self._laid()
        x = len(title)
        for place, item in enumerate(items, start=1):
            x += len(gap) if place > 1 or title else 0
            if at is not None and x <= at.x < x + item.cell_length:
                self.post_message(self.Chosen(place))
            x += item.cell_length

    def _laid(self) -> tuple[str, list[Content], str]:
        """The title, the pages and the gap between them, as they fit."""
        named = [
            plain(f"[{place} {name}]" if place == self._current else f"{place} {name}")
            if place == self._current
            else plain(f"{place} ", MUTED) + plain(name)
            for place, name in enumerate(self._pages, start=1)
        ]
        width = self.content_size.width
        wide = sum(item.cell_length for item in named)
        for title, gap in ((f"{self._title}  ", "  "), ("", "  ")):
            if len(title) + wide + len(gap) * len(named) <= width:
                return title.rstrip(), named, gap
        if wide + len(named) <= width:
            return "", named, " "
        return "", [named[n] if n + 1 == self._current else plain(str(n + 1), MUTED) for n in range(len(named))], " "
