"""Suppression: accounts that a list of customers, competitors or refusals takes off.

A domain match kills. A name match kills only where the suppression row has no domain, the name is
unique on the list and no country contradicts it. The same name under another domain never kills: it
is a possible match, for the person to settle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from icp_tui.sources.accounts import load_accounts
from icp_tui.sources.names import normalised

POSSIBLE = {"account_key": pl.String, "name": pl.String, "entry": pl.String, "path": pl.String,
            "type": pl.String, "because": pl.String, "doubt": pl.String}  # fmt: skip


@dataclass(frozen=True)
class Suppression:
    """One suppression file: `entries` has domain, name and country, one row per company to take off."""

    path: str
    sha256: str
    type: str
    because: str
    rows: int
    entries: pl.DataFrame = field(compare=False)


@dataclass(frozen=True)
class Matches:
    """`hits`: a Boolean column per file, a row per account. `possible`: POSSIBLE columns, a row per doubt."""

    hits: pl.DataFrame
    possible: pl.DataFrame


def load_suppression(path: Path, *, said: str, type: str, because: str) -> Suppression:  # noqa: A002
    """Read a suppression file of any readable source; `said` is the path as the user wrote it."""
    loaded = load_accounts([path])
    return Suppression(
        path=said,
        sha256=loaded.sources[0].sha256,
        type=type,
        because=because,
        rows=loaded.sources[0].rows,
        entries=loaded.frame.select("domain", "name", "country"),
    )


def match(accounts: pl.DataFrame, suppressions: Sequence[Suppression]) -> Matches:
    """Match the accounts (account_key, domain, name, country) against every suppression file."""
    hits = [_domain_hits(accounts, one) for one in suppressions]
    named = _named(accounts, suppressions)
    doubts = []
    for place, one in enumerate(suppressions):
        by_name = _name_matches(named, one)
        sure = by_name.filter(pl.col("doubt").is_null())["row"]
        if not sure.is_empty():
            hits[place] = hits[place] | pl.int_range(accounts.height, eager=True).is_in(sure.implode())
        doubts.append(by_name.filter(pl.col("doubt").is_not_null() & ~hits[place].gather(by_name["row"])))
    frame = pl.DataFrame([hit.alias(f"suppress.{place}") for place, hit in enumerate(hits)])
    possible = [_possible(doubt, one) for doubt, one in zip(doubts, suppressions, strict=True)]
    return Matches(frame, pl.concat(possible) if possible else pl.DataFrame(schema=POSSIBLE))


def _domain_hits(accounts: pl.DataFrame, one: Suppression) -> pl.Series:
    # Hashes of 64 bits: a quarter of the time of comparing the texts themselves.
    wanted = one.entries["domain"].drop_nulls().hash()
    known = accounts["domain"].is_not_null()
    return accounts["domain"].hash().is_in(wanted.implode()) & known


def _named(accounts: pl.DataFrame, suppressions: Sequence[Suppression]) -> pl.DataFrame:
    """The accounts that could match by name: row, key, name, country, domain and how many bear the name."""
    numbered = accounts.select(
        pl.int_range(pl.len()).alias("row"), "account_key", "name", "country", "domain",
    )  # fmt: skip
    names = [one.entries["name"].drop_nulls() for one in suppressions]
    if not any(len(name) for name in names):
        return numbered.clear().with_columns(pl.lit("").alias("bare"), pl.lit(0).alias("bearers"))
    wanted = normalised(pl.concat(names))
    return (
        numbered.with_columns(normalised(numbered["name"]).alias("bare"))
        .filter(pl.col("bare").is_in(wanted.implode()))
        .with_columns(pl.len().over("bare").alias("bearers"))
    )


def _name_matches(named: pl.DataFrame, one: Suppression) -> pl.DataFrame:
    """Accounts that bear the name of an entry, with the doubt that keeps the match from killing."""
    entries = one.entries.filter(pl.col("name").is_not_null())
    entries = entries.select(
        normalised(entries["name"]).alias("bare"),
        pl.col("name").alias("entry"),
        pl.col("domain").alias("entry_domain"),
        pl.col("country").alias("entry_country"),
    )
    doubt = (
        pl.when(pl.col("entry_domain").is_not_null() & pl.col("domain").is_not_null())
        .then(pl.format("same name, but its domain is {}", pl.col("entry_domain")))
        .when(pl.col("entry_domain").is_not_null())
        .then(pl.lit("same name, but this account has no domain to compare"))
        .when(pl.col("bearers") > 1)
        .then(pl.format("{} accounts bear this name", pl.col("bearers")))
        .when(pl.col("entry_country") != pl.col("country"))
        .then(pl.format("same name, but in {}", pl.col("entry_country")))
    )
    return (
        named.join(entries, on="bare", how="inner", maintain_order="left_right")
        .with_columns(doubt.alias("doubt"))
        # A file that names a company twice says nothing new the second time; a sure match wins.
        .sort("row", pl.col("doubt").is_not_null(), "entry", maintain_order=True)
        .unique("row", keep="first", maintain_order=True)
    )


def _possible(doubts: pl.DataFrame, one: Suppression) -> pl.DataFrame:
    return doubts.select(
        "account_key", "name", "entry",
        pl.lit(one.path).alias("path"), pl.lit(one.type).alias("type"), pl.lit(one.because).alias("because"),
        "doubt",
    ).cast(POSSIBLE)  # type: ignore[arg-type]  # fmt: skip
