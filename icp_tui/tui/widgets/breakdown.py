"""The breakdown of a score: a row for each criterion, grouped by layer, as lines for a given width."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from rich.cells import cell_len
from textual.content import Content

from icp_tui import columns
from icp_tui.review.told import bar
from icp_tui.scoring.explain import Explanation, Part
from icp_tui.scoring.words import fixed
from icp_tui.tui.text import clipped, safe
from icp_tui.tui.widgets.text_lines import MUTED, hung

_BAR = 8
_SMALL_BAR = 4
_VALUE = 200
_TITLE = 60
_SOURCE = 80
# A value beside its bar needs at least this; otherwise it stands below.
_ROOM = 24


def breakdown(one: Explanation, width: int, sources: Mapping[str, str] = MappingProxyType({})) -> list[Content]:
    """`Fit 81.25` and below it each criterion with points, bar, level and value, at most `width` cells wide.

    `sources` says by criterion where its value is from, if there is a choice.
    """
    lines: list[Content] = []
    sizes = _Sizes(one.parts, width)
    for layer in columns.LAYERS:
        parts = [part for part in one.parts if part.layer == layer]
        if parts:
            lines.append(_layer(layer, one.outcome[columns.layer(layer)]))
        for part in parts:
            lines += _part(part, sizes, sources.get(part.key, ""))
    return lines


class _Sizes:
    """How wide each column is, and whether the value fits beside the bar."""

    def __init__(self, parts: Sequence[Part], width: int) -> None:
        self.width = width
        self.points = max((cell_len(_points(part)) for part in parts), default=0)
        self.title = max((cell_len(_title(part)) for part in parts), default=0)
        self.bar = _BAR
        fixed_cells = 1 + 1 + self.points + 1
        if fixed_cells + self.title + self.bar > width:
            self.bar = _SMALL_BAR
        self.title = min(self.title, max(width - fixed_cells - self.bar, 4))
        self.value = width - fixed_cells - self.title - self.bar - 1
        self.beside = self.value >= _ROOM


def _layer(layer: str, score: Any) -> Content:
    said = "" if score is None else f"  {score:.2f}"
    return Content(layer.capitalize()).stylize("bold") + Content(said).stylize(MUTED)


def _part(part: Part, sizes: _Sizes, source: str) -> list[Content]:
    titles = hung(_title(part), sizes.title + 1, first=" ")
    share = float(part.points / part.most) if part.most else 0.0
    drawn = bar(share, sizes.bar)
    row = (
        _padded(titles[-1], sizes.title + 1)
        + Content(f" {_points(part):>{sizes.points}} ")
        + Content(drawn + " " * (sizes.bar - len(drawn))).stylize("$primary on $surface-lighten-1")
    )
    style = "$text-warning" if part.label == "unknown" else MUTED
    said = _level(part) + (f" ({clipped(source, _SOURCE)})" if source else "")
    if not sizes.beside:
        return [*titles[:-1], row, *hung(said, sizes.width, first="   ", style=style)]
    first, *more = hung(said, sizes.value, style=style)
    indent = Content(" " * (sizes.width - sizes.value))
    return [*titles[:-1], row + Content(" ") + first, *(indent + line for line in more)]


def _title(part: Part) -> str:
    return clipped(part.title, _TITLE)


def _points(part: Part) -> str:
    """`25.00/25`: what it gave of what it could give; a share that is no whole number keeps its decimals."""
    if part.skipped:
        return "left out"
    most = fixed(part.most)
    return f"{fixed(part.points)}/{most.removesuffix('.00')}"


def _level(part: Part) -> str:
    if part.skipped:
        return "unknown, so the others count for more"
    value = clipped(part.value, _VALUE)
    return f"{safe(part.label)}: {value}" if value else safe(part.label)


def _padded(line: Content, width: int) -> Content:
    return line + Content(" " * max(width - line.cell_length, 0))
