"""keywords: whole words or phrases in texts and lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Annotated, ClassVar, Literal

import polars as pl
from pydantic import Field

from icp_tui import vocab
from icp_tui.criteria.criterion import Criterion, FieldKind, Level, Named, Schema, either, kind_of
from icp_tui.errors import shortened
from icp_tui.yaml_io import Fault, Listed, Text

# A pattern of very many words would outgrow the limit on compiled patterns.
_WORDS_PER_PATTERN = 200
_PARTS = re.compile(r"(?i)ss|.", re.DOTALL)
_LETTER = dict.fromkeys(("ss", "ß"), "(?:ss|ß)")

Words = Annotated[Listed[Annotated[Text, Field(max_length=200)]], Field(min_length=1, max_length=2_000)]


class Keywords(Criterion):
    """The fields hold one of the ideal keywords, or one of the adjacent ones, or none.

    Keywords are literal text, matched as whole words without regard to case; ß is ss.
    """

    kind: Literal["keywords"]
    """keywords: words occur in a text or a list."""
    field: Text | None = None
    """The account column, or one of the extra fields, to search."""
    fields: Annotated[Listed[Text], Field(min_length=1)] | None = None
    """Several fields to search, in place of one."""
    ideal: Words
    """The words or phrases that are just right."""
    adjacent: Words | None = None
    """The words or phrases that are next best."""

    reads: ClassVar[frozenset[FieldKind]] = frozenset({"text", "list"})
    named: ClassVar[tuple[Named, ...]] = (
        Named("ideal", "ideal", 1.0),
        Named("adjacent", "adjacent", 0.5),
        Named("otherwise", "none", 0.0),
    )

    def fields_read(self) -> tuple[str, ...]:
        """The field or fields."""
        return self.fields or ((self.field,) if self.field else ())

    def levels(self, schema: Schema, as_of: date) -> list[Level]:
        """Levels unknown (every field empty), ideal, adjacent (when words are given for it), none."""
        columns = [(self.column(name, schema), kind_of(schema[name])) for name in self.fields_read()]
        empty = reduce(and_, [_is_empty(column, holds) for column, holds in columns])
        graded = [("ideal", self.ideal), *([("adjacent", self.adjacent)] if self.adjacent else [])]
        return [
            self.unknown_level(empty),
            *(
                Level(
                    name,
                    self.grade(name),
                    reduce(
                        or_,
                        [
                            _holds(column, holds, pattern(words))
                            for column, holds in columns
                            for words in parts
                        ],
                    ),
                )
                for name, parts in ((name, _parts(words)) for name, words in graded)
            ),
            self.last_level(),
        ]

    def shown(self, schema: Schema) -> pl.Expr:
        """The word that was found, the ideal ones first, where a salesperson can use it."""
        columns = [(pl.col(name), kind_of(schema[name])) for name in self.fields_read() if name in schema]
        patterns = [pattern(words) for wanted in (self.ideal, self.adjacent or ()) for words in _parts(wanted)]
        found = [_found(column, holds, looked_for) for looked_for in patterns for column, holds in columns]
        return pl.coalesce(found).str.strip_chars(" _") if found else super().shown(schema)

    def wanted(self, label: str) -> str:
        """RevOps or sales operations (ideal)."""
        words = {"ideal": self.ideal, "adjacent": self.adjacent}.get(label)
        return f"{either(words)} ({label})" if words else label

    def faults(self) -> Iterator[Fault]:
        """Also both or neither of `field` and `fields`, and a word that is both ideal and adjacent."""
        yield from super().faults()
        if self.field is not None and self.fields is not None:
            yield Fault(("fields",), "field and fields cannot both be given", "keep one of the two")
        elif self.field is None and self.fields is None:
            yield Fault((), "field is missing", "field: description, or fields: [description, keywords]")
        ideal = {vocab.fold(word) for word in self.ideal}
        for place, word in enumerate(self.adjacent or ()):
            if vocab.fold(word) in ideal:
                yield Fault(
                    ("adjacent", place), f"{shortened(word, 40)} is both ideal and adjacent", "keep one"
                )


def pattern(words: Sequence[str]) -> str:
    """The pattern that finds any of the words, not preceded or followed by a letter or digit.

    Blanks in a phrase match any run of blanks. An underscore parts words, as in sales_ops. ß and ss match each
    other, and an accented letter also matches as a letter with its accent behind it.
    """
    literal = [_edge(word[0]) + r"\s+".join(map(_literal, word.split())) + _edge(word[-1]) for word in words]
    return f"(?i)(?:{'|'.join(literal)})"


def _literal(word: str) -> str:
    """What matches the letters of a word."""
    composed = unicodedata.normalize("NFC", word)
    return "".join(_LETTER.get(part.lower()) or _signs(part) for part in _PARTS.findall(composed))


def _signs(part: str) -> str:
    """A sign, or the signs that it can be taken apart into."""
    apart = unicodedata.normalize("NFD", part)
    return re.escape(part) if apart == part else f"(?:{re.escape(part)}|{re.escape(apart)})"


def _edge(character: str) -> str:
    r"""What stands between a keyword's first or last character and its neighbour.

    Polars' patterns have no look-around. Beside a letter or digit \b is wanted, and beside a sign, as
    in C++ or .NET, where \b would ask for a letter, its opposite. A consuming class of non-letters
    says the same, five times as slowly, since no literal search can then skip ahead.
    """
    return r"(?:\b|_)" if character.isalnum() or unicodedata.category(character)[0] == "M" else r"(?:\B|_)"


def _parts(words: Sequence[str]) -> list[Sequence[str]]:
    return [words[start : start + _WORDS_PER_PATTERN] for start in range(0, len(words), _WORDS_PER_PATTERN)]


def _is_empty(column: pl.Expr, holds: FieldKind) -> pl.Expr:
    if holds == "list":
        return column.is_null() | (column.list.len() == 0).fill_null(value=True)
    return column.is_null() | (column.cast(pl.String).str.strip_chars() == "").fill_null(value=True)


def _found(column: pl.Expr, holds: FieldKind, looked_for: str) -> pl.Expr:
    """The first match in a text, or in the first item of a list that has one; null without."""
    if holds == "list":
        return column.list.eval(pl.element().str.extract(looked_for, 0).drop_nulls()).list.first()
    return column.cast(pl.String).str.extract(looked_for, 0)


def _holds(column: pl.Expr, holds: FieldKind, looked_for: str) -> pl.Expr:
    """Whether a text, or any item of a list, has a match; false for null."""
    if holds == "list":
        found = column.list.eval(pl.element().cast(pl.String).str.contains(looked_for)).list.any()
    else:
        found = column.cast(pl.String).str.contains(looked_for)
    return found.fill_null(value=False)
