"""`icp-tui check`: every problem of a profile, and with sources what each part of it does."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl

from icp_tui import columns
from icp_tui.commands.context import as_of, open_session
from icp_tui.commands.text import say, say_json, table
from icp_tui.conditions import quoted_names
from icp_tui.errors import IcpError, Problem
from icp_tui.profile import Profile, load_profile
from icp_tui.profile.extra_field import TYPES
from icp_tui.review.session import Session, load_suppressions
from icp_tui.scoring.plan import make_plan
from icp_tui.scoring.survey import RuleCount, Survey, survey
from icp_tui.scoring.words import fixed


def run(options: Namespace) -> int:
    """Check the profile alone, or against sources; IcpError with every problem."""
    if options.sources:
        session = open_session(options)
        scored = session.scored()
        found = survey(scored)
        if options.json:
            say_json(_json(session, found))
        elif not options.quiet:
            say(survey_lines(session, found))
        return 0
    profile = load_profile(Path(options.profile))
    _check_alone(profile, options)
    if options.json:
        say_json({"profile": options.profile, "icp": profile.icp, "problems": []})
    elif not options.quiet:
        say(_profile_lines(profile))
    return 0


def _check_alone(profile: Profile, options: Namespace) -> None:
    """Without sources: conditions against the account columns (names of other columns need a source)."""
    problems: list[Problem] = []
    try:
        load_suppressions(profile, [Path(file) for file in options.suppress])
    except IcpError as error:
        problems += error.problems
    quoted = dict.fromkeys((name for _, text in profile.conditions() for name in quoted_names(text)), pl.String)
    extra = {name: TYPES[one.type] for name, one in profile.fields.items()}
    people = {columns.people(persona.name): pl.Int64 for persona in profile.personas}
    schema: dict[str, Any] = {**quoted, **columns.ACCOUNT, **extra, **people}
    try:
        make_plan(profile, schema, as_of(options))
    except IcpError as error:
        problems = [*error.problems, *problems]
    if problems:
        raise IcpError(problems)


def _profile_lines(profile: Profile) -> list[str]:
    whole = sum(criterion.weight for criterion in profile.criteria)
    rows = [
        (criterion.title, criterion.layer, criterion.kind, f"{100 * criterion.weight / whole:.2f}")
        for criterion in profile.criteria
    ]
    tiers = ", ".join(f"{tier.name} {tier.capacity or 'the rest'}" for tier in profile.tiers)
    return [
        f"{profile.icp}, {profile.version}: no problems",
        *table(rows, right=[3]),
        *(
            f"  - {doubt.field} {doubt.value!r} is not in the vocabulary" + (f"; {doubt.hint}" if doubt.hint else "")
            for criterion in profile.criteria
            for doubt in criterion.doubts()
        ),
        f"Tiers: {tiers}. Name account lists after the profile to see what each part does to them.",
    ]


def survey_lines(session: Session, found: Survey) -> list[str]:
    """The survey as lines of text."""
    rows = session.rows
    profile = session.profile
    whole = sum(criterion.weight for criterion, _ in found.criteria)
    lines = [f"{profile.icp}, {profile.version}: no problems; {rows['accounts']:,} accounts, {found.fit:,} fit"]
    for criterion, levels in found.criteria:
        lines += ["", f"{criterion.title} ({criterion.layer}, {fixed(100 * criterion.weight / whole)} points)"]
        lines += table(
            ((level.label, f"{level.accounts:,}", fixed(100 * criterion.weight / whole * level.grade))
             for level in levels),
            right=[1, 2],
        )  # fmt: skip
    lines += _rules("Must-haves", found.must_haves, "pass")
    lines += _rules("Warnings", found.warnings, "true")
    taken = session.scored().kill_list.taken
    if taken:
        lines += ["", "Kill list"]
        lines += table(((f"{one.accounts:,}", f"{one.alone:,} alone", one.because) for one in taken), right=[0, 1])
    lines += ["", "Coverage", *table(((name, f"{share:.1%}") for name, share in found.coverage), right=[1])]
    notes = [*found.verdicts, *session.notices()]
    if notes:
        lines += ["", "Worth a look", *(f"  - {note}" for note in notes)]
    return lines


def _rules(title: str, rules: Sequence[RuleCount], word: str) -> list[str]:
    if not rules:
        return []
    rows = (
        (one.because, f"{one.true:,} {word}", f"{one.false:,} not", f"{one.unknown:,} unknown") for one in rules
    )
    return ["", title, *table(rows, right=[1, 2, 3])]


def _json(session: Session, found: Survey) -> dict[str, Any]:
    return {
        "profile": str(session.profile.path),
        "icp": session.profile.icp,
        "rows": session.rows,
        "fit": found.fit,
        "criteria": [
            {"key": criterion.key, "title": criterion.title, "levels": [{**asdict(level), "grade": float(level.grade)} for level in levels]}
            for criterion, levels in found.criteria
        ],
        "must_haves": [asdict(rule) for rule in found.must_haves],
        "warnings": [asdict(rule) for rule in found.warnings],
        "kill_list": [asdict(one) for one in session.scored().kill_list.taken],
        "coverage": dict(found.coverage),
        "verdicts": list(found.verdicts),
        "notices": session.notices(),
    }
