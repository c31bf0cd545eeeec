"""Workbooks: the right sheet, the right rows, cells as a person sees them."""

from __future__ import annotations

import time
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from icp_tui.errors import IcpError
from icp_tui.sources.accounts import load_accounts
from icp_tui.sources.reader import read_table
from icp_tui.sources.reading import Reading

openpyxl = pytest.importorskip("openpyxl")
DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
FRICTIONLESS = DATA / "messy_csv" / "frictionless"
HEADER = ["Company", "Website", "City"]


def saved(path: Path, sheets: dict[str, list[list[object]]], *, hidden: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name in hidden:
            sheet.sheet_state = "hidden"
    book.save(path)
    return path


def accounts(count: int) -> list[list[object]]:
    return [HEADER, *([f"Company {at}", f"company{at}.com", "Bonn"] for at in range(count))]


def test_one_sheet(tmp_path: Path) -> None:
    table = read_table(saved(tmp_path / "a.csv", {"List": accounts(2)}))
    assert (table.kind, table.sheet, table.notes) == ("xlsx", "List", [])
    assert table.frame.rows() == [
        ("Company 0", "company0.com", "Bonn"),
        ("Company 1", "company1.com", "Bonn"),
    ]
    assert table.rows.to_list() == [2, 3]


def test_the_sheet_with_most_accounts_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    sheets = {
        "Guide": [["Read this first"]],
        "Pivot": [["Sum", "Count", "Share", "Mean"], *[[at, at, at, at] for at in range(50)]],
        "Old": accounts(3),
        "Accounts": accounts(5),
        "Archive": accounts(90),
    }
    path = saved(tmp_path / "a.xlsx", sheets, hidden=("Archive",))
    table = read_table(path)
    assert (table.sheet, table.frame.height) == ("Accounts", 5)
    assert table.notes == [
        "read the sheet Accounts: most rows under a header that names companies",
        "not read: sheets Guide (1 rows), Pivot (51 rows), Old (4 rows)",
        "not read: hidden sheet Archive",
    ]
    assert read_table(path, Reading(sheet="archive")).frame.height == 90
    assert read_table(path, Reading(sheet="Old")).notes == []
    with pytest.raises(
        IcpError, match=r"no sheet Acounts \(did you mean Accounts\? the sheets are Guide, Pivot"
    ):
        read_table(path, Reading(sheet="Acounts"))


def test_titles_blanks_and_footers(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [],
        [None, "Our accounts"],
        [None, "Date", date(2026, 1, 31)],
        [],
        [None, "Company", "Website", None, "City", "Country", "Zip"],
        [None, "Acme", "acme.com", None, "Bonn", "DE", "00501"],
        [],
        [None, "Globex", "globex.com", None, "Paris", "FR", 75001],
        [],
        [None, "Total", None, None, None, None, 2],
    ]
    path = saved(tmp_path / "a.xlsx", {"List": rows})
    table = read_table(path)
    assert table.frame.columns == ["Company", "Website", "City", "Country", "Zip"]
    assert table.frame.rows() == [
        ("Acme", "acme.com", "Bonn", "DE", "00501"),
        ("Globex", "globex.com", "Paris", "FR", "75001"),
    ]
    assert table.rows.to_list() == [6, 8]
    assert table.notes == [
        "skipped 2 title rows above the header",
        "left out 1 blank column without header",
        "skipped 2 blank rows",
        "skipped 1 footer row",
        "below the list: row 10: Total 2",
    ]
    told = read_table(path, Reading(header_row=2))
    assert told.frame.columns[0] == "Our accounts"
    with pytest.raises(IcpError, match="row 4 is blank or not there"):
        read_table(path, Reading(header_row=4))


def test_cells_are_what_a_person_sees(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Company", "zip", "zip4", "share", "since", "seen", "open", "size", "sum", "err", "text"])
    row = [
        "Acme",
        501,
        123456789,
        0.52,
        date(2026, 1, 31),
        datetime.fromisoformat("2026-01-31 09:30:00"),
        True,
        12.0,
        0.1 + 0.2,
    ]
    sheet.append([*row, "#N/A", "12345678901234567890"])
    sheet["B2"].number_format = "00000"
    sheet["C2"].number_format = "00000\\-0000"
    sheet["D2"].number_format = "0%"
    sheet["J2"].data_type = "e"
    sheet.merge_cells("A4:C4")
    sheet["A4"] = "merged"
    book.save(tmp_path / "a.xlsx")
    table = read_table(tmp_path / "a.xlsx")
    assert table.frame.row(0) == (
        "Acme",
        "00501",
        "12345-6789",
        "52%",
        "2026-01-31",
        "2026-01-31 09:30:00",
        "true",
        "12",
        "0.3",
        "#N/A",
        "12345678901234567890",
    )
    assert table.frame.row(1)[:3] == ("merged", None, None)
    assert table.rows.to_list() == [2, 4]


def test_blank_workbooks_and_sheets(tmp_path: Path) -> None:
    with pytest.raises(IcpError, match="a workbook without content"):
        read_table(saved(tmp_path / "a.xlsx", {"One": [], "Two": []}))
    path = saved(tmp_path / "b.xlsx", {"One": [], "Two": accounts(1)})
    assert read_table(path).sheet == "Two"
    with pytest.raises(IcpError, match=r"the sheet One is blank \(the sheets with content are Two\)"):
        read_table(path, Reading(sheet="One"))
    assert read_table(saved(tmp_path / "c.xlsx", {"One": [HEADER]})).frame.shape == (0, 3)


def test_a_workbook_cut_short(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", {"List": accounts(50)})
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(IcpError, match="cut short or damaged"):
        read_table(path)


def test_a_workbook_with_a_password(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    )
    with pytest.raises(IcpError, match="a workbook with a password"):
        read_table(path)


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data are not here")
def test_a_real_workbook_with_a_guide_and_titles() -> None:
    path = DATA / "us_ffrdc_xlsx" / "ffrdc-2026.xlsx"
    table = read_table(path)
    assert (table.sheet, table.frame.shape) == ("FFRDC", (42, 26))
    assert table.rows.to_list() == list(range(4, 46))
    found = load_accounts([path], readings={path: Reading(overrides={"FFRDC_Name": "name"})})
    assert found.rows_in == 42 == found.rejected.height + found.duplicates.height + found.frame.height


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data are not here")
@pytest.mark.parametrize("name", ["table.xlsx", "table.xls", "table.ods"])
def test_every_kind_of_workbook(name: str) -> None:
    table = read_table(FRICTIONLESS / name)
    assert table.kind == name.removeprefix("table.")
    assert table.frame.to_dicts() == [{"id": "1", "name": "english"}, {"id": "2", "name": "中国人"}]


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data are not here")
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_dates_and_numbers_of_old_and_open_workbooks(ending: str) -> None:
    table = read_table(FRICTIONLESS / f"table-with-ints-floats-dates.{ending}")
    assert table.frame.row(0)[:3] == ("2013", "3.3", "2009-08-16")


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data are not here")
def test_a_damaged_old_workbook_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    raw = (FRICTIONLESS / "table.xls").read_bytes()
    path = tmp_path / "a.xls"
    path.write_bytes(raw[:1600] + bytes(range(200)) + raw[1800:])
    with pytest.raises(IcpError, match="that cannot be read"):
        read_table(path)
    assert capfd.readouterr().err == ""


@pytest.mark.slow
def test_a_hundred_thousand_rows_in_seconds(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", {"List": accounts(100_000)})
    start = time.perf_counter()
    table = read_table(path)
    assert time.perf_counter() - start < 20
    assert table.frame.height == 100_000
    assert set(table.frame.dtypes) == {pl.String}
