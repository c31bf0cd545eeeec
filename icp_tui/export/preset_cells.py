"""The cells of a preset's columns: what an account says -> the text that the target takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce

import polars as pl

from icp_tui.columns import LAYERS, layer
from icp_tui.export.lower_bound import at_least
from icp_tui.export.preset_column import Column, is_known
from icp_tui.export.safe import escaped, harmless, one_line
from icp_tui.export.us_states import US_STATES
from icp_tui.vocab import aliases, canonical, country_name, fold

# Text of our own making, which must never start a formula.
OUR_WORDS = frozenset({"reason", "why", "warnings", "note", "play"})
_SCORES = frozenset({"score", "best_case", "known", *(layer(name) for name in LAYERS)})
_EMAIL = r"[^@\s]+@[^@\s]+\.[^@\s]+"
_NUMBER = re.compile(r"\d+")
# They turn the letters after them around, and every other field with them.
_DIRECTIONS = r"[\x{200e}\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}\x{feff}\x{200b}]"
_SOILED = r"[\x00-\x1f\x7f-\x{9f}\x{2028}\x{2029}\x{200b}\x{200e}\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}\x{feff}]"


@dataclass(frozen=True)
class Cells:
    """The cells of one column, and which rows lost what they had, and why."""

    texts: pl.Series = field(compare=False)
    raw: pl.Series = field(compare=False)
    """What the list says, as text, before the target's rules."""
    lost: pl.Series = field(compare=False)
    """Rows whose value the target does not take: the cell is blank."""
    cut: pl.Series = field(compare=False)
    """Rows whose text was too long."""
    other: pl.Series = field(compare=False)
    """Rows with a character that the target does not take: another stands in its place."""
    ours: bool
    """Whether the text is of our own making."""

    def of(self, rows: pl.Series) -> Cells:
        """The cells of these rows (their numbers) alone."""
        parts = {name: getattr(self, name).gather(rows) for name in ("texts", "raw", "lost", "cut", "other")}
        return replace(self, **parts)


def cells(
    column: Column,
    frame: pl.DataFrame,
    *,
    owners: Mapping[str, str],
    tiers: tuple[str, ...],
    instead_of: Mapping[str, str],
    escape: bool = False,
) -> Cells:
    """The cells of `column` for the accounts (or people) of `frame`; `tiers` in the profile's order.

    With `escape`, what a spreadsheet would take for a formula gets an apostrophe.
    """
    raw = _clean(_raw(column, frame), ours=is_ours(column))
    allowed = _allowed(column, _formed(column, raw, owners, tiers))
    if column.values:
        # What a person says that a value is called needs no leave.
        given = _mapped(raw, column.values)
        allowed = given.zip_with(given.is_not_null(), allowed)
    lost = raw.is_not_null() & allowed.is_null()
    texts = reduce(lambda said, pair: said.str.replace_all(*pair, literal=True), instead_of.items(), allowed)
    other = (texts != allowed).fill_null(value=False)
    cut = pl.repeat(value=False, n=frame.height, eager=True)
    if column.most is not None:
        cut = (texts.str.len_chars() > column.most).fill_null(value=False)
        texts = (texts.str.slice(0, column.most - 1).str.strip_chars_end() + "…").zip_with(cut, texts)
    if column.blank is not None:
        texts = texts.fill_null(column.blank)
    texts = escaped(texts) if escape else texts
    return Cells(texts.alias(column.header), raw, lost, cut, other, is_ours(column))


def is_ours(column: Column) -> bool:
    """Whether the text is of our own making, and must never start a formula."""
    return column.template is not None or any(name in OUR_WORDS for name in column.from_)


def _raw(column: Column, frame: pl.DataFrame) -> pl.Series:
    """What the list says, as text; null where it says nothing."""
    height = frame.height
    if column.text is not None:
        return pl.Series([column.text], dtype=pl.String).new_from_index(0, height)
    if column.template is not None:
        return _filled(column, frame)
    names = [*(name for name in column.from_ if name in frame.columns), *_originals(column, frame.columns)]
    nothing = pl.Series([None], dtype=pl.String).new_from_index(0, height)
    found = [as_text(frame[name] if column.as_ == "size_band" else at_least(frame, name), column) for name in names]
    if column.as_ == "us_state":
        # Elsewhere a state is none of the target's business.
        found = [texts.set((frame["country"] != "US").fill_null(value=True), None) for texts in found]
    if column.pattern is not None:
        # A record number of another tool does not hide the one that fits.
        found = [*(_fitting(texts, column.pattern) for texts in found), *found]
    return reduce(lambda first, texts: first.zip_with(first.is_not_null(), texts), found, nothing)


def _originals(column: Column, headers: list[str]) -> list[str]:
    """The headers of the source that feed a column; where the case differs, those that none of ours bears."""
    folded: dict[str, str] = {}
    for header in headers:
        if not is_known(header):
            folded.setdefault(header.strip().casefold(), header)
    found = (name if name in headers else folded.get(name.strip().casefold()) for name in column.original)
    return list(dict.fromkeys(name for name in found if name is not None))


def _fitting(texts: pl.Series, pattern: str) -> pl.Series:
    """The texts that are as the pattern says; others null."""
    return texts.set(~texts.str.strip_chars().str.contains(f"^(?:{pattern})$").fill_null(value=False), None)


def _filled(column: Column, frame: pl.DataFrame) -> pl.Series:
    """The template with the values of each row; null where all of them are missing."""
    pieces: list[pl.Expr] = []
    for piece, is_name in column.pieces():
        if not is_name:
            pieces.append(pl.lit(piece))
        elif piece in frame.columns:
            text = rounded(frame[piece]) if piece in _SCORES else as_text(frame[piece], column)
            pieces.append(pl.lit(text.fill_null("")))
    there = [name for name in column.places() if name in frame.columns]
    filled = frame.select(pl.concat_str(pieces).alias("filled"))["filled"] if pieces else pl.Series([""])
    filled = filled if len(filled) == frame.height else filled.new_from_index(0, frame.height)
    # What stood between two values is not needed where one of them is missing.
    filled = filled.str.replace_all(r" ?\(\)", "").str.replace_all(r"(?:, )+,? ?", ", ").str.strip_chars(" ,:;")
    if not there:
        return filled.cast(pl.String)
    some = frame.select(pl.any_horizontal(pl.col(name).is_not_null() for name in there)).to_series()
    return filled.set(~some, None)


def as_text(series: pl.Series, column: Column | None = None) -> pl.Series:
    """A column as text: numbers without separators, ISO dates, lists joined, empty text as null."""
    separator = column.separator if column else ";"
    if isinstance(series.dtype, pl.List):
        other = "," if separator.strip() != "," else ";"
        texts = series.cast(pl.List(pl.String)).list.eval(pl.element().str.replace_all(separator, other, literal=True))
        series = texts.list.join(separator, ignore_nulls=True)
    elif series.dtype.is_float():
        series = rounded(series) if column and column.as_ == "integer" else series.cast(pl.String).str.strip_suffix(".0")
    elif series.dtype == pl.Boolean:
        series = pl.DataFrame({"it": series}).select(pl.col("it").replace_strict({True: "true", False: "false"}, default=None, return_dtype=pl.String)).to_series()
    else:
        series = series.cast(pl.String)
    return series.replace("", None)


def rounded(series: pl.Series) -> pl.Series:
    """Numbers as whole ones, halves up, as text."""
    return (series.cast(pl.Float64) + 0.5).floor().cast(pl.Int64, strict=False).cast(pl.String)


def _formed(column: Column, raw: pl.Series, owners: Mapping[str, str], tiers: tuple[str, ...]) -> pl.Series:
    """The values in the form that the target takes; null where there is none."""
    forms: dict[str, Callable[[], pl.Series]] = {
        "integer": lambda: rounded(raw.cast(pl.Float64, strict=False)),
        "date": lambda: raw.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False).cast(pl.String),
        "country_name": lambda: _each(raw, lambda code: country_name(canonical("country", code) or code)),
        "us_state": lambda: _mapped(raw, US_STATES),
        "size_band": lambda: _banded(raw, column.one_of),
        "tier_token": lambda: _mapped(raw, dict(zip(tiers, column.tokens, strict=False))),
        "owner_email": lambda: _mapped(raw, owners).fill_null(_fitting(raw, _EMAIL)),
        "flag": raw.str.to_lowercase,
    }
    return forms[column.as_]() if column.as_ in forms else raw


def _banded(raw: pl.Series, bands: tuple[str, ...]) -> pl.Series:
    """The band that a number of employees is in: the last that begins at it or below."""
    lows = {int(found[0]): band for band in bands if (found := _NUMBER.search(band.replace(",", "")))}
    lone = next((band for band in bands if "self" in band.casefold()), None)
    if lone:
        lows.setdefault(1, lone)
    people = raw.cast(pl.Float64, strict=False)
    made = pl.Series([None], dtype=pl.String).new_from_index(0, len(raw))
    for low, band in sorted(lows.items()):
        made = made.set((people >= low).fill_null(value=False), band)
    return made


def _allowed(column: Column, texts: pl.Series) -> pl.Series:
    """The values that the target takes, in its own spelling; others null."""
    if column.one_of and column.as_ != "size_band":
        own = {value.casefold(): value for value in column.one_of}
        if column.vocabulary is None:
            texts = _mapped(texts, own)
        else:
            by_label: dict[str, str] = {}
            for value in column.one_of:
                by_label.setdefault(canonical(column.vocabulary, value) or value, value)
            known = aliases(column.vocabulary)
            texts = _each(texts, lambda text: own.get(text.casefold()) or by_label.get(known.get(fold(text), text)))
    if column.pattern is not None:
        texts = _fitting(texts, column.pattern)
    return texts


def _mapped(texts: pl.Series, known: Mapping[str, str]) -> pl.Series:
    """What the texts are called, whatever their case; null for others."""
    folded = {key.strip().casefold(): value for key, value in known.items()}
    return _each(texts, lambda text: folded.get(text.strip().casefold()))


def _each(texts: pl.Series, say: Callable[[str], str | None]) -> pl.Series:
    """A function over the distinct texts, put back into every row."""
    distinct = texts.drop_nulls().unique(maintain_order=True)
    said = {text: say(text) for text in distinct}
    if not said:
        return pl.Series(texts.name, [None], dtype=pl.String).new_from_index(0, len(texts))
    return texts.replace_strict(list(said), list(said.values()), default=None, return_dtype=pl.String)


def _clean(texts: pl.Series, *, ours: bool) -> pl.Series:
    """One line, without control and direction characters; what is then empty is null."""
    # Looking for them takes a quarter of the time of replacing what is not there.
    if texts.str.contains(_SOILED).any():
        texts = one_line(texts).str.replace_all(_DIRECTIONS, "")
    texts = harmless(texts) if ours else texts
    return texts.str.strip_chars().replace("", None)
