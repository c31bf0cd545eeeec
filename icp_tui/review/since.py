"""What has changed since the last export of a preset: who is new in a tier, who left one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from icp_tui.export.rows import parquet_rows, slice_of
from icp_tui.review.exported import LastExport
from icp_tui.review.last_list import led_to
from icp_tui.review.session import Session

GONE = "gone"
"""Where an account is that is not on the list any more."""
OPTED_OUT = "opted out"
"""Where a person is who wants no mail any more, of an account that is where it was."""
_TELLS = ("account_key", "name", "domain", "website", "country", "linkedin_url", "crm_id")


@dataclass(frozen=True)
class Since:
    """How a list differs from an export of it on `day`, of `count` accounts.

    `stayed` (account_key, tier) are still in the tier that they were exported in; `removed` has a row for each that
    is not: what is known of it, `key` (that of the account on this list, null for one that is gone), `was` and `now`
    (a tier, another bucket, or GONE).
    """

    day: date
    sha256: str
    count: int
    stayed: pl.DataFrame = field(compare=False, repr=False)
    removed: pl.DataFrame = field(compare=False, repr=False)

    @property
    def changed_tier(self) -> pl.DataFrame:
        """Those of `removed` that are in another tier now: account_key and was."""
        return self.removed.filter("tiered").select(pl.col("key").alias("account_key"), "was").unique("account_key", keep="first", maintain_order=True)


def since(session: Session, last: LastExport) -> Since:
    """Hold a list against an export of it; accounts are found again as decisions find theirs."""
    exported = last.frame
    asked = exported.with_columns(pl.col("account_key").replace(dict(session.into))) if session.into else exported
    held = exported.select(*_TELLS, pl.col("tier").alias("was")).with_columns(led_to(asked, session.accounts.frame).alias("key"))
    held = held.join(_buckets(session), left_on="key", right_on="account_key", how="left", maintain_order="left")
    tiers = [tier.name for tier in session.profile.tiers]
    held = held.with_columns(pl.col("now").fill_null(GONE), tiered=pl.col("now").is_in(tiers).fill_null(value=False))
    in_place = held["was"] == held["now"]
    stayed = held.filter(in_place).select(pl.col("key").alias("account_key"), pl.col("was").alias("tier")).unique(maintain_order=True)
    return Since(last.day, last.sha256, exported.height, stayed, held.filter(~in_place))


def removed_rows(session: Session, found: Since, *, people: bool) -> pl.DataFrame:
    """`removed` with the columns of accounts.parquet for those that are on the list, of `people` a row per person.

    Names and addresses are those that were exported: the target knows no others. Whoever of a company is known is
    among the people: who was written to is nowhere kept. So is whoever wants no mail of the accounts that stayed.
    """
    removed = found.removed.drop("tiered")
    place = session.accounts.frame.select("account_key").with_row_index("place").join(removed.select("key").unique(), left_on="account_key", right_on="key", how="semi")
    here = parquet_rows(slice_of(session.scored(), session.originals, place["place"]))
    rows = removed.join(here, left_on="key", right_on="account_key", how="left", suffix="\0now", maintain_order="left", coalesce=True)
    both = [name for name in removed.columns if f"{name}\0now" in rows.columns]
    rows = rows.with_columns(pl.coalesce(name, f"{name}\0now").alias(name) for name in both).drop(f"{name}\0now" for name in both)
    return pl.concat([_with_people(session, rows), _opted_out(session, found)], how="diagonal_relaxed") if people else rows


def _with_people(session: Session, rows: pl.DataFrame) -> pl.DataFrame:
    if session.contacts is None:
        return rows
    known = session.contacts.people.filter(pl.col("email").is_not_null())
    reached = session.contacts.reached(session.accounts).filter(pl.col("email").is_not_null())
    told = rows.select("account_key", "domain").drop_nulls()
    them = pl.concat([
        reached.rename({"account_key": "key"}).join(rows.select("key", "account_key").drop_nulls(), on="key").select("account_key", *_person(known)),
        known.join(told, on="domain").select("account_key", *_person(known)),
    ]).unique(maintain_order=True)  # fmt: skip
    beside = rows.drop(name for name in _person(known) if name in rows.columns)
    return beside.join(them, on="account_key", how="left", maintain_order="left_right")


def _opted_out(session: Session, found: Since) -> pl.DataFrame:
    """A row for each person with an address who wants no mail and works for an account that stayed in its tier."""
    stayed = found.stayed.select("account_key", pl.col("account_key").alias("key"), pl.col("tier").alias("was"), pl.lit(OPTED_OUT).alias("now"))
    if session.contacts is None:
        return stayed.clear()
    them = session.contacts.reached(session.accounts).filter(pl.col("email").is_not_null(), pl.col("opted_out"))
    stayed = stayed.join(them, on="account_key", how="inner", maintain_order="left_right")
    place = session.accounts.frame.select("account_key").with_row_index("place").join(stayed, on="account_key", how="semi")
    here = parquet_rows(slice_of(session.scored(), session.originals, place["place"]))
    beside = here.drop(name for name in stayed.columns if name in here.columns and name != "account_key")
    return stayed.drop("domain", strict=False).join(beside, on="account_key", how="left", maintain_order="left")


def _person(people: pl.DataFrame) -> list[str]:
    return [name for name in people.columns if name not in {"domain", "account_key"}]


def _buckets(session: Session) -> pl.DataFrame:
    """The bucket of every account, as `now`."""
    scored = session.scored()
    return pl.DataFrame({"account_key": scored.accounts["account_key"], "now": scored.assigned.bucket.cast(pl.String)})


def new_tables(tables: Mapping[str, pl.DataFrame], found: Since | None) -> Mapping[str, pl.DataFrame]:
    """The accounts of each tier that were not in it at the last export."""
    if found is None:
        return tables
    return {
        name: frame.join(found.stayed.filter(pl.col("tier") == name), on="account_key", how="anti", maintain_order="left")
        for name, frame in tables.items()
    }
