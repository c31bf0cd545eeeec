"""The steps of loading a list: those done with their seconds, and how far the one at work is."""

from __future__ import annotations

from time import monotonic

from textual.content import Content
from textual.widgets import Static

from icp_tui.sources.step import detail
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.wrapping import cell

_BAR = 24
_NAME = 32
# A step without measure counts its seconds instead.
_TICK = 0.1


class LoadSteps(Static):
    """A line per step. `at` may be called from any thread, as often as it likes: the screen looks when it can."""

    def __init__(self) -> None:
        super().__init__()
        self._began: dict[str, float] = {}
        self._shares: dict[str, float] = {}
        self._ended: dict[str, float] = {}
        self._details: dict[str, str] = {}

    def on_mount(self) -> None:
        """Look every tick."""
        self._show()
        self.set_interval(_TICK, self._show)

    def at(self, doing: str, share: float) -> None:
        """The step `doing` is done to this share, from 0 to 1; whatever was at work before it is done.

        A `sources.step.Step` says more about it, such as the bytes and rows that were read.
        """
        now = monotonic()
        for other in self._began:
            if other != doing:
                self._ended.setdefault(other, now)
        self._began.setdefault(doing, now)
        self._shares[doing] = min(1.0, max(share, self._shares.get(doing, 0.0)))
        self._details[doing] = detail(doing) or self._details.get(doing, "")
        if share >= 1:
            self._ended.setdefault(doing, now)

    def _show(self) -> None:
        if not self.display or self.app.screen is not self.screen:
            return  # whatever covers it, or took its place, would be drawn anew at each tick
        now = monotonic()
        lines = [self._line(doing, now) for doing in tuple(self._began)]
        self.update(Content("\n").join(lines))

    def _line(self, doing: str, now: float) -> Content:
        ended = self._ended.get(doing)
        seconds = f"{(now if ended is None else ended) - self._began[doing]:6.1f} s"
        name = cell(clipped(doing, 200), _NAME)
        if ended is not None:
            known = cell(f" {self._details[doing]}", _BAR + 7, "dim")
            return Content.assemble(plain("✓ ", "$success"), name, known, plain(seconds, "dim"))
        share = self._shares.get(doing, 0.0)
        if not share:
            return Content.assemble(plain("▸ ", "$primary"), name, " " * (_BAR + 7), plain(seconds, "dim"))
        full = round(share * _BAR)
        bar = [plain("━" * full, "$primary"), plain("─" * (_BAR - full), "dim")]
        line = Content.assemble(
            plain("▸ ", "$primary"), name, " ", *bar, plain(f" {share:4.0%} "), plain(seconds, "dim")
        )
        told = self._details[doing]
        return Content("\n").join([line, plain(f"  {clipped(told, 76)}", "dim")]) if told else line
