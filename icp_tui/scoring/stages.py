"""The stages of scoring in order, each kept under what it was made from.

A change costs only the stages that it reaches: new weights redo the sum over the levels, new
capacities and pins redo the tiers. `score_list` runs all of them once: the pure function at the heart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any, TypeVar

import polars as pl

from icp_tui import columns
from icp_tui.clock import Clock
from icp_tui.profile import Profile
from icp_tui.scoring.alike import alike
from icp_tui.scoring.assess import assess
from icp_tui.scoring.assign import assign
from icp_tui.scoring.cut import cut_lines
from icp_tui.scoring.decided import Decisions
from icp_tui.scoring.family import families
from icp_tui.scoring.joined import match_joined
from icp_tui.scoring.kill import kill, with_decisions
from icp_tui.scoring.limit import codes, constraints
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.plan import Compiled, Plan, make_plan
from icp_tui.scoring.rank import ranking, tie_order
from icp_tui.scoring.scores import Scores
from icp_tui.scoring.staying import Members, new_accounts, staying
from icp_tui.scoring.suppression import Suppression

_Made = TypeVar("_Made")


@dataclass
class Stage:
    """The kept outcome of a stage and what it was made from."""

    made_from: tuple[object, tuple[int, ...]]
    number: int
    outcome: Any


class Stages:
    """The stages over one frame of accounts: the account columns and any others the profile names.

    `originals` are further columns, text, that conditions may name; same rows. `parts` are accounts that
    people have joined, as they were before (see `scoring.joined`).
    """

    def __init__(
        self, accounts: pl.DataFrame, originals: pl.DataFrame | None = None, clock: Clock | None = None, parts: pl.DataFrame | None = None
    ) -> None:
        self.accounts = accounts
        self.parts = parts
        self.originals = pl.DataFrame() if originals is None else originals
        self.clock = clock or Clock()
        self._kept: dict[str, Stage] = {}
        self._numbers = count()
        self._rows: dict[str, int | None] = {}
        self._planned: tuple[Profile, Plan] | None = None
        self._compiled = Compiled()

    def scored(
        self, profile: Profile, as_of: date, suppressions: Sequence[Suppression], decisions: Decisions, members: Members | None = None
    ) -> ScoredList:
        """The list for this profile, date, suppression and decisions; `members` are those of the last list.

        Raises IcpError with every problem between the profile and the columns.
        """
        with self.clock.times("score"):
            plan = self._plan(profile, as_of)
            owners = decisions.frame.select("account_key", "owner").drop_nulls()
            accounts = self._once("accounts", lambda: self._with_owners(owners), key=_owners(owners, reads=True))
            read = plan.columns_read()
            asked_of = self._once("read", lambda: self._with_originals(accounts, read), after=["accounts"], key=read)
            levels = self._once("levels", lambda: assess(asked_of, plan),
                                key=(_owners(owners, reads="owner" in read), as_of, _level_key(profile)))  # fmt: skip
            scores = self._once("scores", lambda: self._score(levels, plan), after=["levels"],
                                key=_key(profile, "criteria", "must_have", "warnings"))  # fmt: skip
        with self.clock.times("kill"):
            listed = [(one.path, one.sha256, one.type, one.because) for one in suppressions]
            matches = self._once("matches", lambda: match_joined(self.accounts, self.parts, suppressions, as_of=as_of),
                                 key=(as_of, listed))  # fmt: skip
            undecided = self._once("killed", lambda: kill(accounts, levels, matches.hits, plan, suppressions),
                                   after=["levels", "matches"], key=_key(profile, "kill_list"))  # fmt: skip
            settled = matches.settled_by(decisions)
            asked = self._once("asked", lambda: matches.without(settled), after=["matches"], key=settled)
            killed = with_decisions(undecided, accounts, levels, matches.hits, plan, suppressions, decisions)
        with self.clock.times("tier"):
            ranked_by_owner = any(by.column == "owner" for by in profile.rank_by)
            ties = self._once("ties", lambda: tie_order(accounts, profile.rank_by),
                              key=(_owners(owners, reads=ranked_by_owner), _key(profile, "rank_by")))  # fmt: skip
            kept = self._once("staying", lambda: staying(accounts, profile, members), key=_stays(profile, members))
            order = self._once("order", lambda: ranking(accounts, scores, profile.rank_by, ties, kept),
                               after=["scores", "ties", "staying"])  # fmt: skip
            family = self._once("family", lambda: family_codes(accounts, profile), key=profile.one_per_family == "none")
            limited_by_owner = any(limit.per == "owner" for limit in profile.limits)
            coded = self._once("coded", lambda: codes(accounts, profile, family), after=["family"],
                               key=(_owners(owners, reads=limited_by_owner), _key(profile, "limits")))  # fmt: skip
            pins = self._pins(decisions, profile)
            limits = constraints(accounts, profile, coded)
            if kept is not None:
                kept = replace(kept, unheld=lambda: assign(
                    asked_of, scores, killed.killed, pins, ranking(accounts, scores, profile.rank_by, ties), plan, coded, limits,
                ).bucket)  # fmt: skip
            new, bound = new_accounts(profile, kept, pins, limits)
            codes_of = coded.hstack(new) if new.width else coded
            assigned = assign(asked_of, scores, killed.killed, pins, order, plan, codes_of, bound, kept)
            cuts = cut_lines(accounts, scores, assigned, plan, bound)
        return ScoredList(
            plan, accounts, levels, scores, asked, killed, codes_of, bound, order, assigned, cuts, decisions, asked_of
        )  # fmt: skip

    def _score(self, levels: pl.DataFrame, plan: Plan) -> Scores:
        """The scores; where these levels were scored before, they may well be once more."""
        kept = self._kept.get("scores")
        if kept is None or kept.made_from[1] != (self._kept["levels"].number,):
            return Scores.of_levels(levels, plan)
        grouped = self._once("alike", lambda: alike(levels), after=["levels"])
        return Scores.of_alike(grouped, plan) if grouped.saves else Scores.of_levels(levels, plan)

    def _plan(self, profile: Profile, as_of: date) -> Plan:
        """The plan for a profile object: a decision makes none anew."""
        if self._planned is None or self._planned[0] is not profile or self._planned[1].as_of != as_of:
            schema = {**dict.fromkeys(self.originals.columns, pl.String()), **self.accounts.schema}
            self._planned = profile, make_plan(profile, schema, as_of, self._compiled)
        return self._planned[1]

    def _with_originals(self, accounts: pl.DataFrame, read: set[str]) -> pl.DataFrame:
        """The accounts and the original columns that conditions name."""
        originals = self.originals.select(name for name in self.originals.columns if name in read)
        return accounts.hstack(columns.as_text(originals)) if originals.width else accounts

    def _with_owners(self, owners: pl.DataFrame) -> pl.DataFrame:
        """The accounts with the owners that people decided; limits and conditions see these."""
        rows, decided = self._places(owners["account_key"], owners["owner"])
        if decided.is_empty():
            return self.accounts
        return self.accounts.with_columns(self.accounts["owner"].clone().scatter(rows, decided))

    def _pins(self, decisions: Decisions, profile: Profile) -> pl.Series:
        """The index of the tier that each account is pinned to, null for most; a tier that is gone pins nothing."""
        tiers = {tier.name: place for place, tier in enumerate(profile.tiers)}
        pins = decisions.frame.select("account_key", "pin").drop_nulls()
        rows, pinned = self._places(pins["account_key"], pins["pin"])
        nobody = pl.Series("pin", [None], dtype=pl.Int32).new_from_index(0, self.accounts.height)
        return nobody.scatter(rows, pinned.replace_strict(tiers, default=None, return_dtype=pl.Int32))

    def _places(self, keys: pl.Series, values: pl.Series) -> tuple[pl.Series, pl.Series]:
        """The rows that bear `keys`, and the value of each; a key is looked for once."""
        new = [key for key in keys if key not in self._rows]
        if new:
            found = self.accounts["account_key"].is_in(new).arg_true()
            self._rows |= dict.fromkeys(new) | dict(zip(self.accounts["account_key"].gather(found), found, strict=True))
        rows = pl.Series("row", [self._rows[key] for key in keys], dtype=pl.UInt32)
        return rows.drop_nulls(), values.filter(rows.is_not_null())

    def _once(
        self, stage: str, make: Callable[[], _Made], *, after: Sequence[str] = (), key: object = None
    ) -> _Made:
        """What `make` gives, made again only when `key` or a stage that it stands on has changed."""
        made_from = (key, tuple(self._kept[name].number for name in after))
        kept = self._kept.get(stage)
        if kept is None or kept.made_from != made_from:
            kept = self._kept[stage] = Stage(made_from, next(self._numbers), make())
        outcome: _Made = kept.outcome
        return outcome


def _stays(profile: Profile, members: Members | None) -> object:
    """What decides who was a member of what; None where nothing comes of it."""
    if profile.stability is None or members is None:
        return None
    return members.name, members.sha256, profile.stability.bonus, tuple(tier.name for tier in profile.tiers)


def _owners(owners: pl.DataFrame, *, reads: bool) -> tuple[object, ...]:
    """The decided owners as part of a key: an owner is a column, which matters to the stages that read it."""
    return tuple(owners.iter_rows()) if reads else ()


def score_list(
    accounts: pl.DataFrame,
    profile: Profile,
    as_of: date,
    *,
    suppression: Sequence[Suppression] = (),
    decisions: Decisions | None = None,
    members: Members | None = None,
) -> ScoredList:
    """Cut, score and tier `accounts` (the account columns, and any others the profile names).

    The same accounts, profile, date, suppression, decisions and members of the last list give the same list. Raises IcpError with
    every problem between the profile and the columns.
    """
    return Stages(accounts).scored(profile, as_of, suppression, decisions or Decisions.none(), members)


def family_codes(accounts: pl.DataFrame, profile: Profile) -> pl.Series:
    """The family of each account, where the profile asks for families at all."""
    if profile.one_per_family == "none":
        return pl.Series("family", [None], dtype=pl.UInt32).new_from_index(0, accounts.height)
    return families(accounts)


def _level_key(profile: Profile) -> str:
    """What the levels depend on: criteria without their weights and grades, and all rules."""
    ignored = {"weight", "grades", "points", "title", "layer"}
    criteria = [
        [(name, getattr(criterion, name)) for name in type(criterion).model_fields if name not in ignored]
        for criterion in profile.criteria
    ]
    return f"{criteria!r} {_key(profile, 'must_have', 'warnings', 'kill_list')}"


def _key(profile: Profile, *parts: str) -> str:
    return repr([getattr(profile, part) for part in parts])
