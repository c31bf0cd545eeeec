"""The files of snapshots: frozen from a folder that `build` wrote, and exported again as they were."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from icp_tui.errors import IcpError
from icp_tui.export.folder import RECEIPT, list_folder
from icp_tui.export.preset_choice import Chosen
from icp_tui.export.preset_files import check_plans, write_presets
from icp_tui.export.writer import ACCOUNTS, file_name, write_receipt
from icp_tui.review.kept_profile import kept_profile
from icp_tui.review.snapshots import PROFILE, Snapshot, Where, new_place, read_receipt, snapshot_at

_CHUNK = 1 << 20


def freeze_folder(source: Path, workspace: Where, name: str, *, force: bool = False) -> Snapshot:
    """Store the list in a folder under a name, without the files of its presets, which may hold people.

    IcpError when it holds none, when a file is missing or was changed since, or when the name cannot be used.
    """
    receipt = read_receipt(source)
    names = list_files(receipt)
    target = new_place(workspace, name, force=force)
    profile = kept_profile(source, receipt["profile"])
    with list_folder(target, force=force, also={PROFILE}) as folder:
        _copy(source, folder, names)
        if any("/" in one["name"] for one in receipt.get("files", ())):
            ours = {key: value for key, value in receipt.items() if key != "presets"}
            write_receipt(folder, ours | {"files": [one for one in receipt["files"] if "/" not in one["name"]]})
        else:
            (folder / RECEIPT).write_bytes((source / RECEIPT).read_bytes())
        if profile is not None:
            (folder / PROFILE).write_bytes(profile.read_bytes())
    return snapshot_at(target)


def export_snapshot(
    snapshot: Snapshot, target: Path, *, force: bool = False, chosen: Sequence[Chosen] = ()
) -> dict[str, Any]:
    """Write a snapshot into `target` as it was, all files or none, with presets of today; the receipt.

    Without presets every file is the same byte for byte as when it was frozen. IcpError when a preset refuses,
    when the snapshot is damaged, or when the folder cannot be written.
    """
    receipt = dict(snapshot.receipt)
    tables = snapshot.tables() if chosen else {}
    plans = [one.plan(tables, snapshot.as_of) for one in chosen]
    check_plans(plans)
    with list_folder(target, force=force) as folder:
        _copy(snapshot.path, folder, list_files(receipt))
        if not plans:
            (folder / RECEIPT).write_bytes((snapshot.path / RECEIPT).read_bytes())
            return receipt
        files = [
            {"name": f"{one.preset}/{one.name}", "rows": one.rows, "sha256": one.sha256}
            for one in write_presets(folder, plans, receipt)
        ]
        # In the order of the receipts that build writes.
        before = receipt.pop("files", ())
        receipt |= {"presets": [dict(plan.origin) for plan in plans], "files": [*before, *files]}
        write_receipt(folder, receipt)
    return receipt


def list_files(receipt: Mapping[str, Any]) -> dict[str, str | None]:
    """The files of a list but its receipt and those of its presets: name -> sha256, None where no receipt says it."""
    if "files" in receipt:
        return {one["name"]: one["sha256"] for one in receipt["files"] if "/" not in one["name"]}
    return dict.fromkeys([*map(file_name, receipt["buckets"]), *map(file_name, ("duplicates", "rejected")), ACCOUNTS])


def _copy(source: Path, folder: Path, files: Mapping[str, str | None]) -> None:
    for name, sha256 in files.items():
        digest = hashlib.sha256()
        try:
            with (source / name).open("rb") as read, (folder / name).open("wb") as written:
                while chunk := read.read(_CHUNK):
                    digest.update(chunk)
                    written.write(chunk)
        except FileNotFoundError as error:
            raise IcpError(f"{source / name} is missing, so this is not the whole list", hint="build it again") from error
        if sha256 not in {None, digest.hexdigest()}:
            raise IcpError(
                f"{source / name} was changed since the list was made", hint="icp-tui verify shows where; build it again"
            )
