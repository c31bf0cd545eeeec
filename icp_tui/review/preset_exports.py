"""The files of presets as an export writes them: all accounts of the tiers, or only those that are new since the last one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from icp_tui.export.kept_rows import ADDED
from icp_tui.export.preset_choice import Chosen
from icp_tui.export.preset_files import check_plans
from icp_tui.export.preset_mapping import NO_MAPPING
from icp_tui.export.preset_plan import PresetPlan, preset_rows
from icp_tui.export.removed_file import removed_files
from icp_tui.export.tier_tables import tier_tables
from icp_tui.review.exported import ROWS, Exports, LastExport
from icp_tui.review.session import Session
from icp_tui.review.since import OPTED_OUT, Since, new_tables, removed_rows, since

NOTHING: Mapping[str, LastExport | None] = {}
# What a receipt says of a preset of which only the new accounts were written: since when, and the sha256 of what
# it was compared with; both empty where there was nothing to compare with.
NEW_SINCE, COMPARED = "new_since", "new_since_sha256"


@dataclass(frozen=True)
class PresetExport:
    """What is written for a preset, and how that differs from the last export.

    `new` are the accounts that were not in their tier then (account_key, tier, name, and `was`, the tier they
    come from); `memory` is what is remembered once the files are in place.
    """

    plan: PresetPlan
    only_new: bool
    since: Since | None
    new: pl.DataFrame = field(compare=False, repr=False)
    memory: pl.DataFrame = field(compare=False, repr=False)

    @property
    def name(self) -> str:
        """The name of the preset."""
        return self.plan.preset.preset

    @property
    def changes(self) -> str:
        """How the list differs from the last export, in a sentence; who changed tiers counts among the new and the left."""
        if self.since is None:
            return "Never exported from this workspace: every account is new."
        new, moved = self.new.height, self.new["was"].drop_nulls().len()
        left, to = self.since.removed.height, self.since.removed.filter("tiered").height
        if not new and not left:
            return f"Since the export of {self.since.day} nobody came into a tier and nobody left one."
        came = f"{new:,} new in {'its' if new == 1 else 'their'} tier{f' ({moved:,} from another tier)' if moved else ''}"
        went = f"{left:,} left {'its' if left == 1 else 'their'} tier{f' ({to:,} for another tier)' if to else ''}"
        return f"Since the export of {self.since.day}: {came}, {went}."


def preset_exports(
    session: Session, chosen: Sequence[Chosen], lasts: Mapping[str, LastExport | None] = NOTHING, only_new: Collection[str] = ()
) -> list[PresetExport]:
    """Plan the files of each chosen preset; what one refuses is in its plan. Nothing is written.

    `lasts` has the last export by preset; of the presets in `only_new` the files hold only what is new since, and
    one more file names the accounts that left their tier.
    """
    if not chosen:
        return []
    with session.clock.times("presets"):
        tables = tier_tables(session.scored(), session.originals)
        people = session.people() if any(one.preset.kind == "people" for one in chosen) else None
        # Presets that were exported together held the same accounts, which are looked for once.
        found = {last.sha256: since(session, last) for last in {one.sha256: one for one in lasts.values() if one is not None}.values()}
        made = []
        for one in chosen:
            last = lasts.get(one.preset.preset)
            made.append(_export(session, one, tables, people, found[last.sha256] if last else None, new=one.preset.preset in only_new))
        return made


def checked_exports(
    session: Session, chosen: Sequence[Chosen], lasts: Mapping[str, LastExport | None] = NOTHING, only_new: Collection[str] = ()
) -> list[PresetExport]:
    """What `preset_exports` gives; IcpError with every refusal of all presets."""
    made = preset_exports(session, chosen, lasts, only_new)
    check_plans([one.plan for one in made])
    return made


def last_exports(exports: Exports, presets: Iterable[str]) -> dict[str, LastExport | None]:
    """The last export of each preset by its name. IcpError when one cannot be read."""
    return {name: exports.last(name) for name in presets}


def remember(exports: Exports, made: Sequence[PresetExport]) -> None:
    """Keep what was exported, once it is in place. OSError when the disk refuses."""
    for one in made:
        exports.remember(one.name, one.memory, compared=one.since.sha256 if one.only_new and one.since else "")


def _export(
    session: Session, chosen: Chosen, tables: Mapping[str, pl.DataFrame], people: pl.DataFrame | None, found: Since | None, *, new: bool
) -> PresetExport:
    plan = chosen.plan(new_tables(tables, found) if new else tables, session.as_of, people)
    fresh = _new(plan, tables, found)
    made = PresetExport(plan, new, found, fresh, _memory(session, plan, tables, found, only_new=new))
    return replace(made, plan=_only_new(session, chosen, made, tables, people)) if new else made


def _only_new(
    session: Session, chosen: Chosen, made: PresetExport, tables: Mapping[str, pl.DataFrame], people: pl.DataFrame | None
) -> PresetPlan:
    """The plan with the file of those who left, and with what it leaves out said."""
    plan, found = made.plan, made.since
    said = {NEW_SINCE: found.day.isoformat() if found else "", COMPARED: found.sha256 if found else ""}
    plan = replace(plan, origin={**plan.origin, **said})
    if plan.refusals or found is None:
        return plan if plan.refusals else replace(plan, notes=[made.changes, *plan.notes])
    rows = removed_rows(session, found, people=plan.preset.kind == "people")
    owners = (chosen.mapping or NO_MAPPING).owners
    held = preset_rows(plan.preset, _with_added(plan, tables), people)
    files, lost = removed_files(plan.preset, rows, held, session.as_of, owners=owners, tiers=tuple(plan.tiers))
    notes = [made.changes]
    if made.new.height:
        notes.append(f"Only the new ones are in the files; {found.stayed.height:,} {'is' if found.stayed.height == 1 else 'are'} there already.")
    if files:
        both = "who changed tiers is in both files, so " if found.removed["tiered"].any() and plan.rows else ""
        order = f"; {both}take out first, then add" if plan.rows else ""
        notes.append(f"{files[0].name} names those to take out{order}.")
    if refusing := int((rows["now"] == OPTED_OUT).sum()):
        people_there = "1 person there wants" if refusing == 1 else f"{refusing:,} people there want"
        notes.append(f"{people_there} no mail and may have been exported before.")
    # That no tier has an account is no news where nobody is new.
    warnings = plan.warnings if plan.rows else []
    notes += plan.notes if plan.rows else []
    return replace(plan, files=[*(plan.files if plan.rows else ()), *files], warnings=[*warnings, *lost], notes=notes)


def _with_added(plan: PresetPlan, tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The whole tiers of the plan, and which of their accounts it adds."""
    added = {name: plan.accounts.filter(pl.col("tier") == name)["account_key"] for name in plan.tiers}
    return {name: tables[name].with_columns(pl.col("account_key").is_in(keys.implode()).alias(ADDED)) for name, keys in added.items()}


def _new(plan: PresetPlan, tables: Mapping[str, pl.DataFrame], found: Since | None) -> pl.DataFrame:
    """The accounts of the plan that were not in their tier at the last export."""
    names = pl.concat([frame.select("account_key", pl.coalesce("name", "domain", "account_key").alias("name")) for frame in tables.values()])
    new = plan.accounts if found is None else plan.accounts.join(found.stayed, on=["account_key", "tier"], how="anti", maintain_order="left")
    new = new.join(names, on="account_key", how="left", maintain_order="left")
    if found is None:
        return new.with_columns(pl.lit(None, dtype=pl.String).alias("was"))
    return new.join(found.changed_tier, on="account_key", how="left", maintain_order="left")


def _memory(
    session: Session, plan: PresetPlan, tables: Mapping[str, pl.DataFrame], found: Since | None, *, only_new: bool
) -> pl.DataFrame:
    """The accounts that the target has once the files are loaded: ROWS but icp."""
    held = plan.accounts
    if only_new and found is not None:
        held = pl.concat([held, found.stayed]).unique(maintain_order=True)
    names = [name for name in ROWS if name not in {"icp", "as_of", "tier"}]
    rows = pl.concat([frame.select(*names, pl.lit(name).alias("tier")) for name, frame in tables.items()])
    return rows.join(held, on=["account_key", "tier"], how="semi", maintain_order="left").with_columns(pl.lit(session.as_of).alias("as_of"))
