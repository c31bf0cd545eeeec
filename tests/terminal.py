"""The real program in a pseudo-terminal: keys in, a screen to look at, and every byte that it wrote.

Nothing sleeps blindly: `wait` reads until the screen shows a pattern, and fails with the screen.
"""

from __future__ import annotations

import base64
import fcntl
import os
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import ptyprocess
import pyte
from runs import environment

KEYS = {
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "enter": "\r", "esc": "\x1b", "tab": "\t", "space": " ",
    "backspace": "\x7f", "f1": "\x1bOP", "f2": "\x1bOQ", "f5": "\x1b[15~",
} | {f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"}  # fmt: skip

# What a terminal does on its own once the program has gone: these must be off again.
MODES = {
    1000: "mouse clicks", 1002: "mouse drags", 1003: "mouse moves", 1006: "mouse SGR", 1015: "mouse urxvt",
    1016: "mouse pixels", 1004: "focus", 1049: "alternate screen", 2004: "bracketed paste", 2048: "resize reports",
    2026: "synchronised output",
}  # fmt: skip
_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
# pyte knows neither the kitty keyboard protocol nor pointer shapes, and would print them.
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][0-9;]*u|\x1b\]22;[^\x07\x1b]*(?:\x07|\x1b\\)")
_OTHER_SCREEN = re.compile(rb"(\x1b\[\?1049[hl])")
_SEQUENCE_END = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*)?$")

# Textual waits 0.1 s for the rest of a sequence.
_ESCAPE = 0.3
# All that Textual has reason to send: colours and emphasis, cursor places, its modes and questions, pointer shapes.
_COLOUR = r"[34]8;2;\d{1,3};\d{1,3};\d{1,3}|[34]9|[0-9]"
_OURS = re.compile(
    rf"\x1b\[(?:(?:{_COLOUR})(?:;(?:{_COLOUR}))*)?m"
    r"|\x1b\[(?:\d+;\d+)?H|\x1b\[\?(?:7|25|100[0346]|101[56]|1049|2004|2026|2048)[hl]|\x1b\[\?20(?:26|48)\$p"
    r"|\x1b\[>\d+u|\x1b\[<u|\x1b\]22;[a-z-]*\x07|\r\n|\n"
    # What the person copies; a test that plants such a command gives it the text PWNED.
    r"|\x1b\]52;c;(?!UFdORUQ=)[A-Za-z0-9+/=]*\x07"
)
_OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def foreign(written: bytes) -> list[str]:
    """What a terminal would obey, hide or turn around in `written`, and the app has no reason to send."""
    # What was read last may end within a sequence, or within a letter.
    text = _OURS.sub("", _SEQUENCE_END.sub(b"", written).decode(errors="ignore"))
    copied = [base64.b64decode(one).decode() for one in re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", written)]
    text += " ".join(copied).replace("\t", " ")
    return [text[max(0, at.start() - 10) : at.end() + 20] for at in _OBEYED.finditer(text)]


class Terminal:
    """`python -m icp_tui *args`, or `python -c script *args`, in a terminal of `size` columns and lines."""

    def __init__(
        self,
        *args: object,
        size: tuple[int, int] = (80, 24),
        env: dict[str, str | None] | None = None,
        cwd: Path | None = None,
        script: str | None = None,
    ) -> None:
        code = ["-m", "icp_tui"] if script is None else ["-c", script]
        told = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "NO_COLOR": None, "TEXTUAL_THEME": None}
        told = environment() | told | {"COLUMNS": None, "LINES": None} | (env or {})
        self._process = ptyprocess.PtyProcess.spawn(
            [sys.executable, *code, *map(str, args)],
            dimensions=size[::-1], cwd=None if cwd is None else str(cwd),
            env={name: value for name, value in told.items() if value is not None},
        )  # fmt: skip
        self._before = termios.tcgetattr(self._process.fd)
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._held = b""
        self._open = True
        self._drawn: tuple[tuple[int, int, int], str] | None = None
        self._looked_at = 0
        self.written = b""
        self.pid = self._process.pid

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.isalive():
            self._process.kill(signal.SIGKILL)
            self._process.wait()
        self._process.fileobj.close()

    # Looking

    @property
    def text(self) -> str:
        """The screen; pyte takes its time to put it together, so only when something new has come."""
        drawn = (len(self.written), self._screen.columns, self._screen.lines)
        if self._drawn is None or self._drawn[0] != drawn:
            self._drawn = drawn, "\n".join(line.rstrip() for line in self._screen.display)
        return self._drawn[1]

    @property
    def screen(self) -> pyte.Screen:
        """Its cells with their colours."""
        return self._screen

    def wait(self, pattern: str, seconds: float = 30.0) -> str:
        """Read until the screen shows `pattern`; the screen then."""
        return self._until(lambda: re.search(pattern, self.text) is not None, pattern, seconds)

    def wait_gone(self, pattern: str, seconds: float = 30.0) -> str:
        """Read until the screen does not show `pattern` any more."""
        return self._until(lambda: re.search(pattern, self.text) is None, f"no {pattern}", seconds)

    def wait_other(self, before: str, seconds: float = 30.0) -> str:
        """Read until the screen is another than it was before."""
        return self._until(lambda: self.text != before, "another screen", seconds)

    def wait_written(self, mark: bytes, seconds: float = 30.0) -> None:
        """Read until the program has written these bytes."""
        self._until(lambda: mark in self.written, repr(mark), seconds)

    def foreign(self) -> list[str]:
        """`foreign` of what was written since the last call; what may still be incomplete waits for the next one."""
        end = max(self.written.rfind(b"\x1b"), self._looked_at)
        found = foreign(self.written[self._looked_at : end])
        self._looked_at = end
        return found

    def rest(self, quiet: float = 0.25, seconds: float = 10.0) -> str:
        """Read until nothing has come for a while: after keys that show nothing of their own."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            before = len(self.written)
            self.read(quiet)
            if len(self.written) == before:
                break
        return self.text

    def _until(self, true, what: str, seconds: float) -> str:
        end = time.monotonic() + seconds
        while not true():
            if not self.read(0.02) or time.monotonic() > end:
                # What was written last may be what was waited for.
                if true():
                    break
                raise AssertionError(f"waited for {what!r}; the screen is:\n{self.text}")
        return self.text

    def read(self, seconds: float = 0.0) -> bool:
        """Take in what is there, waiting so long for the first byte; False when the program has closed it."""
        while self._open and select.select([self._process.fd], [], [], seconds)[0]:
            try:
                data = os.read(self._process.fd, 1 << 16)
            except OSError:
                data = b""
            if not data:
                self._open = False
                break
            self.written += data
            data = self._held + data
            cut = _SEQUENCE_END.search(data)
            data, self._held = (data[: cut.start()], data[cut.start() :]) if cut else (data, b"")
            # pyte has one screen; both begin empty here, which is all that a test looks at.
            for part in _OTHER_SCREEN.split(_UNKNOWN_TO_PYTE.sub(b"", data)):
                if _OTHER_SCREEN.fullmatch(part):
                    self._screen.reset()
                else:
                    self._stream.feed(part)
            seconds = 0.0
        return self._open

    def modes(self) -> set[str]:
        """What the program has switched on in the terminal and not off again; a hidden cursor counts."""
        on: set[str] = set()
        for numbers, switch in _MODE.findall(self.written):
            for number in map(int, numbers.split(b";")):
                name = "cursor hidden" if number == 25 else "lines cut" if number == 7 else MODES.get(number)
                if name:
                    (on.add if (switch == b"h") != (number in {7, 25}) else on.discard)(name)
        if self.written.count(b"\x1b[>") > self.written.count(b"\x1b[<u"):
            on.add("kitty keys")
        return on

    def line_settings_restored(self) -> bool:
        """Whether the terminal echoes and sends lines as it did before."""
        return termios.tcgetattr(self._process.fd)[:4] == self._before[:4]

    # Doing

    def press(self, *keys: str) -> None:
        """Send keys by name, or text as it is."""
        for key in keys:
            os.write(self._process.fd, KEYS.get(key, key).encode("utf-8", "surrogateescape"))
            if key == "esc":
                # An escape key is told from an escape sequence by the pause after it.
                end = time.monotonic() + _ESCAPE
                while time.monotonic() < end:
                    self.read(0.01)

    def paste(self, text: str) -> None:
        """Text as a terminal sends it that was told to bracket what is pasted."""
        self.press(f"\x1b[200~{text}\x1b[201~")

    def resize(self, columns: int, lines: int) -> None:
        """Another window size."""
        fcntl.ioctl(self._process.fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._screen.resize(lines, columns)

    def send(self, number: int) -> None:
        """A signal to the program."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the window: the program loses its terminal and gets SIGHUP."""
        self._open = False
        self._process.fileobj.close()

    def ended(self, seconds: float = 10.0, *, read: bool = True) -> int:
        """The exit code, once the program has ended; minus the number of a signal that killed it.

        Without `read` the terminal takes nothing of what the program still has to write.
        """
        end = time.monotonic() + seconds
        while self._process.isalive():
            if time.monotonic() > end:
                raise AssertionError(f"it runs on; the screen is:\n{self.text}")
            if not (read and self.read(0.02)):
                time.sleep(0.005)
        self.read(0.05)
        return -self._process.signalstatus if self._process.signalstatus else self._process.exitstatus


def at_the_list(terminal: Terminal) -> None:
    """Past the load report, at the accounts of the first tier."""
    terminal.wait("to the list")
    terminal.press("enter")
    terminal.wait(r"accounts? in A")
