"""A comparison of two lists as lines: the matrix, the tiers, the columns of the moves, and a move in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl
from textual.content import Content

from icp_tui.evidence.comparison import Comparison
from icp_tui.evidence.movement import GONE, NEW, Turnover
from icp_tui.tui.text import clipped, plain
from icp_tui.tui.widgets.table_column import Column

# The names `tier` and `bucket` give the values their colours.
COLUMNS = (
    Column("tier", "Was in", 9),
    Column("bucket", "Is in", 9),
    Column("name", "Account", 22),
    Column("new_rank", "Rank", 6, "rank"),
    Column("old_score", "Then", 6, "score"),
    Column("new_score", "Now", 6, "score"),
    Column("cause", "Cause", 10),
    Column("because", "Because", 40),
)
_LONGEST = 600
_NAME = 16
_CORNER = "was \\ is"


def rows(moves: pl.DataFrame) -> pl.DataFrame:
    """The moves as COLUMNS show them."""
    return moves.rename({"was": "tier", "now": "bucket"}).select(one.name for one in COLUMNS)


def matrix(comparison: Comparison) -> Content:
    """Where accounts were, downwards, and where they are, across; who stayed is dim. Without `new` and `gone` where nobody is."""
    totals = [sum(column) for column in zip(*comparison.counts, strict=True)]
    shown = [place for place, now in enumerate(comparison.now) if now != GONE or totals[place]]
    names = [clipped(comparison.now[place], _NAME) for place in shown]
    widths = [max(len(name), len(f"{totals[place]:,}")) for name, place in zip(names, shown, strict=True)]
    first = max(len(_CORNER), *(len(clipped(name, _NAME)) for name in comparison.was))
    last = len(f"{sum(totals):,}")
    cells = [plain(f"  {name:>{wide}}", "bold") for name, wide in zip(names, widths, strict=True)]
    said = [Content.assemble(plain(_CORNER.ljust(first), "bold"), *cells, plain(f"  {'all':>{last}}", "bold"))]
    for was, counts in zip(comparison.was, comparison.counts, strict=True):
        if was == NEW and not sum(counts):
            continue
        cells = [
            plain(f"  {f'{counts[place]:,}' if counts[place] else '·':>{wide}}", "dim" if was == comparison.now[place] or not counts[place] else "")
            for place, wide in zip(shown, widths, strict=True)
        ]
        said.append(Content.assemble(plain(clipped(was, _NAME).ljust(first), "bold"), *cells, plain(f"  {sum(counts):>{last},}", "dim")))
    cells = [plain(f"  {totals[place]:>{wide},}", "dim") for place, wide in zip(shown, widths, strict=True)]
    said.append(Content.assemble(plain("all".ljust(first), "bold"), *cells, plain(f"  {sum(totals):>{last},}", "dim")))
    return Content("\n").join(said)


def turnovers(turnover: Sequence[Turnover]) -> Content:
    """`Churn  A: 12 in, 11 out (22.0 %)` of every tier, on a line."""
    # A tier stays on one line.
    return plain("Churn  ", "bold") + plain(";  ".join(turnover_words(one).replace(" ", "\u00a0") for one in turnover))


def turnover_words(one: Turnover) -> str:
    """One tier: who came and left, and the share of its old members that left."""
    churn = f" ({one.churn:.1f} %)" if one.churn is not None else ""
    return f"{one.tier}: {one.came:,} in, {one.left:,} out{churn}"


def told(move: dict[str, Any]) -> list[Content]:
    """A move in full: who, from where to where, the main cause, the others."""
    ranks = [f"{word} {move[name]:,}" for name, word in (("old_rank", "was rank"), ("new_rank", "is rank")) if move[name] is not None]
    scores = " -> ".join(dict.fromkeys(f"{move[name]:.2f}" for name in ("old_score", "new_score") if move[name] is not None))
    head = plain(f"{clipped(move['name'], 60)}: {move['was']} -> {move['now']}", "bold")
    was = f", was {clipped(move['old_key'], 60)}" if move["old_key"] else ""
    about = plain(f"  {clipped(move['account_key'], 60)}{was}; score {scores}; {', '.join(ranks) or 'no rank'}", "$foreground-muted")
    lines = [head + about, plain(f"{move['cause'].capitalize()}: {clipped(move['because'], _LONGEST)}")]
    return [*lines, plain(f"Also: {clipped(move['also'], _LONGEST)}", "dim")] if move["also"] else lines
