"""How far the review is, by tier and by owner, above the review queue."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from icp_tui.review.queue import Progress
from icp_tui.review.told import bar
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.widgets.bucket_line import ink
from icp_tui.tui.widgets.text_lines import MUTED

_METER = 8
_NAME = 18
_GAP = "  "


class QueueProgress(Widget):
    """Two lines: reviewed and all accounts of each tier, and of each owner as far as there is room."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._progress: Progress | None = None

    def show(self, progress: Progress | None) -> None:
        """Show how far it is; None takes the lines away."""
        self.display = progress is not None
        self._progress = progress
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Always two lines."""
        del container, viewport, width
        return 2

    def render(self) -> Content:
        """The lines for the current width."""
        if self._progress is None:
            return Content("")
        return Content("\n").join(progress_lines(self._progress, self.content_size.width))


def progress_lines(progress: Progress, width: int) -> list[Content]:
    """` Reviewed  A 12/50 █▉  B 3/200 ▏` and ` by owner  dana 10/60  nobody 3/190  and 4 more`."""
    tiers = [name for name, _, _ in progress.tiers]
    by_tier = [
        Content.assemble(
            plain(clipped(name, _NAME), f"bold {ink(name, tiers)}"), plain(f" {done:,}/{of:,} "), plain(_meter(done, of), ink(name, tiers)),
        )
        for name, done, of in progress.tiers
    ]  # fmt: skip
    by_owner = [plain(f"{clipped(name, _NAME)} {done:,}/{of:,}") for name, done, of in progress.owners]
    return [_line("Reviewed", by_tier, width), _line("by owner", by_owner, width)]


def _meter(done: int, of: int) -> str:
    return bar(done / of if of else 0.0, _METER).ljust(_METER, "·")


def _line(title: str, pieces: Sequence[Content], width: int) -> Content:
    line = plain(f" {title}", MUTED)
    for place, piece in enumerate(pieces):
        left = len(pieces) - place
        more = f"{_GAP}and {left:,} more"
        room = width - line.cell_length - len(_GAP) - piece.cell_length
        # What does not fit is counted, so that nobody takes the line for the whole.
        if room < (len(more) if left > 1 else 0):
            return line + plain(more, MUTED)
        line += Content(_GAP) + piece
    return line
