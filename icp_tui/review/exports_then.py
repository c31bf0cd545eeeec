"""What the presets of a receipt were compared with, where only the new accounts were written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from icp_tui.errors import IcpError
from icp_tui.review.decisions.workspace import path_of
from icp_tui.review.exported import Exports, LastExport
from icp_tui.review.preset_exports import COMPARED, NEW_SINCE


def exports_then(receipt: Mapping[str, Any], icp: str) -> dict[str, LastExport | None]:
    """The earlier export of each preset of which only what was new was written; None where it was the first.

    IcpError when one is not kept any more.
    """
    workspace = receipt["decisions"].get("workspace")
    found: dict[str, LastExport | None] = {}
    for one in receipt.get("presets", ()):
        if NEW_SINCE not in one:
            continue
        name, sha256 = str(one["preset"]), str(one[COMPARED])
        last = Exports.beside(path_of(workspace), icp).then(name, sha256) if sha256 and workspace else None
        if sha256 and last is None:
            said = f"the files of {name} hold what was new since the export of {one[NEW_SINCE]}, which is not kept any more"
            raise IcpError(said, hint="they can be held against their sha256 only")
        found[name] = last
    return found
