"""What parts a bucket from its neighbours, in a sentence for the line below the list."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from icp_tui.errors import shortened
from icp_tui.scoring.assign import DISQUALIFIED, KILLED, NURTURE
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.words import plain

# A name is cut to this, so that a long one does not push out the rest of the sentence.
_NAME = 40
_REASONS = 4


def cut_words(scored: ScoredList, bucket: str | None) -> str:
    """What parts this bucket from its neighbours, most telling first; None, all accounts, is the first tier.

    Takes some milliseconds with a million accounts: ask once for each list and bucket, not for each move.
    """
    if bucket == NURTURE:
        return _nurture(scored)
    if bucket == DISQUALIFIED:
        return _disqualified(scored)
    if bucket == KILLED:
        return _killed(scored)
    lines = {line.tier: line for line in scored.cut_lines}
    line = lines.get(bucket or "", scored.cut_lines[0])
    short = replace(line, name=_short(line.name), next_name=_short(line.next_name))
    score = f", {line.next_score:.2f}" if line.next_name and line.next_score is not None else ""
    nobody = "" if line.members else ". Press ! to see what may keep them out"
    return f"{short}{score}{nobody}"


def _nurture(scored: ScoredList) -> str:
    profile = scored.plan.profile
    # Of several tiers with the lowest line the last is the one that accounts fall out of.
    last = min(reversed(profile.tiers), key=lambda tier: float(tier.min_score))
    line, low = float(last.min_score), plain(float(profile.nurture))
    rows = _ranked(scored, NURTURE)
    said = f"Nurture runs from {low} to the line of {last.name}, {plain(line)}"
    if rows.is_empty():
        return f"{said}. Nobody is in it"
    reach = int((scored.scores["score"].gather(rows) >= line).sum())
    seats = f" {reach:,} above that line without a seat in a tier (Enter says why)." if reach else ""
    return f"{said}.{seats} Best: {_best(scored, rows)}"


def _disqualified(scored: ScoredList) -> str:
    profile = scored.plan.profile
    lowest = min(float(tier.min_score) for tier in profile.tiers)
    out = scored.assigned.bucket == DISQUALIFIED
    count = int(out.sum())
    if not count:
        return "Nobody is disqualified"
    failed = int((scored.scores["failed"] & out).sum())
    thin = int((out & ~scored.scores["failed"] & (scored.scores["best_case"] >= lowest)).sum())
    parts = [
        f"{failed:,} failed a must-have" if failed else "",
        f"{count - failed:,} below the nurture line {plain(float(profile.nurture))}" if count > failed else "",
    ]
    said = f"Disqualified: {', '.join(part for part in parts if part)}"
    return f"{said}. {thin:,} of these could still reach a tier: too little data" if thin else said


def _killed(scored: ScoredList) -> str:
    killed = scored.kill_list.killed
    if not killed.any():
        return "The kill list takes nobody"
    taken = [(one.accounts, one.because) for one in scored.kill_list.taken if one.accounts]
    excluded = scored.decisions.frame["excluded"].len() - scored.decisions.frame["excluded"].null_count()
    taken += [(excluded, "excluded by a person")] if excluded else []
    taken.sort(key=lambda one: -one[0])
    said = ", ".join(f"{_short(because)} {count:,}" for count, because in taken[:_REASONS])
    more = f" and {len(taken) - _REASONS} more reasons" if len(taken) > _REASONS else ""
    rows = scored.order.filter(killed.gather(scored.order)).head(1)
    return f"Killed by: {said}{more}. Best of the killed: {_best(scored, rows)}"


def _ranked(scored: ScoredList, bucket: str) -> pl.Series:
    order = scored.assigned.order
    return order.filter(scored.assigned.bucket.gather(order) == bucket)


def _best(scored: ScoredList, rows: pl.Series) -> str:
    row = int(rows[0])
    name = scored.accounts["name"][row] or scored.accounts["account_key"][row]
    return f"{_short(name)}, {scored.scores['score'][row]:.2f}"


def _short(text: str | None) -> str | None:
    return None if text is None else shortened(text, _NAME)
