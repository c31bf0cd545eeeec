"""The account under the cursor: where it stands, why, and what would move it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from icp_tui.review.decisions.decision import Decision
from icp_tui.scoring.explain import Explanation
from icp_tui.sources.conflicts import Disagreement
from icp_tui.tui.commands import bindings
from icp_tui.tui.widgets.account_lines import Subject, account_lines
from icp_tui.tui.widgets.text_lines import hung


class AccountDetail(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines of text, wrapped to the width; scrolls with j k PgUp PgDn g G and the wheel."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("detail")]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's names
        super().__init__(id=id, classes=classes)
        self._subject: Subject | None = None
        self._said = ""
        self._lines: list[Content] = []
        self._strips: dict[int, Strip] = {}
        self._width = 0

    def show(
        self,
        explanation: Explanation,
        history: Sequence[Decision] = (),
        decided: Mapping[str, object] | None = None,
        *,
        tiers: Sequence[str] = (),
        merged: Sequence[str] = (),
        originals: Sequence[tuple[str, object]] | None = None,
        disagreements: Sequence[Disagreement] = (),
        sources: Mapping[str, str] | None = None,
    ) -> None:
        """Show one account; another one from its top, the same one where it was.

        `history` is its decisions, oldest first; `decided` its row of `Decisions.frame`, if it has one;
        `tiers` the names of all tiers, for the colours; `merged` what `told.merged_rows` says. With
        `originals` (header and value of every original column) the account columns and these are listed.
        `disagreements` are told beside the rows that it came from, `sources` (by criterion) beside the values.
        """
        before = self._subject
        self._subject = Subject(explanation, history, decided, tiers, merged, originals, disagreements, sources or {})
        again = before is not None and before.explanation.account["account_key"] == explanation.account["account_key"]
        self._fill(keep=again)

    def clear(self, said: str = "") -> None:
        """Show no account, and `said` in its place."""
        self._subject, self._said = None, said
        self._fill(keep=False)

    @property
    def text(self) -> str:
        """All that is said, as plain lines."""
        return "\n".join(line.plain for line in self._lines)

    def _fill(self, *, keep: bool) -> None:
        self._width = self.scrollable_content_region.width
        if not self._width:
            return  # not laid out yet; the first resize fills it
        subject = self._subject
        self._lines = account_lines(subject, self._width) if subject else hung(self._said, self._width)
        self._strips.clear()
        # Assigning virtual_size would lay out the whole screen for each account; only the scrollbar is concerned.
        size = Size(self._width, len(self._lines))
        self.set_reactive(AccountDetail.virtual_size, size)
        self._scroll_update(size)
        if not keep:
            self.scroll_to(y=0, animate=False, immediate=True)
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap again when the width has changed."""
        del event
        if self.scrollable_content_region.width != self._width:
            self._fill(keep=True)

    def notify_style_update(self) -> None:
        """Colours may have changed with the theme."""
        super().notify_style_update()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        place = y + self.scroll_offset.y
        style = self.visual_style
        if place >= len(self._lines):
            return Strip.blank(self.size.width, style.rich_style)
        strip = self._strips.get(place)
        if strip is None:
            line = self._marked(self._lines[place], place)
            strip = Visual.to_strips(self, line, max(self._width, 1), 1, style, apply_selection=False, pad=True)[0]
            strip = self._strips[place] = strip.apply_offsets(0, place)
        return strip.crop_extend(0, self.size.width, style.rich_style)

    def _marked(self, line: Content, place: int) -> Content:
        """The line with what the mouse has selected of it."""
        selection = self.text_selection
        span = selection.get_span(place) if selection is not None else None
        if span is None:
            return line
        start, end = span
        chosen = Style.from_styles(self.screen.get_component_styles("screen--selection"))
        return line.stylize(chosen, start, len(line) if end == -1 else end)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What the mouse has selected, for the clipboard."""
        return selection.extract(self.text), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        del selection
        self._strips.clear()
        self.refresh()

    def action_line(self, step: int) -> None:
        """Scroll by lines."""
        self.scroll_to(y=self.scroll_offset.y + step, animate=False, immediate=True)

    def action_page(self, step: int) -> None:
        """Scroll by screenfuls; one line stays in view."""
        self.action_line(step * max(self.scrollable_content_region.height - 1, 1))

    def action_top(self) -> None:
        """Scroll to the first line."""
        self.scroll_to(y=0, animate=False, immediate=True)

    def action_bottom(self) -> None:
        """Scroll to the last line."""
        self.scroll_to(y=self.max_scroll_y, animate=False, immediate=True)
