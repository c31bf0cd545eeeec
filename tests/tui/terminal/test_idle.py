"""A screen on which nothing happens sends nothing: a loop of redraws would fill a slow line."""

import shutil
import time
from pathlib import Path

import pytest
from terminal import Terminal

LIST = Path(__file__).resolve().parents[3] / "sample_accounts" / "hubspot_companies.csv"
RUN = """
import sys
from pathlib import Path
from textual.app import App
from icp_tui.tui.screens.profile_from_list import ProfileFromList
class OneScreen(App):
    CSS_PATH = sys.argv[2]
    def on_mount(self): self.push_screen(ProfileFromList([Path(sys.argv[1])]))
OneScreen().run()
"""
STYLES = Path(__file__).resolve().parents[3] / "icp_tui" / "tui" / "app.tcss"
# A cursor may blink.
MOST_BYTES = 200


def written_in(terminal, seconds):
    """How many bytes come in this time."""
    before, end = len(terminal.written), time.monotonic() + seconds
    while time.monotonic() < end:
        terminal.read(0.05)
    return len(terminal.written) - before


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
def test_the_profile_from_a_list_is_quiet(tmp_path, size):
    shutil.copy(LIST, tmp_path)
    with Terminal(LIST.name, STYLES, size=size, env={"ICP_TUI_HOME": str(tmp_path / "home")}, cwd=tmp_path, script=RUN) as terminal:
        terminal.wait(r"criteria\b.*This list: .*\d")
        # On a busy machine the last of the drawing may come late; a loop of redraws is quiet at no time.
        assert any(written_in(terminal, 1.5) < MOST_BYTES for _ in range(5))
