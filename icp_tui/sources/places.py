"""Countries, alone or at the end of a place."""

from __future__ import annotations

import polars as pl

from icp_tui.sources.distinct import over_distinct
from icp_tui.sources.labels import known
from icp_tui.sources.texts import cleaned

# In `Atlanta, GA` and `Toronto, ON` the end is a state, although GA, CA, DE, IN ... are countries too.
_STATES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK "
    "OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR AB BC MB NB NL NS NT NU ON PE QC SK YT"
).split()
_STATE_NAMES = ("georgia",)
_MOSTLY = 0.5


def parse_countries(texts: pl.Series) -> pl.DataFrame:
    """Alpha-2 codes of countries: columns value (String), understood.

    Read are codes and names (`DE`, `DEU`, `Germany`, `Deutschland`), and the last part of a place
    (`Berlin, Berlin, Germany`), unless that part may be a state: `Atlanta, GA` is not Gabon, and of two
    parts the second is not the country Georgia. `NA` in capitals is Namibia in a column of codes, and
    "not available" in a column of names.
    """
    return over_distinct(texts, _countries)


def _countries(texts: pl.Series) -> pl.DataFrame:
    text = texts.str.strip_chars()
    frame = text.alias("raw").to_frame().with_columns(text=cleaned(pl.col("raw")))
    if _codes(frame["text"]):
        frame = frame.with_columns(text=pl.when(pl.col("raw") == "NA").then("raw").otherwise("text"))
    parts = pl.col("text").str.split(",")
    tail = parts.list.last().str.strip_chars()
    frame = frame.with_columns(tail=tail, parts=parts.list.len())
    stated = pl.col("tail").is_in(_STATES) | (
        (pl.col("parts") == 2) & pl.col("tail").str.to_lowercase().is_in(list(_STATE_NAMES))
    )
    frame = frame.with_columns(tail=pl.when((pl.col("parts") > 1) & ~stated).then("tail"))
    # What stands in brackets only says it again: `Germany (DE)`, `United Kingdom (UK)`.
    bare = frame["text"].str.replace(r"\s*\([^)]*\)\s*$", "")
    found = frame.select(
        pl.coalesce(known(frame["text"], "country"), known(bare, "country"), known(frame["tail"], "country"))
        .alias("value"),
        "text",
    )  # fmt: skip
    return found.select(
        "value", understood=pl.when(pl.col("text").is_not_null()).then(pl.col("value").is_not_null())
    )


def _codes(texts: pl.Series) -> bool:
    """Whether most of what a column says, repeats aside, is two-letter codes."""
    said = texts.drop_nulls().unique()
    return not len(said) or said.str.contains(r"^[A-Z]{2}$").mean() > _MOSTLY  # type: ignore[operator]
