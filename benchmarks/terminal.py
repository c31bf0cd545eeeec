"""A program in a pseudo-terminal: press keys, see its screen, and time what comes back."""

from __future__ import annotations

import os
import re
import select
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import ptyprocess
import pyte

KEYS = {
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "enter": "\r", "escape": "\x1b", "tab": "\t", "space": " ",
    "backspace": "\x7f", "f1": "\x1bOP", "f5": "\x1b[15~",
} | {f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"}  # fmt: skip

# A key that is answered at all is answered within so many seconds.
LONGEST_SILENCE = 1.0


@dataclass(frozen=True)
class Answer:
    """What a key brought: seconds to the first and to the last byte, and how many bytes."""

    first: float
    last: float
    size: int


class Terminal:
    """A program that draws on a screen of so many columns and rows."""

    def __init__(
        self, command: Sequence[str], size: tuple[int, int], surroundings: Mapping[str, str]
    ) -> None:
        columns, rows = size
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        # A user's own wish for colours would change what is drawn, and so what is measured.
        kept = {
            name: value for name, value in surroundings.items() if name not in {"NO_COLOR", "TEXTUAL_THEME"}
        }
        self._process = ptyprocess.PtyProcess.spawn(
            list(command), dimensions=(rows, columns), env=kept | terminal
        )
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate(force=True)

    @property
    def text(self) -> str:
        """What is on the screen now."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, key: str, quiet: float, until: str = "", patience: float = 20.0) -> Answer | None:
        """Press a key, and wait until nothing came for `quiet` seconds and the screen shows `until`.

        None when nothing came for a whole second. The screen is drawn when the clock has been read.
        """
        # A misspelt name would be typed letter by letter, and the letters are commands.
        typed = key if len(key) == 1 else KEYS[key]
        sent = time.perf_counter()
        os.write(self._process.fd, typed.encode())
        first, last, size = 0.0, sent, 0
        parts: list[bytes] = []
        while True:
            part = self._read(quiet if size else max(quiet, LONGEST_SILENCE))
            now = time.perf_counter()
            if part:
                first, last, size = first or now, now, size + len(part)
                parts.append(part)
                continue
            self._draw(parts)
            if not until or re.search(until, self.text) or now - sent > patience:
                return Answer(first - sent, last - sent, size) if size else None

    def wait(self, pattern: str, patience: float) -> float:
        """Seconds until the screen shows the pattern and rests. Raises SystemExit when it never does."""
        started = time.perf_counter()
        seen = None
        while time.perf_counter() - started < patience:
            if seen is None and re.search(pattern, self.text):
                seen = time.perf_counter() - started
            part = self._read(0.05)
            if part:
                self._draw([part])
            elif seen is not None:
                return seen
        raise SystemExit(f"{pattern!r} was not on the screen after {patience:.0f} s:\n{self.text}")

    def _read(self, seconds: float) -> bytes:
        """What the program writes next; empty when it is silent for so long."""
        if not select.select([self._process.fd], [], [], seconds)[0]:
            return b""
        try:
            part = os.read(self._process.fd, 1 << 16)
        except OSError:
            part = b""
        if not part:
            raise SystemExit(f"the program has ended:\n{self.text}")
        return part

    def _draw(self, parts: list[bytes]) -> None:
        for part in parts:
            self._stream.feed(part)
        parts.clear()
