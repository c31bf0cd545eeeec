"""Snapshots: lists frozen under a name, in a folder beside the workspace, a list's folder each.

`default.sqlite` has `default.lists/2026-Q4/`: every file as `build` writes it, and `profile.yaml`, the text of
the profile as it was read. They are stored, not recomputed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain, count
from pathlib import Path
from typing import Any

import polars as pl

from icp_tui.errors import IcpError, did_you_mean, visible
from icp_tui.export.folder import MOST_OF_A_RECEIPT, RECEIPT, remove_list, settle
from icp_tui.export.tier_tables import tier_tables_of
from icp_tui.export.writer import ACCOUNTS
from icp_tui.profile import Profile
from icp_tui.review.decisions.workspace import Workspace, path_of
from icp_tui.review.files import write_files
from icp_tui.review.session import Session
from icp_tui.scoring.assign import DISQUALIFIED, KILLED, NURTURE

PROFILE = "profile.yaml"
# What every file system takes, and no option or hidden file begins with.
_NAME = re.compile(r"\w(?:[\w .+-]{0,58}[\w+-])?")

Progress = Callable[[str, float], None]
Where = Workspace | str | Path | None
"""A workspace: open, its name, its path, or None for the default one."""


@dataclass(frozen=True)
class Snapshot:
    """A frozen list: its name, its folder, and its receipt; `trouble` says why one cannot be used."""

    name: str
    path: Path
    receipt: Mapping[str, Any] = field(compare=False, repr=False)
    trouble: str = ""

    @property
    def as_of(self) -> date:
        """The date that the ages of the list count from."""
        return date.fromisoformat(self.receipt["as_of"])

    @property
    def frozen(self) -> datetime:
        """When it was frozen, as its files say: a copy of them may say something else."""
        return datetime.fromtimestamp((self.path / RECEIPT).stat().st_mtime).astimezone()

    @property
    def edition(self) -> str:
        """The profile and its version: `SaaS 2026-Q4`."""
        profile = self.receipt["profile"]
        return f"{profile['icp']} {profile['version']}"

    @property
    def buckets(self) -> dict[str, int]:
        """How many accounts are in each bucket: the tiers in order, then nurture, disqualified, killed."""
        return dict(self.receipt["buckets"])

    @property
    def tiers(self) -> tuple[str, ...]:
        """The names of the tiers, first to last."""
        return tuple(name for name in self.buckets if name not in {NURTURE, DISQUALIFIED, KILLED})

    def accounts(self) -> pl.DataFrame:
        """Every account in the order of the list, with the columns of accounts.parquet. IcpError when it is gone."""
        try:
            return pl.read_parquet(self.path / ACCOUNTS)
        except (OSError, pl.exceptions.PolarsError) as error:
            said = f"the accounts of the list {self.name} cannot be read: {visible(str(error))[:200]}"
            raise IcpError(said, hint=f"delete it: icp-tui lists --delete {self.name}") from error

    def tables(self) -> dict[str, pl.DataFrame]:
        """Its tiers as `tier_tables` gives those of a list."""
        return tier_tables_of(self.accounts(), self.tiers)

    @property
    def unkept(self) -> str:
        """That the text of its profile was gone when it was frozen, and what follows, in words; empty where it is kept."""
        if self.trouble or self.profile_text() is not None:
            return ""
        path = self.receipt["profile"].get("path") or "its file"
        return (
            f"The text of its profile is not kept: {visible(str(path))[:200]} was changed or gone when the list was frozen."
            " Unless that file is put back, diff cannot tell what changed in the profile, and verify cannot make the list again."
        )

    def profile_text(self) -> str | None:
        """The text of its profile; None where it was frozen from a folder and the text was gone."""
        try:
            return (self.path / PROFILE).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return None


def lists_folder(workspace: Where) -> Path:
    """Where the snapshots of a workspace are: `default.lists` beside `default.sqlite`. It need not exist."""
    store = workspace.path if isinstance(workspace, Workspace) else path_of(workspace)
    return store.with_name(f"{store.stem}.lists")


def snapshots(workspace: Where) -> list[Snapshot]:
    """All of a workspace, the latest first: by their date, then by when they were frozen; damaged ones last."""
    folder = lists_folder(workspace)
    try:
        settle(folder)
        found = [snapshot_at(path) for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise IcpError(f"the folder of lists {folder} cannot be read: {error.strerror}") from error
    sound = sorted((one for one in found if not one.trouble), key=_age, reverse=True)
    return [*sound, *sorted((one for one in found if one.trouble), key=lambda one: one.name)]


def snapshot_named(workspace: Where, name: str) -> Snapshot:
    """The snapshot that a person named; IcpError with the nearest name when there is none, or it is damaged."""
    found = snapshots(workspace)
    wanted = next((one for one in found if _same(one.name, name)), None)
    if wanted is None:
        names = [one.name for one in found]
        known = f"there are: {', '.join(names[:10])}" if names else "none is frozen yet; icp-tui freeze NAME makes one"
        raise IcpError(f"no list is called {visible(name)}", hint=did_you_mean(name, names) or known)
    if wanted.trouble:
        raise IcpError(f"the list {wanted.name} cannot be used: {wanted.trouble}", hint=f"it lies in {wanted.path}")
    return wanted


def last_snapshot(workspace: Where, before: date | None = None) -> Snapshot | None:
    """The latest sound one, or the latest of a date before `before`; None when there is none."""
    sound = [one for one in snapshots(workspace) if not one.trouble]
    return next((one for one in sound if before is None or one.as_of < before), None)


def snapshot_like(workspace: Where, name: str) -> Snapshot | None:
    """The snapshot that has a name already, damaged or not; None when it is free."""
    return next((one for one in snapshots(workspace) if _same(one.name, name)), None)


def free_name(workspace: Where, version: str) -> str:
    """A name for the list of a profile's version: the version itself, or with a number where that is taken."""
    wanted = re.sub(r"[^\w .+-]+", "-", version).strip(" .+-")[:50] or "list"
    taken = {one.name.casefold() for one in snapshots(workspace)}
    names = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
    return next(name for name in names if name.casefold() not in taken)


def freeze(
    session: Session, workspace: Where, name: str, *, force: bool = False, progress: Progress | None = None
) -> Snapshot:
    """Store the list of a session under a name. IcpError when the name is taken (without `force`) or cannot be one."""
    target = new_place(workspace, name, force=force)
    write_files(session, target, force=force, beside={PROFILE: _read(session.profile)}, progress=progress)
    return snapshot_at(target)


def new_place(workspace: Where, name: str, *, force: bool = False) -> Path:
    """The folder for a snapshot of that name, its parent made; IcpError when the name cannot be used."""
    name = checked_name(name)
    folder = lists_folder(workspace)
    taken = snapshot_like(workspace, name)
    if taken is not None and not force:
        raise IcpError(f"a list called {taken.name} is frozen already{said(taken)}", hint="choose another name, or --force to replace it")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IcpError(f"the folder of lists {folder} cannot be made: {error.strerror}") from error
    return taken.path if taken is not None else folder / name


def checked_name(name: str) -> str:
    """The name without blanks around it; IcpError when no folder can be called so everywhere."""
    name = name.strip()
    if not _NAME.fullmatch(name):
        raise IcpError(
            f"{visible(name)[:80]!r} cannot name a list",
            hint="use up to 60 letters, digits, blanks, dots and hyphens, such as 2026-Q4",
        )
    return name


def delete(snapshot: Snapshot) -> None:
    """Remove a snapshot, whole: a run that is killed leaves it or none of it. IcpError when the disk refuses."""
    try:
        remove_list(snapshot.path)
    except OSError as error:
        raise IcpError(f"the list {snapshot.name} cannot be deleted: {error.strerror}") from error


def said(snapshot: Snapshot) -> str:
    """`: SaaS 2026-Q3 as of 2026-08-01, 1,000 accounts`; empty for a damaged one."""
    if snapshot.trouble:
        return ""
    accounts = int(snapshot.receipt["rows"]["accounts"])
    return f": {visible(snapshot.edition)[:120]} as of {snapshot.as_of}, {accounts:,} accounts"


def read_receipt(folder: Path) -> dict[str, Any]:
    """The receipt in a folder; IcpError when there is none, or none of ours."""
    path = folder / RECEIPT
    if folder.is_file():
        raise IcpError(f"{folder} is a file, not the folder of a list", hint=f"name the folder that it is in: {folder.parent}")
    try:
        if path.stat().st_size > MOST_OF_A_RECEIPT:
            raise ValueError("too large")  # noqa: TRY301
        receipt = json.loads(path.read_text(encoding="utf-8"))
        date.fromisoformat(receipt["as_of"])
        _ = receipt["profile"]["sha256"], receipt["profile"]["icp"], receipt["profile"]["version"]
        _ = int(receipt["rows"]["accounts"]), {str(name): int(count) for name, count in receipt["buckets"].items()}
        _ = receipt["sources"][:0], receipt["version"], receipt["decisions"]["sha256"]
    except FileNotFoundError as error:
        raise IcpError(f"{folder} holds no list: it has no {RECEIPT}", hint="name a folder that build has written") from error
    except OSError as error:
        raise IcpError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise IcpError(f"{path} is no receipt of a list, or it is damaged", hint="build the list again") from error
    return dict(receipt)


def _read(profile: Profile) -> bytes:
    """The profile's file as it was read; its text where the file says something else by now."""
    with suppress(OSError):
        if profile.path is not None and hashlib.sha256(data := profile.path.read_bytes()).hexdigest() == profile.sha256:
            return data
    return profile.text.encode()


def snapshot_at(path: Path) -> Snapshot:
    """The snapshot in a folder, with its trouble where it has any."""
    try:
        receipt = read_receipt(path)
    except IcpError as error:
        return Snapshot(path.name, path, {}, error.problems[0].message)
    gone = "" if (path / ACCOUNTS).is_file() else f"{ACCOUNTS} is missing"
    return Snapshot(path.name, path, receipt, gone)


def _age(snapshot: Snapshot) -> tuple[date, float, str]:
    frozen = 0.0
    with suppress(OSError, ValueError, OverflowError):
        frozen = snapshot.frozen.timestamp()
    return snapshot.as_of, frozen, snapshot.name


def _same(one: str, other: str) -> bool:
    """Whether two names are one on a disk that knows no capitals."""
    return one.casefold() == other.strip().casefold()
