"""The account screen: everything about one account; its keys ask the workbench."""

import asyncio

import pytest
from explained import TIERS, decision, explained
from screens import HOSTILE, STYLES, TAMED
from textual.app import App

from icp_tui.review.account_page import AccountPage
from icp_tui.tui.commands import commands
from icp_tui.tui.screens.account import AccountScreen
from icp_tui.tui.widgets.account_detail import AccountDetail

ORIGINALS = [("Company", "Acme"), ("Hostile", HOSTILE), *((f"Column {n}", n) for n in range(30))]


class Accounts(App):
    CSS_PATH = STYLES

    def __init__(self):
        super().__init__()
        self.asked = []

    def on_mount(self):
        page = AccountPage(0, explained(), [decision()], None, ["b.csv row 4"], ORIGINALS)
        made = AccountScreen(page, tiers=TIERS, place="17 of 50 in A")
        self.push_screen(made, self.asked.append)

    def on_account_screen_asked(self, event):
        self.asked.append(event.action)

    def on_account_screen_step(self, event):
        self.asked.append(event.step)


def view(app):
    place, detail = app.screen.query_one("#account-place"), app.screen.query_one(AccountDetail)
    return [place.render_line(0).text.rstrip(), *(detail.render_line(y).text.rstrip() for y in range(detail.size.height))]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_the_account_at_both_sizes(size):
    async def story():
        app = Accounts()
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            said = view(app)
            assert said[:3] == ["Acme Analytics  17 of 50 in A", "acme.com", "Tier A (1-to-1 outreach), rank 17"]
            assert len(said) == size[1] - 1  # the keys stand below
            assert all(len(line) <= size[0] for line in said)
            await pilot.press("G")
            assert view(app)[-1] == " Column 29  29"
            text = app.screen.query_one(AccountDetail).text
            assert f" Hostile    {TAMED}" in text
            assert " • b.csv row 4 (merged)" in text
            assert "dana: pinned to A" in text

    asyncio.run(story())


def test_keys_ask_and_step_and_go_back():
    async def story():
        app = Accounts()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            decide = [one for one in commands("workbench") if one.group == "Decide"]
            assert {"exclude", "pin(0)", "undo", "reviewed"} <= {one.action for one in decide}
            for one in decide:
                await pilot.press(one.keys.split(",")[0])
            assert app.asked == [one.action for one in decide]
            app.asked.clear()
            await pilot.press("right", "left", "l", "h")
            assert app.asked == [1, -1, 1, -1]
            other = explained({"account_key": "b.com", "name": f"Bee {HOSTILE}"})
            app.screen.show(AccountPage(1, other, [], None, [], []), place="18 of 50")
            await pilot.pause()
            assert view(app)[0].startswith(f"Bee {TAMED[:12]}")
            assert view(app)[0].endswith("18 of 50")
            assert "Original columns" not in app.screen.query_one(AccountDetail).text
            await pilot.press("escape")
            await pilot.pause()
            assert app.asked[4:] == [None]
            assert not isinstance(app.screen, AccountScreen)

    asyncio.run(story())
