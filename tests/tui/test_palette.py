"""The palette: commands by name, run by whoever has them; nothing that cannot be run here."""

import asyncio

from screens import Stage, flat, lines, until
from textual.command import CommandList
from textual.screen import Screen
from textual.widgets import Input, Static

from icp_tui.tui.commands import COMMANDS, bindings
from icp_tui.tui.palette import Palette, node_of, run


def command(action, where):
    return next(one for one in COMMANDS if (one.action, one.where) == (action, where))


class Table(Static, can_focus=True):
    BINDINGS = bindings("table")

    def action_move(self, step):
        self.app.ran.append(("table", "move", step))


class Detail(Static, can_focus=True):
    BINDINGS = bindings("detail")


class Bench(Screen):
    BINDINGS = bindings("workbench")
    undoable = True

    def compose(self):
        yield Table("list")
        yield Detail("detail")

    def action_undo(self):
        self.app.ran.append(("bench", "undo"))

    def action_pin(self, tier):
        self.app.ran.append(("bench", "pin", tier))

    def check_action(self, action, parameters):
        del parameters
        return action != "undo" or self.undoable


class Benches(Stage):
    def __init__(self):
        super().__init__(Bench())
        self.ran = []

    def action_palette(self):
        self.push_screen(Palette())

    def action_theme(self):
        self.ran.append(("app", "theme"))


def test_a_command_is_run_by_whoever_has_it():
    async def story():
        app = Benches()
        async with app.run_test(size=(80, 24)) as pilot:
            screen, table = app.screen, app.screen.query_one(Table)
            assert node_of(screen, command("move(1)", "table")) is table
            assert node_of(screen, command("undo", "workbench")) is screen
            assert node_of(screen, command("theme", "app")) is app
            assert node_of(screen, command("write", "export")) is None
            # The table has its keys also while the detail has the focus.
            screen.query_one(Detail).focus()
            await pilot.pause()
            assert await run(screen, command("move(1)", "table"))
            assert not await run(screen, command("write", "export"))
            screen.undoable = False
            assert not await run(screen, command("undo", "workbench"))
            assert app.ran == [("table", "move", 1)]

    asyncio.run(story())


async def asked(pilot, typed):
    await pilot.press("colon")
    await pilot.press(*typed)
    await pilot.pause(0.4)
    # On a busy machine the search takes longer.
    await until(pilot, lambda: all(one.is_finished for one in pilot.app.workers))
    await pilot.pause()


def options(app):
    return [option.hit.text for option in app.screen.query_one(CommandList).options]


def test_typing_finds_commands_and_enter_runs_one():
    async def story():
        app = Benches()
        async with app.run_test(size=(80, 24)) as pilot:
            await asked(pilot, "")
            offered = options(app)
            assert {"Undo", "Pin to tier 1", "Help", "Quit", "Up"} <= set(offered)
            assert offered.index("Pin to tier 1") < offered.index("Up")
            # What is of another screen, or of no use here, is not offered.
            assert not {"Write the files", "Demo", "Commands"} & set(offered)
            assert "Pin to tier 1" in flat(app)
            assert len(lines(app)) == 24
            await pilot.press("escape")
            await asked(pilot, "pin")
            assert options(app) == ["Pin to tier 1", "Pin to tier 2", "Pin to tier 3", "Pin to a tier", "Unpin"]
            await pilot.press("enter")
            await pilot.pause()
            assert app.ran == [("bench", "pin", 0)]
            assert isinstance(app.screen, Bench)
            # By its sentence, and by its key.
            await asked(pilot, "earlier day")
            assert options(app) == ["Undo"]
            await pilot.press("escape")
            await asked(pilot, "ctrl+t")
            assert options(app)[0] == "Dark or light"
            await pilot.press("enter")
            await pilot.pause()
            assert app.ran[-1] == ("app", "theme")
            await asked(pilot, "theme")
            assert {"Theme: textual-dark", "Theme: textual-light"} <= set(options(app))
            assert not any("ansi" in said for said in options(app))
            await pilot.press("escape")
            await asked(pilot, "textual-light")
            await pilot.press("enter")
            await pilot.pause()
            assert app.theme == "textual-light"
            await asked(pilot, "zzzz")
            await until(pilot, lambda: "No matches found" in flat(app))

    asyncio.run(story())


def test_hostile_words_find_nothing_and_break_nothing():
    async def story():
        app = Benches()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("colon")
            app.screen.query_one(Input).value = "[/nope] [red] \\"
            await pilot.pause(0.8)
            assert "No matches found" in flat(app)
            await pilot.press("escape")
            assert isinstance(app.screen, Bench)

    asyncio.run(story())
