"""The file of accounts that left: by the key columns of a preset, to take them out of the target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from icp_tui.export.kept_rows import ACCOUNT_KEY, ADDED, still_held
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
    preset: Preset, rows: pl.DataFrame, held: pl.DataFrame, as_of: date, *, owners: Mapping[str, str], tiers: tuple[str, ...]
) -> tuple[list[PlannedFile], list[Finding]]:
    """The file (several where the target takes no more rows in one), and whom it does not name; none without rows.

    `rows` have the columns of accounts, as far as they are known, `key`, that of the account on this list, and `was`
    and `now`: the tier that was left, and where the account is now. `held` are the rows of all accounts that are in
    the tiers now, and ADDED: whether the export adds them. What another of those has the key of stays in the target. Presets of people have a row per person
    in both. `preset` is as its mapping changes it.
    """
    if not rows.height:
        return [], []
    chosen = _columns(preset)
    told = [one for one in chosen if one.header in preset.key] or chosen
    keys = [one.header for one in told]
    made, there = (
        pl.DataFrame([cells(one, frame, owners=owners, tiers=tiers, instead_of=preset.instead_of, escape=preset.escape).texts for one in some])
        for frame, some in ((rows, chosen), (held, told))
    )
    beside = there.with_columns(held["account_key"].alias(ACCOUNT_KEY), held[ADDED])
    stay = still_held(made.with_columns(rows["key"].alias(ACCOUNT_KEY)), beside, told)
    found = list(_staying(preset, rows.filter(stay), keys))
    made, rows = made.filter(~stay), rows.filter(~stay)
    known = made.select(pl.any_horizontal(pl.col(header).is_not_null() for header in keys)).to_series()
    if not preset.exact:
        free = {WAS, NOW} - {one.header for one in chosen}
        made = made.with_columns(rows["was"].alias(name) if name == WAS else rows["now"].alias(name) for name in (WAS, NOW) if name in free)
    body = made.filter(known).unique(maintain_order=True)
    body = body.drop(header for header in keys if not preset.exact and body[header].null_count() == body.height)
    found += _nameless(preset, rows.filter(~known), keys)
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


def _staying(preset: Preset, rows: pl.DataFrame, keys: list[str]) -> Iterator[Finding]:
    """Rows of accounts that left, which the target has to keep."""
    if rows.height:
        yield Finding(
            f"{counted(rows.height, preset)} of those that left {'is' if rows.height == 1 else 'are'} not in the file to take out, "
            f"as an account that is in a tier has the same {' or '.join(keys)}",
            accounts=named(rows.select(pl.coalesce("name", "domain", "account_key")).to_series()),
        )


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
