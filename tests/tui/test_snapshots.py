"""A few whole screens over the demo list, as text. `UPDATE_SCREENS=1 pytest` rewrites them: look at the diff."""

import asyncio
import os
from pathlib import Path

import pytest
from screens import text, until

from icp_tui.review.demo import demo_opening
from icp_tui.tui.app import IcpApp
from icp_tui.tui.screens.export import ExportScreen
from icp_tui.tui.screens.workbench import Workbench

GOLDEN = Path(__file__).with_name("golden")

# The name of each screen, the window, and the keys that lead to it from the workbench.
SCREENS = [
    ("workbench_80x24", (80, 24), ["down", "down"], "Cut line|A ends at"),
    ("workbench_120x40", (120, 40), ["2", "down", "space"], "Sources"),
    ("killed_120x40", (120, 40), ["6"], "Sources"),
    ("account_80x24", (80, 24), ["2", "enter"], "Into A"),
    ("help_80x24", (80, 24), ["question_mark"], "Help"),
]


@pytest.fixture(autouse=True)
def _alone(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("name", "size", "keys", "sign"), SCREENS, ids=[one[0] for one in SCREENS])
def test_the_screen(name, size, keys, sign):
    shown = []

    async def story():
        app = IcpApp(demo_opening(), report=False)
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: isinstance(app.screen, Workbench) and app.screen.listing is not None)
            for key in keys:
                await pilot.press(key)
                await app.workers.wait_for_complete()
            await until(pilot, lambda: any(one in text(app) for one in sign.split("|")))
            await pilot.pause(0.3)
            shown.append(text(app))

    asyncio.run(story())
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_SCREENS"):
        golden.write_text(shown[0] + "\n", encoding="utf-8")
    assert shown[0] + "\n" == golden.read_text(encoding="utf-8")


def test_the_export_screen():
    shown = []

    async def story():
        app = IcpApp(demo_opening(), report=False)
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: isinstance(app.screen, Workbench) and app.screen.listing is not None)
            await pilot.press("e")
            await until(pilot, lambda: isinstance(app.screen, ExportScreen) and "First of tier B" in text(app))
            await until(pilot, lambda: "A new folder" in text(app))
            # The folder's path is the machine's own.
            shown.append("\n".join(line for line in text(app).splitlines() if not line.strip().startswith("/")))

    asyncio.run(story())
    golden = GOLDEN / "export_120x40.txt"
    if os.environ.get("UPDATE_SCREENS"):
        golden.write_text(shown[0] + "\n", encoding="utf-8")
    assert shown[0] + "\n" == golden.read_text(encoding="utf-8")
