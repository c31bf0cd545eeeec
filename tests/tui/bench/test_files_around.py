"""The files around the list: noticed when they change, read again, and the clipboard."""

import pytest
from bench import Bench, opening, play
from runs import ACCOUNTS, PROFILE
from screens import until

from icp_tui.tui.screens.problems import ProblemsScreen
from icp_tui.tui.screens.report import ReportScreen
from icp_tui.tui.screens.workbench import Workbench


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))


def test_a_profile_that_changes_on_disk(tmp_path):
    given = opening(tmp_path)

    async def story(bench: Bench):
        app = bench.app
        await bench.press("0", "g", "j", "j", "t")
        await bench.type("Keep me", "enter")
        here = bench.here
        await bench.press("f")
        await bench.type('"points.geo" > 0', "enter")
        await bench.press("s")
        app.clear_notifications()
        # Noticed once.
        given.profile.write_text(PROFILE.replace("capacity: 2", "capacity: 1"))
        await bench.home.look_at_files()
        await bench.home.look_at_files()
        await bench.says("changed on disk")
        assert bench.said == ["profile.yaml changed on disk. F5 reads it again; decisions stay."]
        said = await bench.decided("f5")
        assert "1 account moved" in said or "moves to B" in said
        assert bench.buckets["A"] == 1
        assert bench.here == here
        await bench.home.look_at_files()
        # Broken: nothing changes, and it can be mended on the spot.
        given.profile.write_text(PROFILE.replace("weight: 60", "weight: sixty"))
        await bench.press("f5")
        await until(bench.pilot, lambda: isinstance(app.screen, ProblemsScreen))
        assert "weight should be a number" in bench.screen
        assert bench.buckets["A"] == 1
        # A criterion and a tier less: what was shown by them is shown otherwise, and that is said.
        lines = [line for line in PROFILE.splitlines() if "key: geo" not in line and "name: B" not in line]
        given.profile.write_text("\n".join(lines) + "\n")
        await bench.press("r")
        await until(bench.pilot, lambda: isinstance(app.screen, Workbench))
        assert "The filter was taken away" in await bench.says("The filter was taken away")
        assert bench.here == here
        row = bench.table.order.filter(bench.table.order == bench.table.row)
        assert bench.home.review.cells.frame(row, ["note"]).item() == "Keep me"
        # Left as they are: the list stays.
        given.profile.write_text("icp: [")
        await bench.press("f5")
        await until(bench.pilot, lambda: isinstance(app.screen, ProblemsScreen))
        await bench.press("escape")
        assert isinstance(app.screen, Workbench)
        assert bench.here == here

    play(given, story)


def test_a_source_that_changes_on_disk(tmp_path):
    given = opening(tmp_path)

    async def story(bench: Bench):
        app = bench.app
        await bench.press("0", "j", "t")
        await bench.type("Keep me", "enter")
        here = bench.here
        given.sources[0].write_text("Company,Website,Employees,Country,Owner\nNew,new.com,350,US,kim\n"
                                    + ACCOUNTS.partition("\n")[2].replace("Tiny,tiny.com,5,US,\n", ""))  # fmt: skip
        said = await bench.decided("f5")
        await until(bench.pilot, lambda: isinstance(app.screen, Workbench) and "New" in bench.shown)
        said = await bench.says("Read again: 6 accounts, 1 new, 1 gone, ")
        assert said.endswith("Your decisions stand.")
        # The cursor is on its account, though its row is another now; the decision is there, and can be undone.
        assert bench.here == here
        row = bench.table.order.filter(bench.table.order == bench.table.row)
        assert bench.home.review.cells.frame(row, ["note"]).item() == "Keep me"
        assert (await bench.decided("u")).endswith(f"ote on {here}: Keep me.")
        # A source that is gone: the list stays.
        given.sources[0].unlink()
        app.clear_notifications()
        await bench.home.look_at_files()
        await bench.says("accounts.csv changed on disk. F5 reads it again; decisions stay.")
        await bench.press("f5")
        await until(bench.pilot, lambda: isinstance(app.screen, ProblemsScreen))
        await bench.press("escape")
        assert await bench.says("The list stays as it was")
        assert isinstance(app.screen, Workbench)
        assert len(bench.shown) == 6

    play(given, story)


def test_the_clipboard(tmp_path):
    async def story(bench: Bench):
        app = bench.app
        await bench.press("l", "l")
        assert await bench.decided("y") == "Copied Hooli"
        assert app.clipboard == "Hooli"
        await bench.press("l", "l", "l")
        assert bench.table.column == "employees"
        await bench.press("y")
        assert app.clipboard == "300"
        await bench.decided("r")
        assert (await bench.decided("Y")).startswith("Copied 1, A, 100, Hooli, , yes, 300, US")
        assert app.clipboard.split("\t")[:8] == ["1", "A", "100", "Hooli", "", "yes", "300", "US"]
        bench.table.go_to_column("note")
        assert await bench.decided("y") == "The cell is empty: nothing to copy"
        assert app.clipboard.startswith("1\t")

    play(opening(tmp_path), story)


def test_a_header_that_is_mended_in_the_report_is_read_anew_and_decisions_stay(tmp_path):
    given = opening(tmp_path)

    async def story(bench: Bench):
        app = bench.app
        await bench.press("0", "g", "t")
        await bench.type("Keep me", "enter")
        key = bench.home.review.session.accounts.frame["account_key"][bench.table.row]
        await bench.press("L")
        await until(bench.pilot, lambda: isinstance(app.screen, ReportScreen) and app.screen.report is not None)
        report = app.screen
        (source,) = report.report.sources
        (employees,) = (header for header in source.headers if header.field == "employees")
        report.choices.choose_field(source, employees, None)
        before = bench.home.review
        await bench.press("r")
        await until(bench.pilot, lambda: bench.home.review is not before)
        await bench.says("Read again: ")
        review = bench.home.review
        assert review.session.accounts.frame["employees"].null_count() == review.session.accounts.frame.height
        row = (review.session.accounts.frame["account_key"] == key).arg_true()
        assert review.cells.frame(row, ["note"]).item() == "Keep me"
        # What cannot be read so is taken back, and the list stays.
        await bench.press("L")
        await until(bench.pilot, lambda: isinstance(app.screen, ReportScreen) and app.screen.report is not None)
        for header in app.screen.report.sources[0].headers:
            app.screen.choices.choose_field(app.screen.report.sources[0], header, None)
        await bench.press("r")
        await until(bench.pilot, lambda: isinstance(app.screen, ProblemsScreen))
        await bench.press("escape")
        assert "The list stays as it was" in await bench.says("The list stays as it was")
        assert bench.home.review is review
        assert bench.home.opening.mendings.of(source.fingerprint).overrides == {employees.header: None}

    play(given, story)
