"""Workbooks: typed cells that openpyxl and icp-tui read back, hostile text, the limits of a sheet, equal bytes."""

from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import xlsxwriter.workbook
from openpyxl.utils.escape import unescape

from icp_tui.export.workbook import Column, Workbook, fitting

DAY = date(2026, 11, 21)
HOSTILE = ["=cmd|' /C calc'!A0", "+1 (555) 010", "@SUM(1)", "-", "<r>bold</r>", "_x0041_", "\ufffe", " spaced ", "007", "1E5",
           "http://x.com", "{=1}", "Zo\u00eb \U0001f600", "TRUE", "'quoted"]  # fmt: skip


def written(path: Path, frame: pl.DataFrame, name: str = "Sheet") -> openpyxl.Workbook:
    with Workbook(path, DAY) as book:
        book.table(book.sheet(name), frame, {}, {})
    return openpyxl.load_workbook(path)


def test_text_stays_the_text_that_it_is(tmp_path):
    sheet = written(tmp_path / "x.xlsx", pl.DataFrame({"=head": HOSTILE}))["Sheet"]
    cells = [cell for (cell,) in sheet.iter_rows()]
    # Text alone, never a formula or a link; markup that XlsxWriter would take for its own ends in a blank.
    assert {cell.data_type for cell in cells} == {"s"}
    assert [unescape(cell.value) for cell in cells[1:]] == [text.replace("</r>", "</r> ") for text in HOSTILE]
    assert all(cell.hyperlink is None for cell in cells)
    # What starts like a formula stays text when somebody edits the cell, too.
    assert [bool(cell.quotePrefix) for cell in cells] == [text.startswith(("=", "+", "-", "@")) for text in ["=head", *HOSTILE]]


def test_types_and_what_a_spreadsheet_cannot_hold(tmp_path):
    frame = pl.DataFrame({
        "whole": [5, 10**17, None],
        "part": [1.25, float("nan"), float("inf")],
        "day": [date(2026, 1, 31), date(1899, 5, 1), None],
        "flag": [True, False, None],
        "list": [["a", "b"], [], None],
        "text": ["two\nlines\x00", "", None],
    })  # fmt: skip
    rows = list(written(tmp_path / "x.xlsx", frame)["Sheet"].iter_rows(min_row=2, values_only=True))
    assert [value if index != 2 else value.date() for index, value in enumerate(rows[0])] == [
        5, 1.25, date(2026, 1, 31), "yes", "a; b", "two lines",
    ]  # fmt: skip
    assert rows[1] == (str(10**17), None, "1899-05-01", None, None, None)
    assert len(rows) == 2 or rows[2] == (None,) * 6


def test_a_cell_holds_so_many_characters_counted_as_spreadsheets_do(tmp_path):
    longest, rare = "a" * 32_767, "\U0001f600" * 20_000
    sheet = written(tmp_path / "x.xlsx", pl.DataFrame({"text": [longest, longest + "b", rare]}))["Sheet"]
    kept = [cell for (cell,) in sheet.iter_rows(min_row=2, values_only=True)]
    assert kept[0] == longest
    assert kept[1] == "a" * 32_766 + "…"
    assert kept[2] == fitting(rare) == "\U0001f600" * 16_383 + "…"


def test_names_of_sheets_are_cut_told_apart_and_never_the_one_that_excel_keeps(tmp_path):
    with Workbook(tmp_path / "x.xlsx", DAY) as book:
        names = [book.sheet(name).get_name() for name in ("A", "a", "x" * 40, "x" * 35, "History")]
    assert names == ["A", "a (2)", "x" * 31, "x" * 27 + " (2)", "History list"]
    assert openpyxl.load_workbook(tmp_path / "x.xlsx").sheetnames == names


def test_equal_rows_are_equal_bytes_and_nothing_else_is_left(tmp_path):
    for name in ("one", "two"):
        written(tmp_path / f"{name}.xlsx", pl.DataFrame({"n": range(50), "text": ["a"] * 50}))
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.xlsx", "two.xlsx"]


def test_header_is_frozen_filters_are_on_and_hidden_columns_hidden(tmp_path):
    with Workbook(tmp_path / "x.xlsx", DAY) as book:
        book.table(book.sheet("S"), pl.DataFrame({"a": ["x"], "b": ["y"]}), {"b": Column(hidden=True)}, {})
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["S"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B2")
    assert [sheet.column_dimensions[name].hidden for name in "AB"] == [False, True]


def test_a_disk_that_refuses_is_an_error_of_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsxwriter.workbook, "ZipFile", refused)
    with pytest.raises(OSError, match="No space left"):
        written(tmp_path / "x.xlsx", pl.DataFrame({"a": ["x"]}))


def refused(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")
