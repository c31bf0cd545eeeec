"""The outcome of scoring: the list with every stage that made it, asked for parts of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from icp_tui import columns
from icp_tui.scoring.assign import Assigned, bucket_names
from icp_tui.scoring.cut import CutLine
from icp_tui.scoring.decided import Decisions
from icp_tui.scoring.kill import KillList
from icp_tui.scoring.limit import Constraint
from icp_tui.scoring.plan import Plan
from icp_tui.scoring.rank import Ranking
from icp_tui.scoring.reason import reasons
from icp_tui.scoring.score import points
from icp_tui.scoring.scores import Scores
from icp_tui.scoring.staying import Staying
from icp_tui.scoring.suppression import Matches
from icp_tui.scoring.why import warnings, why

# More accounts than a screen shows.
_FEW = 500


@dataclass(frozen=True)
class ScoredList:
    """A list and every stage that made it; all frames have a row per account, in the same order.

    `read` is the accounts with the original columns that conditions name.
    """

    plan: Plan
    accounts: pl.DataFrame = field(compare=False)
    levels: pl.DataFrame = field(compare=False)
    scores: Scores = field(compare=False)
    matches: Matches = field(compare=False)
    kill_list: KillList = field(compare=False)
    coded: pl.DataFrame = field(compare=False)
    bound: list[list[Constraint]] = field(compare=False)
    ranking: Ranking = field(compare=False)
    assigned: Assigned = field(compare=False)
    cut_lines: list[CutLine] = field(compare=False)
    decisions: Decisions = field(compare=False)
    read: pl.DataFrame = field(compare=False, repr=False)

    @property
    def staying(self) -> Staying | None:
        """The members of the last list; None where the profile asks for no stability, or there is no such list."""
        return self.assigned.held

    @property
    def order(self) -> pl.Series:
        """The rows (UInt32) of all accounts, also of those without a rank, in rank order."""
        return self.ranking.all

    @cached_property
    def reasons(self) -> pl.Series:
        """The reason of each account, in words."""
        return self._said(pl.int_range(self.accounts.height, dtype=pl.UInt32, eager=True))

    def reasons_of(self, rows: pl.Series) -> pl.Series:
        """The reasons of the accounts at `rows`, each once; a few are not worth putting all into words."""
        if "reasons" in self.__dict__ or len(rows) > _FEW:
            return self.reasons.gather(rows)
        return self._said(rows)

    def _said(self, rows: pl.Series) -> pl.Series:
        return reasons(
            rows, self.accounts, self.levels, self.scores, self.kill_list, self.assigned,
            self.plan, self.coded, self.bound, self.cut_lines, self.decisions,
        )  # fmt: skip

    @property
    def to_settle(self) -> pl.DataFrame:
        """The possible matches that a person is asked about: not those of accounts that are killed anyway."""
        possible = self.matches.possible
        if possible.is_empty():
            return possible
        gone = self.accounts["account_key"].filter(self.kill_list.killed)
        return possible.filter(~pl.col("account_key").is_in(gone.implode()))

    def kill_reasons(self, rows: pl.Series) -> pl.Series:
        """The kill reasons (list of text) of the accounts at `rows`."""
        return self.kill_list.reasons(rows)

    def outcome(self, rows: pl.Series) -> pl.DataFrame:
        """What the list says of the accounts at `rows`: columns.OUTCOME and every layer_<name>."""
        tiers = {tier.name: tier.play for tier in self.plan.profile.tiers}
        accounts, levels = self.accounts[rows], self.levels[rows]
        bucket = pl.col("bucket").cast(pl.String)
        shaped = {
            "bucket": bucket,
            "tier": pl.when(bucket.is_in(list(tiers))).then(bucket),
            "play": bucket.replace_strict(tiers, default=None, return_dtype=pl.String),
        }
        wanted = (*columns.OUTCOME, *(columns.layer(name) for name in columns.LAYERS))
        pinned = pl.concat([filled.pinned for filled in self.assigned.filled])
        return (
            pl.DataFrame([self.assigned.rank.gather(rows), self.assigned.bucket.gather(rows)])
            .hstack(self.scores[rows])
            .hstack([
                self.reasons_of(rows).alias("reason"),
                why(accounts, levels, self.plan),
                warnings(levels, self.plan, self.matches.possible, accounts["account_key"]),
                self.kill_reasons(rows),
                decided(accounts, self.decisions, "note"),
                rows.is_in(pinned.implode()).alias("pinned"),
            ])
            .select(shaped.get(name, pl.col(name)).alias(name) for name in wanted)
        )  # fmt: skip

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
        codes = self.assigned.bucket.to_physical()
        return {name: int((codes == place).sum()) for place, name in enumerate(bucket_names(self.plan.profile))}


def decided(accounts: pl.DataFrame, decisions: Decisions, column: str) -> pl.Series:
    """One column of the decisions, a row per account."""
    if decisions.frame.is_empty():
        return pl.Series(column, [None], dtype=decisions.frame.schema[column]).new_from_index(0, accounts.height)
    decided = decisions.frame.select("account_key", column)
    return accounts.select("account_key").join(decided, on="account_key", how="left", maintain_order="left")[column]
