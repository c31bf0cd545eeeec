"""What identifies an account: what is kept with a decision to find it again, and how that is compared."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from icp_tui.review.decisions.decision import IDENTITY, Decision, Identity
from icp_tui.sources.linkedin import parse_linkedin
from icp_tui.sources.names import normalised

# What identified an account when it was decided: the values of IDENTITY.
Values = tuple[str | None, ...]

# The columns of an account that identify it.
_IDENTIFYING = ("account_key", "name", "domain", "linkedin_url", "crm_id")


def identities(accounts: pl.DataFrame) -> list[Identity]:
    """The identities of accounts, a row each: account_key, name, domain, linkedin_url, crm_id.

    `Decision(**identity, kind="pin", value="A")` decides about one.
    """
    told = accounts.select(*_IDENTIFYING, _slugs(accounts["linkedin_url"]).alias("linkedin_slug"))
    return [
        Identity(
            account_key=row["account_key"],
            name=row["name"],
            domain=row["domain"],
            linkedin_slug=row["linkedin_slug"],
            crm_id=row["crm_id"],
        )
        for row in told.iter_rows(named=True)
    ]


def values_of(one: Decision) -> Values:
    """What identified the account of a decision."""
    return tuple(getattr(one, name) for name in IDENTITY)


def comparable(name: str, texts: pl.Series) -> pl.Series:
    """Values of one part of IDENTITY as they compare; null for what identifies nobody."""
    return _ALIKE[name](texts)


def borne(accounts: pl.DataFrame, name: str) -> pl.Series:
    """The same of every account: what it bears as one part of IDENTITY."""
    return _slugs(accounts["linkedin_url"]) if name == "linkedin_slug" else comparable(name, accounts[name])


def _slugs(urls: pl.Series) -> pl.Series:
    return parse_linkedin(urls).get_column("slug")


def _same(texts: pl.Series) -> pl.Series:
    return texts


def _trimmed(texts: pl.Series) -> pl.Series:
    trimmed = texts.str.strip_chars()
    return trimmed.set(trimmed == "", None)


def _named(names: pl.Series) -> pl.Series:
    return _trimmed(normalised(names))


# How two values of each part of an identity compare; slugs and domains come clean.
_ALIKE: dict[str, Callable[[pl.Series], pl.Series]] = {
    "account_key": _same,
    "crm_id": _trimmed,
    "domain": _trimmed,
    "linkedin_slug": _trimmed,
    "name": _named,
}
