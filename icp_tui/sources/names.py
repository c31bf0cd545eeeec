"""Company names as they are compared: without legal form, punctuation and accents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import polars as pl

from icp_tui import vocab
from icp_tui.vocab.spelling import unaccented

# Fewer letters than this are no name: `A Co` and `The Co` keep their legal form.
_SHORTEST = 3
_ARTICLES = ("the", "der", "die", "das", "les", "los", "las", "het")


def normalised(names: pl.Series) -> pl.Series:
    """Names for comparison: `Müller & Söhne GmbH & Co. KG` becomes `muller and sohne`.

    NFKC, lower case, without accents, `and` for `&`, points and apostrophes dropped, other punctuation as
    spaces; legal forms at the end are dropped as often as they come, and at the beginning in Japanese,
    Korean and Slavic names. A name of which nothing else would be left keeps them. Null stays null;
    a name without a letter or digit is null.
    """
    frame = names.alias("name").to_frame().lazy().with_columns(row=pl.int_range(pl.len()))
    ascii_only = pl.col("name").str.len_bytes() == pl.col("name").str.len_chars()
    # Unicode forms cost three times as much as all the rest, and few names need them.
    frame = frame.with_columns(plain=ascii_only).collect().lazy()
    simple = frame.filter(pl.col("plain")).select("row", name=pl.col("name").str.to_lowercase())
    accented = frame.filter(~pl.col("plain")).select("row", name=_folded(pl.col("name")))
    words = pl.concat([simple, accented]).with_columns(name=_words(pl.col("name")))
    kept = words.with_columns(name=_without_forms(pl.col("name"))).collect()
    if len(kept) == len(names):
        kept = kept.sort("row")
        return pl.select(pl.when(kept["name"] != "").then(kept["name"])).to_series().alias(names.name)
    rows = pl.DataFrame({"row": pl.int_range(len(names), eager=True)})
    joined = rows.join(kept, on="row", how="left", maintain_order="left")["name"]
    return pl.select(pl.when(joined != "").then(joined)).to_series().alias(names.name)


def slug(names: pl.Series) -> pl.Series:
    """The normalised names with hyphens for spaces: `acme-analytics`."""
    return normalised(names).str.replace_all(" ", "-", literal=True)


def _folded(name: pl.Expr) -> pl.Expr:
    """Lower case in Unicode's compatible form, Latin letters without accents."""
    text = name.str.normalize("NFKC").str.to_lowercase().str.replace_all("ß", "ss", literal=True)
    for letter, plain in (
        ("ł", "l"),
        ("ø", "o"),
        ("đ", "d"),
        ("ð", "d"),
        ("ı", "i"),
        ("æ", "ae"),
        ("œ", "oe"),
    ):
        text = text.str.replace_all(letter, plain, literal=True)
    return text.str.normalize("NFKD").str.replace_all("[\u0300-\u036f]", "").str.normalize("NFKC")


def _words(name: pl.Expr) -> pl.Expr:
    """Words parted by single spaces. A point before two letters parts words (`Co.KG`), else it is dropped."""
    return (
        name.str.replace_all("&", " and ", literal=True)
        .str.replace_all(r"\.([\p{L}\p{N}]{2})", " $1")
        .str.replace_all(r"[.'’`´]+", "")
        .str.replace_all(r"[^\p{L}\p{M}\p{N}]+", " ")
        .str.strip_chars()
    )


def _without_forms(words: pl.Expr) -> pl.Expr:
    suffixes, prefixes = _patterns()
    bare = words.str.replace(suffixes, "").str.replace(prefixes, "").str.strip_chars()
    nothing = (bare.str.len_chars() < _SHORTEST) & ~bare.str.contains(r"\p{Han}|\p{Hangul}|\p{Katakana}")
    return pl.when(nothing | bare.is_in(list(_ARTICLES))).then(words).otherwise(bare)


def _patterns() -> tuple[str, str]:
    forms = vocab.legal_forms()
    return _pattern(forms.suffixes, end=True), _pattern(forms.prefixes, end=False)


@cache
def _pattern(forms: tuple[str, ...], *, end: bool) -> str:
    """A pattern for any of the legal forms at one end; those in Chinese characters need no space."""
    spelled = _spellings(forms)
    joined = {key for key in spelled if re.search(r"[\u3040-\u9fff\uac00-\ud7af]", key)}
    apart, attached = (
        "|".join(re.escape(key) for key in sorted(keys, key=lambda key: (-len(key), key)))
        for keys in (spelled - joined, joined)
    )
    if end:
        return rf"(?: (?:{apart})| ?(?:{attached}))+$" if attached else rf"(?: (?:{apart}))+$"
    return rf"^(?:(?:{apart}) |(?:{attached}) ?)+" if attached else rf"^(?:(?:{apart}) )+"


def _spellings(forms: Sequence[str]) -> set[str]:
    """Legal forms as `_words` leaves them, also where their points were followed by letters."""
    series = pl.Series([*forms, *(form.replace(". ", ".") for form in forms)], dtype=pl.String)
    text = series.to_frame("name").select(_words(_folded(pl.col("name"))))["name"].to_list()
    return {key for key in text if key} | {unaccented(key) for key in text if key}
