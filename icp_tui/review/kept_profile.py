"""Where the text of a list's profile still is: beside the list, or where it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from icp_tui.export.writer import sha256_of
from icp_tui.review.snapshots import PROFILE

# How far up from a list's folder its inputs are looked for, when their paths are relative.
UP = 3


def kept_profile(folder: Path, said: Mapping[str, Any]) -> Path | None:
    """The file with the text that the list in `folder` was made with; None where no file has it any more.

    `said` is what its receipt says of the profile. A relative path counts from the current folder, else from the
    list's or one above it, so that the folder in which somebody asks makes no difference.
    """
    path = Path(said["path"])
    bases = [] if path.is_absolute() else [*folder.absolute().parents[:UP], folder.absolute()]
    for place in (folder / PROFILE, path, *(base / path for base in bases)):
        try:
            if place.is_file() and sha256_of(place) == said["sha256"]:
                return place
        except (OSError, ValueError):
            continue
    return None
