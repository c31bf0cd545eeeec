"""The session: owns the frames of one list and runs the stages. Commands and app both stand on it.

The stages themselves, and what is kept of them between two changes, are in `scoring.stages`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from icp_tui import columns, conditions
from icp_tui.clock import Clock
from icp_tui.errors import IcpError, Problem
from icp_tui.profile import Profile
from icp_tui.review.committee import chosen_people, contact_notices
from icp_tui.review.decisions.decision import Decision
from icp_tui.review.decisions.matching import settled
from icp_tui.review.how_read import NOTHING_MORE, Given
from icp_tui.review.last_list import NO_LISTS, LastList, LastLists, stability_notices
from icp_tui.review.notices import list_notices, signal_notices
from icp_tui.scoring.decided import Decisions
from icp_tui.scoring.listing import ScoredList
from icp_tui.scoring.prepared import prepare
from icp_tui.scoring.stages import Stages
from icp_tui.scoring.staying import Members
from icp_tui.scoring.suppression import Suppression, by_type, load_suppression
from icp_tui.sources.accounts import Accounts, load_accounts
from icp_tui.sources.contacts import ContactReport, Contacts, load_contacts
from icp_tui.sources.mending import Mendings
from icp_tui.sources.reading import AS_FOUND, Reading
from icp_tui.sources.signals import SignalReport, load_signals, with_signals

Progress = Callable[[str, float], None]

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
        # The accounts before any were joined because people said that they are one company.
        self.base = self.accounts
        self.profile = profile
        self.as_of = as_of
        self.suppressions = tuple(suppressions)
        self.decisions = decisions or Decisions.none()
        self.where = where
        self.signals: tuple[SignalReport, ...] = ()
        self.contacts: Contacts | None = None
        self.given = NOTHING_MORE
        # The workspace and the number of the last entry of its log that was read; None without one that is kept.
        self.log: tuple[str, int] | None = None
        # Where the last list is, for profiles that ask for stability, and what accounts that were joined are in now.
        self.last = NO_LISTS
        self.into: Mapping[str, str] = {}
        self._members: tuple[LastList, Members] | None = None
        self.clock = Clock()
        self._prepared: tuple[str, Stages] | None = None
        self._people: pl.DataFrame | None = None
        self._reports: list[ContactReport] | None = None

    @classmethod
    def load(  # noqa: PLR0913  all that a list is made from
        cls,
        sources: Sequence[Path],
        profile: Profile,
        as_of: date,
        *,
        suppress: Sequence[Path] = (),
        decisions: Callable[[], Sequence[Decision]] | None = None,
        where: str | None = None,
        reading: Reading = AS_FOUND,
        signals: Sequence[Path] = (),
        contacts: Sequence[Path] = (),
        prefer: Sequence[str] = (),
        mendings: Mendings | None = None,
        last: LastLists = NO_LISTS,
        progress: Progress | None = None,
    ) -> Session:
        """Read sources and suppression files; `decisions` gives those that stand, and is asked when all is read.

        `reading` says what a person knows better about every source, `mendings` what is remembered; `signals` add to the accounts that the
        sources have, `contacts` are the people who work for them; `prefer` says whose word counts where sources disagree (see `sources.precedence`).
        """
        clock = Clock()
        with clock.times("suppression"):
            suppressions = load_suppressions(profile, suppress, progress)
        accounts = load_accounts(sources, readings=dict.fromkeys(sources, reading), mendings=mendings, prefer=prefer, progress=progress)
        with clock.times("signals"):
            accounts, reached = with_signals(accounts, load_signals(signals, progress=progress))
        with clock.times("contacts"):
            people = load_contacts(contacts, progress)
        with clock.times("decisions"):
            accounts, decided, finder = settled(decisions(), accounts) if decisions else (accounts, None, None)
        session = cls(accounts, profile, as_of, suppressions=suppressions, decisions=decided, where=where)
        session.signals, session.contacts = tuple(reached), people
        session.last, session.into = last, finder.into if finder else {}
        session.given = Given(reading, tuple(suppress))
        session.clock.seconds = accounts.seconds | clock.seconds
        return session

    def join(self, accounts: Accounts, into: Mapping[str, str]) -> None:
        """Go on with `accounts`: those of `base`, as far as they are not joined `into` others."""
        self.into, self._members = into, None
        if accounts is not self.accounts:
            self.accounts, self._prepared = accounts, None
            self._people = self._reports = None

    def again(self) -> Session:
        """Another session of the same files, with its accounts as they were before any were joined."""
        session = Session(self.base, self.profile, self.as_of, suppressions=self.suppressions)
        session.where, session.signals, session.clock = self.where, self.signals, self.clock
        session.given, session.log, session.contacts = self.given, self.log, self.contacts
        session.last = self.last
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
        return [*list_notices(self.scored(), self.accounts, self.suppressions), *stability_notices(self.profile, self.scored(), self.last), *signal_notices(self.signals), *contact_notices(self.contact_reports())]

    def people(self) -> pl.DataFrame | None:
        """The people who are written to in the accounts of the tiers, as `scoring.committee.chosen`; None without contacts."""
        known = self._known_people()
        return None if known is None else chosen_people(self.scored(), known)

    def contact_reports(self) -> list[ContactReport]:
        """What became of each file of people on this list."""
        if self._reports is None:
            self._reports = self.contacts.reports(self.accounts) if self.contacts else []
        return self._reports

    def _known_people(self) -> pl.DataFrame | None:
        """The people who work for accounts of the list."""
        if self._people is None and self.contacts is not None:
            self._people = self.contacts.reached(self.accounts)
        return self._people

    def scored(self) -> ScoredList:
        """The list as it stands; only the stages that a change reaches are run again."""
        return self._stages().scored(self.profile, self.as_of, self.suppressions, self.decisions, self._last_members())

    def _last_members(self) -> Members | None:
        """The members of the last list on this one, where the profile asks for stability."""
        last = self.last.of(self.profile, self.as_of) if self.profile.stability else None
        if last is None:
            return None
        if self._members is None or self._members[0] is not last:
            self._members = last, last.members(self.accounts.frame, self.into)
        return self._members[1]

    def _stages(self) -> Stages:
        """The stages over the account columns as the profile sees them."""
        key = repr([getattr(self.profile, part) for part in ("fields", "currency", "rates", "personas")])
        if self._prepared is None or self._prepared[0] != key:
            with self.clock.times("score"):
                frame = prepare(self.accounts.frame, self.accounts.originals, self.profile, self._known_people())
            self._prepared = key, Stages(frame, self.originals, self.clock, self.accounts.parts)
        return self._prepared[1]


def load_suppressions(
    profile: Profile, extra: Sequence[Path], progress: Progress | None = None
) -> list[Suppression]:
    """The profile's suppression files and those named beside it; every unreadable one is reported."""
    problems: list[Problem] = []
    loaded: list[Suppression] = []
    for place, (path, one) in enumerate(zip(profile.suppression_files, profile.kill_list.suppress, strict=True)):
        if progress:
            progress(f"reading {path.name}", 0.0)
        try:
            loaded += by_type(load_suppression(path, said=one.file, type=one.type, because=one.because))
        except IcpError as error:
            problems += [_asked_by(profile, place, problem) for problem in error.problems]
    for path in extra:
        if progress:
            progress(f"reading {path.name}", 0.0)
        try:
            because = f"On the suppression list {path.name}"
            loaded += by_type(load_suppression(path, said=str(path), type="other", because=because))
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
        rows=accounts.rows.join(accounts.frame.filter(met).select("account_key"), on="account_key", how="semi"),
        rejected=rejected,
    )
