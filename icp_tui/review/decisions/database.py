"""The SQLite file under a store: its schema, what opening checks, and its errors in words."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from icp_tui.errors import IcpError

VERSION = 2
APPLICATION = int.from_bytes(b"ICPT", "big")
MAGIC = b"SQLite format 3\0"
PAGE = 4096
PATIENCE = 10.0  # seconds to wait for another instance's write

COLUMNS = (
    "seq", "at", "author", "kind", "account_key", "name", "domain", "linkedin_slug", "crm_id",
    "value", "reason", "expires", "batch", "undoes", "redoes",
)  # fmt: skip

_SCHEMA = (
    """CREATE TABLE decisions (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    kind TEXT NOT NULL,
    account_key TEXT NOT NULL,
    name TEXT,
    domain TEXT,
    linkedin_slug TEXT,
    crm_id TEXT,
    value TEXT,
    reason TEXT,
    expires TEXT,
    batch TEXT NOT NULL,
    undoes TEXT,
    redoes TEXT
)""",
    "CREATE TRIGGER append_only_1 BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'append only'); END",
    "CREATE TRIGGER append_only_2 BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'append only'); END",
    f"PRAGMA application_id = {APPLICATION}",
)
# What version 2 has beside the log: what each action was told to have moved, and who was in the tiers
# when a person last left. Neither is needed to know what was decided.
_BESIDE = (
    "CREATE TABLE IF NOT EXISTS told (batch TEXT PRIMARY KEY, said TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS seen (icp TEXT PRIMARY KEY, at TEXT NOT NULL, as_of TEXT NOT NULL, members BLOB NOT NULL)",
    f"PRAGMA user_version = {VERSION}",
)


class DamagedError(Exception):
    """The file is no store, or no longer one; the text says in what way."""


def connect(path: Path) -> sqlite3.Connection:
    """A connection to the store at `path`, made when there is none; synchronous, in autocommit mode.

    Raises DamagedError for a file that is no sound store, and IcpError for one that is newer, foreign,
    locked or not writable; in each case the file is left as it was.
    """
    with in_words(path, opening=True):
        _look(path)
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def _look(path: Path) -> None:
    """Refuse, before SQLite touches it, a file that is damaged, foreign or of a newer version."""
    if not path.exists():
        return
    with path.open("rb") as file:
        head = file.read(100)
    if not os.access(path, os.W_OK):
        raise IcpError(f"the workspace {path} is read-only", hint=_MENDS["access"])
    wal = path.with_name(path.name + "-wal")
    logged = wal.exists() and wal.stat().st_size > 0
    # SQLite would take an empty file for a new store and delete the log beside it.
    if not head and logged:
        raise DamagedError("it is empty")
    if head and not head.startswith(MAGIC):
        raise DamagedError("it does not begin as a store does")
    if head:
        _refuse(int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big"), path)
        # SQLite would read zeros in the place of the missing bytes; with a log it knows better.
        if not logged and path.stat().st_size % (int.from_bytes(head[16:18], "big") or 1):
            raise DamagedError("its end is missing")


def _refuse(application: int, version: int, path: Path) -> None:
    if application not in {0, APPLICATION}:
        raise IcpError(f"{path} belongs to another program", hint="choose another --workspace")
    if version > VERSION and application == APPLICATION:
        raise IcpError(
            f"the workspace {path} was written by a newer icp-tui (format {version}, this one reads {VERSION})",
            hint="update icp-tui, or choose another --workspace; the file was left alone",
        )


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute(f"PRAGMA page_size = {PAGE}")
    # One transaction, since another instance may be making the store at this moment.
    connection.execute("BEGIN")
    application, version, tables = _contents(connection)
    connection.execute("COMMIT")
    _refuse(application, version, path)
    if application == 0 and tables:
        raise IcpError(f"{path} belongs to another program", hint="choose another --workspace")
    _patiently(lambda: connection.execute("PRAGMA journal_mode = WAL"))
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")
    connection.execute("BEGIN IMMEDIATE")
    application, version, _ = _contents(connection)
    for statement in (*(_SCHEMA if application == 0 else ()), *(_BESIDE if version < VERSION else ())):
        connection.execute(statement)
    connection.execute("COMMIT")
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise DamagedError("its pages do not fit together")
    names = tuple(row[1] for row in connection.execute("PRAGMA table_info(decisions)"))
    if names != COLUMNS:
        raise DamagedError("its table of decisions is missing or changed")


def _contents(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """The application, the version and the number of tables."""
    queries = ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
    application, version, tables = (int(connection.execute(query).fetchone()[0]) for query in queries)
    return application, version, tables


def _patiently(act: Callable[[], object]) -> None:
    """`act`, again while another instance changes the journal mode: SQLite does not wait for that."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            act()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.01)
        else:
            return


@contextmanager
def in_words(path: Path, *, opening: bool = False) -> Iterator[None]:
    """SQLite's and the system's errors as an IcpError with the mend; damage found while opening as such."""
    try:
        yield
    except OSError as error:
        raise IcpError(
            f"the workspace {path} cannot be read: {error.strerror}", hint=_MENDS["access"]
        ) from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            if opening:
                raise DamagedError("it cannot be read as a store") from error
            raise IcpError(
                f"the workspace {path} was damaged while open; not saved", hint=_MENDS["damage"]
            ) from error
        cause, mend = _CAUSES.get(code, (str(error), "access"))
        raise IcpError(f"the workspace {path} cannot be used: {cause}", hint=_MENDS[mend]) from error


_MENDS = {
    "access": "make the file and its folder writable, or choose another --workspace",
    "space": "free some space and try again; nothing that was saved before is lost",
    "wait": "close the other program that holds it, and try again",
    "damage": "close and open it again: it is then set aside and what can be read is salvaged",
}
_CAUSES = {
    sqlite3.SQLITE_FULL: ("the disk is full", "space"),
    sqlite3.SQLITE_IOERR: ("the disk could not be written or read", "space"),
    sqlite3.SQLITE_BUSY: (f"another program has kept it locked for {PATIENCE:.0f} seconds", "wait"),
    sqlite3.SQLITE_LOCKED: ("another program keeps it locked", "wait"),
    sqlite3.SQLITE_READONLY: ("it, or its folder, is read-only", "access"),
    sqlite3.SQLITE_CANTOPEN: ("it cannot be opened for writing in its folder", "access"),
    sqlite3.SQLITE_PERM: ("no permission", "access"),
}
