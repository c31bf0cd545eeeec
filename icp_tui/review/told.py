"""What the commands and the app both say about an account, as plain sentences.

Whoever prints or draws them makes them safe first: names, notes and reasons come from files and people.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import polars as pl

from icp_tui.review.decisions.decision import Decision
from icp_tui.scoring.explain import Explanation, Move
from icp_tui.scoring.lift import Lift, Lifts
from icp_tui.scoring.words import fixed
from icp_tui.scoring.words import plain as short_number
from icp_tui.sources.conflicts import Disagreement

UNVERIFIED = "Unverified: a must-have passed only because nothing is known about it"

FAILED = "No change of its points moves it while the must-have fails"


def bucket_title(outcome: Mapping[str, Any]) -> str:
    """`Tier A (1-to-1 outreach), pinned`, `Nurture`, `Killed`."""
    if outcome["tier"]:
        play = f" ({outcome['play']})" if outcome["play"] else ""
        return f"Tier {outcome['tier']}{play}" + (", pinned" if outcome["pinned"] else "")
    return str(outcome["bucket"]).capitalize()


def gap(move: Move) -> str:
    """What an unknown could add: `Geography is unknown: could add 40.00 if US or CA (ideal)`."""
    return f"{move.title} is unknown: could add {fixed(move.gain)} if {move.wanted or move.label}{_line(move)}"


def change(move: Move) -> str:
    """What a change would bring: `Up 15.00 to 85.00: Tech stack Salesforce (ideal), which reaches the line of A`."""
    return f"Up {fixed(move.gain)} to {fixed(move.score)}: {move.title} {move.wanted or move.label}{_line(move)}"


def lift_goal(found: Lifts) -> str:
    """What the tier above asks for: `Into A: needs 82.51, 2.51 more (the last in A has 82.50)`."""
    asked = found.hurdles
    if found.impossible and asked.blocks:
        return f"Into {asked.tier}: not by points"
    more = f", {fixed(found.short)} more" if found.short else ""
    known = f" and {short_number(float(asked.min_known))} % known" if not found.short else ""
    return f"Into {asked.tier}: needs {fixed(asked.needed)}{more}{known} ({asked.because})"


def lift_words(lift: Lift) -> str:
    """One way up: `Data gap: Geography US or CA (ideal), then 85.00`; two changes are joined by `and`."""
    parts = " and ".join(f"{change.title} {change.wanted}" for change in lift.changes)
    asks = f", if it also meets {lift.asks}" if lift.asks else ""
    return f"{lift.kind.capitalize()}: {parts}, then {fixed(lift.score)}{asks}"


def _line(move: Move) -> str:
    return f", which reaches the line of {move.reaches}" if move.reaches else ""


def distance(one: Explanation) -> str | None:
    """How far a ranked account is from the cut line; None where the reason already says all.

    Only a tier that is full has a cut that a better score would cross, and a pin sits apart from it.
    """
    line, outcome = one.cut_line, one.outcome
    rank: Any = outcome["rank"]
    score: Any = outcome["score"]
    if line is None or line.score is None or line.rank is None or line.ended_by != "capacity" or outcome["pinned"]:
        return None
    if one.was is not None:
        # Of a member the reason says what it got for staying.
        return None
    at = f"({line.score:.2f}{line.bonus}, rank {line.rank})"
    away = round(score - (line.ranked or line.score), 2)
    if outcome["bucket"] == line.tier:
        if rank == line.rank:
            return f"Last in {line.tier}: {score:.2f}, rank {rank}"
        where = f"{away:.2f} above" if away > 0 else "level with" if away == 0 else "ranked before"
        return f"In {line.tier}: {where} the cut {at}"
    if rank is None or rank < line.rank or away > 0:
        return None
    where = f"{-away:.2f} under the cut of" if away else "Same score as the last in"
    return f"{where} {line.tier} {at}"


def decision_words(one: Decision) -> str:
    """What was decided and why: `pinned to A: asked by sales`, `excluded: bankrupt`, `noted: call in May`."""
    because = f": {one.reason}" if (one.reason or "").strip() else ""
    until = f" (until {one.expires})" if one.expires else ""
    return decided_words(one) + because + until


def decided_words(one: Decision) -> str:
    """What was decided: `pinned to A`, `excluded`, `noted: call in May`."""
    value = (one.value or "").strip()
    match one.kind:
        case "pin":
            said = "unpinned" if one.clears else f"pinned to {value}"
        case "note":
            said = "removed the note" if one.clears else f"noted: {value}"
        case "owner":
            said = "gave it back to the source's owner" if one.clears else f"gave it to {value}"
        case "reviewed":
            said = "took the review back" if one.clears else "reviewed"
        case "exclude":
            said = "excluded"
        case "same" | "different":
            other, entry = one.other, one.entry
            who = (other.name or other.account_key) if other else f"{entry[0]} in {entry[1]}" if entry else ""
            said = f"the same company as {who}" if one.kind == "same" else f"another company than {who}"
        case "restore":
            said = "restored" + (f" (lifting {'; '.join(one.lifts)})" if one.lifts else "")
        case _:
            said = one.kind
    return said


def decision_time(one: Decision) -> str:
    """When it was decided, by the clock on the person's wall: `2026-11-21 14:02`."""
    try:
        return f"{datetime.fromisoformat(one.at).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return one.at  # a salvaged log may hold anything


def merged_rows(duplicates: pl.DataFrame, account_key: str) -> list[str]:
    """The rows that went into this account beside its own: `hubspot.csv row 40`."""
    rows = duplicates.filter(pl.col("account_key") == account_key).select("source", "source_row")
    return [f"{source} row {row}" for source, row in rows.iter_rows()]


def disagreement(one: Disagreement) -> str:
    """What the sources of an account say of a field: `215 (apollo.csv row 4), 180 (hubspot.csv row 12)`."""
    at = f" ({one.kept_source} row {one.kept_row})" if one.kept_source else ""
    return ", ".join([f"{one.kept}{at}", *(f"{value} ({source} row {row})" for value, source, row in one.others)])


def bar(share: float, cells: int = 8) -> str:
    """A share from 0 to 1 as a bar, exact to an eighth of a cell."""
    eighths = round(max(0.0, min(1.0, share)) * cells * 8)
    return "█" * (eighths // 8) + " ▏▎▍▌▋▊▉"[eighths % 8].strip()
