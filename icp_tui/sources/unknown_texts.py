"""Texts that no vocabulary knows, the most frequent first, and how a person adds them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

import polars as pl
from rapidfuzz import fuzz, process

from icp_tui import vocab
from icp_tui.sources.codes import as_text
from icp_tui.vocab.files import user_folder

Counts = tuple[tuple[str, int], ...]

MOST = 20
# Fields that go through a vocabulary: its kind, and the user's file that extends it.
VOCABULARIES: Mapping[str, tuple[vocab.Kind, str]] = {
    "industry": ("industry", "industries.yaml"),
    "sub_industry": ("industry", "industries.yaml"),
    "country": ("country", "countries.yaml"),
    "funding_stage": ("funding", "funding.yaml"),
    "technologies": ("technology", "technologies.yaml"),
}
# A label that looks less like a text is no guess worth showing: a wrong example would be copied.
_ALIKE = 85
# Labels to be replaced: of a country (no country has them), of anything else; of one text, of two.
_CODES = ("XX", "ZZ")
_OWN: Mapping[tuple[bool, bool], Sequence[str]] = {
    (True, False): _CODES[:1], (True, True): _CODES,
    (False, False): ("Name that you use",), (False, True): ("First name that you use", "Second name that you use"),
}  # fmt: skip
_PLAIN = re.compile(r"[A-Za-z][\w .&/-]*[\w.]")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off"}


def unknown_cells(cells: pl.Series, understood: pl.Series, most: int = MOST) -> Counts:
    """The cells of a column that are not understood (false; null says nothing), trimmed, with their counts."""
    missed = as_text(cells.filter(~understood.fill_null(value=True))).str.strip_chars()
    return _first(_tally(missed.alias("text")), most)


def unknown_technologies(lists: pl.Series) -> Counts:
    """The entries of cleaned lists of technologies that the vocabulary does not know."""
    entries = lists.list.explode(empty_as_null=True, keep_nulls=True).alias("text")
    return _first(_tally(entries).filter(~pl.col("text").is_in(vocab.labels("technology"))), MOST)


def together(found: Iterable[Counts]) -> Counts:
    """What several columns of one field have; a text that is in two of them counts as in the fuller one."""
    counts: dict[str, int] = {}
    for one in found:
        for text, count in one:
            counts[text] = max(count, counts.get(text, 0))
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST])


def mend(field: str, texts: Sequence[str]) -> tuple[str, ...]:
    """How a person adds such texts to the vocabulary of `field`, in lines, with an example of one or two."""
    kind, file = VOCABULARIES[field]
    kept = "taken as unknown" if kind == "country" else "kept as written, and a profile can name them so"
    said = f"{kept}; to give them a name of yours, write it into {user_folder() / file}, for example:"
    if kind == "country":
        said = f"{kept}; to have them understood, write their codes into {user_folder() / file}, for example:"
    return (said, *_example(kind, texts[:2]))


def _tally(texts: pl.Series) -> pl.DataFrame:
    return texts.to_frame().group_by("text").len().drop_nulls("text")


def _first(tally: pl.DataFrame, most: int) -> Counts:
    first = tally.sort("len", "text", descending=[True, False]).head(most)
    return tuple((str(text), int(count)) for text, count in first.iter_rows())


def _example(kind: vocab.Kind, texts: Sequence[str]) -> list[str]:
    """Lines that can be copied as they are: each label once, and no label that the text does not mean."""
    labels = [_label(kind, text) for text in texts]
    unnamed = [text for text, label in zip(texts, labels, strict=True) if label is None]
    by_label: dict[str, list[str]] = {}
    for text, label in zip(texts, labels, strict=True):
        by_label.setdefault(label or _OWN[kind == "country", len(unnamed) > 1][unnamed.index(text)], []).append(_scalar(text))
    about = {code: f"   # {code}: its two-letter code" for code in _CODES}
    return [f"  {label}: [{', '.join(some)}]{about.get(label, '')}" for label, some in by_label.items()]


def _label(kind: vocab.Kind, text: str) -> str | None:
    """The label that the text may mean, as YAML takes it; None where none is near."""
    labels = vocab.labels(kind)
    names = {label: vocab.country_name(label) if kind == "country" else label for label in labels}
    found = process.extractOne(text[:100], names, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return _scalar(found[2]) if found else None


def _scalar(text: str) -> str:
    """A text as YAML takes it inside a list."""
    plain = _PLAIN.fullmatch(text) and text.casefold() not in _WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)
