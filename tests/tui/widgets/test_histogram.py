"""The histogram: bars by hand, widths that hold, cuts on the axis, and the bar that stands out."""

import asyncio

import pytest
from screens import HOSTILE, Shown, text
from textual.screen import Screen

from icp_tui.review.score_bars import Cut, ScoreBars
from icp_tui.tui.widgets.histogram import Histogram
from icp_tui.tui.widgets.histogram_lines import histogram_lines, legend, letters, scale


def bars(cuts=(), **held):
    counts = {name: [0] * 100 for name in ("A", "B", "nurture", "disqualified", "killed")}
    for bucket, places in held.items():
        for point, count in places.items():
            counts[bucket][point] = count
    return ScoreBars(counts, list(cuts))


MADE = bars([Cut("A", 90.0), Cut("B", 70.0), Cut("nurture", 40.0)],
            A={95: 4}, B={75: 8}, nurture={45: 2}, disqualified={5: 8}, killed={5: 8, 96: 4})  # fmt: skip


def test_bars_letters_numbers_and_cuts():
    plain = [line.plain.rstrip() for line in histogram_lines(MADE, 23, 5)]
    assert plain == [
        "16  █",
        "    █       ▂     █   █",
        "   ·d·······n·····B···A",
        "   0   20  40  60  80",
        "           ▲     ▲B  ▲A",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [12, 24, 40, 56, 80, 120, 250])
@pytest.mark.parametrize("height", [1, 4, 10, 40])
def test_it_stays_within_its_size(width, height):
    made = bars([Cut(HOSTILE, 99.5), Cut("A", 99.4), Cut("B", 98.0)], A={99: 1_000_000}, killed={0: 3})
    lines = histogram_lines(made, width, height, cursor=0)
    assert len(lines) <= height
    assert max(line.cell_length for line in lines) <= width
    assert not any("\x1b" in line.plain for line in lines)


def test_a_single_account_is_seen():
    made = bars(A={99: 1}, disqualified={0: 1_000_000, 5: 900_000})
    assert "▁" in histogram_lines(made, 110, 10)[6].plain


def test_one_giant_bar_is_cut_and_says_its_number():
    # 23,000 would leave a line each for the others: 2,000 of them are as high as a bar below the break can be.
    lines = [line.plain for line in histogram_lines(bars(A={99: 1_000}, B={50: 2_000}, disqualified={0: 23_000}), 110, 13)]
    assert lines[0].strip() == "23k"
    assert (lines[1].strip(), lines[2].strip()) == ("█", "≈")
    assert (lines[3].split()[0][:4], lines[3].count("█")) == ("2.0k", 2)
    assert [line.count("█") for line in lines[3:10]] == [2, 2, 2, 2, 3, 3, 3]  # 1,000 are 3.5 of 7 lines
    # Three times as high is not yet too high.
    assert "≈" not in "".join(line.plain for line in histogram_lines(bars(A={99: 1_000}, B={50: 3_000}), 110, 13))


def test_bars_are_as_fine_as_the_width_allows():
    assert [(scale(MADE, width).step, scale(MADE, width).cells) for width in (110, 60, 30, 12)] == [(1, 1), (2, 1), (4, 1), (10, 1)]


def test_one_letter_for_each_bucket():
    assert letters(["A", "B", "nurture", "disqualified", "killed"]) == {
        "A": "A", "B": "B", "nurture": "n", "disqualified": "d", "killed": "x",
    }  # fmt: skip
    assert letters(["Tier 1", "Tier 2", "nurture"])["Tier 2"] == "2"
    assert letters(["x", "nurture"])["x"] == "1"
    assert [line.plain for line in legend({"A": 5, "Top": 1, "B": 0, "nurture": 1_000})] == ["A 5", "T Top 1", "n nurture 1,000"]


def test_the_bar_that_stands_out():
    class Home(Screen):
        def compose(self):
            yield Histogram()

    async def run():
        app = Shown(Home())
        async with app.run_test(size=(110, 12)) as pilot:
            await pilot.pause()
            made = app.screen.query_one(Histogram)
            made.styles.height = 12
            made.show(MADE)
            await pilot.pause()
            assert made.edges is None
            made.move(1)
            assert made.edges == (96, 97)
            made.move(1)
            assert made.edges == (96, 97)
            made.move(-1)
            assert made.edges == (95, 96)
            made.move(-1)
            assert made.edges == (75, 76)
            await pilot.pause()
            assert "▲A 90.00" in text(app)
            await pilot.resize_terminal(60, 12)
            await pilot.pause()
            assert made.edges == (74, 76)

    asyncio.run(run())


def test_nobody():
    assert histogram_lines(bars(), 30, 4)[0].plain.strip() == ""
