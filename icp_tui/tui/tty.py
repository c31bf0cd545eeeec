"""The terminal that the app draws in: what may be written to it, whether it is still there, how it is left."""

from __future__ import annotations

import codecs
import os
import select
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from unicodedata import east_asian_width

try:
    import termios
except ImportError:  # not on Windows, whose console is left in order by itself
    termios = None  # type: ignore[assignment]

# What Textual switches on, switched off: paste, wrapping, resize and focus reports, the mouse, kitty's keys,
# the other screen, the cursor. Terminals pass over what they do not know.
_LEFT = (
    "\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?1004l"
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[0m"
)
# The only one of them that Textual forgets.
_FORGOTTEN = "\x1b[?1016l"

_ASCII = str.maketrans(
    {
        "│": "|", "┃": "|", "─": "-", "━": "-", "█": "#", "▇": "#", "▆": "#", "▅": "#", "▄": "#", "▌": "#", "▋": "#",
        "▊": "#", "▉": "#", "▎": "|", "▏": "|", "▍": "|", "▁": "_", "▂": "_", "▃": "_", "…": "~", "•": "*", "–": "-",
        "—": "-", "✓": "x", "●": "*", "░": ".", "▒": ":", "▓": "#", "↑": "^", "↓": "v", "←": "<", "→": ">", "▲": "^",
        "▼": "v", "▀": "#", "▔": "-", "▶": ">", "�": "?",
    }
)  # fmt: skip
_CELLS = "icp_tui.cells"


@contextmanager
def drawn_in() -> Iterator[None]:
    """Textual draws where stderr was; nothing else can write there while it does.

    Polars complains to stderr when something in it breaks, with cells in its words and on top of the
    screen; so does Python with its warnings.
    """
    before, python = sys.__stderr__, sys.stderr
    number = 2
    drawn = os.dup(number)
    codecs.register_error(_CELLS, _as_wide)
    encoding = getattr(before, "encoding", None) or "utf-8"
    stream = os.fdopen(drawn, "w", encoding=encoding, errors=_CELLS, newline="")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    saved = termios.tcgetattr(drawn) if termios is not None and os.isatty(drawn) else None
    try:
        os.dup2(nowhere, number)
        sys.stderr = sys.__stderr__ = stream  # type: ignore[misc]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _here.append(lambda: _restore(drawn, saved))
            yield
        if not hung_up():
            stream.write(_FORGOTTEN)
    finally:
        _here.clear()
        sys.stderr, sys.__stderr__ = python, before  # type: ignore[misc]
        with suppress(OSError):
            stream.flush()
        os.dup2(drawn, number)
        os.close(nowhere)
        with suppress(OSError):
            stream.close()


def hung_up() -> bool:
    """Whether the terminal has gone: its window was closed, or the connection to it is lost."""
    if termios is None or sys.__stdin__ is None:
        return False
    try:
        termios.tcgetattr(sys.__stdin__.fileno())
    except (termios.error, ValueError, OSError):
        return True
    return False


def let_go() -> None:
    """Read from and write to nowhere from now on: a terminal that has gone gives errors for both."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (sys.__stdin__, sys.__stdout__, sys.__stderr__):
        if stream is not None:
            with suppress(OSError, ValueError):
                os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def restore() -> None:
    """Leave the terminal as it was found, for an app that cannot do it itself any more."""
    for one in _here:
        one()


# How to leave the terminal that is drawn in now.
_here: list[Callable[[], None]] = []


def _restore(drawn: int, saved: list[object] | None) -> None:
    with suppress(OSError, ValueError):
        if saved is not None:
            termios.tcsetattr(drawn, termios.TCSANOW, saved)  # type: ignore[arg-type]
        # A terminal that takes nothing (Ctrl+S, a connection that hangs) must not keep the process.
        if select.select([], [drawn], [], 0)[1]:
            os.write(drawn, _LEFT.encode("ascii"))


def _as_wide(error: UnicodeError) -> tuple[str, int]:
    """What an old encoding cannot write, in as many cells as it would have taken."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end].translate(_ASCII)
    said = ("??" if east_asian_width(one) in "WF" else one if one.isascii() else "?" for one in missing)
    return "".join(said), error.end
