from __future__ import annotations

import polars as pl

from icp_tui.tui.widgets.table_marks import Marks


def rows(*numbers: int) -> pl.Series:
    return pl.Series(numbers, dtype=pl.UInt32)


def test_marks_come_and_go_one_by_one() -> None:
    marks = Marks()
    assert (marks.count, marks.rows().to_list(), marks.has(5)) == (0, [], False)
    for row in (7, 2, 9, 2):
        marks.toggle(row)
    assert (marks.count, marks.rows().to_list()) == (2, [7, 9])
    assert marks.rows().dtype == pl.UInt32
    assert [marks.has(row) for row in (2, 7, 8, 9, 10**9)] == [False, True, False, True, False]


def test_all_are_marked_unless_all_are() -> None:
    marks = Marks()
    marks.toggle(3)
    marks.toggle_all(rows(5, 3, 1))
    assert marks.rows().to_list() == [1, 3, 5]
    marks.toggle(8)
    marks.toggle_all(rows(1, 5))
    assert marks.rows().to_list() == [3, 8]
    marks.toggle_all(rows())
    assert marks.count == 2
    marks.clear()
    assert (marks.count, marks.rows().to_list(), marks.has(3)) == (0, [], False)
    marks.toggle(0)
    assert marks.rows().to_list() == [0]


def test_rows_read_before_a_change_stay_as_they_were() -> None:
    marks = Marks()
    marks.toggle_all(rows(1, 2))
    before = marks.rows()
    marks.toggle(1)
    marks.toggle(4_000)
    assert before.to_list() == [1, 2]


def test_a_million_marks() -> None:
    marks = Marks()
    marks.toggle_all(pl.int_range(1_000_000, dtype=pl.UInt32, eager=True).reverse())
    assert marks.count == 1_000_000
    marks.toggle(999_999)
    assert marks.count == 999_999
    assert marks.rows().tail(1).to_list() == [999_998]
