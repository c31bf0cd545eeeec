"""One instance at a time changes a file that several may have open."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

_PATIENCE = 30.0  # seconds to wait for another instance
# What a disk says that is full or broken: waiting for it would only hold the person up.
_HOPELESS = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC})


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Nobody else who asks this way works on `path` meanwhile; OSError when its folder or the wait forbids it.

    SQLite's lock ends with its process, so a crash leaves none behind.
    """
    beside = path.with_name(path.name + ".mending")
    with closing(_locked(beside)):
        try:
            yield
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def _locked(beside: Path) -> sqlite3.Connection:
    end = time.monotonic() + _PATIENCE
    while True:
        before = _identity(beside)
        try:
            lock = sqlite3.connect(beside, timeout=_PATIENCE, isolation_level=None)
        except sqlite3.OperationalError as error:
            raise OSError(str(error)) from error
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            lock.close()
            hopeless = error.sqlite_errorcode in _HOPELESS or not os.access(beside.parent, os.W_OK)
            if hopeless or time.monotonic() > end:
                raise OSError(str(error)) from error
            time.sleep(0.02)
            continue
        # The instance before us may have deleted the file that we waited for, and another made a new one.
        if before is not None and _identity(beside) == before:
            return lock
        lock.close()


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another that bears its name later; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_ctime_ns
