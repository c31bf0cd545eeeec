"""Kinds of terminals: what TERM says, tmux, the clipboard, the mouse, and lines that are slow."""

import base64
import os
import re
import shlex
import shutil
import subprocess
import sys
import time

import pytest
from runs import PROFILE, environment, inputs
from terminal import Terminal, at_the_list

ROWS = "Company,Website,Employees,Country,Owner\n" + "".join(
    f"Company {n},c{n}.com,{50 + n * 7 % 500},{('US', 'DE')[n % 2]},{('dana', 'lee', '')[n % 3]}\n" for n in range(200)
)


def opened(folder, rows=ROWS, profile=PROFILE, **parts):
    source, yaml = inputs(folder, rows, profile)
    told = {"ICP_TUI_HOME": str(folder / "home"), "USER": "dana"} | parts.pop("env", {})
    return Terminal("open", source, "-p", yaml, "-w", folder / "kept.sqlite", env=told, cwd=folder, **parts)


@pytest.mark.parametrize("term", ["screen-256color", "tmux-256color", "xterm", "linux", "vt100"])
def test_every_kind_of_terminal_draws_and_is_left_in_order(tmp_path, term):
    with opened(tmp_path, env={"TERM": term, "COLORTERM": None}) as terminal:
        at_the_list(terminal)
        # The tier is told by its letter, the cursor by its sign, whatever the colours.
        assert re.search(r"\[1 A 2/2", terminal.text)
        assert re.search(r"^> +1 100", terminal.text, re.MULTILINE)
        terminal.press("0", "down", "t")
        terminal.wait("Note on")
        terminal.press("hello", "enter")
        terminal.wait("Note on .*: hello")
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.modes() == set()
        assert terminal.line_settings_restored()


def copied(terminal):
    return [base64.b64decode(one).decode() for one in re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", terminal.written)]


@pytest.mark.parametrize("term", ["xterm-256color", "tmux-256color", "vt100"])
def test_copying_says_what_was_copied_for_terminals_that_do_not_take_it(tmp_path, term):
    with opened(tmp_path, env={"TERM": term, "TMUX": None}) as terminal:
        at_the_list(terminal)
        terminal.press("home", "right", "right", "y")
        terminal.wait("Copied Company")
        said = re.search(r"Copied (Company \d+)", terminal.text).group(1)
        assert copied(terminal)[0] == said
        wrapped = b"\x1bPtmux;\x1b\x1b]52;c;" in terminal.written
        assert wrapped == term.startswith("tmux")


@pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")
def test_in_tmux_it_draws_copies_and_is_left(tmp_path, monkeypatch):
    # A server of its own: nothing is said to one that runs already.
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setenv("TMUX_TMPDIR", str(tmp_path))
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))
    source, yaml = inputs(tmp_path, ROWS)
    for name, value in environment().items():
        monkeypatch.setenv(name, value)
    command = shlex.join([sys.executable, "-m", "icp_tui", "open", str(source), "-p", str(yaml), "-w", str(tmp_path / "kept.sqlite")])

    def tmux(*args):
        told = ["tmux", "-L", "icp", "-f", os.devnull, *args]
        return subprocess.run(told, check=False, capture_output=True, text=True, timeout=20).stdout

    def wait(pattern):
        end = time.monotonic() + 20
        while not re.search(pattern, tmux("capture-pane", "-p")):
            assert time.monotonic() < end, tmux("capture-pane", "-p")
            time.sleep(0.05)

    tmux("new-session", "-d", "-x", "80", "-y", "24", command)
    try:
        wait("to the list")
        tmux("send-keys", "Enter")
        wait("accounts in A")
        tmux("send-keys", "Right", "Right", "y")
        wait("Copied Company")
        said = re.search(r"Copied (Company \d+)", tmux("capture-pane", "-p")).group(1)
        end = time.monotonic() + 10
        while tmux("show-buffer") != said:
            assert time.monotonic() < end
            time.sleep(0.05)
        tmux("send-keys", "q")
        end = time.monotonic() + 10
        while tmux("list-sessions"):
            assert time.monotonic() < end
            time.sleep(0.05)
    finally:
        tmux("kill-server")


def click(terminal, x, y):
    """Press and let go of the left button; the first cell is 0, 0."""
    terminal.press(f"\x1b[<0;{x + 1};{y + 1}M\x1b[<0;{x + 1};{y + 1}m")


def click_on(terminal, words, *, last=False):
    lines = terminal.text.split("\n")
    at = [(line.index(words), y) for y, line in enumerate(lines) if words in line][-1 if last else 0]
    # Before the words there may be letters of two cells.
    click(terminal, at[0] + 1, at[1])


def test_the_mouse_alone_opens_filters_sorts_scrolls_and_leaves(tmp_path):
    with opened(tmp_path, size=(120, 40)) as terminal:
        terminal.wait("to the list")
        click_on(terminal, "Enter to the list", last=True)
        terminal.wait("accounts in A")
        click_on(terminal, "0 All")
        # The title says the number at all times; the list has a column more when it has changed.
        terminal.wait(r"\[0 All\]")
        terminal.wait("Rank Tier")
        click_on(terminal, "Account ")
        terminal.wait("by Account")
        before = terminal.rest()
        terminal.press("\x1b[<65;10;12M" * 3)
        terminal.wait_other(before)
        click_on(terminal, "x exclude", last=True)
        terminal.wait("Exclude Company")
        click_on(terminal, "Esc cancel", last=True)
        terminal.wait_gone("Exclude Company")
        click_on(terminal, "q back", last=True)
        assert terminal.ended() == 0


# What lists something: its keys, and what it shows.
LISTS = {
    "H": "Ledger", "K": "Kill list", "i4": "4 Fields]", "Ae": "owners", "C": "Columns:", "w": "Tune", "L": "What was read",
}  # fmt: skip


@pytest.mark.parametrize("keys", LISTS)
def test_the_wheel_scrolls_and_the_way_out_is_clickable_on_every_screen_that_lists(tmp_path, keys):
    rows = ROWS + "".join(f"Small {n},s{n}.com,{n % 20},US,\n" for n in range(80))
    with opened(tmp_path, rows, PROFILE.replace("capacity: 2", "capacity: 150"), size=(80, 15)) as terminal:
        at_the_list(terminal)
        terminal.press("0")
        terminal.wait("280 accounts")
        if keys == "H":
            terminal.press(*["r", "down"] * 12)
            # What was said goes by itself, and is then no scrolling.
            terminal.wait("is reviewed")
            terminal.rest(0.5)
            terminal.wait_gone("is reviewed")
        terminal.press(*keys)
        terminal.wait(LISTS[keys])
        before = terminal.rest(0.4)
        # The accounts of the reps are below the reps.
        terminal.press(f"\x1b[<65;10;{13 if keys == 'Ae' else 9}M" * 6)
        terminal.wait_other(before)
        click_on(terminal, re.search(r"(Esc q|Esc|q) (back|close)", terminal.text.split("\n")[-1]).group(), last=True)
        terminal.wait("280 accounts")


def test_a_cursor_move_is_small_enough_for_a_slow_line(tmp_path):
    with opened(tmp_path, size=(120, 40)) as terminal:
        at_the_list(terminal)
        terminal.press("0")
        terminal.wait("200 accounts")
        terminal.rest(0.5)
        moves, with_account = [], []
        for _ in range(9):
            before = len(terminal.written)
            terminal.press("down")
            terminal.rest(0.06)
            moves.append(len(terminal.written) - before)
            # The account beside the list follows when the cursor rests.
            terminal.rest(0.4)
            with_account.append(len(terminal.written) - before)
        # Measured: 0.4 kB, and 8.2 kB with the account.
        assert sorted(moves)[4] < 2_000
        assert sorted(with_account)[4] < 12_000
