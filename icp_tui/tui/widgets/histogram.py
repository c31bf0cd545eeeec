"""The histogram of scores in the buckets' colours, with the cut lines on its axis."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from icp_tui.review.score_bars import ScoreBars
from icp_tui.tui.widgets.histogram_lines import Scale, histogram_lines, scale


class Histogram(Widget):
    """Fills whatever size it has; has no keys of its own: whoever holds it moves the bar that stands out."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """A bar was clicked; `twice` when it was clicked again at once."""

        def __init__(self, bar: int, *, twice: bool) -> None:
            super().__init__()
            self.bar, self.twice = bar, twice

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's names
        super().__init__(id=id, classes=classes)
        self._bars: ScoreBars | None = None
        # The score at which the bar that stands out begins: it stays when the bars change with the width.
        self._score: int | None = None

    def show(self, bars: ScoreBars) -> None:
        """Show these counts, as of `score_bars(scored)`."""
        self._bars = bars
        self.refresh()

    @property
    def cursor(self) -> int | None:
        """The bar that stands out."""
        laid = self._scale
        return None if self._score is None or laid is None else self._score // laid.step

    @property
    def edges(self) -> tuple[int, int] | None:
        """The scores from and up to which the bar that stands out goes."""
        laid, cursor = self._scale, self.cursor
        return None if laid is None or cursor is None else laid.edges(cursor)

    def put(self, bar: int | None) -> None:
        """Let another bar stand out, or none."""
        laid = self._scale
        if laid is not None:
            self._score = None if bar is None else laid.edges(min(max(bar, 0), laid.bars - 1))[0]
            self.refresh()

    def move(self, step: int) -> None:
        """To the next bar that holds anyone; at first the best of all."""
        bars, laid, cursor = self._bars, self._scale, self.cursor
        if bars is None or laid is None:
            return
        places = range(laid.bars - 1, -1, -1) if cursor is None else range(cursor + step, laid.bars if step > 0 else -1, step)
        found = next((bar for bar in places if bars.between(*laid.edges(bar))), None)
        if found is not None:
            self.put(found)

    def render(self) -> Content:
        """The bars for the current size."""
        if self._bars is None or not self.size.width:
            return Content("")
        return Content("\n").join(
            histogram_lines(self._bars, self.content_size.width, self.content_size.height, self.cursor)
        )

    def on_click(self, event: events.Click) -> None:
        """Choose the bar under the mouse."""
        at, laid = event.get_content_offset(self), self._scale
        bar = None if at is None or laid is None else laid.bar_at(at.x)
        if bar is not None:
            self.post_message(self.Chosen(bar, twice=event.chain > 1))

    @property
    def _scale(self) -> Scale | None:
        width = self.content_size.width
        return scale(self._bars, width) if self._bars is not None and width else None
