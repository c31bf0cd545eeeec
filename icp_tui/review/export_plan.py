"""What an export would write, before it does: the files with their rows, and what is worth a look first."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from icp_tui.errors import visible
from icp_tui.export.safe import formulas
from icp_tui.export.writer import file_name
from icp_tui.profile import Profile
from icp_tui.review.session import Session
from icp_tui.scoring.listing import ScoredList

# Accounts of each tier that are shown.
FIRST = 3
_HOLDS = {
    "nurture": "keep warm",
    "disqualified": "below the line",
    "killed": "kill list and exclusions",
}


@dataclass(frozen=True)
class PlannedFile:
    """A file, its rows (None where rows say nothing), and what it holds; `capacity` of a tier that has one."""

    name: str
    rows: int | None
    holds: str
    capacity: int | None = None


@dataclass(frozen=True)
class Head:
    """The first accounts of a tier: rank, name, score, why."""

    tier: str
    accounts: pl.DataFrame = field(compare=False)


@dataclass(frozen=True)
class ExportPlan:
    """The files of a list as it stands, the first accounts of each tier, and warnings, most telling first."""

    files: Sequence[PlannedFile]
    heads: Sequence[Head]
    warnings: Sequence[str]


def export_plan(session: Session, scored: ScoredList) -> ExportPlan:
    """What writing this list would give."""
    members = {tier.name: _members(scored, tier.name) for tier in scored.plan.profile.tiers}
    return ExportPlan(
        list(_files(session, scored)),
        [Head(name, _first(scored, rows)) for name, rows in members.items()],
        list(_warnings(session, scored, members)),
    )


def default_folder(profile: Profile) -> Path:
    """`<profile stem>-<version>` in the current folder, or in the person's own where that cannot be written.

    A stem that ends in the version, as those of saved editions do, has it once.
    """
    stem = _without(profile.path.stem if profile.path else profile.icp, profile.version)
    name = re.sub(r"(?:[^A-Za-z0-9._-]|-)+", "-", f"{stem}-{profile.version}").strip("-.") or "icp-list"
    here = Path.cwd()
    return (here if os.access(here, os.W_OK) else Path.home()) / name


def _without(stem: str, version: str) -> str:
    """The stem without the version at its end, however that is spelled there."""
    parts = re.findall(r"[a-z0-9]+", version.lower())
    spelled = "[^a-z0-9]+".join(parts)
    return re.sub(rf"(?:^|[^a-z0-9]+){spelled}$", "", stem, flags=re.IGNORECASE) if parts else stem


def _files(session: Session, scored: ScoredList) -> Iterator[PlannedFile]:
    tiers = {tier.name: tier for tier in scored.plan.profile.tiers}
    for bucket, count in scored.buckets().items():
        tier = tiers.get(bucket)
        holds = (tier.play or f"tier {bucket}") if tier else _HOLDS[bucket]
        yield PlannedFile(file_name(bucket), count, visible(holds), tier.capacity if tier else None)
    rows = session.rows
    yield PlannedFile("duplicates.csv", rows["duplicates"], "merged rows")
    yield PlannedFile("rejected.csv", rows["rejected"], "unreadable rows")
    yield PlannedFile("accounts.parquet", rows["accounts"], "all accounts, typed")
    yield PlannedFile("receipt.json", None, "what went in and out")


def _members(scored: ScoredList, tier: str) -> pl.Series:
    """The rows of a tier in rank order."""
    order = scored.assigned.order
    return order.filter(scored.assigned.bucket.gather(order) == tier)


def _first(scored: ScoredList, rows: pl.Series) -> pl.DataFrame:
    rows = rows.head(FIRST)
    names = scored.accounts[rows].select(pl.coalesce("name", "account_key").alias("name"))
    return scored.outcome(rows).select("rank", "score", "why").hstack(names).select("rank", "name", "score", "why")


def _warnings(session: Session, scored: ScoredList, members: dict[str, pl.Series]) -> Iterator[str]:
    if not scored.accounts.height:
        yield "No accounts: every file will hold its header only."
        return
    tiers = {tier.name: tier for tier in scored.plan.profile.tiers}
    for name, rows in members.items():
        capacity = tiers[name].capacity
        if rows.is_empty():
            yield f"Tier {name} is empty: {file_name(name)} will hold its header only."
        elif capacity and len(rows) > capacity:
            yield f"Tier {name} holds {len(rows):,} of {capacity:,}: pins go beyond its capacity."
    first, best = next(iter(members.items()))
    yield from _unreviewed(scored, first, best)
    yield from _unsettled(scored, members)
    yield from _blanks(scored, members, first)
    yield from _odd_cells(session, members)
    if waiting := len(scored.decisions.waiting):
        yield f"{_counted(waiting, 'decision')} found no account on this list and {_was(waiting)} not used."
    if session.rows["rejected"]:
        count = session.rows["rejected"]
        yield f"{_counted(count, 'row')} of the sources {_was(count)} rejected: see rejected.csv."


def _unreviewed(scored: ScoredList, tier: str, rows: pl.Series) -> Iterator[str]:
    decided = scored.decisions.frame.filter("reviewed")["account_key"]
    reviewed = scored.accounts["account_key"].gather(rows).is_in(decided.implode()).sum()
    left = len(rows) - int(reviewed)
    if left == len(rows) and left:
        yield f"No account of tier {tier} is marked as reviewed yet."
    elif left:
        yield f"{left:,} of {_counted(len(rows), 'account')} in tier {tier} {_is(left)} not reviewed yet."


def _unsettled(scored: ScoredList, members: dict[str, pl.Series]) -> Iterator[str]:
    """Accounts in the tiers that may be customers, competitors and the like."""
    tiered = scored.accounts["account_key"].gather(pl.concat(list(members.values())))
    count = int(tiered.is_in(scored.matches.possible["account_key"].implode()).sum())
    if count:
        yield f"{_counted(count, 'account')} in the tiers may be on a suppression list: see the column warnings."


def _blanks(scored: ScoredList, members: dict[str, pl.Series], first: str) -> Iterator[str]:
    """What a sequencer, CRM or ad platform will ask for."""
    tiered = pl.concat(list(members.values()))
    nameless = scored.accounts["domain"].gather(tiered).null_count()
    if nameless:
        has = "has" if nameless == 1 else "have"
        yield (
            f"{_counted(nameless, 'account')} in the tiers {has} no domain: "
            "most tools cannot match a company without one."
        )
    best = members[first]
    ownerless = scored.accounts["owner"].gather(best).null_count()
    if ownerless and ownerless == len(best):
        yield f"No account of tier {first} has an owner."
    elif ownerless:
        yield f"{ownerless:,} of {_counted(len(best), 'account')} in tier {first} {'has' if ownerless == 1 else 'have'} no owner."


def _odd_cells(session: Session, members: dict[str, pl.Series]) -> Iterator[str]:
    tiered = pl.concat(list(members.values()))
    originals = session.accounts.originals
    count = sum(formulas(cells.gather(tiered).cast(pl.String)) for cells in originals.iter_columns())
    if count:
        yield (
            f"{_counted(count, 'cell')} of the tier files {'starts' if count == 1 else 'start'} like a formula: "
            "a spreadsheet may run what other tools load as text."
        )


def _counted(count: int, noun: str) -> str:
    return f"1 {noun}" if count == 1 else f"{count:,} {noun}s"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
