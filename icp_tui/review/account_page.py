"""Everything that is told about one account: its explanation, its decisions, its rows in the sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from icp_tui import columns
from icp_tui.review.decisions import Decision
from icp_tui.review.review import Review
from icp_tui.review.told import merged_rows
from icp_tui.scoring.explain import Explanation
from icp_tui.sources.conflicts import Disagreement, disagreements


@dataclass(frozen=True)
class AccountPage:
    """One account in full.

    `history` is its standing decisions, oldest first; `decided` its row of `Decisions.frame`, if any;
    `merged` the rows that went into it; `originals` header and text of every original column;
    `disagreements` what its rows say differently, field by field.
    """

    row: int
    explanation: Explanation
    history: Sequence[Decision]
    decided: Mapping[str, object] | None
    merged: Sequence[str]
    originals: Sequence[tuple[str, object]]
    disagreements: Sequence[Disagreement] = ()


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
    )
