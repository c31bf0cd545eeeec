"""What answers would do to a list: who would move, before anything is decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from icp_tui.errors import Problem, shortened
from icp_tui.review.decisions.decision import Decision, Identity
from icp_tui.review.decisions.identity import identities
from icp_tui.review.decisions.matching import Finder, settled
from icp_tui.review.moved import Moved, moved
from icp_tui.review.session import Session
from icp_tui.scoring.assign import bucket_names
from icp_tui.scoring.listing import ScoredList

_MOST_NAMED = 5
_MOST_OF_A_NAME = 45


class Preview:
    """A list as it stands under `standing`, and what further decisions would make of it.

    The session is one that was loaded without decisions; it is left as it stands.
    """

    def __init__(self, session: Session, standing: Sequence[Decision]) -> None:
        accounts, session.decisions, self._finder = settled(standing, session.base)
        session.join(accounts, self._finder.into)
        self._session = session
        self._standing = standing
        self._frame = accounts.frame
        self.before = session.scored()

    def about(self) -> Mapping[str, Sequence[Decision]]:
        """The standing decisions about each account of the list, by its key."""
        return self._finder.about(self._standing)

    def found(self, asked: Sequence[Identity]) -> dict[str, Identity]:
        """The identity that each account has on this list, by the key it was asked with; those not on it are left out."""
        told = {who["account_key"]: Decision(**who, kind="note") for who in asked}
        keys = {key: found[0] for key, one in told.items() if (found := self._finder.keys([one]))}
        rows = self._rows(list(dict.fromkeys(keys.values())))
        now = {who["account_key"]: who for who in identities(self._frame[rows])}
        return {key: now[new] for key, new in keys.items()}

    def waiting(self, decisions: Sequence[Decision]) -> list[Decision]:
        """Those whose account is not on this list."""
        return [one for one in decisions if not self._finder.keys([one])]

    def strange(self, decisions: Sequence[Decision]) -> Iterator[Problem]:
        """Tiers that decisions pin to and that the profile of this list has not, a problem each."""
        names = [tier.name for tier in self._session.profile.tiers]
        for tier in dict.fromkeys(one.value for one in decisions if one.kind == "pin" and one.value not in names):
            yield Problem(f"the profile has no tier {tier}", hint=f"it has {', '.join(names)}; write new sheets, or give the profile they are of")

    def after(self, decisions: Sequence[Decision]) -> ScoredList:
        """The list with `decisions` as well."""
        last = self._standing[-1].seq if self._standing else 0
        # As the log would number them.
        logged = [replace(one, seq=last + place) for place, one in enumerate(decisions, start=1)]
        standing = self._session.decisions
        try:
            self._session.decisions = self._finder.decided([*self._standing, *logged])
            return self._session.scored()
        finally:
            self._session.decisions = standing

    def told(self, decisions: Sequence[Decision], after: ScoredList) -> Moved:
        """What `decisions` change, in the words that the app uses."""
        rows = self._rows(self._finder.keys(decisions))
        return moved(decisions, rows, self.before, after)

    def _rows(self, keys: Sequence[str]) -> pl.Series:
        held = self._frame["account_key"]
        places = held.is_in(list(keys)).arg_true()
        row_of = dict(zip(held.gather(places).to_list(), places.to_list(), strict=True))
        return pl.Series([row_of[key] for key in keys], dtype=pl.UInt32)


def about_each(accounts: Sequence[Identity], standing: Sequence[Decision]) -> dict[str, list[Decision]]:
    """The standing decisions about each of `accounts`, by its key, found among them as on a list."""
    schema = dict.fromkeys(("account_key", "name", "domain", "linkedin_url", "crm_id"), pl.String)
    rows = {
        who["account_key"]: {**who, "linkedin_url": f"linkedin.com/company/{slug}" if (slug := who["linkedin_slug"]) else None}
        for who in accounts
    }
    return Finder(pl.DataFrame(list(rows.values()), schema=schema)).about(standing)


def shifts(before: ScoredList, after: ScoredList) -> Iterator[str]:
    """For each bucket that changes a sentence for who comes in and one for who leaves, best first."""
    old, new = (scored.assigned.bucket.cast(pl.String) for scored in (before, after))
    rows = (old != new).arg_true().cast(pl.UInt32)
    if rows.is_empty():
        return
    names = after.accounts["name"].gather(rows).fill_null(after.accounts["account_key"].gather(rows))
    frame = pl.DataFrame([
        names.alias("name"), old.gather(rows).alias("was"), new.gather(rows).alias("now"),
        after.scores.at("score", rows).alias("score"),
    ]).sort("score", "name", descending=[True, False])  # fmt: skip
    for bucket in bucket_names(after.plan.profile):
        for word, here, there, way in (("into", "now", "was", "from"), ("out of", "was", "now", "to")):
            part = frame.filter(pl.col(here) == bucket)
            if part.height:
                named = [f"{shortened(name, _MOST_OF_A_NAME)} {way} {other}" for name, other in part.select("name", there).head(_MOST_NAMED).iter_rows()]
                more = [f"{part.height - _MOST_NAMED:,} more"] if part.height > _MOST_NAMED else []
                yield f"{part.height:,} {word} {bucket}: {', '.join([*named, *more])}"
