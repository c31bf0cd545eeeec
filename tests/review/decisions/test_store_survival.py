"""What a store keeps when processes die, disks refuse and instances collide."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from icp_tui.review.decisions.decision import Decision
from icp_tui.review.decisions.store import Store

ROOT = Path(__file__).resolve().parents[3]
TODAY = date(2026, 11, 21)


def pin(key, value="A", author="dana", **told):
    return Decision(kind="pin", account_key=key, value=value, author=author, **told)


def keys(decisions):
    return [one.account_key for one in decisions]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "q4.sqlite"


def test_a_disk_that_refuses_to_grow_a_file_is_said(path):
    code = """
import resource, signal, sys
from pathlib import Path
from icp_tui.errors import IcpError
from icp_tui.review.decisions.decision import Decision
from icp_tui.review.decisions.store import Store
store = Store(Path(sys.argv[1]))
store.append([Decision(kind="pin", account_key="acme.com", value="A")])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 15, 1 << 15))
try:
    for _ in range(50):
        store.append([Decision(kind="note", account_key="acme.com", value="x" * 5000)])
except IcpError as error:
    print(len(store.log()), error)
"""
    pytest.importorskip("resource", reason="limits need POSIX")
    said = subprocess.run(
        [sys.executable, "-c", code, path], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    ).stdout
    count, words = said.split(" ", 1)
    assert "the workspace" in words
    assert "(free some space" in words
    with contextlib.closing(Store(path)) as store:
        assert len(store.log()) == int(count) >= 1


DECIDE = """
import sys
from pathlib import Path
from icp_tui.review.decisions.decision import Decision
from icp_tui.review.decisions.store import Store
store = Store(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    pair = [Decision(kind="pin", account_key=f"{sys.argv[2]}-{number}", value=tier, author=sys.argv[2]) for tier in "AB"]
    store.append(pair)
    print(number, flush=True)
"""


def deciding(path, author, count):
    return subprocess.Popen(
        [sys.executable, "-c", DECIDE, path, author, str(count)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def test_two_processes_that_write_at_once_lose_nothing(path):
    both = [deciding(path, author, 100) for author in ("dana", "lee")]
    for one in both:
        one.communicate(timeout=120)
        assert one.returncode == 0
    with contextlib.closing(Store(path)) as store:
        log = store.log()
    assert [one.seq for one in log] == list(range(1, 401))
    for author in ("dana", "lee"):
        mine = [one.account_key for one in log if one.author == author]
        assert mine == [f"{author}-{number}" for number in range(100) for _ in "AB"]


@pytest.mark.parametrize("attempt", range(5))
def test_instances_that_make_one_store_at_once_all_get_it(path, attempt):
    together = [deciding(path, f"{author}-{attempt}", 3) for author in ("dana", "lee", "kim")]
    for one in together:
        one.communicate(timeout=120)
    assert [one.returncode for one in together] == [0, 0, 0]
    with contextlib.closing(Store(path)) as store:
        assert len(store.log()) == 18


@pytest.mark.parametrize("acknowledged", range(0, 24, 3))
def test_kill_9_keeps_what_was_acknowledged_and_no_half_action(path, acknowledged):
    process = deciding(path, "dana", 10_000)
    for _ in range(acknowledged + 1):
        said = int(process.stdout.readline())
    process.send_signal(signal.SIGKILL)
    rest = process.communicate(timeout=60)[0].split()
    said = int(rest[-1]) if rest else said
    with contextlib.closing(Store(path)) as store:
        log = store.log()
        assert keys(log)[: 2 * (said + 1)] == [f"dana-{number}" for number in range(said + 1) for _ in "AB"]
        assert len(log) % 2 == 0
        assert store.append([pin("after.com")])[0].seq == len(log) + 1


KILLED_INSIDE = """
import os, signal, sys
from pathlib import Path
from icp_tui.review.decisions import database
from icp_tui.review.decisions.decision import Decision
from icp_tui.review.decisions.store import Store
left = int(sys.argv[2])
def step(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
plain = database._prepare
def prepare(connection, path):
    connection.set_trace_callback(step)
    plain(connection, path)
database._prepare = prepare
store = Store(Path(sys.argv[1]))
print("open", flush=True)
for key in ("acme.com", "globex.com"):
    store.append([Decision(kind="pin", account_key=key, value=tier, author="dana") for tier in "AB"])
    print(key, flush=True)
store.undo("dana")
print("undone", flush=True)
"""


def test_kill_9_before_each_statement_from_creation_to_undo(tmp_path):
    ended = set()
    for statement in range(1, 60):
        path = tmp_path / f"{statement}.sqlite"
        process = subprocess.run(
            [sys.executable, "-c", KILLED_INSIDE, path, str(statement)],
            cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        said = process.stdout.split()
        with contextlib.closing(Store(path)) as store:
            acknowledged = [key for key in said if key.endswith(".com") for _ in "AB"]
            pins = keys(one for one in store.log() if one.kind == "pin")
            assert pins[: len(acknowledged)] == acknowledged
            assert len(pins) % 2 == 0
            if "undone" in said:
                assert keys(store.standing(TODAY)) == ["acme.com"] * 2
        ended.add(len(said))
        if process.returncode == 0:
            break
    # Some runs died while the store was made, some in each action, and one finished.
    assert ended == {0, 1, 2, 3, 4}


def test_a_power_cut_at_any_byte_of_the_log_leaves_whole_actions(path, tmp_path):
    with contextlib.closing(Store(path)) as store:
        for number in range(4):
            store.append([pin(f"{number}.com", "A"), pin(f"{number}.com", "B")])
        main, wal = path.read_bytes(), Path(f"{path}-wal").read_bytes()
    seen = set()
    for number, cut in enumerate([*range(0, len(wal), 700), len(wal)]):
        torn = tmp_path / f"torn-{number}.sqlite"
        torn.write_bytes(main)
        Path(f"{torn}-wal").write_bytes(wal[:cut])
        with contextlib.closing(Store(torn)) as store:
            found = keys(store.log())
        assert found == [f"{action}.com" for action in range(len(found) // 2) for _ in "AB"]
        seen.add(len(found))
    assert seen == {0, 2, 4, 6, 8}
