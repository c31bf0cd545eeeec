"""Files that cannot be read, or are no text: one line each, never a wait."""

import os
import time

import pytest

from icp_tui.errors import IcpError
from icp_tui.yaml_io import read_yaml


def told(path):
    with pytest.raises(IcpError) as caught:
        read_yaml(path)
    assert len(caught.value.problems) == 1
    return str(caught.value.problems[0])


def test_missing_file_names_the_nearest(tmp_path):
    (tmp_path / "profile.yaml").write_text("a: 1")
    assert (
        told(tmp_path / "profil.yaml") == f"{tmp_path}/profil.yaml: no such file (did you mean profile.yaml?)"
    )


def test_missing_folder(tmp_path):
    path = tmp_path / "gone" / "p.yaml"
    assert told(path) == f"{path}: no such file (there is no folder {tmp_path}/gone)"


def test_folder(tmp_path):
    assert told(tmp_path) == f"{tmp_path}: is a folder (name a YAML file in it)"


def test_a_pipe_is_not_waited_for(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert told(path) == f"{path}: is not a file but a pipe or a device (save it as a file first)"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_no_permission(tmp_path):
    path = tmp_path / "p.yaml"
    path.write_text("a: 1")
    path.chmod(0)
    assert told(path) == f"{path}: cannot be read: permission denied"


def test_too_large(tmp_path):
    path = tmp_path / "p.yaml"
    path.write_bytes(b"a: " + b"x" * 9_999_998)
    started = time.process_time()
    assert told(path) == f"{path}: has 10,000,001 bytes; at most 10,000,000 are read (is it the right file?)"
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", ": the file is empty (it needs keys and values)"),
        ("icp: Größe\n".encode("cp1252"), ":1:8: is not UTF-8: byte 0xf6 (save it as UTF-8)"),
        ("a: 1\nü: ü\n".encode() + b"b: \xff", ":3:4: is not UTF-8: byte 0xff (save it as UTF-8)"),
        ("a: 1".encode("utf-16"), ": is UTF-16, not UTF-8 (save it as UTF-8)"),
        (b"PK\x03\x04\0\0", ": is a binary file, not YAML (is it the right file?)"),
        (b"a: 1\nb: \x1b]0;x", ":2:4: the control character U+001B cannot stand here (remove it)"),
    ],
)
def test_no_text(tmp_path, data, said):
    path = tmp_path / "p.yaml"
    path.write_bytes(data)
    assert told(path) == f"{path}{said}"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_byte_order_mark_and_line_ends(tmp_path, end):
    path = tmp_path / "p.yaml"
    path.write_bytes(f"\ufeffa: 1{end}b:{end}  - x{end}".encode())
    document = read_yaml(path)
    assert document.data == {"a": 1, "b": ["x"]}
    assert document.place(("b", 0)) == (3, 5)
