"""Suppression: accounts that a list of customers, competitors or refusals takes off.

A domain match kills. A name match kills only where the suppression row has no domain, the name is
unique on the list and no country contradicts it. The same name under another domain, or a name that is
merely near, never kills: it is a possible match, for the person to settle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePath

import polars as pl

from icp_tui.scoring.decided import Decisions
from icp_tui.scoring.suppression_terms import terms
from icp_tui.sources.mapping import map_headers
from icp_tui.sources.names import normalised
from icp_tui.sources.near_names import near_names
from icp_tui.sources.reader import read_table
from icp_tui.sources.reading import AS_FOUND, Reading
from icp_tui.sources.source_accounts import source_accounts

POSSIBLE = {"account_key": pl.String, "name": pl.String, "entry": pl.String, "path": pl.String,
            "type": pl.String, "because": pl.String, "doubt": pl.String, "similarity": pl.Float64}  # fmt: skip
# The similarity of names that are the same.
_SAME = 100.0


@dataclass(frozen=True)
class Suppression:
    """One suppression file: `entries` has domain, name and country, one row per company to take off.

    Where the file says so, `entries` has `until`, the last day that an entry binds, and `type`, the entry's
    own; see `by_type`. `notes` say what of these was not understood.
    """

    path: str
    sha256: str
    type: str
    because: str
    rows: int
    entries: pl.DataFrame = field(compare=False)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matches:
    """`hits`: a Boolean column per file, a row per account. `possible`: POSSIBLE columns, a row per doubt.

    `expired` counts, per file, the entries that no longer bind; `settled` the doubts that people have settled,
    which `possible` has no more.
    """

    hits: pl.DataFrame
    possible: pl.DataFrame
    expired: tuple[int, ...] = ()
    settled: int = 0

    def settled_by(self, decisions: Decisions) -> tuple[int, ...]:
        """The places in `possible` that people have settled: accounts said to be another company, or excluded."""
        if self.possible.is_empty() or (decisions.apart.is_empty() and decisions.frame.is_empty()):
            return ()
        excluded = decisions.frame.filter(pl.col("excluded").is_not_null()).select("account_key")
        numbered = self.possible.select("account_key", "entry", "path").with_row_index("place")
        apart = numbered.join(decisions.apart, on=["account_key", "entry", "path"], how="semi")
        gone = numbered.join(excluded, on="account_key", how="semi")
        return tuple(sorted({*apart["place"], *gone["place"]}))

    def without(self, places: Sequence[int]) -> Matches:
        """The same without the doubts at these places of `possible`."""
        if not places:
            return self
        left = ~pl.int_range(self.possible.height, eager=True).is_in(list(places))
        return replace(self, possible=self.possible.filter(left), settled=len(places))


def load_suppression(
    path: Path,
    *,
    said: str,
    type: str,  # noqa: A002  as the profile calls it
    because: str,
    reading: Reading = AS_FOUND,
) -> Suppression:
    """Read a suppression file of any readable source; `said` is the path as the user wrote it.

    Its rows are not merged: one may have expired where another of the same company binds.
    """
    table = read_table(path, reading)
    mapped = map_headers(
        table.frame.columns,
        dialect=reading.dialect,
        list_separator=table.list_separator,
        overrides=reading.overrides,
    )
    loaded = source_accounts(table, mapped, path.name)
    stated, notes = terms(loaded.originals, type)
    return Suppression(
        path=said,
        sha256=loaded.report.sha256,
        type=type,
        because=because,
        rows=loaded.report.rows,
        entries=loaded.frame.select("domain", "name", "country").hstack(stated.get_columns()),
        notes=tuple(notes),
    )


def by_type(one: Suppression) -> list[Suppression]:
    """The file parted by the types that its rows state for themselves; the rest keeps the file's type.

    What a part says about its accounts is its type, since the file's words were said of another one.
    """
    if "type" not in one.entries.columns:
        return [one]
    types = one.entries.get_column("type").fill_null(one.type)
    others = [name for name in types.unique().sort().to_list() if name != one.type]
    parts = [replace(one, entries=one.entries.filter(types == one.type), rows=one.rows - int((types != one.type).sum()))]
    for name in others:
        entries = one.entries.filter(types == name)
        because = f"{name.replace('_', ' ').capitalize()} ({PurePath(one.path).name})"
        parts.append(replace(one, type=name, because=because, entries=entries, rows=entries.height, notes=()))
    return parts


def match(
    accounts: pl.DataFrame, suppressions: Sequence[Suppression], *, as_of: date | None = None
) -> Matches:
    """Match the accounts (account_key, domain, name, country) against every suppression file.

    An entry whose `until` lies before `as_of` binds nobody any more; without a date none expires.
    """
    binding = [_binding(one, as_of) for one in suppressions]
    expired = tuple(one.entries.height - left.entries.height for one, left in zip(suppressions, binding, strict=True))
    hits = [_domain_hits(accounts, one) for one in binding]
    named, near = _named(accounts, binding)
    doubts = []
    for place, one in enumerate(binding):
        entries = _bare_entries(one)
        by_name = _name_matches(named, entries)
        sure = by_name.filter(pl.col("doubt").is_null())["row"]
        if not sure.is_empty():
            hits[place] = hits[place] | pl.int_range(accounts.height, eager=True).is_in(sure.implode())
        open_doubts = _first_doubts(by_name.filter(pl.col("doubt").is_not_null()), _near_matches(named, near, entries))
        doubts.append(open_doubts.filter(~hits[place].gather(open_doubts["row"])))
    frame = pl.DataFrame([hit.alias(f"suppress.{place}") for place, hit in enumerate(hits)])
    possible = [_possible(doubt, one) for doubt, one in zip(doubts, binding, strict=True)]
    return Matches(frame, pl.concat(possible) if possible else pl.DataFrame(schema=POSSIBLE), expired)


def _binding(one: Suppression, as_of: date | None) -> Suppression:
    """The file without the entries that have expired."""
    if as_of is None or "until" not in one.entries.columns:
        return one
    return replace(one, entries=one.entries.filter(pl.col("until").is_null() | (pl.col("until") >= as_of)))


def _domain_hits(accounts: pl.DataFrame, one: Suppression) -> pl.Series:
    wanted, domains = one.entries["domain"].drop_nulls(), accounts["domain"]
    # Hashes of 64 bits tell in a quarter of the time who may be meant; the texts themselves, who is.
    hits = domains.hash().is_in(wanted.hash().implode()) & domains.is_not_null()
    rows = hits.arg_true()
    return hits.scatter(rows, domains.gather(rows).is_in(wanted.implode())) if len(rows) else hits


def _named(accounts: pl.DataFrame, suppressions: Sequence[Suppression]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The accounts that could match by name, and the near names among them and the entries.

    The accounts: row, key, name, country, domain, `bare` (the normalised name) and how many bear it.
    """
    numbered = accounts.select(
        pl.int_range(pl.len()).alias("row"), "account_key", "name", "country", "domain",
    )  # fmt: skip
    names = [one.entries["name"].drop_nulls() for one in suppressions]
    if not any(len(name) for name in names):
        nobody = numbered.clear().with_columns(pl.lit("").alias("bare"), pl.lit(0).alias("bearers"))
        return nobody, near_names(pl.Series(dtype=pl.String), pl.Series(dtype=pl.String))
    wanted = normalised(pl.concat(names)).unique()
    bare = normalised(numbered["name"]).alias("bare")
    near = near_names(bare, wanted)
    sought = pl.concat([wanted, near["name"]]).unique()
    named = numbered.with_columns(bare).filter(pl.col("bare").is_in(sought.implode()))
    return named.with_columns(pl.len().over("bare").alias("bearers")), near


def _bare_entries(one: Suppression) -> pl.DataFrame:
    """The entries that have a name: it as it is compared and as it is written, domain and country."""
    entries = one.entries.filter(pl.col("name").is_not_null())
    return entries.select(
        normalised(entries["name"]).alias("bare"),
        pl.col("name").alias("entry"),
        pl.col("domain").alias("entry_domain"),
        pl.col("country").alias("entry_country"),
    )


def _name_matches(named: pl.DataFrame, entries: pl.DataFrame) -> pl.DataFrame:
    """Accounts that bear the name of an entry, with the doubt that keeps the match from killing."""
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
        .with_columns(doubt.alias("doubt"), pl.lit(_SAME).alias("similarity"))
        # A file that names a company twice says nothing new the second time; a sure match wins.
        .sort("row", pl.col("doubt").is_not_null(), "entry", maintain_order=True)
        .unique("row", keep="first", maintain_order=True)
    )


def _near_matches(named: pl.DataFrame, near: pl.DataFrame, entries: pl.DataFrame) -> pl.DataFrame:
    """Accounts whose name is near that of an entry, contradicted by neither country nor domain, the nearest first.

    A near name under another domain is two doubts at once, and a list has thousands of those.
    """
    if near.is_empty() or entries.is_empty():
        return named.clear()
    doubt = pl.format("name {} % like {}", pl.col("similarity").floor().cast(pl.Int64), "entry")
    elsewhere = pl.col("entry_domain").is_not_null() & pl.col("domain").is_not_null()
    return (
        near.rename({"name": "bare", "entry": "other"})
        .join(entries.rename({"bare": "other"}), on="other", how="inner")
        .join(named, on="bare", how="inner")
        .filter((pl.col("entry_country") != pl.col("country")).fill_null(value=False).not_(), elsewhere.not_())
        .with_columns(doubt.alias("doubt"))
        .sort("row", "similarity", "entry", "doubt", descending=[False, True, False, False])
    )


def _first_doubts(same: pl.DataFrame, near: pl.DataFrame) -> pl.DataFrame:
    """One doubt per account: the same name before a near one."""
    both = pl.concat([same, near], how="diagonal")
    return both.unique("row", keep="first", maintain_order=True).sort("row")


def _possible(doubts: pl.DataFrame, one: Suppression) -> pl.DataFrame:
    return doubts.select(
        "account_key", "name", "entry",
        pl.lit(one.path).alias("path"), pl.lit(one.type).alias("type"), pl.lit(one.because).alias("because"),
        "doubt", "similarity",
    ).select(pl.col(name).cast(dtype) for name, dtype in POSSIBLE.items())  # fmt: skip
