"""Finds the accounts that decisions are about, on a list where keys may have changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from operator import itemgetter
from typing import NamedTuple

import polars as pl

from icp_tui.review.decisions.decided_rows import OfOne, apart_rows, decided_row, replaced
from icp_tui.review.decisions.decision import IDENTITY, Decision, in_force
from icp_tui.review.decisions.identity import Values, borne, comparable, values_of
from icp_tui.scoring.decided import DECIDED, Decisions
from icp_tui.sources.accounts import Accounts
from icp_tui.sources.joining import absorbed, joined

_AS_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

# The key of the account on this list, and which of IDENTITY led to it.
_Found = tuple[str, str]


class Settled(NamedTuple):
    """A list on which all that people decided is done: accounts said to be one company are one account.

    `finder` finds decisions about accounts of `accounts`.
    """

    accounts: Accounts
    decisions: Decisions
    finder: Finder


def settled(standing: Sequence[Decision], base: Accounts) -> Settled:
    """Do what was decided about `base`, the accounts as they were merged; it stays as it is."""
    finder = Finder(base.frame)
    decisions = finder.decided(standing)
    into = absorbed(base.frame, finder.same)
    if not into:
        return Settled(base, decisions, finder)
    finder = Finder(base.frame, into)
    return Settled(joined(base, into), finder.decided(standing), finder)


class Finder:
    """Finds decided accounts on one list, and remembers them, so that a new decision costs one look-up.

    An account is found by its key; else by the first of CRM id, domain, LinkedIn slug and normalised
    name that exactly one account of the list bears. Where accounts were joined, `accounts` are those from
    before and `into` says which is now in which: what was decided about it is about that one.
    """

    def __init__(self, accounts: pl.DataFrame, into: Mapping[str, str] | None = None) -> None:
        self._accounts = accounts
        self.into: Mapping[str, str] = into or {}
        # What was said last of two accounts, by their keys before any were joined.
        self._pairs: dict[frozenset[str], Decision] = {}
        # The other account of a pair, by the id of the decision.
        self._others: dict[int, tuple[Decision, Decision]] = {}
        # Found only because all who bear the name are joined by now.
        self._by_join: set[Values] = set()
        self._found: dict[Values, _Found | None] = {}
        # Where each decision led, by its id; holding the decision keeps the id its own.
        self._led: dict[int, tuple[Decision, _Found | None]] = {}
        self._settled: dict[str, OfOne] = {}
        self._rows = pl.DataFrame(schema=DECIDED)

    def decided(self, standing: Sequence[Decision]) -> Decisions:
        """The decisions in force, given those that stand in the order of the log.

        Only the accounts are settled whose decisions are others than the last time.
        """
        by_account: dict[str, list[Decision]] = {}
        waiting = []
        self._pairs = self._paired(standing)
        for one, found in zip(standing, self._lead(standing), strict=True):
            if one.is_paired:
                if found is None or self._lead([self._other(one)])[0] is None:
                    waiting.append(one)
            elif found is None:
                waiting.append(one)
            else:
                by_account.setdefault(found[0], []).append(one)
        before = self._settled
        self._settled = {
            key: old if (old := before.get(key)) is not None and old.decided == decided else self._settle(key, decided)
            for key, decided in by_account.items()
        }
        self._rows = replaced(self._rows, before, self._settled)
        told = [(one.seq, _AS_JSON(one.said())) for one in self._pairs.values()]
        said = sorted([*(text for one in self._settled.values() for text in one.said), *told], key=itemgetter(0))
        canonical = f"[{','.join(text for _, text in said)}]"
        return Decisions(
            frame=self._rows,
            waiting=tuple(waiting),
            count=len(said),
            sha256=sha256(canonical.encode()).hexdigest(),
            apart=apart_rows(self._settled),
        )

    def _settle(self, key: str, decided: list[Decision]) -> OfOne:
        """Which of the decisions about one account shape it, and how."""
        shaping = in_force(decided)
        ways = {found[1] for found in self._lead(decided) if found is not None}
        said = [(one.seq, _AS_JSON(one.said())) for one in shaping]
        apart = [entry for one in shaping if (entry := one.entry) is not None]
        return OfOne(decided, decided_row(key, shaping, ways) if len(apart) < len(shaping) else None, said, apart)

    @property
    def same(self) -> list[tuple[str, str]]:
        """The pairs that were last said to be one company, by the keys before any were joined, sorted."""
        return self._said("same")

    @property
    def different(self) -> list[tuple[str, str]]:
        """The pairs that were last said to be two companies, likewise."""
        return self._said("different")

    def _said(self, kind: str) -> list[tuple[str, str]]:
        return sorted((min(pair), max(pair)) for pair, one in self._pairs.items() if one.kind == kind)

    def _paired(self, standing: Sequence[Decision]) -> dict[frozenset[str], Decision]:
        """What was said last of each pair of accounts that are both on the list, and two but for being joined."""
        pairs: dict[frozenset[str], Decision] = {}
        said = [one for one in standing if one.is_paired]
        # Looked for all at once: each look goes through the whole list.
        self._lead_before(self._ends(said))
        for one in said:
            ends = [one, self._other(one)]
            before = [None if found is None else found[0] for found in self._lead_before(ends)]
            keys = frozenset(key for key in before if key is not None)
            if len(keys) == len(ends) and not any(values_of(end) in self._by_join for end in ends):
                pairs.pop(keys, None)
                pairs[keys] = one
        return pairs

    def _other(self, one: Decision) -> Decision:
        """The other end of a pair, the same object each time."""
        if id(one) not in self._others:
            self._others[id(one)] = one, one.other or one
        return self._others[id(one)][1]

    def _ends(self, decisions: Iterable[Decision]) -> list[Decision]:
        """Each decision, those about two accounts once for either."""
        return [end for one in decisions for end in ((one, self._other(one)) if one.is_paired else (one,))]

    def knows(self, decisions: Iterable[Decision]) -> None:
        """Take note that these decisions were made about accounts of this list, so nobody looks for them."""
        self._found |= {values_of(one): (one.account_key, "account_key") for one in self._ends(decisions)}

    def keys(self, decisions: Iterable[Decision]) -> list[str]:
        """The keys of the accounts that decisions are about, without those that are not on the list."""
        found = self._lead(self._ends(decisions))
        return list(dict.fromkeys(one[0] for one in found if one is not None))

    def about(self, decisions: Sequence[Decision]) -> dict[str, list[Decision]]:
        """The decisions about each account that is on the list, by its key."""
        held: dict[str, list[Decision]] = {}
        ends = self._ends(decisions)
        for one, found in zip(ends, self._lead(ends), strict=True):
            # Of two that are one account by now it is told once.
            if found is not None and (not (told := held.setdefault(found[0], [])) or told[-1].seq != one.seq):
                told.append(one)
        return held

    def _lead(self, decisions: Sequence[Decision]) -> list[_Found | None]:
        """What each decision leads to on this list."""
        found = self._lead_before(decisions)
        if not self.into:
            return found
        return [one and (self.into.get(one[0], one[0]), one[1]) for one in found]

    def _lead_before(self, decisions: Sequence[Decision]) -> list[_Found | None]:
        """What each decision leads to among the accounts before any were joined."""
        new = [one for one in decisions if id(one) not in self._led]
        if new:
            asked = {id(one): values_of(one) for one in new}
            self._find([values for values in dict.fromkeys(asked.values()) if values not in self._found])
            self._led |= {id(one): (one, self._found[asked[id(one)]]) for one in new}
        return [self._led[id(one)][1] for one in decisions]

    def _find(self, asked: Sequence[Values]) -> None:
        if not asked:
            return
        left = list(asked)
        for place, name in enumerate(IDENTITY):
            texts = comparable(name, pl.Series([one[place] for one in left], dtype=pl.String))
            keys = self._bearers(name, texts.drop_nulls().unique())
            for values, text in zip(left, texts.to_list(), strict=True):
                if text in keys:
                    key, by_join = keys[text]
                    self._found[values] = key, name
                    if by_join:
                        self._by_join.add(values)
            left = [one for one in left if one not in self._found]
        self._found |= dict.fromkeys(left)

    def _bearers(self, name: str, asked: pl.Series) -> dict[str, tuple[str, bool]]:
        """The account_key of each asked text that exactly one account bears as its `name`, and whether by joining."""
        if asked.is_empty():
            return {}
        found = (
            pl.DataFrame({"text": borne(self._accounts, name), "key": self._accounts["account_key"]})
            .lazy()
            .join(pl.LazyFrame({"text": asked}), on="text", how="semi")
            .collect()
        )
        sole = (
            found.with_columns(now=pl.col("key").replace(dict(self.into)))
            .group_by("text")
            .agg(pl.col("key").min(), pl.len().alias("bearers"), accounts=pl.col("now").n_unique())
            .filter(pl.col("accounts") == 1)
        )
        return {text: (key, bearers > 1) for text, key, bearers, _ in sole.iter_rows()}
