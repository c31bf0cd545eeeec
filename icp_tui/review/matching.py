"""Finds the accounts that decisions are about, on a list where keys may have changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from operator import itemgetter
from typing import NamedTuple

import polars as pl

from icp_tui.review.decisions import IDENTITY, Decision, Identity, in_force
from icp_tui.scoring.decided import DECIDED, Decisions
from icp_tui.sources.linkedin import parse_linkedin
from icp_tui.sources.names import normalised

_AS_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

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


class _Settled(NamedTuple):
    """One account: its decisions, its values of DECIDED unless nothing is in force, and what counts, by seq, as JSON."""

    decided: list[Decision]
    row: tuple[object, ...] | None
    said: list[tuple[int, str]]


class Finder:
    """Finds decided accounts on one list, and remembers them, so that a new decision costs one look-up.

    An account is found by its key; else by the first of CRM id, domain, LinkedIn slug and normalised
    name that exactly one account of the list bears.
    """

    def __init__(self, accounts: pl.DataFrame) -> None:
        self._accounts = accounts
        self._found: dict[_Values, _Found | None] = {}
        # Where each decision led, by its id; holding the decision keeps the id its own.
        self._led: dict[int, tuple[Decision, _Found | None]] = {}
        self._settled: dict[str, _Settled] = {}
        self._rows = pl.DataFrame(schema=DECIDED)

    def decided(self, standing: Sequence[Decision]) -> Decisions:
        """The decisions in force, given those that stand in the order of the log.

        Only the accounts are settled whose decisions are others than the last time.
        """
        by_account: dict[str, list[Decision]] = {}
        waiting = []
        for one, found in zip(standing, self._lead(standing), strict=True):
            if found is None:
                waiting.append(one)
            else:
                by_account.setdefault(found[0], []).append(one)
        before = self._settled
        self._settled = {
            key: old if (old := before.get(key)) is not None and old.decided == decided else self._settle(key, decided)
            for key, decided in by_account.items()
        }
        self._rows = _replaced(self._rows, before, self._settled)
        said = sorted((text for one in self._settled.values() for text in one.said), key=itemgetter(0))
        canonical = f"[{','.join(text for _, text in said)}]"
        return Decisions(
            frame=self._rows,
            waiting=tuple(waiting),
            count=len(said),
            sha256=sha256(canonical.encode()).hexdigest(),
        )

    def _settle(self, key: str, decided: list[Decision]) -> _Settled:
        """Which of the decisions about one account shape it, and how."""
        shaping = in_force(decided)
        ways = {found[1] for found in self._lead(decided) if found is not None}
        said = [(one.seq, _AS_JSON(one.said())) for one in shaping]
        return _Settled(decided, _row(key, shaping, ways) if shaping else None, said)

    def knows(self, decisions: Iterable[Decision]) -> None:
        """Take note that these decisions were made about accounts of this list, so nobody looks for them."""
        self._found |= {_values(one): (one.account_key, "account_key") for one in decisions}

    def keys(self, decisions: Iterable[Decision]) -> list[str]:
        """The keys of the accounts that decisions are about, without those that are not on the list."""
        return list(dict.fromkeys(found[0] for found in self._lead(list(decisions)) if found is not None))

    def about(self, decisions: Sequence[Decision]) -> dict[str, list[Decision]]:
        """The decisions about each account that is on the list, by its key."""
        held: dict[str, list[Decision]] = {}
        for one, found in zip(decisions, self._lead(decisions), strict=True):
            if found is not None:
                held.setdefault(found[0], []).append(one)
        return held

    def _lead(self, decisions: Sequence[Decision]) -> list[_Found | None]:
        """What each decision leads to on this list."""
        new = [one for one in decisions if id(one) not in self._led]
        if new:
            asked = {id(one): _values(one) for one in new}
            self._find([values for values in dict.fromkeys(asked.values()) if values not in self._found])
            self._led |= {id(one): (one, self._found[asked[id(one)]]) for one in new}
        return [self._led[id(one)][1] for one in decisions]

    def _find(self, asked: Sequence[_Values]) -> None:
        if not asked:
            return
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


def _replaced(rows: pl.DataFrame, before: Mapping[str, _Settled], now: Mapping[str, _Settled]) -> pl.DataFrame:
    """The rows of DECIDED by account_key: those of accounts that were settled anew give way."""
    gone = [key for key, one in before.items() if now.get(key) is not one]
    new = [one.row for key, one in now.items() if before.get(key) is not one and one.row is not None]
    if not gone and not new:
        return rows
    kept = rows.filter(~pl.col("account_key").is_in(gone)) if gone else rows
    return pl.concat([kept, pl.DataFrame(new, schema=DECIDED, orient="row")]).sort("account_key")


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
