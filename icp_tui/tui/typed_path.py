"""Paths as people type or drop them into a field, and what they might go on with."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from textual.suggester import Suggester

# A folder may hold a million files; the first of them will do.
_LOOKED_AT = 5_000


def typed_path(text: str, folder: Path | None = None) -> Path:
    """The path that a text means: quotes that a terminal adds to a dropped file go, `~` is expanded."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    elif "\\ " in text and not Path(text).exists():
        text = text.replace("\\ ", " ")
    path = Path(text)
    try:
        path = path.expanduser()
    except RuntimeError:
        # A home of somebody whom this machine does not know.
        path = Path(text)
    return path if folder is None or path.is_absolute() else folder / path


def is_file(path: Path) -> bool:
    """Whether there is a file, also for texts that no file can be called."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether there is a folder, also for texts that no folder can be called."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


class PathSuggester(Suggester):
    """Suggests the first file or folder whose path begins with what is typed; files by their endings."""

    def __init__(self, endings: tuple[str, ...]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._endings = endings

    async def get_suggestion(self, value: str) -> str | None:
        """Look into the folder, beside the event loop: it may be on a slow drive."""
        return await asyncio.to_thread(self._suggest, value) if value else None

    def _suggest(self, value: str) -> str | None:
        folder, _, start = value.rpartition("/")
        parent = typed_path(folder or "/") if "/" in value else Path()
        try:
            with os.scandir(parent) as entries:
                found = [entry for entry, _ in zip(entries, range(_LOOKED_AT), strict=False)]
            names = sorted(
                entry.name + ("/" if entry.is_dir() else "")
                for entry in found
                if entry.name.startswith(start) and entry.name.isprintable()
                and (start.startswith(".") or not entry.name.startswith("."))
                and (entry.is_dir() or entry.name.lower().endswith(self._endings))
            )  # fmt: skip
        except (OSError, ValueError):
            return None
        return value + names[0][len(start) :] if names else None


def short_path(path: Path) -> str:
    """A path as a person would type it: from here, or from the own folder, where that is shorter."""
    absolute = path.expanduser().absolute()
    for base, start in ((Path.cwd(), ""), (Path.home(), "~/")):
        if absolute != base and absolute.is_relative_to(base):
            return start + str(absolute.relative_to(base))
    return str(absolute)
