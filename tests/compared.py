"""Two small lists to compare, made without files: what the program says of their moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
from lists import AS_OF

from icp_tui.evidence.comparison import Comparison, compare
from icp_tui.evidence.recorded import Recorded
from icp_tui.profile import Profile
from icp_tui.review.comparing import standing
from icp_tui.review.last_list import LastList, LastLists
from icp_tui.review.session import Session
from icp_tui.sources.accounts import Accounts


def listed(frame: pl.DataFrame, profile: Profile, as_of: date = AS_OF, name: str = "new", *, kept: bool = True, members: dict[str, str] | None = None, **more: Any) -> Recorded:
    """The list of these accounts; `kept` says whether the text of the profile is, `members` who was in which tier of the last list."""
    accounts = Accounts(frame, pl.DataFrame(), pl.DataFrame(), pl.DataFrame(), [])
    session = Session(accounts, profile, as_of, **more)
    if members:
        session.last = _Last(members)
    made = replace(standing(session, session.scored(), name), sha256=repr(profile))
    return made if kept else replace(made, profile=None)


class _Last(LastLists):
    """A last list of these accounts and their tiers."""

    def __init__(self, members: dict[str, str]) -> None:
        super().__init__(named="last")
        shown = {"account_key": list(members), "tier": list(members.values()), "rank": list(range(len(members)))}
        nothing = dict.fromkeys(["name", "domain", "linkedin_url", "crm_id"], pl.lit(None, dtype=pl.String))
        self._list = LastList("last", date(2026, 8, 1), "sha", pl.DataFrame(shown).with_columns(**nothing))

    def of(self, *_: object) -> LastList:
        return self._list


def moves(old: Recorded, new: Recorded) -> dict[str, dict[str, Any]]:
    """Each move by the name of its account."""
    return {move["name"]: move for move in compared(old, new).moves.to_dicts()}


def told(old: Recorded, new: Recorded) -> dict[str, tuple[str, str, str, str]]:
    """Where each moved account was and is, and the kind and words of its main cause."""
    return {name: (one["was"], one["now"], one["cause"], one["because"]) for name, one in moves(old, new).items()}


def compared(old: Recorded, new: Recorded) -> Comparison:
    """The comparison itself."""
    return compare(old, new)
