"""The folder that a list is written into: whole or absent, and never somebody else's files.

Everything is written into a temporary folder beside the target and then renamed. Replacing an old
list takes two renames; between them the old list stands under `.NAME.replaced`, and the next run puts
it back if it finds that only the first was done.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from icp_tui.errors import IcpError, Problem

RECEIPT = "receipt.json"
_OURS = re.compile(
    r"(?:tier_[a-z0-9_-]+|nurture|disqualified|killed|duplicates|rejected)\.csv|accounts\.parquet|receipt\.json",
)


@contextmanager
def list_folder(target: Path, *, force: bool) -> Iterator[Path]:
    """Give a temporary folder to write into; on leaving without an error it becomes `target`.

    Raises IcpError when the target is in the way or cannot be written.
    """
    target = Path(os.path.realpath(target))
    check_target(target, force=force)
    building = target.with_name(f".{target.name}.building-{os.getpid()}")
    try:
        _sweep(target)
        building.mkdir()
    except OSError as error:
        raise _cannot_write(target, error) from error
    try:
        yield building
        _put_in_place(building, target)
    except OSError as error:
        raise _cannot_write(target, error) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)


def check_target(target: Path, *, force: bool) -> None:
    """Refuse a target that is no folder, holds other files, or holds a list without `force`."""
    target = Path(os.path.realpath(target))
    _restore(target)
    if target == Path.cwd():
        raise IcpError(Problem("is the folder you are in", str(target), hint="name a folder in it after -o"))
    if not target.parent.is_dir():
        raise IcpError(Problem("the folder to put it into does not exist", str(target.parent), hint="create it first"))
    if not target.exists():
        return
    if not target.is_dir():
        raise IcpError(Problem("is a file, not a folder", str(target), hint="name another folder after -o"))
    try:
        names = sorted(path.name for path in target.iterdir())
    except OSError as error:
        raise _cannot_write(target, error) from error
    foreign = [name for name in names if not _OURS.fullmatch(name)]
    if foreign or (names and RECEIPT not in names):
        held = ", ".join((foreign or names)[:3])
        raise IcpError(
            Problem(f"holds files that are no list of ours: {held}", str(target), hint="name another folder after -o"),
        )
    if names and not force:
        raise IcpError(Problem("holds a list already", str(target), hint="--force replaces it"))


def _replaced(target: Path) -> Path:
    return target.with_name(f".{target.name}.replaced")


def _restore(target: Path) -> None:
    """Put an old list back that a killed run had moved aside."""
    aside = _replaced(target)
    if aside.is_dir() and not target.exists():
        with suppress(OSError):
            aside.rename(target)


def _sweep(target: Path) -> None:
    """Remove what killed runs left beside the target; the folder of a run that lives stays."""
    if target.exists():
        # Where nothing stands in its place, what was moved aside is the only list there is.
        shutil.rmtree(_replaced(target), ignore_errors=True)
    for path in target.parent.glob(f".{target.name}.building-*"):
        pid = path.name.rpartition("-")[2]
        if pid.isdigit() and not _lives(int(pid)):
            shutil.rmtree(path, ignore_errors=True)


def _lives(pid: int) -> bool:
    if os.name == "nt":
        # There, asking would end the process.
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _put_in_place(building: Path, target: Path) -> None:
    if not target.exists():
        building.rename(target)
        return
    aside = _replaced(target)
    target.rename(aside)
    try:
        building.rename(target)
    except OSError:
        _restore(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _cannot_write(target: Path, error: OSError) -> IcpError:
    said = re.sub(r" \(os error \d+\)$", "", error.strerror or str(error)).lower()
    hint = "free some space" if "space" in said or "full" in said else "name a folder you may write to after -o"
    return IcpError(Problem(f"cannot write the list: {said}; nothing was written", str(target), hint=hint))
