"""Tuned, but not saved: what was turned is kept beside the workspace, so that neither a crash nor q loses it.

A file for each profile text, named by its SHA-256; only the same text is offered its changes again. What
cannot be read is no tuning, and never keeps a list from being opened.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from icp_tui.errors import IcpError
from icp_tui.profile import Profile
from icp_tui.review.tuning.knob import KnobValue, Place
from icp_tui.review.tuning.tuning import Tuning
from icp_tui.user_file import write_whole

# Some hundred knobs are some ten thousand bytes; what is larger is not ours.
_MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class Unsaved:
    """What was turned and not saved, and when it was kept."""

    when: datetime
    changes: Mapping[Place, KnobValue]


def file_of(workspace: Path, profile: Profile) -> Path:
    """Where what is turned on this profile is kept."""
    return workspace.with_name(f"{workspace.stem}.tuned-{profile.sha256[:16]}.json")


def keep(workspace: Path, tuning: Tuning) -> str:
    """Put a tuning on disk, or take it away when nothing is turned; what went wrong, in a sentence, or nothing."""
    path = file_of(workspace, tuning.saved)
    try:
        if tuning.is_changed:
            # A workspace that was moved away is not made anew: nobody would look for the tuning there.
            path.parent.stat()
            write_whole(path, json.dumps(_told(tuning), indent=1))
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        return f"What you tuned is on the screen only; it cannot be kept: {path}: {error.strerror or error}"
    return ""


def drop(workspace: Path, profile: Profile) -> None:
    """Forget what was turned on this profile."""
    with suppress(OSError):
        file_of(workspace, profile).unlink(missing_ok=True)


def kept(workspace: Path, profile: Profile) -> Unsaved | None:
    """What was turned on a profile with this very text and not saved; None where there is nothing, or nothing sound."""
    path = file_of(workspace, profile)
    try:
        if path.stat().st_size > _MOST_BYTES:
            return None
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["sha256"] != profile.sha256:
            return None
        changes = {_place(one): _value(one["value"]) for one in told["changes"]}
        when = datetime.fromisoformat(told["when"])
        # What no longer makes a valid profile is not offered.
        tuning = Tuning(profile, changes)
        _ = tuning.profile
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError, IcpError):
        return None
    return Unsaved(when if when.tzinfo else when.replace(tzinfo=UTC), tuning.changes) if tuning.is_changed else None


def carry(workspace: Path, before: Profile, after: Profile) -> None:
    """Take what was turned on a profile over to its next edition, as far as that still says what was turned."""
    held = kept(workspace, before) if before.sha256 != after.sha256 else None
    if held is not None:
        keep(workspace, Tuning(before, held.changes).onto(after))


def _told(tuning: Tuning) -> dict[str, Any]:
    return {
        "profile": str(tuning.saved.path or ""),
        "sha256": tuning.saved.sha256,
        "when": datetime.now(UTC).replace(microsecond=0).isoformat(),
        "changes": [
            {"loc": list(place.loc), "key": place.is_key, "value": value} for place, value in tuning.changes.items()
        ],
    }


def _place(told: Mapping[str, Any]) -> Place:
    return Place(tuple(told["loc"]), bool(told["key"]))


def _value(told: Any) -> KnobValue:
    if told is not None and not isinstance(told, (int, float, str)):
        raise TypeError("no value of a knob")
    return told
