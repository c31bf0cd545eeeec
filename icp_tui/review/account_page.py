"""Everything that is told about one account: its explanation, its decisions, its rows in the sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from icp_tui import columns
from icp_tui.review.decisions.decision import Decision
from icp_tui.review.review import Review
from icp_tui.review.told import merged_rows
from icp_tui.scoring.explain import Explanation
from icp_tui.sources.conflicts import Disagreement, disagreements, value_source


@dataclass(frozen=True)
class AccountPage:
    """One account in full.

    `history` is its standing decisions, oldest first; `decided` its row of `Decisions.frame`, if any;
    `merged` the rows that went into it; `originals` header and text of every original column;
    `disagreements` what its rows say differently, field by field; `sources` by criterion the source and row that its
    value is from, where the account came from several rows.
    """

    row: int
    explanation: Explanation
    history: Sequence[Decision]
    decided: Mapping[str, object] | None
    merged: Sequence[str]
    originals: Sequence[tuple[str, object]]
    disagreements: Sequence[Disagreement] = ()
    sources: Mapping[str, str] = field(default_factory=dict)


def account_page(review: Review, row: int) -> AccountPage:
    """The page of the account at `row`."""
    accounts = review.session.accounts
    key = accounts.frame["account_key"][row]
    decided = review.scored.decisions.frame.filter(pl.col("account_key") == key)
    rows = pl.Series([row], dtype=pl.UInt32)
    originals = review.session.originals
    cells = columns.as_text(originals[rows]).row(0) if originals.width else ()
    return AccountPage(
        row=row,
        explanation=review.explain(row),
        history=review.history(row),
        decided=decided.row(0, named=True) if decided.height else None,
        merged=merged_rows(accounts.duplicates, key),
        originals=list(zip(originals.columns, cells, strict=True)),
        # What the sources say, whoever has been given the account since.
        disagreements=disagreements(accounts.rows, key, accounts.frame.row(row, named=True)),
        sources=_value_sources(review, row),
    )


def _value_sources(review: Review, row: int) -> dict[str, str]:
    """Whose value each criterion judges, where there is a choice.

    Empty for an account of one row. Of rows of one file only what is not from the account's own row is told: the
    rest would say the same on every line.
    """
    accounts = review.session.accounts
    key, *first = accounts.frame.select("account_key", "source", "source_row").row(row)
    own = accounts.rows.filter(pl.col("account_key") == key)
    found: dict[str, str] = {}
    several = own["source"].n_unique() > 1
    for criterion in review.scored.plan.criteria if own.height > 1 else ():
        fields = [name for name in criterion.fields if name in columns.ACCOUNT]
        froms = [value_source(own, key, name, accounts.precedence) for name in fields]
        told = [one for one in froms if one is not None and (several or list(one) != first)]
        said = dict.fromkeys(f"{source} row {row}" for source, row in told)
        if said:
            found[criterion.key] = " and ".join(said)
    return found
