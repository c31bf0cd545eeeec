from __future__ import annotations

import contextlib
import os
import sqlite3

import pytest

from icp_tui.errors import IcpError
from icp_tui.review.decisions.database import DamagedError
from icp_tui.review.decisions.decision import Decision
from icp_tui.review.decisions.store import Store

ACME = Decision(kind="pin", account_key="acme.com", value="A", author="dana")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "q4.sqlite"


def test_a_newer_store_is_refused_and_left_alone(path):
    with contextlib.closing(Store(path)) as store:
        store.append([ACME])
    with contextlib.closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA user_version = 3")
    before = path.read_bytes()
    with pytest.raises(IcpError, match=r"written by a newer icp-tui \(format 3, this one reads 2\)"):
        Store(path)
    assert path.read_bytes() == before


def first_version(path):
    """A store as the first version made it."""
    with contextlib.closing(Store(path)) as store:
        store.append([ACME])
    with contextlib.closing(sqlite3.connect(path)) as old:
        old.executescript("DROP TABLE told; DROP TABLE seen; PRAGMA user_version = 1")


def test_a_store_of_the_first_version_is_opened_with_all_it_holds(path):
    first_version(path)
    with contextlib.closing(Store(path)) as store:
        (one,) = store.log()
        assert (one.kind, one.account_key, one.value) == ("pin", "acme.com", "A")
        assert store.told() == {}
        assert store.left("Small") is None
        store.tell(one.batch, "Pinned Acme to A.")
    with contextlib.closing(Store(path)) as store:
        assert store.told() == {one.batch: "Pinned Acme to A."}
        assert [entry.seq for entry in store.log()] == [1]


def test_another_window_may_go_on_with_a_store_that_is_brought_up_meanwhile(path):
    first_version(path)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as old:
        old.execute("PRAGMA journal_mode = WAL")
        assert old.execute("SELECT count(*) FROM decisions").fetchone() == (1,)
        with contextlib.closing(Store(path)) as store:
            store.append([ACME])
            assert old.execute("SELECT count(*) FROM decisions").fetchone() == (2,)


def test_a_database_of_another_program_is_refused_and_left_alone(path):
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()
    with pytest.raises(IcpError, match="belongs to another program"):
        Store(path)
    assert path.read_bytes() == before


def test_a_store_without_its_table_is_damaged(path):
    Store(path).close()
    with contextlib.closing(sqlite3.connect(path)) as broken:
        broken.execute("DROP TABLE decisions")
    with pytest.raises(DamagedError):
        Store(path)


def test_a_store_held_by_another_program_is_said(path, monkeypatch):
    monkeypatch.setattr("icp_tui.review.decisions.database.PATIENCE", 0.05)
    Store(path).close()
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(IcpError, match="another program has kept it locked"):
            Store(path)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes into read-only folders"
)
def test_a_read_only_folder_is_said_with_the_mend(path, tmp_path):
    with contextlib.closing(Store(path)) as store:
        store.append([ACME])
    before = path.read_bytes()
    tmp_path.chmod(0o500)
    try:
        for one in (path, tmp_path / "new.sqlite"):
            with pytest.raises(IcpError, match=r"make the file and its folder writable, or choose another"):
                Store(one)
        tmp_path.chmod(0o700)
        path.chmod(0o400)
        with pytest.raises(IcpError, match=r"is read-only \(make the file and its folder writable"):
            Store(path)
        assert path.read_bytes() == before
    finally:
        tmp_path.chmod(0o700)
