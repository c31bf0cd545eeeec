"""The folder that an export is asked to write: free, a list of ours, or in the way, said in words."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from icp_tui.errors import IcpError, Problem, visible
from icp_tui.export.folder import RECEIPT, check_target

# More of a receipt than this is no receipt of ours.
_MOST = 4_000_000


@dataclass(frozen=True)
class Target:
    """A folder, whether it can be written, and a sentence about it. A blocked one has its mend in `mend`."""

    path: Path
    state: Literal["new", "list", "blocked"]
    said: str
    mend: str = ""


def check_folder(text: str) -> Target:
    """What would happen if a list were written into the folder `text`; nothing is made or changed."""
    if not text.strip():
        return Target(Path(), "blocked", "No folder is named.", "Type a name for it.")
    try:
        path = Path(os.path.realpath(Path(text.strip()).expanduser()))
        return _checked(path)
    except (OSError, RuntimeError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        return Target(Path(text), "blocked", f"This cannot be a folder: {visible(said).lower()}.", "Type another name.")


def _checked(path: Path) -> Target:
    try:
        check_target(path, force=True)
    except IcpError as error:
        return Target(path, "blocked", *sentences(error))
    if not os.access(path.parent, os.W_OK):
        return Target(path, "blocked", f"You may not write into {visible(str(path.parent))}.", "Choose another folder.")
    if (path.parent / RECEIPT).exists():
        return Target(path, "blocked", f"{visible(str(path.parent))} is a list itself.", "Choose a folder beside it.")
    if path.exists() and (path / RECEIPT).exists():
        return Target(path, "list", f"Holds a list already{held(path)}.")
    return Target(path, "new", "A new folder." if not path.exists() else "An empty folder.")


def sentences(error: IcpError) -> tuple[str, str]:
    """What went wrong, and the mend, as sentences of the app: it has no options such as -o."""
    problems: Iterable[Problem] = error.problems
    said = " ".join(_sentence(f"{one.path} {one.message}" if _of_path(one) else _with_path(one)) for one in problems)
    mends = dict.fromkeys(_mend(one.hint) for one in error.problems if one.hint)
    return said, " ".join(mends)


def _of_path(problem: Problem) -> bool:
    """Whether the message goes on from the path: `X is a file`."""
    return problem.path is not None and problem.message.startswith(("is ", "holds "))


def _with_path(problem: Problem) -> str:
    return f"{problem.message} ({problem.path})" if problem.path else problem.message


def _sentence(text: str) -> str:
    text = visible(text)
    return f"{text[:1].upper()}{text[1:]}." if not text.startswith(("/", "~", ".")) else f"{text}."


def _mend(hint: str) -> str:
    if "--force" in hint:
        return "Export again and say that it may be replaced."
    return _sentence(hint.removesuffix(" after -o"))


def held(path: Path) -> str:
    """What the list in a folder is, from its receipt: `: SaaS 2026-Q3 as of 2026-08-01, 1,000 accounts`."""
    file = path / RECEIPT
    try:
        if file.stat().st_size > _MOST:
            return ""
        receipt = json.loads(file.read_text(encoding="utf-8"))
        profile, rows = receipt["profile"], int(receipt["rows"]["accounts"])
        named = f"{profile['icp']} {profile['version']} as of {receipt['as_of']}"
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ""
    return f": {visible(named)[:120]}, {rows:,} accounts"
