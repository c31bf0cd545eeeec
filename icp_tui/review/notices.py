"""What the person should know about a list beyond its numbers, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from icp_tui.criteria.recency import Recency
from icp_tui.errors import did_you_mean
from icp_tui.export.safe import formulas
from icp_tui.scoring.limit import canonical, unbound
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.plan import Plan
from icp_tui.scoring.prepared import missing_headers
from icp_tui.scoring.suppression import Suppression
from icp_tui.scoring.words import fixed
from icp_tui.sources.accounts import Accounts
from icp_tui.sources.conflicts import conflicts
from icp_tui.sources.people_list import people_list
from icp_tui.sources.signals import SignalReport

# Of the fields on which sources disagree, the most that are named.
_MOST_TORN = 6


def list_notices(scored: ScoredList, loaded: Accounts, suppressions: Sequence[Suppression]) -> list[str]:
    """All notices about a list, most telling first."""
    return [
        *(said for source in loaded.sources for said in people_list(source)),
        *_review_due(scored.plan),
        *_unearnable(scored, loaded),
        *_future_dates(scored),
        *_foreign_money(scored),
        *_unknown_literals(scored),
        *_unknown_industries(scored, loaded),
        *_same_rank(scored),
        *_unbound(scored),
        *_idle_limits(scored),
        *_idle_suppression(scored, suppressions),
        *_suppression_terms(scored, suppressions),
        *_disagreements(loaded),
        *_possible(scored),
        *_waiting(scored),
        *_formulas(scored, loaded),
    ]


def signal_notices(signals: Sequence[SignalReport]) -> list[str]:
    """What each signal file reached, and what is to be known about it."""
    said = []
    for one in signals:
        gained = ", ".join(f"{name} {count:,}" for name, count in one.added.items() if count)
        reached = f"{one.path.name}: {one.matched:,} of {one.rows:,} rows reach {_accounts(one.accounts)}"
        said.append(reached + (f" ({gained})" if gained else ""))
        said += [f"{one.path.name}: {note}" for note in one.notes]
    return said


def _review_due(plan: Plan) -> Iterator[str]:
    due = plan.profile.review_by
    if due is not None and plan.as_of > due:
        yield f"the profile was due for review on {due}: look at it again, then set a new review_by"


def _unearnable(scored: ScoredList, loaded: Accounts) -> Iterator[str]:
    """`no source has employees: 20 points cannot be earned`."""
    whole = sum(criterion.weight for criterion in scored.plan.criteria)
    frame = scored.accounts
    for criterion in scored.plan.criteria:
        held = [name for name in criterion.fields if name in frame.columns]
        empty = [name for name in held if frame[name].null_count() == frame.height]
        if held and frame.height and len(empty) == len(criterion.fields):
            lost = fixed(100 * criterion.weight / whole).removesuffix(".00")
            if all(name.startswith("people.") for name in empty):
                yield f"no contacts of these accounts are known (--contacts FILE): {lost} points cannot be earned ({criterion.title})"
                continue
            yield f"no source has {' or '.join(empty)}: {lost} points cannot be earned ({criterion.title})"
    for name in missing_headers(scored.plan.profile, loaded.originals.columns):
        yield f"no source has a header for the field {name}: it is unknown for every account"


def _future_dates(scored: ScoredList) -> Iterator[str]:
    for criterion in scored.plan.profile.criteria:
        if not isinstance(criterion, Recency):
            continue
        future = int(scored.accounts.select(criterion.in_future(scored.plan.as_of).sum()).item())
        if future:
            after = f"{criterion.field} after {scored.plan.as_of}"
            yield f"{_accounts(future)} with a {after}: a date in the future counts as unknown"


def _foreign_money(scored: ScoredList) -> Iterator[str]:
    """Money that no rate converts: it is unknown, and somebody should know why."""
    profile = scored.plan.profile
    foreign = scored.accounts["currency"].drop_nulls()
    foreign = foreign.filter(foreign != profile.currency)
    if len(foreign):
        named = ", ".join(foreign.unique().sort().head(5).to_list())
        yield f"{_accounts(len(foreign))} with money in {named}, without a rate to {profile.currency}: it counts as unknown"


def _unknown_literals(scored: ScoredList) -> Iterator[str]:
    """Labels in conditions and criteria that neither a vocabulary nor an account has."""
    plan = scored.plan
    asked = [(literal.column, literal.text, "") for literal in plan.unknown_literals]
    asked += [(doubt.field, doubt.value, doubt.hint) for criterion in plan.profile.criteria for doubt in criterion.doubts()]
    held: dict[str, list[str]] = {}
    for column, text, hint in dict.fromkeys(asked):
        known = held.setdefault(column, _values(scored.accounts[column]))
        if text.strip().casefold() not in {value.casefold() for value in known}:
            near = hint or did_you_mean(text, known)
            yield f"no account and no vocabulary has the {column} {text!r}" + (f"; {near}" if near else "")


def _unknown_industries(scored: ScoredList, loaded: Accounts) -> Iterator[str]:
    """Industries that the vocabulary does not know count as they are written, which no ideal may match."""
    if not any("industry" in criterion.fields for criterion in scored.plan.criteria):
        return
    for source in loaded.sources:
        for header in source.headers:
            missed = header.filled - header.understood
            if header.field == "industry" and missed:
                named = ", ".join(f"{cell!r} x{count:,}" for cell, count in header.examples[:3])
                yield (
                    f"{missed:,} rows of {source.source} have an industry that the vocabulary does not know ({named}): "
                    "they count as written, not as unknown"
                )


def _values(column: pl.Series) -> list[str]:
    """The distinct texts of a column or of its lists."""
    texts = column.explode(empty_as_null=True) if column.dtype == pl.List(pl.String) else column
    found: list[str] = texts.drop_nulls().unique().sort().to_list()
    return found


def _same_rank(scored: ScoredList) -> Iterator[str]:
    for line in scored.cut_lines:
        if line.tied_outside and line.decided_by == "account_key":
            yield (
                f"at the end of {line.tier} only the alphabet decides between {line.name} and {line.next_name}: "
                "the profile cannot tell them apart; add a criterion or a column to rank_by"
            )


def _unbound(scored: ScoredList) -> Iterator[str]:
    rows = pl.int_range(scored.accounts.height, dtype=pl.UInt32, eager=True).alias("row")
    for tier, bound, filled in zip(
        scored.plan.profile.tiers, scored.bound, scored.assigned.filled, strict=True
    ):
        if bound:
            free = unbound(scored.coded.with_columns(rows), bound, pl.concat([filled.taken, filled.pinned]))
            for per, count in free.items():
                most = next(one.at_most for one in scored.plan.profile.limits if (one.tier, one.per) == (tier.name, per))
                have, they, are = ("has", "it", "is") if count == 1 else ("have", "they", "are")
                of = f" of {most:,} per {per}" if isinstance(most, int) else f" per {per}"
                yield f"{_accounts(count)} in {tier.name} {have} no {per}, so {they} {are} outside the limit{of}"


def _idle_limits(scored: ScoredList) -> Iterator[str]:
    """Numbers by name for values that no account has: `dana` where the owner is `Dana Whitlock`."""
    for limit in scored.plan.profile.limits:
        if isinstance(limit.at_most, dict):
            held = _values(scored.accounts[limit.per].cast(pl.String))
            known = {canonical(limit.per, value) for value in held}
            for value in limit.at_most:
                if canonical(limit.per, value) not in known:
                    near = did_you_mean(value, held)
                    yield f"no account has the {limit.per} {value!r}, so its limit in {limit.tier} binds nobody" + (
                        f"; {near}" if near else ""
                    )


def _idle_suppression(scored: ScoredList, suppressions: Sequence[Suppression]) -> Iterator[str]:
    for place, one in enumerate(suppressions):
        if not scored.matches.hits[f"suppress.{place}"].any():
            yield f"the suppression file {one.path} ({one.rows:,} rows) matches no account: is it the right file?"


def _suppression_terms(scored: ScoredList, suppressions: Sequence[Suppression]) -> Iterator[str]:
    """Entries that no longer bind, and what was not understood of the files' own words."""
    for one, expired in zip(suppressions, scored.matches.expired, strict=True):
        if expired:
            entries = "1 entry" if expired == 1 else f"{expired:,} entries"
            yield f"{entries} of the suppression file {one.path} expired before {scored.plan.as_of} and bind nobody"
        yield from (f"the suppression file {one.path}: {note}" for note in one.notes)


def _disagreements(loaded: Accounts) -> Iterator[str]:
    """`two sources disagree on employees in 213 accounts, on country in 12; ...`."""
    torn = conflicts(loaded.rows)
    if torn.is_empty():
        return
    (first, count), *rest = torn.head(_MOST_TORN).iter_rows()
    said = "".join(f", on {name} in {many:,}" for name, many in rest)
    left = f" and on {torn.height - _MOST_TORN} fields more" if torn.height > _MOST_TORN else ""
    several = len(loaded.sources) > 1
    who = "two sources disagree" if several else "two rows of one account disagree"
    first_one = "source named" if several else "row"
    kept = "what --prefer says counts" if loaded.precedence.said() else f"the first {first_one} counts"
    change = " (--prefer changes that)" if several and not loaded.precedence.said() else ""
    yield f"{who} on {first} in {_accounts(count)}{said}{left}; {kept}{change}; the account shows both"


def _possible(scored: ScoredList) -> Iterator[str]:
    asked = scored.to_settle
    if asked.height:
        doubts = asked["account_key"].n_unique()
        matches = "" if asked.height == doubts else f" ({asked.height:,} possible matches)"
        yield f"{_accounts(doubts)} that may be on a suppression list{matches}: none was killed for it. K in the list settles them"


def _waiting(scored: ScoredList) -> Iterator[str]:
    for one in scored.decisions.waiting:
        if one.entry is not None:
            name, file = one.entry
            yield f"what {one.author} said, that {one.name or one.account_key} is not {name} of {file}, waits: no such account here"
            continue
        if one.kind in {"same", "different"}:
            are = "are one company" if one.kind == "same" else "are two companies"
            pair = f"{one.name or one.account_key} and another account {are}"
            yield f"what {one.author} said, that {pair}, waits: not both are here"
            continue
        yield f"the decision {one.kind} of {one.author} about {one.name or one.account_key} waits: no such account here"
    tiers = [tier.name for tier in scored.plan.profile.tiers]
    lost = scored.decisions.frame.filter(pl.col("pin").is_not_null() & ~pl.col("pin").is_in(tiers))
    for key, tier in lost.select("account_key", "pin").iter_rows():
        yield f"the pin of {key} to {tier} waits: the profile has no such tier"


def _formulas(scored: ScoredList, loaded: Accounts) -> Iterator[str]:
    """Cells are written as they came, since other tools store an escape as data; a spreadsheet may run them."""
    tiered = pl.concat([part for filled in scored.assigned.filled for part in (filled.pinned, filled.taken)])
    count = sum(formulas(cells.gather(tiered).cast(pl.String)) for cells in loaded.originals.iter_columns())
    if count:
        cells = "1 cell of the tier files starts" if count == 1 else f"{count:,} cells of the tier files start"
        yield f"{cells} like a formula: a spreadsheet may run what other tools load as text"


def _accounts(count: int) -> str:
    return "1 account" if count == 1 else f"{count:,} accounts"
