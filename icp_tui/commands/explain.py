"""`icp-tui explain`: one account, in full."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from fractions import Fraction
from typing import Any

from icp_tui import columns
from icp_tui.commands.context import open_session
from icp_tui.commands.summary import account_row
from icp_tui.commands.text import clipped, say, say_json, table
from icp_tui.errors import IcpError, Problem, did_you_mean, visible
from icp_tui.review import told
from icp_tui.scoring.explain import Explanation, Part, explain
from icp_tui.scoring.stays import member_words
from icp_tui.scoring.words import fixed
from icp_tui.sources.conflicts import Disagreement, disagreements

_MOST_MOVES = 6


def run(options: Namespace) -> int:
    """Find the account and print what there is to say about it."""
    session = open_session(options)
    scored = session.scored()
    rows = account_row(scored.accounts, options.account)
    if rows.is_empty():
        names = [name for name in scored.accounts["name"].unique().to_list() if name]
        hint = did_you_mean(options.account, names) or "give its domain, its account_key or its name"
        raise IcpError(Problem(f"no account {options.account}", hint=hint))
    if len(rows) > 1:
        keys = scored.accounts["account_key"].gather(rows).sort().to_list()
        raise IcpError(Problem(f"{len(rows)} accounts bear the name {options.account}",
                               hint="give one of the keys " + ", ".join(keys[:5])))  # fmt: skip
    explanation = explain(scored, int(rows[0]))
    accounts = session.accounts
    kept = accounts.frame.row(int(rows[0]), named=True)
    torn = disagreements(accounts.rows, kept["account_key"], kept)
    if options.json:
        say_json(_json(explanation, torn), default=_plain)
    elif not options.quiet:
        say([*explanation_lines(explanation), *_disagreements(torn)])
    return 0


def explanation_lines(one: Explanation) -> list[str]:
    """The explanation as lines of text."""
    account, outcome = one.account, one.outcome
    name = account["name"] or account["account_key"]
    rank = f", rank {outcome['rank']}" if outcome["rank"] else ""
    lines = [
        visible(f"{name}  {account['account_key']}"),
        f"{visible(told.bucket_title(outcome))}{rank}: score {outcome['score']:.2f}, best case {outcome['best_case']:.2f},"
        f" {outcome['known']:.2f} % known",
        visible(f"Reason: {outcome['reason']}"),
    ]
    if one.was is not None:
        lines.append(visible(f"Last list: {member_words(one.was)}"))
    if outcome["unverified"]:
        lines.append(told.UNVERIFIED)
    lines += ["", *_breakdown(one)]
    lines += _section("Missing", [told.gap(move) for move in one.missing if move.gain > 0])
    if outcome["kill_reasons"]:
        lines += ["", "Killed: no change of its points moves it while that stands"]
    elif one.failed:
        lines += ["", told.FAILED]
    else:
        lines += _section("What would move it up", [told.change(move) for move in one.moves if move.known][:_MOST_MOVES])
    if one.cut_line is not None:
        lines += ["", f"Cut line: {one.cut_line}"]
    kill_reasons: Any = outcome["kill_reasons"]
    lines += ["", "Kill reasons: " + (visible("; ".join(kill_reasons)) if kill_reasons else "none")]
    if outcome["warnings"]:
        lines.append(visible(f"Warnings: {outcome['warnings']}") + _penalty(outcome["penalty"]))
    if outcome["note"]:
        lines.append(visible(f"Note: {outcome['note']}"))
    return lines


def _penalty(penalty: Any) -> str:
    return f" (penalty {penalty:.2f})" if penalty else ""


def _breakdown(one: Explanation) -> list[str]:
    """Criteria grouped by layer: value, level, points of the most, and a bar."""
    lines: list[str] = []
    for layer in columns.LAYERS:
        parts = [part for part in one.parts if part.layer == layer]
        if parts:
            score: Any = one.outcome[columns.layer(layer)]
            lines.append(f"{layer.capitalize()} {score:.2f}")
            lines += table(map(_part, parts), right=[2])
    return lines


def _part(part: Part) -> Sequence[object]:
    if part.skipped:
        return part.title, "unknown, left out of the sum", "", ""
    share = float(part.points / part.most) if part.most else 0.0
    said = f"{clipped(part.value, 40)} ({part.label})" if part.value else part.label
    return part.title, said, f"{fixed(part.points)} of {fixed(part.most)}", told.bar(share)


def _section(title: str, entries: Iterable[str]) -> list[str]:
    listed = [f"  {visible(entry)}" for entry in entries]
    return ["", title, *listed] if listed else []


def _disagreements(torn: Sequence[Disagreement]) -> list[str]:
    """What the account has and what its other rows say; nothing where they agree."""
    lines = table((one.field, told.disagreement(one)) for one in torn)
    return ["", "Sources disagree", *lines] if lines else []


def _json(one: Explanation, torn: Sequence[Disagreement]) -> dict[str, Any]:
    found: dict[str, Any] = {"disagreements": [asdict(each) for each in torn]} if torn else {}
    return found | {
        "account": dict(one.account),
        **one.outcome,
        "criteria": [asdict(part) for part in one.parts],
        "missing": [asdict(move) for move in one.missing],
        "moves": [asdict(move) for move in one.moves],
        **({"last_list": asdict(one.was) | {"bonus": one.was.bonus / 100}} if one.was else {}),
        "cut_line": one.cut_line.data() if one.cut_line else None,
    }


def _plain(value: object) -> object:
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
