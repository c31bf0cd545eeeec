"""The open screen: files, profile and workspace, filled in so that Enter opens."""

import asyncio

import pytest
from runs import ACCOUNTS, PROFILE, inputs
from screens import HOSTILE, TAMED, Shown, text, until
from textual.widgets import Input, OptionList

from icp_tui.review import recent
from icp_tui.review.drafting.templates import templates
from icp_tui.review.opening import Opening
from icp_tui.tui.screens.file_picker import LISTS, FilePicker
from icp_tui.tui.screens.open_list import OpenScreen


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


def told(app):
    """The screen on one line, however it is wrapped."""
    return " ".join(text(app).split())


async def typed(pilot, field, value):
    pilot.app.screen.query_one(field, Input).value = value
    pilot.app.screen.query_one(field, Input).focus()
    await pilot.press("enter")
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_enter_opens_what_is_filled_in(here, size):
    source, profile = inputs(here)

    async def story():
        app = Shown(OpenScreen([source]))
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: "Small 1, beside the list" in text(app))
            shown = told(app)
            assert f"accounts.csv in {here}"[:60] in shown
            assert "(●) profile.yaml" in shown
            assert "( ) b2b_saas_mid_market.yaml B2B SaaS, mid-market 2026-Q4, template" in shown
            assert "Where your decisions about accounts are kept." in shown
            assert "Open the list" in shown
            await pilot.press("enter")
            await pilot.pause()
            assert app.given == [Opening((source,), profile)]

    asyncio.run(story())


def test_without_sources_it_begins_with_the_picker(here):
    source, profile = inputs(here)

    async def story():
        app = Shown(OpenScreen())
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "accounts.csv" in text(app))
            assert isinstance(app.screen, FilePicker)
            # A YAML file is no list.
            assert "profile.yaml" not in text(app).split("Open", 2)[0]
            # The first file is chosen already.
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(app.screen, OpenScreen)
            assert "accounts.csv" in text(app)
            await pilot.press("enter")
            await pilot.pause()
            assert app.given == [Opening((source,), profile)]

    asyncio.run(story())


def test_paths_are_typed_checked_and_taken_away_again(here, monkeypatch):
    inputs(here)
    (here / "sub").mkdir()
    (here / "with blank.csv").write_text(ACCOUNTS)
    monkeypatch.setenv("HOME", str(here))

    async def story():
        app = Shown(OpenScreen())
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("escape")
            await pilot.pause()
            screen = app.screen
            assert screen.focused.id == "open-path"
            await pilot.press("ctrl+s")
            assert "Choose a file first" in text(app)
            await typed(pilot, "#open-path", "acounts.csv")
            assert "did you mean accounts.csv?" in told(app)
            await typed(pilot, "#open-path", "no/such.csv")
            assert "there is no such folder" in told(app)
            await typed(pilot, "#open-path", "x" * 5000)
            assert "no such file" in told(app)
            await typed(pilot, "#open-path", f"{HOSTILE}.csv")
            assert TAMED in told(app)
            await typed(pilot, "#open-path", "~/accounts.csv")
            assert screen.focused.id == "open-go"
            await typed(pilot, "#open-path", "'with blank.csv'")
            await typed(pilot, "#open-path", "./accounts.csv")
            assert "accounts.csv is on the list already" in told(app)
            await typed(pilot, "#open-path", "sub")
            assert isinstance(app.screen, FilePicker)
            await pilot.press("escape")
            await pilot.pause()
            screen.query_one("#open-path", Input).value = ""
            files = screen.query_one("#open-files", OptionList)
            files.focus()
            await pilot.press("home", "delete")
            assert files.option_count == 1
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert [path.name for path in app.given[0].sources] == ["with blank.csv"]

    asyncio.run(story())


def test_what_is_typed_is_not_forgotten_and_never_lost(here):
    source, _ = inputs(here)
    (here / "b.csv").write_text(ACCOUNTS)

    async def story():
        app = Shown(OpenScreen([source]))
        async with app.run_test(size=(80, 24)) as pilot:
            app.screen.query_one("#open-path", Input).value = "c.csv"
            await pilot.press("ctrl+s")
            assert app.given == []
            assert "no such file" in told(app)
            app.screen.query_one("#open-path", Input).value = "b.csv"
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert [path.name for path in app.given[0].sources] == ["accounts.csv", "b.csv"]

    asyncio.run(story())


def test_the_profile_is_the_one_used_last_another_or_a_picked_one(here):
    source, _ = inputs(here)
    (here / "mine").mkdir()
    (here / "mine" / "other.yaml").write_text(PROFILE)
    recent.remember(Opening((source,), templates()[1]), "x", 1)

    async def story():
        app = Shown(OpenScreen([source], workspace="q4"))
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "Enterprise security 2026-Q4, used last" in told(app))
            choices = app.screen.query_one("#open-profiles", OptionList)
            choices.focus()
            await pilot.press("down")
            assert "(●) profile.yaml" in text(app)
            assert "( ) enterprise_security.yaml" in text(app)
            # Another file: the picker, at the folder of the profile that is chosen.
            await pilot.press("end", "enter")
            await until(pilot, lambda: "profile.yaml" in text(app) and isinstance(app.screen, FilePicker))
            await pilot.press("up", "enter")
            await until(pilot, lambda: "other.yaml" in text(app))
            await pilot.press("enter")
            await until(pilot, lambda: "(●) other.yaml" in text(app))
            await until(pilot, lambda: "Small 1, picked" in told(app))
            assert app.screen.query_one("#open-workspace", Input).value == "q4"
            await pilot.press("enter")
            await pilot.pause()
            assert app.given == [Opening((source,), here / "mine" / "other.yaml", "q4")]

    asyncio.run(story())


def test_a_profile_and_a_workspace_that_are_asked_for(here):
    source, _ = inputs(here)

    async def story():
        app = Shown(OpenScreen([source], profile=templates()[2]))
        async with app.run_test(size=(80, 24)) as pilot:
            assert "(●) lead_generation_agency.yaml" in text(app)
            await typed(pilot, "#open-workspace", " q4 ")
            assert app.given == [Opening((source,), templates()[2], "q4")]

    asyncio.run(story())


def test_escape_opens_nothing_and_hostile_names_are_text(here):
    folder = here / "[red]bold[" / "sub[/nope]"
    folder.mkdir(parents=True)
    (folder / "evil\x1b[2J\u202e[@click=app.bell].csv").write_text(ACCOUNTS)
    (folder / "[@click=x]y.yaml").write_text(PROFILE)
    source = folder / "evil\x1b[2J\u202e[@click=app.bell].csv"

    async def story():
        app = Shown(OpenScreen([source]))
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: "Small 1, beside the list" in text(app))
            shown = text(app)
            assert "evil�[2J�[@click=app.bell].csv" in shown
            assert "[red]bold[/sub[/nope]" in told(app)
            assert "(●) [@click=x]y.yaml" in shown
            await pilot.press("f2")
            await until(
                pilot,
                lambda: "evil�[2J�[@click=app.bell].csv" in text(app) and isinstance(app.screen, FilePicker),
            )
            assert "\x1b" not in text(app)
            assert "sub[/nope]" in text(app)
            await pilot.press("escape", "escape")
            await pilot.pause()
            assert app.given == [None]

    asyncio.run(story())


def test_suppression_lists_and_signal_files_can_be_added(here):
    source, profile = inputs(here)
    out, intent, people = here / "out.csv", here / "intent.csv", here / "people.csv"
    people.write_text("Email\ndana@acme.com\n")
    out.write_text("domain\nacme.com\n")
    intent.write_text("domain,score\nacme.com,80\n")

    async def story():
        app = Shown(OpenScreen([source], signals=[intent]))
        async with app.run_test(size=(120, 50)) as pilot:
            await until(pilot, lambda: "Small 1, beside the list" in text(app))
            # What the command line named is there; the other field comes with the button.
            assert "intent.csv" in text(app)
            assert "Leave out (suppression lists)" not in text(app)
            await pilot.press("f3")
            await pilot.pause()
            assert "Leave out (suppression lists)" in text(app)
            await typed(pilot, "#suppress-path", "nothing.csv")
            assert "no such file" in text(app)
            await typed(pilot, "#suppress-path", str(out))
            await typed(pilot, "#contacts-path", str(people))
            await pilot.press("enter")
            await pilot.pause()
            assert app.given == [Opening((source,), profile, suppress=(out,), signals=(intent,), contacts=(people,))]

    asyncio.run(story())


def test_every_kind_of_file_that_is_read_can_be_picked(here):
    async def story():
        app = Shown(OpenScreen([here]))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert "Files (CSV, Excel, JSON or Parquet, also zipped)" in text(app)

    asyncio.run(story())
    assert {".csv", ".xlsx", ".xls", ".ods", ".json", ".parquet", ".gz", ".zip"} <= set(LISTS)
