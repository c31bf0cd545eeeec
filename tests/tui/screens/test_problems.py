"""The problems screen: everything that is wrong, where it is, and how to try again."""

import asyncio
import time

import pytest
from screens import HOSTILE, TAMED, Shown, text
from textual.containers import VerticalScroll

from icp_tui.errors import Problem
from icp_tui.tui.screens.problems import ProblemsScreen

PROBLEMS = [
    Problem("unknown key wieght", "icp.yaml", 12, 5, "did you mean weight?"),
    Problem("a very long story " * 20 + "that ends", "icp.yaml", 13),
    Problem(HOSTILE, HOSTILE, None, None, HOSTILE),
    Problem("nowhere in particular", None, 3),
]


@pytest.mark.parametrize(("size", "key"), [((80, 24), "r"), ((120, 40), "f5")])
def test_each_problem_has_its_place_and_its_mend(size, key):
    async def story():
        app = Shown(ProblemsScreen(PROBLEMS, f"The profile cannot be used {HOSTILE}"))
        async with app.run_test(size=size) as pilot:
            shown = text(app)
            assert f"The profile cannot be used {TAMED}"[: size[0] - 3] in shown
            assert "4 problems. Mend the files in any editor, then press r." in shown
            assert " 1 icp.yaml:12:5\n" in shown
            assert "unknown key wieght" in shown
            assert "→ did you mean weight?" in shown
            if size == (120, 40):
                assert f" 3 {TAMED}" in shown
                assert f"→ {TAMED}" in shown
                assert "line 3\n" in shown
            await pilot.press("down", "end", "pageup", "home")
            assert app.given == []
            await pilot.press(key)
            await pilot.pause()
            assert app.given == ["reload"]

    asyncio.run(story())


@pytest.mark.parametrize("key", ["escape", "q"])
def test_back_without_trying_again(key):
    async def story():
        app = Shown(ProblemsScreen([Problem("bad", "a.csv")], "Bad"))
        async with app.run_test(size=(80, 24)) as pilot:
            assert "1 problem. Mend the file in any editor, then press r." in text(app)
            await pilot.press(key)
            await pilot.pause()
            assert app.given == [None]

    asyncio.run(story())


def test_without_problems_it_says_so():
    async def story():
        app = Shown(ProblemsScreen([], "The profile"))
        async with app.run_test(size=(80, 24)) as pilot:
            assert "No problems. Press r to go on, Esc to go back." in text(app)
            await pilot.press("r")
            assert app.given == ["reload"]

    asyncio.run(story())


def test_ten_thousand_problems_with_huge_texts_do_not_freeze_it():
    many = [Problem(f"bad row {number} " + "x" * 10_000, "a.csv", number) for number in range(1, 10_001)]

    async def story():
        app = Shown(ProblemsScreen(many, "Many"))
        began = time.perf_counter()
        async with app.run_test(size=(80, 24)) as pilot:
            assert "10,000 problems." in text(app)
            await pilot.press("end")
            await pilot.pause()
            assert "And 9,700 more." in text(app)
            assert app.screen.query_one(VerticalScroll).scroll_y > 1000
            await pilot.press("q")
            assert app.given == [None]
        # A freeze would be minutes; a slow machine is seconds.
        assert time.perf_counter() - began < 20

    asyncio.run(story())
