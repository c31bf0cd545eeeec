"""What is decided already: a decision that says so once more would be an entry in the log for nothing."""

from __future__ import annotations

from datetime import date

import polars as pl

from icp_tui.review.review import Review


def not_yet(review: Review, rows: pl.Series, kind: str, value: str, expires: date | None = None) -> pl.Series:
    """Those of `rows` for which a pin, owner, note or review of this value, up to this last day, would change anything.

    An empty `value` takes a decision away.
    """
    value = value.strip()
    keys = review.session.accounts.frame["account_key"].gather(rows)
    last = review.last_said(kind)
    so = [key for key, one in last.items() if ((one.value or "").strip(), one.expires) == (value, expires)]
    undecided = ~keys.is_in(pl.Series(list(last), dtype=pl.String).implode())
    return rows.filter(~(keys.is_in(pl.Series(so, dtype=pl.String).implode()) | (undecided & _as_found(review, rows, kind, value, expires))))


def _as_found(review: Review, rows: pl.Series, kind: str, value: str, expires: date | None) -> pl.Series:
    """Which of the accounts would be so if nobody had decided: without any value, or with the owner in the sources."""
    if value and kind == "owner" and expires is None:
        owners = review.scored.accounts["owner"].gather(rows).cast(pl.String)
        return (owners.str.strip_chars() == value).fill_null(value=False)
    return pl.Series([not value]).new_from_index(0, len(rows))
