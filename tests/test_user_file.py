"""Files that the app keeps for a person: whole or not at all, and never lost when they are damaged."""

from pathlib import Path

import pytest

from icp_tui.user_file import home, set_aside, write_whole


def test_the_folder_is_the_one_that_is_named_else_the_users_own(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path))
    assert home() == tmp_path
    monkeypatch.setenv("ICP_TUI_HOME", "")
    monkeypatch.setattr("platformdirs.user_data_dir", lambda app: str(tmp_path / app))
    assert home() == tmp_path / "icp-tui"


def test_a_file_is_written_and_nothing_beside_it(tmp_path):
    path = tmp_path / "a.json"
    write_whole(path, "one")
    write_whole(path, "größer")
    assert path.read_text("utf-8") == "größer"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "nowhere" / "a.json", "one")


def test_what_cannot_be_written_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    write_whole(path, "one")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "two \ud800")
    with monkeypatch.context() as broken:
        broken.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError("full")))
        with pytest.raises(OSError, match="full"):
            write_whole(path, "two")
    assert path.read_text() == "one"
    assert list(tmp_path.iterdir()) == [path]


def test_each_damaged_file_is_kept_under_a_name_of_its_own(tmp_path):
    path = tmp_path / "a.yaml"
    kept: list[Path] = []
    for text in ("one", "two"):
        path.write_text(text)
        kept.append(set_aside(path))
    assert [one.name for one in kept] == ["a.damaged-1.yaml", "a.damaged-2.yaml"]
    assert [one.read_text() for one in kept] == ["one", "two"]
    assert not path.exists()
