"""Lists of no account, of one, and of accounts of which none fits: every screen opens, and says which key is next."""

import re

import pytest
from bench import opening, play

from icp_tui.tui.screens.workbench import Workbench

HEAD = "Company,Website,Employees,Country,Owner\n"
LISTS = {
    "no account": HEAD,
    "one account": HEAD + "Acme,acme.com,300,US,\n",
    "nobody fits": HEAD + "Tiny,tiny.com,5,FR,\nBig,big.com,90000,FR,dana\nWho,who.com,,,\n",
}
# The keys to a screen, and what it says there of the next one, whatever the list.
SCREENS = {
    "w": "turn", "K": "Esc", "i": "Esc", "H": "a b c pin an account", "A": "e evenly over", "P": "Enter shows where",
    "D": "Esc goes back to the list", "C": "Space show/hide", "L": "q back", "Km": "Esc goes back to the kill list",
    "Kn": "Type a condition", "e": "Enter writes the files", "V": "", "v": "", "i2": "Esc", "i3": "Esc", "i4": "Esc",
    "i5": "Esc", "i6": "Esc",
}  # fmt: skip
# What does something on one of them, and must do no harm on an empty one.
TRIED = ["j", "k", "end", "home", "pagedown", "pageup", "space", "x", "tab", "right", "left", "s", "d", "u"]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("rows", LISTS)
def test_every_screen_over_a_short_list_opens_and_names_a_key(rows, screen, tmp_path, monkeypatch):
    # Where an export would go.
    monkeypatch.chdir(tmp_path)

    async def story(bench):
        for key in screen:
            await bench.press(key)
        if screen in {"V", "v"}:
            await bench.pilot.pause()
        else:
            await bench.shows(SCREENS[screen])
        # Text of several lines is laid out, not shown with signs for its breaks.
        assert "\ufffd" not in bench.screen
        for key in TRIED:
            if not isinstance(bench.app.screen, Workbench):
                await bench.press(key)
        assert bench.app._exception is None

    play(opening(tmp_path, LISTS[rows]), story)


def test_a_list_without_accounts_and_its_kill_list_and_insights_say_how_to_go_on(tmp_path):
    async def story(bench):
        assert re.search("L shows what was read", bench.screen)
        await bench.press("K")
        await bench.shows("n makes a new rule")
        await bench.press("escape", "i")
        await bench.shows("Esc, then L shows what was read")

    play(opening(tmp_path, HEAD), story)
