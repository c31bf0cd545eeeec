"""What is decided already: a decision that says so once more would be an entry in the log for nothing."""

from __future__ import annotations

from datetime import date

import polars as pl

from icp_tui.review.decisions.decision import Decision
from icp_tui.review.review import Review


def not_yet(review: Review, rows: pl.Series, kind: str, value: str, expires: date | None = None) -> pl.Series:
    """Those of `rows` for which a pin, owner, note or review of this value, up to this last day, would change anything.

    An empty `value` takes a decision away.
    """
    return rows.filter(pl.Series([not _is(review, int(row), kind, value.strip(), expires) for row in rows], dtype=pl.Boolean))


def _is(review: Review, row: int, kind: str, value: str, expires: date | None) -> bool:
    said: list[Decision] = [one for one in review.history(row) if one.kind == kind]
    if said:
        return ((said[-1].value or "").strip(), said[-1].expires) == (value, expires)
    # Nobody decided: owners are in the sources too.
    owner = review.scored.accounts["owner"][row] if kind == "owner" and value else None
    return not value or (expires is None and owner is not None and str(owner).strip() == value)
