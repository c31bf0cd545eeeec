"""The cut strip: where the tier in view ends and who is next in line."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from icp_tui.tui.widgets.text_lines import hung

MOST_LINES = 2


def strip_lines(said: str, width: int, most: int) -> list[Content]:
    """The sentence in at most `most` lines, the last cut with an ellipsis where there is more."""
    lines = hung(said, width - 1, first=" ", most=1_000)
    if len(lines) <= most:
        return lines
    kept = lines[:most]
    # A wide letter may need the cell that the ellipsis takes.
    kept[-1] = kept[-1].truncate(max(width - 2, 1)).rstrip() + Content("…")
    return kept


class CutStrip(Widget):
    """One line, or two where the sentence needs them and the style sheet leaves room; then an ellipsis.

    What it says comes from `review.cut_words`.
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's names
        super().__init__(id=id, classes=classes)
        self._said = ""

    def show(self, said: str) -> None:
        """Show a sentence, such as `cut_words(scored, bucket)`."""
        if said == self._said:
            return
        self._said = said
        # A new height is the only thing that others need to know of.
        self.refresh(layout=self._height(self.size.width) != self.size.height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One or two lines."""
        del container, viewport
        return self._height(width)

    def render(self) -> Content:
        """As much as fits."""
        return Content("\n").join(strip_lines(self._said, self.content_size.width, max(self.content_size.height, 1)))

    def _height(self, width: int) -> int:
        return min(len(strip_lines(self._said, width, MOST_LINES)), MOST_LINES) if width else 1
