"""What changed in a field, in a few words, as expressions over `old` and `new` columns."""

from __future__ import annotations

import polars as pl

from icp_tui.criteria.criterion import kind_of

# What anyone reads of a value in a line.
_MOST = 40
UNKNOWN = "unknown"


def worded(template: str, *parts: pl.Expr | str) -> pl.Expr:
    """`template` with the values of `parts` (expressions, or the names of columns) for each {}; null where one is.

    Polars' own format panics where some of the parts are the same for all rows.
    """
    fixed = template.split("{}")
    held = [pl.col(part) if isinstance(part, str) else part for part in parts]
    pieces = [pl.lit(fixed[0]), *(one for part, text in zip(held, fixed[1:], strict=True) for one in (part, pl.lit(text)))]
    return pl.concat_str(pieces)


def differ(old: pl.Expr, new: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Whether a field has another value; the order in a list does not matter."""
    if kind_of(dtype) == "list":
        return old.list.sort().ne_missing(new.list.sort())
    return old.ne_missing(new)


def change(name: str, old: pl.Expr, new: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """`employees 420 -> 620`, or of a list `technologies + Salesforce - HubSpot`; null where nothing changed."""
    if kind_of(dtype) == "list":
        empty = pl.lit([], dtype=pl.List(pl.String))
        was, now = old.fill_null(empty), new.fill_null(empty)
        more, less = (_listed(one) for one in (now.list.set_difference(was), was.list.set_difference(now)))
        said = pl.concat_str(
            pl.lit(name), pl.concat_str(pl.lit(" + "), more), pl.concat_str(pl.lit(" - "), less), ignore_nulls=True
        )
    else:
        said = worded("{} {} -> {}", pl.lit(name), shown(old, dtype), shown(new, dtype))
    return pl.when(differ(old, new, dtype)).then(said)


def shown(value: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """A value as text, cut to what fits a line; `unknown` for none."""
    if kind_of(dtype) == "list":
        return _listed(value).fill_null(UNKNOWN)
    text = value.cast(pl.String)
    if dtype.is_float():
        text = text.str.strip_suffix(".0")
    return _cut(text).fill_null(UNKNOWN)


def _listed(texts: pl.Expr) -> pl.Expr:
    return _cut(texts.list.sort().list.join(", ").replace("", None))


def _cut(text: pl.Expr) -> pl.Expr:
    return pl.when(text.str.len_chars() > _MOST).then(text.str.slice(0, _MOST - 1) + "…").otherwise(text)


def signed(number: pl.Expr) -> pl.Expr:
    """`+10.00`, `-2.50`."""
    whole = (number * 100).round().cast(pl.Int64)
    sign = pl.when(whole < 0).then(pl.lit("-")).otherwise(pl.lit("+"))
    return worded("{}{}.{}", sign, whole.abs() // 100, (whole.abs() % 100).cast(pl.String).str.zfill(2))
