"""The make-up of the buckets as lines of text: a count and a share in each cell, on ground that is stronger for larger shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from icp_tui.review.insights.heat import Heat, percent
from icp_tui.scoring.assign import DISQUALIFIED, KILLED, NURTURE
from icp_tui.tui.text import clipped
from icp_tui.tui.widgets.bucket_line import ink, rounded
from icp_tui.tui.widgets.text_lines import MUTED
from icp_tui.tui.wrapping import cell

# The widest column of names, and the least that is readable.
_NAME, _LEAST_NAME = 36, 12
_SHARE = 5
# How strong the ground is at the largest share of a column, in percent.
_STRONGEST = 45
_HEADER = 12
_SHORT = {NURTURE: "nurt.", DISQUALIFIED: "disq.", KILLED: "killed"}


@dataclass(frozen=True)
class Way:
    """Whether buckets have short names, and which columns have shares: `all`, `tiers` or `none`."""

    short: bool
    shares: str

    def shares_in(self, heat: Heat, column: int) -> bool:
        """Whether a column shows its shares."""
        return self.shares == "all" or (self.shares == "tiers" and column < len(heat.buckets) - len(_SHORT))


# The first that fits is taken.
_WAYS = (Way(short=False, shares="all"), Way(short=True, shares="all"), Way(short=True, shares="tiers"),
         Way(short=True, shares="none"))  # fmt: skip


@dataclass(frozen=True)
class Laid:
    """How a map is laid out: cells for the names, and for the columns from `first` on, in one of the ways to say them."""

    name: int
    columns: Sequence[int]
    first: int
    way: Way

    def column_at(self, x: int) -> int | None:
        """The column under a cell; None left of the first or right of the last."""
        x -= self.name
        for place, width in enumerate(self.columns):
            if 0 <= x < width:
                return self.first + place
            x -= width
        return None


def laid(heat: Heat, width: int, column: int = 0) -> Laid:
    """As much as fits: with shares, else without, else only the columns around `column`."""
    names = max([_NAME if len(row.name) > _NAME else Content(row.name).cell_length for row in heat.rows], default=8) + 2
    widths: list[int] = []
    for way in _WAYS:
        widths = [_width(heat, place, way) for place in range(len(heat.buckets) + 1)]
        name = min(names, width - sum(widths))
        if name >= min(names, _LEAST_NAME):
            return Laid(name, widths, 0, way)
    name = min(names, _LEAST_NAME)
    first = min(column, len(widths) - 1)
    while first > 0 and sum(widths[first - 1 : column + 1]) <= width - name:
        first -= 1
    fitting = next((n for n in range(len(widths) - first, 1, -1) if sum(widths[first : first + n]) <= width - name), 1)
    return Laid(name, widths[first : first + fitting], first, _WAYS[-1])


def header_lines(heat: Heat, how: Laid, seen: range) -> list[Content]:
    """The buckets' names, and below them how many accounts each has; `seen` are the rows on the screen."""
    tiers = list(heat.buckets)[:-3]
    names = cell(f" {heat.title}", how.name, "bold")
    part = "" if len(seen) >= len(heat.rows) else f" {seen.start + 1}-{seen.stop} of {len(heat.rows)}"
    totals = cell(part, how.name, MUTED)
    for place, width in enumerate(how.columns, start=how.first):
        if place < len(heat.buckets):
            bucket = heat.buckets[place]
            said, style, total = _called(bucket, how.way), f"bold {ink(bucket, tiers)}", heat.totals[place]
        else:
            said, style, total = "all", "bold", heat.accounts
        names += cell(said, width - 1, style, right=True) + Content(" ")
        totals += cell(_count(total), width - 1, MUTED, right=True) + Content(" ")
    return [names, totals]


def row_line(heat: Heat, how: Laid, row: int, cursor: int | None = None) -> Content:
    """One value: `Software    12  24%  ...`; `cursor` is the column that stands out."""
    one = heat.rows[row]
    line = cell(f" {clipped(one.name, _NAME)}", how.name - 1, "bold" if cursor is not None else "") + Content(" ")
    for place, width in enumerate(how.columns, start=how.first):
        whole = place == len(heat.buckets)
        count = one.accounts if whole else one.counts[place]
        total = heat.accounts if whole else heat.totals[place]
        said = _count(count) if count else "·"
        if how.way.shares_in(heat, place):
            said += f"{percent(count / total) if count and total else '':>{_SHARE}}"
        text = cell(f"{said} ", width, right=True)
        if place == cursor:
            line += text.stylize("bold reverse")
        else:
            line += text.stylize(MUTED if not count else "" if whole else _ground(heat, place, count))
    return line


def _ground(heat: Heat, column: int, count: int) -> str:
    most = max((row.counts[column] for row in heat.rows), default=0)
    strength = round(_STRONGEST * count / most / 5) * 5 if most else 0
    return f"on $primary {strength}%" if strength else ""


def _width(heat: Heat, column: int, way: Way) -> int:
    """Cells of a column: its largest count, the share, and a blank on either side."""
    whole = column == len(heat.buckets)
    counts = [row.accounts if whole else row.counts[column] for row in heat.rows]
    title = "all" if whole else _called(heat.buckets[column], way)
    total = heat.accounts if whole else heat.totals[column]
    widest = max([len(_count(count)) for count in counts], default=1) + (_SHARE if way.shares_in(heat, column) else 0)
    return max(widest, Content(title).cell_length, len(_count(total))) + 2


def _called(bucket: str, way: Way) -> str:
    return _SHORT.get(bucket, clipped(bucket, _HEADER)) if way.short else clipped(bucket, _HEADER)


def _count(count: int) -> str:
    return f"{count:,}" if count < 1_000_000 else rounded(count)
