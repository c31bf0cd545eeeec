"""Places that are no good terminal: pipes, dumb, narrow, without colours, without UTF-8, without a home."""

import os
import re
import signal
import subprocess

import pytest
from runs import icp, inputs
from terminal import Terminal, at_the_list, foreign

SILENT = {"stdin": subprocess.DEVNULL}


def test_without_a_terminal_each_command_says_so_or_does_without(tmp_path):
    source, yaml = inputs(tmp_path)
    alone = icp(cwd=tmp_path, **SILENT)
    assert (alone.returncode, alone.stderr) == (0, "")
    assert "icp-tui demo" in alone.stdout
    opened = icp("open", source, "-p", yaml, cwd=tmp_path, **SILENT)
    assert (opened.returncode, opened.stdout) == (1, "")
    assert opened.stderr == (
        "error: the app needs a terminal, and there is none here (icp-tui build does the whole job without the app)\n"
    )
    demo = icp("demo", cwd=tmp_path, **SILENT)
    assert demo.returncode == 0
    assert "no terminal" in demo.stdout or "icp-demo" in demo.stdout
    assert (tmp_path / "icp-demo" / "tier_a.csv").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"accounts.csv", "profile.yaml", "icp-demo"}


@pytest.mark.parametrize("closed", ["<&-", ">out.txt", "2>err.txt", "<&- >&- 2>&-", "</dev/null | cat"])
def test_a_stream_that_is_elsewhere_never_hangs_nor_shows_half_an_app(tmp_path, closed):
    script = f"import os, sys\nsys.exit(os.waitstatus_to_exitcode(os.system('{{}} -m icp_tui open {closed}'.format(sys.executable))))"
    with Terminal(script=script, cwd=tmp_path) as terminal:
        assert terminal.ended(20.0) in {0, 1}
        assert terminal.modes() == set()
        assert b"\x1b[?1049h" not in terminal.written
        assert b"Traceback" not in terminal.written


@pytest.mark.parametrize(("command", "said"), [(("open",), "TERM is dumb"), ((), "usage: icp-tui"), (("demo",), "icp-demo")])
def test_a_dumb_terminal(tmp_path, command, said):
    with Terminal(*command, env={"TERM": "dumb"}, cwd=tmp_path, size=(100, 60)) as terminal:
        assert terminal.ended(30.0) == (1 if command == ("open",) else 0)
        assert said.encode() in terminal.written
        assert b"\x1b[?1049h" not in terminal.written


@pytest.mark.parametrize(
    "env",
    [
        {"LANG": "C", "LC_ALL": "C"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        pytest.param({"PYTHONIOENCODING": "ascii"}, marks=pytest.mark.slow),
        pytest.param({"LANG": None, "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, marks=pytest.mark.slow),
    ],
)
def test_another_locale_keeps_every_cell_in_its_place(tmp_path, env):
    accounts = "Company,Website,Employees,Country,Owner\nGröße 会社,acme.com,100,US,dana\nGlobex,globex.com,200,US,dana\n"
    source, yaml = inputs(tmp_path, accounts)
    env = {"ICP_TUI_HOME": str(tmp_path / "home")} | env
    with Terminal("open", source, "-p", yaml, env=env, cwd=tmp_path) as terminal:
        at_the_list(terminal)
        shown = terminal.rest()
        named = next(line for line in shown.split("\n") if "Gr" in line)
        other = next(line for line in shown.split("\n") if "Globex" in line)
        # pyte gives a wide letter two cells, the second one empty.
        wide = named.count("会") + named.count("社")
        assert named.index("100 US") + wide == other.index("200 US")
        assert "\\u" not in shown
        assert foreign(terminal.written) == []
        terminal.press("q")
        assert terminal.ended() == 0


def test_no_color_has_no_colour_and_still_shows_where_one_is(place):
    arguments, told, _ = place
    with Terminal(*arguments, **told | {"env": told["env"] | {"NO_COLOR": "1"}}) as terminal:
        at_the_list(terminal)
        terminal.press("0")
        terminal.wait(r"\[0 All")
        terminal.press("j")
        terminal.wait(r"> +2")
        assert not re.search(rb"\x1b\[[0-9;]*(?:[34]8;[25]|\b[349][0-7]|10[0-7])[0-9;]*m", terminal.written)
        rows = terminal.text.split("\n")
        at = next(number for number, line in enumerate(rows) if re.match(r">? +2 ", line))
        cells = terminal.screen.buffer
        assert cells[at][10].reverse
        assert not cells[at - 1][10].reverse
        terminal.press("x")
        terminal.wait("Exclude")
        terminal.press("esc", "q")
        assert terminal.ended() == 0


@pytest.mark.parametrize("size", [(40, 10), pytest.param((10, 3), marks=pytest.mark.slow), (1, 1)])
def test_a_window_that_is_too_small_says_so_and_comes_back(place, size):
    arguments, told, _ = place
    with Terminal(*arguments, size=size, **told) as terminal:
        terminal.wait_written(b"\x1b[?2004h")
        terminal.wait("60x15" if size[0] >= 10 else "")
        terminal.resize(80, 24)
        at_the_list(terminal)
        terminal.resize(*size)
        terminal.wait("60x15" if size[0] >= 10 else "")
        # Keys do not decide about what cannot be seen.
        terminal.press("x", "b", "q")
        assert terminal.ended() == 0
        assert terminal.modes() == set()


def test_a_storm_of_sizes_leaves_a_usable_screen(place):
    arguments, told, _ = place
    with Terminal(*arguments, **told) as terminal:
        at_the_list(terminal)
        for step in range(50):
            terminal.resize(1 + 37 * step % 200, 1 + 17 * step % 60)
            terminal.read(0.005)
        terminal.resize(80, 24)
        terminal.wait(r"Enter open .*q back")
        terminal.press("0")
        assert "Hooli" in terminal.wait(r"\[0 All")
        terminal.press("b")
        terminal.wait("Pinned Hooli to B")
        terminal.press("q")
        assert terminal.ended() == 0


def test_a_terminal_with_its_own_resize_reports_is_left_as_it_was(place):
    arguments, told, _ = place
    with Terminal(*arguments, **told) as terminal:
        terminal.wait_written(b"\x1b[?2048$p")
        # As kitty, foot and ghostty answer; Textual then asks for pixels of the mouse, too.
        terminal.press("\x1b[?2048;2$y")
        at_the_list(terminal)
        terminal.wait_written(b"\x1b[?1016h")
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.modes() == set()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="takes another user's rights")
def test_a_home_that_cannot_be_written(tmp_path):
    source, yaml = inputs(tmp_path)
    # Not even root writes here.
    env = {"ICP_TUI_HOME": "/proc/icp-tui"}
    with Terminal("open", source, "-p", yaml, "-w", tmp_path / "q4.sqlite", env=env, cwd=tmp_path) as terminal:
        at_the_list(terminal)
        terminal.press("q")
        assert terminal.ended() == 0
    with Terminal("open", source, "-p", yaml, env=env, cwd=tmp_path) as terminal:
        terminal.wait("cannot be opened")
        terminal.press("q")
        assert terminal.ended() in {0, 1}
    with Terminal(env=env, cwd=tmp_path) as terminal:
        terminal.wait("Try the demo")
        terminal.press("q")
        assert terminal.ended() == 0


def test_without_a_home(tmp_path):
    env = {"HOME": None, "ICP_TUI_HOME": None, "XDG_DATA_HOME": str(tmp_path / "data"), "USER": None, "LOGNAME": None}
    with Terminal(env=env, cwd=tmp_path) as terminal:
        terminal.wait("Try the demo")
        terminal.press("d")
        terminal.wait("to the list")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
        assert b"Traceback" not in terminal.written


@pytest.mark.slow
def test_suspended_and_brought_back(place):
    arguments, told, _ = place
    with Terminal(*arguments, **told) as terminal:
        at_the_list(terminal)
        terminal.send(signal.SIGTSTP)
        terminal.wait_written(b"\x1b[?1049l")
        terminal.rest()
        assert terminal.modes() == set()
        terminal.send(signal.SIGCONT)
        terminal.wait("Enter open")
        terminal.press("0")
        terminal.wait(r"\[0 All")
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.modes() == set()


def test_bytes_that_are_no_letters_are_passed_over(place):
    arguments, told, _ = place
    with Terminal(*arguments, **told) as terminal:
        at_the_list(terminal)
        # As a terminal set to Latin-1 sends e with an accent, and noise on a line.
        terminal.press("\udce9", "\udcff\udcfe", "0")
        terminal.wait(r"\[0 All")
        terminal.press("/")
        terminal.wait("Enter goes to it")
        terminal.press("Gl\udce9", "ob", "enter")
        terminal.wait("> +2 .*Globex|>.*Globex")
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.modes() == set()
