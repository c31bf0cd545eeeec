"""The first rows of a list while it is read: tame, and as much of them as fits."""

import asyncio

import pytest
from screens import HOSTILE, TAMED
from textual.app import App

from icp_tui.sources.preview import Preview
from icp_tui.tui.widgets.first_rows import FirstRows


def shown(preview, size, height):
    class Rows(App):
        CSS = f"FirstRows {{height: {height};}}"

        def compose(self):
            yield FirstRows("list.csv", preview)

    async def story():
        app = Rows()
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            widget = app.query_one(FirstRows)
            return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]

    return asyncio.run(story())


def test_headers_that_feed_a_field_come_first_with_their_cells():
    preview = Preview(("Notes", "Company"), (None, "name"), (("call", "Acme"), ("", "Globex")))
    lines = shown(preview, (120, 20), 8)
    assert lines[0] == "The first rows of list.csv"
    assert lines[1].split() == ["header", "understood", "as"]
    assert lines[2].split() == ["Company", "name", "Acme", "Globex"]
    assert lines[3].split() == ["Notes", "kept", "as", "it", "is", "call"]
    assert lines[4] == ""


@pytest.mark.parametrize("width", [80, 120])
def test_what_does_not_fit_is_counted_and_hostile_text_is_text(width):
    preview = Preview(tuple(f"{n} {HOSTILE}" for n in range(200)), (None,) * 200, (("x" * 5_000_000,) * 200,))
    lines = shown(preview, (width, 24), 10)
    assert len(lines) == 10
    assert lines[9] == "  and 193 more headers"
    assert TAMED[:8] in lines[2]
    assert "\x1b" not in "".join(lines)
    assert all(len(line) <= width for line in lines)
