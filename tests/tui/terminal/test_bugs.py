"""A bug in the real program: a short notice, a log without account data, and every decision kept."""

import pytest
from runs import inputs
from terminal import Terminal

from icp_tui.review.decisions.workspace import Workspace

NAME = "Globex"
HANDLER = """
from icp_tui.tui.screens.workbench import Workbench
def bug(self):
    name = str(self.review.session.accounts.frame['name'].to_list())
    raise RuntimeError('broken by ' + name)
Workbench.action_reverse = bug
"""
WORKER = """
from icp_tui.review.review import Review
def bug(self, rows, **told):
    names = str(self.session.accounts.frame['name'].to_list())
    raise KeyError(names)
Review.mark_reviewed = bug
"""
THREAD = """
import threading
from icp_tui.tui.screens.workbench import Workbench
def bug(self):
    names = str(self.review.session.accounts.frame['name'].to_list())
    def fail(): raise ValueError(names)
    threading.Thread(target=fail).start()
Workbench.action_reverse = bug
"""
# Polars' own panics are no Exceptions.
PANIC = """
from icp_tui.review.review import Review
class PanicException(BaseException): pass
def bug(self, rows, **told):
    raise PanicException(str(self.session.accounts.frame['name'].to_list()))
Review.mark_reviewed = bug
"""
RUN = "import sys\nfrom icp_tui.cli import main\nmain(sys.argv[1:])\n"


@pytest.mark.parametrize(("bug", "key"), [(HANDLER, "S"), pytest.param(WORKER, "r", marks=pytest.mark.slow), pytest.param(THREAD, "S", marks=pytest.mark.slow), (PANIC, "r")])
def test_a_bug_ends_the_app_with_a_short_notice(tmp_path, bug, key):
    source, yaml = inputs(tmp_path)
    workspace, home = tmp_path / "q4.sqlite", tmp_path / "home"
    arguments = ("open", source, "-p", yaml, "-w", workspace)
    with Terminal(*arguments, env={"ICP_TUI_HOME": str(home)}, cwd=tmp_path, script=bug + RUN) as terminal:
        terminal.wait("to the list")
        terminal.press("enter")
        terminal.wait("accounts? in A")
        terminal.press("b")
        terminal.wait("Pinned Hooli to B")
        terminal.press(key)
        assert terminal.ended() == 1
        assert terminal.modes() == set()
        assert terminal.line_settings_restored()
        notice = " ".join(terminal.text.split())
        assert notice.startswith("icp-tui has stopped because of a bug in it. Your decisions are saved.")
        assert NAME not in terminal.text
        assert "Traceback" not in terminal.text
    logs = list(home.glob("crash-*.log"))
    assert len(logs) == 1
    said = logs[0].read_text(encoding="utf-8")
    assert NAME not in said
    assert "in bug" in said or "in fail" in said
    with Workspace.open(workspace) as opened:
        assert [one.kind for one in opened.store.log()] == ["pin"]


def test_what_libraries_print_is_not_drawn_over_the_screen(tmp_path):
    source, yaml = inputs(tmp_path)
    noise = """
import os, warnings
from icp_tui.tui.screens.workbench import Workbench
def noise(self):
    os.write(2, b"NOISE Globex")
    warnings.warn("NOISE Globex")
    print("NOISE Globex")
Workbench.action_reverse = noise
"""
    arguments = ("open", source, "-p", yaml, "-w", tmp_path / "q4.sqlite")
    env = {"ICP_TUI_HOME": str(tmp_path / "home")}
    with Terminal(*arguments, env=env, cwd=tmp_path, script=noise + RUN) as terminal:
        terminal.wait("to the list")
        terminal.press("enter")
        terminal.wait("accounts? in A")
        terminal.press("S", "0")
        terminal.wait(r"\[0 All")
        terminal.press("q")
        assert terminal.ended() == 0
        assert b"NOISE" not in terminal.written
