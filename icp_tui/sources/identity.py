"""Rows without a domain: whose they are, and which of one name are several.

A row that only bears a name joins an account that is known better, by LinkedIn page, by CRM record, or by
name and country where those fit one account alone. A false merge hides an account for good, while two
leftovers are seen and mended: whatever speaks against it, or leaves a choice, keeps rows apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from icp_tui.sources import linkedin, names
from icp_tui.sources.localities import apart, fits, folded_places
from icp_tui.sources.report import counted

_COLUMNS = ("account_key", "domain", "name", "country", "state", "city", "crm_id", "source")
_PLACE = ("state", "city")


@dataclass(frozen=True)
class Identified:
    """The key of each row, in order, and what was joined or kept apart, in words."""

    keys: pl.Series
    notes: list[str]


def identified(frame: pl.DataFrame, systems: Mapping[str, str]) -> Identified:
    """The keys of account rows, those without a domain by what else is known of them.

    `systems`: source -> the system whose record numbers its `crm_id` holds. The order of rows is irrelevant.
    """
    keys = frame.get_column("account_key")
    homeless = frame.get_column("domain").is_null()
    if not homeless.any():
        return Identified(keys, [])
    rows = _rows(frame, systems)
    notes: list[str] = []
    others = rows.select("account_key", *_PLACE).clear()
    if not homeless.all() or rows.get_column("slug").is_not_null().any():
        joined, others = _by_name(_by_record(_by_page(rows)))
        count = int((joined.get_column("account_key") != keys).sum())
        if count:
            was = "row without a domain that joined an account by LinkedIn page, CRM record or name and country"
            notes.append(counted(count, was, was.replace("row", "rows", 1)))
        rows = joined
    # A key of a name holds a slash, and its rows have neither domain nor page.
    named = rows.get_column("homeless") & rows.get_column("account_key").str.contains("/", literal=True)
    told, split = apart(pl.concat([rows.select("account_key", *_PLACE).filter(named), others]))
    told = told.head(int(named.sum()))
    if split:
        notes.append(f"{counted(split, 'name')} borne in several places kept apart by city and state")
    return Identified(rows.get_column("account_key").scatter(named.arg_true(), told), notes)


def _rows(frame: pl.DataFrame, systems: Mapping[str, str]) -> pl.DataFrame:
    """What tells rows apart: the columns above, `slug` of their page, `system` of their record, `homeless`."""
    pages = frame.get_column("linkedin_url")
    slug = pages.alias("slug")
    if pages.null_count() < pages.len():
        slug = linkedin.parse_linkedin(pages).get_column("slug")
    rows = frame.select(*_COLUMNS).with_columns(
        slug.alias("slug"),
        homeless=pl.col("domain").is_null(),
        system=pl.col("source").replace(dict(systems)),
        row=pl.int_range(pl.len(), dtype=pl.UInt32),
    )
    rows = folded_places(rows)
    # A page may also stand in the website column: then it is the key, which has no slash.
    page = pl.col("homeless") & ~pl.col("account_key").str.contains("/", literal=True)
    return rows.with_columns(slug=pl.coalesce("slug", pl.when(page).then("account_key")))


def _by_page(rows: pl.DataFrame) -> pl.DataFrame:
    return _joined(rows, ["slug"])


def _by_record(rows: pl.DataFrame) -> pl.DataFrame:
    return _joined(rows, ["system", "crm_id"])


def _joined(rows: pl.DataFrame, on: list[str]) -> pl.DataFrame:
    """Rows without a domain get the key of the one account with a domain that agrees in all of `on`."""
    stated = pl.all_horizontal(pl.col(name).is_not_null() for name in on)
    # Few rows seek, and only what they seek is worth grouping.
    sought = rows.filter(pl.col("homeless") & stated).select(on).unique()
    anchors = _sole(rows.filter(~pl.col("homeless") & stated).join(sought, on=on, how="semi"), on)
    if anchors.is_empty():
        return rows
    found = rows.join(anchors, on=on, how="left", maintain_order="left")
    key = pl.when("homeless").then(pl.coalesce("sole", "account_key")).otherwise("account_key")
    return found.with_columns(account_key=key, homeless=pl.col("homeless") & pl.col("sole").is_null()).drop("sole")


def _sole(anchors: pl.DataFrame, on: list[str]) -> pl.DataFrame:
    """Where all anchors that agree in `on` have one key, that key as `sole`."""
    found = anchors.group_by(on).agg(sole=pl.col("account_key").min(), most=pl.col("account_key").max())
    return found.filter(pl.col("sole") == pl.col("most")).drop("most")


def _by_name(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows, and the places of accounts that bear the name of rows left over, under the key of those.

    Rows with a page come first, so that a row of which only the name is known finds all accounts there are.
    """
    page = pl.col("slug").is_not_null()
    wanted = rows.filter("homeless").get_column("country").unique()
    near = pl.col("country").is_in(wanted.implode())
    some = rows.filter(near & pl.col("name").is_not_null())
    some = some.with_columns(norm=names.normalised(some.get_column("name")))
    sought = some.filter("homeless").get_column("norm").drop_nulls().unique()
    some = some.filter(pl.col("norm").is_in(sought.implode()))
    some = _adopted(some, seeks=pl.col("homeless") & page, anchor=~pl.col("homeless"))
    some = _adopted(some, seeks=pl.col("homeless") & ~page, anchor=~pl.col("homeless") | page)
    at = some.get_column("row")
    found = rows.with_columns(
        rows.get_column(name).scatter(at, some.get_column(name)) for name in ("account_key", "homeless")
    )
    unknown = some.filter(pl.col("homeless") & ~page)
    # Rows that all say the same about their place are not told apart, so it does not matter who else there is.
    left = unknown.group_by("norm", "country", "account_key").agg(places=pl.struct(_PLACE).n_unique())
    left = left.filter(pl.col("places") > 1).drop("places")
    known = some.filter(~pl.col("homeless") | page).select("norm", "country", *_PLACE).unique()
    return found, left.join(known, on=["norm", "country"]).select("account_key", *_PLACE)


def _adopted(rows: pl.DataFrame, *, seeks: pl.Expr, anchor: pl.Expr) -> pl.DataFrame:
    """Rows that seek get the key of the one anchor of their name and country, unless something differs."""
    on = ["norm", "country"]
    anchors = rows.filter(anchor)
    seekers = rows.filter(seeks).join(_sole(anchors, on), on=on)
    if seekers.is_empty():
        return rows
    known = anchors.select(*on, "slug", "system", "crm_id", *_PLACE).unique()
    pairs = seekers.join(known, on=on, suffix="_there")
    judged = pairs.group_by("row").agg(
        sole=pl.col("sole").first(),
        **{name: pl.col(name).first() for name in on},
        elsewhere=(~fits("_there")).all(),
        silent=pl.all_horizontal(pl.col(name).first().is_null() for name in _PLACE),
        against=_against().any(),
    )
    # Where one of the name is elsewhere, a row that names no place could be either's.
    doubtful = pl.col("elsewhere").any().over(on) & pl.col("silent")
    kept = judged.filter(~pl.col("elsewhere") & ~pl.col("against") & ~doubtful)
    found = rows.join(kept.select("row", "sole"), on="row", how="left", maintain_order="left")
    return found.with_columns(
        account_key=pl.coalesce("sole", "account_key"), homeless=pl.col("homeless") & pl.col("sole").is_null()
    ).drop("sole")


def _against() -> pl.Expr:
    """Whether their LinkedIn pages differ, or their records in one system."""
    page = pl.col("slug") != pl.col("slug_there")
    record = (pl.col("system") == pl.col("system_there")) & (pl.col("crm_id") != pl.col("crm_id_there"))
    return page.fill_null(value=False) | record.fill_null(value=False)
