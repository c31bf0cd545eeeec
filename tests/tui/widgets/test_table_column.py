from __future__ import annotations

import pytest

from icp_tui.tui.widgets.table_column import GUTTER, LEAST, Column, Columns, Seen

# Cells of the whole line: gutter 0-2, rank 3-6, name 8-17, score 19-24, city 26-45, each with a gap behind it.
RANK, NAME, SCORE, CITY = (
    Column("rank", "rank", 4),
    Column("name", "name", 10),
    Column("score", "score", 6),
    Column("city", "city", 20),
)
COLUMNS = Columns([RANK, NAME, SCORE, CITY], 2)


def cells(columns: Columns, x: int, view: int) -> list[tuple[str | None, bool]]:
    """What each cell of the window belongs to, worked out cell by cell: column or None, and whether it scrolls."""
    owners: list[str | None] = [None] * GUTTER
    for column in columns.all:
        owners += [column.name] * column.width + [None]
    fixed = columns.fixed_width(view)
    return [(owner, False) for owner in owners[:fixed]] + [(owner, True) for owner in owners[fixed:][x:]]


def test_the_line_is_as_wide_as_its_columns() -> None:
    assert COLUMNS.width == 47
    assert Columns((), 3).width == GUTTER
    assert (COLUMNS.index("score"), COLUMNS.index("none"), COLUMNS.name(3), COLUMNS.name(4)) == (
        2,
        None,
        "city",
        None,
    )


def scrolled_last(window: list[tuple[str | None, bool]]) -> str | None:
    """The last of several columns that scroll."""
    names = list(dict.fromkeys(owner for owner, scrolls in window if scrolls and owner is not None))
    return names[-1] if len(names) > 1 else None


@pytest.mark.parametrize("view", [1, 5, 12, 29, 30, 31, 40, 47, 80])
def test_seen_columns_are_those_of_a_cell_by_cell_count(view: int) -> None:
    for x in range(max(1, COLUMNS.width - view + 1)):
        window = cells(COLUMNS, x, view)[:view]
        fixed, scrolled = COLUMNS.seen(x, view)
        shown: dict[str, int] = {}
        for owner, _ in window:
            if owner is not None:
                shown[owner] = shown.get(owner, 0) + 1
        # A piece of a column at the right edge that is too short to say anything is left out.
        last = scrolled_last(window)
        if last is not None and 0 < shown[last] < LEAST and cells(COLUMNS, x, view)[view : view + 1] == [(last, True)]:
            del shown[last]
        widths = {
            seen.column.name: seen.column.width - seen.cut_left - seen.cut_right
            for seen in (*fixed, *scrolled)
        }
        assert {name: width for name, width in widths.items() if width} == shown
        assert [seen.index for seen in scrolled] == sorted(seen.index for seen in scrolled)


@pytest.mark.parametrize("view", [5, 12, 30, 40, 80])
def test_a_click_finds_the_column_under_it(view: int) -> None:
    for x in range(max(1, COLUMNS.width - view + 1)):
        for place, (owner, _) in enumerate(cells(COLUMNS, x, view)[:view]):
            index = COLUMNS.at(place, x, view)
            if owner is not None:
                assert COLUMNS.name(index if index is not None else 99) == owner
    assert COLUMNS.at(0, 0, 80) is None
    assert COLUMNS.at(46, 0, 80) == 3
    assert COLUMNS.at(47, 0, 80) is None


def test_fixed_columns_scroll_too_when_they_leave_no_room() -> None:
    assert COLUMNS.fixed(31) == 2
    assert COLUMNS.fixed(30) == 0
    assert COLUMNS.fixed_width(30) == GUTTER
    assert COLUMNS.seen(4, 5) == ([], [Seen(0, RANK, 4, 0), Seen(1, NAME, 0, 9)])


@pytest.mark.parametrize("view", [20, 31, 35, 40, 46])
def test_scrolling_to_a_column_shows_it_whole_and_cuts_none_at_the_left(view: int) -> None:
    for x in range(COLUMNS.width - view + 1):
        for index in range(COLUMNS.fixed(view), 4):
            after = COLUMNS.scrolled_to(index, x, view)
            seen = next(seen for seen in COLUMNS.seen(after, view)[1] if seen.index == index)
            room = view - COLUMNS.fixed_width(view)
            assert seen.cut_left == 0
            assert seen.cut_right == max(0, seen.column.width - room)
            if after != x:
                assert COLUMNS.seen(after, view)[1][0].cut_left == 0


def test_a_column_in_the_window_or_fixed_does_not_scroll() -> None:
    assert COLUMNS.scrolled_to(0, 9, 35) == 9
    assert COLUMNS.scrolled_to(2, 0, 40) == 0
    assert COLUMNS.scrolled_to(3, 0, 47) == 0
    assert COLUMNS.scrolled_to(2, 3, 40) == 0
