"""Verifies a list: makes it again from its receipt, and says that every file matches, or what does not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import chdir
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
from polars.testing import assert_frame_equal

from icp_tui.errors import IcpError
from icp_tui.export.folder import RECEIPT, held_files
from icp_tui.export.preset_choice import choose
from icp_tui.export.writer import ACCOUNTS, sha256_of
from icp_tui.profile import Profile, load_profile, parse_profile
from icp_tui.review.decisions.decision import standing
from icp_tui.review.exports_then import exports_then
from icp_tui.review.files import write_files
from icp_tui.review.first_difference import first_difference
from icp_tui.review.how_read import mending_of, reading_of
from icp_tui.review.inputs_then import Differs, base_of, changed_inputs, standing_then
from icp_tui.review.last_list import NO_LISTS, LastLists
from icp_tui.review.preset_exports import checked_exports
from icp_tui.review.session import Session
from icp_tui.review.snapshot_files import list_files
from icp_tui.review.snapshots import PROFILE, read_receipt
from icp_tui.sources.mending import Mendings

Progress = Callable[[str, float], None]
# Differences that do not keep a list from being made again.
_ALL_THE_SAME = ("version", "file")
# What is said of the inputs by themselves; a receipt that parts there needs no more words.
_OF_INPUTS = ("version", "files")


@dataclass(frozen=True)
class Verdict:
    """What became of a list: `files` of it were looked at, it was `rebuilt` or not, and what `differs`."""

    folder: Path
    files: int
    rebuilt: bool
    differs: Sequence[Differs]
    notes: Sequence[str] = ()

    @property
    def matches(self) -> bool:
        """Whether the list was made again and every file is the same, and as its receipt says."""
        return self.rebuilt and not self.differs

    def data(self) -> dict[str, Any]:
        """As JSON data."""
        return {"matches": self.matches} | asdict(self) | {"folder": str(self.folder)}


def verify(folder: Path, progress: Progress | None = None) -> Verdict:
    """Make the list in a folder again, elsewhere, and hold the two against each other. IcpError when it is no list."""
    folder = folder.resolve()
    receipt = read_receipt(folder)
    expected = list_files(receipt) | {one["name"]: one["sha256"] for one in receipt.get("files", ())}
    notes = [] if "files" in receipt else ["its receipt is an older one that names no files"]
    if foreign := sorted({*held_files(folder)} - {*expected, RECEIPT, PROFILE}):
        notes.append(f"not of this list: {', '.join(foreign[:5])}" + (f" and {len(foreign) - 5} more" if len(foreign) > 5 else ""))
    # The paths of a receipt count from where the list was built.
    with chdir(base_of(receipt, folder)), TemporaryDirectory(prefix="icp-tui-") as temporary:
        differs = list(changed_inputs(receipt, folder))
        again: Path | None = None
        if all(one.what in _ALL_THE_SAME for one in differs):
            try:
                again = _rebuilt(receipt, folder, Path(temporary) / "list", progress)
            except _Undone as undone:
                differs += undone.differs
        for name, sha256 in expected.items():
            differs += _file(name, sha256, folder / name, again and again / name, notes)
        if again is not None:
            differs += _receipt(receipt, folder, again)
    return Verdict(folder, len(expected) + 1, again is not None, differs, notes)


class _Undone(Exception):  # noqa: N818 - it is no error of the program
    """The list cannot be made again."""

    def __init__(self, *differs: Differs) -> None:
        super().__init__()
        self.differs = differs


def _rebuilt(receipt: Mapping[str, Any], folder: Path, target: Path, progress: Progress | None) -> Path:
    """Make the list again into `target`."""
    workspace = str(receipt["decisions"].get("workspace", ""))
    try:
        entries = standing_then(receipt)
    except IcpError as error:
        raise _Undone(Differs("decisions", workspace, *_words(error))) from error
    try:
        session = _session(receipt, folder, lambda: standing(entries, _day(receipt)), progress)
        if session.decisions.sha256 != receipt["decisions"]["sha256"]:
            said = f"{session.decisions.count:,} count now, where {receipt['decisions']['count']:,} did, or they say something else"
            raise _Undone(Differs("decisions", workspace, said))
        held = session.scored().staying
        if held is not None and held.members.sha256 != receipt["stability"]["sha256"]:
            raise _Undone(Differs("last list", held.members.name, "is another one now, so other members stay"))
        chosen = receipt.get("presets", ())
        mappings = [Path(one["mapping"]) for one in chosen if "mapping" in one]
        then = exports_then(receipt, session.profile.icp)
        made = checked_exports(session, choose([one["preset"] for one in chosen], mappings), then, then)
        write_files(session, target, presets=[one.plan for one in made], progress=progress)
    except IcpError as error:
        raise _Undone(*(Differs("list", "", str(problem)) for problem in error.problems)) from error
    return target


def _session(
    receipt: Mapping[str, Any], folder: Path, decisions: Callable[[], Any], progress: Progress | None
) -> Session:
    """The session that the receipt tells of."""
    logged, last = receipt["decisions"].get("workspace"), receipt.get("stability")
    mendings = Mendings.throw_away()
    for one in receipt["sources"]:
        if mended := one.get("mended"):
            mendings.remember(mended["fingerprint"], mending_of(mended))
    session = Session.load(
        [Path(one["path"]) for one in receipt["sources"]],
        _profile(receipt["profile"], folder),
        _day(receipt),
        suppress=[Path(path) for path in receipt.get("suppress", ())],
        decisions=decisions if logged else None,
        where=receipt.get("where"),
        reading=reading_of(receipt.get("reading", {})),
        signals=[Path(one["path"]) for one in receipt.get("signals", ())],
        contacts=[Path(one["path"]) for one in receipt.get("contacts", ())],
        prefer=receipt.get("prefer", ()),
        mendings=mendings,
        last=LastLists(logged, last["snapshot"], kept=bool(logged)) if last else NO_LISTS,
        progress=progress,
    )
    session.log = (logged, receipt["decisions"]["upto"]) if logged else None
    return session


def _profile(said: Mapping[str, Any], folder: Path) -> Profile:
    """The profile as it was: from its file, or from the text that a snapshot keeps."""
    path = Path(said["path"])
    if path.is_file() and sha256_of(path) == said["sha256"]:
        return load_profile(path)
    return parse_profile((folder / PROFILE).read_bytes().decode(), said["path"])


def _file(name: str, sha256: str | None, there: Path, again: Path | None, notes: list[str]) -> Iterator[Differs]:
    """What differs in one file of the list: `there` on the disk, `again` as it comes out now."""
    if not there.is_file():
        yield Differs("file", name, "is missing")
        return
    on_disk = sha256_of(there)
    if again is None:
        if sha256 not in {None, on_disk}:
            yield Differs("file", name, "was changed after the list was made")
        return
    now = sha256_of(again) if again.is_file() else ""
    expected = sha256 or on_disk
    if now != expected:
        if name == ACCOUNTS and on_disk == expected and _same_rows(there, again):
            notes.append(f"{name} holds the same in other bytes, as another Polars writes it")
            return
        yield Differs("result", name, _with("comes out otherwise now", again, there, told=on_disk == expected))
    if on_disk != expected:
        yield Differs("file", name, _with("was changed after the list was made", there, again, told=now == expected))


def _with(said: str, now: Path, then: Path, *, told: bool) -> str:
    where = first_difference(then, now) if told and now.is_file() else ""
    return f"{said}: {where}" if where else said


def _same_rows(one: Path, other: Path) -> bool:
    try:
        assert_frame_equal(pl.read_parquet(one), pl.read_parquet(other))
    except (AssertionError, OSError, pl.exceptions.PolarsError):
        return False
    return True


def _receipt(receipt: Mapping[str, Any], folder: Path, again: Path) -> Iterator[Differs]:
    if (folder / RECEIPT).read_bytes() == (again / RECEIPT).read_bytes():
        return
    now = json.loads((again / RECEIPT).read_text(encoding="utf-8"))
    if now == receipt:
        yield Differs("file", RECEIPT, "says the same, but was written again by something else")
        return
    parted = [name for name in {**receipt, **now} if name not in _OF_INPUTS and receipt.get(name) != now.get(name)]
    if parted:
        yield Differs("result", RECEIPT, f"says something else of {', '.join(parted)}")


def _day(receipt: Mapping[str, Any]) -> date:
    return date.fromisoformat(receipt["as_of"])


def _words(error: IcpError) -> tuple[str, str]:
    problem = error.problems[0]
    return problem.message, problem.hint
