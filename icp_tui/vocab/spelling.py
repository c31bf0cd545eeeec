"""How names are compared: folded, and the spellings that follow from one another."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

# Letters that Unicode does not take apart into a base letter and an accent.
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "’": "'"})

# In a text with more places for ss or ß, all are taken to be written alike.
_MOST_CHOICES = 4


def fold(text: str) -> str:
    """The key under which `text` is looked up: NFKC, lower case, ss for ß, single spaces, trimmed."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).replace("ß", "ss").replace("ẞ", "ss")
    return " ".join(text.lower().split())


def folded(text: pl.Expr) -> pl.Expr:
    """`fold` over a column."""
    return (
        text.str.normalize("NFKC")
        .str.replace_all("[ßẞ]", "ss")
        .str.to_lowercase()
        .str.replace_all(r"\s+", " ")
        .str.strip_chars()
    )


def spellings(text: str) -> list[str]:
    """The lower-case, trimmed spellings of `text` that a column may hold, each of which folds as `text` does.

    With ss and ß in either place, letters and accents in one sign or two, plain blanks or no-break ones: to
    look for these few is far cheaper than to fold a column of millions.
    """
    parts = fold(text).split("ss")
    choices = ["".join(made) for made in _joined(parts)] if len(parts) <= _MOST_CHOICES else [
        "ss".join(parts), "ß".join(parts)
    ]  # fmt: skip
    forms = [unicodedata.normalize(form, one) for one in choices for form in ("NFC", "NFD")]
    written = [text.strip().lower(), *forms, *(form.replace(" ", "\u00a0") for form in forms)]
    return list(dict.fromkeys(written))


def _joined(parts: list[str]) -> Iterator[tuple[str, ...]]:
    """The parts with ss or ß between them, in every combination."""
    for between in product(("ss", "ß"), repeat=len(parts) - 1):
        yield tuple(piece for pair in zip(parts, (*between, ""), strict=True) for piece in pair)


def unaccented(text: str) -> str:
    """A folded text without accents: `españa` becomes `espana`."""
    apart = unicodedata.normalize("NFKD", text.translate(_STROKES))
    return unicodedata.normalize(
        "NFC", "".join(letter for letter in apart if not unicodedata.combining(letter))
    )


def derived(key: str) -> Iterator[str]:
    """Other folded spellings of the folded `key`.

    Without accents, with `and` for `&` and the other way round, and without a leading `the`.
    """
    stems = [key] if key.isascii() else [key, unaccented(key)]
    if key.startswith("the "):
        stems += [stem.removeprefix("the ") for stem in stems]
    for stem in stems:
        if stem != key:
            yield stem
        if "&" in stem:
            yield stem.replace("&", " and ").replace("  ", " ")
            yield stem.replace(" & ", "&")
        if " and " in stem:
            yield stem.replace(", and ", " & ").replace(" and ", " & ")
            yield stem.replace(", and ", " and ")
