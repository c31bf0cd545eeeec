"""What the app writes, one by one: how to write it once, how to read it, and ways for a process to die."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
from reviewed import opened
from runs import PROFILE

from icp_tui.errors import IcpError
from icp_tui.profile import Profile, load_profile
from icp_tui.review import recent
from icp_tui.review.columns.kept import KeptColumns, keep_columns, kept_columns
from icp_tui.review.decisions.decision import Decision
from icp_tui.review.decisions.ledger import SCHEMA, write_ledger
from icp_tui.review.decisions.workspace import Workspace
from icp_tui.review.drafting import templates
from icp_tui.review.kills.new_rule import with_rule
from icp_tui.review.opening import Opening
from icp_tui.review.seating.added import AddedFile
from icp_tui.review.tuning import profile_file, unsaved
from icp_tui.review.tuning.profile_file import put
from icp_tui.review.tuning.tuning import Tuning
from icp_tui.sources.mending import Mending, Mendings

TODAY = date(2026, 11, 21)
# What a process does to its files, as Python's audit hooks call it; `open` only when it may write.
_STEPS = {"os.rename", "os.remove", "os.link", "os.mkdir", "os.chmod", "os.truncate", "shutil.rmtree", "sqlite3.connect"}


@dataclass(frozen=True)
class Write:
    """Something that is written in `folder`.

    `write(folder, n)` puts the n-th thing on disk and raises, or gives a sentence, when it cannot; it returns
    nothing when it is done. `read(folder)` gives the numbers of the things that are there: 1 after the first
    write, and after the second 2 or both, as `keeps` says. `refuses`: who comes second to a file that has
    changed since it was read is refused, with how to go on.
    """

    name: str
    write: Callable[[Path, int], str | None]
    read: Callable[[Path], set[int]]
    file: str = ""
    keeps: bool = False
    refuses: bool = False


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


def _pick(folder: Path, n: int) -> str:
    os.environ["ICP_TUI_HOME"] = str(folder)
    return keep_columns(KeptColumns(order=(f"column {n}",)))


def _picked(folder: Path) -> set[int]:
    os.environ["ICP_TUI_HOME"] = str(folder)
    return {int(name.split()[1]) for name in kept_columns().order}


def _save_ledger(folder: Path, n: int, step: int = 0) -> None:
    if step:
        die_at(step)
    cells = {name: [str(n) if kind == pl.String else None] for name, kind in SCHEMA.items()}
    write_ledger(pl.DataFrame(cells, schema=SCHEMA), folder / "ledger.csv", replace=True)


def _ledger_saved(folder: Path) -> set[int]:
    read = pl.read_csv(folder / "ledger.csv", infer_schema=False)
    assert read.columns == [name for name in SCHEMA if name != "row"]
    return {int(one) for one in read["what"]}


def _rule(folder: Path, n: int) -> None:
    saved = _profile(folder)
    assert saved.path is not None
    put(saved, with_rule(saved, f"employees > {n}000", f"rule {n}").text, saved.path)


def _ruled(folder: Path) -> set[int]:
    return {int(one.because.split()[1]) for one in _profile(folder).kill_list.rules if one.because.startswith("rule ")}


def _export(folder: Path, n: int, step: int = 0) -> None:
    """As the app does it: the list in its folder gives way to one of which the n-th account's name is in the files."""
    (folder / "home").mkdir(exist_ok=True)
    with opened(folder / "home", accounts=f"Company,Website,Employees,Country\nName {n},acme.com,100,US\n") as review:
        if step:
            die_at(step)
        review.export(folder / "list", force=True)


def _exported(folder: Path) -> set[int]:
    receipt = json.loads((folder / "list" / "receipt.json").read_text("utf-8"))
    assert receipt
    # Whole: the tier file that the receipt is about is there, with every account.
    return {int(one.removeprefix("Name ")) for one in pl.read_csv(folder / "list" / "tier_a.csv", infer_schema=False)["name"]}


WRITES = (
    Write("decisions", _decide, _decided, "q4.sqlite", keeps=True),
    Write("recent lists", _opened, _lately, "recent.json", keeps=True),
    Write("mendings", _mend, _mended, "mendings.yaml", keeps=True),
    Write("unsaved tuning", _tune, _tuned, "q4.tuned-*.json"),
    Write("saved profile", _save, _saved, "profile.yaml"),
    Write("new profile", _make, _made, keeps=True),
    Write("added accounts", _add, _added, "q4.added.csv", keeps=True),
    Write("kept columns", _pick, _picked, "columns.json"),
    Write("kill rule", _rule, _ruled, keeps=True, refuses=True),
)
# What Polars writes: it has threads, which a fork leaves behind, so that they die in a process of their own.
BY_POLARS = {
    "ledger": Write("ledger as CSV", _save_ledger, _ledger_saved),
    "export": Write("exported list", _export, _exported),
}


def dies_at(step: int, work: Callable[[], object]) -> int:
    """Do the work in a process of its own that kills itself before its `step`-th step on disk; its exit code.

    0 when it came to its end, 3 when it said that it could not, minus 9 when it died.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 4
    try:
        if step:
            die_at(step)
        code = 3 if refused(work) else 0
    finally:
        os._exit(code)


def die_at(step: int) -> None:
    """From now on count what this process does to files, and kill it before its `step`-th step."""
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

    sys.addaudithook(look)
    os.fsync = sync


def refused(work: Callable[[], object]) -> str:
    """Why the work could not be done, as the person is told; empty when it was."""
    try:
        return str(work() or "")
    except IcpError as error:
        return str(error)


def _may_write(told: tuple[object, ...]) -> bool:
    mode, flags = told[1], told[2]
    return (isinstance(mode, str) and bool(set("wxa+") & set(mode))) or (isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR)))
