"""`icp-tui` alone: the app where there is a terminal for it, else the help."""

import io
import sys

import pytest
from runs import code

from icp_tui.commands import start
from icp_tui.commands.terminal import terminal_fault


class Tty(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True

    def reconfigure(self, **_):
        """As the real ones can."""


def at_a_terminal(monkeypatch):
    """All three streams at one; in the test itself, since pytest puts its own streams there before it."""
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, Tty())
    monkeypatch.setenv("TERM", "xterm")


def test_the_help_without_a_terminal(capsys):
    assert code() == 0
    out, err = capsys.readouterr()
    assert out.startswith("usage: icp-tui")
    assert "icp-tui demo" in out
    assert err == ""


def test_the_app_with_one(monkeypatch):
    at_a_terminal(monkeypatch)
    shown = []
    monkeypatch.setattr(start, "run_app", lambda opening: shown.append(opening) or 7)
    assert terminal_fault() == ""
    assert code() == 7
    assert shown == [None]


@pytest.mark.parametrize("name", ["stdin", "stdout", "stderr"])
@pytest.mark.parametrize("stream", [None, io.StringIO()])
def test_each_stream_is_needed(monkeypatch, name, stream):
    at_a_terminal(monkeypatch)
    assert terminal_fault() == ""
    monkeypatch.setattr(sys, name, stream)
    assert terminal_fault() == "the app needs a terminal, and there is none here"


def test_a_closed_stream_is_none(monkeypatch):
    at_a_terminal(monkeypatch)
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stderr", closed)
    assert terminal_fault() == "the app needs a terminal, and there is none here"


def test_a_dumb_terminal_is_named(monkeypatch):
    at_a_terminal(monkeypatch)
    monkeypatch.setenv("TERM", "dumb")
    assert "TERM is dumb" in terminal_fault()
