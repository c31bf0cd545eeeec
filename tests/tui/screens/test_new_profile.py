"""The new profile screen: a copy of a shipped one that works where it is put."""

import asyncio
import threading

import pytest
from screens import HOSTILE, TAMED, Shown, text, until
from textual.widgets import Input

from icp_tui.profile import load_profile
from icp_tui.review.drafting.profile_choices import described
from icp_tui.tui.screens import new_profile
from icp_tui.tui.screens.new_profile import NewProfileScreen


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(app):
    return " ".join(text(app).split())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_two_enters_make_a_profile(here, size):
    async def story():
        app = Shown(NewProfileScreen())
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: "Lead generation agency 2026-Q4" in text(app))
            shown = told(app)
            assert "Enterprise security 2026-Q4 enterprise_security.yaml" in shown
            assert "Mid-market software companies with a sales-led motion" in shown
            assert "./my-icp.yaml" in shown
            await pilot.press("down", "enter")
            await until(pilot, lambda: app.screen.query_one("#new-path", Input).has_focus)
            await pilot.press("enter")
            await until(pilot, lambda: "Made /" in " ".join(told(app).split()))
            shown = told(app)
            # A long path is broken where the line ends.
            assert "my-icp.yaml" in "".join(shown.split())
            assert "Open it in any text editor" in shown
            assert "the app notices" in shown
            assert load_profile(here / "my-icp.yaml").icp == "Enterprise security"
            await pilot.press("enter")
            await pilot.pause()
            assert app.given == [here / "my-icp.yaml"]

    asyncio.run(story())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.usefixtures("here")
def test_the_form_does_not_move_when_the_descriptions_come(size, monkeypatch):
    told_now = threading.Event()

    def late(path):
        told_now.wait(10)
        return described(path)

    monkeypatch.setattr(new_profile, "described", late)

    async def story():
        app = Shown(NewProfileScreen())
        async with app.run_test(size=size) as pilot:
            places = lambda: [app.screen.query_one(one).region for one in ("#new-templates", "#new-path", "#new-go")]  # noqa: E731
            await pilot.pause()
            before = places()
            assert "Make it" in text(app)
            told_now.set()
            await until(pilot, lambda: "Mid-market software companies" in told(app))
            assert places() == before
            assert "Make it" in text(app)

    asyncio.run(story())


def test_no_file_is_overwritten_and_wrong_names_are_said(here):
    (here / "my-icp.yaml").write_text("precious")
    (here / "sub").mkdir()

    async def story():
        app = Shown(NewProfileScreen())
        async with app.run_test(size=(120, 40)) as pilot:
            field = app.screen.query_one("#new-path", Input)
            assert field.value == "./my-icp-2.yaml"
            for wrong, said in (
                ("my-icp.yaml", "there is such a file already"),
                ("", "Add a file name, such as"),
                ("sub", "sub/my-icp.yaml"),
                ("no/mine", "there is no folder"),
                (f"no/{HOSTILE}", TAMED),
                ("x" * 300, "cannot be written"),
            ):
                field.value = wrong
                field.focus()
                await pilot.press("enter")
                await until(pilot, lambda said=said: said in told(app))
                assert app.given == []
            assert (here / "my-icp.yaml").read_text() == "precious"
            assert sorted(path.name for path in here.rglob("*")) == ["my-icp.yaml", "sub"]
            field.value = "sub/q4"
            await pilot.press("ctrl+s")
            await until(pilot, lambda: "Made /" in told(app))
            assert load_profile(here / "sub" / "q4.yaml").icp == "B2B SaaS, mid-market"
            await pilot.press("escape")
            await pilot.pause()
            assert app.given == [None]

    asyncio.run(story())
