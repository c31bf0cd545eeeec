"""The summary of a list: as text for a person, as JSON for a script."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

import polars as pl

from icp_tui.commands.text import clipped, table, wrapped
from icp_tui.review.session import Session
from icp_tui.scoring.listing import ScoredList
from icp_tui.sources.domains import parse_domains

_TOP = 10


def summary_lines(session: Session, scored: ScoredList) -> list[str]:
    """Buckets, cut lines, the best of the first tier with their why, what the kill list took, notices."""
    profile = scored.plan.profile
    rows = session.rows
    lines = [
        f"{profile.icp}, {profile.version}, as of {scored.plan.as_of}",
        f"{rows['in']:,} rows in = {rows['accounts']:,} accounts + {rows['duplicates']:,} duplicates"
        f" + {rows['rejected']:,} rejected" + _left_out(session),
        "",
        "Buckets",
        *_buckets(scored),
        "",
        "Cut lines",
        *(piece for line in scored.cut_lines for piece in wrapped(str(line))),
        "",
        *_top(scored),
        *_killed(scored),
    ]
    notices = session.notices()
    if notices:
        lines += ["", "Worth a look", *(piece for notice in notices for piece in wrapped(notice, "  - "))]
    return lines


def _left_out(session: Session) -> str:
    """How many of the rejected rows are no bad rows: --where left them out."""
    if session.where is None:
        return ""
    count = session.accounts.rejected["cause"].str.starts_with("left out by --where").sum()
    return f" ({count:,} of them left out by --where)"


def summary_json(session: Session, scored: ScoredList, receipt: dict[str, Any]) -> dict[str, Any]:
    """The receipt, with the notices, what each kill reason took, and the seconds of each stage."""
    return {
        **receipt,
        "notices": session.notices(),
        "kill_list": [
            {"id": one.id, "because": one.because, "accounts": one.accounts, "alone": one.alone, "lifted": one.lifted}
            for one in scored.kill_list.taken
        ],
        "possible_matches": scored.matches.possible.to_dicts(),
        "seconds": {stage: round(seconds, 3) for stage, seconds in session.clock.seconds.items()},
    }


def _buckets(scored: ScoredList) -> list[str]:
    tiers = {tier.name: tier for tier in scored.plan.profile.tiers}
    rows = []
    for bucket, count in scored.buckets().items():
        tier = tiers.get(bucket)
        of = f"of {tier.capacity:,}" if tier and tier.capacity else ""
        rows.append((f"Tier {bucket}" if tier else bucket.capitalize(), f"{count:,}", of, (tier and tier.play) or ""))
    return table(rows, right=[1])


def _top(scored: ScoredList) -> list[str]:
    """The best ten of the first tier, each with its why."""
    tier = scored.plan.profile.tiers[0].name
    rows = scored.assigned.order.filter(scored.assigned.bucket.gather(scored.assigned.order) == tier).head(_TOP)
    if not scored.accounts.height:
        return ["No accounts: the sources hold a header at most, or --where leaves everybody out."]
    if rows.is_empty():
        return [f"Tier {tier} is empty: nobody reaches its line. See icp-tui check, with the same sources."]
    said = scored.outcome(rows).hstack(scored.accounts.select("name", "account_key")[rows])
    lines = [f"Top {len(rows)} of tier {tier}"]
    for one in said.iter_rows(named=True):
        name = clipped(one["name"] or one["account_key"], 60)
        lines.append(f"  {one['rank']:>4}  {one['score']:6.2f}  {name}")
        lines += wrapped(one["why"], " " * 16)
    return [*lines, ""]


def _killed(scored: ScoredList) -> list[str]:
    """What each kill rule and suppression file took, and the best account among the killed."""
    taken = scored.kill_list.taken
    killed = scored.kill_list.killed
    lines = [f"Killed {int(killed.sum()):,}"]
    lines += table(
        ((f"{one.accounts:,}", f"{one.alone:,} alone", one.because, PurePath(one.id).name,
          f"{one.lifted:,} lifted" if one.lifted else "") for one in taken),
        right=[0, 1],
    )  # fmt: skip
    best = scored.order.filter(killed.gather(scored.order)).head(1)
    if not best.is_empty():
        row = int(best[0])
        reasons = "; ".join(scored.kill_reasons(best)[0])
        name = scored.accounts["name"][row] or scored.accounts["account_key"][row]
        lines.append(f"  Best of the killed: {clipped(name, 60)}, {scored.scores['score'][row]:.2f} ({clipped(reasons, 120)})")
    return lines


def account_row(accounts: pl.DataFrame, wanted: str) -> pl.Series:
    """The rows of the accounts that `wanted` names: by account_key, domain or address, or name, ignoring case."""
    folded = wanted.strip().lower()
    # A pasted address names an account as well as its bare domain does.
    address = parse_domains(pl.Series([folded]))["domain"][0] if "/" in folded else None
    for column, asked in (("account_key", folded), ("domain", address or folded), ("name", folded)):
        rows = accounts[column].str.strip_chars().str.to_lowercase().eq(asked).fill_null(value=False).arg_true()
        if not rows.is_empty():
            return rows
    return pl.Series(dtype=pl.UInt32)
