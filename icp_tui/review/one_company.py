"""What a review knows of accounts that people have said are one company, and where they are on its list."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from icp_tui.review.looking_back import LookingBack


class OneCompany(LookingBack):
    """The part of a review that follows accounts into those that they were joined to."""

    # What people had said are one company when this list was made.
    _same: list[tuple[str, str]]

    @property
    def joins_changed(self) -> bool:
        """Whether other accounts are said to be one company by now than when this list was made."""
        return self._finder.same != self._same

    def settled_pairs(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """What people have said of pairs of accounts, by their keys: those that are one company, and two, sorted.

        Pairs that are one account on this list are left out.
        """
        with self._lock:
            return self._two(self._finder.same), self._two(self._finder.different)

    def _two(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """The pairs by the keys on this list, as far as they are two accounts here."""
        into = self._finder.into
        here = ((into.get(one, one), into.get(two, two)) for one, two in pairs)
        return sorted({(min(pair), max(pair)) for pair in here if pair[0] != pair[1]})

    def rows_of(self, base_rows: pl.Series) -> pl.Series:
        """The rows (UInt32) in which the accounts at these rows of `session.base` are now."""
        into = self._finder.into
        if not into:
            return base_rows
        keys = self.session.base.frame["account_key"].gather(base_rows).replace(dict(into))
        held = self.session.accounts.frame.select("account_key").with_row_index("row")
        wanted = pl.DataFrame({"account_key": keys})
        return wanted.join(held, on="account_key", how="left", maintain_order="left")["row"]

    def row_of(self, account_key: str) -> int | None:
        """The row of the account with this key, or of the one that it has gone into; None when there is none."""
        key = self._finder.into.get(account_key, account_key)
        found = (self.session.accounts.frame["account_key"] == key).arg_true()
        return int(found[0]) if len(found) else None
