"""Every file that is no list, and the kinds that are."""

from __future__ import annotations

import json
import os
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from icp_tui.errors import IcpError, Problem
from icp_tui.sources.accounts import load_accounts
from icp_tui.sources.reader import read_table
from icp_tui.sources.reading import Reading

OF_SOURCE = ["source", "source_row"]
DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"


def refused(path: Path) -> Problem:
    with pytest.raises(IcpError) as raised:
        read_table(path)
    (problem,) = raised.value.problems
    assert problem.path == str(path)
    assert problem.hint
    return problem


def test_missing_file_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "accounts.csv").write_text("name\n")
    problem = refused(tmp_path / "acounts.csv")
    assert problem.message == "no such file"
    assert problem.hint == f"did you mean {tmp_path / 'accounts.csv'}?"


def test_missing_folder(tmp_path: Path) -> None:
    assert refused(tmp_path / "nowhere" / "accounts.csv").hint == f"there is no folder {tmp_path / 'nowhere'}"


def test_a_file_used_as_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name\n")
    assert refused(tmp_path / "a.csv" / "b.csv").message.startswith("no such file")


def test_folder(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("name\n")
    problem = refused(tmp_path)
    assert problem.message == "a folder, not a file"
    assert "b.csv" in problem.hint


def test_pipe_never_blocks(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert refused(tmp_path / "pipe.csv").message == "a pipe, not a file"


def test_device() -> None:
    assert refused(Path("/dev/zero")).message == "a device, not a file"


def test_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.csv")
        assert refused(Path("s.csv")).message == "a socket, not a file"


def test_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").touch()
    assert refused(tmp_path / "a.csv").message == "an empty file"


def test_only_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbf")
    assert "without content" in refused(tmp_path / "a.csv").message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name\nAcme\n")
    path.chmod(0)
    assert refused(path).message == "permission denied"


def test_permission_refused_on_opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_text("name\nAcme\n")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert refused(tmp_path / "a.csv").message == "permission denied"


def broken_workbook(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")


@pytest.mark.parametrize(
    ("write", "what", "mend"),
    [
        (broken_workbook, "this workbook is damaged", "CSV"),
        (lambda path: path.write_bytes(b"PK\x03\x04" + bytes(99)), "this zip archive or workbook", "again"),
        (lambda path: path.write_bytes(b"<html><table><tr><td>name"), "a web page or XML file", "CSV"),
        (lambda path: path.write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(99)), "a 7z archive", "unpack"),
        (lambda path: path.write_bytes(b"ARROW1 and nothing more"), "this Arrow file is damaged", "export"),
        (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600)), "an old Excel", "CSV"),
        (lambda path: path.write_bytes(b"%PDF-1.7 ..."), "a PDF file", "CSV"),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(99)), "an SQLite database", "CSV"),
        (lambda path: path.write_bytes(bytes(range(256)) * 9), "a binary file", "CSV"),
        (lambda path: path.write_bytes(b"PAR1 and nothing more"), "this Parquet file is damaged", "export"),
    ],
)
def test_renamed_files_are_named_for_what_they_are(
    tmp_path: Path, write: Callable[[Path], object], what: str, mend: str
) -> None:
    path = tmp_path / "accounts.csv"
    write(path)
    problem = refused(path)
    assert problem.message.startswith(what)
    assert mend in problem.hint


def test_kinds_are_told_by_content(tmp_path: Path) -> None:
    rows = [{"name": "Acme", "city": "Bonn"}, {"name": "Globex", "city": "Köln"}]
    frame = pl.DataFrame(rows)
    frame.write_csv(tmp_path / "one.json")
    (tmp_path / "two.csv").write_text(json.dumps(rows))
    (tmp_path / "three.txt").write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "four.json").write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "five.jsonl").write_text(json.dumps(rows, indent=1))
    frame.write_parquet(tmp_path / "six.csv")
    kinds = {path.stem: read_table(path) for path in tmp_path.iterdir()}
    assert {name: table.kind for name, table in kinds.items()} == {
        "one": "csv",
        "two": "json",
        "three": "jsonl",
        "four": "jsonl",
        "five": "json",
        "six": "parquet",
    }
    assert all(table.frame.equals(frame) for table in kinds.values())


def test_names_with_wildcards_are_plain_names(tmp_path: Path) -> None:
    (tmp_path / "[a]*.csv").write_text("name\nAcme\n")
    (tmp_path / "a.csv").write_text("name\nOther\n")
    assert read_table(tmp_path / "[a]*.csv").frame.rows() == [("Acme",)]


def test_progress_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name\nAcme\n")
    told: list[tuple[str, float]] = []
    read_table(tmp_path / "a.csv", progress=lambda stage, part: told.append((stage, part)))
    assert told == [("reading a.csv", 0.0), ("reading a.csv", 1.0)]


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data are not here")
def test_all_encodings_hold_the_same_accounts() -> None:
    folder = DATA / "variants_encodings"
    expected = read_table(folder / "utf8.csv").frame
    assert expected.shape == (300, 8)
    accounts = load_accounts([folder / "utf8.csv"]).frame.drop(OF_SOURCE)
    for path in folder.iterdir():
        table = read_table(path)
        assert table.frame.equals(expected), path.name
        assert table.rejected.height == 0
        assert load_accounts([path]).frame.drop(OF_SOURCE).equals(accounts), path.name


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data are not here")
def test_messy_files_are_read_or_refused_in_words() -> None:
    paths = [path for path in (DATA / "messy_csv").rglob("*") if path.is_file()]
    assert len(paths) > 100
    told: list[Problem] = []
    for path in paths:
        try:
            table = read_table(path)
        except IcpError as error:
            told = [*told, *error.problems]
        else:
            assert table.frame.height == table.rows.len(), path.name
    assert told
    assert all(problem.hint or problem.line for problem in told)


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data are not here")
def test_csv_spectrum_has_the_answers_it_ships() -> None:
    folder = DATA / "messy_csv" / "csv-spectrum"
    for path in folder.glob("*.csv"):
        answer = json.loads(path.with_suffix(".json").read_text())
        answer = answer if isinstance(answer, list) else [answer]
        rows = [{key: (value or "").replace("\r\n", "\n") for key, value in row.items()} for row in answer]
        found = [
            {key: (value or "").replace("\r\n", "\n") for key, value in row.items()}
            for row in read_table(path).frame.to_dicts()
        ]
        if path.name != "location_coordinates.csv":  # its answer has another phone number
            assert found == rows, path.name


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data are not here")
def test_cells_over_several_lines_in_a_real_file() -> None:
    table = read_table(DATA / "uk_employers_2021" / "uk_employers_2021_22.csv")
    assert table.frame.height == 10_492
    assert table.rejected.height == 0
    assert table.frame.get_column("SicCodes").str.contains("\n").sum() == 3253
    assert table.rows[-1] == 10_493


def test_what_has_no_meaning_for_a_kind_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name\nAcme\n")
    assert read_table(tmp_path / "a.csv", Reading(sheet="Accounts")).notes == [
        "a file of this kind (csv) has no sheets: what was told is not used"
    ]


def test_an_encoding_that_is_none(tmp_path: Path) -> None:
    for name, content in (("a.csv", "name\nAcme\n"), ("a.json", '[{"name": "Acme"}]')):
        (tmp_path / name).write_text(content)
        for wrong in ("utf-9", "rot13", "a\0b", "hex"):
            with pytest.raises(IcpError, match="unknown encoding"):
                read_table(tmp_path / name, Reading(encoding=wrong))


def test_the_header_row_and_delimiter_that_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x,y\n\nname;city\nAcme;Bonn, Rhein\n")
    table = read_table(path, Reading(header_row=3, delimiter="semicolon"))
    assert table.frame.to_dicts() == [{"name": "Acme", "city": "Bonn, Rhein"}]
    assert table.rows.to_list() == [4]
    assert table.notes[0] == "the header is row 3, as told: skipped 1 title row above the header"
    for row in (2, 9, 0, -1):
        with pytest.raises(IcpError, match=f"row {row} is blank or not there"):
            read_table(path, Reading(header_row=row))
    for delimiter in ("ab", '"', "\n"):
        with pytest.raises(IcpError, match="is not one character"):
            read_table(path, Reading(delimiter=delimiter))


def test_title_rows_of_two_cells_are_no_header(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Report,Accounts by owner\nDate,2026-01-31\n\nname,city,country,size,owner\n"
        + "Acme,Bonn,DE,5,Jo\n" * 3
    )
    table = read_table(path)
    assert table.frame.columns == ["name", "city", "country", "size", "owner"]
    assert table.rows.to_list() == [5, 6, 7]


def test_footers_below_a_blank_row_are_said_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,city,size\nAcme,Bonn,5\nSource,,\n\nTotal,,5\nGenerated by Jo,,\n")
    table = read_table(path)
    assert table.frame.get_column("name").to_list() == ["Acme", "Source"]
    assert table.notes[-2:] == [
        "skipped 2 footer rows",
        "below the list: row 5: Total 5, row 6: Generated by Jo",
    ]
    path.write_text("name,city,size\nAcme,Bonn,5\n\nGlobex,,\n")
    assert read_table(path).frame.height == 2


def test_a_rejected_row_is_no_blank_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,city,size\nAcme,Bonn,5\na,b,c,d\nTotal,,\n")
    table = read_table(path)
    assert (table.frame.height, table.rejected.height) == (2, 1)
