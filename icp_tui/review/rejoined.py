"""What moved when accounts were joined or parted: two lists of the same files, told in a sentence or two."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

import polars as pl

from icp_tui.errors import shortened, visible
from icp_tui.review.review import Review
from icp_tui.scoring.assign import KILLED

# More names nobody reads in a passing message.
_MOST_NAMED = 2
_MOST_OF_A_NAME, _MOST_OF_A_REASON = 45, 90


def rejoined_words(before: Review, after: Review) -> str:
    """`Halverane Systems: B → killed (Competitor, competitors.csv). Hooli: nurture → B.`; nothing when nobody moves.

    Where an account was is where the best of those was that are it now. The joined and the parted come first.
    """
    moved = _moved(before, after)
    ours, others = moved.filter("ours"), moved.filter(~pl.col("ours"))
    said = [_said(ours, after, "joined or parted"), _said(others, after, "")]
    return visible(" ".join(one for one in said if one))


def _moved(before: Review, after: Review) -> pl.DataFrame:
    """The accounts of `after` in another bucket than before, best first: row, was, now, and whether they are `ours`."""
    base = pl.DataFrame({"row": pl.int_range(before.session.base.frame.height, dtype=pl.UInt32, eager=True)})
    rows = pl.DataFrame({"old": before.rows_of(base["row"]), "new": after.rows_of(base["row"])}).drop_nulls().unique(maintain_order=True)
    old, new = before.scored, after.scored
    told = rows.with_columns(
        old.assigned.bucket.gather(rows["old"]).cast(pl.String).alias("was"),
        old.assigned.rank.gather(rows["old"]).alias("old rank"),
        new.assigned.bucket.gather(rows["new"]).cast(pl.String).alias("now"),
        new.scores["score"].gather(rows["new"]).alias("score"),
        (pl.col("new").is_duplicated() | pl.col("old").is_duplicated()).alias("ours"),
    )
    best = told.sort("old rank", nulls_last=True, maintain_order=True).unique("new", keep="first", maintain_order=True)
    return best.filter(pl.col("was") != pl.col("now")).sort("score", "new", descending=[True, False])


def _said(moved: pl.DataFrame, after: Review, how: str) -> str:
    if moved.is_empty():
        return ""
    named = [_one(after, *one) for one in moved.head(_MOST_NAMED).select("new", "was", "now").iter_rows()]
    left = moved.height - len(named)
    if left:
        named.append(f"{left:,} more {'of those ' + how + ' ' if how else ''}{'moves' if left == 1 else 'move'}")
    return f"{'; '.join(named)}."


def _one(after: Review, row: int, was: str, now: str) -> str:
    accounts = after.scored.accounts
    name = shortened(accounts["name"][row] or accounts["account_key"][row], _MOST_OF_A_NAME)
    why = f" ({shortened('; '.join(_reasons(after, row)), _MOST_OF_A_REASON)})" if now == KILLED else ""
    return f"{name}: {was} → {now}{why}"


def _reasons(after: Review, row: int) -> Sequence[str]:
    """Why it is killed, each with the file that says so."""
    scored = after.scored
    files = {
        one.because: PurePath(one.path).name
        for place, one in enumerate(after.session.suppressions)
        if scored.matches.hits[f"suppress.{place}"][row]
    }
    reasons = scored.kill_reasons(pl.Series([row], dtype=pl.UInt32))[0]
    return [f"{reason}, {files[reason]}" if reason in files else str(reason) for reason in reasons]
