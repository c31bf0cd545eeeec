"""The sheets: whose accounts, what stands in them, their file names, and folders that they may not replace."""

import openpyxl
import pytest
from answered import fill
from lists import AS_OF
from reviewed import ACCOUNTS, SMALL

from icp_tui.errors import IcpError
from icp_tui.profile import load_profile
from icp_tui.review.decisions.decision import Decision
from icp_tui.review.decisions.matching import Finder
from icp_tui.review.sales.shape import SheetOf, account_of
from icp_tui.review.sales.sheets import sheets_of, write_sheets
from icp_tui.review.session import Session


def session(folder, accounts=ACCOUNTS, profile=SMALL):
    (folder / "accounts.csv").write_text(accounts, encoding="utf-8")
    (folder / "profile.yaml").write_text(profile, encoding="utf-8")
    return Session.load([folder / "accounts.csv"], load_profile(folder / "profile.yaml"), AS_OF)


def names(sheets):
    return {one.file: (one.rep, one.rows["Account"].to_list()) for one in sheets}


def test_each_rep_has_the_accounts_of_the_first_two_tiers(tmp_path):
    assert names(sheets_of(session(tmp_path))) == {
        "dana.xlsx": ("dana", ["Hooli", "Globex"]), "lee.xlsx": ("lee", ["Acme", "Initech"]),
    }  # fmt: skip


def test_tiers_are_chosen_and_accounts_without_an_owner_have_a_sheet(tmp_path):
    one = session(tmp_path, ACCOUNTS.replace("75,US,lee", "75,US, "))
    assert names(sheets_of(one, ["b"])) == {"lee.xlsx": ("lee", ["Acme"]), "unassigned.xlsx": (None, ["Initech"])}
    with pytest.raises(IcpError, match="the profile has no tier C"):
        sheets_of(one, ["C"])


@pytest.mark.parametrize(
    ("owners", "files"),
    [
        (("Zoë Ö", "zoe o"), ["zoe_o.xlsx", "zoe_o_2.xlsx"]),
        (("../../etc/passwd", "李"), ["etc_passwd.xlsx", "rep.xlsx"]),
        (("unassigned", "CON"), ["rep_con.xlsx", "unassigned_2.xlsx"]),
        (("=x|y", "d" * 90), ["x_y.xlsx", f"{'d' * 60}.xlsx"]),
    ],
)
def test_file_names_are_plain_and_told_apart(tmp_path, owners, files):
    one = session(tmp_path, ACCOUNTS.replace("dana", owners[0]).replace("lee", owners[1]))
    assert sorted(sheet.file for sheet in sheets_of(one)) == sorted(files)


def test_a_sheet_says_why_and_leaves_room_for_answers(tmp_path):
    profile = SMALL.replace("weight: 1\n", "weight: 9\n").replace(
        "kill_list:", "  - {key: geo, title: Geography, layer: fit, weight: 1, kind: one_of, field: city, ideal: [Oslo]}\nkill_list:"
    )
    one = session(tmp_path, profile=profile.replace("min_score: 70", "min_score: 40"))
    write_sheets(one, sheets_of(one), tmp_path / "sheets")
    book = openpyxl.load_workbook(tmp_path / "sheets" / "dana.xlsx")
    header, first, _ = book["Accounts"].iter_rows(values_only=True)
    assert header[:11] == (
        "Rank", "Tier", "Account", "Domain", "Score", "Why it is here", "Missing", "Keep or drop", "Move to", "Why", "Note",
    )  # fmt: skip
    assert first[:11] == (1, "A", "Hooli", "hooli.com", 90, "Size: 100 (>= 100); unknown: Geography", "Geography", *[None] * 4)
    sheet = book["Accounts"]
    assert sheet.column_dimensions["L"].hidden
    of, (who, tier) = SheetOf.of(header[11]), account_of(first[11])
    assert (of.icp, of.version, of.profile, of.as_of, of.rep, of.tiers) == ("Small", "1", one.profile.sha256, "2026-11-21", "dana", ("A", "B"))
    assert (who["account_key"], who["crm_id"], tier) == ("hooli.com", "H1", "A")
    choices = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert choices == {"H2:H3": '"keep,drop"', "I2:I3": '"A,B"'}
    assert book.sheetnames == ["Accounts", "How to"]


def test_an_older_note_is_shown_since_a_new_one_replaces_it(tmp_path):
    one = session(tmp_path)
    one.decisions = Finder(one.accounts.frame).decided([Decision(account_key="globex.com", kind="note", value="=met in May", author="me")])
    write_sheets(one, sheets_of(one), tmp_path / "sheets")
    rows = openpyxl.load_workbook(tmp_path / "sheets" / "dana.xlsx")["Accounts"].iter_rows(values_only=True)
    assert [row[7:9] for row in rows] == [("Noted so far", "Keep or drop"), (None, None), ("met in May", None)]
    assert openpyxl.load_workbook(tmp_path / "sheets" / "lee.xlsx")["Accounts"]["H1"].value == "Keep or drop"


def test_equal_lists_give_equal_bytes(tmp_path):
    one = session(tmp_path)
    for name in ("first", "second"):
        write_sheets(one, sheets_of(one), tmp_path / name)
    for file in ("dana.xlsx", "lee.xlsx"):
        assert (tmp_path / "first" / file).read_bytes() == (tmp_path / "second" / file).read_bytes()


def test_force_replaces_sheets_but_never_answers_nor_other_files(tmp_path):
    one, target = session(tmp_path), tmp_path / "sheets"
    write_sheets(one, sheets_of(one), target)
    with pytest.raises(IcpError, match="holds sheets already"):
        write_sheets(one, sheets_of(one), target)
    write_sheets(one, sheets_of(one, ["A"]), target, force=True)
    assert sorted(path.name for path in target.iterdir()) == ["dana.xlsx"]
    fill(target / "dana.xlsx", {"Hooli": {"Note": "call"}})
    kept = (target / "dana.xlsx").read_bytes()
    with pytest.raises(IcpError, match="holds answers that would be lost"):
        write_sheets(one, sheets_of(one), target, force=True)
    assert (target / "dana.xlsx").read_bytes() == kept
    (target / "dana.xlsx").unlink()
    openpyxl.Workbook().save(target / "budget.xlsx")
    with pytest.raises(IcpError, match=r"budget\.xlsx"):
        write_sheets(one, sheets_of(one), target, force=True)
    assert (target / "budget.xlsx").exists()


def test_nobody_in_the_tiers_and_more_reps_than_there_can_be(tmp_path, monkeypatch):
    with pytest.raises(IcpError, match="nobody is in A and B"):
        sheets_of(session(tmp_path, ACCOUNTS.replace("US", "RU")))
    monkeypatch.setattr("icp_tui.review.sales.sheets._MOST_REPS", 1)
    with pytest.raises(IcpError, match="2 owners in A and B: that is no column of reps"):
        sheets_of(session(tmp_path))
