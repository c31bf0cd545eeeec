"""Text broken into lines by the cells it takes, with the lines after the first set in."""

from __future__ import annotations

from textual.content import Content

from icp_tui.tui.text import plain


def hanging(first: Content, text: str | Content, width: int) -> Content:
    """`first`, then `text` beside it, its further lines set in below its beginning.

    Where `first` leaves less than a third of the width, the text begins on the next line.
    """
    indent = first.cell_length
    if indent * 3 > width * 2:
        indent = min(4, width // 4)
        return Content("\n").join([first, hanging(Content(" " * indent), text, width)])
    body = text if isinstance(text, Content) else plain(text)
    beside, *below = body.wrap(max(1, width - indent)) or [Content("")]
    return Content("\n").join([first + beside, *(Content(" " * indent) + line for line in below)])


def cell(text: object, width: int, style: str = "", *, right: bool = False) -> Content:
    """A value in exactly `width` cells: cut with an ellipsis, or filled up; at the right for numbers."""
    content = plain(text, style).truncate(width, ellipsis=True)
    gap = max(0, width - content.cell_length)
    return content.pad_left(gap) if right else content.pad_right(gap)
