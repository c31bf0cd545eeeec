"""What a review knows of the past: the ledger, what ended, who is new, and what still needs an eye."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property

from icp_tui.errors import IcpError
from icp_tui.review.decisions.decision import STEPS, Decision
from icp_tui.review.decisions.ended import ended, ended_words
from icp_tui.review.decisions.ledger import Ledger, ledger
from icp_tui.review.decisions.matching import Finder
from icp_tui.review.decisions.seen import Seen
from icp_tui.review.decisions.workspace import Workspace
from icp_tui.review.queue import Queue, queue
from icp_tui.review.session import Session
from icp_tui.scoring.listing import ScoredList


class LookingBack:
    """The part of a review that reads its log and what was kept when a person last left the list."""

    session: Session
    workspace: Workspace
    scored: ScoredList
    _entries: list[Decision]
    _finder: Finder
    _lock: threading.RLock
    _queue: Queue | None = None

    @cached_property
    def _left(self) -> Seen | None:
        """What was kept when a person last left a list with this profile; None the first time."""
        try:
            left = self.workspace.store.left(self.session.profile.icp)
        except IcpError:
            return None  # it only says who is new
        return Seen.unpacked(*left) if left else None

    @cached_property
    def seen(self) -> Seen | None:
        """Who was in the tiers when a person last left this list; None the first time, also with other lists before."""
        left = self._left
        return left if left is not None and left.is_of(self.session.accounts.frame) else None

    def queue(self) -> Queue:
        """What still needs an eye on the list as it stands."""
        with self._lock:
            if self._queue is None or self._queue.scored is not self.scored:
                self._queue = queue(self.scored, self.seen)
            return self._queue

    @cached_property
    def ended(self) -> list[Decision]:
        """The decisions whose last day passed since a person was last here, or since the last entry of the log."""
        with self._lock:
            since = self._last_here()
            return [] if since is None else ended(self._entries, since, self.session.as_of)

    def _last_here(self) -> date | None:
        """The date of the list that was last left, else the day of the last entry of the log; None when neither is known."""
        if self._left is not None:
            return self._left.as_of
        try:
            return date.fromisoformat(self._entries[-1].at[:10]) if self._entries else None
        except ValueError:
            # The entry was salvaged without its time. What ended is then not said on opening; the ledger still has it.
            return None

    @property
    def notices(self) -> list[str]:
        """What a person must see on opening the list: what became of a damaged workspace, and what ended."""
        said = ended_words(self.ended)
        return [*self.workspace.notices, *([said] if said else [])]

    def ledger(self) -> Ledger:
        """Every entry of the log in words, newest first."""
        with self._lock:
            entries = list(self._entries)
            about = self._finder.about([one for one in entries if one.kind not in STEPS])
            keys = {one.seq: key for key, told in reversed(about.items()) for one in told}
            held = self.session.accounts.frame["account_key"]
            found = held.is_in(list(about)).arg_true()
            row_of = dict(zip(held.gather(found), found, strict=True))
            rows = {seq: int(row_of[key]) for seq, key in keys.items() if key in row_of}
            waiting = {one.seq for one in self.session.decisions.waiting if isinstance(one, Decision)}
            return ledger(entries, self.workspace.store.told(), rows, waiting, self.session.as_of)

    def said_before(self, kind: str) -> list[str]:
        """The reasons of exclusions or restores, or the notes and owners, given so far; the most used first.

        What was said of many accounts at once counts once; of those used alike the latest comes first.
        """
        log = [one for one in reversed(self._entries) if one.kind == kind]
        said = [(one.value if kind in {"note", "owner"} else one.reason, one.batch) for one in log]
        used = Counter(text for text, _ in dict.fromkeys(said) if text)
        return [text for text, _ in used.most_common()]

    def _keep_told(self, batch: str, said: str) -> None:
        """Keep what an action was told to have moved, for the ledger."""
        # The decision itself is on disk: what could not be kept beside it is no reason to say that it failed.
        with suppress(IcpError):
            self.workspace.store.tell(batch, said)

    def _keep_told_of_step(self, taken: Sequence[Decision], said: str) -> None:
        """The same of the last undo or redo of an action."""
        batch = taken[0].batch
        step = next((one for one in reversed(self._entries) if batch in {one.undoes, one.redoes}), None)
        if step is not None:
            self._keep_told(step.batch, said)

    def _keep_seen(self) -> None:
        """Keep who is in the tiers as a person leaves the list."""
        seen = Seen.of(self.scored, self._left)
        # Lost is only who is new the next time; the list is closed all the same.
        with suppress(IcpError):
            self.workspace.store.leave(self.session.profile.icp, seen.as_of, seen.packed())
