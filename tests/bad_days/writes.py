"""What the app writes, one by one: how to write it once, how to read it, and ways for a process to die."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from runs import PROFILE

from icp_tui.errors import IcpError
from icp_tui.profile import Profile, load_profile
from icp_tui.review import profile_file, recent, templates, unsaved
from icp_tui.review.added import AddedFile
from icp_tui.review.decisions import Decision
from icp_tui.review.opening import Opening
from icp_tui.review.tuning import Tuning
from icp_tui.review.workspace import Workspace
from icp_tui.sources.mending import Mending, Mendings

TODAY = date(2026, 11, 21)
# What a process does to its files, as Python's audit hooks call it; `open` only when it may write.
_STEPS = {"os.rename", "os.remove", "os.link", "os.mkdir", "os.chmod", "os.truncate", "shutil.rmtree", "sqlite3.connect"}


@dataclass(frozen=True)
class Write:
    """Something that is written in `folder`.

    `write(folder, n)` puts the n-th thing on disk and raises, or gives a sentence, when it cannot; it returns
    nothing when it is done. `read(folder)` gives the numbers of the things that are there: 1 after the first
    write, and after the second 2 or both, as `keeps` says.
    """

    name: str
    write: Callable[[Path, int], str | None]
    read: Callable[[Path], set[int]]
    file: str = ""
    keeps: bool = False


def _decide(folder: Path, n: int) -> None:
    with Workspace.open(str(folder / "q4.sqlite")) as workspace:
        workspace.store.append([Decision(kind="pin", account_key=f"{n}.com", value=tier, author="dana") for tier in "AB"])


def _decided(folder: Path) -> set[int]:
    with Workspace.open(str(folder / "q4.sqlite")) as workspace:
        keys = [int(one.account_key.removesuffix(".com")) for one in workspace.store.log()]
    assert all(keys.count(key) == 2 for key in keys), "half an action"
    return set(keys)


def _opened(folder: Path, n: int) -> str:
    os.environ["ICP_TUI_HOME"] = str(folder)
    return recent.remember(Opening((folder / f"{n}.csv",), folder / "p.yaml"), f"List {n}", n)


def _lately(folder: Path) -> set[int]:
    os.environ["ICP_TUI_HOME"] = str(folder)
    return {one.accounts for one in recent.recent()}


def _mend(folder: Path, n: int) -> str:
    return Mendings(folder / "mendings.yaml").remember(f"print-{n}", Mending(overrides={"Revenue": "revenue"}), ["Revenue"])


def _mended(folder: Path) -> set[int]:
    kept = Mendings(folder / "mendings.yaml")
    return {n for n in range(1, 30) if kept.of(f"print-{n}")}


def _profile(folder: Path) -> Profile:
    path = folder / "profile.yaml"
    if not path.exists():
        path.write_text(PROFILE, encoding="utf-8")
    return load_profile(path)


def _turned(profile: Profile, n: int) -> Tuning:
    tuning = Tuning(profile)
    for _ in range(n):
        tuning = tuning.turned(next(knob for knob in tuning.knobs if knob.label == "capacity").place, 1)
    return tuning


def _tune(folder: Path, n: int) -> str:
    return unsaved.keep(folder / "q4.sqlite", _turned(_profile(folder), n))


def _tuned(folder: Path) -> set[int]:
    held = unsaved.kept(folder / "q4.sqlite", _profile(folder))
    return set() if held is None else {int(value) - 2 for value in held.changes.values()}


def _save(folder: Path, n: int) -> None:
    profile_file.save(_turned(_profile(folder), n), folder / "profile.yaml", "1")


def _saved(folder: Path) -> set[int]:
    # From 2 to 3, then from there to 5.
    return {{2: 0, 3: 1, 5: 2}[load_profile(folder / "profile.yaml").tiers[0].capacity]} - {0}


def _make(folder: Path, n: int) -> None:
    templates.new_profile(PROFILE, folder / f"new-{n}.yaml")


def _made(folder: Path) -> set[int]:
    found = sorted(folder.glob("new-*.yaml"))
    assert all(path.read_text() == PROFILE for path in found)
    return {int(path.stem.removeprefix("new-")) for path in found}


def _add(folder: Path, n: int) -> None:
    AddedFile(folder / "q4.added.csv").add({"domain": f"{n}.com"}, "dana", TODAY)


def _added(folder: Path) -> set[int]:
    return {int(row["domain"].split(".")[0]) for row in AddedFile(folder / "q4.added.csv").rows()}


WRITES = (
    Write("decisions", _decide, _decided, "q4.sqlite", keeps=True),
    Write("recent lists", _opened, _lately, "recent.json", keeps=True),
    Write("mendings", _mend, _mended, "mendings.yaml", keeps=True),
    Write("unsaved tuning", _tune, _tuned, "q4.tuned-*.json"),
    Write("saved profile", _save, _saved, "profile.yaml"),
    Write("new profile", _make, _made, keeps=True),
    Write("added accounts", _add, _added, "q4.added.csv", keeps=True),
)


def dies_at(step: int, work: Callable[[], object]) -> int:
    """Do the work in a process of its own that kills itself before its `step`-th step on disk; its exit code.

    0 when it came to its end, 3 when it said that it could not, minus 9 when it died.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 4
    try:
        left = step

        def count() -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        def look(event: str, told: tuple[object, ...]) -> None:
            if event in _STEPS or (event == "open" and _may_write(told)):
                count()

        synced = os.fsync

        def sync(file: int) -> None:
            count()
            synced(file)
            count()

        if step:
            sys.addaudithook(look)
            os.fsync = sync
        code = 3 if refused(work) else 0
    finally:
        os._exit(code)


def refused(work: Callable[[], object]) -> str:
    """Why the work could not be done, as the person is told; empty when it was."""
    try:
        return str(work() or "")
    except IcpError as error:
        return str(error)


def _may_write(told: tuple[object, ...]) -> bool:
    mode, flags = told[1], told[2]
    return (isinstance(mode, str) and bool(set("wxa+") & set(mode))) or (isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR)))
