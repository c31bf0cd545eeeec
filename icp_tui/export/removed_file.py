"""The file of accounts that left: by the key columns of a preset, to take them out of the target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from icp_tui.export.preset import Preset
from icp_tui.export.preset_cells import cells
from icp_tui.export.preset_column import Column
from icp_tui.export.preset_findings import Finding, counted, named
from icp_tui.export.preset_parts import part_names, parts
from icp_tui.export.preset_plan import PlannedFile

WAS, NOW = "Left tier", "Now in"
# What tells a company where a target has no columns of its own.
_PLAIN = (Column.model_validate({"header": "Account", "from": ["name"]}), Column.model_validate({"header": "Domain", "from": ["domain"]}))


def removed_files(
    preset: Preset, rows: pl.DataFrame, as_of: date, *, owners: Mapping[str, str], tiers: tuple[str, ...]
) -> tuple[list[PlannedFile], list[Finding]]:
    """The file (several where the target takes no more rows in one), and whom it cannot name; none without rows.

    `rows` have the columns of accounts, as far as they are known, and `was` and `now`: the tier that was left, and
    where the account is now. Presets of people have a row per person. `preset` is as its mapping changes it.
    """
    if not rows.height:
        return [], []
    chosen = _columns(preset)
    made = pl.DataFrame([cells(one, rows, owners=owners, tiers=tiers, instead_of=preset.instead_of).texts for one in chosen])
    keys = [one.header for one in chosen if one.header in preset.key] or [one.header for one in chosen]
    known = made.select(pl.any_horizontal(pl.col(header).is_not_null() for header in keys)).to_series()
    if not preset.exact:
        free = {WAS, NOW} - {one.header for one in chosen}
        made = made.with_columns(rows["was"].alias(name) if name == WAS else rows["now"].alias(name) for name in (WAS, NOW) if name in free)
    body = made.filter(known).unique(maintain_order=True)
    body = body.drop(header for header in keys if not preset.exact and body[header].null_count() == body.height)
    found = list(_nameless(preset, rows.filter(~known), keys))
    if not body.height:
        return [], found
    pieces = parts(preset, body)
    names = part_names(preset, None, "removed", as_of, len(pieces))
    return [PlannedFile(name, None, piece) for name, piece in zip(names, pieces, strict=True)], found


def _columns(preset: Preset) -> list[Column]:
    """The columns of the file: those of the key and the name; all of them where the target takes no others."""
    if preset.kind == "workbook" or not preset.columns:
        return list(_PLAIN)
    if preset.exact:
        return list(preset.columns)
    keys = [one for one in preset.columns if one.header in preset.key]
    name = [one for one in preset.columns if one.from_ == ("name",) and one not in keys]
    return [*keys, *name[:1]]


def _nameless(preset: Preset, rows: pl.DataFrame, keys: list[str]) -> Iterator[Finding]:
    if rows.height:
        accounts = rows.select(pl.coalesce("name", "domain", "account_key")).to_series()
        what = "nobody among the contacts" if preset.kind == "people" else f"no {' or '.join(keys)}"
        have = "has" if rows.height == 1 else "have"
        yield Finding(
            f"{counted(rows.height, preset) if preset.kind != 'people' else f'{rows.height:,} of the accounts'} that left {have} {what}",
            f"Take {'it' if rows.height == 1 else 'them'} out of {preset.title} by hand.",
            named(accounts),
        )
