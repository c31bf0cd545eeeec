"""Two accounts side by side: what differs in plain letters, what agrees dim."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from icp_tui.review.possible import Compared
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.wrapping import cell

_NAME, _SIGN = 10, 2
# More of one cell is not drawn.
_MOST = 200


class SideBySide(Static):
    """A line per thing that is known of either account; `≠` stands where both know it and differ."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._shown: tuple[Sequence[Compared], str, str | None] = ((), "", None)

    def show(self, compared: Sequence[Compared], why: str, answer: str | None) -> None:
        """Show a pair; `why` it may be one company, `answer` what was said of it."""
        self._shown = compared, why, answer
        self._draw()

    def on_resize(self, _: Resize) -> None:
        """Both columns take half of the width."""
        self._draw()

    def _draw(self) -> None:
        compared, why, answer = self._shown
        width = max(16, (self.content_size.width - _NAME - _SIGN - 3) // 2)
        said = plain(why, "bold") + plain(f"   You said: {answer}" if answer else "", "$text-success")
        self.update(Content("\n").join([said, *(_line(one, width) for one in compared)]))


def _line(one: Compared, width: int) -> Content:
    style = "dim" if one.alike else ""
    return Content.assemble(
        cell(one.name, _NAME, "$foreground-muted"),
        " ",
        "  " if one.alike else plain("≠ ", "bold $warning"),
        cell(clipped(one.one or "–", _MOST), width, style),
        " ",
        cell(clipped(one.two or "–", _MOST), width, style),
    )
