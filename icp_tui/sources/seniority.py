"""How senior a person is: the ladder, from what a list says or, where it says nothing, from the job title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, get_args

import polars as pl

from icp_tui.sources.distinct import over_distinct

Seniority = Literal["owner", "founder", "c_suite", "partner", "vp", "head", "director", "manager", "senior", "entry", "intern"]
# From the most senior down.
LADDER: tuple[str, ...] = get_args(Seniority)


def parse_seniority(said: pl.Series, titles: pl.Series, spelled: Mapping[str, Sequence[str]], in_titles: Mapping[str, Sequence[str]]) -> pl.Series:
    """The step of `LADDER` for each row, null where nothing tells it.

    `spelled` has the cells that mean a step, `in_titles` the words of job titles that do, in the order in
    which they count.
    """
    known = {_folded(text): step for step, texts in spelled.items() for text in (step, *texts)}
    stated = over_distinct(said, lambda texts: _stated(texts, known).to_frame("step"))["step"]
    read = over_distinct(titles, lambda texts: _read(texts, in_titles).to_frame("step"))["step"]
    return stated.zip_with(stated.is_not_null(), read).alias("seniority")


def _stated(texts: pl.Series, known: Mapping[str, str]) -> pl.Series:
    folded = texts.str.to_lowercase().str.replace_all(r"[\s_\-]+", " ").str.strip_chars()
    return folded.replace_strict(dict(known), default=None, return_dtype=pl.String)


def _read(titles: pl.Series, words: Mapping[str, Sequence[str]]) -> pl.Series:
    """The first step of which a title has a word, as a word of its own."""
    step = pl.lit(None, dtype=pl.String)
    for name, phrases in reversed(list(words.items())):
        either = "|".join(map(re.escape, phrases))
        step = pl.when(pl.col("title").str.contains(rf"(?i)(?:^|[^\p{{L}}\p{{N}}])(?:{either})(?:$|[^\p{{L}}\p{{N}}])")).then(pl.lit(name)).otherwise(step)
    return titles.alias("title").to_frame().select(step.alias("step"))["step"]


def _folded(text: str) -> str:
    return " ".join(text.lower().replace("_", " ").replace("-", " ").split())
