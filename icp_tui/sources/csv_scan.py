"""One pass over the bytes of a file: its SHA-256, and the counts that prove a reading complete."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Scan:
    r"""`feeds` and `returns` count `\n` and `\r`, `pairs` `\r\n`; `has_nul`: some byte is zero.

    `last_line` is what follows the last `\n`, or the end of it.
    """

    sha256: str
    feeds: int
    returns: int
    pairs: int
    has_nul: bool
    last_line: bytes

    @property
    def lines(self) -> int:
        """Physical lines, the last one with or without an end."""
        return self.feeds + bool(self.last_line)

    @property
    def lone_returns(self) -> int:
        r"""Of the `\r`, those without a `\n` behind."""
        return self.returns - self.pairs


def scan(path: Path) -> Scan:
    """Read the file once, a megabyte at a time. Runs beside the parser: hashing releases the GIL."""
    digest = hashlib.sha256()
    feeds = returns = pairs = 0
    has_nul = False
    last = last_line = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            feeds += chunk.count(b"\n")
            has_nul = has_nul or b"\0" in chunk
            if b"\r" in chunk:
                returns += chunk.count(b"\r")
                pairs += chunk.count(b"\r\n")
            pairs += last == b"\r" and chunk.startswith(b"\n")
            last = chunk[-1:]
            last_line = chunk[chunk.rfind(b"\n") + 1 :]
    return Scan(digest.hexdigest(), feeds, returns, pairs, has_nul, last_line)
