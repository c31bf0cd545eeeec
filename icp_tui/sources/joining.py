"""Accounts that a person has said are one company -> one account.

Like merging, but of whole accounts: what the kept one knows counts, unless a source is preferred whose word
another one has, and the others fill its blanks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import polars as pl

from icp_tui import columns
from icp_tui.sources.accounts import PART, Accounts
from icp_tui.sources.merging import filled_from
from icp_tui.sources.precedence import AS_GIVEN

_MEMBER, _ORDER, _KEPT, _OWN = "\0member", "\0order", "\0kept", "\0own"


def absorbed(accounts: pl.DataFrame, pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each account that goes into another: its account_key -> that of the account that is kept.

    `pairs` are account_keys of `accounts` that are one company, and so on along the chain. Kept is the one
    with a domain, then the one of which more is known, then the smaller key, whatever the order of rows.
    """
    groups = connected(pairs)
    if not groups:
        return {}
    members = pl.DataFrame({"account_key": list(groups), _MEMBER: list(groups.values())})
    some = accounts.filter(accounts.get_column("account_key").is_in(members.get_column("account_key").implode()))
    ranked = (
        some.select(
            "account_key",
            home=pl.col("domain").is_not_null(),
            known=pl.sum_horizontal(pl.col(list(columns.ACCOUNT)).is_not_null().cast(pl.UInt32)),
        )
        .join(members, on="account_key")
        .sort("home", "known", "account_key", descending=[True, True, False])
        .with_columns(pl.col("account_key").first().over(_MEMBER).alias(_KEPT))
        .filter(pl.col("account_key") != pl.col(_KEPT))
        .sort("account_key")
    )
    return dict(zip(ranked["account_key"].to_list(), ranked[_KEPT].to_list(), strict=True))


def joined(accounts: Accounts, into: Mapping[str, str]) -> Accounts:
    """The accounts, those of `into` (key -> key of the kept one; see `absorbed`) gone into the one they belong to.

    Joined accounts come last, by key. Each that is gone becomes a row of `duplicates`, and so the sum of
    rows stays true. Accounts that nobody joined are as they were; without any this is `accounts` itself.
    """
    if not into:
        return accounts
    keys = accounts.frame.get_column("account_key")
    inside = keys.is_in(pl.Series([*into, *into.values()]).unique().implode())
    members = _members(accounts.frame.filter(inside), into)
    order = members.get_column(_ORDER)
    originals = columns.as_text(accounts.originals.filter(inside)).with_columns(members.get_column(_KEPT), order)
    frame = _filled(members.sort(_KEPT, _ORDER), accounts)
    first = pl.all().exclude(_KEPT, _ORDER).drop_nulls().first()
    cells = originals.sort(_KEPT, _ORDER).group_by(_KEPT, maintain_order=True).agg(first)
    return replace(
        accounts,
        frame=_with(accounts.frame, ~inside, frame),
        originals=_with(accounts.originals, ~inside, cells),
        duplicates=_duplicates(accounts.duplicates, members, into),
        rows=_rows(accounts.rows, accounts.frame.filter(inside), members),
        parts=_parts(accounts.parts, members, into),
    )


def connected(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each key -> the smallest key that it is connected with."""
    least: dict[str, str] = {}

    def root(key: str) -> str:
        while least.setdefault(key, key) != key:
            key = least[key]
        return key

    for one, two in pairs:
        low, high = sorted((root(one), root(two)))
        least[high] = low
    return {key: root(key) for key in sorted(least)}


def _members(some: pl.DataFrame, into: Mapping[str, str]) -> pl.DataFrame:
    """The accounts to join, with the key of the kept one and their order: it first, then those best known."""
    kept = pl.col("account_key").replace(dict(into))
    known = pl.sum_horizontal(pl.all().is_not_null().cast(pl.Int32))
    ranked = some.with_columns(kept.alias(_KEPT), known.alias("\0known")).with_row_index("\0row")
    ranked = ranked.sort(
        pl.col("account_key") != pl.col(_KEPT), pl.col("domain").is_null(), -pl.col("\0known"), "account_key"
    ).with_columns(pl.int_range(pl.len(), dtype=pl.UInt32).alias(_ORDER))
    return ranked.sort("\0row").drop("\0row", "\0known")


def _filled(members: pl.DataFrame, accounts: Accounts) -> pl.DataFrame:
    """One account for each kept key. `members`, in order, count as rows do: what signals added to them is theirs."""
    rows = members.with_columns(account_key=pl.col(_KEPT)).select(list(columns.ACCOUNT))
    said_by = None if accounts.precedence == AS_GIVEN else _said_by(members, accounts)
    places = filled_from(rows, accounts.precedence, said_by)
    found = [rows.get_column(name).gather(places.get_column(name)) for name in columns.ACCOUNT if name != "account_key"]
    return pl.DataFrame([places.get_column("account_key"), *found])


def _said_by(members: pl.DataFrame, accounts: Accounts) -> pl.DataFrame:
    """Whose word each field of an account is: the source of the row that fills it, else that of the account."""
    rows = accounts.rows.join(members.select("account_key"), on="account_key", how="semi", maintain_order="left")
    sources = rows.get_column("source").cast(pl.String)
    places = filled_from(rows, accounts.precedence)
    fields = [name for name in columns.ACCOUNT if name != "account_key"]
    told = pl.DataFrame([places.get_column("account_key"), *(sources.gather(places.get_column(name)).alias(name) for name in fields)])
    own = members.select("account_key", pl.col("source").cast(pl.String).alias(_OWN))
    return own.join(told, on="account_key", how="left", maintain_order="left").select(pl.coalesce(name, _OWN).alias(name) for name in fields)


def _with(frame: pl.DataFrame, others: pl.Series, joined_rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of `frame` that are `others`, then the joined ones; what is null throughout stays a constant."""
    empty = [name for name, nulls in frame.null_count().row(0, named=True).items() if nulls == frame.height]
    some = frame.drop(empty)
    new = joined_rows.select(some.columns).cast(dict(some.schema))  # type: ignore[arg-type]
    both = pl.concat([some.filter(others), new], rechunk=True) if some.width else new
    return both.with_columns(pl.lit(None, frame.schema[name]).alias(name) for name in empty).select(frame.columns)


def _rows(before: pl.DataFrame, whole: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """The rows of every account that came from several, now also of the joined ones: those of the kept one first.

    `whole` is the accounts to join; one that came from a single row is that row.
    """
    order = members.select("account_key", _KEPT, _ORDER)
    single = whole.join(before.select("account_key").unique(), on="account_key", how="anti", maintain_order="left")
    ours = before.join(order, on="account_key", how="semi", maintain_order="left")
    both = pl.concat([ours, single.select(before.columns).cast(dict(before.schema))])  # type: ignore[arg-type]
    both = both.join(order, on="account_key", maintain_order="left").sort(_KEPT, _ORDER, maintain_order=True)
    others = before.join(order, on="account_key", how="anti", maintain_order="left")
    return pl.concat([others, both.with_columns(account_key=pl.col(_KEPT)).select(before.columns)])


def _parts(before: pl.DataFrame, members: pl.DataFrame, into: Mapping[str, str]) -> pl.DataFrame:
    """The accounts as they were before any were joined; one that was joined before is its parts."""
    single = members.join(before, left_on="account_key", right_on="into", how="anti", maintain_order="left")
    made = single.select(pl.col(_KEPT).alias("into") if name == "into" else name for name in PART)
    moved = before.with_columns(pl.col("into").replace(dict(into)))
    return pl.concat([moved, made.cast(PART)]).sort("into", "account_key")  # type: ignore[arg-type]


def _duplicates(before: pl.DataFrame, members: pl.DataFrame, into: Mapping[str, str]) -> pl.DataFrame:
    """The rows that went into an account, those of the absorbed ones among them."""
    kept = members.filter(pl.col("account_key") == pl.col(_KEPT)).select(
        account_key=_KEPT, kept_source=pl.col("source").cast(pl.String), kept_row="source_row"
    )
    gone = members.filter(pl.col("account_key") != pl.col(_KEPT)).sort(_KEPT, _ORDER)
    gone = gone.select(
        pl.col("source").cast(pl.String), "source_row", "name", "domain", account_key=_KEPT,
        merged_into_source=pl.lit(None, pl.String), merged_into_row=pl.lit(None, pl.Int64),
    )  # fmt: skip
    moved = before.with_columns(pl.col("account_key").replace(dict(into)))
    rows = pl.concat([moved, gone.cast(dict(before.schema))])  # type: ignore[arg-type]
    told = rows.join(kept, on="account_key", how="left", maintain_order="left")
    return told.with_columns(
        pl.coalesce("kept_source", "merged_into_source").alias("merged_into_source"),
        pl.coalesce("kept_row", "merged_into_row").alias("merged_into_row"),
    ).select(before.columns)
