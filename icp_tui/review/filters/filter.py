"""What a person types to narrow the list: words, field:value, or a condition in SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from icp_tui import conditions
from icp_tui.errors import shortened
from icp_tui.review.cells import Cells
from icp_tui.review.filters.field import column_named, field_part
from icp_tui.review.filters.part import Part, check_names, contains
from icp_tui.review.filters.pieces import Piece, cut
from icp_tui.review.filters.slips import check_blanks, check_joined, check_measures, check_named
from icp_tui.review.filters.sql import has_field, looks_like_sql, plain_condition, sql_part

# Where plain words are looked for.
WORDS_IN = ("name", "domain", "industry")
_WORDS_SAID = "name, domain or industry has "


@dataclass(frozen=True)
class Filter:
    """A filter as it was typed, and in `said` as it was understood; all of its parts must be met."""

    text: str
    said: str
    parts: tuple[Part, ...] = field(compare=False, repr=False)

    def mask(self, cells: Cells) -> pl.Series:
        """Which accounts meet it: Boolean, a row per account, without nulls. Unknown is not met.

        ValueError when a column that it names is gone, or cannot be worked out.
        """
        names = {name for part in self.parts for name in part.names}
        check_names(sorted(names), cells)
        return cells.kept.once(("filter", self.text, self.said), names, lambda: self._mask(cells))

    def _mask(self, cells: Cells) -> pl.Series:
        first, *others = sorted(self.parts, key=lambda part: part.cost(cells))
        mask = first.met(cells)
        for part in others:
            # Each part is asked only of the accounts that met all before it.
            rows = mask.arg_true()
            mask = mask.scatter(rows, part.met(cells, rows)) if rows.len() else mask
        return mask


def parse_filter(text: str, cells: Cells) -> Filter:
    """Understand a filter; ValueError says in plain words what is wrong and how to mend it."""
    if not text.strip():
        raise ValueError("the filter is empty; type words, field:value or a condition")
    if len(text) > conditions.MOST_CHARACTERS:
        raise ValueError(
            f"the filter has {len(text):,} characters; at most {conditions.MOST_CHARACTERS:,} are read"
        )
    parts = tuple(_parts(text, cells))
    return Filter(text, " and ".join(part.said for part in parts), parts)


def _parts(text: str, cells: Cells) -> Iterator[Part]:
    fields, sql = has_field(text), looks_like_sql(text, cells)
    if sql and not fields:
        yield sql_part(text, cells)
        return
    pieces = [_settled(piece, cells) for piece in cut(text)]
    if sql and any(piece.field is not None for piece in pieces):
        raise ValueError(
            "field:value and a condition do not mix; "
            "write tier:A employees:>100, or tier = 'A' AND employees > 100"
        )
    if sql:
        yield sql_part(text, cells)
        return
    if not fields and (condition := plain_condition(text, cells)) is not None:
        yield condition
        return
    check_blanks(pieces, cells)
    pieces = [piece for piece in pieces if not _is_and(piece, pieces)]
    check_joined(pieces)
    yield from (field_part(piece, cells) for piece in pieces if piece.field is not None)
    words = [piece for piece in pieces if piece.field is None and piece.text.strip()]
    check_measures(words, cells)
    made = [_words(word.text) for word in words]
    check_named(words, made, cells)
    yield from made[:1]
    # Where words are looked for is said once.
    yield from (replace(part, said=part.said.removeprefix(_WORDS_SAID)) for part in made[1:])


def _words(text: str) -> Part:
    """One word or phrase in any of the columns that words are looked for in."""
    said = f'{_WORDS_SAID}"{shortened(text)}"'
    return Part(
        said, WORDS_IN, pl.any_horizontal(contains(name, text).fill_null(value=False) for name in WORDS_IN)
    )


def _settled(piece: Piece, cells: Cells) -> Piece:
    """A word with a colon in it is a word, unless it begins like the name of a column."""
    if piece.field is None or piece.reads_as_field or column_named(piece.field, cells, quoted=piece.quoted):
        return piece
    if piece.field.startswith("-"):
        name = piece.field.lstrip("-")
        raise ValueError(
            f"leaving out with - is not read; write a condition, such as {name} <> '{shortened(piece.text)}'"
        )
    return Piece(piece.spelt)


def _is_and(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """An AND between field:value pieces says what holds anyway."""
    bare = piece.field is None and not piece.quoted
    return bare and piece.text.lower() == "and" and any(one.field is not None for one in pieces)
