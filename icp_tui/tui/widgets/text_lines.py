"""Texts as lines of `Content` for a given width: set in below a mark, or as names with their values."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from icp_tui.tui.text import clipped, plain
from icp_tui.tui.wrapping import hanging

# No text takes more than this on the screen; what is longer says so. The files hold all of it.
MOST = 4_000
MUTED = "$foreground-muted"
_NAME = 120


def hung(text: object, width: int, *, first: str = "", style: str = "", most: int = MOST) -> list[Content]:
    """`text` made safe and wrapped to `width` cells; `first` stands before it, further lines are indented alike."""
    return _lines(hanging(Content(first), plain(_said(text, most), style), width))


def columns(pairs: Sequence[tuple[str, object]], width: int, *, indent: int = 1) -> list[Content]:
    """Names and values below each other, the values aligned; a long name stands above its value."""
    if not pairs:
        return []
    names = [_said(name, _NAME) for name, _ in pairs]
    # One long header must not push all the values to the right.
    wide = min(max(cell_len(name) for name in names), max(width * 2 // 5, 4))
    lines: list[Content] = []
    for name, (_, value) in zip(names, pairs, strict=True):
        start = Content(" " * indent + name)
        if cell_len(name) > wide:
            lines += hung(name, width, first=" " * indent, style=MUTED)
            start = Content("")
        start = start.pad_right(indent + wide + 2 - start.cell_length).stylize(MUTED)
        lines += _lines(hanging(start, _said(value, MOST), width))
    return lines


def _lines(content: Content) -> list[Content]:
    return content.split(allow_blank=True)


def _said(text: object, most: int) -> str:
    said = "" if text is None else str(text)
    shown = clipped(said, most)
    return shown if len(said) <= most else f"{shown} ({len(said):,} characters)"
