"""The rows that no account was made of: which, why, and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

# Enough to see what kind of rows they are; a screen of its own has them all, as has rejected.csv.
_FIRST = 3
_LINE = r" \(line [\d,]+ of the file\)$"
_CELLS = r"^has \d+ cells, the header has \d+$"


@dataclass(frozen=True)
class RejectedRows:
    """All rejected rows of a list.

    `frame` is `source, row, raw, cause`, source by source as in their files; nothing in it is clipped.
    `causes` counts them by cause, the most frequent first; causes that differ only in numbers are one.
    """

    frame: pl.DataFrame
    causes: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, frame: pl.DataFrame) -> RejectedRows:
        """Count the causes of rejected rows, `source, row, raw, cause`."""
        import polars as pl  # noqa: PLC0415  screens import this class before Polars is there

        cause = pl.col("cause").str.replace(_LINE, "")
        cause = (
            pl.when(cause.str.contains(_CELLS))
            .then(pl.lit("more cells than the header has"))
            .otherwise(cause)
        )
        counted = frame.group_by(cause.alias("cause")).len().sort("len", "cause", descending=[True, False])
        return cls(frame, tuple((str(cause), int(count)) for cause, count in counted.iter_rows()))

    def __len__(self) -> int:
        """How many there are."""
        return self.frame.height

    def rows(self, start: int, count: int) -> list[tuple[str, int, str, str]]:
        """`count` of them from the place `start` on: source, row, cause, raw text as it stands in the file."""
        some = self.frame.slice(start, count).select("source", "row", "cause", "raw")
        return [(source, row, cause, raw or "") for source, row, cause, raw in some.iter_rows()]

    def first(self, source: str) -> tuple[str, ...]:
        """The first ones of a source in a line each, and how many more there are."""
        mine = self.frame.filter(self.frame["source"] == source)
        first = mine.select("row", "cause", "raw").head(_FIRST).iter_rows()
        said = [f"row {row:,} rejected: {cause}: {(raw or '')[:200]}" for row, cause, raw in first]
        if mine.height > _FIRST:
            said.append(f"and {mine.height - _FIRST:,} more; the export writes them all to rejected.csv")
        return tuple(said)
