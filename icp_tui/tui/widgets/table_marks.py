"""The marked accounts: a bit per source row, so marking a million costs an eighth of a megabyte."""

from __future__ import annotations

import polars as pl


class Marks:
    """Which source rows are marked."""

    def __init__(self) -> None:
        self._flags = pl.Series("marked", [], dtype=pl.Boolean)

    @property
    def count(self) -> int:
        """How many rows are marked."""
        return int(self._flags.sum())

    def rows(self) -> pl.Series:
        """The marked rows, ascending."""
        return self._flags.arg_true().cast(pl.UInt32).alias("row")

    def of(self, rows: pl.Series) -> pl.Series:
        """Whether each of the rows is marked."""
        return self._flags.gather(rows) if self._flags.len() else rows.is_null()

    def has(self, row: int) -> bool:
        """Whether the row is marked."""
        return row < self._flags.len() and bool(self._flags[row])

    def set(self, rows: pl.Series, *, marked: bool) -> None:
        """Mark these rows, or take their marks away."""
        if rows.len():
            self._flags = self._flags.scatter(rows, marked)

    def toggle_all(self, rows: pl.Series) -> None:
        """Mark all these rows; if they are all marked already, take their marks away."""
        self._grow(rows)
        self.set(rows, marked=not self.of(rows).all())

    def toggle(self, row: int) -> None:
        """Mark this row, or take its mark away."""
        rows = pl.Series([row], dtype=pl.UInt32)
        self._grow(rows)
        self.set(rows, marked=not self.has(row))

    def clear(self) -> None:
        """Take all marks away."""
        self._flags = self._flags.clear()

    def _grow(self, rows: pl.Series) -> None:
        most = rows.max()
        if isinstance(most, int) and most >= self._flags.len():
            # A new series, since `extend` would change the one that is being read.
            added = pl.repeat(False, most + 1 - self._flags.len(), dtype=pl.Boolean, eager=True)
            self._flags = pl.concat([self._flags, added.alias("marked")])
