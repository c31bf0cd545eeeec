"""The README of a preset: what the files are, which fields to create first, and what to look at."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from icp_tui.errors import visible
from icp_tui.export.preset import Preset
from icp_tui.export.preset_plan import PresetPlan

_WIDTH = 100


def readme(plan: PresetPlan) -> str:
    """The text of README.txt beside a preset's files."""
    preset = plan.preset
    lines = [preset.title, "", *_said(preset.about or "")]
    files = [f"{file.name}: {file.frame.height:,} {'row' if file.frame.height == 1 else 'rows'}" for file in plan.files]
    sections = (
        ("Files", files or ["none"]),
        ("Who left", list(_left(plan))),
        ("Create these fields first", create_lines(preset)),
        ("Good to know", list(preset.notes)),
        ("Worth a look", [*map(str, plan.warnings), *plan.notes]),
    )
    for title, said in sections:
        if said:
            lines += ["", title, *(piece for one in said for piece in _said(one, "- "))]
    return "\n".join(lines).strip() + "\n"


def _left(plan: PresetPlan) -> Iterator[str]:
    """What to do with the file of those who left, which no import takes out of the target by itself."""
    files = [file.name for file in plan.files if "_removed_" in file.name]
    if not files:
        return
    preset = plan.preset
    tier = next((one.header for one in preset.columns if one.from_ == ("tier",)), None)
    who = "people of accounts" if preset.kind == "people" else "accounts"
    yield f"{' and '.join(files)}: {who} that left their tier since the last export."
    if tier is not None:
        yield f"Most tools keep the old value where a cell of an import is blank. So bring these into a list or view of their own and clear {tier} there, for all at once."
    else:
        yield f"Take them out of the list, audience or sequence that they were loaded into; {preset.title} does not do so by itself."


def create_lines(preset: Preset) -> list[str]:
    """The fields that the person creates in the target before the first import, with their type."""
    return [f"{column.header}: {column.custom}" for column in preset.columns if column.custom]


def _said(text: str, bullet: str = "") -> Iterator[str]:
    yield from textwrap.wrap(visible(text), _WIDTH, initial_indent=bullet, subsequent_indent=" " * len(bullet), break_on_hyphens=False)
