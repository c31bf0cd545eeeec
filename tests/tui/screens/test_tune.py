"""The tune screen: keys turn numbers, the list answers, and what is turned is saved or kept."""

import pytest
from bench import ROWS, Bench, opening, play
from screens import until

from icp_tui.profile import load_profile
from icp_tui.review.tuning.knob import in_words
from icp_tui.review.tuning.unsaved import kept
from icp_tui.tui.bench.tuning_around import TakeUp
from icp_tui.tui.screens.export import ExportScreen
from icp_tui.tui.screens.prompt import Notice, Prompt
from icp_tui.tui.screens.tune import TuneScreen
from icp_tui.tui.screens.workbench import Workbench
from icp_tui.tui.widgets.knobs import Knobs


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)


async def tune(bench: Bench) -> TuneScreen:
    await bench.press("w")
    await until(bench.pilot, lambda: isinstance(bench.app.screen, TuneScreen) and bench.app.screen._made is not None)
    return bench.app.screen


async def answered(bench: Bench) -> None:
    """Wait until the list shows what was asked for and it is on disk."""
    screen = bench.app.screen
    await until(bench.pilot, lambda: not screen._working and screen._asked == screen._wanted())
    await bench.pilot.pause()


async def to(bench: Bench, name: str) -> None:
    """Put the cursor on a knob."""
    knobs = bench.app.screen.query_one(Knobs)
    knobs.put([in_words(one) for one in knobs._knobs].index(name))
    await bench.pilot.pause()


async def back(bench: Bench) -> None:
    await bench.press("escape")
    await until(bench.pilot, lambda: isinstance(bench.app.screen, Workbench))
    await bench.settle()


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
def test_the_list_answers_and_stays_tuned(tmp_path, size):
    async def story(bench: Bench):
        await tune(bench)
        assert "as saved" in bench.screen
        await to(bench, "Tier A: capacity")
        await bench.press("l")
        await answered(bench)
        # A takes three: Acme, Globex and Hooli.
        assert bench.buckets["A"] == 3
        assert "1 change, not saved; 1 account moves" in bench.screen
        if size[0] < 76:
            await bench.press("o")
            await bench.pilot.pause()
        assert "Comes into A: 1" in bench.screen
        assert "Hooli" in bench.screen
        assert "+1" in bench.screen
        assert "-0" not in bench.screen
        await back(bench)
        await bench.shows("tuned, not saved")
        assert bench.buckets["A"] == 3
        await bench.press("e")
        said = await bench.says("tuned and not saved")
        assert said.endswith("In the list press w: there s saves it, and U takes the changes back.")
        assert not isinstance(bench.app.screen, ExportScreen)
        # Going on from there, all can be taken back.
        await tune(bench)
        await bench.press("U")
        await answered(bench)
        assert bench.buckets["A"] == 2
        await bench.press("u")
        await answered(bench)
        assert bench.buckets["A"] == 3
        await to(bench, "Tier A: capacity")
        await bench.press("0")
        await answered(bench)
        await back(bench)
        await until(bench.pilot, lambda: "not saved" not in bench.screen)
        assert not list(tmp_path.glob("*.json"))

    play(opening(tmp_path, ROWS), story, size=size)


def test_values_are_typed_and_refused(tmp_path):
    async def story(bench: Bench):
        await tune(bench)
        await to(bench, "Size: weight")
        await bench.press("enter")
        assert isinstance(bench.app.screen, Prompt)
        await bench.type("50abc", "enter")
        # The box stays with what was typed and why it will not do.
        assert isinstance(bench.app.screen, Prompt)
        assert bench.app.focused.value == "50abc"
        assert "50abc is no number: write a number such as 60" in bench.screen
        assert not bench.said
        await bench.type("10", "enter")
        await answered(bench)
        assert bench.home.review.session.profile.criteria[0].weight == 10
        await to(bench, "Nurture: from score")
        await bench.press("L", "L", "L")
        await answered(bench)
        assert "below the nurture line" in await bench.says("stays at")
        assert bench.home.review.session.profile.nurture == 60
        await bench.press("c")
        await until(bench.pilot, lambda: isinstance(bench.app.screen, Notice))
        assert "Size: weight 60 → 10" in bench.screen

    play(opening(tmp_path, ROWS), story)


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
def test_the_comparison_has_a_line_for_each_of_its_lines(tmp_path, size):
    async def story(bench: Bench):
        await tune(bench)
        await to(bench, "Tier A: capacity")
        await bench.press("l")
        await answered(bench)
        await bench.press("c")
        await until(bench.pilot, lambda: isinstance(bench.app.screen, Notice))
        bare = [" ".join(line.strip().split("│")[1].split()) for line in bench.screen.splitlines() if line.count("│") > 1]
        # A takes Hooli from B: nobody else moves.
        for line in ("Tier A: capacity 2 → 3", "A: 2 → 3", "Comes into A: 1"):
            assert line in bare, (line, bare)
        assert "\ufffd" not in bench.screen

    play(opening(tmp_path, ROWS), story, size=size)


def test_the_bucket_in_which_people_move_is_looked_at_first(tmp_path):
    async def story(bench: Bench):
        await tune(bench)
        # From 61 B ends above Initech (60.00); A stays as it is.
        await to(bench, "Tier B: from score")
        await bench.press("l")
        await answered(bench)
        await bench.shows("Drops out of B: 1")
        assert "B by industry" in bench.screen
        assert "-1 " in bench.screen
        assert "+0" not in bench.screen
        # Whoever chose another bucket keeps it, and is told where to look.
        await bench.press("b", "b", "b", "b")
        await answered(bench)
        assert bench.app.screen._bucket == "A"
        assert "They move in B, nurture: b goes there" in bench.screen

    play(opening(tmp_path, ROWS), story, size=(120, 40))


def test_the_other_half_is_offered_where_there_is_one(tmp_path):
    async def narrow(bench: Bench):
        await tune(bench)
        assert "o other half" in bench.screen

    async def wide(bench: Bench):
        await tune(bench)
        assert "other half" not in bench.screen
        await bench.press("o")
        await bench.says("Both halves are on the screen already")

    play(opening(tmp_path, ROWS), narrow, size=(60, 15))
    play(opening(tmp_path, ROWS), wide)


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
def test_the_keys_of_a_knob_are_all_readable(tmp_path, size):
    async def story(bench: Bench):
        await tune(bench)
        await to(bench, "Tier A: capacity")
        said = " ".join(bench.screen.split())
        # Where there is no room the name is cut, which stands among the knobs as well.
        name = "Tier A:" if size[0] < 76 else "Tier A: capacity 2"
        assert name in said
        assert " 2 ← → turn, shift ×10; Enter types a number or “no limit”" in said

    play(opening(tmp_path, ROWS), story, size=size)


@pytest.mark.parametrize(("size", "drawn"), [((80, 24), False), ((80, 40), False), ((120, 24), False), ((120, 40), True)])
def test_the_chart_is_left_out_where_it_has_no_room(tmp_path, size, drawn):
    async def story(bench: Bench):
        await tune(bench)
        assert ("Accounts by score" in bench.screen) == drawn
        assert ("▲" in bench.screen) == drawn

    play(opening(tmp_path, ROWS), story, size=size)


def test_many_keys_at_once_end_at_the_last(tmp_path):
    async def story(bench: Bench):
        await tune(bench)
        await to(bench, "Size: weight")
        await bench.press(*["l"] * 12, "h", "x", "b")
        await answered(bench)
        assert bench.home.review.session.profile.criteria[0].weight == 71
        assert "B by country" in bench.screen

    play(opening(tmp_path, ROWS), story)


def test_who_leaves_at_once_keeps_every_turn(tmp_path):
    async def story(bench: Bench):
        screen = await tune(bench)
        await to(bench, "Tier A: capacity")
        screen.action_turn(1)
        screen.action_turn(1)
        screen.action_close()
        await until(bench.pilot, lambda: bench.app.screen is bench.home)
        review = bench.home.review
        assert review.session.profile.tiers[0].capacity == 4
        assert list(kept(review.workspace.path, review.saved).changes.values()) == [4]

    play(opening(tmp_path, ROWS), story)


def test_saved_as_a_new_version(tmp_path):
    async def story(bench: Bench):
        await tune(bench)
        await bench.press("s")
        await bench.says("nothing to save")
        await to(bench, "Size: weight")
        await bench.press("l")
        await answered(bench)
        await bench.press("s")
        await until(bench.pilot, lambda: isinstance(bench.app.screen, Prompt))
        assert bench.app.focused.value == "2"
        await bench.press("enter")
        await until(bench.pilot, lambda: isinstance(bench.app.screen, Prompt) and "Into which file?" in bench.screen)
        await bench.press("enter")
        await bench.says("Saved as")
        made = load_profile(tmp_path / "profile-2.yaml")
        assert (made.version, made.criteria[0].weight) == ("2", 61)
        await back(bench)
        await until(bench.pilot, lambda: "not saved" not in bench.screen)
        await until(bench.pilot, lambda: bench.home.opening.profile == tmp_path / "profile-2.yaml")
        assert not list(tmp_path.glob("*.json"))
        # The new file is the one that is watched and read.
        await bench.press("f5")
        await bench.says("Read the profile again")

    play(opening(tmp_path, ROWS), story)


@pytest.mark.parametrize(("key", "capacity"), [("t", 3), ("d", 2), ("escape", 2)])
def test_what_was_not_saved_is_offered_the_next_time(tmp_path, key, capacity):
    async def first(bench: Bench):
        await tune(bench)
        await to(bench, "Tier A: capacity")
        await bench.press("l")
        await answered(bench)

    async def second(bench: Bench):
        await until(bench.pilot, lambda: isinstance(bench.app.screen, TakeUp))
        assert "Tier A: capacity 2 → 3" in bench.screen
        assert "and did not save it" in bench.screen
        box = bench.app.screen.query_one(".dialog").region
        # In the middle of the 80 columns and 24 lines, as every question.
        assert abs(box.x + box.right - 80) <= 1
        assert abs(box.y + box.bottom - 24) <= 1
        await bench.press(key)
        await until(bench.pilot, lambda: isinstance(bench.app.screen, Workbench))
        await until(bench.pilot, lambda: bench.home.review.session.profile.tiers[0].capacity == capacity)
        await until(bench.pilot, lambda: (kept(bench.home.review.workspace.path, bench.home.review.saved) is None) == (key == "d"))
        assert bench.home.review.is_tuned == (key == "t")

    given = opening(tmp_path, ROWS)
    play(given, first)
    play(given, second)


def test_without_an_editor_the_screen_says_so(tmp_path):
    async def story(bench: Bench):
        await tune(bench)
        await bench.press("E")
        await bench.says("No editor is set")

    play(opening(tmp_path, ROWS), story)


def test_a_file_that_was_edited_is_read_again_with_what_was_turned(tmp_path):
    async def story(bench: Bench):
        screen = await tune(bench)
        await to(bench, "Tier A: capacity")
        await bench.press("l")
        await answered(bench)
        path = tmp_path / "profile.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("weight: 60", "weight: 50"), encoding="utf-8")
        await screen.read_again()
        await answered(bench)
        profile = bench.home.review.session.profile
        assert (profile.criteria[0].weight, profile.tiers[0].capacity) == (50, 3)
        assert bench.home.review.is_tuned

    play(opening(tmp_path, ROWS), story)
