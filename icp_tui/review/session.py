"""The session: owns the frames of one list and runs the stages. Commands and app both stand on it.

What a stage made is kept under the parts of the profile that it depends on, so a change costs only
the stages that it reaches: new weights redo the sum, new capacities redo the tiers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import polars as pl

from icp_tui import columns, conditions
from icp_tui.clock import Clock
from icp_tui.errors import IcpError, Problem
from icp_tui.profile import Profile
from icp_tui.review.notices import list_notices
from icp_tui.scoring.assess import assess
from icp_tui.scoring.assign import assign
from icp_tui.scoring.cut import cut_lines
from icp_tui.scoring.decided import Decisions
from icp_tui.scoring.kill import kill
from icp_tui.scoring.limit import codes, constraints
from icp_tui.scoring.listing import ScoredList, family_codes, pin_tiers, with_owners
from icp_tui.scoring.plan import Plan, make_plan
from icp_tui.scoring.prepared import prepare
from icp_tui.scoring.rank import ranking, tie_order
from icp_tui.scoring.score import score
from icp_tui.scoring.suppression import Suppression, load_suppression, match
from icp_tui.sources.accounts import Accounts, load_accounts

Progress = Callable[[str, float], None]
_Made = TypeVar("_Made")


@dataclass
class Stage:
    """The kept outcome of a stage and what it was made from."""

    made_from: object
    number: int
    outcome: Any


class Session:
    """One list: its accounts, the profile, the suppression files, the decisions, and the date."""

    def __init__(
        self,
        accounts: Accounts,
        profile: Profile,
        as_of: date,
        *,
        suppressions: Sequence[Suppression] = (),
        decisions: Decisions | None = None,
        where: str | None = None,
    ) -> None:
        self.accounts = accounts if where is None else left_out(accounts, where, as_of)
        self.profile = profile
        self.as_of = as_of
        self.suppressions = tuple(suppressions)
        self.decisions = decisions or Decisions.none()
        self.where = where
        self.clock = Clock()
        self._stages: dict[str, Stage] = {}
        self._numbers = count()

    @classmethod
    def load(
        cls,
        sources: Sequence[Path],
        profile: Profile,
        as_of: date,
        *,
        suppress: Sequence[Path] = (),
        decisions: Callable[[pl.DataFrame], Decisions] | None = None,
        where: str | None = None,
        progress: Progress | None = None,
    ) -> Session:
        """Read sources and suppression files; `decisions` finds what was decided about the accounts."""
        clock = Clock()
        with clock.times("suppression"):
            suppressions = load_suppressions(profile, suppress)
        accounts = load_accounts(sources, progress=progress)
        with clock.times("decisions"):
            decided = decisions(accounts.frame) if decisions else None
        session = cls(accounts, profile, as_of, suppressions=suppressions, decisions=decided, where=where)
        session.clock.seconds = accounts.seconds | clock.seconds
        return session

    @property
    def rows(self) -> dict[str, int]:
        """Rows in, rejected, duplicates and accounts; always in = the sum of the others."""
        loaded = self.accounts
        return {
            "in": sum(source.rows for source in loaded.sources),
            "rejected": loaded.rejected.height,
            "duplicates": loaded.duplicates.height,
            "accounts": loaded.frame.height,
        }

    @property
    def originals(self) -> pl.DataFrame:
        """The original columns as this list names them: one that is called like a field of the profile gives way."""
        frame = self.accounts.originals
        taken = {*frame.columns, *columns.ACCOUNT}
        names: dict[str, str] = {}
        for name in self.profile.fields:
            if name in frame.columns:
                free = f"{name} (source)"
                while free in taken:
                    free += " (source)"
                names[name] = free
        return frame.rename(names)

    def notices(self) -> list[str]:
        """What the person should know about this list, in plain sentences, most telling first."""
        return list_notices(self.scored(), self.accounts, self.suppressions)

    def scored(self) -> ScoredList:
        """The list as it stands; only the stages that a change reaches are run again."""
        profile, decisions = self.profile, self.decisions
        with self.clock.times("score"):
            frame = self._prepared()
            texts = dict.fromkeys(self.originals.columns, pl.String())
            plan = make_plan(profile, {**texts, **frame.schema}, self.as_of)
            read = self._with_originals(frame, plan)
            levels = self._once("levels", lambda: assess(read, plan), after=["prepared"], key=self._level_key())
            scores = self._once("scores", lambda: score(levels, plan), after=["levels"],
                                key=self._key("criteria", "must_have", "warnings"))  # fmt: skip
        with self.clock.times("kill"):
            listed = [(one.path, one.sha256, one.type, one.because) for one in self.suppressions]
            matches = self._once("matches", lambda: match(frame, self.suppressions), after=["prepared"], key=listed)
            killed = self._once(
                "killed",
                lambda: kill(frame, levels, matches.hits, plan, self.suppressions, decisions),
                after=["levels", "matches"],
                key=(decisions.sha256, self._key("kill_list")),
            )
        with self.clock.times("tier"):
            ties = self._once("ties", lambda: tie_order(frame, profile.rank_by), after=["prepared"],
                              key=self._key("rank_by"))  # fmt: skip
            order = self._once("order", lambda: ranking(frame, scores, profile.rank_by, ties),
                               after=["scores", "ties"])  # fmt: skip
            family = self._once("family", lambda: family_codes(frame, profile), after=["prepared"],
                                key=profile.one_per_family == "none")  # fmt: skip
            coded = self._once("coded", lambda: codes(frame, profile, family), after=["family"],
                               key=self._key("limits"))  # fmt: skip
            bound = constraints(frame, profile, coded)
            pins = pin_tiers(frame, decisions, profile)
            assigned = assign(read, scores, killed.frame["killed"], pins, order, plan, coded, bound)
            cuts = cut_lines(frame, scores, assigned, plan)
        return ScoredList(plan, frame, levels, scores, matches, killed, coded, bound, order, assigned, cuts, decisions)

    def _prepared(self) -> pl.DataFrame:
        """The account columns as the profile sees them."""
        return self._once(
            "prepared",
            lambda: with_owners(prepare(self.accounts.frame, self.accounts.originals, self.profile), self.decisions),
            key=(self._owners(), self._key("fields", "currency", "rates")),
        )

    def _owners(self) -> tuple[tuple[str, str], ...]:
        """The decisions that change a column: all others leave the levels as they are."""
        decided = self.decisions.frame.select("account_key", "owner").drop_nulls()
        return tuple(decided.iter_rows())

    def _with_originals(self, frame: pl.DataFrame, plan: Plan) -> pl.DataFrame:
        """The account columns and the original columns that conditions name."""
        wanted = plan.columns_read()
        originals = self.originals
        return frame.hstack(columns.as_text(originals.select(name for name in originals.columns if name in wanted)))

    def _level_key(self) -> str:
        """What the levels depend on: criteria without their weights and grades, and all rules."""
        ignored = {"weight", "grades", "points", "title", "layer"}
        criteria = [
            [(name, getattr(criterion, name)) for name in type(criterion).model_fields if name not in ignored]
            for criterion in self.profile.criteria
        ]
        return f"{self.as_of} {criteria!r} {self._key('must_have', 'warnings', 'kill_list')}"

    def _key(self, *parts: str) -> str:
        return repr([getattr(self.profile, part) for part in parts])

    def _once(
        self,
        stage: str,
        make: Callable[[], _Made],
        *,
        after: Sequence[str] = (),
        key: object = None,
    ) -> _Made:
        """What `make` gives, made again only when `key` or a stage that it stands on has changed."""
        made_from = (key, tuple(self._stages[name].number for name in after))
        kept = self._stages.get(stage)
        if kept is None or kept.made_from != made_from:
            kept = self._stages[stage] = Stage(made_from, next(self._numbers), make())
        outcome: _Made = kept.outcome
        return outcome


def load_suppressions(profile: Profile, extra: Sequence[Path]) -> list[Suppression]:
    """The profile's suppression files and those named beside it; every unreadable one is reported."""
    problems: list[Problem] = []
    loaded: list[Suppression] = []
    for place, (path, one) in enumerate(zip(profile.suppression_files, profile.kill_list.suppress, strict=True)):
        try:
            loaded.append(load_suppression(path, said=one.file, type=one.type, because=one.because))
        except IcpError as error:
            problems += [_asked_by(profile, place, problem) for problem in error.problems]
    for path in extra:
        try:
            because = f"On the suppression list {path.name}"
            loaded.append(load_suppression(path, said=str(path), type="other", because=because))
        except IcpError as error:
            problems += error.problems
    if problems:
        raise IcpError(problems)
    return loaded


def _asked_by(profile: Profile, place: int, problem: Problem) -> Problem:
    """A problem of a suppression file, told at the line of the profile that asks for it."""
    at = f", line {problem.line}" if problem.line else ""
    hint = "the path counts from the profile's folder; name your own file, or take the entry out"
    said = f"the suppression list {problem.path}{at}: {problem.message}"
    missing = problem.message.startswith("no such file")
    return profile.problem(("kill_list", "suppress", place, "file"), said, hint if missing else problem.hint)


def left_out(accounts: Accounts, where: str, as_of: date) -> Accounts:
    """Only the accounts that meet `where`; the others are counted as rejected, with the condition as cause."""
    frame = accounts.frame.hstack(columns.as_text(accounts.originals)).with_columns(pl.lit(as_of).alias(columns.AS_OF))
    try:
        condition = conditions.compile(where, frame.schema)
    except ValueError as error:
        early = "it is asked before scoring: score, tier and bucket do not exist yet"
        scored = re.search(r"no column (score|best_case|known|tier|bucket|rank|layer_\w+)\b", str(error))
        raise IcpError(Problem(str(error), "--where", hint=early if scored else "")) from None
    met = frame.select(condition.expr.cast(pl.Boolean).fill_null(value=False).alias("met")).to_series()
    if met.len() == 1:
        met = met.new_from_index(0, frame.height)
    if frame.height and not met.any():
        raise IcpError(Problem(f"{where} leaves out all {frame.height:,} accounts; nothing was written", "--where"))
    out = ~met
    raw = columns.as_text(accounts.originals.filter(out)).select(
        pl.concat_str(pl.all().fill_null(""), separator=",").alias("raw")
        if accounts.originals.width
        else pl.lit("").alias("raw")
    )
    gone = accounts.frame.filter(out).select(
        "source",
        pl.col("source_row").alias("row"),
        raw["raw"],
        pl.lit(f"left out by --where {where}").alias("cause"),
    )
    rejected = pl.concat([accounts.rejected, gone.cast(dict(accounts.rejected.schema))])  # type: ignore[arg-type]
    return replace(
        accounts,
        frame=accounts.frame.filter(met),
        originals=accounts.originals.filter(met),
        rejected=rejected,
    )
