"""A person's own mapping of a preset: headers of custom fields, values, owners and tiers, in one YAML file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field

from icp_tui.errors import IcpError, Problem, did_you_mean
from icp_tui.export.preset import MAPPING, Need, Preset, own_folder
from icp_tui.export.preset_column import Column
from icp_tui.yaml_io import Draft, Fault, Line, Listed, Part, Text, load

Check = Callable[[Draft], Iterable[Fault]]


class PresetMapping(Part):
    """What a person changes of a preset."""

    preset: Text | None = None
    """The preset that it is for; without it, any."""
    tiers: Listed[Text] = ()
    """Only these tiers; without it, all."""
    files: Literal["per_tier", "one"] | None = None
    """A file for each tier, or one with all."""
    headers: Mapping[str, Line] = Field(default_factory=dict)
    """Header of the preset -> what the field is called in the person's own target."""
    values: Mapping[str, Mapping[str, Text]] = Field(default_factory=dict)
    """Header of the preset -> what the list says -> what the target calls it."""
    owners: Mapping[str, Text] = Field(default_factory=dict)
    """Owner as the list has it -> email address of the user in the target."""
    leave_out: Listed[Line] = ()
    """Headers of columns that are not wanted."""
    key: Line | None = None
    """Header of the column by whose value the target finds a record, such as an external ID; it takes the place of the record number."""
    incomplete: Literal["refuse", "leave_out"] = "refuse"
    """What happens to rows without what the target needs: nothing is written, or they are left out and said."""
    columns: Listed[Column] = ()
    """More columns; one whose header the preset has takes its place."""


NO_MAPPING = PresetMapping()


def load_mapping(path: Path, preset: Preset | None = None) -> PresetMapping:
    """Read a mapping file; IcpError with every problem, also with what does not fit the preset that it is for."""
    return load(path, PresetMapping, () if preset is None else (_fitting(preset),))


def mapping_path(preset: Preset, given: Sequence[Path] = ()) -> Path | None:
    """The file that maps a preset: of those given the one that names it, else one that names none and fits; else the person's own."""
    read = [(path, load_mapping(path)) for path in given]
    fitting = [
        *(path for path, mapping in read if mapping.preset == preset.preset),
        *(path for path, mapping in read if mapping.preset is None and _fits(preset, mapping)),
    ]
    own = own_folder() / f"{preset.preset}{MAPPING}"
    return fitting[0] if fitting else own if own.is_file() else None


def check_given(presets: Sequence[Preset], given: Sequence[Path]) -> None:
    """IcpError for mapping files that no preset asked for can use."""
    problems: list[Problem] = []
    names = [preset.preset for preset in presets]
    for path in given:
        mapping = load_mapping(path)
        if mapping.preset is not None and mapping.preset not in names:
            hint = did_you_mean(mapping.preset, names) or f"--preset {mapping.preset} asks for it"
            problems.append(Problem(f"is for the preset {mapping.preset}, which is not asked for", str(path), hint=hint))
        elif mapping.preset is None and not any(_fits(preset, mapping) for preset in presets):
            if len(presets) == 1:
                # It says what does not fit.
                load_mapping(path, presets[0])
            hint = "name the one that it is for: preset: NAME" if presets else "ask for a preset with --preset"
            problems.append(Problem("fits none of the presets asked for", str(path), hint=hint))
    if problems:
        raise IcpError(problems)


def applied(preset: Preset, mapping: PresetMapping | None) -> Preset:
    """The preset as the mapping changes it."""
    if mapping is None:
        return preset
    preset = _keyed(preset, mapping)
    added = {column.header: column for column in mapping.columns}
    columns = [added.pop(column.header, column) for column in preset.columns if column.header not in mapping.leave_out]
    columns += added.values()
    renamed = [
        column.model_copy(
            update={
                "header": mapping.headers.get(column.header, column.header),
                "values": {**column.values, **mapping.values.get(column.header, {})},
            }
        )
        for column in columns
    ]

    out = set(mapping.leave_out)

    def names(headers: Iterable[str]) -> tuple[str, ...]:
        return tuple(mapping.headers.get(header, header) for header in headers)

    needs = [
        need.model_copy(update={"any_of": tuple(names(some) for some in need.any_of if not out & set(some))})
        for need in preset.needs
        if any(not out & set(some) for some in need.any_of)
    ]
    split = preset.split if preset.split and preset.split.header not in out else None
    return preset.model_copy(
        update={
            "columns": tuple(renamed),
            "needs": tuple(needs),
            "one_row_per": names(header for header in preset.one_row_per if header not in out),
            "split": split and split.model_copy(update={"header": names([split.header])[0]}),
            "files": mapping.files or preset.files,
        }
    )


def _keyed(preset: Preset, mapping: PresetMapping) -> Preset:
    """The preset with the mapping's key instead of the record number (the first of several keys)."""
    key = mapping.key
    if key is None or key in preset.one_row_per[:1]:
        return preset
    number = preset.one_row_per[0] if len(preset.one_row_per) > 1 and _is_number(preset, preset.one_row_per[0]) else None
    by_key = Need(any_of=((key,),), because=f"{preset.title} is to find records by it", mend="Add it to the source, or exclude the account.")
    # An upsert takes new records and known ones in one file, and no record number beside its key.
    needs = [need.model_copy(update={"any_of": tuple(some for some in need.any_of if number not in some)}) for need in preset.needs]
    return preset.model_copy(
        update={
            "columns": tuple(column for column in preset.columns if column.header != number),
            "needs": (*(need for need in needs if need.any_of), by_key),
            "one_row_per": (key, *(header for header in preset.one_row_per if header not in {key, number})),
            "split": None if preset.split and preset.split.header == number else preset.split,
        }
    )


def _is_number(preset: Preset, header: str) -> bool:
    """Whether a column holds record numbers of the target."""
    return any(column.header == header and column.pattern is not None for column in preset.columns)


def _fits(preset: Preset, mapping: PresetMapping) -> bool:
    """Whether a mapping that names no preset can be meant for this one: it speaks of its headers, or of none."""
    named = {*mapping.headers, *mapping.values, *mapping.leave_out, *([mapping.key] if mapping.key else [])}
    have = {column.header for column in (*preset.columns, *mapping.columns)}
    return named <= have and not (preset.exact and (mapping.headers or mapping.leave_out or mapping.columns or mapping.key))


def _fitting(preset: Preset) -> Check:
    """What a mapping says of headers that the preset has not, may not change, or cannot do without."""

    def faults(draft: Draft) -> Iterator[Fault]:
        yield from _unknown(draft, preset)
        if preset.exact:
            for key in ("headers", "leave_out", "columns", "key"):
                if draft.keys(key) or draft.texts(key) or draft.items(key) or draft.text(key):
                    yield Fault((key,), f"{preset.title} takes its own headers only, unchanged", f"take {key} out")
        out = {header for _, header in draft.texts("leave_out")}
        yield from _lacking(draft, preset, out)
        yield from _twice(draft, [column.header for column in preset.columns if column.header not in out])

    return faults


def _unknown(draft: Draft, preset: Preset) -> Iterator[Fault]:
    """Headers that neither the preset nor the mapping's own columns have."""
    added = [header for loc in draft.items("columns") if (header := draft.text(*loc, "header"))]
    have = list(dict.fromkeys((*(column.header for column in preset.columns), *added)))
    said = [((key, header), str(header)) for key in ("headers", "values") for header in draft.keys(key)]
    key = [(("key",), header)] if (header := draft.text("key")) else []
    for loc, header in (*said, *draft.texts("leave_out"), *key):
        if header not in have:
            near = did_you_mean(header, have) or f"the columns are {', '.join(have)}"
            yield Fault(loc, f"{preset.preset} has no column {header}", near)


def _lacking(draft: Draft, preset: Preset, out: Collection[str]) -> Iterator[Fault]:
    """Columns left out that the target needs, or that are the key."""
    if (key := draft.text("key")) in out:
        yield Fault(("key",), f"{key} is left out", "take it out of leave_out")
    for need in preset.needs:
        # What only warns may be left out altogether.
        if need.otherwise != "warn_only" and all(set(out) & set(some) for some in need.any_of):
            wanted = " or ".join(" + ".join(some) for some in need.any_of)
            yield Fault(("leave_out",), f"{preset.title} needs {wanted}", "take it out of leave_out")


def _twice(draft: Draft, own: Sequence[str]) -> Iterator[Fault]:
    """Columns that are called like another one, whatever the case; one of the very header of the preset's takes its place."""
    added = [(header, ("columns", *loc[1:], "header")) for loc in draft.items("columns") if (header := draft.text(*loc, "header"))]
    replaced = {header for header, _ in added}
    renamed = {header: draft.text("headers", header) for header in draft.keys("headers")}
    # Those of the preset first, so that a fault is told where the person wrote.
    columns: list[tuple[str, tuple[str | int, ...] | None]] = [(header, None) for header in own if header not in replaced]
    called = [(renamed.get(header) or header, ("headers", header) if header in renamed else loc) for header, loc in (*columns, *added)]
    for place, (name, loc) in enumerate(called):
        others = [one for at, (one, where) in enumerate(called) if at != place and (at < place or where is None)]
        if loc is not None and name.casefold() in {one.casefold() for one in others}:
            yield Fault(loc, f"another column is called {name} too", "choose another name")
