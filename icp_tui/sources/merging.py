"""Rows of one account -> one row: the first source that knows a field fills it, later ones fill blanks.

Which source comes first is the order given, unless `precedence` says otherwise for a field.

Which rows are of one account, `identity` and `companies` tell.

Only rows whose key occurs again are touched; a list of unique accounts passes through as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from icp_tui import columns
from icp_tui.sources.companies import separate
from icp_tui.sources.identity import identified
from icp_tui.sources.parents import by_record
from icp_tui.sources.precedence import AS_GIVEN, Precedence
from icp_tui.sources.report import counted

_DUPLICATES = {
    "source": pl.String,
    "source_row": pl.Int64,
    "name": pl.String,
    "domain": pl.String,
    "account_key": pl.String,
    "merged_into_source": pl.String,
    "merged_into_row": pl.Int64,
}
# Columns that are one statement: they come from one row together.
_RANGES = (("employees", "employees_min", "employees_max"), ("revenue", "revenue_min", "revenue_max"))


@dataclass(frozen=True)
class Merged:
    """Unique accounts, their original columns in the same order, and the rows that went into them.

    `rows` are the cleaned rows of every account that came from several, under its key, in the order given.
    """

    frame: pl.DataFrame
    originals: pl.DataFrame
    duplicates: pl.DataFrame
    rows: pl.DataFrame
    notes: list[str]


def merge(
    frame: pl.DataFrame, originals: pl.DataFrame, systems: Mapping[str, str], precedence: Precedence = AS_GIVEN
) -> Merged:
    """Merge the rows of one `account_key`, in the order given, or where `precedence` prefers sources, in theirs.

    `systems`: source -> the system whose record numbers its `crm_id` holds. Accounts that came from one
    row keep their order and come first; merged ones follow. Original columns follow the order given.
    """
    identity = identified(frame, systems)
    if not identity.keys.equals(frame.get_column("account_key")):
        frame = frame.with_columns(identity.keys.alias("account_key"))
    # Hashes are compared several times as fast; what two keys happen to share is told apart below.
    repeated = frame.get_column("account_key").hash().is_duplicated()
    if not repeated.any():
        frame = _with_parents(frame, frame.get_column("account_key"), systems)
        return Merged(frame, originals, pl.DataFrame(schema=_DUPLICATES), frame.clear(), identity.notes)
    rows = frame.filter(repeated)
    system = pl.col("source").replace(dict(systems)).alias("system")
    companies = separate(rows.select("account_key", "domain", "name", "crm_id", system))
    rows = rows.with_columns(companies.keys)
    frame = _with_parents(frame, frame.get_column("account_key").scatter(repeated.arg_true(), companies.keys), systems)
    rows = rows.with_columns(frame.get_column("parent").filter(repeated))
    # Cells are shared with the list, so that these cost a fraction of what the accounts do.
    several = rows.filter(rows.get_column("account_key").is_duplicated())
    foreign, rows = _without_foreign_money(rows, _order("revenue", precedence))
    notes = [*identity.notes, *companies.notes]
    if foreign:
        notes.append(
            f"{counted(foreign, 'amount')} in another currency than the account's left out in merging"
        )
    rows = rows.with_columns(repeated.arg_true().alias(_PLACE))
    known = originals.filter(repeated).select(pl.all().is_not_null())
    known = known.with_columns(rows.get_column("account_key").alias(_KEY), rows.get_column(_PLACE))
    picked = _picked(rows, _account_columns(precedence), "account_key")
    picked_originals = _picked(known, _original_columns(originals), _KEY)
    single = (~repeated).arg_true()
    duplicates = _duplicates(rows)
    del rows, known, repeated, companies
    held = [originals]
    del originals
    merged_originals = _gathered(held, single, picked_originals)
    keys = frame.get_column("account_key").gather(single).append(picked.get_column("account_key")).rechunk()
    held = [frame.with_columns(pl.lit(None, pl.String).alias("account_key"))]
    del frame
    merged = _gathered(held, single, picked).with_columns(keys)
    return Merged(merged, merged_originals, duplicates, several, notes)


def filled_from(
    rows: pl.DataFrame, precedence: Precedence = AS_GIVEN, said_by: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Which of `rows` (from 0) fills each account column: `account_key` and a column per field, a row per account.

    `rows`: those that went into accounts, as `Merged.rows` has them. Null: no row knows the field. `said_by`, of
    the same height, has a column per field: the source whose word it is, where that may not be the row's own.
    """
    if said_by is not None:
        rows = rows.hstack(said_by.select(pl.all().name.prefix(_SAID_BY)))
    own = said_by is None
    _, rows = _without_foreign_money(rows, _order("revenue", precedence, own=own))
    placed = rows.with_columns(pl.int_range(pl.len(), dtype=pl.UInt32).alias(_PLACE))
    return _picked(placed, _account_columns(precedence, own=own), "account_key")


def _with_parents(frame: pl.DataFrame, keys: pl.Series, systems: Mapping[str, str]) -> pl.DataFrame:
    """Parents that are given by the number of a record get the key of the account that the record is of."""
    found = by_record(frame, keys, systems)
    return frame if found is None else frame.with_columns(found)


_KEY = "\0account_key"
# Where in the whole frame a row stands.
_PLACE = "\0place"
# Before the name of a field: whose word on it a row has.
_SAID_BY = "\0said by "
# More rows than a frame has.
_FAR = 1 << 40


def _account_columns(precedence: Precedence, *, own: bool = True) -> list[pl.Expr]:
    """Per account column the place of the row that fills it; `own`: what a row says is its own source's word."""
    grouped = {name for group in _RANGES for name in group}
    plain = [
        _first(pl.col(name).is_not_null(), _order(name, precedence, own=own)).alias(name)
        for name in columns.ACCOUNT
        if name not in grouped and name != "account_key"
    ]
    ranged = [expression for group in _RANGES for expression in _range(*group, _order(group[0], precedence, own=own))]
    return [*plain, *ranged]


def _order(field: str, precedence: Precedence, *, own: bool = True) -> pl.Expr | None:
    """How far down a row's source is in the order for a field, 0 for the most preferred; None: as given."""
    preferred = precedence.preferred(field)
    if not preferred:
        return None
    ranks = {source: rank for rank, source in enumerate(preferred)}
    source = pl.col("source" if own else _SAID_BY + field)
    return source.replace_strict(ranks, default=len(ranks), return_dtype=pl.Int64)


def _first(known: pl.Expr, order: pl.Expr | None) -> pl.Expr:
    """The place of the first row that is `known`, the most preferred source first."""
    if order is None:
        return pl.col(_PLACE).filter(known).first()
    return ((order * _FAR + pl.col(_PLACE)).filter(known).min() % _FAR).cast(pl.UInt32)


def _range(value: str, low: str, high: str, order: pl.Expr | None) -> list[pl.Expr]:
    """The three columns are those of the first exact number, else of the first band.

    A source that is preferred wins with its band over an exact number of another.
    """
    exact = pl.col(low).eq(pl.col(high)).fill_null(value=False)
    known = pl.col(value).is_not_null()
    if order is None:
        place = pl.coalesce(pl.col(_PLACE).filter(exact).first(), pl.col(_PLACE).filter(known).first())
    else:
        place = _first(known | exact, order * 2 + (~exact).cast(pl.Int64))
    return [place.alias(name) for name in (value, low, high)]


def _original_columns(originals: pl.DataFrame) -> list[pl.Expr]:
    return [pl.col(_PLACE).filter(pl.col(name)).first().alias(name) for name in originals.columns]


def _picked(rows: pl.DataFrame, expressions: list[pl.Expr], key: str) -> pl.DataFrame:
    """One row per account: for each column the place of the row it is taken from, null where none knows it."""
    return rows.group_by(key, maintain_order=True).agg(expressions)


def _without_foreign_money(rows: pl.DataFrame, order: pl.Expr | None) -> tuple[int, pl.DataFrame]:
    """An account has one currency, the first that is stated: amounts in others become unknown."""
    stated = pl.col("currency") if order is None else pl.col("currency").sort_by(order, maintain_order=True)
    first = stated.first(ignore_nulls=True).over("account_key")
    foreign = rows.select((pl.col("currency") != first).fill_null(value=False)).to_series()
    if not foreign.any():
        return 0, rows
    count = int(
        rows.filter(foreign).select(pl.sum_horizontal(pl.col(columns.MONEY).is_not_null().sum())).item()
    )
    cleared = [pl.when(~foreign).then(pl.col(name)).alias(name) for name in columns.MONEY]
    return count, rows.with_columns(cleared)


def _duplicates(rows: pl.DataFrame) -> pl.DataFrame:
    into = rows.select(
        "source",
        "source_row",
        "name",
        "domain",
        "account_key",
        merged_into_source=pl.col("source").first().over("account_key"),
        merged_into_row=pl.col("source_row").first().over("account_key"),
        place=pl.int_range(pl.len()).over("account_key"),
    )
    return into.filter(pl.col("place") > 0).select(list(_DUPLICATES))


def _gathered(held: list[pl.DataFrame], single: pl.Series, picked: pl.DataFrame) -> pl.DataFrame:
    """The rows `single` of the frame in `held`, then the picked ones; takes the frame out of `held`.

    Columns are let go one by one as they are taken apart, so no second copy of them all is ever held.
    A column that is null throughout stays a constant.
    """
    frame = held.pop()
    schema = frame.schema
    empty = [name for name, nulls in frame.null_count().row(0, named=True).items() if nulls == frame.height]
    left = frame.drop(empty).get_columns()[::-1]
    del frame
    gathered: dict[str, pl.Series] = {}
    while left:
        column = left.pop()
        gathered[column.name] = column.gather(pl.concat([single, picked.get_column(column.name)]))
    nothing = [pl.lit(None, schema[name]).alias(name) for name in empty]
    return pl.DataFrame(gathered).with_columns(nothing).select(list(schema))
