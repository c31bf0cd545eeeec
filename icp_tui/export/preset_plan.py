"""What a preset would write: its files row by row, what speaks against it, and what is worth a look. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from icp_tui import columns
from icp_tui.export.preset import Preset
from icp_tui.export.preset_cells import cells
from icp_tui.export.preset_findings import (
    Finding,
    cell_findings,
    fill_findings,
    in_own_file,
    left_out,
    limit_findings,
    need_findings,
    repeated,
    without_people,
)
from icp_tui.export.preset_mapping import NO_MAPPING, PresetMapping, applied
from icp_tui.export.preset_parts import part_names, parts
from icp_tui.export.tier_workbook import sheet_rows

__all__ = ["Finding", "PlannedFile", "PresetPlan", "plan_preset"]

# Columns beside the target's own while a plan is made; no header of a target is called so.
ACCOUNT, TIER, KEY, ROW = "\0account", "\0tier", "\0key", "\0row"
_SPLIT = "\0split"


# The accounts of the files of a plan.
IN_FILES = {"account_key": pl.String, "tier": pl.String}


@dataclass(frozen=True)
class PlannedFile:
    """A file of a preset: its name, its tier (None for all together), and its cells, text by text."""

    name: str
    tier: str | None
    frame: pl.DataFrame = field(compare=False)


@dataclass(frozen=True)
class PresetPlan:
    """The files of a preset as they would be written; with refusals, none may be."""

    preset: Preset
    """The preset as the mapping changes it."""
    files: Sequence[PlannedFile] = ()
    refusals: Sequence[Finding] = ()
    warnings: Sequence[Finding] = ()
    notes: Sequence[str] = ()
    tiers: Mapping[str, pl.DataFrame] = field(default_factory=dict, compare=False)
    """The tiers that it is made from."""
    origin: Mapping[str, str] = field(default_factory=dict)
    """Which preset and mapping it is, for the receipt."""
    accounts: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=IN_FILES), compare=False)
    """The accounts that are in the files: account_key and tier."""

    @property
    def rows(self) -> int:
        """The rows of all files."""
        return sum(file.frame.height for file in self.files)


def plan_preset(
    preset: Preset,
    tiers: Mapping[str, pl.DataFrame],
    *,
    as_of: date,
    mapping: PresetMapping | None = None,
    people: pl.DataFrame | None = None,
) -> PresetPlan:
    """Plan the files of a preset for the tiers of a list (tier name -> rows of accounts.parquet in rank order).

    `people` are the chosen people (a row each, with account_key) that a preset of people needs.
    """
    changed = applied(preset, mapping)
    mapping = mapping or NO_MAPPING
    refusals = list(_unfit(changed, mapping, tiers, people))
    if refusals:
        return PresetPlan(changed, refusals=refusals)
    wanted = {name: frame for name, frame in tiers.items() if not mapping.tiers or name in mapping.tiers}
    if changed.kind == "workbook":
        return _workbook(changed, wanted, as_of)
    rows = preset_rows(changed, wanted, people)
    alone = without_people(wanted, people) if changed.kind == "people" and people is not None else []
    made = [
        cells(column, rows, owners=mapping.owners, tiers=tuple(tiers), instead_of=changed.instead_of, escape=changed.escape)
        for column in changed.columns
    ]
    table = pl.DataFrame([one.texts for one in made]).with_columns(rows[ACCOUNT], rows[TIER], rows["account_key"].alias(KEY)).with_row_index(ROW)
    table, warnings = repeated(changed, table)
    if mapping.incomplete == "leave_out":
        table, said = left_out(changed, table)
        warnings += said
    # Only what is in the files is worth a word.
    made = made if table.height == rows.height else [one.of(table[ROW]) for one in made]
    warnings = [*alone, *cell_findings(changed, made, table[ACCOUNT]), *warnings]
    lacking, doubtful = need_findings(changed, table)
    refusals += lacking
    files = list(_files(changed, table, tuple(wanted), as_of))
    short, few = limit_findings(changed, files)
    notes = [f"Tier {name} has no row: no file is written for it." for name in wanted if changed.files == "per_tier" and not (table[TIER] == name).any()]
    return PresetPlan(changed, files, [*refusals, *short], [*doubtful, *few, *warnings, *fill_findings(changed, table, made)], notes, wanted, accounts=_in_files(table[KEY], table[TIER]))


def _unfit(preset: Preset, mapping: PresetMapping, tiers: Mapping[str, pl.DataFrame], people: pl.DataFrame | None) -> Iterator[Finding]:
    """Why there can be no file at all."""
    if preset.refused is not None:
        yield Finding(preset.refused, preset.instead or "")
        return
    if preset.kind == "people" and people is None:
        yield Finding(f"{preset.title} takes people, and no contacts are given.", "Give a file with people to build or open: --contacts FILE; a frozen list keeps none.",
                      here="Open the list again with a file of people: in the form where its files are chosen, F3 shows the field.")  # fmt: skip
    if preset.needs_mapping and not preset.columns:
        yield Finding(
            f"The preset {preset.preset} has no columns of its own.",
            f"Write them into a mapping file: --mapping FILE, or {preset.preset}.mapping.yaml in the folder of your presets.",
            here=in_own_file("Write them into a mapping file.", preset),
        )
    for name in mapping.tiers:
        if name not in tiers:
            yield Finding(f"The mapping asks for tier {name}, which the profile has not.", f"The tiers are {', '.join(tiers)}.")


def _workbook(preset: Preset, tiers: Mapping[str, pl.DataFrame], as_of: date) -> PresetPlan:
    """One workbook with all tiers, whose sheets are made when it is written."""
    sheets = [sheet_rows(frame) for frame in tiers.values()]
    cells = pl.concat([sheet.select(pl.all().exclude(columns.TEXTS).cast(pl.String)) for sheet in sheets], how="diagonal")
    name = part_names(preset, None, "", as_of, 1)[0].replace(".csv", ".xlsx")
    held = pl.concat([frame.select("account_key", pl.lit(name).alias("tier")) for name, frame in tiers.items()])
    return PresetPlan(preset, [PlannedFile(name, None, cells)], tiers=tiers, accounts=_in_files(held["account_key"], held["tier"]))


def _in_files(keys: pl.Series, tiers: pl.Series) -> pl.DataFrame:
    """The accounts of the rows, each once in its tier."""
    return pl.DataFrame([keys.alias("account_key"), tiers.alias("tier")], schema_overrides=IN_FILES).unique(maintain_order=True)


def preset_rows(preset: Preset, tiers: Mapping[str, pl.DataFrame], people: pl.DataFrame | None) -> pl.DataFrame:
    """The rows that the columns are made from: accounts, or people with their account beside them."""
    frames = [
        frame.with_columns(pl.lit(name).alias(TIER), pl.coalesce("name", "domain", "account_key").alias(ACCOUNT))
        for name, frame in tiers.items()
    ]
    accounts = pl.concat(frames, how="vertical_relaxed")
    if preset.kind != "people" or people is None:
        return accounts
    beside = accounts.drop(name for name in people.columns if name in accounts.columns and name != "account_key")
    return beside.join(people, on="account_key", how="inner", maintain_order="left_right")


def _files(preset: Preset, table: pl.DataFrame, tiers: tuple[str, ...], as_of: date) -> Iterator[PlannedFile]:
    without = table[preset.split.header].null_count() if preset.split else 0
    # Where all rows are of one kind, the name of the file need not say which.
    mixed = 0 < without < table.height
    groups = [(None, table)] if preset.files == "one" else [(name, table.filter(table[TIER] == name)) for name in tiers]
    for tier, group in groups:
        for word, rows in _split(preset, group):
            if not rows.height:
                continue
            body = rows.drop(ACCOUNT, TIER, KEY, ROW)
            body = body.drop(
                column.header for column in preset.columns if column.if_filled and body[column.header].null_count() == body.height
            )
            made = parts(preset, body)
            for name, part in zip(part_names(preset, tier, word if mixed else "", as_of, len(made)), made, strict=True):
                yield PlannedFile(name, tier, part)


def _split(preset: Preset, table: pl.DataFrame) -> list[tuple[str, pl.DataFrame]]:
    """The rows with and without the header that parts them, each with the word for its file's name."""
    if preset.split is None:
        return [("", table)]
    filled = table[preset.split.header].is_not_null()
    return [(preset.split.filled, table.filter(filled)), (preset.split.empty, table.filter(~filled))]
