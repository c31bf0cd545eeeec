from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from icp_tui.errors import IcpError
from icp_tui.review.decisions import workspace
from icp_tui.review.decisions.decision import Decision
from icp_tui.review.decisions.store import Store
from icp_tui.review.decisions.workspace import Workspace

ROOT = Path(__file__).resolve().parents[3]
TODAY = date(2026, 11, 21)
ACME = Decision(kind="pin", account_key="acme.com", value="A", author="dana")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    home = tmp_path / "home"
    monkeypatch.setenv("ICP_TUI_HOME", str(home))
    return home


def test_nothing_given_opens_the_default(home):
    with Workspace.open() as opened:
        assert (opened.name, opened.path, opened.notices) == (
            "default",
            home / "workspaces" / "default.sqlite",
            [],
        )


def test_without_the_variable_the_users_data_folder_is_used(tmp_path, monkeypatch):
    monkeypatch.delenv("ICP_TUI_HOME")
    monkeypatch.setattr("platformdirs.user_data_dir", lambda app: str(tmp_path / app))
    assert workspace.folder() == tmp_path / "icp-tui" / "workspaces"


def test_a_name_is_kept_in_the_users_folder_and_found_again(home):
    with Workspace.open("Q4 2026") as opened:
        opened.store.append([ACME])
    assert workspace.names() == ["Q4 2026"]
    with Workspace.open("Q4 2026", create=False) as again:
        assert again.path == home / "workspaces" / "Q4 2026.sqlite"
        assert [one.account_key for one in again.store.standing(TODAY)] == ["acme.com"]


@pytest.mark.parametrize("where", ["./team", "deals.sqlite", "sub/deals.sqlite"])
def test_a_path_is_used_as_it_is(tmp_path, monkeypatch, where):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    with Workspace.open(where) as opened:
        assert opened.name == where
        assert opened.path == tmp_path / where
    assert workspace.names() == []


@pytest.mark.parametrize("name", ["", ".", "..", " x", "x ", "x.", "a\nb", "a:b", "a\0b", "x" * 101])
def test_a_name_that_no_file_can_have_is_refused(name):
    with pytest.raises(IcpError, match="cannot name a workspace"):
        Workspace.open(name)


def test_a_path_with_a_nul_is_refused():
    with pytest.raises(IcpError, match="cannot be found"):
        Workspace.open("a/\0b")


def test_a_missing_name_is_an_error_with_the_nearest_when_only_reading():
    Workspace.open("emea-2026").close()
    with pytest.raises(IcpError) as caught:
        Workspace.open("emea-2025", create=False)
    assert str(caught.value) == "no workspace emea-2025 (did you mean emea-2026?)"
    with pytest.raises(IcpError, match=r"no workspace zzz \(there are: emea-2026; icp-tui open and icp-tui freeze, each with -w zzz, make a new one\)"):
        Workspace.open("zzz", create=False)
    assert workspace.names() == ["emea-2026"]


def test_a_missing_path_is_an_error_with_the_nearest_when_only_reading(tmp_path):
    Workspace.open(tmp_path / "deals.sqlite").close()
    with pytest.raises(IcpError, match=r"did you mean deals\.sqlite\?"):
        Workspace.open(tmp_path / "deal.sqlite", create=False)


def test_reading_without_a_default_makes_none(home):
    with Workspace.open(create=False) as opened:
        assert opened.name == "default"
        assert opened.store.log() == []
        temporary = opened.path
    assert not temporary.exists()
    assert not home.exists()


def test_a_throw_away_workspace_is_gone_when_closed():
    with Workspace.throw_away() as opened:
        opened.store.append([ACME])
        folder = opened.path.parent
    opened.close()
    assert not folder.exists()


def test_a_folder_that_is_missing_or_a_file_is_said(tmp_path):
    with pytest.raises(IcpError, match=r"no folder .*nowhere for the workspace"):
        Workspace.open(tmp_path / "nowhere" / "q4.sqlite")
    with pytest.raises(IcpError, match="is no file"):
        Workspace.open(tmp_path)


def test_a_home_that_cannot_be_made_is_said(home):
    home.write_text("a file where the folder should be")
    with pytest.raises(IcpError, match=r"cannot be opened: .* \(make its folder writable"):
        Workspace.open("q4")


def test_a_path_longer_than_the_system_allows_is_said(tmp_path):
    with pytest.raises(IcpError, match=r"cannot be opened: File name too long"):
        Workspace.open(tmp_path / ("x" * 300 + ".sqlite"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads every folder")
@pytest.mark.parametrize("create", [True, False])
def test_a_folder_that_nobody_may_enter_is_said(tmp_path, create):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o000)
    try:
        with pytest.raises(IcpError, match=r"cannot be opened: Permission denied"):
            Workspace.open(closed / "q4.sqlite", create=create)
    finally:
        closed.chmod(0o700)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes need POSIX")
def test_a_pipe_never_blocks(tmp_path):
    os.mkfifo(tmp_path / "pipe.sqlite")
    with pytest.raises(IcpError, match="is no file"):
        Workspace.open(tmp_path / "pipe.sqlite")


def test_a_source_given_as_workspace_is_left_alone(tmp_path):
    path = tmp_path / "accounts.csv"
    path.write_text("company\nAcme\n")
    with pytest.raises(IcpError, match="is no workspace"):
        Workspace.open(path)
    assert path.read_text() == "company\nAcme\n"


def damaged(home, change):
    """The default workspace with 300 pins in it, its file changed; what it holds now."""
    with Workspace.open() as opened:
        opened.store.append([Decision(kind="pin", account_key=f"{n}.com", value="A") for n in range(300)])
    path = home / "workspaces" / "default.sqlite"
    path.write_bytes(change(path.read_bytes()))
    return path.read_bytes()


@pytest.mark.parametrize(
    ("change", "least"),
    [
        (lambda content: content[: len(content) // 2], 40),
        (lambda content: bytes(100) + content[100:], 300),
        (lambda content: bytes(4096) + content[4096:], 300),
        (lambda content: content[:-1], 250),
        (lambda content: content[:100], 0),
        (lambda _: b"company,domain\n" * 1000, 0),
        (lambda content: bytes(len(content)), 0),
    ],
    ids=[
        "cut in half",
        "zeroed header",
        "zeroed page",
        "one byte short",
        "only a header",
        "text",
        "all zeros",
    ],
)
def test_a_damaged_workspace_is_set_aside_salvaged_and_said(home, change, least):
    content = damaged(home, change)
    with Workspace.open() as opened:
        kept = len(opened.store.standing(TODAY))
        (notice,) = opened.notices
        assert least <= kept <= 300
        assert f"it is kept as default.sqlite.damaged-1, and {kept} decisions were salvaged" in notice
        opened.store.append([ACME])
    assert (home / "workspaces" / "default.sqlite.damaged-1").read_bytes() == content
    assert workspace.names() == ["default"]
    with Workspace.open() as again:
        assert again.notices == []
        assert len(again.store.standing(TODAY)) == kept + 1


def test_an_emptied_workspace_is_said(home):
    damaged(home, lambda _: b"")
    with Workspace.open() as opened:
        assert opened.notices == [f"the workspace {opened.path} was an empty file; it holds no decisions"]
        opened.store.append([ACME])
    with Workspace.open() as again:
        assert again.notices == []


def test_an_emptied_workspace_with_its_log_loses_nothing(tmp_path):
    path = tmp_path / "cut.sqlite"
    with Workspace.open(tmp_path / "q4.sqlite") as opened:
        opened.store.append([ACME])
        Path(f"{path}-wal").write_bytes(Path(f"{opened.path}-wal").read_bytes())
    path.touch()
    with Workspace.open(path) as mended:
        assert [one.account_key for one in mended.store.log()] == ["acme.com"]
        assert "1 decisions were salvaged" in mended.notices[0]


def test_a_newer_workspace_is_never_set_aside(tmp_path):
    path = tmp_path / "q4.sqlite"
    with contextlib.closing(Store(path)) as store:
        store._connection.execute("PRAGMA user_version = 7")
    before = path.read_bytes()
    with pytest.raises(IcpError, match="newer icp-tui"):
        Workspace.open(path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["q4.sqlite"]


def test_a_link_to_a_damaged_workspace_stays_a_link(home, tmp_path):
    damaged(home, lambda content: bytes(100) + content[100:])
    link = tmp_path / "link.sqlite"
    try:
        link.symlink_to(home / "workspaces" / "default.sqlite")
    except OSError:
        pytest.skip("this system lets users make no links")
    with Workspace.open(link) as opened:
        assert len(opened.store.log()) == 300
    assert link.is_symlink()


def test_opening_needs_neither_polars_nor_textual():
    code = (
        "import sys, icp_tui.review.decisions.workspace as w\n"
        "w.Workspace.throw_away().close()\n"
        "print([one for one in ('polars', 'textual', 'rich') if one in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
