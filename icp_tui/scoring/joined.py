"""The suppression matches of accounts that people have said are one company.

A joined account meets what each of its parts met. So a part that is a customer by its domain takes the whole
company off, whichever domain is kept; and a name that several accounts bear stays a doubt when they become one:
that two accounts are one company does not say that it is the company on the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from icp_tui.scoring.suppression import Matches, Suppression, match

_COMPARED = ("account_key", "domain", "name", "country")


def match_joined(
    accounts: pl.DataFrame, parts: pl.DataFrame | None, suppressions: Sequence[Suppression], *, as_of: date | None = None
) -> Matches:
    """Like `match`, a row per account of `accounts`.

    `parts`: account_key, domain, name, country of accounts before they were joined, and `into`, the key of the
    account on the list that they are in now.
    """
    if parts is None or parts.is_empty() or not suppressions:
        return match(accounts, suppressions, as_of=as_of)
    held = accounts.select("account_key").with_row_index("row")
    ours = parts.join(held, left_on="into", right_on="account_key", how="inner", maintain_order="left")
    single = ~accounts["account_key"].is_in(ours["into"].implode())
    apart = pl.concat([accounts.select(_COMPARED).filter(single), ours.select(_COMPARED)], how="vertical_relaxed")
    found = match(apart, suppressions, as_of=as_of)
    rows = pl.concat([single.arg_true().cast(pl.UInt32), ours["row"]])
    hits = found.hits.select(
        _at(rows.filter(found.hits[name]), accounts.height).alias(name) for name in found.hits.columns
    )
    return Matches(hits, _doubts(found.possible, ours, hits, suppressions), found.expired)


def _at(rows: pl.Series, height: int) -> pl.Series:
    """True at these rows."""
    return pl.Series([False]).new_from_index(0, height).scatter(rows.unique(), True)


def _doubts(possible: pl.DataFrame, ours: pl.DataFrame, hits: pl.DataFrame, suppressions: Sequence[Suppression]) -> pl.DataFrame:
    """The doubts about parts as doubts about the account they are in, each entry once; none where the file takes it anyway."""
    if possible.is_empty() or ours.is_empty():
        return possible
    into = ours.select("account_key", "into", "row")
    told = possible.join(into, on="account_key", how="left", maintain_order="left")
    taken = pl.concat([
        pl.DataFrame({"row": hits[f"suppress.{place}"].arg_true().cast(pl.UInt32)}).with_columns(
            path=pl.lit(one.path), type=pl.lit(one.type)
        )
        for place, one in enumerate(suppressions)
    ])  # fmt: skip
    joined = told["into"].is_not_null()
    doubt = pl.col("doubt").str.replace(r"^(\d+) accounts bear this name$", "${1} accounts bore this name before they were joined")
    left = (
        told.with_columns(pl.coalesce("into", "account_key").alias("account_key"), pl.when(joined).then(doubt).otherwise("doubt").alias("doubt"))
        .join(taken, on=["row", "path", "type"], how="anti", maintain_order="left")
        .unique(["account_key", "entry", "path", "type"], keep="first", maintain_order=True)
    )
    return left.select(possible.columns)
