"""What happens to a damaged store: set aside, never deleted, and salvaged into a fresh one."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from icp_tui.errors import IcpError
from icp_tui.lock import alone
from icp_tui.review.decisions.database import DamagedError
from icp_tui.review.decisions.salvage import salvage
from icp_tui.review.decisions.store import Store

_BESIDE = ("", "-wal")


def mend(path: Path, why: str) -> list[str]:
    """Put a sound store in the place of the damaged one at `path`, and say what was done.

    The damaged file stays beside it as `<name>.damaged-<n>`. Raises IcpError, with the damaged file
    still in its place, when the folder or disk does not allow it, and for a file that was never ours.
    """
    try:
        with alone(path):
            if _sound(path):
                return [f"the workspace {path} was damaged; another instance has just mended it"]
            return [_mended(path, why)]
    except (OSError, sqlite3.Error) as error:
        raise IcpError(
            f"the workspace {path} is damaged ({why}) and cannot be set aside: {error}",
            hint="make its folder writable or free some space, or choose another --workspace",
        ) from error


def _mended(path: Path, why: str) -> str:
    decisions = salvage(path)
    if not decisions and path.suffix.lower() != ".sqlite":
        raise IcpError(f"{path} is no workspace", hint="a workspace is a name, or a path ending in .sqlite")
    aside = _copied(path)
    fresh = path.with_name(f"{path.name}.fresh-{os.getpid()}")
    try:
        with closing(Store(fresh)) as store:
            store.adopt(decisions)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    # The old log must not be replayed over the fresh store.
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)
    fresh.replace(path)
    _flush(path.parent)
    lost = decisions[-1].seq - len(decisions) if decisions else 0
    gaps = f", {lost} in between could not be read" if lost else ""
    return (
        f"the workspace {path} was damaged ({why}); it is kept as {aside.name}, "
        f"and {len(decisions)} decisions were salvaged from it{gaps}"
    )


def _copied(path: Path) -> Path:
    """Copies of the store and its log under the first free name; whole or absent, and on disk."""
    number = 1
    while path.with_name(f"{path.name}.damaged-{number}").exists():
        number += 1
    aside = path.with_name(f"{path.name}.damaged-{number}")
    made = []
    try:
        for beside in _BESIDE:
            source, target = path.with_name(path.name + beside), aside.with_name(aside.name + beside)
            if source.exists():
                made.append(target)
                _copy(source, target)
    except BaseException:
        for target in made:
            target.unlink(missing_ok=True)
        raise
    return aside


def _sound(path: Path) -> bool:
    try:
        Store(path).close()
    except DamagedError:
        return False
    return True


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as old, target.open("xb") as new:
        shutil.copyfileobj(old, new)
        new.flush()
        os.fsync(new.fileno())


def _flush(folder: Path) -> None:
    """Bring a rename in `folder` to the disk; Windows opens no folder, and needs no flush of one."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
