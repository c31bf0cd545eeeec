from __future__ import annotations

import polars as pl
import pytest
from rich.cells import cell_len
from table_app import COLUMNS, Source, TableApp, play
from textual.pilot import Pilot

from icp_tui.tui.commands import commands
from icp_tui.tui.widgets.account_table import AccountTable
from icp_tui.tui.widgets.table_column import Column


def test_a_page_as_it_looks() -> None:
    async def story(app: TableApp, _: Pilot[None]) -> None:
        app.table.set_sort("score", descending=True)
        assert app.lines == [
            "     rank tier account        score▼ domain              rev",
            ">       1 A    Company 0      100.00 c0.com                0",
            "        2 B    Evil�[2J�]0;p…  99.99 c1.com               1M",
            "        3 nur… Company 2       99.98 c2.com               2M",
            "        4 kil… C1�31m          99.97 c3.com               3M",
            "        5 A    Company 4       99.96 c4.com               4M",
            "        6 B    [red]x[/red]    99.95 c5.com               5M",
            "        – nur… Company 6       99.94 c6.com               6M",
            "        8 kil… [/nope]         99.93 c7.com               7M",
            "        9 A    Company 8       99.92 c8.com               8M",
            "       10 B    �exe.bidi       99.91 c9.com               9M",
        ]
        app.table.set_sort("tier")
        assert app.lines[0].startswith("     rank tie▲ account ")
        app.table.set_sort(None)
        assert app.lines[0].startswith("     rank tier account ")

    play(TableApp(Source(100)), story, (61, 12))


def test_moving_through_a_long_list() -> None:
    async def story(app: TableApp, pilot: Pilot[None]) -> None:
        table, source = app.table, app.source
        page = 10
        assert app.news() == [("Highlighted", 0, 0)]
        await pilot.press("down", "j", "k")
        assert app.news() == [("Highlighted", 1, 1), ("Highlighted", 2, 2), ("Highlighted", 1, 1)]
        await pilot.press("pagedown")
        # The window moves by a page and the cursor keeps its height.
        assert (table.position, table.scroll_offset.y) == (1 + page, page)
        await pilot.press("end")
        assert (table.row, table.scroll_offset.y) == (99_999, 100_000 - page)
        assert app.lines[-1].startswith(">  100000 kil…")
        await pilot.press("down", "pagedown")
        assert table.position == 99_999
        await pilot.press("pageup")
        assert (table.position, table.scroll_offset.y) == (99_999 - page, 100_000 - 2 * page)
        await pilot.press("g")
        assert (table.position, table.scroll_offset.y) == (0, 0)
        await pilot.press("up", "pageup", "G")
        assert table.position == 99_999
        await pilot.press("home")
        app.news()
        for position in range(1, 200):
            table.go_to(position)
            app.lines  # noqa: B018 - drawing is what asks for cells
        # Blocks, not rows: 200 rows take seven blocks of 32, and the ends three more.
        assert len(source.asked) <= 10
        assert max(count for count, _ in source.asked) <= 64
        assert all("tech" not in names for _, names in source.asked)

    play(TableApp(Source(100_000)), story)


def test_every_line_is_as_wide_as_the_window_at_every_offset() -> None:
    async def story(app: TableApp, _: Pilot[None]) -> None:
        table = app.table
        width = table.scrollable_content_region.width
        header = app.lines[0]
        for x in range(table.max_scroll_x + 1):
            table.scroll_to(x, animate=False)
            lines = app.lines
            assert [cell_len(line) for line in lines] == [width] * len(lines)
            assert lines[0][:28] == header[:28]
            assert lines[0][29] == (" " if x == 0 else "│")
            assert not {"\x1b", "\x07", "\x9b", "\n", "\u202e"} & set("".join(lines))
        # Unscrolled, every column starts in its own cell, whatever stands to the left of it.
        table.scroll_to(0, animate=False)
        for position in range(40):
            table.go_to(position)
            line = table.render_line(1 + position - table.scroll_offset.y)
            assert line.crop(37, 53).text == f"c{position}.com".ljust(16)

    play(TableApp(Source(40)), story)


def test_the_window_follows_the_current_column() -> None:
    async def story(app: TableApp, pilot: Pilot[None]) -> None:
        table = app.table
        assert table.column == "rank"
        await pilot.press("left")
        assert table.column == "rank"
        await pilot.press(*["right"] * 4)
        assert (table.column, table.scroll_offset.x) == ("domain", 0)
        await pilot.press("l")
        # Wholly in view, and the first scrolled column is not cut.
        assert table.column == "revenue"
        assert app.lines[0][30:].split() == ["domain", "rev", "tech…"]
        await pilot.press("right", "right")
        assert table.column == "tech"
        assert app.lines[1].rstrip().endswith("Salesforce, 日本")
        assert app.lines[0].rstrip().endswith("technologies")
        await pilot.press("h", "h", "h")
        assert (table.column, table.scroll_offset.x) == ("score", 0)
        assert table.go_to_column("tech")
        assert not table.go_to_column("none")
        table.set_columns([*COLUMNS[4:], COLUMNS[0]], 0)
        assert table.column == "tech"
        table.set_columns(COLUMNS[:2], 1)
        assert (table.column, table.scroll_offset.x) == ("rank", 0)

    play(TableApp(Source(100)), story)


def test_the_cursor_stays_on_its_account() -> None:
    async def story(app: TableApp, pilot: Pilot[None]) -> None:
        table, source = app.table, app.source
        table.go_to(500)
        table.go_to(505)
        await pilot.pause()
        app.news()
        height = table.position - table.scroll_offset.y
        table.show(source.frame, source.order.reverse())
        await pilot.pause()
        # Same account, same height on the screen.
        assert (table.row, table.position) == (505, 1_000 - 1 - 505)
        assert table.position - table.scroll_offset.y == height
        assert app.lines[1 + height].startswith(">     506")
        assert app.news() == [("Highlighted", 505, 494)]
        table.show(source.frame, source.order.reverse())
        await pilot.pause()
        assert app.news() == []
        # It is not shown any more: the position stays, or the last one.
        even = source.order.gather_every(2)
        table.show(source.frame, even)
        await pilot.pause()
        assert (table.row, table.position) == (988, 494)
        assert app.news() == [("Highlighted", 988, 494)]
        table.show(source.frame, even.head(3))
        await pilot.pause()
        assert (table.row, table.position, table.scroll_offset.y) == (4, 2, 0)
        assert [line[:9] for line in app.lines[1:5]] == ["        1", "        3", ">       5", "         "]
        assert table.go_to_row(2)
        assert not table.go_to_row(3)
        assert table.row == 2

    play(TableApp(Source(1_000)), story)


def test_changed_cells_are_read_again() -> None:
    async def story(app: TableApp, pilot: Pilot[None]) -> None:
        app.source.cells = app.source.cells.with_columns(name=pl.lit("Renamed"))
        await pilot.press("down")
        assert "Renamed" not in app.lines[1]
        app.table.refresh_cells()
        assert "Renamed" in app.lines[1]
        other = Source(100)
        app.table.refresh_cells(other.frame)
        assert "Company 0" in app.lines[1]
        assert app.table.position == 1

    play(TableApp(Source(100)), story)


def test_marks() -> None:
    async def story(app: TableApp, pilot: Pilot[None]) -> None:
        table = app.table
        app.news()
        await pilot.press("space", "space")
        assert table.marked_rows().to_list() == [0, 1]
        assert [line[:2] for line in app.lines[1:4]] == [" *", " *", "> "]
        assert app.news() == [
            ("MarksChanged", 1), ("Highlighted", 1, 1), ("MarksChanged", 2), ("Highlighted", 2, 2),
        ]  # fmt: skip
        await pilot.press("up", "space")
        assert table.marked_rows().to_list() == [0]
        # All shown: those that a filter hides keep their marks.
        table.show(app.source.frame, app.source.order.tail(3))
        await pilot.press("asterisk")
        assert table.marked_rows().to_list() == [0, 97, 98, 99]
        assert [line[1] for line in app.lines[1:4]] == ["*", "*", "*"]
        await pilot.press("end", "space")
        assert (table.mark_count, table.position) == (3, 2)
        await pilot.press("asterisk", "asterisk")
        assert table.marked_rows().to_list() == [0]
        table.clear_marks()
        await pilot.pause()
        assert table.mark_count == 0
        assert app.news()[-1] == ("MarksChanged", 0)

    play(TableApp(Source(100)), story)


def test_the_mouse() -> None:
    async def story(app: TableApp, pilot: Pilot[None]) -> None:
        table = app.table
        app.news()
        await pilot.click(AccountTable, offset=(32, 5))
        assert app.news() == [("Highlighted", 4, 4)]
        assert table.column == "score"
        await pilot.click(AccountTable, offset=(16, 3), times=2)
        assert app.news() == [("Highlighted", 2, 2), ("Opened", 2)]
        await pilot.click(AccountTable, offset=(1, 4))
        assert app.news() == [("Highlighted", 3, 3), ("MarksChanged", 1)]
        await pilot.press("enter")
        assert app.news() == [("Opened", 3)]
        # The wheel moves the window, not the cursor; clicks count from the window.
        table.scroll_to(y=20, animate=False)
        assert table.position == 3
        await pilot.click(AccountTable, offset=(16, 1))
        assert app.news() == [("Highlighted", 20, 20)]
        await pilot.press("home")
        app.news()
        await pilot.click(AccountTable, offset=(40, 0))
        assert app.news() == [("HeaderClicked", "domain")]
        assert table.column == "domain"

    play(TableApp(Source(100)), story)


def test_a_click_on_a_header_counts_from_the_scrolled_columns() -> None:
    async def story(app: TableApp, pilot: Pilot[None]) -> None:
        table = app.table
        app.news()
        # Scrolled by 7, the first cell behind the fixed columns is domain's; revenue begins 17 cells on.
        table.scroll_to(7, animate=False)
        for x, column in ((4, "rank"), (28, "name"), (30, "domain"), (46, "domain")):
            table.scroll_to(7, animate=False)
            await pilot.click(AccountTable, offset=(x, 0))
            assert app.news() == [("HeaderClicked", column)]
        table.scroll_to(7, animate=False)
        await pilot.click(AccountTable, offset=(47, 0))
        assert app.news() == [("HeaderClicked", "revenue")]
        await pilot.click(AccountTable, offset=(1, 0))
        assert app.news() == []

    play(TableApp(Source(100)), story)


def test_nothing_to_show_says_why() -> None:
    async def story(app: TableApp, pilot: Pilot[None]) -> None:
        table = app.table
        assert app.news() == [("Highlighted", None, 0)]
        assert (table.row, table.position, table.row_count) == (None, 0, 0)
        lines = [line.rstrip() for line in app.lines]
        assert lines[:6] == [
            "     rank tier account",
            "",
            "   0 match `x = '�[2J'`: Esc",
            "   clears",
            "",
            "   or f to change it",
        ]
        await pilot.press("down", "end", "pageup", "space", "asterisk", "enter", "right")
        await pilot.click(AccountTable, offset=(9, 4))
        assert app.news() == []
        table.show(app.source.frame, pl.Series([0], dtype=pl.UInt32))
        await pilot.press("down", "end", "pageup")
        assert app.news() == [("Highlighted", 0, 0)]
        assert app.lines[1].startswith(">       1 A")
        assert not "".join(app.lines[2:]).strip()

    source = Source(1)
    source.order = source.order.clear()
    play(
        TableApp(source, COLUMNS[:3], empty="0 match `x = '\x1b[2J'`: Esc clears\n\nor f to change it"),
        story,
        (33, 9),
    )


def test_the_cursor_stays_in_view_when_the_size_changes() -> None:
    async def story(app: TableApp, pilot: Pilot[None]) -> None:
        table = app.table
        await pilot.press("end", "up", "up")
        for width, height in ((60, 6), (100, 30), (33, 4), (5, 3), (1, 1), (5, 2), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            lines = app.lines
            columns, rows = table.scrollable_content_region.size
            assert [cell_len(line) for line in lines] == [columns] * rows
            if rows > 1:
                assert any(line.startswith(">") for line in lines)
            # No room is left empty below the last row.
            assert table.scroll_offset.y + max(rows - 1, 1) <= 100 or rows > 100
        assert table.position == 97

    play(TableApp(Source(100)), story, (60, 12))


def test_five_cells_hold_a_table() -> None:
    async def story(app: TableApp, pilot: Pilot[None]) -> None:
        assert app.lines[1] == ">  …"
        await pilot.press("right", "right", "right", "down", "space", "end", "left")
        assert all(len(line) <= 5 for line in app.lines)

    play(TableApp(Source(100)), story, (5, 5))


def test_no_columns_and_no_data_draw_nothing() -> None:
    async def story(app: TableApp, pilot: Pilot[None]) -> None:
        await pilot.press("right", "down", "space")
        assert app.table.column is None
        assert [line.rstrip() for line in app.lines[:4]] == ["", "", " *", ">"]

    play(TableApp(Source(3), (), 2), story)


def styles(app: TableApp, y: int) -> dict[str, tuple[object, object, bool]]:
    """The pieces of a line by their text: colour, background, whether underlined."""
    found = {}
    for segment in app.table.render_line(y):
        style = segment.style
        assert style is not None
        for word in segment.text.split():
            found[word] = (style.color, style.bgcolor, bool(style.underline))
    return found


def test_buckets_unknowns_and_hits_have_their_styles() -> None:
    async def story(app: TableApp, pilot: Pilot[None]) -> None:
        await pilot.press("end")
        app.table.scroll_to(y=0, animate=False)
        colours = {name: app.theme_variables[name].upper() for name in ("success", "error", "warning")}

        def colour(y: int, word: str) -> str:
            found = styles(app, y)[word][0]
            return found.triplet.hex.upper() if found is not None else ""  # type: ignore[attr-defined]

        assert colour(1, "A") == colours["success"]
        assert colour(4, "kil…") == colours["error"]
        assert colour(7, "–") == colours["warning"]
        assert len({colour(1, "A"), colour(4, "kil…"), colour(1, "100.00")}) == 3
        assert not any(underlined for *_, underlined in styles(app, 3).values())
        app.table.set_find("ANY 2")
        hits = {word for y in range(1, 9) for word, (*_, underlined) in styles(app, y).items() if underlined}
        assert hits == {"any", "2"}
        app.table.set_find("[red]")
        assert styles(app, 6)["[red]"][2]
        app.table.set_find("")
        assert not styles(app, 6)["[red]x[/red]"][2]

    play(TableApp(Source(100)), story, (61, 12))


def test_lines_are_drawn_anew_when_focus_or_theme_changes() -> None:
    async def story(app: TableApp, pilot: Pilot[None]) -> None:
        table = app.table
        seen = []
        for change in (
            lambda: None,
            lambda: app.set_focus(None),
            table.focus,
            lambda: setattr(app, "theme", "nord"),
        ):
            change()
            await pilot.pause()
            seen.append(styles(app, 1)[">"][1])
        focused, blurred, again, nord = seen
        assert focused == again
        assert len({focused, blurred, nord}) == 3

    play(TableApp(Source(100)), story)


def test_what_is_kept_does_not_grow_with_the_way_gone() -> None:
    async def story(app: TableApp, _: Pilot[None]) -> None:
        for position in range(0, 100_000, 1_000):
            app.table.go_to(position)
            app.lines  # noqa: B018
        assert len(app.table._lines._strips) <= 300
        assert len(app.table._lines.pages._blocks) <= 64

    play(TableApp(Source(100_000)), story, (60, 40))


@pytest.mark.parametrize("command", list(commands("table")), ids=lambda command: command.action)
def test_every_key_of_the_table_has_its_action(command: object) -> None:
    action = command.action.split("(")[0]  # type: ignore[attr-defined]
    assert callable(getattr(AccountTable, f"action_{action}"))


def test_a_cell_of_ten_megabytes_costs_no_more_than_a_short_one() -> None:
    async def story(app: TableApp, _: Pilot[None]) -> None:
        assert app.lines[1] == ">  xxxxxxxxx… y, y, y,…"[:23].ljust(app.table.scrollable_content_region.width)

    source = Source(2)
    source.cells = pl.DataFrame({"name": ["x" * 10_000_000] * 2, "tech": [["y"] * 1_000_000] * 2})
    columns = (Column("name", "name", 10), Column("tech", "tech", 9, "list"))
    play(TableApp(source, columns, 0), story, (40, 5))
