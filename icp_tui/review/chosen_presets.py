"""Which presets a person exports from a workspace: a file beside it. It only saves choosing.

A damaged or missing file means none, is never an error, and the next choice takes its place.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from icp_tui.errors import IcpError
from icp_tui.export.preset import Preset, load_preset, own_folder, preset_files
from icp_tui.review.exported import folder_beside
from icp_tui.user_file import write_whole

_NAME = "chosen.json"
_MOST_BYTES = 100_000
_MOST = 100


@dataclass(frozen=True)
class ChosenPresets:
    """The names of the chosen presets in order, and of those of which only what is new is written."""

    names: tuple[str, ...] = ()
    only_new: frozenset[str] = frozenset()

    def switched(self, name: str) -> ChosenPresets:
        """The same with a preset taken in, or out."""
        if name in self.names:
            return ChosenPresets(tuple(one for one in self.names if one != name), self.only_new - {name})
        return ChosenPresets((*self.names, name), self.only_new)

    def new_switched(self, names: Sequence[str]) -> ChosenPresets:
        """The same with only the new accounts of these presets, or all of them again where that is so for each."""
        every = self.only_new >= set(names)
        return ChosenPresets(self.names, self.only_new - set(names) if every else self.only_new | set(names))


@dataclass(frozen=True)
class Offer:
    """A preset that can be chosen: `own` is the person's; without `preset` it cannot be, and `trouble` says why."""

    name: str
    preset: Preset | None
    own: bool
    trouble: str = ""


def chosen_presets(store: Path) -> ChosenPresets:
    """What was chosen in the workspace whose file is `store`, as far as there are such presets still."""
    path = folder_beside(store) / _NAME
    try:
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return ChosenPresets()
        held = json.loads(path.read_text(encoding="utf-8"))
        there = preset_files()
        names = tuple(dict.fromkeys(str(one) for one in held["presets"] if str(one) in there))[:_MOST]
        return ChosenPresets(names, frozenset(str(one) for one in held["only_new"]) & set(names))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ChosenPresets()


def keep_chosen(store: Path, chosen: ChosenPresets) -> str:
    """Remember the choice; why it could not be, in a sentence, or nothing."""
    folder = folder_beside(store)
    held = {"presets": list(chosen.names), "only_new": sorted(chosen.only_new)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / _NAME, json.dumps(held, indent=2) + "\n")
    except OSError as error:
        return f"The choice of presets is not remembered: {error.strerror or error}."
    return ""


def offers() -> list[Offer]:
    """All presets, those with a file first, then those that say why there is none; by name."""
    own = own_folder()
    found = [_offer(name, path, own=path.parent == own) for name, path in preset_files().items()]
    return sorted(found, key=lambda one: bool(one.trouble))


def _offer(name: str, path: Path, *, own: bool) -> Offer:
    try:
        preset = load_preset(path)
    except IcpError as error:
        return Offer(name, None, own, f"Its file has a problem: {error.problems[0]}. icp-tui presets --check shows all.")
    if preset.refused is not None:
        return Offer(name, preset, own, f"{preset.refused}. {preset.instead or ''}".strip())
    return Offer(name, preset, own)
