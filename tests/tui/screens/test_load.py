"""The load screen: progress, cancelling, problems that can be mended, bugs that are told, the report."""

import asyncio
import threading

import pytest
from runs import inputs
from screens import HOSTILE, TAMED, Shown, opening, text, until

from icp_tui.errors import IcpError, Problem
from icp_tui.review import recent
from icp_tui.review.opening import Opening
from icp_tui.sources.preview import Preview
from icp_tui.tui.screens import load
from icp_tui.tui.screens.header_picker import Picker
from icp_tui.tui.screens.load import LoadScreen
from icp_tui.tui.screens.problems import ProblemsScreen
from icp_tui.tui.screens.prompt import Confirm
from icp_tui.tui.widgets.load_report import LoadReport


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))
    return tmp_path


class Slow:
    """Stands in for an Opening: reads until it is let go on, and sees whether its review is closed."""

    throw_away = True
    profile = None

    def __init__(self, sources=(), error=None):
        self.sources = sources
        self.error = error
        self.go_on = threading.Event()
        self.steps = 0
        self.stopped = None
        self.closed = False

    def open(self, progress):
        try:
            while not self.go_on.wait(0.01):
                self.steps += 1
                progress("reading accounts.csv", 0.43)
        except BaseException as stopped:
            self.stopped = stopped
            raise
        raise self.error


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_list_is_read_reported_and_given(home, size):
    source, profile = inputs(home)

    async def story():
        app = Shown(LoadScreen(opening(source, profile)))
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: "6 rows in = 6 accounts" in text(app))
            shown = text(app)
            assert "6 rows in = 6 accounts + 0 duplicates + 0 rejected" in shown
            assert "The workspace default has no decisions about this list yet" in shown
            assert "accounts.csv  6 rows, no tool's own headers, utf-8, comma-separated" in shown
            assert app.screen.focused is app.screen.query_one(LoadReport)
            # Down to the headers and up again, where Enter leads on.
            await pilot.press("end", "home", "enter")
            await pilot.pause()
            (review,) = app.given
            assert review.session.rows["accounts"] == 6
            # It is given open.
            assert review.workspace.store.log() == []
            review.close()
            assert [(one.icp, one.accounts, one.sources) for one in recent.recent()] == [
                ("Small", 6, (source,))
            ]

    asyncio.run(story())


@pytest.mark.parametrize("key", ["enter", "escape", "q"])
def test_the_report_leads_on_to_the_list(home, key):
    """All is read: there is nothing to cancel any more."""
    source, profile = inputs(home)

    async def story():
        app = Shown(LoadScreen(opening(source, profile, throw_away=True)))
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "6 rows in = 6 accounts" in text(app))
            assert "cancel" not in text(app)
            review = app.screen._review
            await pilot.press(key)
            await pilot.pause()
            assert app.given == [review]
            assert review.workspace.path.exists()
            review.close()

    asyncio.run(story())


def test_a_list_that_nobody_took_is_closed(home):
    source, profile = inputs(home)
    left = []

    async def story():
        app = Shown(LoadScreen(opening(source, profile, throw_away=True)))
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "6 rows in = 6 accounts" in text(app))
            left.append(app.screen._review.workspace.path)
            assert left[0].exists()

    asyncio.run(story())
    assert not left[0].exists()


def test_without_a_report_it_goes_on_at_once(home):
    source, profile = inputs(home)

    async def story():
        app = Shown(LoadScreen(opening(source, profile), report=False))
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: app.given)
            assert app.given[0].session.rows["accounts"] == 6
            app.given[0].close()

    asyncio.run(story())


@pytest.mark.parametrize("key", ["escape", "q"])
def test_progress_is_shown_and_can_be_cancelled(home, key):
    slow = Slow((home / HOSTILE.replace("/", "|"),))

    async def story():
        app = Shown(LoadScreen(slow))
        async with app.run_test(size=(120, 40)) as pilot:
            assert f"Opening {TAMED}".replace("/", "|") in text(app)
            await until(pilot, lambda: "reading accounts.csv" in text(app))
            await until(pilot, lambda: " 43% " in text(app))
            assert "✓ reading the profile" in text(app)
            # There is nothing to go on to yet.
            await pilot.press("enter")
            assert app.given == []
            assert "to the list" not in text(app)
            await pilot.press(key)
            await pilot.pause()
            assert app.given == [None]
            await until(pilot, lambda: slow.stopped is not None)
            steps = slow.steps
            await pilot.pause(0.1)
            assert slow.steps == steps

    asyncio.run(story())


def test_problems_can_be_mended_and_tried_again(home):
    source, profile = inputs(home)
    good = profile.read_text()
    profile.write_text(good.replace("weight: 60", "wieght: 60"))

    async def story():
        app = Shown(LoadScreen(opening(source, profile)))
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "wieght" in text(app))
            assert "This list cannot be opened yet" in text(app)
            await pilot.press("r")
            await until(pilot, lambda: isinstance(app.screen, ProblemsScreen) and "wieght" in text(app))
            profile.write_text(good)
            await pilot.press("f5")
            await until(pilot, lambda: "6 rows in = 6 accounts" in text(app))
            await pilot.press("enter")
            await pilot.pause()
            assert app.given[0].session.rows["accounts"] == 6
            app.given[0].close()

    asyncio.run(story())


def test_giving_up_on_problems_gives_nothing(home):
    source, profile = inputs(home)
    source.unlink()

    async def story():
        app = Shown(LoadScreen(opening(source, profile)))
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "no such file" in text(app))
            await pilot.press("escape")
            await pilot.pause()
            assert app.given == [None]

    asyncio.run(story())


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (IcpError([Problem(HOSTILE, "a.csv", 3), Problem("second")]), TAMED),
        (MemoryError(), "not enough memory for this list"),
        (OSError(28, "No space left on device", "/x/y.sqlite"), "/x/y.sqlite"),
        (OSError("odd"), "odd"),
    ],
)
def test_what_a_person_can_mend_is_a_problem(error, said):
    slow = Slow(error=error)
    slow.go_on.set()

    async def story():
        app = Shown(LoadScreen(slow))
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: said in text(app))
            assert isinstance(app.screen, ProblemsScreen)

    asyncio.run(story())


class Panic(BaseException):
    """As Polars raises."""


@pytest.mark.parametrize(
    ("error", "kind"), [(ZeroDivisionError("bug"), ZeroDivisionError), (Panic("bug"), RuntimeError)]
)
def test_a_bug_reaches_the_app(error, kind):
    slow = Slow(error=error)
    slow.go_on.set()

    async def story():
        app = Shown(LoadScreen(slow))
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: app._exception is not None)

    with pytest.raises(kind):
        asyncio.run(story())


def test_a_list_that_cannot_be_remembered_is_opened_all_the_same(home):
    source, profile = inputs(home)
    recent.file().with_name("recent.json.mending").mkdir(parents=True)

    async def story():
        app = Shown(LoadScreen(opening(source, profile, workspace=str(home / "w.sqlite"))))
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            await until(pilot, lambda: "6 rows in = 6 accounts" in text(app))
            await until(
                pilot, lambda: "This list will not be among the recent ones" in " ".join(text(app).split())
            )
            await pilot.press("enter")
            await pilot.pause()
            app.given[0].close()

    asyncio.run(story())


def odd_list(folder):
    """A list with a header that nobody knows, and rows that name nobody."""
    source, profile = inputs(folder)
    source.write_text("Company,Website,Headcount Band\nAcme,acme.com,50\nGlobex,globex.com,many\n,,7\n,,8\n")
    return source, profile


def test_a_header_is_mended_read_again_remembered_and_forgotten(home):
    source, profile = odd_list(home)

    async def story():
        app = Shown(LoadScreen(opening(source, profile)))
        async with app.run_test(size=(100, 50)) as pilot:
            await until(pilot, lambda: "4 rows in = 2 accounts" in text(app))
            assert "r read again" not in text(app)
            await pilot.press("end", "enter")
            await until(pilot, lambda: isinstance(app.screen, Picker))
            assert "What is Headcount Band?" in text(app)
            await pilot.press(*"employees", "enter")
            await pilot.pause()
            assert "Chosen, not read yet: Headcount Band -> employees (was: kept as it is)" in text(app)
            assert "r read again" in text(app)
            # Leaving asks, and staying is the answer that Enter gives.
            await pilot.press("escape")
            await pilot.pause()
            assert isinstance(app.screen, Confirm)
            await pilot.press("enter")
            first = app.screen._review
            await pilot.press("r")
            await until(pilot, lambda: "as you mended it on" in text(app))
            assert first.workspace.store is not app.screen._review.workspace.store
            assert app.screen._review.session.accounts.frame["employees"].to_list() == [50, None]
            assert "Chosen, not read yet" not in text(app)
            assert Opening((source,)).mendings.of(app.screen.report.sources[0].fingerprint).overrides == {
                "Headcount Band": "employees"
            }
            await pilot.press("F")
            await pilot.pause()
            assert "accounts.csv: Headcount Band -> employees" in text(app)
            await pilot.press("y")
            await until(pilot, lambda: isinstance(app.screen, LoadScreen) and app.screen.report is not None)
            await until(pilot, lambda: "4 rows in = 2 accounts" in text(app))
            assert "as you mended it on" not in text(app)
            assert app.screen._review.session.accounts.frame["employees"].to_list() == [None, None]
            # Rejected rows, and back.
            await pilot.press("x")
            await until(pilot, lambda: "2 rejected rows" in text(app))
            await pilot.press("escape")
            await pilot.press("enter")
            await pilot.pause()
            app.given[0].close()

    asyncio.run(story())


def test_what_cannot_be_read_so_is_taken_back(home):
    source, profile = odd_list(home)

    async def story():
        app = Shown(LoadScreen(opening(source, profile)))
        async with app.run_test(size=(100, 50)) as pilot:
            await until(pilot, lambda: "4 rows in = 2 accounts" in text(app))
            screen = app.screen
            for header in screen.report.sources[0].headers[:2]:
                screen.choices.choose_field(screen.report.sources[0], header, None)
            await pilot.press("r")
            await until(pilot, lambda: "The list cannot be read so; what you chose last is taken back" in text(app))
            assert isinstance(app.screen, ProblemsScreen)
            assert screen.opening.mendings.of(screen.choices.mendings()[0][0].fingerprint) is None
            await pilot.press("escape")
            await until(pilot, lambda: "4 rows in = 2 accounts" in text(app))
            await pilot.press("enter")
            await pilot.pause()
            app.given[0].close()

    asyncio.run(story())


def test_the_first_rows_are_shown_while_a_long_list_is_read(home, monkeypatch):
    source, _ = inputs(home)
    monkeypatch.setattr(load, "_LONG", 1)
    made = Preview(("Company",), ("name",), (("Acme",),))
    monkeypatch.setattr("icp_tui.sources.preview.preview", lambda *_: made)
    slow = Slow((source, home / "none.csv"))
    slow.reading = slow.mendings = None

    async def story():
        app = Shown(LoadScreen(slow))
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "The first rows of accounts.csv" in text(app) and " 43% " in text(app))
            assert "✓ looking at the first rows" in text(app)
            assert "Company                      name                 Acme" in text(app)
            await pilot.press("escape")
            await pilot.pause()
            assert app.given == [None]

    asyncio.run(story())


def test_changes_made_while_a_list_is_read_are_noticed(home):
    source, profile = inputs(home)
    steps = []

    def progress(doing, _):
        if doing.startswith("cleaning") and not steps:
            steps.append(doing)
            source.write_text(source.read_text() + "Late,late.com,1,US,dana\n")

    review = opening(source, profile, throw_away=True).open(progress)
    assert review.watch.changed() == [source]
    review.close()
