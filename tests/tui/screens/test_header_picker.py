"""The pickers: what a header means, the order of its dates, the tool a file comes from."""

import asyncio
from pathlib import Path

import pytest
from screens import HOSTILE, TAMED, Shown, text

from icp_tui.sources.report import HeaderReport, SourceReport
from icp_tui.tui.choices import Choices
from icp_tui.tui.screens.header_picker import (
    DAY_FIRST,
    MONTH_FIRST,
    NOTHING,
    dialect_picker,
    header_picker,
    take,
)

TURNOVER = HeaderReport("Turnover", "revenue", 9, 9, samples=("1M", HOSTILE))
FUNDED = HeaderReport("Funded", "last_funding_date", 9, 9, day_first=False)
SOURCE = SourceReport(Path("/lists/a.csv"), "a.csv", "", 9, 0, "generic", "utf-8", ",", [TURNOVER, FUNDED],
                      evidence=["no vendor's signature is there"], fingerprint="f1")  # fmt: skip


def asked(picker, *keys, size=(80, 24)):
    """What is given after these keys, and the screen before them."""

    async def story():
        app = Shown(picker)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            before = text(app)
            await pilot.press(*keys)
            await pilot.pause()
            return (app.given or ["nothing given"])[0], before, text(app)

    return asyncio.run(story())


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 16)])
def test_the_fields_in_groups_with_what_holds_now_chosen(size):
    given, shown, _ = asked(header_picker(SOURCE, TURNOVER, Choices([SOURCE])), "enter", size=size)
    assert given == "revenue"
    assert "What is Turnover?" in shown
    assert "in a.csv, e.g. 1M, " + TAMED[:12] in shown
    assert "(●) revenue" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("keys", "given"),
    [
        (("up", "enter"), "employees_max"),
        ((*"staff", "enter"), "nothing given"),
        ((*"people", "enter"), "employees"),
        ((*"linkedin", "enter"), "linkedin_url"),
        ((*"how large range upper reven", "enter"), "revenue_max"),
        ((*"no field", "enter"), NOTHING),
        (("escape",), None),
    ],
)
def test_typing_narrows_and_arrows_choose(keys, given):
    assert asked(header_picker(SOURCE, TURNOVER, Choices([SOURCE])), *keys)[0] == given


def test_dates_that_leave_it_open_can_be_turned_around():
    choices = Choices([SOURCE])
    given, shown, _ = asked(header_picker(SOURCE, FUNDED, choices), "enter")
    assert given == DAY_FIRST
    assert "\ufffd" not in shown
    assert "3/4/2024 is read as March 4 now: the month first" in shown
    take(given, SOURCE, FUNDED, choices)
    assert choices.day_first(SOURCE, FUNDED) is True
    # And back.
    given, shown, _ = asked(header_picker(SOURCE, FUNDED, choices), *"month first", "enter")
    assert given == MONTH_FIRST
    take(given, SOURCE, FUNDED, choices)
    assert len(choices) == 0


def test_the_tool_that_a_file_comes_from():
    choices = Choices([SOURCE])
    given, shown, _ = asked(dialect_picker(SOURCE, choices), *"hubsp", "enter")
    assert given == "hubspot"
    assert "Where does a.csv come from?" in shown
    assert "(●) generic" in shown
    take(given, SOURCE, None, choices)
    assert choices.dialect(SOURCE) == "hubspot"


def test_nothing_and_a_field_are_taken():
    choices = Choices([SOURCE])
    take(NOTHING, SOURCE, TURNOVER, choices)
    assert choices.field(SOURCE, TURNOVER) is None
    assert choices.pending(SOURCE, TURNOVER)
    take("revenue", SOURCE, TURNOVER, choices)
    assert not choices.pending(SOURCE, TURNOVER)


def test_a_field_says_so_when_the_samples_do_not_read_as_it():
    day = HeaderReport("Closed", None, 9, 9, samples=("2026-09-01", "2026-10-02"))
    _, shown, _ = asked(header_picker(SOURCE, day, Choices([SOURCE])), "escape", size=(120, 60))
    lines = {line.split(")")[1].split()[0]: line for line in shown.splitlines() if "( ) " in line}
    assert "! 2026-09-01 does not read as money" in lines["revenue"]
    assert "does not read" not in lines["last_funding_date"]
    assert "does not read" not in lines["name"]
