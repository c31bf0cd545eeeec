"""The footer: what fits, what never gives way, and what a click runs."""

import asyncio

import pytest
from screens import Stage, lines
from textual.widgets import Static

from icp_tui.tui.commands import bindings, commands
from icp_tui.tui.widgets.key_footer import KeyFooter, fitting, label

HERE = ("table", "workbench", "app")


@pytest.mark.parametrize("width", range(60, 201, 7))
def test_it_fits_its_line_and_always_says_how_to_get_help_and_out(width):
    found = fitting(HERE, width)
    line = " " + "  ".join(" ".join(label(one)) for one in found)
    assert len(line) <= width
    assert {"help", "back"} <= {one.action for one in found}
    left_out = [one for one in commands(*HERE) if one.footer and one not in found]
    if left_out:
        # The next in line does not fit, and what was kept matters more.
        first = min(left_out, key=lambda one: one.footer)
        assert len(line) + 2 + len(" ".join(label(first))) > width
        assert all(one.footer < first.footer for one in found if one.action not in {"help", "back"})


def test_with_room_enough_every_command_of_the_footer_is_there_in_the_order_of_the_table():
    assert fitting(HERE, 500) == [one for one in commands(*HERE) if one.footer]
    assert all(not one.footer for one in commands(*HERE) if one not in fitting(HERE, 500))


def test_with_no_room_at_all_only_the_ways_out_are_left():
    assert [one.action for one in fitting(HERE, 0)] == ["help", "back"]


def test_the_words_are_short():
    said = {label(one) for one in commands(*HERE) if one.footer}
    assert {("/", "find"), ("a b c", "pin"), ("x", "exclude"), ("e", "export"), ("1-9", "bucket")} <= said


class Bench(Stage):
    BINDINGS = bindings("app", "workbench")
    ran = ()

    def compose(self):
        yield Static("the list")
        yield KeyFooter(*HERE)

    def action_find(self):
        self.ran += ("find",)

    def action_help(self):
        self.ran += ("help",)


def test_it_stands_on_the_last_line_and_a_click_runs_the_command():
    async def story():
        app = Bench()
        async with app.run_test(size=(80, 24)) as pilot:
            line = lines(app)[-1]
            assert "/ find" in line
            assert len(line) <= 80
            await pilot.click(KeyFooter, offset=(line.index("find"), 0))
            await pilot.click(KeyFooter, offset=(line.index("help"), 0))
            # Between two commands there is nothing to run.
            await pilot.click(KeyFooter, offset=(line.index("find") - 3, 0))
            assert app.ran == ("find", "help")
            app.query_one(KeyFooter).show("export", "app")
            await pilot.pause()
            assert "write the files" in lines(app)[-1]
            await pilot.resize_terminal(200, 50)
            app.query_one(KeyFooter).show(*HERE)
            await pilot.pause()
            assert "e export" in lines(app)[-1]
            assert "u undo" in lines(app)[-1]

    asyncio.run(story())
