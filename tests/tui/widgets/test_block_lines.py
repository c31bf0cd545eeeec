"""Blocks as lines: aligned, within the width, and safe."""

import pytest
from screens import HOSTILE

from icp_tui.review.insights.block import Block, Entry
from icp_tui.review.shown import Shown
from icp_tui.scoring.survey import Verdict
from icp_tui.tui.widgets.block_lines import block_lines

BLOCKS = [
    Block("Breadth", said=[Verdict(good=True, said="fine"), Verdict(good=False, said="too broad? " + "word " * 30)]),
    Block("Size", ("grade", "accounts"), [
        Entry("in band", ("1.00", "1,200"), 0.5, "ideal", Shown("x")), Entry("near", ("0.50", "7"), 0.0),
    ], bar="of fit"),
]  # fmt: skip


def test_numbers_stand_below_their_headers():
    plain = [line.content.plain.rstrip() for line in block_lines(BLOCKS, 80)]
    assert plain[:2] == ["Breadth", "  ✓ fine"]
    assert plain[2].startswith("  ! too broad? ")
    assert plain[3].startswith("    word")
    assert plain[-3:] == [
        "Size                  grade  accounts  of fit",
        "  in band              1.00     1,200  █████       ideal",
        "  near                 0.50         7",
    ]


def test_entries_are_told():
    assert [line.entry.name for line in block_lines(BLOCKS, 80) if line.entry] == ["in band", "near"]


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_line_is_wider_than_it_may_be(width):
    hostile = [Block(HOSTILE, (HOSTILE, "b"), [Entry(HOSTILE, (HOSTILE, "1"), 0.3, HOSTILE * 5)], [Verdict(good=False, said=HOSTILE)])]
    lines = block_lines([*BLOCKS, *hostile], width)
    assert max(line.content.cell_length for line in lines) <= width
    assert not any("\x1b" in line.content.plain for line in lines)
