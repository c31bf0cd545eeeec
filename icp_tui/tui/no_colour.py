"""NO_COLOR: no colour at all, and what stood out by its background stands out reversed."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

# From so much more or less light than around it, from 0 to 1, a background means something: the cursor, a
# choice, a button. The panels that only group things differ less.
_TELLING = 0.12
_BARS = "█▉▊▋▌▍▎▏▁▂▃▄▅▆▇ "


class NoColour(LineFilter):
    """Takes every colour away."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line, in the terminal's own two colours."""
        return [
            Segment(text, _plain(style, background, bar=bool(text.strip()) and not text.strip(_BARS)), None)
            for text, style, _ in segments
        ]


@lru_cache(4096)
def _plain(style: Style | None, background: Color, *, bar: bool) -> Style | None:
    if style is None:
        return None
    behind = style.bgcolor
    # A bar is made of ink, and reversed it would be a gap.
    told = behind is not None and not behind.is_default and not bar
    lit = told and behind is not None and abs(Color.from_rich_color(behind).brightness - background.brightness) > _TELLING
    return Style(
        bold=style.bold, italic=style.italic, underline=style.underline, strike=style.strike, dim=style.dim,
        reverse=bool(style.reverse) != bool(lit), meta=style.meta,
    )  # fmt: skip
