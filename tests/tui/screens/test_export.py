"""The export screen over the demo list: what it shows, asks, writes, and says when it cannot."""

import asyncio
import shutil
import threading
from pathlib import Path

import pytest
from runs import PROFILE, files, inputs
from screens import HOSTILE, TAMED, Stage, flat, lines
from textual.widgets import Input
from textual_fspicker import SelectDirectory

from icp_tui.errors import IcpError, Problem
from icp_tui.export.folder import list_folder
from icp_tui.review.demo import demo_opening
from icp_tui.review.files import write_files
from icp_tui.review.opening import Opening
from icp_tui.review.review import Review
from icp_tui.tui.screens.export import ExportScreen
from icp_tui.tui.screens.prompt import Confirm
from icp_tui.tui.widgets.plan_view import PlanView


@pytest.fixture(scope="module")
def review():
    one = demo_opening().open()
    yield one
    one.close()


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def until(pilot, met):
    """Wait for a text on the screen, or for what `met` asks; the machine may be busy."""
    for _ in range(600):
        await pilot.pause(0.02)
        if met in flat(pilot.app) if isinstance(met, str) else met():
            return
    raise AssertionError(flat(pilot.app))


def story_in(review, steps, size=(80, 24), **options):
    async def story():
        app = Stage(ExportScreen(review, **options))
        async with app.run_test(size=size, notifications=True) as pilot:
            await until(pilot, "Enter writes")
            await until(pilot, "Files" if size[0] > 110 else "Worth a look")
            await steps(app, pilot)

    asyncio.run(story())


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50), (60, 15)])
def test_the_preview(review, size, here):
    async def steps(app, pilot):
        assert "Export B2B SaaS, mid-market 2026-Q4 1,998 accounts" in flat(app)
        assert "b2b_saas_mid_market-2026-Q4" in flat(app)
        assert "A new folder. Enter writes the files." in flat(app)
        assert app.screen.query_one(PlanView).has_focus
        await until(pilot, "No account of tier A is marked as reviewed yet.")
        seen = ""
        for _ in range(40 if size[1] < 20 else 12):
            seen += flat(app) + "\n"
            assert all(len(line) <= size[0] for line in lines(app))
            await pilot.press("pagedown")
            await pilot.pause()
        for said in (
            "No account of tier A is marked as reviewed yet.", "tier_a.csv 50 of 50", "tier_b.csv 200 of 200", "receipt.json",
            "accounts.parquet 1,998", "First of tier A", "First of tier C", "1 100.00", "1-to-1 outreach",
        ):  # fmt: skip
            assert said in seen, said
        assert not list(here.iterdir())
        await pilot.press("q")
        assert app.given == [None]

    story_in(review, steps, size)


def test_it_writes_what_build_writes_and_says_where(review, here):
    async def steps(app, pilot):
        await pilot.press("enter")
        await until(pilot, "Done: 10 files are in")
        assert "Next: load tier_*.csv" in flat(app)
        assert not app.screen.writing
        await pilot.press("enter")
        assert app.given == [here / "b2b_saas_mid_market-2026-Q4"]

    story_in(review, steps)
    write_files(review.session, here / "built")
    assert files(here / "b2b_saas_mid_market-2026-Q4") == files(here / "built")
    assert [path.name for path in sorted(here.iterdir())] == ["b2b_saas_mid_market-2026-Q4", "built"]


def test_a_list_is_replaced_only_when_the_person_says_so(review, here):
    write_files(review.session, here / "old")
    (here / "old" / "tier_a.csv").write_text("mine\n", encoding="utf-8")

    async def steps(app, pilot):
        assert "Holds a list already: B2B SaaS, mid-market 2026-Q4 as of 2026-11-21, 1,998 accounts" in flat(app)
        await pilot.press("e")
        assert isinstance(app.screen, Confirm)
        await pilot.press("enter")
        assert isinstance(app.screen, ExportScreen)
        assert (here / "old" / "tier_a.csv").read_text(encoding="utf-8") == "mine\n"
        await pilot.press("e", "y")
        await until(pilot, "Done: 10 files")
        await pilot.press("escape")
        assert app.given == [here / "old"]

    story_in(review, steps, folder=here / "old")
    assert (here / "old" / "tier_a.csv").read_text(encoding="utf-8").startswith("rank,")


def test_a_folder_in_the_way_is_said_while_typing_and_nothing_is_written(review, here):
    (here / "photos").mkdir()
    (here / "photos" / "beach [red].jpg").touch()

    async def steps(app, pilot):
        await pilot.press("f", "ctrl+u", *"photos")
        await until(pilot, "holds files that are no list of ours: beach [red].jpg. Name another folder.")
        # Enter leaves the field first; then it leads back to it, since nothing can be written there.
        await pilot.press("enter", "enter")
        assert app.screen.query_one(Input).has_focus
        assert not app.screen.writing
        await pilot.press("ctrl+u")
        await until(pilot, "No folder is named.")
        await pilot.press(*"out")
        await until(pilot, "A new folder. Enter writes the files.")
        await pilot.press("escape")
        assert app.screen.query_one(PlanView).has_focus
        await pilot.press("e")
        await until(pilot, "Done: 10 files")

    story_in(review, steps)
    assert [path.name for path in sorted(here.iterdir())] == ["out", "photos"]
    assert len(files(here / "photos")) == 1


class Failing(Review):
    """A review whose export fails, as `fault` says."""

    def __init__(self, review, fault):
        self.__dict__.update(review.__dict__)
        self.fault = fault

    def export(self, target, *, force=False, progress=None, **_presets):
        progress("writing", 0.1)
        with list_folder(target, force=force) as folder:
            (folder / "tier_a.csv").touch()
            raise self.fault


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (OSError(28, "No space left on device"), "no space left on device; nothing was written"),
        (PermissionError(13, "Permission denied"), "permission denied; nothing was written"),
        (IcpError(Problem("holds a list already", "/x [b]", hint="--force replaces it")), "/x [b] holds a list already."),
    ],
)
def test_what_goes_wrong_is_said_with_its_mend_and_nothing_is_left(review, here, fault, said):
    async def steps(app, pilot):
        await pilot.press("enter")
        await until(pilot, said)
        await pilot.pause(0.3)
        # It stays until the person does something, and can be tried again.
        assert said in flat(app)
        assert "--force" not in flat(app)
        assert " -o" not in flat(app)
        assert not list(here.iterdir())
        await pilot.press("enter")
        await until(pilot, said)
        await pilot.press("escape")
        assert app.given == [None]

    story_in(Failing(review, fault), steps)


class Tuned(Review):
    """A review whose profile is tuned and not saved."""

    is_tuned = True

    def __init__(self, review):
        self.__dict__.update(review.__dict__)


def test_a_tuned_profile_is_not_exported_and_nothing_says_it_could_be(review, here):
    async def steps():
        app = Stage(ExportScreen(Tuned(review)))
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await until(pilot, "The profile is tuned and not saved, so no file could say where this list is from.")
            assert "In the list press w: there s saves it, and U takes the changes back." in flat(app)
            assert "Enter write" not in flat(app)
            await pilot.press("enter")
            await pilot.pause(0.3)
            assert not app.screen.writing
            assert not list(here.iterdir())

    asyncio.run(steps())


class Slow(Review):
    """A review that writes until it is stopped."""

    def __init__(self, review):
        self.__dict__.update(review.__dict__)
        self.begun = threading.Event()

    def export(self, target, *, force=False, progress=None, **_presets):
        with list_folder(target, force=force) as folder:
            (folder / "tier_a.csv").touch()
            for step in range(10_000):
                self.begun.set()
                progress("writing", step / 20_000)
                threading.Event().wait(0.005)
        return target


def test_esc_stops_the_writing_and_nothing_is_left(review, here):
    slow = Slow(review)

    async def steps(app, pilot):
        await pilot.press("enter")
        await until(pilot, slow.begun.is_set)
        assert app.screen.writing
        await until(pilot, "% ")
        assert "Esc stops it" in flat(app)
        # Neither a second export nor the field while one is written.
        await pilot.press("enter", "f")
        assert not app.screen.query_one(Input).has_focus
        await pilot.press("escape")
        await until(pilot, "Stopped: nothing was written.")
        assert not app.screen.writing
        assert app.given == []

    story_in(slow, steps)
    assert not list(here.iterdir())


def test_quitting_while_files_are_written_leaves_none(review, here):
    slow = Slow(review)

    async def steps(app, pilot):
        await pilot.press("enter")
        await until(pilot, slow.begun.is_set)
        app.exit()

    story_in(slow, steps)
    assert not list(here.iterdir())


def test_the_folder_can_be_picked_and_its_path_copied(review, here):
    (here / "clients").mkdir()

    async def steps(app, pilot):
        await pilot.press("o")
        await pilot.pause()
        assert isinstance(app.screen, SelectDirectory)
        app.screen.dismiss(here / "clients")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "clients/b2b_saas_mid_market-2026-Q4"
        await until(pilot, str(here / "clients")[-20:])
        await pilot.press("o")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "clients/b2b_saas_mid_market-2026-Q4"
        await pilot.press("y")
        assert app.clipboard == str(here / "clients" / "b2b_saas_mid_market-2026-Q4")

    story_in(review, steps, size=(120, 40))


def test_a_folder_that_vanishes_is_noticed(review, here):
    (here / "gone").mkdir()

    async def steps(app, pilot):
        shutil.rmtree(here / "gone")
        await pilot.press("enter")
        await until(pilot, "does not exist")
        assert "Create it first." in flat(app)

    story_in(review, steps, folder=Path("gone/list"))


def test_hostile_text_is_shown_and_never_obeyed(tmp_path):
    """Names, plays, folders and profile titles with escapes, markup and wide characters."""
    rows = f'Company,Website,Employees\n"{HOSTILE}",acme.com,100\n'
    tier = '{name: A, min_score: 70, play: "\\e[2J [b]Call"}'
    yaml = PROFILE.split("tiers:")[0].replace("Small", '"[red] \\e]0;x"') + f"tiers:\n  - {tier}\n"
    source, profile = inputs(tmp_path, rows, yaml.replace("weight: 40", "weight: 1"))
    one = Opening((source,), profile, throw_away=True).open()

    async def steps(app, pilot):
        assert "Export [red] \ufffd]0;x 1" in flat(app)
        assert TAMED[:8] in flat(app)
        assert "\ufffd[2J [b]Call" in flat(app)
        assert not {"\x1b", "\x07", "\u202e"} & set(flat(app))
        await pilot.press("f", "ctrl+u", *"[b]")
        await until(pilot, "A new folder. Enter writes the files.")
        await pilot.press("enter", "enter")
        await until(pilot, "Done: 8 files are in")

    story_in(one, steps, size=(120, 40))
    one.close()
