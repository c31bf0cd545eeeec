"""The list folder: whole or absent, swept after kills, never anybody else's files."""

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from icp_tui.errors import IcpError
from icp_tui.export.folder import _sweep, check_target, list_folder

OLD, NEW = "old", "new"


def write(folder, text):
    for name in ("tier_a.csv", "receipt.json"):
        (folder / name).write_text(text)


def build(target, text=NEW, *, force=False):
    with list_folder(target, force=force) as folder:
        write(folder, text)


def held(folder):
    return {path.name: path.read_text() for path in folder.iterdir()}


def listing(folder):
    return sorted(path.name for path in folder.iterdir())


WHOLE_OLD = {"tier_a.csv": OLD, "receipt.json": OLD}
WHOLE_NEW = {"tier_a.csv": NEW, "receipt.json": NEW}


@pytest.fixture
def old(tmp_path):
    target = tmp_path / "list"
    build(target, OLD)
    return target


def test_a_new_folder(tmp_path):
    build(tmp_path / "list")
    assert held(tmp_path / "list") == WHOLE_NEW
    assert listing(tmp_path) == ["list"]


def test_an_empty_folder_is_taken(tmp_path):
    (tmp_path / "list").mkdir()
    build(tmp_path / "list")
    assert held(tmp_path / "list") == WHOLE_NEW
    assert listing(tmp_path) == ["list"]


def test_an_old_list_needs_force(old):
    with pytest.raises(IcpError, match=re.escape("holds a list already (--force replaces it)")):
        build(old)
    assert held(old) == WHOLE_OLD
    build(old, force=True)
    assert held(old) == WHOLE_NEW
    assert listing(old.parent) == ["list"]


def test_what_the_new_list_lacks_is_gone(old):
    (old / "tier_z.csv").write_text(OLD)
    build(old, force=True)
    assert held(old) == WHOLE_NEW


@pytest.mark.parametrize("name", ["notes.csv", "plan.docx", ".hidden", "Tier_a.csv", "tier_a.csv.bak", "sub"])
@pytest.mark.parametrize("force", [False, True])
def test_a_folder_with_somebody_s_files_is_left_alone_even_with_force(old, name, force):
    (old / name).mkdir() if name == "sub" else (old / name).write_text("mine")
    with pytest.raises(IcpError, match=re.escape(f"holds files that are no list of ours: {name}")):
        build(old, force=force)
    assert (old / name).exists()
    assert (old / "tier_a.csv").read_text() == OLD


def test_files_that_the_receipt_names_are_ours_and_no_others_in_their_folder(old):
    (old / "excel").mkdir()
    (old / "excel" / "book.xlsx").write_text(OLD)
    (old / "receipt.json").write_text('{"files": [{"name": "excel/book.xlsx"}]}')
    (old / "excel" / "mine.xlsx").write_text("mine")
    with pytest.raises(IcpError, match=re.escape("no list of ours: excel/mine.xlsx")):
        build(old, force=True)
    (old / "excel" / "mine.xlsx").unlink()
    build(old, force=True)
    assert held(old) == WHOLE_NEW


@pytest.mark.parametrize("receipt", ["", "{", "[]", '{"files": 3}', '{"files": [3]}', '{"files": [{}]}'])
def test_a_receipt_that_cannot_be_read_names_nothing(old, receipt):
    (old / "receipt.json").write_text(receipt)
    build(old, force=True)
    (old / "receipt.json").write_text(receipt)
    (old / "notes.csv").write_text("mine")
    with pytest.raises(IcpError, match=re.escape("no list of ours: notes.csv")):
        build(old, force=True)


def test_a_link_to_a_folder_is_not_ours(old, tmp_path):
    (tmp_path / "mine").mkdir()
    (old / "excel").symlink_to(tmp_path / "mine")
    with pytest.raises(IcpError, match=re.escape("no list of ours: excel")):
        build(old, force=True)


def test_csv_files_without_a_receipt_are_no_list(tmp_path):
    (tmp_path / "list").mkdir()
    (tmp_path / "list" / "tier_a.csv").write_text("mine")
    with pytest.raises(IcpError, match="no list of ours"):
        build(tmp_path / "list", force=True)


def test_a_file_in_the_way_and_a_parent_that_is_missing(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(IcpError, match="is a file, not a folder"):
        build(tmp_path / "file", force=True)
    with pytest.raises(IcpError, match="does not exist"):
        build(tmp_path / "missing" / "list")
    assert listing(tmp_path) == ["file"]


def test_the_folder_one_stands_in_is_not_pulled_away(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(IcpError, match="is the folder you are in"):
        check_target(Path(), force=True)


def test_a_link_keeps_pointing_where_it_did(tmp_path):
    real, link = tmp_path / "real", tmp_path / "link"
    build(real, OLD)
    link.symlink_to(real)
    build(link, force=True)
    assert link.is_symlink()
    assert held(real) == WHOLE_NEW
    assert listing(tmp_path) == ["link", "real"]


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), ValueError("a bug"), KeyboardInterrupt()])
def test_a_fault_inside_leaves_the_old_list_and_nothing_else(old, fault):
    with pytest.raises((IcpError, ValueError, KeyboardInterrupt)) as raised, list_folder(old, force=True) as folder:  # noqa: PT012
        (folder / "tier_a.csv").write_text("half")
        raise fault
    assert held(old) == WHOLE_OLD
    assert listing(old.parent) == ["list"]
    if isinstance(fault, OSError):
        assert str(raised.value).endswith(
            "cannot write the list: no space left on device; nothing was written (free some space)"
        )


def test_the_parent_vanishes(tmp_path):
    parent = tmp_path / "parent"
    parent.mkdir()
    with pytest.raises(IcpError, match="nothing was written"), list_folder(parent / "list", force=False) as folder:  # noqa: PT012
        shutil.rmtree(parent)
        write(folder, NEW)


def test_a_folder_that_cannot_be_written():
    if not Path("/proc/self").is_dir():
        pytest.skip("needs a file system that refuses folders even to root, such as Linux's /proc")
    with pytest.raises(IcpError, match=r"cannot write the list: .*; nothing was written"):
        build(Path("/proc/list"))


@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root writes into read-only folders")
def test_a_read_only_folder(tmp_path):
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with pytest.raises(IcpError, match="permission denied; nothing was written"):
            build(tmp_path / "list")
    finally:
        tmp_path.chmod(stat.S_IRWXU)


def test_a_name_that_is_too_long(tmp_path):
    with pytest.raises((IcpError, OSError)):
        build(tmp_path / ("x" * 250))
    assert listing(tmp_path) == []


def test_the_old_list_comes_back_when_the_new_one_cannot_be_put_in_place(old, monkeypatch):
    rename = Path.rename

    def refuse(path, target):
        if ".building-" in path.name:
            raise OSError(5, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(IcpError, match="nothing was written"):
        build(old, force=True)
    assert held(old) == WHOLE_OLD
    assert listing(old.parent) == ["list"]


# Kills itself after the nth rename, or while the files are being written: nothing can clean up.
KILLED = """
import os, signal, sys
from pathlib import Path
from icp_tui.export.folder import list_folder
renames = int(sys.argv[2])
rename = Path.rename
def counted(path, target):
    global renames
    done = rename(path, target)
    renames -= 1
    if renames == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return done
Path.rename = counted
with list_folder(Path(sys.argv[1]), force=True) as folder:
    (folder / "tier_a.csv").write_text("new")
    if renames == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    (folder / "receipt.json").write_text("new")
"""


@pytest.mark.parametrize("renames", [0, 1, 2])
def test_kill_9_leaves_a_whole_list_and_the_next_run_sweeps(old, renames):
    done = subprocess.run([sys.executable, "-c", KILLED, str(old), str(renames)], check=False, timeout=60)
    assert done.returncode == -9
    if renames == 0:
        assert held(old) == WHOLE_OLD
    if renames == 1:
        # Between the two renames the old list stands aside, whole.
        assert not old.exists()
        assert held(old.with_name(".list.replaced")) == WHOLE_OLD
        with pytest.raises(IcpError, match="holds a list already"):
            check_target(old, force=False)
        assert held(old) == WHOLE_OLD
    if renames == 2:
        assert held(old) == WHOLE_NEW
    build(old, "newest", force=True)
    assert set(held(old).values()) == {"newest"}
    assert listing(old.parent) == ["list"]


def test_the_folder_of_a_run_that_lives_is_not_swept(tmp_path):
    alive = tmp_path / f".list.building-{os.getppid()}"
    alive.mkdir()
    build(tmp_path / "list")
    assert listing(tmp_path) == [alive.name, "list"]


def test_sweeping_touches_nothing_that_only_looks_alike(tmp_path):
    (tmp_path / ".list.building-notes").mkdir()
    (tmp_path / ".other.building-999999999").mkdir()
    build(tmp_path / "list")
    assert listing(tmp_path) == [".list.building-notes", ".other.building-999999999", "list"]


def test_a_list_that_could_not_be_put_back_is_never_swept_away(tmp_path):
    # A killed run left the old list aside, and renaming it back fails: it is the only list there is.
    target, aside = tmp_path / "list", tmp_path / ".list.replaced"
    aside.mkdir()
    (aside / "receipt.json").write_text("{}")
    _sweep(target)
    assert (aside / "receipt.json").read_text() == "{}"
