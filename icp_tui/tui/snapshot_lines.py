"""Frozen lists as lines: their columns, a row each, and one in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

import polars as pl
from textual.content import Content

from icp_tui.review.snapshots import Snapshot
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.widgets.table_column import Column

COLUMNS = (
    Column("name", "List", 14),
    Column("edition", "Profile", 20),
    Column("as_of", "As of", 10, "date"),
    Column("accounts", "Accounts", 8, "number"),
    Column("tiers", "Tiers", 20),
    Column("frozen", "Frozen", 16),
)
_SOURCES = 4


def rows(lists: Sequence[Snapshot]) -> pl.DataFrame:
    """A row for each list, with the names of COLUMNS."""
    return pl.DataFrame(
        [
            {"name": one.name, "edition": f"cannot be used: {one.trouble}"} if one.trouble else {
                "name": one.name,
                "edition": one.edition,
                "as_of": one.as_of,
                "accounts": int(one.receipt["rows"]["accounts"]),
                "tiers": ", ".join(f"{name} {one.buckets[name]:,}" for name in one.tiers),
                "frozen": f"{one.frozen:%Y-%m-%d %H:%M}",
            }
            for one in lists
        ],
        schema={"name": pl.String, "edition": pl.String, "as_of": pl.Date, "accounts": pl.Int64, "tiers": pl.String, "frozen": pl.String},
    )  # fmt: skip


def told(one: Snapshot) -> Iterator[Content]:
    """A list in full: what it was made from, what is in it, and what can be done with it."""
    if one.trouble:
        yield plain(f"{one.name} cannot be used: {clipped(one.trouble, 200)}. Del deletes it.")
        return
    receipt = one.receipt
    counts = ", ".join(f"{name} {count:,}" for name, count in one.buckets.items())
    yield plain(f"{one.name}: ", "bold") + plain(clipped(counts, 300))
    names = [clipped(PurePath(str(source["path"])).name, 40) for source in receipt["sources"]]
    more = f" and {len(names) - _SOURCES} more" if len(names) > _SOURCES else ""
    decided = int(receipt["decisions"]["count"])
    yield plain(f"From {', '.join(names[:_SOURCES])}{more}; {decided:,} {'decision' if decided == 1 else 'decisions'}")
    if one.unkept:
        yield plain(one.unkept, "bold")
    yield plain(f"Frozen {one.frozen:%Y-%m-%d %H:%M}, in {one.path}", "dim")
