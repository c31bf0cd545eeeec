"""The profile as it works on this list: its breadth, what each criterion decides, and who is at which level."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from icp_tui import columns
from icp_tui.review import shown
from icp_tui.review.insights.block import Block, Entry
from icp_tui.review.insights.heat import percent
from icp_tui.review.shown import Shown
from icp_tui.scoring.decisive import Decided, decisive
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.survey import Verdict, breadth, fitting, survey
from icp_tui.scoring.words import fixed


def profile_page(scored: ScoredList) -> list[Block]:
    """The breadth with its warnings, the criteria by weight of their word, their levels, then gates and warnings."""
    fit = fitting(scored)
    found = decisive(scored, fit)
    return [
        Block("How broad it is", said=_breadth(scored, int(fit.sum()), found)),
        _criteria(scored, found),
        *(_levels(scored, one, fit) for one in found),
        *_rules(scored),
    ]


def _breadth(scored: ScoredList, fit: int, found: list[Decided]) -> list[Verdict]:
    said = breadth(len(scored.plan.criteria), fit, scored.accounts.height)
    said += [Verdict(good=False, said=text) for one in found if (text := _warning(one))]
    return said


def _warning(one: Decided) -> str:
    """What is odd about the word that a criterion has; nothing when it is not."""
    title = one.criterion.title
    if one.decides_nothing:
        return f"{title} decides nothing: {one.tier} would hold the same accounts without it"
    if one.works_like_a_gate:
        alike = percent(one.alike or 0)
        return f"{title} works like a gate: {alike} of those that fit are {one.label}, so it does not say who comes first"
    if one.decides_most:
        changed = f"{one.changed:,} of its {one.members:,} accounts would be others"
        return f"{title} decides most of {one.tier}: without it {changed}"
    return ""


def _criteria(scored: ScoredList, found: list[Decided]) -> Block:
    whole = sum(criterion.weight for criterion in scored.plan.criteria)
    tier = scored.plan.profile.tiers[0].name
    entries = [
        Entry(
            one.criterion.title,
            (fixed(100 * one.criterion.weight / whole), "-" if one.changed is None else f"{one.changed:,} of {one.members:,}"),
            None if one.changed is None or not one.members else one.changed / one.members,
            _note(one),
            Shown(f"{one.criterion.title} unknown", None, _at(one, "unknown")),
        )
        for one in found
    ]
    return Block(f"What each criterion decides: the accounts of {tier} that would be others without it",
                 ("points", "others"), entries, bar=f"of {tier}")  # fmt: skip


def _note(one: Decided) -> str:
    """How far it tells those that fit apart."""
    if one.alike is None:
        return "nobody fits"
    said = f"{percent(one.alike)} of fit are {one.label}"
    return said if one.changed is not None or one.members else f"{said}; nobody is in {one.tier} by score"


def _levels(scored: ScoredList, one: Decided, fit: pl.Series) -> Block:
    """Who is at which level: of all accounts, of those that fit, of the first tier."""
    name = columns.level(one.criterion.key)
    held = scored.levels[name]
    first = scored.assigned.bucket == scored.plan.profile.tiers[0].name
    everybody, fitting_, members = (_counts(part) for part in (held, held.filter(fit), held.filter(first)))
    fits = max(sum(fitting_.values()), 1)
    entries = [
        Entry(
            level.label,
            (
                fixed(level.grade) if place or not one.criterion.skips_unknown else "skip",
                f"{everybody.get(place, 0):,}", f"{fitting_.get(place, 0):,}", f"{members.get(place, 0):,}",
            ),
            fitting_.get(place, 0) / fits,
            shown=Shown(f"{one.criterion.title} {level.label}", None, _at(one, level.label)),
        )
        for place, level in enumerate(one.criterion.levels)
    ]  # fmt: skip
    return Block(one.criterion.title, ("grade", "accounts", "fit", f"in {one.tier}"), entries, bar="of fit")


def _at(one: Decided, label: str) -> str:
    return shown.equals(columns.level(one.criterion.key), label)


def _counts(levels: pl.Series) -> dict[int, int]:
    return dict(levels.value_counts().iter_rows())


def _rules(scored: ScoredList) -> Iterator[Block]:
    profile, found = scored.plan.profile, survey(scored)
    if found.must_haves:
        yield Block("Must-haves", ("pass", "fail", "unknown"), [
            Entry(one.because, (f"{one.true:,}", f"{one.false:,}", f"{one.unknown:,}"),
                  shown=Shown(f"fails: {one.because}", None, f"NOT ({gate.when})"))
            for one, gate in zip(found.must_haves, profile.must_have, strict=True)
        ])  # fmt: skip
    if found.warnings:
        yield Block("Warnings", ("true", "not", "unknown"), [
            Entry(one.because, (f"{one.true:,}", f"{one.false:,}", f"{one.unknown:,}"),
                  shown=Shown(one.because, None, sign.when))
            for one, sign in zip(found.warnings, profile.warnings, strict=True)
        ])  # fmt: skip
