"""What is named -> files."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from icp_tui.errors import IcpError
from icp_tui.sources.given import named, temporary_folder


class Terminal(io.BytesIO):
    def isatty(self) -> bool:
        return True

    def read(self, *_: object) -> bytes:
        raise AssertionError("a terminal must not be read")


def lists(folder: Path, **content: str) -> Path:
    for name, text in content.items():
        (folder / name.replace("_", ".")).write_text(text)
    return folder


def test_files_keep_their_order(tmp_path: Path) -> None:
    lists(tmp_path, b_csv="name\nA\n", a_csv="name\nB\n")
    texts = [str(tmp_path / "b.csv"), str(tmp_path / "a.csv")]
    assert [str(path) for path in named(texts)] == texts


def test_a_folder_gives_its_lists_by_name(tmp_path: Path) -> None:
    lists(tmp_path, b_csv="name,city\nA,B\n", a_csv="name,city,size\nB,C,1\n", readme_txt="hello")
    (tmp_path / ".hidden.csv").write_text("x")
    (tmp_path / "c.csv.gz").write_bytes(b"x")
    (tmp_path / "deeper.csv").mkdir()
    assert [path.name for path in named([str(tmp_path)])] == ["a.csv", "b.csv", "c.csv.gz"]


def test_folders_of_several_kinds_or_shapes_or_nothing(tmp_path: Path) -> None:
    with pytest.raises(IcpError, match="a folder without lists"):
        named([str(tmp_path)])
    lists(tmp_path, a_csv="name,city\nA,B\n", b_csv="price,product\n1,2\n")
    with pytest.raises(
        IcpError, match=r"2 different shapes: a\.csv with city, name; b\.csv with price, product"
    ):
        named([str(tmp_path)])
    lists(tmp_path, c_json="[]")
    with pytest.raises(IcpError, match=r"lists of 2 kinds: \.csv, \.json"):
        named([str(tmp_path)])


def test_patterns(tmp_path: Path) -> None:
    lists(tmp_path, a1_csv="name\nA\n", a2_csv="name\nA\n", b_csv="name\nA\n")
    assert [path.name for path in named([f"{tmp_path}/a*.csv"])] == ["a1.csv", "a2.csv"]
    (tmp_path / "[a].csv").write_text("name\nA\n")
    assert [path.name for path in named([f"{tmp_path}/[a].csv"])] == ["[a].csv"]
    with pytest.raises(IcpError, match="no file matches this pattern"):
        named([f"{tmp_path}/z*.csv"])


def test_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    lists(tmp_path, a_csv="name\nA\n")
    assert named(["~/a.csv"]) == [tmp_path / "a.csv"]


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(IcpError) as caught:
        named([str(tmp_path / "no.csv"), str(tmp_path), f"{tmp_path}/*.csv", "-", "-", "a\0b"])
    assert [problem.message for problem in caught.value.problems][:5] == [
        "no such file",
        "a folder without lists",
        "no file matches this pattern",
        "standard input (-) cannot be read here",
        "standard input (-) is given twice",
    ]
    assert all(problem.hint for problem in caught.value.problems)


def test_standard_input_is_saved_and_removed() -> None:
    with temporary_folder() as folder:
        (path,) = named(["-"], folder, io.BytesIO(b"name\nAcme\n"))
        assert path.name == "standard input"
        assert path.read_bytes() == b"name\nAcme\n"
    assert not path.exists()


def test_a_terminal_never_blocks(tmp_path: Path) -> None:
    with pytest.raises(IcpError, match="is a terminal"):
        named(["-"], tmp_path, Terminal())
    with pytest.raises(IcpError, match="is empty"):
        named(["-"], tmp_path, io.BytesIO())
