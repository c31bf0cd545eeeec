"""`icp-tui open`: what the command line gives the app, and what it says without a terminal."""

from datetime import date
from pathlib import Path

import pytest
from runs import code, inputs

from icp_tui.commands import open as command


@pytest.fixture
def opened(monkeypatch):
    """What the app is given, in place of the app."""
    given = []
    monkeypatch.setattr(command, "run_app", lambda opening: given.append(opening) or 0)
    return given


def test_sources_and_options_in_any_order(opened):
    assert code("open", "a.csv", "-p", "icp.yaml", "b.csv", "--suppress", "x.csv", "--suppress", "y.csv",
                "--as-of", "2026-11-21", "-w", "q4") == 0  # fmt: skip
    (one,) = opened
    assert one.sources == (Path("a.csv"), Path("b.csv"))
    assert (one.profile, one.workspace, one.as_of) == (Path("icp.yaml"), "q4", date(2026, 11, 21))
    assert one.suppress == (Path("x.csv"), Path("y.csv"))
    assert not one.throw_away


def test_without_a_profile_the_app_asks_for_one(opened):
    assert code("open", "a.csv") == 0
    assert (opened[0].sources, opened[0].profile, opened[0].workspace) == ((Path("a.csv"),), None, None)


def test_without_anything_it_is_the_start_screen(opened):
    assert code("open") == 0
    assert opened == [None]


def test_without_a_terminal_it_says_what_else_there_is(tmp_path, capsys):
    source, yaml = inputs(tmp_path)
    assert code("open", source, "-p", yaml) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "error: the app needs a terminal, and there is none here (icp-tui build does the whole job without the app)\n"
