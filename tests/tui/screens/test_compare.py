"""The compare screen: the last frozen list against the list as it stands."""

import pytest
from bench import ROWS, Bench, opening, play
from runs import PROFILE
from screens import until

from icp_tui.review.snapshots import freeze
from icp_tui.tui.screens.compare import CompareScreen


async def _compared(bench: Bench) -> CompareScreen:
    await bench.press("M")
    await until(bench.pilot, lambda: isinstance(bench.app.screen, CompareScreen), 5)
    return bench.app.screen


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 15)])
def test_a_pin_is_seen_as_the_cause_and_its_account_gone_to(tmp_path, monkeypatch, size):
    monkeypatch.chdir(tmp_path)

    async def story(bench):
        review = bench.home.review
        freeze(review.session, review.workspace, "Q3")
        await bench.press("0", "g", "j", "j")
        assert bench.here == "Hooli"
        await bench.press("a")
        await until(bench.pilot, lambda: bench.bucket("Hooli") == "A", 5)
        screen = await _compared(bench)
        await bench.shows("displaced by Hooli, now at rank 3")
        await bench.press("j")
        await bench.shows("pinned to A")
        assert "Q3 -> the list as it stands" in bench.screen
        # On a low screen the moves have the room.
        assert ("was \\ is" in bench.screen) == (size[1] > 30)
        await bench.press("m")
        assert ("was \\ is" in bench.screen) == (size[1] <= 30)
        await bench.press("m")
        assert size[1] < 24 or screen.table.size.height > 10
        assert "A: 1 in, 1 out (50.0" in bench.screen.replace("\u00a0", " ")
        assert screen.table.row_count == 2
        await bench.press("t")
        assert screen.table.row_count == 1
        await bench.press("e")
        await bench.type("moves.csv", "enter")
        await bench.says("Saved 1 move")
        assert (tmp_path / "moves.csv").exists()
        await bench.press("escape", "enter")
        await until(bench.pilot, lambda: bench.app.screen is bench.home, 5)
        assert bench.here in {"Hooli", "Globex", "Acme"}

    play(opening(tmp_path, ROWS, PROFILE), story, size)


def test_what_is_to_be_known_of_the_lists_is_a_line_and_no_message(tmp_path):
    async def story(bench):
        review = bench.home.review
        made = freeze(review.session, review.workspace, "Q3")
        (made.path / "profile.yaml").unlink()
        receipt = made.path / "receipt.json"
        receipt.write_text(receipt.read_text().replace(review.session.profile.sha256, "0" * 64).replace("profile.yaml", "gone.yaml"))
        await _compared(bench)
        await bench.shows("! a note on these lists: m shows it all")
        await bench.press("m")
        await bench.shows("! The text of the profile of Q3 is not kept")
        assert not any("not kept" in one for one in bench.said)

    play(opening(tmp_path, ROWS, PROFILE), story)


def test_without_a_frozen_list_the_next_key_is_named_and_a_folder_will_do(tmp_path):
    async def story(bench):
        await _compared(bench)
        await bench.shows("No list is frozen")
        await bench.press("o")
        await bench.type(str(tmp_path / "nowhere"), "enter")
        await bench.says("there is no such list")
        await bench.press("escape")
        await until(bench.pilot, lambda: bench.app.screen is bench.home, 5)

    play(opening(tmp_path, ROWS, PROFILE), story)
