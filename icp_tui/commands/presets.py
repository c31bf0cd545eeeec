"""`icp-tui presets`: the tools that lists can be written for, everything about one, and a check of one's own files."""

from __future__ import annotations

import shutil
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from icp_tui.commands.text import clipped, say, say_json, table, wrapped
from icp_tui.errors import IcpError, Problem, shortened
from icp_tui.export.preset import (
    MAPPING,
    Preset,
    load_preset,
    load_presets,
    own_folder,
    preset_files,
    preset_named,
)
from icp_tui.export.preset_column import Column
from icp_tui.export.preset_mapping import load_mapping
from icp_tui.export.preset_readme import create_lines
from icp_tui.export.preset_words import files_words, limit_words, needs_words, set_words
from icp_tui.yaml_io import read_yaml

_ROWS = {"accounts": "companies", "people": "people", "workbook": "companies"}
_VALUES = 12
# In characters: the needs of a preset at least, the table with all its columns, what a pipe is taken for.
_NARROWEST, _ROOM_FOR_ALL, _WIDEST = 20, 118, 160


def run(options: Namespace) -> int:
    """List the presets, show one, or check files."""
    if options.check is not None:
        return _check(options)
    if options.name is not None:
        preset = preset_named(options.name)
        if options.json:
            say_json(preset.model_dump(mode="json", by_alias=True))
        elif not options.quiet:
            say(preset_lines(preset))
        return 0
    presets = list(load_presets().values())
    if options.json:
        say_json([summary(preset) for preset in presets])
    elif not options.quiet:
        say(list_lines(presets))
    return 0


def list_lines(presets: Sequence[Preset]) -> list[str]:
    """A line for each preset, then the tools that have none."""
    own = own_folder()
    files = preset_files()
    said = [one for one in presets if one.refused is None]
    cells = {
        "preset": [f"{one.preset}{' (yours)' if files[one.preset].parent == own else ''}" for one in said],
        "for": [one.title for one in said],
        "needs": [needs_words(one) for one in said],
        "files": [files_words(one) for one in said],
        "limits": [limit_words(one.limits) for one in said],
    }
    # A pipe has no width; a narrow terminal has no room for all.
    width = shutil.get_terminal_size((_WIDEST, 0)).columns
    if width < _ROOM_FOR_ALL:
        del cells["for"], cells["files"]
    taken = sum(max(map(len, column), default=0) + 2 for title, column in cells.items() if title != "needs")
    cells["needs"] = [clipped(one, max(width - taken - 4, _NARROWEST)) for one in cells["needs"]]
    refused = [(one.preset, f"{one.refused}.") for one in presets if one.refused is not None]
    return [
        *table([tuple(cells), *zip(*cells.values(), strict=True)]),
        "",
        "No file for these:",
        *(line for name, why in refused for line in wrapped(f"{name}: {why}")),
        "",
        *wrapped("icp-tui presets NAME shows one; icp-tui build ... --preset NAME writes it into the list's folder.", ""),
        *wrapped(f"Your own presets: {own}", ""),
    ]


def preset_lines(preset: Preset) -> list[str]:
    """Everything about a preset."""
    lines = [f"{preset.preset}: {preset.title}"]
    if preset.refused is not None:
        return [*lines, *wrapped(f"There is no file for it: {preset.refused}."), *wrapped(preset.instead or "")]
    lines += wrapped(preset.about or "", "")
    if preset.columns:
        lines += ["", "Columns", *table(("header", "from", "rules") if place < 0 else _column(preset.columns[place]) for place in range(-1, len(preset.columns)))]
    for title, said in (
        ("Create these fields first", create_lines(preset)),
        ("Needs", [f"{set_words(need.any_of)}: {need.because} ({'refused' if need.otherwise == 'refuse' else 'a warning'})" for need in preset.needs]),
        ("File", _file(preset)),
        ("Good to know", preset.notes),
        ("Documented in", preset.sources),
    ):
        if said:
            lines += ["", title, *(line for one in said for line in wrapped(one, "  - "))]
    return [*lines, "", *_mapping(preset)]


def summary(preset: Preset) -> dict[str, Any]:
    """A preset as a script sees it in the list."""
    return {
        "preset": preset.preset,
        "title": preset.title,
        "rows": _ROWS[preset.kind],
        "refused": preset.refused,
        "needs": [[list(some) for some in need.any_of] for need in preset.needs],
        "files": preset.files,
        "limits": preset.limits.model_dump(exclude_none=True),
        "own": preset_files()[preset.preset].parent == own_folder(),
    }


def _column(column: Column) -> tuple[str, str, str]:
    fed = [*column.from_, *(f'"{name}" of your source' for name in column.original)]
    source = column.template or (f'always "{column.text}"' if column.text else ", ".join(fed)) or "(blank)"
    rules = [] if column.as_ == "text" else [column.as_.replace("_", " ")]
    if column.tokens:
        rules.append(", ".join(column.tokens))
    if column.one_of:
        rules.append(f"one of {', '.join(column.one_of[:_VALUES])}{', ...' if len(column.one_of) > _VALUES else ''}")
    if column.most:
        rules.append(f"at most {column.most:,} characters")
    if column.if_filled:
        rules.append("only where known")
    return column.header, clipped(source, 44), clipped("; ".join(rules), 70)


def _file(preset: Preset) -> list[str]:
    said = [files_words(preset) if preset.kind == "workbook" else f"CSV, {files_words(preset)}, UTF-8 {'with' if preset.bom else 'without'} BOM, lines end in {preset.line_ends.upper()}{'' if preset.header_row else ', no header'}"]
    if limits := limit_words(preset.limits):
        said.append(f"takes {limits}; more rows are split into numbered files")
    if preset.limits.advised:
        said.append(f"{preset.limits.advised:,} rows or more are advised")
    if preset.one_row_per:
        said.append(f"one row per {' or '.join(preset.one_row_per)}: the best account stays")
    if preset.exact:
        said.append("headers may not be changed, nor columns added")
    if preset.instead_of:
        said.append(f"values hold none of {' '.join(one.strip() for one in preset.instead_of)}")
    return said


def _mapping(preset: Preset) -> list[str]:
    """A mapping file to start from."""
    if preset.kind == "workbook":
        return []
    headers = [column.header for column in preset.columns]
    custom = next((column.header for column in preset.columns if column.custom), None)
    tier = next((column.header for column in preset.columns if column.from_ == ("tier",)), None)
    lines = [f"preset: {preset.preset}", "tiers: [A, B]", "files: one"]
    if any(column.as_ == "owner_email" for column in preset.columns):
        lines.append("owners: {dana: dana@company.com}")
    if custom and not preset.exact:
        lines.append(f"headers: {{{custom}: My {custom}}}")
    if tier:
        lines.append(f"values: {{{tier}: {{A: Tier 1}}}}")
    if preset.needs_mapping:
        lines.append("columns: [{header: Company, from: [name]}, {header: Domain, from: [domain]}, {header: Tier, from: [tier]}]")
    elif not preset.exact and headers:
        lines.append("columns: [{header: Segment, original: [Segment]}]")
    return [
        *wrapped(f"A mapping file (all keys are optional): --mapping FILE, or {own_folder() / f'{preset.preset}{MAPPING}'}", ""),
        *(f"  {line}" for line in lines),
    ]


def _check(options: Namespace) -> int:
    """Say every problem of one's own presets and mappings, or of one file."""
    folder = own_folder()
    paths = [Path(options.check)] if options.check else sorted(folder.glob("*.y*ml")) if folder.is_dir() else []
    problems: list[Problem] = []
    for path in paths:
        try:
            _read(path)
        except IcpError as error:
            problems += error.problems
    if problems:
        raise IcpError(problems)
    checked = [{"path": str(path), "problems": 0} for path in paths]
    if options.json:
        say_json(checked)
    elif not options.quiet:
        if not paths:
            say([f"No presets of your own in {folder}"])
        say(f"{shortened(str(path), 200)}: no problems" for path in paths)
    return 0


def _read(path: Path) -> None:
    """Read a preset or a mapping, told apart by its name or by what it holds; IcpError with its problems."""
    if path.suffix != ".yaml":
        raise IcpError(Problem("is not read, since its name does not end in .yaml", str(path), hint="rename it"))
    if path.name.endswith(MAPPING):
        name = path.name.removesuffix(MAPPING)
        load_mapping(path, preset_named(name))
        return
    if path.parent == own_folder() or _says_preset(path):
        load_preset(path)
        return
    mapping = load_mapping(path)
    if mapping.preset is not None:
        load_mapping(path, preset_named(mapping.preset))


def _says_preset(path: Path) -> bool:
    """Whether a file given is a preset: it has a title, which no mapping has."""
    data = read_yaml(path).data
    return isinstance(data, dict) and bool({"title", "kind", "limits", "needs", "refused"} & set(data))
