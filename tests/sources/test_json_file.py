"""JSON and JSON lines: the shapes that exports have, and what is said of broken ones."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from icp_tui.errors import IcpError
from icp_tui.sources.json_file import read_json_file
from icp_tui.sources.table import Table


def read(folder: Path, content: str | bytes, kind: Literal["json", "jsonl"] = "json") -> Table:
    path = folder / f"accounts.{kind}"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_json_file(path, kind)


def test_array_of_objects(tmp_path: Path) -> None:
    table = read(tmp_path, '[{"name": "Acme", "size": 12},\n {"name": "Globex", "city": "Bonn"}]')
    assert table.frame.to_dict(as_series=False) == {
        "name": ["Acme", "Globex"],
        "size": ["12", None],
        "city": [None, "Bonn"],
    }
    assert table.rows.to_list() == [1, 2]
    assert table.list_separator is None


def test_numbers_keep_their_spelling(tmp_path: Path) -> None:
    content = '[{"a": 1.50, "b": 12345678901234567890, "c": 1e5, "d": true, "e": null, "f": "", "g": NaN}]'
    assert read(tmp_path, content).frame.row(0) == (
        "1.50",
        "12345678901234567890",
        "1e5",
        "true",
        None,
        None,
        None,
    )


def test_lists_are_joined_and_objects_become_json(tmp_path: Path) -> None:
    table = read(
        tmp_path, '[{"tech": ["php", "aws", null], "seat": {"city": "Köln"}, "deep": [{"a": 1}], "no": []}]'
    )
    assert table.frame.row(0) == ("php; aws", '{"city": "Köln"}', '[{"a": "1"}]', None)
    assert table.list_separator == ";"


def test_the_one_list_inside_an_object(tmp_path: Path) -> None:
    table = read(tmp_path, '{"count": 2, "data": [{"name": "Acme"}, {"name": "Globex"}]}')
    assert table.frame.get_column("name").to_list() == ["Acme", "Globex"]


def test_one_object_is_one_row(tmp_path: Path) -> None:
    assert read(tmp_path, '{"name": "Acme", "tags": ["a"]}').frame.rows() == [("Acme", "a")]


def test_elements_that_are_no_objects_are_rejected(tmp_path: Path) -> None:
    table = read(tmp_path, '[{"name": "Acme"}, 7, {"name": "Globex"}]')
    assert table.rows.to_list() == [1, 3]
    assert table.rejected.rows() == [(2, "7", "is not an object in braces")]
    assert table.rows_in == 3


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ('[{"a": 1},\n{"a": ]}]', 2, "not valid JSON: Expecting value"),
        ('[{"a": 1}\n {"a": 2}]', 2, "not valid JSON: a comma or the closing bracket is missing"),
        ('[{"a": 1},\n{"a": 2}', 2, "the JSON is cut short"),
        ('[{"a": 1}] x', 1, "not valid JSON: something follows the closing bracket"),
        ('{"a": 1', 1, "the JSON is cut short"),
    ],
)
def test_broken_json_names_the_line(tmp_path: Path, content: str, line: int, message: str) -> None:
    with pytest.raises(IcpError) as raised:
        read(tmp_path, content)
    problem = raised.value.problems[0]
    assert (problem.line, problem.message) == (line, message)


@pytest.mark.parametrize("content", ["[]", "[ ]\n", '{"data": 5}x', '"text"', "[1, 2", " "])
def test_files_without_accounts_are_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(IcpError):
        read(tmp_path, content)


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IcpError, match="nested too deep"):
        read(tmp_path, '[{"a": ' + "[" * 100_000)


def test_json_lines(tmp_path: Path) -> None:
    content = '{"name": "Acme"}\n\n{"name": \n7\n{"name": "Globex", "x": [1, 2]}\r\n'
    table = read(tmp_path, content, "jsonl")
    assert table.frame.rows() == [("Acme", None), ("Globex", "1; 2")]
    assert table.rows.to_list() == [1, 5]
    assert table.rejected.rows() == [
        (3, '{"name":', "is not valid JSON: Expecting value"),
        (4, "7", "is not an object in braces"),
    ]


def test_json_lines_with_undecodable_bytes(tmp_path: Path) -> None:
    content = '{"name": "Köln"}\n'.encode() + b'{"name": "A\xffB"}\n' + '{"name": "Öl"}\n'.encode()
    table = read(tmp_path, content, "jsonl")
    assert table.frame.rows() == [("Köln",), ("Öl",)]
    assert table.rejected.rows() == [(2, '{"name": "A\ufffdB"}', "holds bytes that are not UTF-8")]


def test_byte_order_mark_and_utf16(tmp_path: Path) -> None:
    assert read(tmp_path, '\ufeff[{"name": "Köln"}]').frame.rows() == [("Köln",)]
    assert read(tmp_path, '[{"name": "Köln"}]'.encode("utf-16")).frame.rows() == [("Köln",)]


def test_many_objects_with_different_keys(tmp_path: Path) -> None:
    lines = "".join(f'{{"name": "n{at}", "k{at % 3}": {at}}}\n' for at in range(45_000))
    table = read(tmp_path, lines, "jsonl")
    assert table.frame.shape == (45_000, 4)
    assert table.frame.row(44_999) == ("n44999", None, None, "44999")
