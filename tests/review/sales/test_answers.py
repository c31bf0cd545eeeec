"""What is read of a sheet that somebody filled in, and every way in which that goes wrong."""

import csv
import re
from zipfile import ZipFile

import openpyxl
import pytest
from answered import fill
from lists import AS_OF
from reviewed import ACCOUNTS, SMALL

from icp_tui.errors import IcpError
from icp_tui.profile import load_profile
from icp_tui.review.sales.answers import read_answers
from icp_tui.review.sales.sheets import sheets_of, write_sheets
from icp_tui.review.session import Session

HOSTILE = ACCOUNTS.replace("Globex,", '"=SUM(1), ""x"" Жук",')


@pytest.fixture
def sheet(tmp_path):
    (tmp_path / "accounts.csv").write_text(HOSTILE, encoding="utf-8")
    (tmp_path / "profile.yaml").write_text(SMALL, encoding="utf-8")
    session = Session.load([tmp_path / "accounts.csv"], load_profile(tmp_path / "profile.yaml"), AS_OF)
    write_sheets(session, sheets_of(session), tmp_path / "sheets")
    return tmp_path / "sheets" / "dana.xlsx"


FULL = {
    "Hooli": {"Keep or drop": " DROP ", "Why": "Bought by\nGavin"},
    '=SUM(1), "x" Жук': {"Keep or drop": "Keep", "Move to": "b", "Why": "=slow", "Note": "- call in May; naïve"},
}
READ = [
    ("hooli.com", "drop", None, "Bought by Gavin", None),
    ("globex.com", "keep", "B", "=slow", "- call in May; naïve"),
]


def said(read):
    return [(one.account["account_key"], one.verdict, one.tier, one.why, one.note) for one in read.answers]


def test_answers_come_back_from_xlsx_and_from_csv(sheet, tmp_path):
    as_csv = fill(sheet, FULL, tmp_path / "dana.csv")
    for path in (as_csv, fill(sheet, FULL)):
        read = read_answers(path)
        assert (said(read), read.problems) == (READ, [])
        assert (read.of.rep, read.accounts) == ("dana", 2)
        assert [one.place for one in read.answers] == [f"{path.name} row 2", f"{path.name} row 3"]
    assert str(read) == "dana.xlsx, Small 1 as of 2026-11-21: 2 of 2 accounts answered: 1 keep, 1 drop, 1 move, 1 note"


def test_a_sheet_that_nobody_filled_in(sheet):
    read = read_answers(sheet)
    assert not read.is_answered
    assert str(read) == "dana.xlsx, Small 1 as of 2026-11-21: none of 2 accounts is answered"


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"Keep or drop": "kep"}, "row 2: Keep or drop of Hooli is kep (did you mean keep?)"),
        ({"Keep or drop": "x"}, "row 2: Keep or drop of Hooli is x (write keep or drop, or nothing)"),
        ({"Keep or drop": "drop"}, "row 2: Hooli is dropped without a why (say why under Why)"),
        ({"Move to": "Z"}, "row 2: Move to of Hooli is Z (the tiers are A, B)"),
        ({"Keep or drop": "drop", "Move to": "B", "Why": "no"}, "row 2: Hooli is dropped and moved to B at once (clear Keep or drop or Move to)"),
        ({"Why": "lovely"}, "row 2: Hooli has a why, but nothing that it is for (choose Keep or drop or Move to, or write it under Note)"),
        ({"Tier": "B"}, "row 2: the tier of Hooli was A and is now B (put A back, and write the tier that you want under Move to)"),
        ({"Note": "#NAME?"}, "row 2: Note of Hooli is #NAME?: it was typed like a formula (type it again with an apostrophe before it)"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_with_its_mend(sheet, cells, problem):
    read = read_answers(fill(sheet, {"Hooli": cells}))
    assert [str(one) for one in read.problems] == [f"{sheet}, sheet Accounts: {problem}"]
    assert not read.answers


def test_a_formula_that_no_program_has_worked_out_is_no_blank_cell(sheet):
    fill(sheet, {"Hooli": {"Keep or drop": "keep"}})
    book = openpyxl.load_workbook(sheet)
    book["Accounts"]["K3"].value = "=call in <May>"
    book["Accounts"]["N3"].value = "=A3*2"
    book.save(sheet)
    read = read_answers(sheet)
    assert said(read) == [("hooli.com", "keep", None, None, None)]
    assert [str(one) for one in read.problems] == [
        f"{sheet}, sheet Accounts: row 3: Note in cell K3 is a formula without a value: =call in <May>"
        " (type it again with an apostrophe before it, or save the file from a spreadsheet program)"
    ]


def test_a_formula_with_its_value_is_what_it_shows(sheet, tmp_path):
    with ZipFile(fill(sheet, {"Hooli": {"Keep or drop": "keep", "Note": "?"}})) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    name = "xl/worksheets/sheet1.xml"
    for at, (value, note) in enumerate(((b"<v>May</v>", "May"), (b"<v></v>", None))):
        told = re.sub(rb'<c r="K2".*?</c>', b'<c r="K2" t="str"><f>"M"&amp;"ay"</f>' + value + b"</c>", parts[name])
        with ZipFile(tmp_path / f"{at}.xlsx", "w") as book:
            for part, data in (parts | {name: told}).items():
                book.writestr(part, data)
        read = read_answers(tmp_path / f"{at}.xlsx")
        assert (said(read), read.problems) == ([("hooli.com", "keep", None, None, note)], [])


def test_columns_that_were_sorted_apart_are_noticed(sheet):
    book = openpyxl.load_workbook(sheet)
    rows = book["Accounts"]
    rows["L2"].value, rows["L3"].value = rows["L3"].value, rows["L2"].value
    rows["K2"].value = "call"
    book.save(sheet)
    problems = [str(one) for one in read_answers(sheet).problems]
    assert problems == [
        f'{sheet}, sheet Accounts: row 2: shows Hooli, but belongs to =SUM(1), "x" Жук'
        " (the columns were sorted or pasted apart; fill in the sheet as it was sent)"
    ]


def test_rows_move_with_their_hidden_column_and_may_be_deleted(sheet):
    fill(sheet, FULL)
    book = openpyxl.load_workbook(sheet)
    book["Accounts"].insert_rows(2)
    for column in range(1, 13):
        moved = book["Accounts"].cell(4, column)
        book["Accounts"].cell(2, column).value = moved.value
        book["Accounts"].cell(2, column).data_type = moved.data_type
    book["Accounts"].delete_rows(3, 2)
    book["Accounts"].title = "Mine"
    book.save(sheet)
    assert said(read_answers(sheet)) == READ[1:]


def test_a_row_that_was_added_by_hand_is_no_account(sheet):
    book = openpyxl.load_workbook(sheet)
    book["Accounts"].append([None, None, "New Co", "new.com", None, None, None, "keep"])
    book.save(sheet)
    (problem,) = read_answers(sheet).problems
    assert "row 4: has answers, but its hidden last column does not say which account it is" in str(problem)


def test_other_files_are_refused(sheet, tmp_path):
    (tmp_path / "list.csv").write_text(ACCOUNTS, encoding="utf-8")
    with pytest.raises(IcpError, match="is no sheet that icp-tui wrote"):
        read_answers(tmp_path / "list.csv")
    with pytest.raises(IcpError, match="no such file"):
        read_answers(tmp_path / "gone.xlsx")
    saved = fill(sheet, {}, tmp_path / "less.csv")
    rows = list(csv.reader(saved.read_text(encoding="cp1252").splitlines(), delimiter=";"))
    rows[0][8] = "Umzug"
    with saved.open("w", newline="", encoding="cp1252", errors="replace") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    with pytest.raises(IcpError, match="no column Move to"):
        read_answers(saved)
