"""Bad days of a build: a full disk, kill -9, SIGTERM, a folder that vanishes. The old list stays whole."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest
from runs import code, environment, files, icp, inputs, start

posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")
DAYS = ("2026-11-20", "2026-11-21")


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A source that takes a while, its profile, and the two whole lists that it gives on two days."""
    folder = tmp_path_factory.mktemp("large")
    rows = "".join(
        f"Company {n},c{n}.example.com,{n % 900},{('US', 'DE', 'FR')[n % 3]},{('dana', 'lee')[n % 2]}\n" for n in range(60_000)
    )
    source, yaml = inputs(folder, "Company,Website,Employees,Country,Owner\n" + rows.replace(".example.com", "-corp.com"))
    whole = {}
    for day in DAYS:
        assert code("build", source, "-p", yaml, "-o", folder / day, "--as-of", day, "-q") == 0
        whole[day] = files(folder / day)
    assert whole[DAYS[0]] != whole[DAYS[1]]
    return source, yaml, whole


@pytest.fixture
def old(large, tmp_path):
    """A folder that holds the list of the first day."""
    source, *_ = large
    shutil.copytree(source.parent / DAYS[0], tmp_path / "list")
    return tmp_path / "list"


def args(large, target):
    source, yaml, _ = large
    return ("build", source, "-p", yaml, "-o", target, "--as-of", DAYS[1], "-q", "--force")


def wait_for(condition, process, seconds=60.0):
    end = time.monotonic() + seconds
    while not condition() and process.poll() is None and time.monotonic() < end:
        time.sleep(0.001)


def writing(target):
    """Whether some run has begun to write beside the target."""
    with contextlib.suppress(FileNotFoundError):
        return any(any(path.iterdir()) for path in target.parent.glob(".list.building-*"))
    return False


@posix
@pytest.mark.parametrize("moment", ["reading", "writing", "late"])
def test_kill_9_leaves_a_whole_list_and_the_next_run_sweeps(large, old, moment):
    _, _, whole = large
    process = start(*args(large, old))
    if moment == "reading":
        time.sleep(0.3)
    else:
        wait_for(lambda: writing(old), process)
        time.sleep(0.05 if moment == "late" else 0)
    process.kill()
    process.wait()
    assert process.returncode == -signal.SIGKILL or moment == "late"
    # Whole: the old list or the new one, and never a mixture.
    kept = files(old) or files(old.with_name(".list.replaced"))
    assert kept in (whole[DAYS[0]], whole[DAYS[1]])
    assert icp(*args(large, old)).returncode == 0
    assert files(old) == whole[DAYS[1]]
    assert os.listdir(old.parent) == ["list"]  # noqa: PTH208


@posix
@pytest.mark.parametrize(("sent", "left"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_polite_end_cleans_up_at_once(large, old, sent, left):
    _, _, whole = large
    process = start(*args(large, old))
    wait_for(lambda: writing(old), process)
    process.send_signal(sent)
    process.wait(60)
    if process.returncode == 0:
        pytest.skip("the run had ended before the signal came")
    assert process.returncode == left
    assert files(old) in (whole[DAYS[0]], whole[DAYS[1]])
    assert os.listdir(old.parent) == ["list"]  # noqa: PTH208


@posix
@pytest.mark.parametrize("most", [2_000, 1_500_000])
def test_a_full_disk_is_said_in_a_line_and_the_old_list_stays(large, old, most):
    resource = pytest.importorskip("resource")
    _, _, whole = large
    sizes = sorted(len(data) for data in whole[DAYS[1]].values())
    assert most < sizes[-1], "the limit must bite"

    done = icp(*args(large, old), preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"error: {old}: cannot write the list: ")
    assert "nothing was written" in done.stderr
    assert done.stderr.count("\n") == 1
    assert files(old) == whole[DAYS[0]]
    assert os.listdir(old.parent) == ["list"]  # noqa: PTH208


@posix
def test_the_folder_vanishes_while_it_is_written_into(large, tmp_path):
    parent = tmp_path / "parent"
    parent.mkdir()
    process = start(*args(large, parent / "list"), stderr=subprocess.PIPE)
    wait_for(lambda: writing(parent / "list"), process)
    while process.poll() is None and parent.exists():
        with contextlib.suppress(OSError):
            shutil.rmtree(parent)
    _, err = process.communicate(timeout=60)
    if process.returncode == 0:
        pytest.skip("the run had ended before the folder was gone")
    assert process.returncode == 1
    assert err.decode().startswith("error: ")
    assert b"Traceback" not in err
    assert not parent.exists()


@posix
def test_two_runs_into_one_folder_leave_one_whole_list(large, tmp_path):
    _, _, whole = large
    target = tmp_path / "list"
    runs = [start(*args(large, target)) for _ in range(2)]
    left = [run.wait(120) for run in runs]
    assert 0 in left
    assert set(left) <= {0, 1}
    assert files(target) == whole[DAYS[1]]
    assert os.listdir(tmp_path) == ["list"]  # noqa: PTH208


def test_a_source_that_is_in_the_folder_to_be_replaced_is_read_first(large, old):
    source, yaml, _ = large
    assert code("build", old / "tier_a.csv", "-p", yaml, "-o", old, "--as-of", DAYS[1], "-q", "--force") == 0
    assert files(old)["tier_a.csv"].count(b"\n") == 1 + 2
    assert source.exists()


def test_input_files_are_never_written(large):
    source, yaml, _ = large
    before = [(path.stat().st_mtime_ns, path.stat().st_size) for path in (source, yaml)]
    for command in (("check", yaml, source), ("columns", source), ("explain", source, "-p", yaml, "c7-corp.com")):
        assert code(*command, "--quiet") == 0
    assert [(path.stat().st_mtime_ns, path.stat().st_size) for path in (source, yaml)] == before


@posix
def test_a_pipe_or_device_is_named_and_never_waited_for(tmp_path):
    _, yaml = inputs(tmp_path)
    os.mkfifo(tmp_path / "pipe.csv")
    done = icp("build", tmp_path / "pipe.csv", "/dev/zero", "-p", yaml, "-o", tmp_path / "list")
    assert done.returncode == 1
    assert [line.split(": ")[2].split(" (")[0] for line in done.stderr.splitlines()] == [
        "a pipe, not a file", "a device, not a file",
    ]  # fmt: skip


def test_no_memory_is_said(tmp_path, capsys, monkeypatch):
    inputs(tmp_path)

    def refuse(_):
        raise MemoryError

    monkeypatch.setattr("icp_tui.commands.columns.run", refuse)
    assert code("columns", tmp_path / "accounts.csv") == 1
    assert capsys.readouterr().err.startswith("error: not enough memory for this list")


@posix
def test_a_bug_inside_is_not_dressed_up_as_the_user_s_mistake():
    script = (
        "import icp_tui.commands.schema as schema\nfrom icp_tui.cli import run\n"
        "def bug(_): raise RuntimeError('bug')\nschema.run = bug\nrun(['schema'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True, env=environment(), timeout=60
    )
    assert "RuntimeError: bug" in done.stderr
