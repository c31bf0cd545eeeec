"""The account detail in an app: scrolling, wrapping to the width, selection, hostile text."""

import asyncio

from explained import TIERS, explained
from screens import HOSTILE, TAMED
from textual.app import App
from textual.selection import Selection

from icp_tui.tui.widgets.account_detail import AccountDetail

ORIGINALS = [(f"Column {n}", f"value {n}") for n in range(60)]


class Details(App):
    CSS = "AccountDetail {width: 46; height: 20; scrollbar-gutter: stable; overflow-x: hidden;}"

    def compose(self):
        yield AccountDetail()


def view(detail):
    return [detail.render_line(y).text.rstrip() for y in range(detail.size.height)]


def test_showing_scrolling_and_wrapping():
    async def story():
        app = Details()
        async with app.run_test(size=(80, 24)) as pilot:
            detail = app.query_one(AccountDetail)
            assert view(detail) == [""] * 20
            detail.clear("Nothing is shown: Esc clears the filter.")
            assert view(detail)[0] == "Nothing is shown: Esc clears the filter."
            detail.show(explained(), tiers=TIERS, originals=ORIGINALS)
            detail.focus()
            await pilot.pause()
            assert view(detail)[:2] == ["acme.com", "Tier A (1-to-1 outreach), rank 17"]
            assert detail.show_vertical_scrollbar
            await pilot.press("j", "down")
            assert view(detail)[0] == "score 85.00, best 85.00, known 100 %"
            await pilot.press("k")
            assert detail.scroll_offset.y == 1
            await pilot.press("pagedown")
            assert detail.scroll_offset.y == 20
            await pilot.press("G")
            assert view(detail)[-1] == " Column 59  value 59"
            await pilot.press("down", "pagedown")
            assert view(detail)[-1] == " Column 59  value 59"
            # The same account again, say after a decision, stays where it was; another starts at its top.
            at = detail.scroll_offset.y
            detail.show(explained(note="Call"), tiers=TIERS, originals=ORIGINALS)
            assert detail.scroll_offset.y == at
            detail.show(explained({"account_key": "b.com", "name": "Bee"}), tiers=TIERS)
            await pilot.pause()
            assert view(detail)[0] == "Bee"
            assert not detail.show_vertical_scrollbar
            wide = len(detail.text.splitlines())
            await pilot.press("end", "g")
            assert detail.scroll_offset.y == 0
            detail.styles.width = 30
            await pilot.pause()
            assert len(detail.text.splitlines()) > wide
            assert all(len(line) <= 30 for line in view(detail))

    asyncio.run(story())


def test_hostile_text_reaches_the_screen_as_visible_signs():
    async def story():
        app = Details()
        async with app.run_test(size=(80, 24)) as pilot:
            detail = app.query_one(AccountDetail)
            detail.show(explained({"name": HOSTILE}, note=HOSTILE), tiers=TIERS)
            await pilot.pause()
            said = "\n".join(view(detail))
            assert TAMED[:12] in said
            assert "\x1b" not in said
            assert "\u202e" not in said
            detail.clear(HOSTILE)
            assert view(detail)[0].startswith(TAMED[:12])

    asyncio.run(story())


def test_what_the_mouse_selects_can_be_copied():
    async def story():
        app = Details()
        async with app.run_test(size=(80, 24)) as pilot:
            detail = app.query_one(AccountDetail)
            detail.show(explained(), tiers=TIERS)
            await pilot.pause()
            await pilot.mouse_down(detail, offset=(0, 1))
            await pilot.hover(detail, offset=(7, 1))
            await pilot.mouse_up(detail, offset=(7, 1))
            await pilot.pause()
            assert app.screen.get_selected_text() == "acme.com"
            assert detail.get_selection(Selection(None, None))[0].startswith("Acme Analytics\nacme.com\n")

    asyncio.run(story())


def test_another_account_does_not_lay_out_the_screen_again():
    async def story():
        app = Details()
        async with app.run_test(size=(80, 60)) as pilot:
            detail = app.query_one(AccountDetail)
            detail.show(explained(), tiers=TIERS)
            await pilot.pause()
            laid_out = []
            app.screen._refresh_layout = lambda *args, **kwargs: laid_out.append((args, kwargs))
            detail.show(explained({"account_key": "b.com"}, note="Call"), tiers=TIERS)
            await pilot.pause()
            assert "Note: Call" in detail.text
            assert laid_out == []

    asyncio.run(story())


def test_a_new_theme_draws_new_colours():
    async def story():
        app = Details()
        async with app.run_test(size=(80, 24)) as pilot:
            detail = app.query_one(AccountDetail)
            detail.show(explained(), tiers=TIERS)
            await pilot.pause()
            dark = detail.render_line(0)
            app.theme = "textual-light"
            await pilot.pause()
            light = detail.render_line(0)
            assert light.text == dark.text
            assert [part.style for part in light] != [part.style for part in dark]

    asyncio.run(story())
