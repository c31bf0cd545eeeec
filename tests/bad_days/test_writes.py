"""Whatever is written survives: death at each step, a full disk, damage, and two instances at once."""

import os
import time
from contextlib import suppress

import pytest

from bad_days.writes import WRITES, dies_at, refused
from icp_tui.errors import IcpError

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs POSIX")
MOST_STEPS = 60
each = pytest.mark.parametrize("one", WRITES, ids=lambda one: one.name)


@pytest.fixture(autouse=True)
def home(monkeypatch):
    # The writes set it.
    monkeypatch.setenv("ICP_TUI_HOME", "")


@each
def test_kill_9_before_each_step_on_disk_leaves_the_old_or_the_new(one, tmp_path):
    ends = []
    for step in range(1, MOST_STEPS):
        folder = tmp_path / str(step)
        folder.mkdir()
        one.write(folder, 1)
        assert one.read(folder) == {1}
        ends.append(dies_at(step, lambda folder=folder: one.write(folder, 2)))
        now = one.read(folder)
        if ends[-1] == 0:
            # What it acknowledged is there.
            assert now == ({1, 2} if one.keeps else {2})
            break
        assert ends[-1] == -9
        assert now in ([{1}, {1, 2}] if one.keeps else [{1}, {2}])
        # And the next one finds nothing in its way.
        if now == {1}:
            assert not refused(lambda folder=folder: one.write(folder, 2))
        assert 2 in one.read(folder)
    assert ends[-1] == 0, "it never came to its end"
    assert len(ends) > 1, "no step was seen"


@each
@pytest.mark.parametrize("left", [0, 20])
def test_a_full_disk_is_said_and_what_was_there_stays(one, left, tmp_path):
    resource = pytest.importorskip("resource")
    one.write(tmp_path, 1)

    def full():
        resource.setrlimit(resource.RLIMIT_FSIZE, (left, left))
        return one.write(tmp_path, 2)

    began = time.monotonic()
    assert dies_at(0, full) == 3
    # Nobody waits for a disk that is full.
    assert time.monotonic() - began < 10
    assert one.read(tmp_path) == {1}
    assert not refused(lambda: one.write(tmp_path, 2))
    assert 2 in one.read(tmp_path)


@each
@pytest.mark.parametrize("damage", ["empty", "zeroed", "cut", "garbage", "a folder", "half an end"])
def test_damage_is_lived_with_and_never_deleted(one, damage, tmp_path):
    one.write(tmp_path, 1)
    if not one.file:
        pytest.skip("a profile that is damaged is the person's own to mend")
    path = next(tmp_path.glob(one.file))
    sound = path.read_bytes()
    for beside in tmp_path.glob(f"{path.name}-*"):
        beside.unlink()
    path.unlink()
    if damage == "a folder":
        path.mkdir()
    else:
        path.write_bytes({
            "empty": b"", "zeroed": bytes(len(sound)), "cut": sound[: len(sound) // 2], "garbage": os.urandom(2000),
            "half an end": sound[:-3],
        }[damage])  # fmt: skip
    # Read or refused in words; written or refused in words: nothing else may happen.
    with suppress(IcpError, KeyError):
        assert one.read(tmp_path) <= {1}
    refused(lambda: one.write(tmp_path, 2))
    with suppress(IcpError, KeyError):
        assert one.read(tmp_path) <= {1, 2}


@each
def test_two_instances_at_once_lose_nothing(one, tmp_path):
    if not one.keeps or one.refuses:
        pytest.skip("the last one counts, or is refused")
    children = []
    for first in (1, 2):
        child = os.fork()
        if not child:
            code = 1
            with suppress(BaseException):
                code = int(any(refused(lambda n=n: one.write(tmp_path, n)) for n in range(first, 19, 2)))
            os._exit(code)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0]
    assert one.read(tmp_path) == set(range(1, 19))
