"""Many texts below each other, each wrapping beside a mark, a number or a few cells of its own."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from icp_tui.tui.wrapping import hanging

# The narrowest column of text that can be read.
_LEAST = 14


class Hanging(Visual):
    """Pairs of a left side and the text that wraps beside it; the text may be empty.

    It is laid out for the width that it is drawn at, so a widget that shows it needs no resize handler.
    """

    def __init__(self, pairs: Iterable[tuple[Content, Content]]) -> None:
        self._pairs = list(pairs)
        self._laid: tuple[int, Content] = (-1, Content())

    @property
    def plain(self) -> str:
        """Everything as text, a line for each pair."""
        return "\n".join(f"{left.plain}{text.plain}".rstrip() for left, text in self._pairs)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw the lines that fit."""
        return self._at(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All there is: the texts fill it."""
        del rules
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The lines of all pairs."""
        del rules
        return self._at(width).plain.count("\n") + 1 if self._pairs else 0

    def _at(self, width: int) -> Content:
        if self._laid[0] != width:
            self._laid = width, Content("\n").join(_laid(left, text, width) for left, text in self._pairs)
        return self._laid[1]


def _laid(left: Content, text: Content, width: int) -> Content:
    """The text beside its left side as long as it has room there, else below."""
    indent = left.cell_length
    if not text:
        return left.truncate(width, ellipsis=True)
    if width - indent < _LEAST:
        return hanging(left.truncate(width, ellipsis=True), text, width)
    sides = zip_longest([left], text.wrap(width - indent), fillvalue=Content(" " * indent))
    return Content("\n").join(Content("").join(line) for line in sides)
