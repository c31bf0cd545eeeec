"""What a column is sorted by: numbers that stand for its cells, null where nothing is known."""

from __future__ import annotations

import polars as pl

from icp_tui import columns
from icp_tui.review.cells import Cells

# Up to so many different texts are cheaper to look up than to sort.
_FEW_TEXTS = 100_000
# Bytes that are sorted at a time, as two numbers; after so many rounds texts are sorted as texts.
_BYTES = 16
_MOST_ROUNDS = 12
# So many texts are looked at to see whether a column may hold nothing but numbers.
_SAMPLE = 1_000


def sort_key(cells: Cells, name: str) -> pl.Series:
    """The key of every account: buckets best first, levels in the profile's order, text without case.

    An original column that holds nothing but numbers is sorted as numbers. Unknown has no key.
    """
    column = cells.column(name)
    if name.startswith("level."):
        codes = pl.col(name)
        return cells.scored.levels.select(pl.when(codes > 0).then(codes)).to_series()
    if isinstance(column.dtype, pl.Enum):
        return column.to_physical()
    if column.dtype == columns.TEXTS:
        return cells.kept.once(("ranks", name), [name], lambda: text_key(_joined(column)))
    if column.dtype == pl.String:
        original = name in cells.originals
        return cells.kept.once(("ranks", name), [name], lambda: text_key(column, numbers=original))
    return column


def text_key(texts: pl.Series, *, numbers: bool = False) -> pl.Series:
    """A number for each text, in their order ignoring case; equal texts have the same, null has none.

    With `numbers`, texts that all are numbers have those.
    """
    if texts.to_frame().select(pl.all().approx_n_unique()).item() <= _FEW_TEXTS:
        labels = texts.drop_nulls().unique()
        keys = _as_numbers(labels) if numbers else None
        keys = labels.str.to_lowercase().rank("dense") if keys is None else keys
        return texts.replace_strict(labels, keys, default=None, return_dtype=keys.dtype)
    keys = _as_numbers(texts) if numbers and _as_numbers(texts.head(_SAMPLE)) is not None else None
    if keys is not None:
        return keys
    order, first = _in_order(texts.drop_nulls().str.to_lowercase())
    rows = texts.is_not_null().arg_true()
    nowhere = pl.Series([None], dtype=pl.UInt32).new_from_index(0, texts.len())
    return nowhere.scatter(rows.gather(order), first.cast(pl.UInt32).cum_sum())


def _as_numbers(texts: pl.Series) -> pl.Series | None:
    numbers = texts.cast(pl.Float64, strict=False)
    return numbers if numbers.null_count() == texts.null_count() else None


def _in_order(texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The order of the texts, and in it whether each differs from the one before.

    Sorting numbers is ten times as fast as sorting texts, so the first bytes are sorted as numbers, then
    the next bytes of those whose first are the same, and so on.
    """
    start = _shared(str(texts.min() or "").encode(), str(texts.max() or "").encode())
    keys = texts.alias("text").to_frame().select(_numbers(start))
    order = keys.select(pl.arg_sort_by(keys.columns)).to_series()
    first = _differs(keys[order])
    for _ in range(_MOST_ROUNDS):
        start += _BYTES
        tied = (~first | ~first.shift(-1, fill_value=True)).arg_true()
        # Of those that are the same so far, texts that ended before here are the same for good.
        tied = tied.filter(texts.gather(order.gather(tied)).str.len_bytes() >= start)
        if not tied.len():
            return order, first
        order, first = _parted(texts, order, first, tied, _numbers(start))
    tied = (~first | ~first.shift(-1, fill_value=True)).arg_true()
    return _parted(texts, order, first, tied, [pl.col("text")])


def _parted(
    texts: pl.Series, order: pl.Series, first: pl.Series, tied: pl.Series, by: list[pl.Expr]
) -> tuple[pl.Series, pl.Series]:
    """The same with the texts at the places `tied` sorted within their groups."""
    rows = order.gather(tied)
    group = first.cast(pl.UInt32).cum_sum().gather(tied).alias("group")
    keys = pl.DataFrame([group, texts.gather(rows).alias("text")]).select("group", *by)
    places = keys.select(pl.arg_sort_by(keys.columns)).to_series()
    return order.scatter(tied, rows.gather(places)), first.scatter(tied, _differs(keys[places]))


def _shared(low: bytes, high: bytes) -> int:
    """How many first bytes are the same; between the lowest and the highest text all share them."""
    shortest = min(len(low), len(high))
    return next((place for place in range(shortest) if low[place] != high[place]), shortest)


def _numbers(start: int) -> list[pl.Expr]:
    """Some bytes of `text` as two numbers that sort as they do; what is over ends in zeros."""
    piece = pl.col("text").cast(pl.Binary).bin.slice(start, _BYTES) + pl.lit(bytes(_BYTES))
    half = _BYTES // 2
    return [
        piece.bin.slice(at, half).bin.reinterpret(dtype=pl.UInt64, endianness="big").alias(f"bytes{at}")
        for at in (0, half)
    ]


def _differs(frame: pl.DataFrame) -> pl.Series:
    """Whether each row differs from the one before; the first does."""
    changed = [pl.col(name) != pl.col(name).shift(1) for name in frame.columns]
    return frame.select(pl.any_horizontal(changed).fill_null(value=True).alias("first")).to_series()


def _joined(lists: pl.Series) -> pl.Series:
    return lists.list.join("; ", ignore_nulls=True).replace("", None)
