"""The folder that a list is written into: whole or absent, and never somebody else's files.

Everything is written into a temporary folder beside the target and then renamed. Replacing an old
list takes two renames; between them the old list stands under `.NAME.replaced`, and the next run puts
it back if it finds that only the first was done.
"""

from __future__ import annotations

import glob
import json
import os
import re
import shutil
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from icp_tui.errors import IcpError, Problem

RECEIPT = "receipt.json"
# In bytes; more is no receipt of ours.
MOST_OF_A_RECEIPT = 4_000_000
_OURS = re.compile(
    r"(?:tier_[a-z0-9_-]+|nurture|disqualified|killed|duplicates|rejected)\.csv|accounts\.parquet|receipt\.json",
)


@dataclass(frozen=True)
class FolderOf:
    """What a folder of ours holds: the names of its files, the file that is always there (None: any), and what it is called."""

    ours: re.Pattern[str]
    marker: str | None
    noun: str


LIST = FolderOf(_OURS, RECEIPT, "list")


@contextmanager
def list_folder(target: Path, *, force: bool, also: Container[str] = (), of: FolderOf = LIST) -> Iterator[Path]:
    """Give a temporary folder to write into; on leaving without an error it becomes `target`.

    `also` are files that a list there may hold besides, `of` what is written. Raises IcpError when the target is in the way or
    cannot be written.
    """
    target = Path(os.path.realpath(target))
    check_target(target, force=force, also=also, of=of)
    building = _building(target)
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


def check_target(target: Path, *, force: bool, also: Container[str] = (), of: FolderOf = LIST) -> None:
    """Refuse a target that is no folder, holds other files, or holds a list without `force`.

    Files of ours are those that every list has, those that its receipt names, and `also`.
    """
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
        names = sorted(held_files(target))
    except OSError as error:
        raise _cannot_write(target, error) from error
    told = _told(target)
    foreign = [name for name in names if not (of.ours.fullmatch(name) or name in told or name in also)]
    if foreign or (names and of.marker is not None and of.marker not in names):
        held = ", ".join((foreign or names)[:3])
        raise IcpError(
            Problem(f"holds files that are no {of.noun} of ours: {held}", str(target), hint="name another folder after -o"),
        )
    if names and not force:
        raise IcpError(Problem(f"holds {of.noun} already" if of.marker is None else f"holds a {of.noun} already", str(target), hint="--force replaces it"))


def held_files(folder: Path, within: str = "") -> Iterator[str]:
    """The files in a folder, those in its folders as `folder/file`; an empty folder in it as `folder/`."""
    empty = True
    for path in folder.iterdir():
        empty = False
        # A link to a folder is never ours, whatever lies behind it.
        if path.is_dir() and not path.is_symlink():
            yield from held_files(path, f"{within}{path.name}/")
        else:
            yield f"{within}{path.name}"
    if empty and within:
        yield within


def _told(target: Path) -> frozenset[str]:
    """The files that the receipt of a list names; none where there is no receipt that can be read."""
    try:
        if (target / RECEIPT).stat().st_size > MOST_OF_A_RECEIPT:
            return frozenset()
        files = json.loads((target / RECEIPT).read_text(encoding="utf-8")).get("files", ())
        return frozenset(str(one["name"]) for one in files)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return frozenset()


def _replaced(target: Path) -> Path:
    return target.with_name(f".{target.name}.replaced")


def settle(folder: Path) -> None:
    """Mend what killed runs left in a folder of lists: old lists come back, halves go. OSError when it cannot be read."""
    for aside in folder.glob(_replaced(folder / "*").name):
        _restore(folder / aside.name.removeprefix(".").removesuffix(".replaced"))
    _sweep_halves(folder, "*")


def remove_list(target: Path) -> None:
    """Remove a list: a run that is killed leaves it whole, or for `settle` to sweep. OSError when the disk refuses."""
    aside = _building(target)
    target.rename(aside)
    shutil.rmtree(aside, ignore_errors=True)


def _building(target: Path) -> Path:
    return target.with_name(f".{target.name}.building-{os.getpid()}")


def _restore(target: Path) -> None:
    """Put an old list back that a killed run had moved aside."""
    aside = _replaced(target)
    if aside.is_dir() and not target.exists():
        # Where that is refused the old list stays aside, whole, and the next run tries again.
        with suppress(OSError):
            aside.rename(target)


def _sweep(target: Path) -> None:
    """Remove what killed runs left beside the target; the folder of a run that lives stays."""
    if target.exists():
        # Where nothing stands in its place, what was moved aside is the only list there is.
        shutil.rmtree(_replaced(target), ignore_errors=True)
    _sweep_halves(target.parent, glob.escape(target.name))


def _sweep_halves(folder: Path, name: str) -> None:
    for path in folder.glob(f".{name}.building-*"):
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
