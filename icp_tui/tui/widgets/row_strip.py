"""One line of the account table as a strip: pieces of text and style, joined and padded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

Piece = tuple[str, Style]


def line(pieces: Iterable[Piece], width: int, rest: Style, cells: int | None = None) -> Strip:
    """The pieces in exactly `width` cells. Neighbours of one style become one, which is what costs.

    `cells` is how many cells the pieces have, where that is known: to count them letter by letter costs more than
    all else here.
    """
    segments: list[Segment] = []
    texts: list[str] = []
    last = rest
    for text, style in pieces:
        if style is not last and texts:
            segments.append(Segment("".join(texts), last))
            texts = []
        last = style
        texts.append(text)
    segments.append(Segment("".join(texts), last))
    if cells is None or cells > width:
        return Strip(segments, cells).adjust_cell_length(width, rest)
    if cells < width:
        segments.append(Segment(" " * (width - cells), rest))
    return Strip(segments, width)


def highlighted(text: str, style: Style, hit: Style, find: re.Pattern[str]) -> Iterator[Piece]:
    """The text with every occurrence of `find` in the style `hit`."""
    end = 0
    for found in find.finditer(text):
        yield text[end : found.start()], style
        yield found.group(), hit
        end = found.end()
    yield text[end:], style
