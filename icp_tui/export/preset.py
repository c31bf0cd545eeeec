"""Presets: the shape of the file that a CRM, sequencer or ad platform loads. One YAML file each, in `presets/`.

A file in the user's own folder (`presets/` in `$ICP_TUI_HOME`, else in the user's data folder) adds a
preset, or replaces the shipped one of the same file name. `docs/presets.md` says what each key means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from icp_tui import user_file
from icp_tui.errors import IcpError, Problem, did_you_mean, shortened
from icp_tui.export.preset_column import Column
from icp_tui.yaml_io import Fault, Line, Listed, Part, Text, load

SHIPPED = Path(__file__).parent / "presets"
# What an own mapping of a preset is called: hubspot-companies.mapping.yaml.
MAPPING = ".mapping.yaml"

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=40)]
Kind = Literal["accounts", "people", "workbook"]


class Need(Part):
    """Columns of which each row must fill at least one set."""

    any_of: Annotated[Listed[Listed[Text]], Field(min_length=1)]
    """Sets of headers; a row that fills all of one set has what it needs."""
    otherwise: Literal["refuse", "warn", "warn_only"] = "refuse"
    """What happens where a row fills none; warn refuses all the same where no row fills any, warn_only never does."""
    because: Line
    """What the target does with such a row."""
    mend: Line
    """How to mend it."""


class Limits(Part):
    """What the target takes in one file; a file beyond it is split into numbered parts."""

    rows: Annotated[int, Field(ge=1)] | None = None
    """The most rows."""
    bytes: Annotated[int, Field(ge=10_000)] | None = None
    """The largest file, in bytes."""
    total: Annotated[int, Field(ge=1)] | None = None
    """The most rows in all files together; beyond it the preset warns."""
    fewest: Annotated[int, Field(ge=1)] | None = None
    """The fewest rows that the target takes in one file."""
    advised: Annotated[int, Field(ge=1)] | None = None
    """The fewest rows that the target advises."""
    columns: Annotated[int, Field(ge=1)] | None = None
    """The most columns; with more the preset refuses."""


class Split(Part):
    """Rows with and without a value under a header go into files of their own."""

    header: Text
    """The header that parts them; the rows without it do not have the column."""
    filled: Name
    """The word in the name of the file with it, such as update."""
    empty: Name
    """The word in the name of the file without it, such as insert."""


class Preset(Part):
    """What one target loads: columns, key, limits and the way the file is written."""

    preset: Name
    """Its name, as after --preset; the file bears the same."""
    title: Line
    """The target, for people."""
    kind: Kind = "accounts"
    """What its rows are."""
    about: Line | None = None
    """What the file is for, and where the target takes it."""
    refused: Line | None = None
    """Why there is no file for this target; such a preset has nothing else."""
    instead: Line | None = None
    """What to do instead, where it is refused."""
    columns: Listed[Column] = ()
    """The columns in order."""
    exact: bool = False
    """Whether the headers may not be changed, nor columns be added or left out."""
    needs: Listed[Need] = ()
    """What rows must have."""
    needs_mapping: bool = False
    """Whether the columns come from a mapping file."""
    one_row_per: Listed[Text] = ()
    """Headers, the first that a row fills being its key; of rows with one key the best account's stays."""
    files: Literal["per_tier", "one"] = "per_tier"
    """A file for each tier, or one with all."""
    split: Split | None = None
    """How the rows are parted further."""
    limits: Limits = Limits()
    """What the target takes in one file."""
    instead_of: Mapping[str, str] = Field(default_factory=dict)
    """Characters that the target takes in no value -> what is written instead, replaced in this order."""
    line_ends: Literal["lf", "crlf"] = "crlf"
    """How lines end."""
    escape: bool = False
    """Whether an apostrophe stands before what a spreadsheet would take for a formula."""
    header_row: bool = True
    """Whether the first line is the header."""
    bom: bool = False
    """Whether the file begins with a byte-order mark."""
    notes: Listed[Line] = ()
    """What to know and do in the target; first of all the fields to create."""
    sources: Listed[Line] = ()
    """Where all this is documented."""

    @property
    def key(self) -> tuple[str, ...]:
        """The headers by which the target knows a row again."""
        needed = (header for need in self.needs for some in need.any_of for header in some)
        return self.one_row_per or tuple(dict.fromkeys(needed)) or tuple(column.header for column in self.columns[:1])

    def faults(self) -> Iterable[Fault]:
        """Headers that are twice there or not at all, and a preset without columns."""
        headers = [column.header for column in self.columns]
        if "" in self.instead_of:
            yield Fault(("instead_of", ""), "names no character", "take the entry out")
        if self.refused is None and not headers and not self.needs_mapping and self.kind != "workbook":
            yield Fault((), "has no columns", "write columns: with a header and a from each")
        for place, header in enumerate(headers):
            if header.casefold() in {one.casefold() for one in headers[:place]}:
                yield Fault(("columns", place, "header"), f"{header} is there twice")
        named = [
            *((("needs", place, "any_of", at), header)
              for place, need in enumerate(self.needs) for at, some in enumerate(need.any_of) for header in some),
            *((("one_row_per", place), header) for place, header in enumerate(self.one_row_per)),
            *([(("split", "header"), self.split.header)] if self.split else []),
        ]  # fmt: skip
        for loc, header in named:
            if header not in headers and not self.needs_mapping:
                yield Fault(loc, f"no column has the header {header}", did_you_mean(header, headers))


def own_folder() -> Path:
    """Where the user's own presets and mappings are; it need not exist."""
    return user_file.home() / "presets"


def own_mapping(preset: Preset) -> Path:
    """The user's own mapping of a preset, which counts without being named; it need not exist."""
    return own_folder() / f"{preset.preset}{MAPPING}"


def preset_files() -> dict[str, Path]:
    """The file of each preset by name, sorted; a user's own counts instead of a shipped one."""
    found = {
        path.stem: path
        for folder in (SHIPPED, own_folder())
        for path in folder.glob("*.yaml")
        if not path.name.endswith(MAPPING) and not path.name.startswith(".")
    }
    return dict(sorted(found.items()))


def load_preset(path: Path) -> Preset:
    """Read one preset; IcpError with every problem of the file."""
    made = load(path, Preset)
    if made.preset != path.stem:
        raise IcpError(Problem(f"is called {made.preset} inside", str(path), hint=f"rename the file to {made.preset}.yaml"))
    return made


def load_presets() -> dict[str, Preset]:
    """All presets by name, the user's own included; IcpError with every problem of all files."""
    found: dict[str, Preset] = {}
    problems: list[Problem] = []
    for name, path in preset_files().items():
        try:
            found[name] = load_preset(path)
        except IcpError as error:
            problems += error.problems
    if problems:
        raise IcpError(problems)
    return found


def preset_named(name: str) -> Preset:
    """The preset that a person named; IcpError with the nearest name when there is none."""
    files = preset_files()
    wanted = name.strip().casefold().replace(" ", "-").replace("_", "-")
    if "," in wanted:
        again = " ".join(f"--preset {shortened(one.strip(), 40)}" for one in name.split(",") if one.strip())
        raise IcpError(f"{shortened(name, 80)} is no preset", hint=f"repeat the option for each: {again}" if again else "name one")
    if wanted not in files:
        near = _holding(wanted, list(files)) or did_you_mean(wanted, files)
        raise IcpError(
            f"there is no preset {shortened(name, 40)}", hint=f"{near} icp-tui presets lists them".strip()
        )
    return load_preset(files[wanted])


def _holding(word: str, names: list[str]) -> str:
    """`did you mean` for a name that begins with the word: hubspot."""
    found = [name for name in names if word and name.startswith(word.split("-", maxsplit=1)[0])]
    return f"did you mean {' or '.join(found[:3])}?" if found else ""
