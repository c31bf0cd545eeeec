from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest

from icp_tui.review.decisions.database import PAGE
from icp_tui.review.decisions.decision import Decision
from icp_tui.review.decisions.salvage import salvage
from icp_tui.review.decisions.store import Store


def filled(path, count=300):
    """A closed store with `count` notes, some of which need overflow pages; its log."""
    with contextlib.closing(Store(path)) as store:
        store.append(
            [
                Decision(
                    kind="note",
                    account_key=f"{number}.com",
                    value=f"Größe {number} " * (2000 if number % 50 == 0 else 3),
                    expires=date(2027, 1, 31) if number % 2 else None,
                    author="dana",
                )
                for number in range(count)
            ]
        )
        store.undo("dana")
        return store.log()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "q4.sqlite"


def test_a_sound_store_is_read_whole(path):
    log = filled(path)
    assert len(log) == 301
    assert salvage(path) == log


@pytest.mark.parametrize("size", [16, 100, PAGE])
def test_a_zeroed_header_loses_nothing(path, size):
    log = filled(path)
    content = path.read_bytes()
    path.write_bytes(bytes(size) + content[size:])
    assert salvage(path) == log


def test_a_store_cut_in_half_gives_what_is_left(path):
    log = filled(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    found = salvage(path)
    assert 100 < len(found) < len(log)
    assert set(found) <= set(log)


def test_a_zeroed_page_in_the_middle_costs_only_its_rows(path):
    log = filled(path, 200)
    content = bytearray(path.read_bytes())
    leaves = [at for at in range(PAGE, len(content), PAGE) if content[at] == 0x0D]
    content[leaves[2] : leaves[2] + PAGE] = bytes(PAGE)
    path.write_bytes(content)
    found = salvage(path)
    assert set(found) < set(log)
    assert len(log) - len(found) < PAGE // 60


def test_a_flipped_byte_costs_a_page_or_changes_one_entry(path):
    log = filled(path, 30)
    content = path.read_bytes()
    for at in range(PAGE, len(content), 37):
        damaged = bytearray(content)
        damaged[at] ^= 0xFF
        path.write_bytes(damaged)
        found = salvage(path)
        assert len(found) > len(log) - PAGE // 100
        assert len(set(found) - set(log)) <= 1


def test_the_committed_part_of_the_log_beside_it_is_read(path, tmp_path):
    copy = tmp_path / "copy.sqlite"
    with contextlib.closing(Store(path)) as store:
        for number in range(3):
            store.append([Decision(kind="pin", account_key=f"{number}.com", value="A", author="dana")])
        log, wal = store.log(), Path(f"{path}-wal").read_bytes()
        copy.write_bytes(bytes(path.stat().st_size))
    Path(f"{copy}-wal").write_bytes(wal)
    assert salvage(copy) == log
    for torn in (wal[:-1], wal[:-1] + bytes([wal[-1] ^ 0xFF])):
        Path(f"{copy}-wal").write_bytes(torn)
        assert salvage(copy) == log[:2]


@pytest.mark.parametrize(
    "content", [b"", b"company,domain\nAcme,acme.com\n" * 500, b"\x0d" * 20_000, bytes(9000)]
)
def test_what_was_never_a_store_gives_nothing(path, content):
    path.write_bytes(content)
    assert salvage(path) == []
