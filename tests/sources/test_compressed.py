"""Compressed lists: as good as plain ones, or refused in words; nothing stays behind."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import lzma
import tempfile
import zipfile
from pathlib import Path

import pytest
import zstandard

from icp_tui.errors import IcpError
from icp_tui.sources.reader import read_table

CONTENT = b"name,city\n" + b"".join(b"Company %d,City %d\n" % (at, at * 7919) for at in range(5_000))
PACKERS = {
    "gzip": gzip.compress,
    "zstd": zstandard.ZstdCompressor().compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
}


@pytest.fixture(autouse=True)
def _nothing_stays(tmp_path, monkeypatch):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("how", PACKERS)
def test_a_compressed_list_is_read(tmp_path: Path, how: str) -> None:
    path = tmp_path / "accounts.csv.gz"
    path.write_bytes(PACKERS[how](CONTENT))
    table = read_table(path)
    assert table.frame.height == 5_000
    assert table.frame.row(1) == ("Company 1", "City 7919")
    assert table.path == path
    assert table.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert table.notes == [f"unpacked with {how}"]


@pytest.mark.parametrize("how", PACKERS)
def test_several_parts_after_each_other_are_one_list(tmp_path: Path, how: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(PACKERS[how](b"name\nAcme\n") + PACKERS[how](b"Globex\n"))
    assert read_table(path).frame.rows() == [("Acme",), ("Globex",)]


@pytest.mark.parametrize("how", PACKERS)
@pytest.mark.parametrize("kept", [0.3, 0.9, 0.999])
def test_a_file_cut_short_is_refused(tmp_path: Path, how: str, kept: float) -> None:
    packed = PACKERS[how](CONTENT)
    path = tmp_path / "a.gz"
    path.write_bytes(packed[: int(len(packed) * kept)])
    with pytest.raises(IcpError, match="is cut short"):
        read_table(path)


@pytest.mark.parametrize("how", PACKERS)
def test_a_damaged_file_is_refused(tmp_path: Path, how: str) -> None:
    packed = bytearray(PACKERS[how](CONTENT))
    packed[len(packed) // 2 : len(packed) // 2 + 40] = bytes(40)
    path = tmp_path / "a.gz"
    path.write_bytes(packed)
    with pytest.raises(IcpError, match=r"is damaged|is cut short"):
        read_table(path)


def test_problems_inside_name_the_compressed_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b'a,b,c\n"x,1,2\n'))
    with pytest.raises(IcpError) as caught:
        read_table(path)
    assert (caught.value.problems[0].path, caught.value.problems[0].line) == (str(path), 2)
    path.write_bytes(gzip.compress(b""))
    with pytest.raises(IcpError, match="an empty file"):
        read_table(path)
    path.write_bytes(gzip.compress(gzip.compress(CONTENT)))
    with pytest.raises(IcpError, match="packed twice"):
        read_table(path)


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return path


def test_a_zip_archive_of_one_list(tmp_path: Path) -> None:
    members = {"docs/readme.md": b"#", "__MACOSX/._a.csv": b"x", "lists/a.csv": CONTENT}
    table = read_table(archive(tmp_path / "a.zip", members))
    assert table.frame.height == 5_000
    assert table.notes == ["unpacked with zip: it holds a.csv"]


def test_a_name_inside_an_archive_cannot_leave_the_folder(tmp_path: Path) -> None:
    assert read_table(archive(tmp_path / "a.zip", {"../../evil.csv": CONTENT})).frame.height == 5_000
    assert not (tmp_path.parent / "evil.csv").exists()


def test_zip_archives_that_are_no_list(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with pytest.raises(IcpError, match=r"a zip archive of 2 lists: a\.csv, b\.csv"):
        read_table(archive(path, {"a.csv": CONTENT, "b.csv": CONTENT}))
    with pytest.raises(IcpError, match="without a list"):
        read_table(archive(path, {"a.md": b"#"}))
    archive(path, {"a.csv": CONTENT})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(IcpError, match="cut short or damaged"):
        read_table(path)
