"""The inputs that a receipt names, held against the files that are there now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from icp_tui import __version__
from icp_tui.errors import IcpError, visible
from icp_tui.export.preset import preset_files
from icp_tui.export.writer import sha256_of
from icp_tui.review.decisions.decision import Decision
from icp_tui.review.decisions.workspace import Workspace
from icp_tui.review.kept_profile import UP
from icp_tui.review.snapshots import PROFILE
from icp_tui.sources.given import STANDARD_INPUT


@dataclass(frozen=True)
class Differs:
    """One thing that is not as it was: which part of the list (`what`), its name, and what is said of it."""

    what: str
    name: str
    said: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{visible(f'{self.what} {self.name}'.strip())}: {self.said}" + (f" ({self.mend})" if self.mend else "")


def changed_inputs(receipt: Mapping[str, Any], folder: Path) -> Iterator[Differs]:
    """Every input that is gone or has changed since; relative paths count from the current folder."""
    if receipt["version"] != __version__:
        said = f"made by icp-tui {visible(str(receipt['version']))}, this is {__version__}"
        yield Differs("version", "", said, f"install that version to be sure: icp-tui=={visible(str(receipt['version']))}")
    profile = receipt["profile"]
    if not _is(folder / PROFILE, profile["sha256"]):
        yield from _changed("profile", profile["path"], Path(profile["path"]), profile["sha256"])
    for what, path, sha256 in _inputs(receipt):
        if path == STANDARD_INPUT:
            yield Differs("source", path, "came through standard input, which nobody kept", "build from a file")
        else:
            yield from _changed(what, path, _found(receipt, path), sha256)
    yield from _changed_presets(receipt)


def standing_then(receipt: Mapping[str, Any]) -> list[Decision]:
    """The log that the list was made with, up to the entry that the receipt names. IcpError when it is not there."""
    said = receipt["decisions"]
    if "workspace" not in said:
        if said["count"]:
            raise IcpError(f"the {said['count']:,} decisions of this list are in no workspace that its receipt names")
        return []
    with Workspace.open(said["workspace"], create=False) as workspace:
        if workspace.notices:
            # It was damaged and is mended now, which must not go unsaid.
            raise IcpError("; ".join(workspace.notices))
        entries = workspace.store.log()
    if (last := entries[-1].seq if entries else 0) < said["upto"]:
        raise IcpError(f"the log ends at entry {last:,}, but the list was made with {said['upto']:,} entries")
    return [one for one in entries if one.seq <= said["upto"]]


def base_of(receipt: Mapping[str, Any], folder: Path) -> Path:
    """The folder from which most of the relative paths of a receipt are found: the current one, the list's, one above."""
    paths = [receipt["profile"]["path"], *(path for what, path, _ in _inputs(receipt) if what != "suppression")]
    relative = [path for path in paths if path != STANDARD_INPUT and not Path(path).is_absolute()]
    folders = [Path.cwd(), folder, *folder.parents[:UP]]
    return max(folders, key=lambda base: sum((base / path).is_file() for path in relative))


def _inputs(receipt: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What it is, path and sha256 of each input but the profile, each once."""
    kinds = {"sources": "source", "suppression": "suppression", "signals": "signals", "contacts": "contacts"}
    told = {
        (what, str(one["path"]), str(one["sha256"])): None
        for part, what in kinds.items()
        for one in receipt.get(part, ())
    }
    yield from told


def _found(receipt: Mapping[str, Any], path: str) -> Path:
    """Where an input lies: the files that a profile suppresses are named from the profile's folder."""
    beside = Path(receipt["profile"]["path"]).parent / path
    listed = {str(one["path"]) for one in receipt["suppression"]} - set(receipt.get("suppress", ()))
    return beside if path in listed and beside.is_file() else Path(path)


def _changed(what: str, name: str, path: Path, sha256: str) -> Iterator[Differs]:
    try:
        now = sha256_of(path)
    except FileNotFoundError:
        yield Differs(what, name, "is missing", "put it back, or run this where the list was built")
        return
    except OSError as error:
        yield Differs(what, name, f"cannot be read: {(error.strerror or str(error)).lower()}")
        return
    if now != sha256:
        yield Differs(what, name, "has changed since", f"sha256 was {sha256[:12]}, is {now[:12]}")


def _changed_presets(receipt: Mapping[str, Any]) -> Iterator[Differs]:
    files = preset_files()
    for one in receipt.get("presets", ()):
        name = str(one["preset"])
        if name not in files:
            yield Differs("preset", name, "does not exist any more")
            continue
        yield from _changed("preset", name, files[name], one["sha256"])
        if "mapping" in one:
            yield from _changed("mapping", one["mapping"], Path(one["mapping"]), one["mapping_sha256"])


def _is(path: Path, sha256: str) -> bool:
    try:
        return sha256_of(path) == sha256
    except OSError:
        return False
