"""The grammar that employee counts and money share: one or two numbers, their scale, and their reach.

A text becomes `first`, `second` (Float64) and a relation: `exact`, `band`, `at least`, `more than`,
`at most` or `less than`. Text around them that the grammar does not know makes the whole text unread.
"""

from __future__ import annotations

import re
from typing import Any

import polars as pl

from icp_tui.sources.numbers import DIGITS, comma_is_decimal, number, point_is_decimal

# Words in the languages of the shipped country names, lower case; a point after them is allowed.
_SCALES: dict[float, str] = {
    1e3: "k thousand thousands thsd tsd tausend mille mila",
    1e5: "lakh lakhs lac lacs",
    1e6: "m mm mn mln mil mill mio million millions millionen millones milioni milhões milhoes miljoen miljoner",
    1e7: "cr crore crores",
    1e9: "b bn bln bil bill billion billions mrd mia mld md milliard milliards milliarden miljard miljarder",
    1e12: "t tn trn trillion trillions",
}
_SCALE_OF = {word: scale for scale, words in _SCALES.items() for word in words.split()}

_THOUSAND = 1_000
# The longest first, since the first alternative that fits is taken.
_BEFORE: dict[str, str] = {
    "exact": r"~|≈|approximately|approx\.?|about|around|circa|ca\.?|estimated|est\.?|roughly|rund|env\.?",
    "at least": r">=|≥|=>|at least|minimum|min\.?|from|starting at|mindestens|ab",
    "more than": r">|more than|greater than|larger than|over|above|exceeding|mehr als|über|plus de|más de|oltre",
    "at most": r"<=|≤|=<|up to|at most|no more than|maximum|max\.?|bis zu|jusqu'à|hasta|fino a",
    "less than": r"<|less than|fewer than|smaller than|under|below|weniger als|unter|moins de|menos de|meno di",
}
_AFTER: dict[str, str] = {
    "at least": r"\+|(?:or|and|&) ?(?:more|above|over|up|greater)|plus|oder mehr|und mehr|et plus|ou plus|o más|e oltre",
    "at most": r"(?:or|and|&) ?(?:less|fewer|under|below)|oder weniger|et moins",
}
_TO = r"-|to|bis|through|till|until|and|à|a|up to"


def _either(words: dict[str, str]) -> str:
    return "|".join(words.values())


_SCALE = rf"(?:{'|'.join(sorted(_SCALE_OF, key=len, reverse=True))})"
_PATTERN = (
    rf"^(?:between |zwischen )?(?P<before>{_either(_BEFORE)})? ?"
    rf"(?P<digits>{DIGITS}|\.\d+) ?(?P<scale>{_SCALE}\b)?\.?"
    rf"(?: ?(?:{_TO}) ?(?P<digits2>{DIGITS}|\.\d+) ?(?P<scale2>{_SCALE}\b)?\.?)?"
    rf" ?(?P<after>{_either(_AFTER)})?$"
)


def read_amounts(
    texts: pl.Series, *, unit: float = 1, decimal_comma: bool | None = None, whole_numbers: bool = False
) -> pl.DataFrame:
    """Read `texts`, which `numbers.even` has prepared: columns first, second, relation; null where unread.

    `unit` multiplies numbers without a scale of their own. The first number of a band takes the scale of
    the second when it has none and is not the larger (`$10-25M`). `1.200` and `1,200` without a scale
    are thousands when numbers are whole; otherwise the column decides, and a lone point is a thousands
    sign only where nothing is multiplied, since no one earns 1.200 dollars, and in a column in thousands
    in which no number has decimals for sure, since no one counts those to three decimals.
    """
    parts = (
        texts.alias("text")
        .to_frame()
        .lazy()
        .select(pl.col("text").str.extract_groups(_PATTERN))
        .unnest("text")
    )
    read = parts.collect()
    digits = pl.concat([read["digits"], read["digits2"]])
    if decimal_comma is None:
        decimal_comma = comma_is_decimal(digits)
    scale, scale2 = (_multiplier(name) for name in ("scale", "scale2"))
    bare, bare2 = pl.col("scale").is_null() & pl.col("scale2").is_null(), pl.col("scale2").is_null()
    plain = pl.lit(whole_numbers or unit == 1 or (unit == _THOUSAND and not point_is_decimal(digits)))
    return (
        read.lazy()
        .select(
            first=number(pl.col("digits"), decimal_comma=decimal_comma, thousands=plain & bare),
            second=number(pl.col("digits2"), decimal_comma=decimal_comma, thousands=plain & bare2),
            scale=scale,
            scale2=scale2,
            relation=_relation(),
        )
        .with_columns(
            scale=pl.coalesce(
                "scale", pl.when(pl.col("first") <= pl.col("second")).then("scale2"), pl.lit(unit)
            ),
            scale2=pl.coalesce("scale2", pl.lit(unit)),
        )
        .select(pl.col("first") * pl.col("scale"), pl.col("second") * pl.col("scale2"), "relation")
        .select(*(pl.when(_sound()).then(name).alias(name) for name in ("first", "second", "relation")))
        .collect()
    )


def _multiplier(name: str) -> pl.Expr:
    words = pl.col(name).str.strip_chars(". ")
    return words.replace_strict(
        list(_SCALE_OF), list(_SCALE_OF.values()), default=None, return_dtype=pl.Float64
    )


def _relation() -> pl.Expr:
    """Which relation the words around the numbers say."""
    relation: Any = pl.when(pl.col("digits2").is_not_null()).then(pl.lit("band"))
    for column, words in (("after", _AFTER), ("before", _BEFORE)):
        for name, pattern in words.items():
            relation = relation.when(pl.col(column).str.contains(rf"^(?:{pattern})$")).then(pl.lit(name))
    exact: pl.Expr = relation.when(pl.col("digits").is_not_null()).then(pl.lit("exact"))
    return exact


def _sound() -> pl.Expr:
    """The number is there, and a band has two and does not run backwards."""
    band = pl.col("relation") == "band"
    return pl.col("first").is_finite() & (
        ~band | (pl.col("second") >= pl.col("first")).fill_null(value=False)
    )


def words(*names: str) -> str:
    """A pattern for any of the words `names`, as whole words."""
    return rf"\b(?:{'|'.join(re.escape(name) for name in sorted(names, key=len, reverse=True))})\b"
