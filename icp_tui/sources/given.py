"""What a person names as a source -> the files that are meant: a file, a folder, a pattern, standard input."""

from __future__ import annotations

import glob
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from icp_tui.errors import IcpError, Problem
from icp_tui.sources.compressed import bare_name
from icp_tui.sources.endings import ENDINGS
from icp_tui.sources.reader import check_file
from icp_tui.sources.shape import same_shape

STANDARD_INPUT = "-"
# The name of the file that standard input is saved to, which is the source that accounts name.
SAVED_INPUT = "standard input"
_WILD = "*?["
# Endings of one kind of list; in a folder, texts that are none of these stand beside the lists.
_ALIKE = {".ndjson": ".jsonl", ".feather": ".arrow", ".xlsm": ".xlsx"}
_ASIDE = {".txt", ".zip"}


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder for saved input, removed with its files when the context ends."""
    with tempfile.TemporaryDirectory(prefix="icp-tui-") as folder:
        yield Path(folder)


def named(texts: Sequence[str], folder: Path | None = None, stdin: BinaryIO | None = None) -> list[Path]:
    """The files that are meant, in the order of `texts`; those of a folder or a pattern by name.

    `-` is standard input (or `stdin`), saved to `folder`; without one it is refused. A pattern is only one
    where no file has that very name. IcpError has every problem: files that are missing, folders without
    lists or with lists of several shapes, patterns that match nothing.
    """
    found: list[Path] = []
    problems: list[Problem] = []
    for place, text in enumerate(texts):
        try:
            if text != STANDARD_INPUT:
                found += _files(text)
            elif STANDARD_INPUT in texts[:place]:
                problems.append(Problem("standard input (-) is given twice", hint="name it once"))
            else:
                found.append(_saved_input(folder, stdin))
        except IcpError as error:
            problems += error.problems
    if problems:
        raise IcpError(problems)
    return found


def _files(text: str) -> list[Path]:
    path = _expanded(text)
    if path.is_dir():
        return _lists_in(path)
    if any(sign in text for sign in _WILD) and not _exists(path):
        return _matching(str(path))
    check_file(path)
    return [path]


def _expanded(text: str) -> Path:
    """The path, with `~` as the person's home; the shell leaves that alone between quotes."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _lists_in(folder: Path) -> list[Path]:
    """The lists that lie in a folder, not in its folders; all of one kind and shape."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        said = f"the folder cannot be read: {error.strerror or error}"
        raise IcpError(Problem(said, path=str(folder), hint="check who may read it")) from None
    lists = [
        one
        for one in entries
        if one.suffix.lower() in ENDINGS and not one.name.startswith(".") and one.is_file()
    ]
    if any(_kind(one) not in _ASIDE for one in lists):
        lists = [one for one in lists if _kind(one) not in _ASIDE]
    if not lists:
        hint = f"name a folder that holds lists ({', '.join(ENDINGS)}), or the file itself"
        raise IcpError(Problem("a folder without lists", path=str(folder), hint=hint))
    kinds = sorted({_kind(one) for one in lists})
    if len(kinds) > 1:
        message = f"a folder of lists of {len(kinds)} kinds: {', '.join(kinds)}"
        hint = f"name those you mean, for example '{folder}/*{kinds[0]}'"
        raise IcpError(Problem(message, path=str(folder), hint=hint))
    return same_shape(lists, str(folder))


def _kind(path: Path) -> str:
    """The ending that says which kind of list it is, also of a compressed one."""
    bare = Path(bare_name(path.name)).suffix.lower()
    ending = bare or path.suffix.lower()
    return _ALIKE.get(ending, ending)


def _matching(pattern: str) -> list[Path]:
    found = sorted(path for path in map(Path, glob.glob(pattern, recursive=True)) if path.is_file())  # noqa: PTH207
    if not found:
        hint = "check the pattern; * stands for any characters, ** for any folders"
        raise IcpError(Problem("no file matches this pattern", path=pattern, hint=hint))
    return same_shape(found, pattern)


def _saved_input(folder: Path | None, stdin: BinaryIO | None) -> Path:
    """Standard input in a file of its own, copied piece by piece."""
    source = stdin or (sys.stdin.buffer if sys.stdin is not None else None)
    if folder is None or source is None:
        raise IcpError(
            Problem("standard input (-) cannot be read here", hint="save the list to a file first")
        )
    if source.isatty():
        hint = "send a list into it, for example: cat accounts.csv | icp-tui columns -"
        raise IcpError(Problem("standard input (-) is a terminal", hint=hint))
    path = folder / SAVED_INPUT
    with path.open("wb") as file:
        shutil.copyfileobj(source, file)
    if path.stat().st_size == 0:
        raise IcpError(Problem("standard input (-) is empty", hint="check the command before the pipe sign"))
    return path
