"""Parents: which account on the list another one names as its parent.

A parent is named by the number of its record, its key, its domain or website, its LinkedIn page, or its
name. Only what one account alone answers to is that account; strangers that share a name are no family.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from icp_tui.sources.domains import parse_domains
from icp_tui.sources.linkedin import parse_linkedin
from icp_tui.sources.names import normalised

_PAGE = r"(?i)linkedin\.com/"


def by_record(rows: pl.DataFrame, keys: pl.Series, systems: Mapping[str, str]) -> pl.Series | None:
    """The parents of `rows`, with the account's key in place of a number that its record bears.

    `keys`: the account of each row; `systems`: source -> the system whose record numbers its `crm_id` holds.
    A number that none of the system's records bears, or those of several accounts, stays as it is; None: all do.
    """
    parents, ids = rows.get_column("parent"), rows.get_column("crm_id")
    if parents.null_count() == rows.height or ids.null_count() == rows.height:
        return None
    system = pl.col("source").cast(pl.String).replace(dict(systems))
    told = rows.select("parent", "crm_id", system=system).with_columns(keys.alias("key"))
    sought = told.select("system", pl.col("parent").alias("crm_id")).drop_nulls().unique()
    bearers = (
        told.join(sought, on=["system", "crm_id"], how="semi")
        .group_by("system", "crm_id")
        .agg(key=pl.col("key").min(), most=pl.col("key").max())
        .filter(pl.col("key") == pl.col("most"))
    )
    if bearers.is_empty():
        return None
    numbers = bearers.rename({"crm_id": "parent"})
    found = told.select("system", "parent").join(numbers, on=["system", "parent"], how="left", maintain_order="left")
    return found.select(pl.coalesce("key", "parent").alias("parent")).to_series()


def parents(accounts: pl.DataFrame) -> pl.DataFrame:
    """Each distinct parent: `parent`, `row` (of the account that it names, else null), `said` (what else it says).

    `accounts`: name, domain and parent; with `account_key` and `linkedin_url` those are looked at too. Two
    parents with the same `said` are the same company, if one that is not on the list. The order is that of
    the accounts.
    """
    numbered = accounts.with_columns(row=pl.int_range(pl.len()))
    distinct = accounts.select(pl.col("parent").drop_nulls().unique(maintain_order=True))
    texts = distinct.get_column("parent")
    page = pl.Series([None], dtype=pl.String).new_from_index(0, texts.len())
    pages = texts.str.contains(_PAGE)
    if pages.any():
        page = parse_linkedin(pl.select(pl.when(pages).then(texts)).to_series()).get_column("slug")
    distinct = distinct.with_columns(
        by_key=texts.str.strip_chars().str.to_lowercase(),
        by_domain=parse_domains(texts).get_column("domain"),
        by_page=page,
        by_name=pl.select(pl.when(~pages).then(normalised(texts))).to_series(),
    )
    for found in (
        _borne_once(numbered, "account_key", distinct, "by_key"),
        _borne_once(numbered, "domain", distinct, "by_domain"),
        _borne_once(_with_pages(numbered, distinct), "page", distinct, "by_page"),
        _borne_once(_with_names(numbered), "bare", distinct, "by_name"),
    ):
        distinct = distinct.with_columns(found)
    row = pl.coalesce(*(f"row of {name}" for name in ("by_key", "by_domain", "by_page", "by_name")))
    return distinct.select("parent", row=row, said=pl.coalesce("by_domain", "by_page", "by_name"))


def on_the_list(accounts: pl.DataFrame) -> tuple[int, int]:
    """How many accounts name a parent, themselves apart, and of how many of those it is on the list."""
    if accounts.get_column("parent").null_count() == accounts.height:
        return 0, 0
    asking = accounts.select("parent", at=pl.int_range(pl.len())).filter(pl.col("parent").is_not_null())
    named = asking.join(parents(accounts), on="parent").filter((pl.col("row") != pl.col("at")).fill_null(value=True))
    return named.height, named.get_column("row").count()


def _with_pages(numbered: pl.DataFrame, distinct: pl.DataFrame) -> pl.DataFrame:
    """`page`: the slug of each account's page, looked at only where a parent is named by its page."""
    if "linkedin_url" not in numbered.columns or distinct.get_column("by_page").null_count() == distinct.height:
        return numbered.select("row", page=pl.lit(None, pl.String)).clear()
    return numbered.select("row").with_columns(
        parse_linkedin(numbered.get_column("linkedin_url")).get_column("slug").alias("page")
    )


def _with_names(numbered: pl.DataFrame) -> pl.DataFrame:
    return numbered.select("row").with_columns(normalised(numbered.get_column("name")).alias("bare"))


def _borne_once(accounts: pl.DataFrame, column: str, distinct: pl.DataFrame, asked: str) -> pl.Series:
    """For each of `distinct` the row of the account that alone bears in `column` what it asks for."""
    named = f"row of {asked}"
    if column not in accounts.columns:
        return pl.Series(named, [None], dtype=pl.Int64).new_from_index(0, distinct.height)
    sought = distinct.select(asked).drop_nulls().unique()
    bearers = (
        accounts.select("row", column)
        .join(sought, left_on=column, right_on=asked, how="semi")
        .group_by(column)
        .agg(pl.col("row").first().alias(named), pl.len().alias("bearers"))
        .filter(pl.col("bearers") == 1)
    )
    found = distinct.select(asked).join(bearers, left_on=asked, right_on=column, how="left", maintain_order="left")
    return found.get_column(named)
