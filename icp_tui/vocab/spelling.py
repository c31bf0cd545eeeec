"""How names are compared: folded, and the spellings that follow from one another."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

# Letters that Unicode does not take apart into a base letter and an accent.
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "’": "'"})


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
