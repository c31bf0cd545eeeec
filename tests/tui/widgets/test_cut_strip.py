"""The cut strip: one line, two where needed, an ellipsis beyond."""

import asyncio

import pytest
from explained import cut
from screens import HOSTILE, TAMED
from textual.app import App

from icp_tui.tui.widgets.cut_strip import CutStrip, strip_lines

SAID = str(cut())


@pytest.mark.parametrize(
    ("width", "most", "lines"),
    [
        (120, 2, [f" {SAID}"]),
        (80, 2, [" A ends at rank 50, 82.50 Hooli (full; 2 of 3 with 82.50 are in, by employees).", " Next in line: Vandelay"]),
        (80, 1, [" A ends at rank 50, 82.50 Hooli (full; 2 of 3 with 82.50 are in, by employees)…"]),
        (30, 2, [" A ends at rank 50, 82.50", " Hooli (full; 2 of 3 with…"]),
    ],
)
def test_what_fits(width, most, lines):
    found = [line.plain for line in strip_lines(SAID, width, most)]
    assert found == lines
    assert all(len(line) < width for line in found)


def test_wide_letters_are_never_cut_through():
    (line,) = strip_lines("会" * 40, 20, 1)
    assert line.cell_length <= 20
    assert line.plain.endswith("会…")


def test_in_an_app():
    class Strips(App):
        CSS = "CutStrip {height: auto; max-height: 2;}"

        def compose(self):
            yield CutStrip()

    async def story():
        app = Strips()
        async with app.run_test(size=(120, 24)) as pilot:
            strip = app.query_one(CutStrip)
            strip.show(SAID)
            await pilot.pause()
            assert strip.size.height == 1
            await pilot.resize_terminal(80, 24)
            await pilot.pause()
            assert [strip.render_line(y).text.strip() for y in range(strip.size.height)] == [
                "A ends at rank 50, 82.50 Hooli (full; 2 of 3 with 82.50 are in, by employees).",
                "Next in line: Vandelay",
            ]
            strip.show(HOSTILE)
            await pilot.pause()
            assert strip.size.height == 1
            assert strip.render_line(0).text.strip() == TAMED
            # A short screen may leave one line only.
            strip.styles.max_height = 1
            strip.show(SAID)
            await pilot.pause()
            assert [strip.render_line(y).text.strip()[-4:] for y in range(strip.size.height)] == ["es)…"]

    asyncio.run(story())
