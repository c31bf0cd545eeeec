"""Everything about one account as lines of text for a given width: what the account detail draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from textual.content import Content

from icp_tui import columns
from icp_tui.review import told
from icp_tui.review.decisions.decision import Decision
from icp_tui.scoring.assign import KILLED
from icp_tui.scoring.explain import Explanation
from icp_tui.scoring.words import plain as short_number
from icp_tui.sources.conflicts import Disagreement
from icp_tui.tui.text import clipped, safe
from icp_tui.tui.widgets.breakdown import breakdown
from icp_tui.tui.widgets.bucket_line import ink
from icp_tui.tui.widgets.text_lines import MUTED, hung
from icp_tui.tui.widgets.text_lines import columns as in_columns

# A name up to here fits into the line above the account; a longer one is told in full below it.
NAME = 50
_MOST_MOVES = 6
_MOST_DECISIONS = 50
# Years, identifiers and row numbers are no amounts: no thousands separators.
_NO_AMOUNT = {"founded", "source_row"}


@dataclass(frozen=True)
class Subject:
    """One account and what is known about it. `originals` None leaves the lists of columns out."""

    explanation: Explanation
    history: Sequence[Decision] = ()
    decided: Mapping[str, object] | None = None
    tiers: Sequence[str] = ()
    merged: Sequence[str] = ()
    originals: Sequence[tuple[str, object]] | None = None
    disagreements: Sequence[Disagreement] = ()
    sources: Mapping[str, str] = field(default_factory=dict)


def account_lines(subject: Subject, width: int) -> list[Content]:
    """All that is said about the account, in sections, at most `width` cells wide."""
    one = subject.explanation
    sections = [
        [*_head(subject, width), *_kill_reasons(one, width), *_standing(one, width)],
        breakdown(one, width, subject.sources),
        _lifts(one, width),
        [*_missing(one, width), *_moves(one, width)],
        [*_warnings(one, width), *_note(one, width), *_people(subject, width)],
        _history(subject.history, width),
        [*_sources(subject, width), *_disagreements(subject, width)],
    ]
    if subject.originals is not None:
        sections[-2:-2] = [_cut_line(one, width)]  # beside the list the line below it says the same
        sections += [_account_columns(one.account, width), _originals(subject.originals, width)]
    lines: list[Content] = []
    for section in sections:
        if section:
            lines += [Content(""), *section] if lines else section
    return lines


def _head(subject: Subject, width: int) -> Iterator[Content]:
    account, outcome = subject.explanation.account, subject.explanation.outcome
    key, domain = account["account_key"], account["domain"]
    name = account["name"] or key
    if subject.originals is None or len(str(name)) > NAME:
        yield from hung(name, width, style="bold", most=200)
    shown = [safe(one) for one in (domain, key if key != domain else None) if one and one != name]
    if shown:
        yield from hung("  ".join(shown), width, style=MUTED, most=300)
    rank = f", rank {outcome['rank']:,}" if outcome["rank"] else ""
    yield from hung(told.bucket_title(outcome) + rank, width, style=f"bold {ink(str(outcome['bucket']), subject.tiers)}")
    known: Any = outcome["known"]
    yield from hung(
        f"score {outcome['score']:.2f}, best {outcome['best_case']:.2f}, known {short_number(known)} %", width
    )


def _kill_reasons(one: Explanation, width: int) -> Iterator[Content]:
    reasons: Any = one.outcome["kill_reasons"]
    for reason in reasons or ():
        yield from hung(reason, width, first="✗ ", style="$text-error", most=400)


def _standing(one: Explanation, width: int) -> Iterator[Content]:
    """The reason and the distance to the cut; in the first tier the distance says it all."""
    if one.outcome["bucket"] == KILLED:
        return
    distance = told.distance(one)
    inside = one.cut_line is not None and one.outcome["bucket"] == one.cut_line.tier
    if one.outcome["reason"] and not (distance and inside):
        yield from hung(one.outcome["reason"], width, most=400)
    if distance:
        yield from hung(distance, width, most=400)


def _missing(one: Explanation, width: int) -> list[Content]:
    return _section("Missing", [told.gap(move) for move in one.missing if move.gain > 0], width)


def _lifts(one: Explanation, width: int) -> list[Content]:
    """The way into the tier above, each change marked as what it is."""
    found = one.lifts
    if found is None:
        return []
    lines = hung(told.lift_goal(found), width, style="bold")
    lines += [line for lift in found.ways for line in hung(told.lift_words(lift), width, first=" • ")]
    impossible = [hung(f"Impossible: {why}", width, first=" ✗ ", style="$text-warning") for why in found.impossible]
    return [*lines, *(line for said in impossible for line in said)]


def _moves(one: Explanation, width: int) -> list[Content]:
    if one.outcome["kill_reasons"]:
        return hung("While a kill reason stands, no change of its points moves it.", width, style=MUTED)
    if one.failed:
        return hung(f"{told.FAILED}.", width, style=MUTED)
    ways = one.lifts.ways if one.lifts else ()
    said = {(way.changes[0].title, way.changes[0].wanted) for way in ways if len(way.changes) == 1}
    changes = [told.change(move) for move in one.moves if move.known and (move.title, move.wanted or move.label) not in said]
    left = len(changes) - _MOST_MOVES
    title = "What else would move it up" if said else "What would move it up"
    return _section(title, changes[:_MOST_MOVES], width, f"and {left} smaller" if left > 0 else "")


def _warnings(one: Explanation, width: int) -> Iterator[Content]:
    penalty: Any = one.outcome["penalty"]
    if one.outcome["warnings"]:
        minus = f" (penalty {penalty:.2f})" if penalty else ""
        yield from hung(f"Warnings: {one.outcome['warnings']}{minus}", width, style="$text-warning", most=2_000)
    if one.outcome["unverified"]:
        yield from hung(told.UNVERIFIED, width, style="$text-warning")


def _note(one: Explanation, width: int) -> Iterator[Content]:
    if one.outcome["note"]:
        yield from hung(f"Note: {one.outcome['note']}", width)


def _people(subject: Subject, width: int) -> Iterator[Content]:
    """Who reviewed, pinned and owns it, and how its decisions were found when its key has changed."""
    outcome, decided = subject.explanation.outcome, subject.decided or {}
    if not outcome["kill_reasons"]:
        yield from hung("Kill reasons: none", width)
    if decided.get("pin") and not outcome["pinned"]:
        why = "a kill reason stands" if outcome["kill_reasons"] else "the profile has no such tier"
        yield from hung(f"Pinned to {decided['pin']} without effect: {why}", width, style="$text-warning")
    by = f" by {decided['reviewed_by']}" if decided.get("reviewed_by") else ""
    yield from hung(f"Reviewed{by}" if decided.get("reviewed") else "Not reviewed yet", width)
    owner = subject.explanation.account["owner"]
    given = ", by decision" if decided.get("owner") else ""
    yield from hung(f"Owner: {clipped(owner, 200)}{given}" if owner else "Owner: nobody", width)
    found = decided.get("found_by")
    if found and found != "account_key":
        yield from hung(f"Its decisions were found by its {str(found).replace('_', ' ')}: its key has changed", width)


def _cut_line(one: Explanation, width: int) -> list[Content]:
    if one.cut_line is None or one.outcome["bucket"] == KILLED:
        return []
    return hung(f"Cut line: {one.cut_line}", width, style=MUTED, most=600)


def _history(history: Sequence[Decision], width: int) -> list[Content]:
    """The decisions, the latest first: when, who, what, why."""
    said = [f"{told.decision_time(one)} {one.author}: {told.decision_words(one)}" for one in reversed(history)]
    left = len(said) - _MOST_DECISIONS
    return _section("Decisions", said[:_MOST_DECISIONS], width, f"and {left:,} earlier" if left > 0 else "")


def _sources(subject: Subject, width: int) -> list[Content]:
    account = subject.explanation.account
    own = f"{account['source']} row {account['source_row']}"
    merged = [f"{row} (merged)" for row in subject.merged]
    return _section("Sources", [own, *merged], width) if account["source"] else []


def _disagreements(subject: Subject, width: int) -> list[Content]:
    """What is kept comes first, then what the other sources say."""
    said = [(one.field, told.disagreement(one)) for one in subject.disagreements]
    return [Content(""), _title("Sources disagree"), *in_columns(said, width)] if said else []


def _account_columns(account: Mapping[str, object], width: int) -> list[Content]:
    """Every account column with a value, and the names of those that nobody knows."""
    known = [(name, _value(name, account.get(name))) for name in columns.ACCOUNT if _value(name, account.get(name))]
    unknown = [name for name in columns.ACCOUNT if not _value(name, account.get(name))]
    more = [(name, _value(name, value)) for name, value in account.items() if name not in columns.ACCOUNT and value is not None]
    lines = [_title("Account columns"), *in_columns([*known, *more], width)]
    return [*lines, *hung(f"Unknown: {', '.join(unknown)}", width, first=" ", style=MUTED)] if unknown else lines


def _originals(pairs: Sequence[tuple[str, object]], width: int) -> list[Content]:
    filled = [(name, value) for name, value in pairs if value is not None and str(value).strip()]
    if not pairs:
        return []
    blank = len(pairs) - len(filled)
    lines = [_title("Original columns"), *in_columns(filled, width)]
    said = f"{blank:,} more are blank" if filled else f"All {blank:,} are blank"
    return [*lines, *hung(said, width, first=" ", style=MUTED)] if blank else lines


def _section(title: str, entries: Sequence[str], width: int, more: str = "") -> list[Content]:
    if not entries:
        return []
    lines = [line for entry in entries for line in hung(entry, width, first=" • ")]
    return [_title(title), *lines, *(hung(more, width, first="   ", style=MUTED) if more else [])]


def _title(text: str) -> Content:
    return Content(text).stylize("bold")


def _value(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join("" if one is None else str(one) for one in value)
    if isinstance(value, int) and not isinstance(value, bool) and name not in _NO_AMOUNT:
        return f"{value:,}"
    return value.isoformat() if isinstance(value, date) else str(value)
