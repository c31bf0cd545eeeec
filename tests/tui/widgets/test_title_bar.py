"""The title bar: everything at 100 columns, the most important at 80 and below."""

import asyncio
from datetime import date

import pytest
from screens import HOSTILE, TAMED
from textual.app import App

from icp_tui.tui.widgets.title_bar import TitleBar, Titled, title_line

DAY = date(2026, 11, 21)


def line(width, **given):
    made = {"icp": "B2B SaaS, mid-market", "version": "2026-Q4", "accounts": 26_023, "as_of": DAY, "workspace": "default"}
    return title_line(Titled(**made | given), width).plain


@pytest.mark.parametrize(
    ("width", "given", "said"),
    [
        (
            112,
            {},
            " icp-tui  B2B SaaS, mid-market 2026-Q4             26,023 accounts  as of 2026-11-21  workspace default ",
        ),
        (80, {}, " B2B SaaS, mid-market 2026-Q4    26,023 accounts  as of 2026-11-21  default "),
        (80, {"throw_away": True}, " B2B SaaS, mid-market 2026-Q4   26,023 accounts  as of 2026-11-21  throw-away "),
        (
            80,
            {"icp": "Enterprise security and compliance buyers in regulated markets"},
            " Enterprise security and complia… 2026-Q4  26,023 accounts  2026-11-21  default ",
        ),
        (60, {}, " B2B SaaS, m… 2026-Q4  26,023 accounts  2026-11-21  default "),
        (40, {}, " B2B SaaS, mid-market  26,023 accounts "),
        (120, {"accounts": 1}, None),
    ],
)
def test_what_goes_first(width, given, said):
    found = line(width, **given)
    assert len(found) <= width
    if said is None:
        assert " 1 account " in found
    else:
        assert " ".join(found.split()) == " ".join(said.split())
        assert found.startswith(" ")


def test_a_profile_past_its_day_says_so():
    due = date(2026, 10, 31)
    assert "profile review was due 2026-10-31" in line(140, review_by=due)
    assert "review overdue" in line(80, review_by=due)
    assert "review" not in line(140, review_by=DAY)
    assert "review" not in line(140, review_by=date(2027, 1, 31))


def test_a_workspace_path_shows_its_end():
    assert "workspace …/teams/abm/north.sqlite " in line(160, workspace="/home/somebody/lists/teams/abm/north.sqlite")


@pytest.mark.parametrize("width", range(20, 200, 7))
def test_never_wider_than_asked(width):
    for given in ({}, {"icp": "x" * 300, "version": "y" * 300, "workspace": "z" * 300, "review_by": date(2020, 1, 1)}):
        found = line(width, **given)
        assert len(found) <= max(width, len(" …  26,023 accounts "))
        assert "26,023 accounts" in found


def test_in_an_app():
    class Titles(App):
        CSS = "TitleBar {height: 1;}"

        def compose(self):
            yield TitleBar()

    async def story():
        app = Titles()
        async with app.run_test(size=(120, 24)) as pilot:
            bar = app.query_one(TitleBar)
            assert bar.render_line(0).text.strip() == ""
            bar.show(icp=HOSTILE, version="2", accounts=5, as_of=DAY, workspace=HOSTILE, throw_away=True)
            await pilot.pause()
            said = bar.render_line(0).text
            assert said.startswith(f" icp-tui  {TAMED} 2 ")
            assert said.endswith(" 5 accounts  as of 2026-11-21  throw-away workspace ")

    asyncio.run(story())
