"""kill -9 while the app decides, two windows on one workspace, a damaged workspace: what was said stays."""

import re
import signal
import time

import pytest
from terminal import Terminal, at_the_list

from icp_tui.review.decisions.workspace import Workspace

# Kills itself before the n-th statement that SQLite is given from the first key on, as a power cut would.
KILLED = """
import os, signal, sys
from icp_tui.review import review
from icp_tui.review.decisions import database
left = int(sys.argv.pop(1))
counting = False
def step(statement):
    global left
    if counting:
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
plain = database._prepare
def prepare(connection, path):
    plain(connection, path)
    connection.set_trace_callback(step)
database._prepare = prepare
pinned = review.Review.pin
def pin(self, *told, **named):
    global counting
    counting = True
    try:
        return pinned(self, *told, **named)
    finally:
        counting = False
review.Review.pin = pin
from icp_tui.cli import main
main(sys.argv[1:])
"""


def on_all(terminal):
    """At the list of every account."""
    at_the_list(terminal)
    terminal.press("0")
    terminal.wait(r"\[0 All")


def together(one, its, other, others):
    """Wait for both screens: a message may be gone from one before it comes on the other."""
    waiting = {one: its, other: others}
    end = time.monotonic() + 30
    while waiting:
        assert time.monotonic() < end, "\n\n".join(screen.text for screen in waiting)
        for screen, pattern in list(waiting.items()):
            screen.read(0.02)
            if re.search(pattern, screen.text):
                del waiting[screen]


def pins(workspace):
    with Workspace.open(workspace) as opened:
        assert opened.notices == []
        return [one.account_key for one in opened.store.log() if one.kind == "pin"]


@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.slow)])
def test_kill_9_before_each_statement_of_a_decision(place, every):
    arguments, told, workspace = place
    seen = []
    for statement in range(1, 30, every):
        workspace.unlink(missing_ok=True)
        with Terminal(statement, *arguments, **told, script=KILLED) as terminal:
            on_all(terminal)
            # Two accounts in one action: both or none.
            terminal.press("space", "space", "b")
            end = time.monotonic() + 30
            while terminal.read(0.02) and b"Pinned" not in terminal.written:
                assert time.monotonic() < end, terminal.text
            told_so = b"Pinned" in terminal.written
            if told_so:
                terminal.press("q")
            assert terminal.ended() == (0 if told_so else -signal.SIGKILL)
        found = pins(workspace)
        assert sorted(found) in ([], ["globex.com", "hooli.com"])
        assert found or not told_so
        seen.append(len(found))
        if told_so:
            break
    # The first ones died before it was on disk, the last one did not die; and there were several to die in.
    assert seen == sorted(seen)
    assert seen[0] == 0
    assert seen[-1] == 2
    assert len(seen) > 3


@pytest.mark.slow
def test_kill_9_right_after_each_decision_keeps_all_that_was_said(place):
    arguments, told, workspace = place
    for count in (1, 2, 3):
        with Terminal(*arguments, **told) as terminal:
            on_all(terminal)
            terminal.press("g", *["j"] * count, "b")
            terminal.wait("Pinned .* to B")
            terminal.send(signal.SIGKILL)
            assert terminal.ended() == -signal.SIGKILL
        assert len(pins(workspace)) == count


def test_two_windows_see_and_keep_each_other_s_decisions(place):
    arguments, told, workspace = place
    env = told["env"]
    with (
        Terminal(*arguments, **told | {"env": env | {"USER": "dana", "LOGNAME": "dana"}}) as dana,
        Terminal(*arguments, **told | {"env": env | {"USER": "lee", "LOGNAME": "lee"}}) as lee,
    ):
        for one in (dana, lee):
            on_all(one)
        dana.press("b")
        together(dana, "Pinned Hooli to B", lee, "dana, in another window")
        lee.press("end", "r")
        together(lee, "is reviewed", dana, "lee, in another window")
        # Undo takes one's own action only.
        lee.press("u")
        lee.wait("Undone")
        for one in (dana, lee):
            one.press("q")
            assert one.ended() == 0
    with Workspace.open(workspace) as opened:
        told_so = [(one.author, one.kind) for one in opened.store.log()]
    assert told_so == [("dana", "pin"), ("lee", "reviewed"), ("lee", "undo")]


def cut(path):
    path.write_bytes(path.read_bytes()[:-100])


def zeroed(path):
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])


def garbage(path):
    path.write_bytes(b"this is no workspace " * 300)


@pytest.mark.parametrize(("damage", "kept"), [(cut, 1), pytest.param(zeroed, 1, marks=pytest.mark.slow), (garbage, 0)])
def test_a_damaged_workspace_is_said_set_aside_and_salvaged(place, tmp_path, damage, kept):
    arguments, told, workspace = place
    with Terminal(*arguments, **told) as terminal:
        on_all(terminal)
        terminal.press("b")
        terminal.wait("Pinned Hooli to B")
        terminal.press("q")
        assert terminal.ended() == 0
    damage(workspace)
    with Terminal(*arguments, **told) as terminal:
        terminal.wait("to the list")
        terminal.press("enter")
        said = " ".join(terminal.wait("was damaged").split())
        assert "q4.sqlite.damaged-1" in said.replace(" ", "")
        terminal.press("esc")
        terminal.wait(r"accounts? in ")
        terminal.press("q")
        assert terminal.ended() == 0
    assert (tmp_path / "q4.sqlite.damaged-1").exists()
    assert len(pins(workspace)) == kept
