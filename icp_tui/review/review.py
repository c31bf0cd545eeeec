"""The review of a list: what a person decides goes to the workspace, into the list, and is told back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from icp_tui.errors import IcpError
from icp_tui.review.by_profile import ByProfile
from icp_tui.review.cells import Cells
from icp_tui.review.decisions.decision import STEPS, Decision, lifting, naming, naming_entry, standing, user
from icp_tui.review.decisions.identity import identities
from icp_tui.review.decisions.matching import settled
from icp_tui.review.decisions.workspace import Workspace
from icp_tui.review.moved import Moved, moved, shifted
from icp_tui.review.one_company import OneCompany
from icp_tui.review.session import Session
from icp_tui.review.watch import Watch
from icp_tui.scoring.explain import Explanation, explain
from icp_tui.scoring.listing import ScoredList

Progress = Callable[[str, float], None]

# More owners than anyone picks from a list.
_MOST_OWNERS = 500


class Review(OneCompany, ByProfile):
    """One list under review: its session, its workspace, and the list as it stands.

    Rows are row numbers (UInt32) of the session's accounts; they stay the same through every decision.
    Each method that decides returns when the decision is on disk and the list is made anew, and raises
    IcpError when the disk refuses; then nothing is decided. Methods may be called from any thread, one
    runs at a time. `watch` has the files as they were before they were read, where somebody looked.
    """

    watch: Watch | None = None

    def __init__(
        self, session: Session, workspace: Workspace, *, author: str | None = None, suppress: Sequence[Path] = ()
    ) -> None:
        self.session = session
        self.workspace = workspace
        self.author = author or user()
        self._suppress = tuple(suppress)
        self.saved = session.profile
        self._lock = threading.RLock()
        self._row_of: dict[str, int] = {}
        self._entries: list[Decision] = workspace.store.log()
        self._standing = standing(self._entries, session.as_of)
        session.log = self._log_read
        self._about: dict[str, list[Decision]] | None = None
        # The likely pairs among the accounts of `session.base`, once somebody has looked for them.
        self.searched: pl.DataFrame | None = None
        accounts, session.decisions, self._finder = settled(self._standing, session.base)
        session.join(accounts, self._finder.into)
        self._same = self._finder.same
        self.scored: ScoredList = session.scored()
        self.cells = Cells(session, self.scored)

    # Deciding

    def pin(self, rows: pl.Series, tier: str, reason: str | None = None, expires: date | None = None) -> Moved:
        """Pin accounts to a tier of the profile. `expires`, here and below, is the last day on which it stands."""
        names = [one.name for one in self.session.profile.tiers]
        if tier not in names:
            raise IcpError(f"the profile has no tier {tier}", hint=f"it has {', '.join(names)}")
        return self._decide(rows, "pin", value=tier, reason=reason, expires=expires)

    def unpin(self, rows: pl.Series) -> Moved:
        """Take pins away; refuses when none of the accounts is pinned."""
        decided = self.scored.decisions.frame
        pinned = decided.filter(pl.col("pin").is_not_null())["account_key"]
        # A pin that waits, as on a killed account, can be taken away as well.
        held = rows.filter(self.session.accounts.frame["account_key"].gather(rows).is_in(pinned.implode()))
        if held.is_empty():
            raise IcpError(f"{self._who(rows)} not pinned: there is nothing to unpin")
        return self._decide(held, "pin", value=None)

    def exclude(self, rows: pl.Series, reason: str, expires: date | None = None) -> Moved:
        """Take accounts off the list, with the reason."""
        return self._decide(rows, "exclude", reason=reason, expires=expires)

    def restore(self, rows: pl.Series, reason: str, expires: date | None = None) -> Moved:
        """Lift the kill reasons that stand now; refuses when none of the accounts is killed."""
        killed = rows.filter(self.scored.kill_list.killed.gather(rows))
        if killed.is_empty():
            raise IcpError(f"{self._who(rows)} not killed: there is nothing to restore")
        lifts = [lifting(reasons) for reasons in self.scored.kill_reasons(killed)]
        return self._log(killed, [
            Decision(**who, kind="restore", value=value, reason=reason, expires=expires, author=self.author)
            for who, value in zip(identities(self.session.accounts.frame[killed]), lifts, strict=True)
        ])  # fmt: skip

    def note(self, rows: pl.Series, text: str) -> Moved:
        """Write a note on accounts; an empty one removes it."""
        return self._decide(rows, "note", value=text.strip() or None)

    def own(self, rows: pl.Series, owner: str, expires: date | None = None) -> Moved:
        """Give accounts to an owner; an empty one gives them back to the owner in the sources."""
        return self._decide(rows, "owner", value=owner.strip() or None, expires=expires)

    def assign(self, rows: pl.Series, owners: Sequence[str], reasons: Sequence[str]) -> Moved:
        """Give each account to an owner of its own, with its own reason; one action, so that one undo takes all back."""
        return self._log(rows, [
            Decision(**who, kind="owner", value=owner, reason=reason, author=self.author)
            for who, owner, reason in zip(identities(self.session.accounts.frame[rows]), owners, reasons, strict=True)
        ])  # fmt: skip

    def mark_reviewed(self, rows: pl.Series, *, yes: bool = True) -> Moved:
        """Mark accounts as reviewed, or take that back."""
        return self._decide(rows, "reviewed", value="true" if yes else "false")

    def settle(self, pairs: Sequence[tuple[int, int]], *, same: bool, reason: str | None = None) -> Moved:
        """Say that the accounts of each pair of rows are one company, or two.

        Those that are one company are one account on the list that `rejoined` gives; this one keeps its rows.
        """
        ends = [pl.Series([pair[end] for pair in pairs], dtype=pl.UInt32) for end in (0, 1)]
        first, second = (identities(self.session.accounts.frame[rows]) for rows in ends)
        return self._log(ends[0], [
            Decision(**one, kind="same" if same else "different", value=naming(two), reason=reason, author=self.author)
            for one, two in zip(first, second, strict=True)
        ])  # fmt: skip

    def set_apart(self, rows: pl.Series, entries: Sequence[tuple[str, str]]) -> Moved:
        """Say that the account at each of `rows` is another company than the suppression entry (name, file) beside it."""
        return self._log(rows, [
            Decision(**who, kind="different", value=naming_entry(*entry), author=self.author)
            for who, entry in zip(identities(self.session.accounts.frame[rows]), entries, strict=True)
        ])  # fmt: skip

    def rejoined(self, progress: Progress | None = None) -> Review | None:
        """The list with the accounts joined that people have said are one company by now; None when this is it.

        A review of the same files and the same workspace, with row numbers of its own; only one of the two is
        to be closed. What is still decided here is on disk all the same.
        """
        with self._lock:
            if not self.joins_changed:
                return None
            if progress:
                progress("joining accounts", 0.0)
            after = Review(self.session.again(), self.workspace, author=self.author, suppress=self._suppress)
            after.searched, after.saved = self.searched, self.saved
            if progress:
                progress("joining accounts", 1.0)
            return after

    def undo(self) -> Moved | None:
        """Take back the author's last action that stands, also one from an earlier day; None without one."""
        return self._step("Undone", self.workspace.store.undo)

    def redo(self) -> Moved | None:
        """Bring back what the author's last undo took; None without one."""
        return self._step("Redone", self.workspace.store.redo)

    def caught_up(self) -> Moved | None:
        """Take in what another window has decided since; None when there is nothing or while a list is written."""
        if not self._lock.acquire(blocking=False):
            return None
        try:
            new = self.workspace.store.changed_since(self._seq)
            if not new:
                return None
            before = self._renew()
            return self._told(new, before)
        finally:
            self._lock.release()

    def _told(self, new: Sequence[Decision], before: ScoredList) -> Moved:
        """What others decided, told like one's own where it was one action."""
        where = f"{' and '.join(dict.fromkeys(one.author for one in new))}, in another window"
        batches = list(dict.fromkeys(one.batch for one in new))
        if len(batches) > 1:
            return shifted(f"{where}: {len(batches):,} actions.", before, self.scored)
        first = new[0]
        if first.kind not in STEPS:
            return moved(new, self._rows(new), before, self.scored, how=where)
        step, batch = ("took back", first.undoes) if first.kind == "undo" else ("brought back", first.redoes)
        about = [one for one in self._entries if one.batch == batch and one.kind not in STEPS]
        if not about:
            return shifted(f"{where}: {step}.", before, self.scored)
        return moved(about, self._rows(about), before, self.scored, how=f"{where}, {step}", back=first.kind == "undo")

    def _decide(
        self, rows: pl.Series, kind: Any, *, value: str | None = None, reason: str | None = None, expires: date | None = None
    ) -> Moved:
        accounts = self.session.accounts.frame[rows]
        return self._log(rows, [
            Decision(**who, kind=kind, value=value, reason=reason, expires=expires, author=self.author)
            for who in identities(accounts)
        ])  # fmt: skip

    def _log(self, rows: pl.Series, decisions: Sequence[Decision]) -> Moved:
        if not decisions:
            raise IcpError("no account is chosen")
        with self._lock:
            others = self.caught_up()
            logged = self.workspace.store.append(decisions)
            self._finder.knows(logged)
            self._row_of |= {one.account_key: int(row) for one, row in zip(logged, rows, strict=True)}
            before = self._renew()
            made = moved(logged, rows, before, self.scored)
            self._keep_told(logged[0].batch, made.said)
            return _after(others, made)

    def _step(self, how: str, step: Callable[[str], list[Decision] | None]) -> Moved | None:
        with self._lock:
            others = self.caught_up()
            taken = step(self.author)
            if taken is None:
                return others
            before = self._renew()
            made = moved(taken, self._rows(taken), before, self.scored, how=how, back=how == "Undone")
            self._keep_told_of_step(taken, made.said)
            return _after(others, made)

    def _renew(self) -> ScoredList:
        """Make the list anew from the log; the list before."""
        before = self.scored
        self._read_log()
        self._show(self.session.scored())
        return before

    def _read_log(self) -> None:
        """Read what was logged since, and settle which decisions stand."""
        self._entries += self.workspace.store.changed_since(self._seq)
        self._standing = standing(self._entries, self.session.as_of)
        self.session.log = self._log_read
        self.session.decisions = self._finder.decided(self._standing)
        self._about = None

    @property
    def _log_read(self) -> tuple[str, int] | None:
        """The workspace and its last entry that was read; None for one that is thrown away."""
        return (self.workspace.name, self._seq) if self.workspace.is_kept else None

    @property
    def _seq(self) -> int:
        """The last entry of the log that was read."""
        return self._entries[-1].seq if self._entries else 0

    def _rows(self, decisions: Iterable[Decision]) -> pl.Series:
        """The rows of the accounts that decisions are about, as far as they are on this list."""
        keys = self._finder.keys(decisions)
        new = [key for key in keys if key not in self._row_of]
        if new:
            held = self.session.accounts.frame["account_key"]
            found = held.is_in(new).arg_true()
            self._row_of |= dict(zip(held.gather(found), found, strict=True))
        return pl.Series([self._row_of[key] for key in keys], dtype=pl.UInt32)

    def _who(self, rows: pl.Series) -> str:
        if len(rows) != 1:
            return f"these {len(rows):,} accounts are"
        row = int(rows[0])
        accounts = self.session.accounts.frame
        return f"{accounts['name'][row] or accounts['account_key'][row]} is"

    # Looking

    def explain(self, row: int) -> Explanation:
        """The account at `row` in full."""
        return explain(self.scored, row)

    def history(self, row: int) -> list[Decision]:
        """The standing decisions about the account at `row`, oldest first."""
        with self._lock:
            return self._decided().get(self.session.accounts.frame["account_key"][row], [])

    def last_said(self, kind: str) -> dict[str, Decision]:
        """The last standing decision of a kind about each account that has any, by its key."""
        with self._lock:
            return {key: one for key, told in self._decided().items() for one in told if one.kind == kind}

    def _decided(self) -> dict[str, list[Decision]]:
        """The standing decisions about each account that has any, oldest first, by its key."""
        if self._about is None:
            self._about = self._finder.about(self._standing)
        return self._about

    def owners(self) -> list[str]:
        """The owners on the list, those with the most accounts first."""
        counts = self.scored.accounts["owner"].drop_nulls().value_counts(sort=True)
        return [str(owner) for owner in counts["owner"].head(_MOST_OWNERS)]

    def close(self) -> None:
        """Let go of the workspace, where who is in the tiers is kept until the next time."""
        with self._lock:
            # A profile that was only tried out says nothing about who is new.
            if self.session.profile is self.saved:
                self._keep_seen()
            self.workspace.close()


def _after(others: Moved | None, own: Moved) -> Moved:
    """One's own action, told after what another window had decided just before."""
    return own if others is None else replace(own, said=f"{others.said} {own.said}")
