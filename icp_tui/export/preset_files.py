"""Writes the files of presets into the folder of a list: a folder for each preset, with a README."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import polars as pl

from icp_tui.errors import IcpError, Problem
from icp_tui.export.preset import Preset
from icp_tui.export.preset_plan import Finding, PresetPlan
from icp_tui.export.preset_readme import readme
from icp_tui.export.tier_workbook import write_tier_workbook

README = "README.txt"
WORKBOOK = ".xlsx"


@dataclass(frozen=True)
class Written:
    """A file of a preset: its name in the preset's folder, its rows (None where rows say nothing), its sha256."""

    preset: str
    name: str
    rows: int | None
    sha256: str


def check_plans(plans: Sequence[PresetPlan]) -> None:
    """IcpError with every refusal of every preset."""
    problems = [
        Problem(f"preset {plan.preset.preset}: {_said(finding)}", hint=finding.mend.rstrip("."))
        for plan in plans
        for finding in plan.refusals
    ]
    if problems:
        raise IcpError(problems)


def write_presets(folder: Path, plans: Sequence[PresetPlan], receipt: Mapping[str, Any] = MappingProxyType({})) -> list[Written]:
    """Write the files of every plan into `folder/<preset>/`; `receipt` is that of the same list, which a workbook's summary says.

    IcpError when one refuses; OSError when the disk does.
    """
    check_plans(plans)
    written: list[Written] = []
    for plan in plans:
        name = plan.preset.preset
        into = folder / name
        into.mkdir()
        for file in plan.files:
            if file.name.endswith(WORKBOOK):
                write_tier_workbook(into / file.name, plan.tiers, receipt)
            else:
                (into / file.name).write_bytes(csv_bytes(plan.preset, file.frame))
            written.append(Written(name, file.name, file.frame.height, _sha256(into / file.name)))
        (into / README).write_bytes(readme(plan).encode())
        written.append(Written(name, README, None, _sha256(into / README)))
    return written


def csv_bytes(preset: Preset, frame: pl.DataFrame) -> bytes:
    """The bytes of a file, as the target takes them."""
    buffer = io.BytesIO()
    frame.write_csv(
        buffer,
        include_header=preset.header_row,
        include_bom=preset.bom,
        line_terminator="\r\n" if preset.line_ends == "crlf" else "\n",
        quote_style="necessary",
    )
    return buffer.getvalue()


def _said(finding: Finding) -> str:
    named = f" [{', '.join(finding.accounts)}]" if finding.accounts else ""
    return f"{finding.said.rstrip('.')}{named}"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
