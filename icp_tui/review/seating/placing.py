"""Placing: where an account that turned up would stand: its score, its rank, its tier, and whom it would displace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from icp_tui import columns
from icp_tui.errors import IcpError, Problem
from icp_tui.review.review import Review
from icp_tui.review.seating.facts import Keys, facts, spelled
from icp_tui.scoring.decided import Decisions
from icp_tui.scoring.explain import Explanation, explain
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.newcomer import with_newcomer
from icp_tui.scoring.prepared import prepare
from icp_tui.scoring.stages import Stages
from icp_tui.sources import linkedin, names
from icp_tui.sources.by_hand import BY_HAND, of_our_own
from icp_tui.sources.mapping import map_table
from icp_tui.sources.source_accounts import SourceAccounts, source_accounts
from icp_tui.sources.table import Table, no_rejects, row_numbers

_MOST_NAMED = 3


@dataclass(frozen=True)
class OnTheList:
    """The account is on the list at `row`; `how` says what it was found by. `others` bear the same name."""

    row: int
    how: str
    others: tuple[int, ...] = ()


@dataclass(frozen=True)
class Placed:
    """An account that is not on the list, as if it were.

    `cells` is what was said of it; `explanation` what the list would say; `said` sentences: where it would
    stand, whom it would displace, what was not understood, who bears the same name.
    """

    cells: Mapping[str, str]
    explanation: Explanation = field(compare=False)
    said: tuple[str, ...]


def place(review: Review, text: str) -> OnTheList | Placed:
    """Where the account that `text` describes stands, or would stand; IcpError when the text cannot be read."""
    cells = facts(text, Keys(review.session.profile, review.session.originals.columns))
    one = read(cells)
    found = _on_the_list(review, one.frame, cells)
    if found is not None:
        return found
    alone, originals = _alone(review, one, cells)
    scored = review.scored
    after = with_newcomer(scored, alone, originals)
    explanation = explain(after, scored.accounts.height)
    return Placed(cells, explanation, tuple(_said(review, after, explanation, one)))


def read(cells: Mapping[str, str]) -> SourceAccounts:
    """The account of these cells, cleaned as a source is; IcpError when nothing names it."""
    frame = pl.DataFrame({header: [cell.strip() or None] for header, cell in cells.items()}, schema=dict.fromkeys(cells, pl.String))
    table = Table(Path(BY_HAND), "csv", "", frame, row_numbers(1, 1), no_rejects())
    made = source_accounts(table, map_table(table, of_our_own(list(cells))), BY_HAND)
    if made.frame.is_empty():
        hint = "social, mail and directory hosts are no domain of a company; give its own domain, or its name"
        raise IcpError(Problem("nothing names the company", hint=hint))
    return made


def pasted(review: Review, text: str) -> str:
    """A pasted row as the line that `place` reads; see `facts.spelled`."""
    sources = review.session.accounts.sources
    headers = [[header.header for header in source.headers] for source in sources]
    fields = {header.header: header.field for source in reversed(sources) for header in source.headers}
    return spelled(text, headers, fields)


def _on_the_list(review: Review, one: pl.DataFrame, cells: Mapping[str, str]) -> OnTheList | None:
    """The account by its key, domain or page, or by its name where nothing else is said; the best ranked of several."""
    account = one.row(0, named=True)
    row = review.row_of(account["account_key"])
    if row is not None:
        return OnTheList(row, account["account_key"])
    frame = review.session.accounts.frame
    for column in ("domain", "linkedin_url"):
        wanted, held = one[column], frame[column]
        if wanted[0] is None or held.null_count() == held.len():
            continue
        if column == "linkedin_url":
            wanted, held = (linkedin.parse_linkedin(urls).get_column("slug") for urls in (wanted, held))
        met = (held == wanted[0]).fill_null(value=False).arg_true()
        if wanted[0] is not None and len(met):
            return _best(review, met, str(wanted[0]))
    if account["name"] is None or account["domain"] is not None or account["linkedin_url"] is not None:
        return None
    alike = _namesakes(review, one)
    if "country" in cells and account["country"] is not None:
        alike = alike.filter((frame["country"].gather(alike) == account["country"]).fill_null(value=True))
    return _best(review, alike, f"the name {account['name']}") if len(alike) else None


def _best(review: Review, rows: pl.Series, how: str) -> OnTheList:
    ranked = rows.gather(review.scored.assigned.rank.gather(rows).arg_sort(nulls_last=True))
    return OnTheList(int(ranked[0]), how, tuple(ranked[1:].to_list()))


def _namesakes(review: Review, one: pl.DataFrame) -> pl.Series:
    """The rows of accounts that bear the same name, without legal form and accents."""
    nobody = pl.Series([], dtype=pl.UInt32)
    wanted = names.normalised(one["name"])[0]
    if wanted is None:
        return nobody
    held = review.session.accounts.frame["name"]
    # Normalising a million names takes a second: only those that begin alike can be the same.
    word = str(wanted).split(" ", 1)[0][:2]
    near = held.str.to_lowercase().str.contains(word, literal=True).fill_null(value=False) | ~held.str.contains(r"^[\x00-\x7F]*$").fill_null(value=True)
    rows = near.arg_true().cast(pl.UInt32)
    return rows.filter((names.normalised(held.gather(rows)) == wanted).fill_null(value=False))


def _alone(review: Review, one: SourceAccounts, cells: Mapping[str, str]) -> tuple[ScoredList, pl.DataFrame]:
    """The account scored on its own, and the originals of the list with those of the account below."""
    session = review.session
    held = session.originals
    # A header of the list that feeds an account column says what was said of that column.
    feeds = {header.header: header.field for source in session.accounts.sources for header in source.headers}
    said = {name: cells.get(name) or cells.get(feeds.get(name) or "") for name in (*held.columns, *one.originals.columns)}
    schema = dict.fromkeys(said, pl.String)
    known = pl.DataFrame({name: [text] for name, text in said.items()}, schema=schema)
    row = known.select(held.columns) if held.width else pl.DataFrame()
    frame = prepare(one.frame, known, session.profile, session.contacts.at(one.frame) if session.contacts else None)
    alone = Stages(frame, row).scored(session.profile, session.as_of, session.suppressions, Decisions.none())
    wanted = {name for when in alone.plan.tier_conditions if when for name in when.names} & set(held.columns)
    both = pl.concat([columns.as_text(held.select(sorted(wanted))), row.select(sorted(wanted))]) if wanted else pl.DataFrame()
    return alone, both


def _said(review: Review, after: ScoredList, explanation: Explanation, one: SourceAccounts) -> list[str]:
    outcome = explanation.outcome
    said = [_stands(outcome)]
    said += _displaced(review.scored, after)
    for header in one.report.headers:
        if header.filled > header.understood:
            said.append(f"{header.header}: “{header.examples[0][0] if header.examples else ''}” is not understood, so it counts as unknown.")
    alike = _namesakes(review, one.frame)
    if len(alike):
        frame = review.session.accounts.frame
        shown = ", ".join(str(frame["domain"][row] or frame["account_key"][row]) for row in alike.head(_MOST_NAMED).to_list())
        said.append(f"The same name is on the list as {shown}: is it the same company? D compares them once it is added.")
    return said


def _stands(outcome: Mapping[str, object]) -> str:
    score = f"{outcome['score']:.2f}"
    best = f", up to {outcome['best_case']:.2f} if all were known" if outcome["best_case"] != outcome["score"] else ""
    if outcome["bucket"] == "killed":
        reasons = outcome["kill_reasons"]
        return f"It would be killed: {'; '.join(reasons) if isinstance(reasons, list) else ''}. Its score is {score}{best}."
    if outcome["rank"] is None:
        return f"It would be disqualified, with {score}{best}: {outcome['reason']}."
    where = f"in {outcome['tier']}" if outcome["tier"] else "in nurture"
    return f"It would be {where} at rank {outcome['rank']:,}, with {score}{best}."


def _displaced(before: ScoredList, after: ScoredList) -> list[str]:
    """Who would be in another bucket: `Globex (86.50) would go from A to B` and the like."""
    old, new = before.assigned.bucket, after.assigned.bucket.head(before.accounts.height)
    rows = (old != new).arg_true()
    if rows.is_empty():
        return ["Nobody else would move."]
    rows = rows.gather(after.scores["score"].gather(rows).arg_sort(descending=True))
    accounts = before.accounts
    moves = [
        f"{accounts['name'][row] or accounts['account_key'][row]} ({after.scores['score'][row]:.2f}) would go from {old[row]} to {new[row]}"
        for row in rows.head(_MOST_NAMED).to_list()
    ]
    more = f"; {len(rows) - _MOST_NAMED:,} more would move" if len(rows) > _MOST_NAMED else ""
    return [f"{'; '.join(moves)}{more}."]
