"""Insights: the list as a whole, page by page; every line of it leads to its accounts."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from icp_tui.review.insights.fields_page import fields_page
from icp_tui.review.insights.heat import BY, Heat, heat
from icp_tui.review.insights.kills_page import kills_page
from icp_tui.review.insights.profile_page import profile_page
from icp_tui.review.insights.progress_page import progress_page
from icp_tui.review.review import Review
from icp_tui.review.score_bars import POINTS, ScoreBars, score_bars
from icp_tui.review.shown import Shown, between
from icp_tui.scoring.listing import ScoredList
from icp_tui.tui.commands import Where, bindings
from icp_tui.tui.text import plain
from icp_tui.tui.widgets.block_view import BlockView
from icp_tui.tui.widgets.heat_map import HeatMap
from icp_tui.tui.widgets.histogram import Histogram
from icp_tui.tui.widgets.histogram_lines import legend
from icp_tui.tui.widgets.key_footer import KeyFooter
from icp_tui.tui.widgets.page_tabs import PageTabs

PAGES = ("Scores", "Tiers", "Profile", "Fields", "Review", "Kill list")
_SCORES, _TIERS = 1, 2
_BLOCKS = {3: profile_page, 4: fields_page, 5: progress_page, 6: kills_page}
_ABOUT = {
    3: "What the profile does to this list; grades and points are changed in tune (w in the list).",
    4: "How many accounts have a value, field by field; what is unknown cannot earn points.",
    5: "Who has been looked at; v in the list goes to the next that waits.",
    6: "What each rule and suppression file takes, alone and together with others.",
}


class InsightsScreen(Screen[Shown | None]):
    """Gives the accounts that Enter chose, or None. Pages are counted in a thread when they are first looked at."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("insights")]
    AUTO_FOCUS = ""

    class _Made(Message):
        def __init__(self, scored: ScoredList, page: int, by: str, made: Any) -> None:
            super().__init__()
            self.scored, self.page, self.by, self.made = scored, page, by, made

    def __init__(self, review: Review) -> None:
        super().__init__()
        self._review = review
        self._page = _SCORES
        self._by = next(iter(BY))
        self._counted: ScoredList | None = None
        self._pages: dict[tuple[int, str], Any] = {}

    def compose(self) -> ComposeResult:
        """The pages' names, what the page is about, the page, what is under the cursor, the keys."""
        yield PageTabs("Insights", PAGES, id="insights-tabs")
        yield Static(markup=False, id="insights-about")
        with Vertical(id="insights-page"):
            yield Histogram(id="insights-scores")
            yield HeatMap(id="insights-tiers")
            yield BlockView(id="insights-blocks")
        yield Static(markup=False, id="insights-said")
        yield KeyFooter("insights", "app", without={"back"})

    def on_mount(self) -> None:
        """The first page."""
        self.action_show_page(_SCORES)

    # Pages

    def action_show_page(self, page: int) -> None:
        """To a page by its number."""
        self._page = page
        self.query_one(PageTabs).show(page)
        widgets = {_SCORES: Histogram, _TIERS: HeatMap}
        for kind in (Histogram, HeatMap, BlockView):
            self.query_one(kind).display = widgets.get(page, BlockView) is kind
        self._fill()

    def action_turn(self, step: int) -> None:
        """To the next page or the one before, around the end."""
        self.action_show_page((self._page - 1 + step) % len(PAGES) + 1)

    @on(PageTabs.Chosen)
    def _tab_chosen(self, message: PageTabs.Chosen) -> None:
        self.action_show_page(message.page)

    def action_across(self) -> None:
        """The tiers by another column."""
        names = list(BY)
        self._by = names[(names.index(self._by) + 1) % len(names)] if self._page == _TIERS else self._by
        self.action_show_page(_TIERS)

    def _fill(self) -> None:
        """Show the page if it is counted, else have it counted; a list that has changed is counted anew."""
        scored = self._review.scored
        if scored is not self._counted:
            self._counted, self._pages = scored, {}
        made = self._pages.get(self._key)
        if made is None:
            self.query_one("#insights-about", Static).update("Counting…")
            self.query_one("#insights-said", Static).update("")
            for kind in (Histogram, HeatMap, BlockView):
                self.query_one(kind).visible = False
            self._count(scored, *self._key)
        else:
            self._show(made)

    @property
    def _key(self) -> tuple[int, str]:
        return self._page, self._by if self._page == _TIERS else ""

    @work(thread=True, exclusive=True, group="insights")
    def _count(self, scored: ScoredList, page: int, by: str) -> None:
        made: Any
        if page == _SCORES:
            made = score_bars(scored)
        elif page == _TIERS:
            made = heat(scored, by)
        else:
            made = _BLOCKS[page](scored)
        self.post_message(self._Made(scored, page, by, made))

    @on(_Made)
    def _arrived(self, message: _Made) -> None:
        if message.scored is self._counted:
            self._pages[message.page, message.by] = message.made
            if (message.page, message.by) == self._key:
                self._show(message.made)

    def _show(self, made: Any) -> None:
        about = self.query_one("#insights-about", Static)
        for kind in (Histogram, HeatMap, BlockView):
            self.query_one(kind).visible = True
        if self._page == _SCORES:
            self.query_one(Histogram).show(made)
            counts = {bucket: sum(points) for bucket, points in made.counts.items()}
            about.update(Content("   ").join(legend(counts)))
        elif self._page == _TIERS:
            self.query_one(HeatMap).show(made)
            after = list(BY)[(list(BY).index(made.by) + 1) % len(BY)]
            about.update(plain(f"Who is in each bucket, by {made.title}: accounts, and their share of the bucket. "
                               f"x: by {BY[after]}"))  # fmt: skip
        else:
            self.query_one(BlockView).show(made)
            about.update(_ABOUT[self._page])
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """The best bar stands out from the beginning."""
        bars = self.query_one(Histogram)
        if self._page == _SCORES and bars.cursor is None:
            bars.move(1)
        self._say()

    # The cursor

    def action_move(self, step: int) -> None:
        """Up or down; among bars, to the next."""
        if self._page == _SCORES:
            self.query_one(Histogram).move(-step)
        elif self._page == _TIERS:
            self.query_one(HeatMap).move(step, 0)
        else:
            self.query_one(BlockView).move(step)
        self._say()

    def action_aside(self, step: int) -> None:
        """Left or right among bars and cells; else the page beside this one."""
        if self._page == _SCORES:
            self.query_one(Histogram).move(step)
        elif self._page == _TIERS:
            self.query_one(HeatMap).move(0, step)
        else:
            self.action_turn(step)
        self._say()

    def action_page(self, step: int) -> None:
        """By screenfuls."""
        if self._page == _TIERS:
            cells = self.query_one(HeatMap)
            cells.move(step * cells.page, 0)
        elif self._page != _SCORES:
            self.query_one(BlockView).page(step)
        self._say()

    def action_end(self, last: int) -> None:
        """To the first (0) or the last (1) of the page."""
        if self._page == _SCORES:
            bars = self.query_one(Histogram)
            bars.put(None if last else 0)
            bars.move(1)
        elif self._page == _TIERS:
            self.query_one(HeatMap).move(10_000 if last else -10_000, 0)
        else:
            self.query_one(BlockView).end(last=bool(last))
        self._say()

    @on(Histogram.Chosen)
    def _bar_chosen(self, message: Histogram.Chosen) -> None:
        self.query_one(Histogram).put(message.bar)
        self._clicked(twice=message.twice)

    @on(HeatMap.Chosen)
    @on(BlockView.Chosen)
    def _line_chosen(self, message: HeatMap.Chosen | BlockView.Chosen) -> None:
        self._clicked(twice=message.twice)

    def _clicked(self, *, twice: bool) -> None:
        self._say()
        if twice:
            self.action_show()

    def on_resize(self) -> None:
        """Bars are as fine as the width allows: what is under the cursor may be another."""
        self.call_after_refresh(self._say)

    def _under_cursor(self) -> tuple[str, Shown | None]:
        """What is under the cursor in words, and its accounts."""
        made = self._pages.get(self._key)
        if isinstance(made, ScoreBars):
            return _bar(made, self.query_one(Histogram).edges)
        if isinstance(made, Heat):
            at = self.query_one(HeatMap).cell
            return ("Nobody is on the list: Esc, then L shows what was read", None) if at is None else (made.said(*at), made.shown(*at))
        entry = self.query_one(BlockView).entry if made else None
        return (entry.shown.said, entry.shown) if entry is not None and entry.shown is not None else ("", None)

    @on(BlockView.LaidOut)
    def _say(self) -> None:
        said, shown = self._under_cursor()
        line = plain(said, "bold")
        if shown is not None:
            line += plain("; " if said else "", "bold") + plain("Enter shows them", "$foreground-muted")
        self.query_one("#insights-said", Static).update(line)

    # Out

    def action_show(self) -> None:
        """The accounts under the cursor, in the list."""
        shown = self._under_cursor()[1]
        if shown is not None:
            self.dismiss(shown)

    def action_close(self) -> None:
        """Back to the list as it is."""
        self.workers.cancel_group(self, "insights")
        self.dismiss(None)

    def keys_here(self) -> tuple[str, tuple[Where, ...]]:
        """What help is about."""
        return "Insights", ("insights",)


def _bar(made: ScoreBars, edges: tuple[int, int] | None) -> tuple[str, Shown | None]:
    """`Score 80 to 85: 34 accounts: A 12, B 22`."""
    if edges is None:
        return ("Nobody is on the list: Esc, then L shows what was read" if not made.accounts else "", None)
    low, high = edges
    held = made.between(low, high)
    count = sum(held.values())
    accounts = "1 account" if count == 1 else f"{count:,} accounts"
    parts = ", ".join(f"{bucket} {number:,}" for bucket, number in held.items())
    said = f"Score {low} to {'100' if high == POINTS else f'under {high}'}"
    shown = Shown(said, None, between("score", low or None, None if high == POINTS else high) or "score >= 0")
    return f"{said}: {accounts}" + (f" ({parts})" if parts else ""), shown if count else None
