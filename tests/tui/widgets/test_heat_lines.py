"""The heat map's lines: within the width whatever there is, and never without the numbers."""

import pytest
from screens import HOSTILE

from icp_tui.review.insights.heat import Heat, HeatRow
from icp_tui.tui.widgets.heat_lines import header_lines, laid, row_line

BUCKETS = ["A", "B", "nurture", "disqualified", "killed"]


def made(scale=1, names=("Software", "others")):
    rows = [HeatRow(name, [n * scale for n in (3, 1, 0, 200, 7)], "") for name in names]
    return Heat("industry", BUCKETS, [n * scale * len(names) for n in (3, 1, 0, 200, 7)], rows, 2)


def test_counts_and_shares():
    heat = made()
    how = laid(heat, 120)
    head, totals = header_lines(heat, how, range(2))
    assert head.plain.split() == ["industry", "A", "B", "nurture", "disqualified", "killed", "all"]
    assert totals.plain.split() == ["6", "2", "0", "400", "14", "422"]
    assert row_line(heat, how, 0).plain.split() == ["Software", "3", "50%", "1", "50%", "·", "200", "50%", "7", "50%", "211", "50%"]


def test_less_room_takes_words_then_shares_then_columns():
    heat = made()
    assert "disq." in header_lines(heat, laid(heat, 64), range(2))[0].plain
    narrow = laid(heat, 45)
    assert row_line(heat, narrow, 0).plain.split() == ["Software", "3", "1", "·", "200", "7", "211"]
    least = laid(heat, 20, column=4)
    assert least.first > 0
    assert "7" in row_line(heat, least, 0, cursor=4).plain


@pytest.mark.parametrize("width", [20, 45, 60, 80, 120, 300])
@pytest.mark.parametrize("scale", [1, 1_000_000])
def test_no_line_is_wider_than_it_may_be(width, scale):
    heat = made(scale, names=(HOSTILE, "会社" * 30))
    for column in range(6):
        how = laid(heat, width, column)
        assert how.first <= column < how.first + len(how.columns)
        lines = [*header_lines(heat, how, range(1)), *(row_line(heat, how, row, column) for row in range(2))]
        assert max(line.cell_length for line in lines) <= width
        assert not any("\x1b" in line.plain for line in lines)


def test_the_column_under_the_mouse():
    heat = made()
    how = laid(heat, 120)
    assert [how.column_at(x) for x in (0, how.name, how.name + sum(how.columns) - 1, 119)] == [None, 0, 5, None]
