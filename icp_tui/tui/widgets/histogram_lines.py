"""The histogram of scores as lines of text: bars in the colours of their buckets, letters and cut lines below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content

from icp_tui.review.score_bars import POINTS, Cut, ScoreBars
from icp_tui.scoring.assign import DISQUALIFIED, KILLED, NURTURE
from icp_tui.tui.text import clipped
from icp_tui.tui.widgets.bucket_line import ink, rounded
from icp_tui.tui.widgets.text_lines import MUTED

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_LETTERS = {NURTURE: "n", DISQUALIFIED: "d", KILLED: "x"}
# Points of score in one bar, finest first; all divide 100.
_STEPS = (1, 2, 4, 5, 10, 20, 25, 50, 100)
# A finer histogram is worth it when it fills at least so much of the width.
_FULL = 0.8
# Letters, numbers and cut lines below the bars.
_BELOW = 3
_NAME = 12
# A bar so many times as high as the next one is cut, or the others could not be seen; its number, its end and the
# break stand above them.
_GIANT = 3
_ABOVE = 3
_BREAK = "≈"
# Bars this wide stand apart.
_APART = 3


@dataclass(frozen=True)
class Scale:
    """How bars are laid out: `step` points of score each, `cells` wide, after `gutter` cells for the counts."""

    step: int
    cells: int
    gutter: int

    @property
    def bars(self) -> int:
        """How many bars there are."""
        return POINTS // self.step

    def at(self, score: float) -> int:
        """The cell of a score, from the left edge."""
        return self.gutter + min(int(score / self.step * self.cells), self.bars * self.cells - 1)

    def bar_at(self, x: int) -> int | None:
        """The bar under a cell."""
        place = (x - self.gutter) // self.cells
        return place if x >= self.gutter and place < self.bars else None

    def edges(self, bar: int) -> tuple[int, int]:
        """The scores that a bar goes from and up to."""
        return bar * self.step, (bar + 1) * self.step


def scale(bars: ScoreBars, width: int) -> Scale:
    """The finest bars that fill most of `width` cells."""
    gutter = min(len(rounded(bars.accounts)) + 1, max(width - 10, 0))
    room = max(width - gutter, 1)
    fitting = [(step, room // (POINTS // step)) for step in _STEPS if POINTS // step <= room]
    full = [(step, cells) for step, cells in fitting if POINTS // step * cells >= room * _FULL]
    step, cells = full[0] if full else fitting[0]
    return Scale(step, cells, gutter)


def letters(buckets: Sequence[str]) -> dict[str, str]:
    """One letter for each bucket: a tier's own where they differ, else its number; n, d and x for the others."""
    tiers = [name for name in buckets if name not in _LETTERS]
    firsts = [clipped(name, 20)[:1] for name in tiers]
    apart = len({*firsts, *_LETTERS.values()}) == len(firsts) + len(_LETTERS) and all(one.isalnum() for one in firsts)
    own = firsts if apart else [str(place)[-1] for place in range(1, len(tiers) + 1)]
    return dict(zip(tiers, own, strict=True)) | _LETTERS


def histogram_lines(bars: ScoreBars, width: int, height: int, cursor: int | None = None) -> list[Content]:
    """At most `height` lines of at most `width` cells; `cursor` is the bar that stands out."""
    laid = scale(bars, width)
    rows = max(height - _BELOW, 1)
    held = [bars.between(*laid.edges(bar)) for bar in range(laid.bars)]
    totals = [sum(one.values()) for one in held]
    giant = _giant(totals, rows)
    low = rows if giant is None else rows - _ABOVE
    top = max((total for bar, total in enumerate(totals) if bar != giant), default=0)
    drawn = [_column(one, top, low) + [("", " ")] * (rows - low) for one in held]
    if giant is not None:
        drawn[giant] = _cut_column(held[giant], rows)
    tiers = [name for name in bars.counts if name not in _LETTERS]
    lines = [
        _gutter(laid, rounded(top) if row == low - 1 and top else "")
        + Content("").join(_cell(column[row], laid, tiers, lit=bar == cursor) for bar, column in enumerate(drawn))
        for row in reversed(range(rows))
    ]
    below = [_letter_line(held, laid, tiers, letters(list(bars.counts)), cursor), _numbers(laid), _cut_line(bars.cuts, laid, width, tiers)]
    if giant is not None:
        at = min(laid.gutter + giant * laid.cells, max(width - len(rounded(totals[giant])), 0))
        lines[0] = Content(" " * at) + Content(rounded(totals[giant])).stylize("bold")
    return [*lines, *below][:height]


def legend(counts: Mapping[str, int], *, skip_empty: bool = True) -> list[Content]:
    """`A 50`, `B 200`, `n nurture 812`: the letters under the bars, in the buckets' colours."""
    named = letters(list(counts))
    tiers = [name for name in counts if name not in _LETTERS]
    said = []
    for name, count in counts.items():
        if count or not skip_empty:
            full = "" if named[name] == name else f" {clipped(name, _NAME)}"
            said.append(Content(f"{named[name]}{full} ").stylize(f"bold {ink(name, tiers)}") + Content(f"{count:,}"))
    return said


def _giant(totals: Sequence[int], rows: int) -> int | None:
    """The bar that is far higher than all others, where there is room to cut it."""
    if len(totals) < 2 or rows <= 2 * _ABOVE:
        return None
    second, first = sorted(totals)[-2:]
    return totals.index(first) if second and first > _GIANT * second else None


def _cut_column(held: Mapping[str, int], rows: int) -> list[tuple[str, str]]:
    """A bar as high as the room below its number, broken above the height of the others."""
    column = _column(held, sum(held.values()), rows - 1)
    column[rows - _ABOVE] = (column[rows - _ABOVE][0], _BREAK)
    return [*column, ("", " ")]


def _column(held: Mapping[str, int], top: int, rows: int) -> list[tuple[str, str]]:
    """A bar from the bottom up: in each row its bucket and its block; the last one is exact to an eighth."""
    total = sum(held.values())
    eighths = max(round(total / top * rows * 8), 1) if total else 0
    filled = -(-eighths // 8)
    column = []
    for row in range(rows):
        block = _EIGHTHS[min(max(eighths - row * 8, 0), 8)]
        column.append((_bucket_at(held, (row + 0.5) / filled * total) if row < filled else "", block))
    if filled > 1:
        # However few they are, the best of a bar are seen.
        column[0] = (next(iter(held)), column[0][1])
    return column


def _bucket_at(held: Mapping[str, int], place: float) -> str:
    """The bucket of the account at this place, the best at the bottom."""
    for bucket, count in held.items():
        place -= count
        if place <= 0:
            return bucket
    return list(held)[-1]


def _cell(found: tuple[str, str], laid: Scale, tiers: Sequence[str], *, lit: bool) -> Content:
    bucket, block = found
    cells = laid.cells - 1 if laid.cells >= _APART else laid.cells
    ground = " on $surface-lighten-2" if lit else ""
    style = (ink(bucket, tiers) if bucket else "") + ground
    return Content(block * cells).stylize(style.strip()) + Content(" " * (laid.cells - cells))


def _gutter(laid: Scale, said: str) -> Content:
    return Content(f"{said[: laid.gutter]:>{max(laid.gutter - 1, 0)}} "[: laid.gutter]).stylize(MUTED)


def _letter_line(
    held: Sequence[Mapping[str, int]], laid: Scale, tiers: Sequence[str], named: Mapping[str, str], cursor: int | None
) -> Content:
    """Below each bar the letter of the bucket that most of it are in, the killed aside."""
    line = _gutter(laid, "")
    for bar, one in enumerate(held):
        most = max(one, key=lambda bucket: (bucket != KILLED, one[bucket]), default="")
        cells = laid.cells - 1 if laid.cells >= _APART else laid.cells
        said = (named[most] if most else "·").center(cells)
        style = f"bold {ink(most, tiers)}" if most else MUTED
        line += Content(said).stylize(f"{style} reverse" if bar == cursor else style) + Content(" " * (laid.cells - cells))
    return line


def _numbers(laid: Scale) -> Content:
    """The scores below the bars, as many as have room."""
    wide = laid.bars * laid.cells
    every = next(each for each in (10, 20, 50, 100) if each * wide // POINTS >= len("100") + 1 or each == POINTS)
    line = [" "] * (laid.gutter + wide)
    for score in range(0, POINTS + 1, every):
        said = str(score)
        at = min(laid.gutter + score * wide // POINTS, len(line) - len(said))
        if all(one == " " for one in line[max(at - 1, 0) : at + len(said)]):
            line[max(at, 0) : at + len(said)] = said
    return Content("".join(line)).stylize(MUTED)


def _cut_line(cuts: Sequence[Cut], laid: Scale, width: int, tiers: Sequence[str]) -> Content:
    """`▲A 82.50` below the score of each cut, with fewer words where there is no room."""
    line = Content("")
    placed = sorted(cuts, key=lambda cut: cut.score)
    for place, cut in enumerate(placed):
        at = laid.at(cut.score)
        after = placed[place + 1 :]
        end = next((laid.at(one.score) for one in after if laid.at(one.score) > at), width + 1)
        name = clipped(cut.name, _NAME)
        if at < line.cell_length:
            # Two cuts at one place: the second's name joins the first's, as far as there is room.
            more = Content(f" {name}")
            if line.cell_length + more.cell_length <= end:
                line += more.stylize(f"bold {ink(cut.name, tiers)}")
            continue
        texts = [f"▲{name} {cut.score:.2f}", f"▲{name}", "▲"]
        # A mark at the right edge says its name on its left.
        said = next((one for one in texts if at + Content(one).cell_length < end), "▲")
        left = f"{name} {cut.score:.2f}▲"
        if said == "▲" and not after and at - Content(left).cell_length + 1 > line.cell_length:
            at, said = at - Content(left).cell_length + 1, left
        line += Content(" " * (at - line.cell_length)) + Content(said).stylize(f"bold {ink(cut.name, tiers)}")
    return line
