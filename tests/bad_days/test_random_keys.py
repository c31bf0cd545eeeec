"""Random keys in a real terminal, over every screen there is: no bug notice, no hang, every decision still there.

The keys come from the command table, and each screen is gone to by its command: a new screen is covered by
having one. A seed that fails is a test to keep; `pytest -m slow` runs more and longer.
"""

import os
import random
import re
import signal
import sys

import pytest
from runs import inputs
from terminal import KEYS, Terminal

from icp_tui.review.decisions.workspace import Workspace
from icp_tui.tui.commands import COMMANDS, commands

PROFILE = """\
icp: Small
version: "1"
criteria:
  - {key: size, title: Size, layer: fit, weight: 60, kind: band, field: employees, ideal: [50, 500], near: 25%}
  - {key: geo, title: Geography, layer: fit, weight: 40, kind: one_of, field: country, ideal: [US], adjacent: [DE]}
warnings:
  - {when: employees > 400, because: Large, penalty: 5}
kill_list:
  rules:
    - {id: small, when: employees < 20, because: Under 20 employees}
  suppress:
    - {file: customers.csv, type: customer, because: Customer}
tiers:
  - {name: A, capacity: 5, min_score: 70, play: Call}
  - {name: B, min_score: 60}
limits:
  - {tier: A, per: owner, at_most: 3}
reps:
  - {name: dana, most: 8, when: country = 'US'}
  - {name: lee, most: 8}
"""
ROWS = "Company,Website,Employees,Country,Owner,Industry\n" + "".join(
    f"{('Acme', 'Globex', '会社', 'Über')[n % 4]} {n},c{n}-corp.com,{n * 17 % 600},{('US', 'DE', 'FR')[n % 3]},{('dana', '', 'lee')[n % 3]},Banking\n"
    for n in range(1, 60)
)
# As Textual calls keys -> as a terminal sends them.
NAMED = {
    "escape": "esc", "question_mark": "?", "slash": "/", "asterisk": "*", "colon": ":", "exclamation_mark": "!", "minus": "-",
    "plus": "+", "equals_sign": "=", "less_than_sign": "<", "greater_than_sign": ">", "full_stop": ".", "comma": ",",
    "delete": "\x1b[3~", "f3": "\x1bOR", "shift+tab": "\x1b[Z", "shift+up": "\x1b[1;2A", "shift+down": "\x1b[1;2B",
    "shift+right": "\x1b[1;2C", "shift+left": "\x1b[1;2D", "left_square_bracket": "[", "right_square_bracket": "]",
}  # fmt: skip
# Out at once, to the shell, or to sleep: not a matter of screens.
NEVER = {"ctrl+q", "ctrl+z", "ctrl+c", "ctrl+p"}
TYPED = ["x", "7", "-1", "1e9", "acme", "US", "'", '"', "[red]", "会", "\x1b[200~pasted\ntext\x1b[201~", "\x1b[<0;10;5M\x1b[<0;10;5m", "\x1b[<65;10;5M", "\x00", "\x1b[999~"]
SIZES = [(80, 24), (120, 40), (60, 15), (300, 100), (40, 10), (100, 30)]


def sent(key):
    """The bytes of a key, None for one that this test cannot send."""
    key = NAMED.get(key, key)
    return key if key in KEYS or len(key) == 1 or key.startswith("\x1b") else None


ALL = sorted({key for one in COMMANDS for key in one.keys.split(",") if key not in NEVER and sent(key)})
# What opens something from the list: all that the workbench can do.
DOORS = sorted({one.keys.split(",")[0] for one in commands("workbench", "table", "app") if one.keys.split(",")[0] not in NEVER | {"q"}})


def test_every_key_of_the_table_can_be_sent():
    assert {key for one in COMMANDS for key in one.keys.split(",") if sent(key) is None} == set()


class Ape:
    """Somebody who presses anything, and comes back to the list after each fit of it."""

    def __init__(self, folder, seed):
        self.folder, self.random = folder, random.Random(seed)
        self.source, self.yaml = inputs(folder, ROWS, PROFILE)
        (folder / "customers.csv").write_text("Company,Website\nAcme,c4-corp.com\nGlobex 5,\nNobody,nobody-corp.com\n")
        self.workspace = folder / "q4.sqlite"
        self.pressed = []
        self.held = []

    def opened(self, size=(80, 24)):
        told = {"ICP_TUI_HOME": str(self.folder / "home"), "VISUAL": None, "EDITOR": "true", "USER": "dana"}
        return Terminal("open", self.source, "-p", self.yaml, "-w", self.workspace, size=size, env=told, cwd=self.folder)

    def press(self, terminal, *keys):
        for key in keys:
            self.pressed.append(key)
            terminal.press(sent(key) or key)
            terminal.read(0.005)

    def walk(self, fits, keys):
        """Go through so many doors, and press so many keys behind each."""
        doors = []
        terminal = None
        try:
            for _ in range(fits):
                doors = doors or self.random.sample(DOORS, len(DOORS))
                terminal = terminal or self.at_the_list(self.opened())
                self.press(terminal, doors.pop())
                for _ in range(keys):
                    if self.random.random() < 0.04:
                        terminal.resize(*self.random.choice(SIZES))
                    self.press(terminal, self.random.choice(ALL if self.random.random() < 0.8 else TYPED))
                terminal = self.home(terminal)
            return terminal or self.at_the_list(self.opened())
        except BaseException:
            sys.stderr.write(f"pressed: {self.pressed[-3 * keys :]}\n")
            if terminal:
                terminal.__exit__(None, None, None)
            raise

    def at_the_list(self, terminal):
        """Past the load report, and past the question about what was tuned, if it comes."""
        terminal.wait("to the list|Under 60|Worth a look|cannot be")
        self.press(terminal, "enter")
        return self.home(terminal) or self.at_the_list(self.opened())

    def home(self, terminal):
        """At the list again; None when one of the keys had left the app, which must have ended well."""
        terminal.resize(80, 24)
        for _ in range(12):
            terminal.rest(0.15)
            self.look(terminal)
            if not terminal.read(0.0) or "alternate screen" not in terminal.modes():
                assert terminal.ended() == 0
                assert terminal.modes() == set()
                self.count()
                terminal.__exit__(None, None, None)
                return None
            if self.is_the_list(terminal.text) and self.answers(terminal):
                self.count()
                return terminal
            before = terminal.text
            self.press(terminal, "escape")
            terminal.rest(0.15)
            if terminal.text == before:
                # Some questions want an answer.
                self.press(terminal, self.random.choice(["enter", "n", "y", "tab"]))
        raise AssertionError(f"no way back to the list; {terminal.modes()}; the screen is:\n{terminal.text}")

    @staticmethod
    def is_the_list(text):
        """The buckets are on the second line of the list only; no question is over it, and nothing is typed in it."""
        lines = text.split("\n")
        asked = re.search("╭──|▔{20}", text) or re.match(r" *(Filter|Find): ", lines[3])
        return re.search(r"\b0 All", lines[1]) is not None and asked is None

    def answers(self, terminal):
        """The list may be on the screen only until what was asked for before is there: it answers two keys, or does not."""
        try:
            for key, shown in (("0", r"\[0 All\]"), ("1", r"\[1 A ")):
                self.press(terminal, key)
                terminal.wait(shown, 4)
        except AssertionError:
            return False
        return self.is_the_list(terminal.text)

    def look(self, terminal):
        assert b"Traceback" not in terminal.written
        if "icp-tui has stopped because of a bug" in terminal.text:
            logs = sorted((self.folder / "home").glob("crash-*.log"), key=os.path.getmtime)
            raise AssertionError(f"a bug: {logs[-1].read_text() if logs else terminal.text}")

    def count(self):
        """What was in the log is in it still."""
        with Workspace.open(str(self.workspace)) as kept:
            log = [(one.seq, one.kind, one.account_key, one.value) for one in kept.store.log()]
            assert not kept.notices
        assert log[: len(self.held)] == self.held
        self.held = log


@pytest.mark.parametrize(
    ("seed", "fits", "keys"),
    [(1, 6, 12), (2, 4, 30), *(pytest.param(seed, 30, 25, marks=pytest.mark.slow) for seed in range(1, 15))],
)
def test_random_keys_break_nothing_and_lose_nothing(tmp_path, seed, fits, keys):
    ape = Ape(tmp_path, seed)
    terminal = ape.walk(fits, keys)
    with terminal:
        # What is acknowledged now is there after a kill -9.
        ape.press(terminal, "0", "home", "t")
        terminal.wait("Note on")
        terminal.rest()
        terminal.press("ctrl+u", "last word")
        terminal.wait("last word")
        terminal.press("enter")
        terminal.wait(r"Note on [^\n]*: last word")
        terminal.send(signal.SIGKILL)
        assert terminal.ended() == -signal.SIGKILL
    ape.count()
    assert ("note", "last word") in [(kind, value) for _, kind, _, value in ape.held]
