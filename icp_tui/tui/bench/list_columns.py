"""Which columns of a list the account table shows, in which order, and how wide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from icp_tui import columns
from icp_tui.review.cells import Cells
from icp_tui.review.columns.kept import AS_THEY_COME, KeptColumns
from icp_tui.scoring.assign import DISQUALIFIED, KILLED, bucket_names
from icp_tui.tui.widgets.table_column import Column, Kind

# What an account is known by.
NAME = "name"
# Name, header, width and kind of the columns that have a place of their own, in order.
_FIRST: tuple[tuple[str, str, int, Kind], ...] = (
    ("rank", "Rank", 5, "rank"),
    ("bucket", "Tier", 7, "text"),
    ("score", "Score", 6, "score"),
    ("name", "Account", 24, "text"),
)
_NEXT: tuple[tuple[str, str, int, Kind], ...] = (
    ("pinned", "P", 1, "flag"),
    ("reviewed", "R", 1, "flag"),
    ("industry", "Industry", 14, "text"),
    ("employees", "Empl.", 6, "number"),
    ("country", "Cc", 2, "text"),
    ("owner", "Owner", 12, "text"),
    ("best_case", "Best", 6, "score"),
    ("known", "Known", 6, "percent"),
    ("revenue", "Revenue", 9, "money"),
    ("domain", "Domain", 24, "text"),
    ("city", "City", 16, "text"),
    ("note", "Note", 24, "text"),
    ("warnings", "Warnings", 24, "text"),
    ("reason", "Reason", 40, "text"),
    ("why", "Why", 40, "text"),
)
# What nearly everybody needs; all else is off until it is picked.
_USUAL = {"pinned", "reviewed", "industry", "employees", "country", "owner", "best_case", "known", "note", "reason"}
_WIDTHS: dict[Kind, int] = {
    "rank": 6, "text": 20, "number": 10, "score": 8, "money": 10, "percent": 8, "date": 10, "flag": 4, "list": 24,
}  # fmt: skip
_WIDEST_TITLE = 18


def list_columns(cells: Cells, kept: KeptColumns = AS_THEY_COME) -> list[Column]:
    """The columns to show: those that were picked, in their order, then the usual ones, what matters most first."""
    made = {column.name: column for column in every_column(cells, kept)}
    picked = [made[name] for name in kept.order if name in made]
    left = {*kept.order, *kept.hidden}
    shown = [*picked, *(made[name] for name in _as_they_come(cells) if name not in left)]
    # An account has to be known by something.
    return shown if any(column.name == NAME for column in shown) else [made[NAME], *shown]


def every_column(cells: Cells, kept: KeptColumns = AS_THEY_COME) -> list[Column]:
    """All columns of a list, also those without data, what matters most first, as wide as was picked."""
    named = {name: Column(name, title, width, kind) for name, title, width, kind in (*_first(cells), *_NEXT)}
    made = [named[name] for name in named if name in cells.schema]
    made += [_column(cells, name) for name in cells.schema if name not in named]
    return [replace(one, width=kept.widths[one.name]) if one.name in kept.widths else one for one in made]


def fixed(made: Sequence[Column]) -> int:
    """How many of the first columns stay while the others scroll: those that say which account it is."""
    names = [name for name, *_ in _FIRST]
    return next((at for at, column in enumerate(made) if column.name not in names), len(made))


def arranged(made: Sequence[Column], bucket: str | None) -> list[Column]:
    """The columns for looking at a bucket: without its name; of those who are out, why they are comes soon."""
    if bucket is None:
        return list(made)
    made = [column for column in made if column.name != "bucket"]
    if bucket not in {DISQUALIFIED, KILLED}:
        return made
    why = [column for column in made if column.name == "reason"]
    rest = [column for column in made if column not in why]
    # The size is what a large one among them is known by.
    place = next((at for at, column in enumerate(rest) if column.name == "country"), fixed(made))
    if why and made.index(why[0]) <= place:
        return made
    return [*rest[:place], *why, *rest[place:]]


def _as_they_come(cells: Cells) -> list[str]:
    """The names of the usual columns with data, those that matter most first; the first are always there."""
    return [*(name for name, *_ in _FIRST), *(name for name, *_ in _NEXT if name in _USUAL and _shown(cells, name))]


def _first(cells: Cells) -> list[tuple[str, str, int, Kind]]:
    widest = max(map(len, bucket_names(cells.scored.plan.profile)[:-3]), default=0)
    return [(name, title, max(width, min(widest, 12)) if name == "bucket" else width, kind)
            for name, title, width, kind in _FIRST]  # fmt: skip


def _shown(cells: Cells, name: str) -> bool:
    # Decisions are made while the list is on the screen, so their columns are there from the start.
    return name in {"reviewed", "pinned", "note", "owner"} or (name in cells.schema and cells.has(name))


def _column(cells: Cells, name: str) -> Column:
    kind = _kind(name, cells.schema[name])
    title = _title(cells, name)
    return Column(name, title, max(_WIDTHS[kind], min(len(title), _WIDEST_TITLE)), kind)


def _title(cells: Cells, name: str) -> str:
    """Headers of sources as they came; our names as words."""
    criteria = {criterion.key: criterion.title for criterion in cells.scored.plan.criteria}
    for prefix, word in (("level.", "level"), ("points.", "points")):
        if name.startswith(prefix) and name.removeprefix(prefix) in criteria:
            return f"{criteria[name.removeprefix(prefix)]} {word}"
    return name.replace("_", " ").capitalize() if name in columns.ACCOUNT or columns.is_ours(name) else name


def _kind(name: str, dtype: pl.DataType) -> Kind:
    if name in columns.MONEY:
        return "money"
    if name == "founded":
        return "rank"
    if name.startswith(("layer_", "points.")) or name in {"score", "best_case"}:
        return "score"
    kinds: list[tuple[type[pl.DataType], Kind]] = [
        (pl.Boolean, "flag"), (pl.Date, "date"), (pl.List, "list"), (pl.Float64, "number"), (pl.Int64, "number"),
    ]  # fmt: skip
    return next((kind for one, kind in kinds if isinstance(dtype, one)), "text")
