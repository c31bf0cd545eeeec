"""Plain numbers and years, and how digits with separators are read."""

from __future__ import annotations

import polars as pl

from icp_tui.sources.distinct import over_distinct
from icp_tui.sources.texts import cleaned

# Digits in groups that a space or an apostrophe may part, then any points and commas, then an exponent.
DIGITS = r"(?:\d{1,3}(?:[ ']\d{3})+|\d+)(?:[.,]\d+)*(?:e[+-]?\d+)?"

# A separator followed by exactly three digits may part thousands or decimals: 1.200 and 1,200.
_AMBIGUOUS = r"^[1-9]\d{0,2}[.,]\d{3}$"
# Both signs, the first of them for thousands; or one sign several times, which then parts thousands; or one
# sign once, where it cannot: not before three digits, after 0 or four digits, or before an exponent.
_DECIMAL_COMMA = r"\.\d+,|\.\d{3}\.\d{3}|^\d+,(?:\d{1,2}|\d{4,})$|^(?:0|\d{4,}),\d+|^\d+,\d+e"
_DECIMAL_POINT = r",\d+\.|,\d{2,3},\d{3}|^\d*\.(?:\d{1,2}|\d{4,})$|^(?:0|\d{4,})?\.\d+|^\d+\.\d+e"

# A year that somebody prefixed with what it is: founded 2014, est. 2001, c. 1890.
_YEAR = r"(?i)^(?:founded(?: in)?|established(?: in)?|est\.?|since|seit|circa|ca?\.|~)? ?(\d{4})(?:\.0+)?$"


def even(text: pl.Expr) -> pl.Expr:
    """Lower case with plain spaces, plain hyphens, plain apostrophes and plain digits."""
    return (
        text.str.normalize("NFKC")
        .str.to_lowercase()
        .str.replace_all(r"[‐‒–—―−]", "-")
        .str.replace_all(r"[’`´]", "'")
        .str.replace_all(r"\s+", " ")
        .str.strip_chars()
    )


def comma_is_decimal(digits: pl.Series) -> bool:
    """Whether the numbers of a column prove that the comma parts decimals, and none proves the point does."""
    return bool(digits.str.contains(_DECIMAL_COMMA).any()) and not point_is_decimal(digits)


def point_is_decimal(digits: pl.Series) -> bool:
    """Whether some number of a column proves that the point parts decimals."""
    return bool(digits.str.contains(_DECIMAL_POINT).any())


def number(digits: pl.Expr, *, decimal_comma: bool, thousands: pl.Expr) -> pl.Expr:
    """The number that `digits` says, as Float64; null where the separators make no sense.

    Where one separator is followed by exactly three digits, it parts thousands if `thousands` says so;
    otherwise a comma parts decimals if `decimal_comma`, a point if not.
    """
    bare = digits.str.replace_all(r"[ ']", "")
    ambiguous = bare.str.contains(_AMBIGUOUS)
    comma = (
        pl.when(ambiguous)
        .then(pl.lit(decimal_comma) ^ (thousands & (bare.str.contains(",", literal=True) == decimal_comma)))
        .otherwise(bare.str.contains(_DECIMAL_COMMA))
    )
    as_point = (
        pl.when(comma)
        .then(bare.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True))
        .otherwise(bare.str.replace_all(",", "", literal=True))
    )
    return as_point.cast(pl.Float64, strict=False)


def whole(value: pl.Expr) -> pl.Expr:
    """A number rounded half up to Int64; null beyond what Int64 holds."""
    return (value + 0.5).floor().cast(pl.Int64, strict=False)


def parse_numbers(texts: pl.Series, *, decimal_comma: bool | None = None) -> pl.DataFrame:
    """Numbers such as `1,234.5`, `-3`, `(3)` for minus three, `12.5%`: columns value (Float64), understood.

    A percent sign is dropped: 12.5% is 12.5. `decimal_comma` None decides by the column.
    """
    return over_distinct(texts, lambda distinct: _numbers(distinct, decimal_comma=decimal_comma))


def _numbers(texts: pl.Series, *, decimal_comma: bool | None) -> pl.DataFrame:
    frame = texts.alias("text").to_frame().lazy().select(even(cleaned(pl.col("text"))).alias("text"))
    pattern = rf"^(?P<open>\()?\s*(?P<sign>[+-])?\s*(?P<digits>{DIGITS}|\.\d+)\s*%?\s*(?P<close>\))?$"
    parts = (
        frame.select("text", pl.col("text").str.extract_groups(pattern).alias("part"))
        .unnest("part")
        .collect()
    )
    comma = comma_is_decimal(parts["digits"]) if decimal_comma is None else decimal_comma
    paired = pl.col("open").is_null() == pl.col("close").is_null()
    minus = pl.col("open").is_not_null() ^ (pl.col("sign") == "-").fill_null(value=False)
    size = number(pl.col("digits"), decimal_comma=comma, thousands=pl.lit(value=False))
    value = pl.when(paired).then(pl.when(minus).then(-size).otherwise(size))
    value = pl.when(value.is_finite()).then(value)
    return parts.select(
        value=value, understood=pl.when(pl.col("text").is_not_null()).then(value.is_not_null())
    )


def parse_years(texts: pl.Series) -> pl.DataFrame:
    """Years such as `2014`, `2014.0` or the year of a date: columns value (Int64, 1000-2200), understood."""
    return over_distinct(texts, _years)


def _years(texts: pl.Series) -> pl.DataFrame:
    from icp_tui.sources.dates import parse_dates  # noqa: PLC0415  dates stand beside numbers

    text = texts.alias("text").to_frame().select(cleaned(pl.col("text")))["text"]
    plain = text.str.extract(_YEAR).cast(pl.Int64)
    # A bare number of another length is no date here: 20145 is no year, and no day either.
    dated = (
        parse_dates(pl.select(pl.when(text.str.contains(r"[^\d.]")).then(text)).to_series())["value"]
        .dt.year()
        .cast(pl.Int64)
    )
    frame = pl.DataFrame({"text": text, "value": plain.fill_null(dated)})
    frame = frame.with_columns(pl.when(pl.col("value").is_between(1000, 2200)).then("value").alias("value"))
    understood = pl.when(pl.col("text").is_not_null()).then(pl.col("value").is_not_null())
    return frame.select("value", understood=understood)
