"""The presets that a person asked for, each with the mapping that goes with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl

from icp_tui.export.preset import Preset, preset_files, preset_named
from icp_tui.export.preset_mapping import PresetMapping, check_given, load_mapping, mapping_path
from icp_tui.export.preset_plan import PresetPlan, plan_preset


@dataclass(frozen=True)
class Chosen:
    """A preset, its mapping (None for none), and where both were read."""

    preset: Preset
    mapping: PresetMapping | None
    origin: Mapping[str, str]
    """For the receipt: the preset's name and sha256, and the mapping's path and sha256."""

    def plan(self, tiers: Mapping[str, pl.DataFrame], as_of: date, people: pl.DataFrame | None = None) -> PresetPlan:
        """The plan of this preset; see `plan_preset`."""
        made = plan_preset(self.preset, tiers, as_of=as_of, mapping=self.mapping, people=people)
        return replace(made, origin=self.origin)


def choose(names: Sequence[str], mappings: Sequence[Path] = ()) -> list[Chosen]:
    """The presets of these names, each once, with their mappings; IcpError for unknown names and faulty files."""
    presets = list({preset.preset: preset for preset in map(preset_named, names)}.values())
    check_given(presets, mappings)
    return [_chosen(preset, mappings) for preset in presets]


def _chosen(preset: Preset, mappings: Sequence[Path]) -> Chosen:
    origin = {"preset": preset.preset, "sha256": _sha256(preset_files()[preset.preset])}
    path = mapping_path(preset, mappings)
    if path is None:
        return Chosen(preset, None, origin)
    return Chosen(preset, load_mapping(path, preset), {**origin, "mapping": str(path), "mapping_sha256": _sha256(path)})


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
