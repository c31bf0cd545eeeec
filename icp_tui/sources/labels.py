"""Texts that a vocabulary knows: industries, technologies, funding stages."""

from __future__ import annotations

import polars as pl

from icp_tui import vocab
from icp_tui.sources.distinct import over_distinct
from icp_tui.sources.texts import cleaned


def parse_labels(texts: pl.Series, kind: vocab.Kind) -> pl.DataFrame:
    """The canonical label of each text: columns value (String), understood.

    A text that the vocabulary does not know stays as written, trimmed, and is not understood.
    """
    return over_distinct(texts, lambda distinct: _labels(distinct, kind))


def _labels(texts: pl.Series, kind: vocab.Kind) -> pl.DataFrame:
    text = texts.alias("text").to_frame().select(text=cleaned(pl.col("text")))
    label = known(text["text"], kind)
    understood = pl.when(pl.col("text").is_not_null()).then(pl.col("label").is_not_null())
    return text.with_columns(label=label).select(value=pl.coalesce("label", "text"), understood=understood)


def known(texts: pl.Series, kind: vocab.Kind) -> pl.Series:
    """The canonical label of each text, null where the vocabulary does not know it."""
    aliases = vocab.aliases(kind)
    table = pl.DataFrame({"key": list(aliases), "label": list(aliases.values())})
    keys = texts.alias("text").to_frame().select(key=vocab.folded(pl.col("text")))
    return keys.join(table, on="key", how="left", maintain_order="left")["label"]
