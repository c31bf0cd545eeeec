"""How much of the list is known, field by field: those that the profile reads, then all others."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from icp_tui import columns
from icp_tui.review import shown
from icp_tui.review.insights.block import Block, Entry
from icp_tui.review.insights.heat import percent
from icp_tui.review.shown import Shown
from icp_tui.scoring.assign import DISQUALIFIED, KILLED, NURTURE
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.survey import Verdict

# What every account has, or what says where it comes from.
_ALWAYS = {"account_key", "source", "source_row"}
# Known for less than half of the accounts, a field of the profile is worth a word.
_HALF = 0.5


def fields_page(scored: ScoredList) -> list[Block]:
    """Coverage of the fields that criteria read, in the profile's order, then of the others, best known first."""
    frame = scored.accounts
    if not frame.height:
        return [Block("The list has no accounts", said=[Verdict(good=False, said="L shows what was read")])]
    tiers = frame.filter(~scored.assigned.bucket.cast(pl.String).is_in([NURTURE, DISQUALIFIED, KILLED]))
    readers = _readers(scored)
    read = [name for name in readers if name in frame.columns]
    others = [name for name in frame.columns if name not in readers and name not in _ALWAYS and _known(frame, name)]
    others.sort(key=lambda name: (-_known(frame, name), name))
    empty = [name for name in columns.ACCOUNT if name not in readers and name in frame.columns and not _known(frame, name)]
    made = [
        Block("Fields that the profile reads", ("known", "in tiers"),
              [_entry(name, frame, tiers, ", ".join(readers[name])) for name in read], _doubts(read, readers, frame), "of all"),
        Block("Other fields", ("known", "in tiers"), [_entry(name, frame, tiers, "") for name in others], bar="of all"),
    ]  # fmt: skip
    if empty:
        made.append(Block("No source has", said=[Verdict(good=True, said=", ".join(empty))]))
    return made


def _readers(scored: ScoredList) -> dict[str, list[str]]:
    """The fields that anything in the profile reads, each with the titles of its readers."""
    found: dict[str, list[str]] = {}
    plan = scored.plan
    for criterion in plan.criteria:
        for name in criterion.fields:
            found.setdefault(name, []).append(criterion.title)
    rules = [("must-have", plan.must_haves), ("warning", plan.warnings), ("kill rule", plan.kill_rules)]
    for kind, some in rules:
        for rule in some:
            for name in sorted(rule.condition.names):
                said = found.setdefault(name, [])
                if kind not in said:
                    said.append(kind)
    found.pop(columns.AS_OF, None)
    return found


def _doubts(read: Iterable[str], readers: dict[str, list[str]], frame: pl.DataFrame) -> list[Verdict]:
    weak = [name for name in read if _known(frame, name) < _HALF]
    return [
        Verdict(good=False, said=f"{name} is known for {percent(_known(frame, name))} of the accounts: "
                f"{' and '.join(readers[name])} can say little of the others")
        for name in weak
    ]  # fmt: skip


def _entry(name: str, frame: pl.DataFrame, tiers: pl.DataFrame, note: str) -> Entry:
    share = _known(frame, name)
    inside = percent(_known(tiers, name)) if tiers.height else "-"
    return Entry(name, (percent(share), inside), share, note, Shown(f"{name} missing", None, shown.equals(name, None)))


def _known(frame: pl.DataFrame, name: str) -> float:
    """The share of the accounts with a value."""
    return 1 - frame[name].null_count() / frame.height if frame.height else 0.0
