"""Yes and no."""

from __future__ import annotations

import polars as pl

from icp_tui.sources.distinct import over_distinct
from icp_tui.sources.texts import cleaned

_YES = (
    "true",
    "yes",
    "1",
    "y",
    "t",
    "x",
    "on",
    "1.0",
    "checked",
    "✓",
    "✔",
    "☑",
    "✅",
    "vero",
    "tak",
    "ja",
    "oui",
    "sí",
    "si",
    "sim",
    "wahr",
    "vrai",
)
_NO = (
    "false",
    "no",
    "0",
    "n",
    "f",
    "off",
    "0.0",
    "unchecked",
    "✗",
    "✘",
    "☐",
    "☒",
    "❌",
    "falso",
    "nee",
    "nie",
    "nein",
    "non",
    "não",
    "nao",
    "falsch",
    "faux",
)


def parse_flags(texts: pl.Series) -> pl.DataFrame:
    """Flags such as `true`, `Yes`, `1` and `x`: columns value (Boolean), understood."""
    return over_distinct(texts, _flags)


def _flags(texts: pl.Series) -> pl.DataFrame:
    text = cleaned(pl.col("text"))
    word = pl.col("text").str.to_lowercase()
    value = pl.when(word.is_in(list(_YES))).then(True).when(word.is_in(list(_NO))).then(False)
    frame = texts.alias("text").to_frame().select(text=text).with_columns(value=value)
    return frame.select(
        "value", understood=pl.when(pl.col("text").is_not_null()).then(pl.col("value").is_not_null())
    )
