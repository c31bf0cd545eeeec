"""A screen on which nothing happens sends nothing: a loop of redraws would fill a slow line."""

import shutil
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


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
def test_the_profile_from_a_list_is_quiet(tmp_path, size):
    shutil.copy(LIST, tmp_path)
    with Terminal(LIST.name, STYLES, size=size, env={"ICP_TUI_HOME": str(tmp_path / "home")}, cwd=tmp_path, script=RUN) as terminal:
        terminal.wait(r"criteria\b.*This list: .*\d")
        terminal.rest(0.5)
        before = len(terminal.written)
        terminal.read(2.0)
        # A cursor may blink.
        assert len(terminal.written) - before < 200
