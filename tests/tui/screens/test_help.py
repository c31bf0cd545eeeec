"""Help: the keys of what has the focus first, those of the list, the words; readable to the end at any size."""

import asyncio
from typing import get_args

import pytest
from screens import HOSTILE, SIZES, TAMED, Stage, flat, lines

from icp_tui.tui.commands import Where, commands
from icp_tui.tui.glossary import WORDS
from icp_tui.tui.palette import keys
from icp_tui.tui.screens.help import HelpScreen, sections


def test_what_has_the_focus_comes_first_then_the_list_by_group_then_the_words():
    titles = [section.title for section in sections(["table"], "The account list")]
    assert titles[0] == "The account list"
    assert titles.index("Deciding") < titles.index("What a filter can be") < titles.index("Words")
    start = [section.title for section in sections(["start"], "The start screen")]
    assert start[0] == "The start screen"
    assert "Moving about" in start


@pytest.mark.parametrize("place", get_args(Where))
def test_every_command_is_explained_where_it_has_its_key(place):
    entries = [entry for section in sections([place], "Here") for entry in section.entries]
    for one in commands(place):
        shown = "1-9" if one.keycap == "1-9" else keys(one)
        covered = one.action.startswith(("bucket(", "recent(", "page_to(")) or one.keys in set("123456789")
        assert covered or any(one.help == said and key for key, said in entries), (one, shown)


@pytest.mark.parametrize("size", [*SIZES, (60, 15)])
def test_all_of_it_can_be_read(size):
    async def story():
        app = Stage(HelpScreen(["table"], f"The list {HOSTILE}"))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert f"The list {TAMED[:8]}" in flat(app)
            seen = ""
            for _ in range(40):
                seen += f" {flat(app)}"
                assert all(len(line) <= size[0] for line in lines(app))
                await pilot.press("pagedown")
            assert "Esc or q closes" in seen
            last = sections(["table"], "")[-1].entries[-1]
            assert last[1].split()[-1] in flat(app)
            assert "\x1b" not in seen
            for word, said in WORDS:
                assert word in seen
                assert said.split()[0] in seen
            await pilot.press("q")
            assert app.given == [None]

    asyncio.run(story())


def test_wide_windows_have_two_columns_also_after_a_resize():
    async def story():
        app = Stage(HelpScreen(["table"], "Here"))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            left, right = app.screen.query(".help-columns > Static")
            assert not right.display
            await pilot.resize_terminal(120, 40)
            await pilot.pause()
            assert right.display
            assert left.size.width + right.size.width <= 120
            assert abs(left.size.height - right.size.height) < 40
            before = app.screen.query_one(".help-text").scroll_offset.y
            await pilot.press("j", "j", "k", "space")
            assert app.screen.query_one(".help-text").scroll_offset.y > before + 5
            await pilot.press("question_mark")
            assert app.given == [None]

    asyncio.run(story())
