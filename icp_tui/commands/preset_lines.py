"""What `build` says of the presets that it wrote: the files with their rows, and what is worth a look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from icp_tui.commands.text import table, wrapped
from icp_tui.export.preset_plan import Finding, PresetPlan


def plan_lines(plans: Sequence[PresetPlan]) -> list[str]:
    """The files of each preset, then its warnings."""
    lines: list[str] = []
    for plan in plans:
        lines += ["", f"Preset {plan.preset.preset} ({plan.preset.title})"]
        lines += table(((file.name, f"{file.frame.height:,}") for file in plan.files), right=[1])
        lines += [piece for one in (*plan.warnings, *plan.notes) for piece in wrapped(str(one), "  - ")]
    return lines


def plans_json(plans: Sequence[PresetPlan]) -> list[dict[str, Any]]:
    """The same as data."""
    return [
        {
            **plan.origin,
            "files": [{"name": f"{plan.preset.preset}/{file.name}", "rows": file.frame.height} for file in plan.files],
            "warnings": [_finding(one) for one in plan.warnings],
            "notes": list(plan.notes),
        }
        for plan in plans
    ]


def _finding(one: Finding) -> dict[str, Any]:
    return {"said": one.said, "mend": one.mend, "accounts": list(one.accounts)}
