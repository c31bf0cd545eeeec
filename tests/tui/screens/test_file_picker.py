"""The file picker: one Enter takes a file, and no name can do harm."""

import asyncio
import os

import pytest
from runs import ACCOUNTS
from screens import Shown, text, until
from textual.events import Paste
from textual.widgets import Input

from icp_tui.tui.screens.file_picker import LISTS, FilePicker


def picker(folder):
    return FilePicker(folder, "Choose a list", LISTS, "Lists")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_folders_are_gone_into_and_a_file_is_taken(tmp_path, size):
    (tmp_path / "a-folder").mkdir()
    (tmp_path / "a-folder" / "list.csv").write_text(ACCOUNTS)
    (tmp_path / "notes.md").write_text("x")

    async def story():
        app = Shown(picker(tmp_path))
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: "a-folder" in text(app))
            assert "notes.md" not in text(app)
            assert "Esc cancel" in text(app)
            # A folder has no size, and the cursor is on what can be chosen, not on the way up.
            assert " 4096" not in text(app)
            await pilot.press("enter")
            await until(pilot, lambda: "list.csv" in text(app))
            await pilot.press("enter")
            await pilot.pause()
            assert app.given == [tmp_path / "a-folder" / "list.csv"]

    asyncio.run(story())


def test_typed_paths(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "list.csv").write_text(ACCOUNTS)

    async def story():
        app = Shown(picker(tmp_path))
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: " a " in text(app))
            field = app.screen.query_one(Input)
            for wrong in ("**", "nothing.csv", "x" * 5000, "a/b/[/nope]", "~nobody-of-this-name/x"):
                field.value = wrong
                field.focus()
                await pilot.press("enter")
                await pilot.pause()
                assert app.given == []
                assert "No such file" in text(app)
            field.value = "a"
            field.focus()
            await pilot.press("enter")
            await until(pilot, lambda: "list.csv" in text(app))
            assert field.value == ""
            field.value = "list.csv"
            field.focus()
            await pilot.press("enter")
            await pilot.pause()
            assert app.given == [tmp_path / "a" / "list.csv"]

    asyncio.run(story())


def test_hostile_names(tmp_path):
    tmp_path = tmp_path / "[red]dir[" / "nope]"
    tmp_path.mkdir(parents=True)
    names = ["\x1b[2Jclear.csv", "[red]nope.csv", "[@click=app.bell]x.csv", "\u202eevil.csv", "会社.csv"]
    for name in names:
        (tmp_path / name).write_text(ACCOUNTS)
    # The path of the folder ends like markup. Bytes that are no text: such a file can be neither shown nor opened.
    with open(os.fsencode(tmp_path) + b"/\xff.csv", "wb"):  # noqa: PTH123
        pass

    async def story():
        app = Shown(picker(tmp_path))
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: "会社.csv" in text(app))
            shown = text(app)
            assert all(
                name in shown
                for name in (
                    "�[2Jclear.csv",
                    "[red]nope.csv",
                    "[@click=app.bell]x.csv",
                    "�evil.csv",
                    "[red]dir[/nope]",
                )
            )
            assert "\x1b" not in shown
            assert "\udcff" not in shown
            await pilot.press("enter")
            await pilot.pause()
            assert app.given == [tmp_path / "\x1b[2Jclear.csv"]

    asyncio.run(story())


def test_nothing_is_chosen(tmp_path):
    async def story():
        app = Shown(picker(tmp_path))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("escape")
            await pilot.pause()
            assert app.given == [None]

    asyncio.run(story())


def test_letters_and_pasted_text_are_a_path(tmp_path):
    (tmp_path / "list.csv").write_text(ACCOUNTS)
    (tmp_path / "z.csv").write_text(ACCOUNTS)

    async def story(pasted):
        app = Shown(picker(tmp_path))
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "list.csv" in text(app))
            if pasted:
                app.screen.focused.post_message(Paste(f"{tmp_path}/z.csv\n"))
                await until(pilot, lambda: app.screen.query_one(Input).value == f"{tmp_path}/z.csv")
            else:
                await pilot.press(*"./z", "full_stop", *"csv")
                assert app.screen.query_one(Input).value == "./z.csv"
            await pilot.press("enter")
            await pilot.pause()
            assert [one.resolve() for one in app.given] == [tmp_path / "z.csv"]

    asyncio.run(story(pasted=False))
    asyncio.run(story(pasted=True))
