"""`icp-tui diff OLD NEW`: who moved between two lists, and why."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from icp_tui.commands.text import clipped, say, say_json, table, wrapped
from icp_tui.evidence.comparison import Comparison, compare
from icp_tui.evidence.recorded import Recorded
from icp_tui.review.comparing import found, write_moves

# Moves of a tier that are listed on paper; the file has all of them.
MOST_LISTED = 20
_NAME = 34


def run(options: Namespace) -> int:
    """Compare two lists; say or write what moved."""
    old, new = (found(one, options.workspace) for one in (options.old, options.new))
    comparison = compare(old, new)
    if options.out:
        write_moves(comparison.moves, Path(options.out), replace=options.force)
    if options.json:
        say_json(as_json(old, new, comparison))
    elif not options.quiet:
        say([*_head(old, new, comparison), "", *_matrix(comparison), "", *_tiers(comparison), *_end(comparison, options.out)])
    return 0


def as_json(old: Recorded, new: Recorded, comparison: Comparison) -> dict[str, Any]:
    """A comparison as JSON data: both lists, the matrix by old and new bucket, each tier, every move."""
    return {
        **{side: {"name": one.name, "profile": one.edition, "as_of": one.as_of.isoformat()} for side, one in (("old", old), ("new", new))},
        "matrix": {was: dict(zip(comparison.now, row, strict=True)) for was, row in zip(comparison.was, comparison.counts, strict=True)},
        "tiers": [
            {"tier": one.tier, "was": one.was, "now": one.now, "came": one.came, "left": one.left, "churn": one.churn}
            for one in comparison.turnover
        ],
        "moves": comparison.moves.to_dicts(),
        "profile": list(comparison.profile),
        "notes": list(comparison.notes),
    }


def _head(old: Recorded, new: Recorded, comparison: Comparison) -> list[str]:
    lines = table([(one.name, one.edition, f"as of {one.as_of}", f"{one.core.height:,} account{'' if one.core.height == 1 else 's'}") for one in (old, new)], right=[3], indent="")
    lines[1] = f"{lines[1]}, the same profile" if old.sha256 == new.sha256 else lines[1]
    if comparison.profile:
        lines += wrapped("Profile: " + "; ".join(comparison.profile), "")
    return [*lines, *(piece for note in comparison.notes for piece in wrapped(note, ""))]


def _matrix(comparison: Comparison) -> list[str]:
    """Rows: where accounts were; columns: where they are."""
    totals = [sum(column) for column in zip(*comparison.counts, strict=True)]
    rows: list[tuple[str, ...]] = [("was \\ is", *comparison.now, "all")]
    for was, counts in zip(comparison.was, comparison.counts, strict=True):
        rows.append((was, *(f"{many:,}" if many else "." for many in counts), f"{sum(counts):,}"))
    rows.append(("all", *(f"{many:,}" for many in totals), f"{sum(totals):,}"))
    return table(rows, right=range(1, len(comparison.now) + 2))


def _tiers(comparison: Comparison) -> Iterator[str]:
    for one in comparison.turnover:
        churn = f", {one.churn:.1f} % churn" if one.churn is not None else ""
        pinned = comparison.pinned(one.tier)
        by_hand = f" ({pinned:,} pinned)" if pinned else ""
        yield f"{one.tier}: {one.was:,} then, {one.now:,} now; {one.came:,} came in{by_hand}, {one.left:,} left{churn}"
        yield from _listed(comparison.came(one.tier), "in ")
        yield from _listed(comparison.left(one.tier), "out")
        yield ""


def _listed(moves: pl.DataFrame, sign: str) -> Iterator[str]:
    """The first moves of a tier, two lines each: the move, and its cause."""
    shown = moves.head(MOST_LISTED).to_dicts()
    heads = table(
        ((sign, "" if one["new_rank"] is None else f"{one['new_rank']:,}", clipped(one["name"], _NAME),
          f"{one['was']} -> {one['now']}", score_words(one["old_score"], one["new_score"])) for one in shown),
        right=[1],
    )  # fmt: skip
    for head, one in zip(heads, shown, strict=True):
        yield head
        yield from wrapped(clipped(cause_words(one), 300), " " * 8)
    if moves.height > MOST_LISTED:
        yield f"  and {moves.height - MOST_LISTED:,} more; -o FILE writes all of them"


def score_words(old: float | None, new: float | None) -> str:
    """`82.50 -> 91.00`; one number where it is the same, or where there is only one."""
    was, now = ("" if one is None else f"{one:.2f}" for one in (old, new))
    return f"{was} -> {now}" if was and now and was != now else now or was


def cause_words(move: dict[str, Any]) -> str:
    """The main cause with its kind, then the others."""
    also = f" (also: {move['also']})" if move["also"] else ""
    return f"{move['cause']}: {move['because']}{also}"


def _end(comparison: Comparison, out: str | None) -> list[str]:
    moved, stayed = comparison.moves.height, comparison.stayed
    said = f"{moved:,} account{'' if moved == 1 else 's'} moved, {stayed:,} {'stays where it was' if stayed == 1 else 'stay where they were'}"
    return [f"{said}. Written to {out}" if out else said]
