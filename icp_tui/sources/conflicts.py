"""Conflicts: where rows of one account know the same field and say different things.

One of them counts (see `precedence`); the others are not lost but shown beside it. Not a conflict: names that
differ in case, accents or legal form, a band that holds the exact number, `CA` beside `California`, money in
another currency, and fields that differ by nature, such as pages, descriptions and record numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from icp_tui import columns
from icp_tui.sources.merging import filled_from
from icp_tui.sources.names import normalised
from icp_tui.sources.precedence import AS_GIVEN, Precedence
from icp_tui.vocab.spelling import folded

_RANGES = ("employees", "revenue")
_BY_NATURE = (
    "account_key", "domain", "website", "linkedin_url", "description", "keywords", "crm_id", "source", "source_row",
)  # fmt: skip
_ENDS = tuple(f"{name}_{end}" for name in _RANGES for end in ("min", "max"))
FIELDS = tuple(name for name in columns.ACCOUNT if name not in (*_BY_NATURE, *_ENDS))
# What a state's code has at most; a code and a name are two ways to write it, and cannot be told to differ.
_SHORT_STATE = 3
_KEY, _LOW, _HIGH = "\0key", "\0low", "\0high"
# Years are no amounts.
_PLAIN = ("founded",)


@dataclass(frozen=True)
class Disagreement:
    """One field of one account on which its rows disagree, in texts as people read them.

    `kept` is what the account has; `kept_source` and `kept_row` whose word that is, None where no row says so
    (a signal file may). `others`: each other statement with the source and row that makes it first.
    """

    field: str
    kept: str
    kept_source: str | None
    kept_row: int | None
    others: tuple[tuple[str, str, int], ...]


def conflicts(rows: pl.DataFrame) -> pl.DataFrame:
    """In how many accounts two rows disagree: `field`, `accounts`, the most frequent first; fields without are not there.

    `rows`: `Accounts.rows`.
    """
    counts = {name: _torn(rows, name).len() for name in FIELDS}
    found = pl.DataFrame(
        {"field": list(counts), "accounts": list(counts.values())}, schema={"field": pl.String, "accounts": pl.Int64}
    )
    return found.filter(pl.col("accounts") > 0).sort("accounts", "field", descending=[True, False])


def disagreements(rows: pl.DataFrame, account_key: str, kept: Mapping[str, Any]) -> list[Disagreement]:
    """What the rows of one account disagree on, in the order of the columns. `kept`: the account's row."""
    own = rows.filter(pl.col("account_key") == account_key)
    if own.height < 2:
        return []
    several = [name for name in FIELDS if _several(own.get_column(name))]
    return [_disagreement(own, name, kept) for name in several if _torn(own, name).len()]


def value_source(
    rows: pl.DataFrame, account_key: str, field: str, precedence: Precedence = AS_GIVEN
) -> tuple[str, int] | None:
    """The source and row whose value of `field` the account has; None where no row knows it.

    Only accounts that came from several rows are in `rows`; of the others every value is from their one row.
    """
    own = rows.filter(pl.col("account_key") == account_key)
    places = filled_from(own, precedence).get_column(field) if own.height else pl.Series([None])
    if places[0] is None:
        return None
    source, row = own.select("source", "source_row").row(int(places[0]))
    return source, row


def _several(stated: pl.Series) -> bool:
    """Whether a few cells say more than one thing; quicker than `_torn`, which a list of millions needs."""
    known = [one for one in stated.to_list() if one is not None]
    return any(one != known[0] for one in known)


def _torn(rows: pl.DataFrame, field: str) -> pl.Series:
    """The hashed keys of the accounts whose rows say different things about a field."""
    stated = rows.filter(pl.col(field).is_not_null())
    if stated.height < 2:
        return pl.Series(dtype=pl.UInt64)
    # Folding is dear, and most rows of an account say a thing to the letter alike, or only one says it.
    literal = stated.select(pl.col("account_key").hash().alias(_KEY), pl.col(field).hash().alias(_LOW))
    unlike = literal.group_by(_KEY).agg(pl.col(_LOW).min() != pl.col(_LOW).max()).filter(_LOW).get_column(_KEY)
    stated = stated.filter(literal.get_column(_KEY).is_in(unlike.implode()))
    compared = _compared(stated, field).with_columns(stated.get_column("account_key").hash().alias(_KEY))
    by = [name for name in compared.columns if name not in (_LOW, _HIGH)]
    if field in _RANGES:
        torn = pl.col(_LOW).max() > pl.col(_HIGH).min()
    else:
        torn = pl.col(_LOW).min() != pl.col(_LOW).max()
    return compared.group_by(by).agg(torn=torn).filter("torn").get_column(_KEY).unique()


def _compared(rows: pl.DataFrame, field: str) -> pl.DataFrame:
    """What a field says, as it is compared, and what has to agree for it to be comparable at all."""
    what = pl.col(field)
    match field:
        case "employees" | "revenue":
            low = pl.coalesce(f"{field}_min", field)
            # Without an upper end a band is open, but a bare number is that number.
            bare = pl.col(f"{field}_min").is_null() & pl.col(f"{field}_max").is_null()
            high = pl.when(bare).then(field).otherwise(pl.col(f"{field}_max").fill_null(pl.Int64.max()))
            found = rows.select(low.alias(_LOW), high.alias(_HIGH))
        case "name" | "parent":
            names = normalised(rows.get_column(field))
            found = rows.select(folded(what).alias(_LOW)).with_columns(pl.coalesce(names, _LOW).alias(_LOW))
        case _ if columns.ACCOUNT[field] == columns.TEXTS:
            words = what.list.eval(folded(pl.element()).drop_nulls()).list.unique().list.sort().list.join("\0")
            found = rows.select(words.alias(_LOW))
        case _ if columns.ACCOUNT[field] == pl.String:
            plain = folded(what).str.normalize("NFKD").str.replace_all(r"\p{M}", "")
            found = rows.select(plain.alias(_LOW))
        case _:
            found = rows.select(what.alias(_LOW))
    if field == "state":
        found = found.with_columns(short=pl.col(_LOW).str.len_chars() <= _SHORT_STATE)
    if field in columns.MONEY:
        stated = pl.col("currency").first(ignore_nulls=True).over("account_key")
        found = found.hstack(rows.select(currency=pl.coalesce("currency", stated)))
    return found


def _disagreement(rows: pl.DataFrame, field: str, kept: Mapping[str, Any]) -> Disagreement:
    """`rows`: those of one account."""
    stated = rows.filter(pl.col(field).is_not_null())
    row = {name: kept.get(name) for name in columns.ACCOUNT}
    mine = _compared(pl.DataFrame([row], schema=columns.ACCOUNT), field).row(0, named=True)
    said = list(zip(_compared(stated, field).to_dicts(), stated.to_dicts(), strict=True))
    whose = next(((full["source"], full["source_row"]) for one, full in said if one == mine), (None, None))
    against = [(one, full) for one, full in said if one != mine and _differ(one, mine)]
    # Where what is kept fits all of the others, they still disagree among themselves.
    told = against or [(one, full) for one, full in said if one != mine]
    others = {
        tuple(one.values()): (_text(full, field), full["source"], full["source_row"]) for one, full in reversed(told)
    }
    return Disagreement(field, _text(row, field), whose[0], whose[1], tuple(reversed(others.values())))


def _differ(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two compared statements can be held against each other, and do not fit."""
    if any(one[name] != other[name] for name in one if name not in (_LOW, _HIGH)):
        return False
    if _HIGH not in one:
        return bool(one[_LOW] != other[_LOW])
    ends = (one[_LOW], other[_LOW], one[_HIGH], other[_HIGH])
    return None in ends or bool(max(ends[:2]) > min(ends[2:]))


def _text(row: Mapping[str, Any], field: str) -> str:
    """A value as people read it: `215`, `201-500`, `10,001+`, `5,000,000 EUR`, `2024-03-01`."""
    value = row[field]
    if value is None:
        return "unknown"
    if isinstance(value, list):
        return ", ".join("" if one is None else str(one) for one in value)
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, int) or field in _PLAIN:
        return str(value)
    said = f"{value:,}"
    if field in _RANGES:
        low, high = row[f"{field}_min"], row[f"{field}_max"]
        if low is not None and low != high:
            said = f"{low:,}+" if high is None else f"{low:,}-{high:,}"
    return f"{said} {row['currency']}" if field in columns.MONEY and row["currency"] else said
