"""The bytes of a YAML file, and the text in them, or why there is none."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from icp_tui.errors import IcpError, Problem, did_you_mean

MOST_BYTES = 10_000_000

# What YAML allows in a text; the parsers word and place their complaint about the rest differently.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file of at most `MOST_BYTES`; never waits for a pipe or a device."""
    shown = str(path)
    try:
        status = path.stat()
    except FileNotFoundError:
        raise IcpError(Problem("no such file", shown, hint=_nearest_file(path))) from None
    except (OSError, ValueError) as error:
        raise IcpError(Problem(f"cannot be read: {_reason(error)}", shown)) from None
    if stat.S_ISDIR(status.st_mode):
        raise IcpError(Problem("is a folder", shown, hint="name a YAML file in it"))
    if not stat.S_ISREG(status.st_mode):
        raise IcpError(Problem("is not a file but a pipe or a device", shown, hint="save it as a file first"))
    if status.st_size > MOST_BYTES:
        said = f"has {status.st_size:,} bytes; at most {MOST_BYTES:,} are read"
        raise IcpError(Problem(said, shown, hint="is it the right file?"))
    try:
        return path.read_bytes()
    except OSError as error:
        raise IcpError(Problem(f"cannot be read: {_reason(error)}", shown)) from None


def decode(data: bytes, path: str) -> str:
    """The text of UTF-8 bytes (a byte order mark is dropped), or an IcpError at the first bad one."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise IcpError(Problem("is UTF-16, not UTF-8", path, hint="save it as UTF-8"))
    if b"\0" in data:
        raise IcpError(Problem("is a binary file, not YAML", path, hint="is it the right file?"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", errors="replace")
        line, column = place_of(before.removeprefix("\ufeff"))
        message = f"is not UTF-8: byte 0x{data[error.start]:02x}"
        raise IcpError(Problem(message, path, line, column, "save it as UTF-8")) from None
    check_characters(text, path)
    return text


def check_characters(text: str, path: str) -> None:
    """Refuse control characters, which no editor shows, at their place."""
    bad = _FORBIDDEN.search(text)
    if bad:
        line, column = place_of(text[: bad.start()])
        name = f"U+{ord(bad.group()):04X}"
        raise IcpError(
            Problem(f"the control character {name} cannot stand here", path, line, column, "remove it")
        )


def place_of(before: str) -> tuple[int, int]:
    """Line and column, from 1, of what follows the text `before`."""
    lines = re.split(r"\r\n|\r|\n", before)
    return len(lines), len(lines[-1]) + 1


def _reason(error: OSError | ValueError) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def _nearest_file(path: Path) -> str:
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return f"there is no folder {path.parent}"
    return did_you_mean(path.name, names)
