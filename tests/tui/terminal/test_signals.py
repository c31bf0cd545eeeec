"""Signals, closed windows and polite ends in the real program: the terminal clean, the decisions on disk."""

import signal
import subprocess
import sys

import pytest
from runs import files
from terminal import KEYS, Terminal, at_the_list

from icp_tui.review.decisions.workspace import Workspace

SOON = 10.0
# Any of these ends the app; the exit code that each gives.
ENDS = {
    "q": 0, "ctrl+q": 0, signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGINT: 130,
}  # fmt: skip


def slow(value):
    """A case for the long run."""
    return pytest.param(value, marks=pytest.mark.slow)


def end(terminal, how):
    """Press a key or send a signal."""
    if how in KEYS or isinstance(how, str):
        terminal.press(how)
    else:
        terminal.send(how)


def left_clean(terminal):
    """Nothing is switched on any more, and nothing was said of the inside."""
    assert terminal.modes() == set()
    assert terminal.line_settings_restored()
    assert b"Traceback" not in terminal.written
    return True


def kinds(workspace):
    with Workspace.open(workspace) as opened:
        return [(one.kind, one.account_key, one.value) for one in opened.store.log()]


@pytest.mark.parametrize("how", ["q", signal.SIGTERM, signal.SIGHUP, slow(signal.SIGINT), slow("ctrl+q")])
def test_each_end_leaves_a_clean_terminal_and_every_decision(place, how):
    arguments, told, workspace = place
    with Terminal(*arguments, **told) as terminal:
        at_the_list(terminal)
        terminal.press("b")
        terminal.wait("Pinned Hooli to B")
        terminal.press("2")
        terminal.wait("accounts? in B")
        terminal.press("end", "r")
        terminal.wait("Initech is reviewed")
        end(terminal, how)
        assert terminal.ended(SOON) == ENDS[how]
        assert left_clean(terminal)
    assert kinds(workspace) == [("pin", "hooli.com", "B"), ("reviewed", "initech.com", "true")]


def test_a_closed_window_ends_the_app(place):
    arguments, told, workspace = place
    with Terminal(*arguments, **told) as terminal:
        at_the_list(terminal)
        terminal.press("b")
        terminal.wait("Pinned Hooli to B")
        terminal.hang_up()
        assert terminal.ended(SOON) == 129
    assert kinds(workspace) == [("pin", "hooli.com", "B")]


def test_a_window_that_goes_without_a_signal_ends_the_app(place):
    arguments, told, workspace = place
    script = "import signal, sys\nfrom icp_tui.cli import main\nplain = signal.signal\n"
    script += "signal.signal = lambda number, act: None if number == signal.SIGHUP else plain(number, act)\n"
    script += "plain(signal.SIGHUP, signal.SIG_IGN)\nmain(sys.argv[1:])\n"
    with Terminal(*arguments, **told, script=script) as terminal:
        at_the_list(terminal)
        terminal.press("b")
        terminal.wait("Pinned Hooli to B")
        terminal.hang_up()
        assert terminal.ended(2 * SOON) == 129
    assert kinds(workspace) == [("pin", "hooli.com", "B")]


def test_a_terminal_that_takes_nothing_more_does_not_keep_the_process(place):
    arguments, told, workspace = place
    with Terminal(*arguments, size=(200, 60), **told) as terminal:
        at_the_list(terminal)
        terminal.press("b")
        terminal.wait("Pinned Hooli to B")
        # Nothing is read any more, and the app has more to draw than the line holds.
        for _ in range(60):
            terminal.press("?", "q", "0", "1", "ctrl+t")
        terminal.send(signal.SIGTERM)
        assert terminal.ended(SOON, read=False) == 143
    assert kinds(workspace) == [("pin", "hooli.com", "B")]


@pytest.mark.parametrize("how", [signal.SIGTERM, "esc", slow(signal.SIGHUP), slow(signal.SIGINT), slow("ctrl+q")])
def test_while_a_list_is_loading(place, how):
    arguments, told, workspace = place
    # Loading stops at its first step until the test is done with it, for longer than anybody waits.
    script = """
import sys, time
from icp_tui.review.session import Session
plain = Session.load
def slow(*told, progress, **named):
    for step in range(300):
        progress("reading accounts.csv", step / 300)
        time.sleep(0.1)
Session.load = slow
from icp_tui.cli import main
main(sys.argv[1:])
"""
    with Terminal(*arguments, **told, script=script) as terminal:
        terminal.wait("reading accounts.csv")
        end(terminal, how)
        assert terminal.ended(SOON) == ENDS.get(how, 0)
        assert left_clean(terminal)
    assert kinds(workspace) == []


def test_while_a_thread_is_busy_and_listens_to_nobody(place):
    arguments, told, workspace = place
    script = "import sys, time\nfrom icp_tui.review.session import Session\n"
    script += "def stuck(*told, progress, **named):\n progress('reading accounts.csv', 0)\n time.sleep(60)\n"
    script += "Session.load = stuck\nfrom icp_tui.cli import main\nmain(sys.argv[1:])\n"
    with Terminal(*arguments, **told, script=script) as terminal:
        terminal.wait("reading accounts.csv")
        terminal.send(signal.SIGTERM)
        assert terminal.ended(SOON) == 143
        assert left_clean(terminal)
    assert kinds(workspace) == []


@pytest.mark.parametrize("how", [signal.SIGTERM, slow(signal.SIGHUP), slow("ctrl+q")])
def test_while_files_are_written_the_old_list_stays_whole(place, tmp_path, how):
    arguments, told, _ = place
    # Only the export of this run is slow: it says how far it is a hundred times, with a pause each time.
    script = """
import sys, time
from icp_tui.review import files
plain = files.write_list
def slow(folder, *told):
    plain(folder, *told[:-1], None)
    for step in range(300):
        told[-1]("writing", step / 300)
        time.sleep(0.1)
files.write_list = slow
from icp_tui.cli import main
main(sys.argv[1:])
"""
    target = tmp_path / "list"
    command = [sys.executable, "-m", "icp_tui", "build", *arguments[1:4], "-o", target, "-q"]
    subprocess.run(command, check=True, timeout=60)
    before = files(target)
    with Terminal(*arguments, **told, script=script) as terminal:
        at_the_list(terminal)
        terminal.press("b")
        terminal.wait("Pinned Hooli to B")
        terminal.press("e")
        terminal.wait("Folder")
        terminal.rest()
        terminal.press("f")
        terminal.rest()
        terminal.press("end", "ctrl+u")
        terminal.wait("No folder is named")
        terminal.press("list")
        terminal.wait("you are asked before")
        # The first leaves the line, the second writes.
        terminal.press("enter")
        terminal.rest()
        terminal.press("enter")
        terminal.wait("Replace this list")
        terminal.press("y")
        terminal.wait("Writing +[0-9]")
        assert any(path.name.startswith(".list.building") for path in tmp_path.iterdir())
        end(terminal, how)
        assert terminal.ended(SOON) == ENDS[how]
        assert left_clean(terminal)
    assert files(target) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("moment", [slow(0), 1, slow(2), 3, slow(4), 5])
def test_sigterm_at_any_moment_of_the_start_leaves_a_clean_terminal(tmp_path, moment):
    told = {"env": {"ICP_TUI_HOME": str(tmp_path / "home")}, "cwd": tmp_path}
    marks = [b"\x1b[?1049h", b"\x1b[?1003h", b"\x1b[?2004h", b"Opening", b"reading", b"to the list"]
    with Terminal("demo", **told) as terminal:
        terminal.wait_written(marks[moment])
        terminal.send(signal.SIGTERM)
        assert terminal.ended(SOON) == 143
        assert left_clean(terminal)


def test_ctrl_c_says_how_to_leave(place):
    arguments, told, _ = place
    with Terminal(*arguments, **told) as terminal:
        at_the_list(terminal)
        terminal.press("ctrl+c")
        terminal.wait("ctrl.q")
        terminal.press("q")
        assert terminal.ended(SOON) == 0


@pytest.mark.parametrize("how", ["ctrl+q", slow(signal.SIGTERM)])
def test_a_demo_leaves_nothing_behind(tmp_path, how):
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    told = {"env": {"ICP_TUI_HOME": str(tmp_path / "home"), "TMPDIR": str(temporary)}, "cwd": tmp_path}
    with Terminal("demo", **told) as terminal:
        terminal.wait("to the list")
        assert list(temporary.iterdir())
        end(terminal, how)
        assert terminal.ended(SOON) == ENDS[how]
    assert list(temporary.iterdir()) == []
    assert not (tmp_path / "icp-demo").exists()
