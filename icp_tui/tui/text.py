"""Text from files, profiles and exceptions, made safe for the screen; nothing else draws such text.

What comes out is plain: no control characters, and never markup. Widgets that take markup are told
not to (`markup=False`), and what has colours is put together from `Content` pieces.
"""

from __future__ import annotations

from textual.content import Content

from icp_tui.errors import shortened, visible


def safe(text: object) -> str:
    """Any value as text that a terminal cannot obey; None is blank."""
    return "" if text is None else visible(str(text))


def clipped(text: object, most: int) -> str:
    """`safe(text)`, cut to at most `most` characters with an ellipsis."""
    return "" if text is None else shortened(str(text), most)


def plain(text: object, style: str = "") -> Content:
    """`safe(text)` in one style, such as `bold $warning`; brackets in it stay brackets."""
    content = Content(safe(text))
    return content.stylize(style) if style else content


def lines(*pieces: Content | str) -> Content:
    """Pieces below each other; bare texts are made safe."""
    return Content("\n").join(piece if isinstance(piece, Content) else plain(piece) for piece in pieces)
