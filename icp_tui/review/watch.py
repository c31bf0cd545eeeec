"""Watched files, and which of them have changed on disk since they were read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

# When it was written, its size, and which file it is: an editor may write another one and rename it.
_State = tuple[int, int, int]


class Watch:
    """Files as they were when the watch was made: make it before they are read, so that no change is missed."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._seen = {path: _state(path) for path in paths}

    def add(self, paths: Iterable[Path]) -> None:
        """Watch these files, too, from now on; those that are watched already stay as they were."""
        for path in paths:
            self._seen.setdefault(path, _state(path))

    def changed(self) -> list[Path]:
        """The files that were written, replaced, deleted or made since then, in their order."""
        return [path for path, seen in self._seen.items() if _state(path) != seen]


def _state(path: Path) -> _State | None:
    """None where there is no file that can be looked at."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
