"""The append-only log of decisions: one SQLite file.

What `append`, `undo` and `redo` have returned from is on disk, through a crash and a power cut. Two
instances may write to one store at once. SQLite's own files beside it (`-wal`, `-shm`) are part of
the store while it is open and vanish with the last instance that closes it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple
from uuid import uuid4

from icp_tui.errors import IcpError
from icp_tui.review.decisions.database import COLUMNS, connect, in_words
from icp_tui.review.decisions.decision import STEPS, Decision, Kind, check, standing, steps, user

# Put together from names of our own; whatever a person says goes in as a value.
_INSERT = f"INSERT INTO decisions ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM decisions"  # noqa: S608
# What was read in for others bears the name of who did it after its batch: theirs to undo, not the authors'.
_STEPS = (
    "SELECT kind, batch, undoes, redoes FROM decisions"
    " WHERE (author = ?1 AND instr(batch, '/') = 0) OR substr(batch, 33) = '/' || ?1 ORDER BY seq"
)
_TEXTS = tuple(one.name for one in fields(Decision) if one.name not in {"seq", "expires", "kind"})


class _Step(NamedTuple):
    """As much of an entry as tells what can be undone and redone: a long log is read for it each time."""

    kind: Kind
    batch: str
    undoes: str | None
    redoes: str | None


def now() -> datetime:
    """The present time, in UTC."""
    return datetime.now(UTC)


class Store:
    """The decisions of one workspace. Methods may be called from any thread.

    Opening raises DamagedError for a file that is no sound store, and IcpError for one that is newer,
    foreign, locked or not writable; in each case the file is left as it was.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime] = now) -> None:
        self.path = path
        self._clock = clock
        self._lock = threading.RLock()
        self._connection = connect(path)
        self._inode = _inode(path)

    def close(self) -> None:
        """Let go of the file; a second call does nothing."""
        with self._lock:
            self._connection.close()

    def append(self, decisions: Sequence[Decision], *, by: str | None = None, after: int | None = None) -> list[Decision]:
        """Log `decisions` as one action, all or none; on disk when it returns.

        `by` is who reads in what others have decided, and may undo it in one step; else the author may.
        `after` is the last entry that was weighed (0 for an empty log), where nobody may have added one since.
        Returns them as logged, with seq, at and batch. Raises IcpError when a reason is missing, when the
        log has gone on after `after`, or when the disk refuses; then nothing is logged.
        """
        check(decisions)
        with self._writing():
            # Only now can no other instance write in between.
            if after is not None and self._last() != after:
                raise IcpError("the workspace has changed meanwhile; nothing was decided", hint="run it again")
            return self._log(decisions, uuid4().hex + (f"/{_plain(by)}" if by else "")) if decisions else []

    def adopt(self, salvaged: Iterable[Decision]) -> None:
        """Log entries as they are, seq and batch included; for a fresh store only."""
        with self._writing():
            self._connection.executemany(_INSERT, [_row(one) for one in salvaged])

    def log(self) -> list[Decision]:
        """Every entry, undo and redo included, in seq order."""
        return self._read(_SELECT + " ORDER BY seq")

    def changed_since(self, seq: int) -> list[Decision]:
        """The entries after `seq`, whichever instance wrote them."""
        return self._read(_SELECT + " WHERE seq > ? ORDER BY seq", seq)

    def tell(self, batch: str, said: str) -> None:
        """Keep what an action was told to have moved; what was told first stays. IcpError when the disk refuses."""
        with self._writing():
            self._connection.execute("INSERT OR IGNORE INTO told (batch, said) VALUES (?, ?)", (batch, _plain(said)))

    def told(self) -> dict[str, str]:
        """What each action was told to have moved, by its batch; older actions have nothing."""
        with self._lock, in_words(self.path):
            return dict(self._connection.execute("SELECT batch, said FROM told"))

    def leave(self, icp: str, as_of: date, members: bytes) -> None:
        """Keep who is in the tiers of the profile called `icp`, as `Seen` packs it, as a person leaves the list."""
        row = (_plain(icp), self._clock().isoformat(timespec="seconds"), as_of.isoformat(), members)
        with self._writing():
            self._connection.execute("INSERT OR REPLACE INTO seen (icp, at, as_of, members) VALUES (?, ?, ?, ?)", row)

    def left(self, icp: str) -> tuple[date, bytes] | None:
        """The date of the list that a person last left with this profile, and who was in its tiers; None the first time."""
        with self._lock, in_words(self.path):
            row = self._connection.execute("SELECT as_of, members FROM seen WHERE icp = ?", (_plain(icp),)).fetchone()
        try:
            return (date.fromisoformat(row[0]), bytes(row[1])) if row else None
        except (TypeError, ValueError):
            return None

    def standing(self, as_of: date) -> list[Decision]:
        """The decisions that are neither taken back nor expired on `as_of`, in seq order."""
        return standing(self.log(), as_of)

    def undo(self, author: str | None = None) -> list[Decision] | None:
        """Take back the author's last action that stands; what it was, or None when there is none."""
        return self._step("undo", author or user())

    def redo(self, author: str | None = None) -> list[Decision] | None:
        """Bring back what the author's last undo took; None after a new decision, or without undo."""
        return self._step("redo", author or user())

    def undo_read(self, author: str) -> list[Decision] | None:
        """Take back the author's last action that stands if it was read in for others; what it was, or None when it was not."""
        return self._step("undo", author, read=True)

    def _step(self, kind: Literal["undo", "redo"], author: str, *, read: bool = False) -> list[Decision] | None:
        with self._writing():
            done, undone = steps(map(_Step._make, self._connection.execute(_STEPS, (_plain(author),))))
            batches = done if kind == "undo" else undone
            if not batches or (read and "/" not in batches[-1]):
                return None
            batch = batches[-1]
            undoes, redoes = (batch, None) if kind == "undo" else (None, batch)
            self._log([Decision(kind=kind, author=author, undoes=undoes, redoes=redoes)], uuid4().hex)
        taken = self._read(_SELECT + " WHERE batch = ? ORDER BY seq", batch)
        return [one for one in taken if one.kind not in STEPS and ("/" in batch or one.author == _plain(author))]

    def _last(self) -> int:
        """The number of the last entry; 0 for an empty log."""
        return int(self._connection.execute("SELECT COALESCE(MAX(seq), 0) FROM decisions").fetchone()[0])

    def _log(self, decisions: Sequence[Decision], batch: str) -> list[Decision]:
        at = self._clock().isoformat(timespec="milliseconds")
        logged = []
        for one in decisions:
            texts: dict[str, Any] = {name: _plain(getattr(one, name)) for name in _TEXTS}
            entry = replace(one, **texts | {"at": at, "batch": batch})
            seq = self._connection.execute(_INSERT, (None, *_row(entry)[1:])).lastrowid
            logged.append(replace(entry, seq=seq or 0))
        return logged

    def _read(self, query: str, *values: object) -> list[Decision]:
        with self._lock, in_words(self.path):
            return [_decision(row) for row in self._connection.execute(query, values)]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._lock, in_words(self.path):
            # Writes to a file that was moved or deleted under us would be acknowledged and lost.
            if _inode(self.path) != self._inode:
                raise IcpError(
                    f"the workspace {self.path} was moved, replaced or deleted while open; not saved",
                    hint="put it back, or close and open it again",
                )
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")


def _inode(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _plain(text: str | None) -> str | None:
    """`text` without lone surrogates, which no file can hold."""
    return None if text is None else text.encode("utf-8", "replace").decode("utf-8")


def _row(one: Decision) -> tuple[object, ...]:
    told = {name: getattr(one, name) for name in COLUMNS}
    return tuple((told | {"expires": one.expires.isoformat() if one.expires else None}).values())


def _decision(row: Sequence[object]) -> Decision:
    told: dict[str, Any] = dict(zip(COLUMNS, row, strict=True))
    expires = told["expires"]
    return Decision(**told | {"expires": date.fromisoformat(expires) if expires else None})
