"""The bucket bar: every bucket with its key, its count and, for a tier with a capacity, how full it is."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from icp_tui.tui.widgets.bucket_line import Item, Placed, drawn, items, placed


class BucketBar(Widget):
    """One line, two where one is too short. A click chooses a bucket."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """A bucket was clicked; `bucket` is its name, None for all accounts."""

        def __init__(self, bucket: str | None) -> None:
            self.bucket = bucket
            super().__init__()

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's names
        super().__init__(id=id, classes=classes)
        self._items: list[Item] = []
        self._current: str | None = None

    def show(
        self,
        counts: Mapping[str, int],
        capacities: Mapping[str, int | None],
        current: str | None,
        met: Mapping[str, int] | None = None,
    ) -> None:
        """Show the buckets in the order of `counts` (tiers first); `current` is marked, None marks All.

        `capacities` names the tiers; one without a capacity is None there. What is not in it is no tier. `met` counts
        those in each bucket that meet the filter, None without a filter.
        """
        self._items = items(counts, capacities, met)
        self._current = current
        self.refresh(layout=self._height(self.size.width) != self.size.height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One or two lines."""
        del container, viewport
        return self._height(width)

    def render(self) -> Content:
        """The buckets for the current width."""
        return drawn(self._placed(self.content_size.width))

    def on_click(self, event: events.Click) -> None:
        """Choose the bucket under the mouse."""
        at = event.get_content_offset(self)
        for one in self._placed(self.content_size.width):
            if at is not None and one.line == at.y and one.start <= at.x < one.start + one.text.cell_length:
                self.post_message(self.Chosen(one.item.bucket))
                return

    def _placed(self, width: int) -> list[Placed]:
        return placed(self._items, self._current, width) if self._items and width else []

    def _height(self, width: int) -> int:
        found = self._placed(width)
        return found[-1].line + 1 if found else 1
