"""The small questions: what they accept, refuse and suggest, with the text of hostile files in them."""

import asyncio

import pytest
from screens import HOSTILE, TAMED, Stage, flat, lines
from textual import events
from textual.widgets import Input, OptionList

from icp_tui.tui.screens.prompt import Confirm, Notice, Prompt, named

REASONS = ["Existing customer", "Competitor", "No budget until next year", "Customer of our reseller", "Competitor"]


@pytest.mark.parametrize(
    ("names", "total", "said"),
    [
        ([], 0, ""),
        (["Acme"], 1, "Acme"),
        (["Acme", "Globex"], 2, "Acme and Globex"),
        (["Acme", "Globex", "Hooli"], 3, "Acme, Globex and Hooli"),
        (["Acme", "Globex", "Hooli"], 15, "Acme, Globex, Hooli and 12 more"),
        (["Acme", "Globex", "Hooli", "Initech"], 4, "Acme, Globex, Hooli and 1 more"),
        (["\x1b[2J"], 1, "\ufffd[2J"),
    ],
)
def test_names(names, total, said):
    assert named(names, total) == said


def asked(**options):
    return Prompt("Exclude 3 accounts", [named(["Acme", HOSTILE], 3)], REASONS, **options)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 15)])
def test_a_reason_is_asked_for_until_there_is_one(size):
    async def story():
        app = Stage(asked(required="Type a reason: the kill list keeps it."))
        async with app.run_test(size=size) as pilot:
            assert "Exclude 3 accounts" in flat(app)
            assert "Existing customer" in flat(app)
            assert "Esc cancel" in flat(app)
            assert TAMED[:8] in flat(app)
            assert "\x1b" not in flat(app)
            assert "Type a reason" not in flat(app)
            await pilot.press("enter")
            assert "Type a reason: the kill list keeps it." in flat(app)
            assert "Esc cancel" in flat(app)
            await pilot.press("space", "enter")
            assert app.given == []
            await pilot.press("n", "o")
            assert "Type a reason" not in flat(app)
            await pilot.press("enter")
            assert app.given == ["no"]

    asyncio.run(story())


def test_suggestions_are_chosen_with_the_arrow_keys_and_narrowed_by_typing():
    async def story():
        app = Stage(asked())
        async with app.run_test(size=(80, 24)) as pilot:
            options = app.screen.query_one(OptionList)
            # Said twice, listed once.
            assert options.option_count == 4
            await pilot.press("up")
            assert app.screen.query_one(Input).value == "Customer of our reseller"
            await pilot.press("ctrl+u")
            assert options.option_count == 4
            await pilot.press("down", "down")
            assert app.screen.query_one(Input).value == "Competitor"
            assert options.option_count == 4
            await pilot.press("up", "up", "up")
            assert app.screen.query_one(Input).value == "Existing customer"
            await pilot.press("ctrl+u", *"CUSTOMER", "space", *"our")
            assert [str(option.id) for option in options.options] == ["Customer of our reseller"]
            await pilot.press("z")
            assert not options.display
            await pilot.press("backspace", "down", "enter")
            assert app.given == ["Customer of our reseller"]

    asyncio.run(story())


def test_a_click_takes_a_suggestion_and_esc_cancels():
    async def story():
        app = Stage(asked(value="Old note"))
        async with app.run_test(size=(80, 24)) as pilot:
            assert app.screen.query_one(Input).value == "Old note"
            await pilot.press("x")
            # The old text was selected: typing replaces it.
            assert app.screen.query_one(Input).value == "x"
            await pilot.press("backspace")
            await pilot.click(OptionList, offset=(3, 1))
            assert app.screen.query_one(Input).value == "Competitor"
            await pilot.press("escape")
            assert app.given == [None]

    asyncio.run(story())


def test_an_empty_answer_will_do_where_none_is_required():
    async def story():
        app = Stage(Prompt("Note about Acme", value="Old"))
        async with app.run_test(size=(80, 24)) as pilot:
            # Nothing to suggest: the keys do nothing, and no list stands there.
            await pilot.press("down", "ctrl+u", "enter")
            assert app.given == [""]

    asyncio.run(story())


def test_what_is_pasted_becomes_one_line_without_controls():
    async def story():
        app = Stage(asked())
        async with app.run_test(size=(80, 24)) as pilot:
            app.screen.query_one(Input).post_message(events.Paste("Wants\r\n\ta \x1b[31mdemo\x07 \u202enow\u2028soon [b]"))
            await pilot.pause()
            assert app.screen.query_one(Input).value == "Wants a [31mdemo now soon [b]"
            app.screen.query_one(Input).post_message(events.Paste("\n"))
            await pilot.press("enter")
            assert app.given == ["Wants a [31mdemo now soon [b]"]

    asyncio.run(story())


@pytest.mark.parametrize(
    ("keys", "answer"),
    [(["y"], True), (["n"], False), (["escape"], False), (["q"], False), (["enter"], False), (["left", "enter"], True),
     (["tab", "tab", "enter"], False)],
)  # fmt: skip
def test_a_question_is_answered_no_unless_yes_was_meant(keys, answer):
    async def story():
        app = Stage(Confirm("Replace this list?", [HOSTILE], yes="Replace it", no="Keep it"))
        async with app.run_test(size=(80, 24)) as pilot:
            assert "y Replace it" in flat(app)
            assert "n Keep it" in flat(app)
            assert "\x1b" not in flat(app)
            await pilot.press(*keys)
            assert app.given == [answer]

    asyncio.run(story())


def test_a_question_can_be_clicked():
    async def story():
        app = Stage(Confirm("Sure?"))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.click("#yes")
            assert app.given == [True]

    asyncio.run(story())


@pytest.mark.parametrize("size", [(80, 24), (60, 15)])
def test_a_notice_of_any_length_can_be_read_to_its_end_and_closed(size):
    async def story():
        app = Stage(Notice("Worth a look", [f"Sentence {n} about {HOSTILE}." for n in range(40)]))
        async with app.run_test(size=size) as pilot:
            assert "Worth a look" in flat(app)
            assert "Enter closes" in flat(app)
            assert f"Sentence 0 about {TAMED[:8]}" in flat(app)
            assert "Sentence 39" not in flat(app)
            await pilot.press("j", "k", "end")
            await pilot.pause()
            assert "Sentence 39" in flat(app)
            assert all(len(line) <= size[0] for line in lines(app))
            await pilot.press("enter")
            assert app.given == [None]

    asyncio.run(story())
