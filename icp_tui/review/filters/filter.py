"""What a person types to narrow the list: words, field:value, or a condition in SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

import polars as pl

from icp_tui import conditions
from icp_tui.errors import shortened
from icp_tui.review.cells import Cells
from icp_tui.review.filters.field import column_named, field_part
from icp_tui.review.filters.hint import hint
from icp_tui.review.filters.mixed import as_fields
from icp_tui.review.filters.part import SAID, WORDS_IN, Part, check_names, contains
from icp_tui.review.filters.pieces import Piece, cut
from icp_tui.review.filters.slips import check_blanks, check_joined, check_measures, check_named
from icp_tui.review.filters.sql import has_field, looks_like_sql, plain_condition, sql_part

# How much is said of a whole filter.
_MOST_SAID = 200
_MOST_MENDED = 400
_WORDS_SAID = "name, domain or industry has "


@dataclass(frozen=True)
class Filter:
    """A filter as it was typed, and in `said` as it was understood, clipped; all of its parts must be met."""

    text: str
    said: str
    parts: tuple[Part, ...] = field(compare=False, repr=False)
    # What a filter without a condition was cut into.
    pieces: tuple[Piece, ...] = field(default=(), compare=False, repr=False)

    def mask(self, cells: Cells) -> pl.Series:
        """Which accounts meet it: Boolean, a row per account, without nulls. Unknown is not met.

        ValueError when a column that it names is gone, or cannot be worked out.
        """
        names = {name for part in self.parts for name in part.names}
        check_names(sorted(names), cells)
        return cells.kept.once(("filter", self.text, self.said), names, lambda: self._mask(cells))

    def hint(self, cells: Cells) -> str:
        """What to write instead where plain words find nobody; empty when there is nothing to say.

        It looks through the list several times: ask for it only when nothing is shown, and off the screen.
        """
        words = [part for part in self.parts if part.names == WORDS_IN] if self.pieces else []
        try:
            if not words or self.mask(cells).any() or (len(words) < len(self.parts) and _all_met(words, cells)):
                return ""
            return hint(self.pieces, cells, lambda text: _finds(text, cells))
        except ValueError:
            return ""

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
    try:
        pieces, parts = _read(text, cells)
    except ValueError as error:
        raise ValueError(shortened(str(error), _MOST_MENDED)) from None
    return Filter(text, shortened(" and ".join(part.said for part in parts), _MOST_SAID), parts, pieces)


def _read(text: str, cells: Cells) -> tuple[tuple[Piece, ...], tuple[Part, ...]]:
    """The pieces, if it is no condition, and the parts."""
    fields, sql = has_field(text), looks_like_sql(text, cells)
    if sql and not fields:
        return (), (_sql(text, cells),)
    pieces = [_settled(piece, cells) for piece in cut(text)]
    if sql and any(piece.field is not None for piece in pieces):
        raise ValueError(f"field:value and a condition do not mix; write {_unmixed(text, cells)}")
    if sql:
        return (), (_sql(text, cells),)
    if not fields and (condition := plain_condition(text, cells)) is not None:
        return (), (condition,)
    check_blanks(pieces, cells)
    pieces = [piece for piece in pieces if not _is_and(piece, pieces)]
    check_joined(pieces)
    return tuple(pieces), tuple(_parts(pieces, cells))


def _sql(text: str, cells: Cells) -> Part:
    try:
        return sql_part(text, cells)
    except ValueError as error:
        # `without owner in new york`
        meant = _meant(cut(text), cells, least=4) if str(error).startswith("IN needs brackets") else ""
        raise ValueError(meant or str(error)) from None


def _parts(pieces: Sequence[Piece], cells: Cells) -> Iterator[Part]:
    yield from (field_part(piece, cells) for piece in pieces if piece.field is not None)
    words = [piece for piece in pieces if piece.field is None and piece.text.strip()]
    made = [_words(word.text) for word in words]
    try:
        check_measures(words, cells)
        check_named(words, made, cells)
    except ValueError as error:
        # Of a whole sentence more can be said than of the two words that were stumbled over.
        raise ValueError(_meant(pieces, cells, least=3) or str(error)) from None
    yield from made[:1]
    # Where words are looked for is said once.
    yield from (replace(part, said=part.said.removeprefix(_WORDS_SAID)) for part in made[1:])


def _meant(pieces: Sequence[Piece], cells: Cells, *, least: int) -> str:
    """What a sentence of at least so many words says, written as fields; empty when it cannot be told."""
    if len(pieces) < least:
        return ""
    with suppress(ValueError):
        return hint(pieces, cells, lambda text: _finds(text, cells), sure=True)
    return ""


def _finds(text: str, cells: Cells) -> bool:
    return bool(parse_filter(text, cells).mask(cells).any())


def _unmixed(text: str, cells: Cells) -> str:
    """The whole filter as field:value, if all of it can be said so; else how to write either."""
    rewritten = as_fields(text, cells)
    if len(rewritten) <= _MOST_SAID and not looks_like_sql(rewritten, cells):
        with suppress(ValueError):
            parse_filter(rewritten, cells)
            return rewritten
    return "tier:A employees:>100, or tier = 'A' AND employees > 100"


def _all_met(parts: Sequence[Part], cells: Cells) -> bool:
    """Whether some account meets these parts, whatever the others ask."""
    rows: pl.Series | None = None
    for part in parts:
        met = part.met(cells, rows)
        rows = met.arg_true() if rows is None else rows.filter(met)
    return rows is not None and bool(rows.len())


def _words(text: str) -> Part:
    """One word or phrase in any of the columns that words are looked for in."""
    said = f'{_WORDS_SAID}"{shortened(text, SAID)}"'
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
