"""Files of a preset that may not be loaded yet, and that an export without anything new would take away."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from icp_tui.errors import IcpError, Problem
from icp_tui.export.folder import MOST_OF_A_RECEIPT, RECEIPT
from icp_tui.export.preset_files import README
from icp_tui.review.preset_exports import PresetExport


def check_pending(target: Path, made: Sequence[PresetExport]) -> None:
    """IcpError where `target` has files of a preset of which nothing is new now: what they hold is offered once."""
    idle = [one for one in made if one.only_new and (not one.plan.files or not _moved(one))]
    there = _written(target) if idle else frozenset()
    problems = [
        Problem(f"nothing is new for {one.plan.preset.title} since its last export, whose files are there and would be replaced by none", str(target), hint=_MEND)
        for one in idle
        if one.name in there
    ]
    if problems:
        raise IcpError(problems)


_MEND = "load the files that are there, or write into another folder"


def _moved(one: PresetExport) -> bool:
    """Whether an account came into a tier or left one: people who want no mail are named every time."""
    return one.new.height > 0 or (one.since is not None and one.since.removed.height > 0)


def _written(target: Path) -> frozenset[str]:
    """The presets that have files in the list in a folder; none where there is no list of ours."""
    path = target / RECEIPT
    try:
        if path.stat().st_size > MOST_OF_A_RECEIPT:
            return frozenset()
        names = [str(one["name"]) for one in json.loads(path.read_text(encoding="utf-8"))["files"]]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return frozenset()
    return frozenset(preset for preset, _, name in (name.partition("/") for name in names) if name and name != README)
