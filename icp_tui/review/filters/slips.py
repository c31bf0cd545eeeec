"""Slips of the hand in a filter, which would silently ask for something else than was meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import polars as pl

from icp_tui import conditions, vocab
from icp_tui.review.cells import Cells
from icp_tui.review.filters.field import column_named, field_named
from icp_tui.review.filters.part import Part, holds
from icp_tui.review.filters.pieces import Piece


def check_blanks(pieces: Sequence[Piece], cells: Cells) -> None:
    """`owner: dana`, `city:San Diego` and `Lead Status:open`: the blank would turn it into something else."""
    for place, (piece, following) in enumerate(pairwise(pieces)):
        if following.field is not None:
            _check_header(pieces[: place + 2], cells)
        elif piece.field is not None:
            _check_after(piece, following, cells)
        elif not following.quoted and following.text.startswith(":") and column_named(piece.text, cells):
            raise ValueError(f"write {piece.text}{following.text} without a blank")


def _check_header(pieces: Sequence[Piece], cells: Cells) -> None:
    """The words before a field may belong to its name."""
    *before, last = pieces
    if last.quoted:
        return
    for start in range(len(before)):
        words = before[start:]
        if any(word.field is not None or word.quoted for word in words):
            continue
        name = column_named(" ".join([*(word.text for word in words), last.field or ""]), cells)
        if name is not None:
            raise ValueError(f'the name of the column goes in double quotes: write "{name}":{last.text}')


def _check_after(piece: Piece, word: Piece, cells: Cells) -> None:
    """What stands behind a field:value may belong to its value."""
    if not piece.text:
        raise ValueError(
            f"there is a blank after {piece.field}: ; write {piece.field}:{word.spelt}, "
            f"or {piece.field}:none {word.spelt} for accounts without one"
        )
    if re.fullmatch(r"[<>=!]+", piece.text):
        raise ValueError(f"write {piece.field}:{piece.text}{word.spelt} without a blank")
    name = field_named(piece.field or "", cells, quoted=piece.quoted)
    if name is None or word.quoted or '"' in piece.text or cells.schema[name] != pl.String:
        return
    whole = f"{piece.text} {word.text}"
    kind = conditions.VOCABULARY.get(name)
    if (kind and vocab.canonical(kind, whole)) or holds(cells, [name], whole).any():
        raise ValueError(
            f'a value with a blank goes in double quotes: write {piece.field}:"{whole}"; '
            f"to look for the word {word.text}, put it first: {word.text} {piece.spelt}"
        )


def check_joined(pieces: Sequence[Piece]) -> None:
    """All parts must be met; OR and NOT would be looked for as words."""
    mixed = any(piece.field is not None for piece in pieces)
    for piece in pieces:
        bare = piece.field is None and not piece.quoted
        if bare and (piece.text in {"OR", "NOT", "AND"} or (mixed and piece.text.lower() in {"or", "not"})):
            word = piece.text.upper()
            hint = "leave AND away, all words must be found" if word == "AND" else (
                "write a condition, such as country = 'US' OR name ILIKE '%acme%'" if word == "OR"
                else "write a condition, such as NOT country = 'US'")  # fmt: skip
            raise ValueError(
                f'{word} is read only in conditions; {hint}; to look for the word, write "{piece.text}"'
            )


def check_measures(words: Sequence[Piece], cells: Cells) -> None:
    """`employees 100` is hardly a company's name."""
    for word, following in pairwise(words):
        name = None if word.quoted or following.quoted else column_named(word.text, cells)
        measured = name is not None and (cells.schema[name].is_numeric() or cells.schema[name] == pl.Date)
        if measured and re.fullmatch(
            r"[$€£]?\d[\d.,_\-]*(?:k|m|mn|bn|b|%|\+)?", following.text, re.IGNORECASE
        ):
            raise ValueError(
                f"write {name}:{following.text} or {name}:>{following.text}; "
                f'to look for the words, put them in quotes: "{word.text} {following.text}"'
            )


def check_named(words: Sequence[Piece], made: Sequence[Part], cells: Cells) -> None:
    """`tier A` and `country US` are words, and may be meant as such; where nobody has them they are not."""
    first, *others = words or [Piece("", quoted=True)]
    if not others or first.quoted or first.text not in cells.schema:
        return
    rows: pl.Series | None = None
    for part in made:
        met = part.met(cells, rows)
        rows = met.arg_true() if rows is None else rows.filter(met)
    if rows is not None and not rows.len():
        value = others[0].spelt if len(others) == 1 else '"' + " ".join(word.text for word in others) + '"'
        raise ValueError(
            f"no account has these words in name, domain or industry; if {first.text} is the column, "
            f"write {first.text}:{value}"
        )
