"""Blocks of entries as lines of text: names, numbers below their headers, a bar, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from icp_tui.review.insights.block import Block, Entry
from icp_tui.review.told import bar
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.widgets.text_lines import MUTED, hung
from icp_tui.tui.wrapping import cell

_BAR = 10
# The widest column of names; a note needs so much room to stand beside its entry.
_NAME, _NOTE = 40, 24
_SAME = 18
_MARK = 2


@dataclass(frozen=True)
class Line:
    """A line, and the entry that it is, if it is one."""

    content: Content
    entry: Entry | None = None


def block_lines(blocks: Sequence[Block], width: int) -> list[Line]:
    """All blocks below each other for a width."""
    lines: list[Line] = []
    for block in blocks:
        if lines:
            lines.append(Line(Content("")))
        numbers = _numbers(block)
        # Short names are as wide as those of other blocks, so that most numbers stand below each other.
        longest = max([_SAME, *(Content(clipped(one.name, _NAME)).cell_length for one in block.entries)])
        least = _MARK + sum(numbers) + 1
        name = min(longest, max(width - least - _BAR - 1, width - least, 10)) if least + longest > width else longest
        lines += [Line(line) for line in _title(block, name, numbers, width)]
        for said in block.said:
            mark, style = ("✓ ", "$text-success") if said.good else ("! ", "bold $text-warning")
            first, *more = hung(said.said, width, first=" " * _MARK + mark)
            lines += [Line(Content.assemble((first.plain[: _MARK + 2], style), first[_MARK + 2 :])), *map(Line, more)]
        lines += [line for one in block.entries for line in _entry(one, name, numbers, width)]
    # Headers alone may ask for more than a very narrow screen has.
    return [Line(line.content.truncate(width, ellipsis=True), line.entry) for line in lines]


def _numbers(block: Block) -> list[int]:
    """The cells of each column of numbers, with the gap before it."""
    columns = max([len(block.headers), *(len(one.numbers) for one in block.entries)], default=0)
    found = []
    for place in range(columns):
        texts = [block.headers[place]] if place < len(block.headers) else []
        texts += [one.numbers[place] for one in block.entries if place < len(one.numbers)]
        found.append(max(Content(clipped(text, 20)).cell_length for text in texts) + 2)
    return found


def _title(block: Block, name: int, numbers: Sequence[int], width: int) -> list[Content]:
    """The title with the headers on its line, else below it."""
    title = plain(block.title, "bold $text-primary")
    if not block.entries or not block.headers:
        return hung(block.title, width, style="bold $text-primary")
    headers = Content("").join(
        cell(clipped(said, 20), wide, MUTED, right=True) for said, wide in zip(block.headers, numbers, strict=False)
    )
    if block.bar:
        headers += plain(f"  {block.bar}", MUTED)
    if title.cell_length <= name + _MARK:
        return [title.pad_right(name + _MARK - title.cell_length) + headers]
    return [*hung(block.title, width, style="bold $text-primary"), Content(" " * (name + _MARK)) + headers]


def _entry(one: Entry, name: int, numbers: Sequence[int], width: int) -> list[Line]:
    row = Content(" " * _MARK) + cell(clipped(one.name, _NAME), name)
    for said, wide in zip(one.numbers, numbers, strict=False):
        row += cell(clipped(said, 20), wide, right=True)
    row = row.pad_right(_MARK + name + sum(numbers) - row.cell_length)
    if one.share is not None and width - row.cell_length > _BAR:
        filled = bar(one.share, _BAR)
        row += Content("  ") + Content(filled.ljust(_BAR)).stylize("$primary on $surface-lighten-1")
    row = row.truncate(width, ellipsis=True)
    if not one.note:
        return [Line(row, one)]
    left = width - row.cell_length - 2
    if left >= min(_NOTE, Content(one.note).cell_length):
        return [Line(row + Content("  ") + plain(clipped(one.note, 200), MUTED).truncate(left, ellipsis=True), one)]
    return [Line(row, one), *(Line(line) for line in hung(one.note, width, first=" " * (_MARK + 2), style=MUTED))]
