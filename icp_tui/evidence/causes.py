"""One main cause for each move, and the others.

What settles a bucket comes first: a person, the kill list, a must-have, what a tier asks for, its limits. Where
it was a matter of points, the step that pushed the account most in the direction of its move is the main
cause: its data, the profile, its dates, or the line of the tier, which others raise when they take its seats.
An account whose points went the other way, all in all, was moved by the line or the seats; its pushes are told beside.
"""

from __future__ import annotations

from pathlib import PurePath

import polars as pl

from icp_tui.evidence.gates import asked_by_tiers, gates
from icp_tui.evidence.kills import kills
from icp_tui.evidence.movement import GONE, NEW
from icp_tui.evidence.movers import (
    AGAINST,
    CAUSE,
    LEFT_OVER,
    OTHER,
    PERSON,
    REASON,
    Movers,
    causes_frame,
    movers,
)
from icp_tui.evidence.pushes import pushes
from icp_tui.evidence.recorded import Recorded
from icp_tui.evidence.seats import limits, lines, pins
from icp_tui.evidence.stays import stays
from icp_tui.evidence.value_words import worded

# Other causes that anyone reads beside the main one.
MOST_OTHERS = 3


def causes(old: Recorded, new: Recorded, moves: pl.DataFrame) -> pl.DataFrame:
    """cause, because and also of each of `moves`, in their order: the kind of the main cause, it and the others in words."""
    found = pl.concat([_presence(new, moves), *_of_both(movers(old, new, moves))])
    ranked = found.lazy().sort("place", "grade", "push", "part", "kind", "said", descending=[False, False, True, True, False, False])
    told = ranked.unique(["place", "said"], keep="first", maintain_order=True)
    # What a step did as a whole, and who took a seat, is only told where nothing better is.
    others = pl.col("said").filter((pl.col("part") >= 0) & ((pl.col("grade") < LEFT_OVER) | (pl.col("grade") == AGAINST)), pl.int_range(pl.len()) > 0)
    chosen = told.group_by("place", maintain_order=True).agg(
        pl.col("kind").first().alias("cause"),
        pl.col("said").first().alias("because"),
        others.head(MOST_OTHERS).str.join("; ").alias("also"),
    ).collect()  # fmt: skip
    return (
        moves.select().with_row_index("place")
        if moves.is_empty()
        else pl.DataFrame({"place": pl.int_range(moves.height, dtype=pl.UInt32, eager=True)})
    ).join(chosen, on="place", how="left", maintain_order="left").drop("place").with_columns(
        pl.col("cause").fill_null(OTHER), pl.col("because").fill_null(""), pl.col("also").fill_null("")
    )  # fmt: skip


def _of_both(moving: Movers) -> list[pl.DataFrame]:
    """Every cause of accounts that are on both lists; last of all what the list itself says of the account."""
    if moving.frame.is_empty():
        return []
    parts = [pins(moving), kills(moving), gates(moving), asked_by_tiers(moving), limits(moving), stays(moving), lines(moving), pushes(moving)]
    reason = pl.col("now.reason").replace("", None)
    return [*parts, causes_frame(moving.frame, REASON, OTHER, reason)]


def _presence(new: Recorded, moves: pl.DataFrame) -> pl.DataFrame:
    """CAUSE rows of accounts that are on one list only."""
    placed = moves.with_row_index("place")
    added, gone = placed.filter(pl.col("was") == NEW), placed.filter(pl.col("now") == GONE)
    sources = _source(new, added["new_row"])
    added = added.with_columns(sources.alias("source"))
    came = worded("new in {}", "source").fill_null("new in the sources")
    left = worded("one account with {} now", "into").fill_null("not in the sources any more")
    return pl.concat([
        pl.DataFrame(schema=CAUSE),
        causes_frame(added, PERSON, NEW, came),
        causes_frame(gone, PERSON, GONE, left),
    ])  # fmt: skip


def _source(one: Recorded, rows: pl.Series) -> pl.Series:
    """The file that each account came from, without its folder."""
    held = one.some(["source"], rows)
    if "source" not in held.columns:
        return pl.Series([None] * len(rows), dtype=pl.String)
    texts = held["source"].cast(pl.String)
    names = {text: PurePath(text).name for text in texts.drop_nulls().unique().to_list()}
    return texts.replace(names) if names else texts
