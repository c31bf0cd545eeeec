"""Finds the accounts that decisions are about, on a list where keys may have changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import chain

import polars as pl

from icp_tui.review.decisions import IDENTITY, Decision, Identity, in_force
from icp_tui.scoring.decided import DECIDED, Decisions
from icp_tui.sources.linkedin import parse_linkedin
from icp_tui.sources.names import normalised

# What identified an account when it was decided: the values of IDENTITY.
_Values = tuple[str | None, ...]

# The columns of an account that identify it.
_IDENTIFYING = ("account_key", "name", "domain", "linkedin_url", "crm_id")

# The key of the account on this list, and which of IDENTITY led to it.
_Found = tuple[str, str]


def identity(account: Mapping[str, object]) -> Identity:
    """The identity of an account, given as a row with account_key, name, domain, linkedin_url, crm_id.

    `Decision(**identity(row), kind="pin", value="A")` decides about it.
    """
    row = {name: [_text(account.get(name))] for name in _IDENTIFYING}
    return identities(pl.DataFrame(row, schema=dict.fromkeys(_IDENTIFYING, pl.String)))[0]


def identities(accounts: pl.DataFrame) -> list[Identity]:
    """The identities of accounts, a row each: account_key, name, domain, linkedin_url, crm_id."""
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


def match(standing: Sequence[Decision], accounts: pl.DataFrame) -> Decisions:
    """The decisions in force for `accounts`, a row each: account_key, name, domain, linkedin_url, crm_id."""
    return Finder(accounts).decided(standing)


class Finder:
    """Finds decided accounts on one list, and remembers them, so that a new decision costs one look-up.

    An account is found by its key; else by the first of CRM id, domain, LinkedIn slug and normalised
    name that exactly one account of the list bears.
    """

    def __init__(self, accounts: pl.DataFrame) -> None:
        self._accounts = accounts
        self._found: dict[_Values, _Found | None] = {}

    def decided(self, standing: Sequence[Decision]) -> Decisions:
        """The decisions in force, given those that stand in the order of the log."""
        asked = [_values(one) for one in standing]
        self._find([one for one in dict.fromkeys(asked) if one not in self._found])
        by_account: dict[str, list[Decision]] = {}
        ways: dict[str, set[str]] = {}
        waiting = []
        for one, values in zip(standing, asked, strict=True):
            found = self._found[values]
            if found is None:
                waiting.append(one)
            else:
                by_account.setdefault(found[0], []).append(one)
                ways.setdefault(found[0], set()).add(found[1])
        shaping = {key: in_force(decided) for key, decided in by_account.items()}
        rows = [_row(key, shaping[key], ways[key]) for key in sorted(shaping) if shaping[key]]
        said = [one.said() for one in sorted(chain.from_iterable(shaping.values()), key=lambda one: one.seq)]
        canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return Decisions(
            frame=pl.DataFrame(rows, schema=DECIDED, orient="row"),
            waiting=tuple(waiting),
            count=len(said),
            sha256=sha256(canonical.encode()).hexdigest(),
        )

    def knows(self, decisions: Iterable[Decision]) -> None:
        """Take note that these decisions were made about accounts of this list, so nobody looks for them."""
        self._found |= {_values(one): (one.account_key, "account_key") for one in decisions}

    def keys(self, decisions: Iterable[Decision]) -> list[str]:
        """The keys of the accounts that decisions are about, without those that are not on the list."""
        asked = [_values(one) for one in decisions]
        self._find([one for one in dict.fromkeys(asked) if one not in self._found])
        found = [self._found[one] for one in asked]
        return list(dict.fromkeys(one[0] for one in found if one is not None))

    def _find(self, asked: Sequence[_Values]) -> None:
        left = list(asked)
        for place, name in enumerate(IDENTITY):
            texts = _ALIKE[name](pl.Series([one[place] for one in left], dtype=pl.String))
            keys = self._bearers(name, texts.drop_nulls().unique())
            for values, text in zip(left, texts.to_list(), strict=True):
                if text in keys:
                    self._found[values] = keys[text], name
            left = [one for one in left if one not in self._found]
        self._found |= dict.fromkeys(left)

    def _bearers(self, name: str, asked: pl.Series) -> dict[str, str]:
        """The account_key of each asked text that exactly one account bears as its `name`."""
        if asked.is_empty():
            return {}
        urls = name == "linkedin_slug"
        borne = _slugs(self._accounts["linkedin_url"]) if urls else _ALIKE[name](self._accounts[name])
        found = (
            pl.DataFrame({"text": borne, "key": self._accounts["account_key"]})
            .lazy()
            .join(pl.LazyFrame({"text": asked}), on="text", how="semi")
            .group_by("text")
            .agg(pl.col("key").first(), pl.len().alias("bearers"))
            .filter(pl.col("bearers") == 1)
            .collect()
        )
        return dict(zip(found["text"].to_list(), found["key"].to_list(), strict=True))


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


def _values(one: Decision) -> _Values:
    return tuple(getattr(one, name) for name in IDENTITY)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _row(key: str, shaping: Sequence[Decision], ways: set[str]) -> tuple[object, ...]:
    """The values of DECIDED for one account."""
    last = {one.kind: one for one in shaping}
    pin, exclude, reviewed = last.get("pin"), last.get("exclude"), last.get("reviewed")
    restored = list(dict.fromkeys(reason for one in shaping for reason in one.lifts))
    owner, note = last.get("owner"), last.get("note")
    return (
        key,
        pin and pin.value,
        pin and pin.author,
        pin and pin.reason,
        exclude and exclude.reason,
        exclude and exclude.author,
        restored or None,
        owner and owner.value,
        note and note.value,
        reviewed is not None,
        reviewed and reviewed.author,
        max(ways, key=IDENTITY.index),
    )
