from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest

from icp_tui.errors import IcpError
from icp_tui.review.decisions import mending
from icp_tui.review.decisions.decision import Decision
from icp_tui.review.decisions.mending import mend
from icp_tui.review.decisions.store import Store

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def path(tmp_path):
    """A store with 300 pins whose header is gone."""
    path = tmp_path / "q4.sqlite"
    with contextlib.closing(Store(path)) as store:
        store.append(
            [Decision(kind="pin", account_key=f"{n}.com", value="A", author="dana") for n in range(300)]
        )
    path.write_bytes(bytes(100) + path.read_bytes()[100:])
    return path


def test_the_damaged_file_stays_beside_the_mended_one(path, tmp_path):
    damaged = path.read_bytes()
    (notice,) = mend(path, "its header is gone")
    assert notice == (
        f"the workspace {path} was damaged (its header is gone); it is kept as q4.sqlite.damaged-1, "
        "and 300 decisions were salvaged from it"
    )
    assert (tmp_path / "q4.sqlite.damaged-1").read_bytes() == damaged
    with contextlib.closing(Store(path)) as store:
        assert [one.seq for one in store.log()] == list(range(1, 301))
        assert len(store.undo("dana")) == 300
    assert sorted(one.name for one in tmp_path.iterdir()) == ["q4.sqlite", "q4.sqlite.damaged-1"]


def test_damage_upon_damage_keeps_every_file(path, tmp_path):
    mend(path, "once")
    path.write_bytes(b"\0" * 5000)
    (notice,) = mend(path, "twice")
    assert "q4.sqlite.damaged-2, and 0 decisions" in notice
    assert (tmp_path / "q4.sqlite.damaged-1").exists()


def test_entries_missing_in_between_are_counted(path):
    content = bytearray(path.read_bytes())
    content[8 * 4096 : 9 * 4096] = bytes(4096)
    path.write_bytes(content)
    (notice,) = mend(path, "a page is gone")
    with contextlib.closing(Store(path)) as store:
        kept = len(store.log())
    assert 200 < kept < 300
    assert notice.endswith(
        f"{kept} decisions were salvaged from it, {300 - kept} in between could not be read"
    )


def test_a_file_that_was_never_ours_is_left_alone(tmp_path):
    path = tmp_path / "accounts.csv"
    path.write_text("company,domain\nAcme,acme.com\n")
    with pytest.raises(IcpError, match="is no workspace"):
        mend(path, "it does not begin as a store does")
    assert [one.name for one in tmp_path.iterdir()] == ["accounts.csv"]
    assert path.read_text() == "company,domain\nAcme,acme.com\n"


def test_a_store_that_is_sound_by_now_is_not_touched(path, tmp_path):
    mend(path, "first")
    assert mend(path, "second") == [f"the workspace {path} was damaged; another instance has just mended it"]
    assert not (tmp_path / "q4.sqlite.damaged-2").exists()


@pytest.mark.parametrize("step", ["_copy", "Store", "_flush"])
def test_a_disk_that_fails_at_any_step_leaves_every_decision(path, tmp_path, monkeypatch, step):
    damaged = path.read_bytes()

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(mending, "_sound", lambda _: False)
    monkeypatch.setattr(mending, step, fail)
    with pytest.raises(IcpError, match=r"cannot be set aside: .*No space left on device"):
        mend(path, "its header is gone")
    monkeypatch.undo()
    kept = [one for one in tmp_path.iterdir() if one.read_bytes() == damaged]
    assert kept
    assert not list(tmp_path.glob("*fresh*"))


def test_two_instances_that_find_the_damage_at_once_mend_it_once(path, tmp_path):
    code = """
import sys
from icp_tui.review.decisions.decision import Decision
from icp_tui.review.decisions.workspace import Workspace
sys.stdin.readline()
with Workspace.open(sys.argv[1]) as workspace:
    print(*workspace.notices)
    workspace.store.append([Decision(kind="pin", account_key=sys.argv[2], value="A")])
"""
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code, path, key],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for key in ("dana.com", "lee.com", "kim.com")
    ]  # fmt: skip
    for one in both:
        one.stdin.write("go\n")
        one.stdin.flush()
    said = "".join(one.communicate(timeout=60)[0] for one in both)
    assert [one.returncode for one in both] == [0, 0, 0]
    assert said.count("300 decisions were salvaged") == 1
    with contextlib.closing(Store(path)) as store:
        log = store.log()
    assert len(log) == 303
    assert {one.account_key for one in log} >= {"dana.com", "lee.com", "kim.com"}
    assert len(list(tmp_path.glob("*.damaged-*"))) == 1
