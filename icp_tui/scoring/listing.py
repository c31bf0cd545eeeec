"""The whole of scoring, in order: accounts -> levels -> score -> bucket.

`score_list` is the one pure function at the heart: the same accounts, profile, date, suppression and
decisions give the same list. The session runs the same stages one by one and keeps their outcomes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import polars as pl

from icp_tui import columns
from icp_tui.profile import Profile
from icp_tui.scoring.assess import assess
from icp_tui.scoring.assign import Assigned, assign, bucket_names
from icp_tui.scoring.cut import CutLine, cut_lines
from icp_tui.scoring.decided import Decisions
from icp_tui.scoring.family import families
from icp_tui.scoring.kill import KillList, kill
from icp_tui.scoring.limit import Constraint, codes, constraints
from icp_tui.scoring.plan import Plan, make_plan
from icp_tui.scoring.rank import ranking, tie_order
from icp_tui.scoring.reason import reasons
from icp_tui.scoring.score import points, score
from icp_tui.scoring.suppression import Matches, Suppression, match
from icp_tui.scoring.why import warnings, why


@dataclass(frozen=True)
class ScoredList:
    """A list and every stage that made it; all frames have a row per account, in the same order."""

    plan: Plan
    accounts: pl.DataFrame = field(compare=False)
    levels: pl.DataFrame = field(compare=False)
    scores: pl.DataFrame = field(compare=False)
    matches: Matches = field(compare=False)
    kill_list: KillList = field(compare=False)
    coded: pl.DataFrame = field(compare=False)
    bound: list[list[Constraint]] = field(compare=False)
    order: pl.Series = field(compare=False)
    assigned: Assigned = field(compare=False)
    cut_lines: list[CutLine] = field(compare=False)
    decisions: Decisions = field(compare=False)

    @cached_property
    def reasons(self) -> pl.Series:
        """The reason of each account, in words."""
        return reasons(
            self.accounts, self.levels, self.scores, self.kill_list.frame["kill_reasons"], self.assigned,
            self.plan, self.coded, self.bound, self.cut_lines, self.decisions,
        )  # fmt: skip

    def outcome(self, rows: pl.Series) -> pl.DataFrame:
        """What the list says of the accounts at `rows`: columns.OUTCOME and every layer_<name>."""
        tiers = {tier.name: tier.play for tier in self.plan.profile.tiers}
        accounts, levels = self.accounts[rows], self.levels[rows]
        bucket = pl.col("bucket").cast(pl.String)
        pinned = pl.concat([filled.pinned for filled in self.assigned.filled])
        return (
            pl.DataFrame([self.assigned.rank.gather(rows), self.assigned.bucket.gather(rows)])
            .hstack(self.scores[rows])
            .with_columns(
                self.reasons.gather(rows).alias("reason"),
                why(accounts, levels, self.plan),
                warnings(levels, self.plan, self.matches.possible, accounts["account_key"]),
                self.kill_list.frame["kill_reasons"].gather(rows),
                decided(accounts, self.decisions, "note"),
                rows.is_in(pinned.implode()).alias("pinned"),
            )
            .with_columns(
                bucket,
                pl.when(bucket.is_in(list(tiers))).then(bucket).alias("tier"),
                bucket.replace_strict(tiers, default=None, return_dtype=pl.String).alias("play"),
            )
            .select(*columns.OUTCOME, *(columns.layer(name) for name in columns.LAYERS))
        )

    def level_labels(self, rows: pl.Series) -> pl.DataFrame:
        """level.<key> of the accounts at `rows`, as labels."""
        return self.levels[rows].select(
            pl.lit(pl.Series(criterion.labels)).gather(pl.col(columns.level(criterion.key)))
            .alias(columns.level(criterion.key))
            for criterion in self.plan.criteria
        )  # fmt: skip

    def points(self, rows: pl.Series) -> pl.DataFrame:
        """points.<key> of the accounts at `rows`, unrounded."""
        return points(self.levels[rows], self.plan)

    @property
    def frame(self) -> pl.DataFrame:
        """Everything in one frame: account columns, outcome, layer scores, levels as labels, points."""
        rows = pl.int_range(self.accounts.height, dtype=pl.UInt32, eager=True)
        parts = [self.accounts, self.outcome(rows), self.level_labels(rows), self.points(rows)]
        return pl.concat(parts, how="horizontal")

    def buckets(self) -> dict[str, int]:
        """How many accounts each bucket holds, best bucket first."""
        counts = dict(self.assigned.bucket.cast(pl.String).value_counts().iter_rows())
        return {name: counts.get(name, 0) for name in bucket_names(self.plan.profile)}


def score_list(
    accounts: pl.DataFrame,
    profile: Profile,
    as_of: date,
    *,
    suppression: Sequence[Suppression] = (),
    decisions: Decisions | None = None,
) -> ScoredList:
    """Cut, score and tier `accounts` (the account columns, and any others the profile names).

    Raises IcpError with every problem between the profile and the columns.
    """
    decisions = decisions or Decisions.none()
    accounts = with_owners(accounts, decisions)
    plan = make_plan(profile, accounts.schema, as_of)
    levels = assess(accounts, plan)
    scores = score(levels, plan)
    matches = match(accounts, suppression)
    kill_list = kill(accounts, levels, matches.hits, plan, suppression, decisions)
    coded = codes(accounts, profile, family_codes(accounts, profile))
    bound = constraints(accounts, profile, coded)
    order = ranking(accounts, scores, profile.rank_by, tie_order(accounts, profile.rank_by))
    pins = pin_tiers(accounts, decisions, profile)
    assigned = assign(accounts, scores, kill_list.frame["killed"], pins, order, plan, coded, bound)
    return ScoredList(
        plan, accounts, levels, scores, matches, kill_list, coded, bound, order, assigned,
        cut_lines(accounts, scores, assigned, plan), decisions,
    )  # fmt: skip


def with_owners(accounts: pl.DataFrame, decisions: Decisions) -> pl.DataFrame:
    """The accounts with the owners that people decided; limits and conditions see these."""
    if decisions.frame["owner"].null_count() == decisions.frame.height:
        return accounts
    return accounts.with_columns(pl.coalesce(decided(accounts, decisions, "owner"), "owner").alias("owner"))


def pin_tiers(accounts: pl.DataFrame, decisions: Decisions, profile: Profile) -> pl.Series:
    """The index of the tier that each account is pinned to, null for most; a tier that is gone pins nothing."""
    tiers = {tier.name: place for place, tier in enumerate(profile.tiers)}
    pins = decided(accounts, decisions, "pin")
    return pins.replace_strict(tiers, default=None, return_dtype=pl.Int32).alias("pin")


def family_codes(accounts: pl.DataFrame, profile: Profile) -> pl.Series:
    """The family of each account, where the profile asks for families at all."""
    if profile.one_per_family == "none":
        return pl.Series("family", [None], dtype=pl.UInt32).new_from_index(0, accounts.height)
    return families(accounts)


def decided(accounts: pl.DataFrame, decisions: Decisions, column: str) -> pl.Series:
    """One column of the decisions, a row per account."""
    if decisions.frame.is_empty():
        return pl.Series(column, [None], dtype=decisions.frame.schema[column]).new_from_index(0, accounts.height)
    decided = decisions.frame.select("account_key", column)
    return accounts.select("account_key").join(decided, on="account_key", how="left", maintain_order="left")[column]
