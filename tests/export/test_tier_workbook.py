"""The excel preset: a summary and a sheet for each tier, read back by openpyxl and by icp-tui with nothing lost."""

import openpyxl
import polars as pl
import pytest
from lists import AS_OF
from reviewed import ACCOUNTS, SMALL

from icp_tui.export import tier_workbook
from icp_tui.export.tier_tables import tier_tables
from icp_tui.export.tier_workbook import write_tier_workbook
from icp_tui.profile import load_profile
from icp_tui.review.files import receipt_of
from icp_tui.review.session import Session
from icp_tui.sources.accounts import load_accounts
from icp_tui.sources.reading import Reading

HOSTILE = ACCOUNTS.replace("Hooli,hooli", '"=cmd|\' /C calc\'!A0",hooli').replace("Acme,", '"<r>Acme</r>, ""x""",')


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    folder = tmp_path_factory.mktemp("list")
    (folder / "accounts.csv").write_text(HOSTILE, encoding="utf-8")
    (folder / "profile.yaml").write_text(SMALL, encoding="utf-8")
    return Session.load([folder / "accounts.csv"], load_profile(folder / "profile.yaml"), AS_OF)


def written(session, path):
    tiers = tier_tables(session.scored(), session.originals)
    write_tier_workbook(path, tiers, receipt_of(session))
    return openpyxl.load_workbook(path)


def test_the_summary_says_what_the_list_is(session, tmp_path):
    book = written(session, tmp_path / "x.xlsx")
    assert book.sheetnames == ["Summary", "A", "B"]
    rows = list(book["Summary"].iter_rows(values_only=True))
    assert rows[0][0] == "Small"
    assert rows[1][0] == "1, as of 2026-11-21"
    assert rows[4] == ("A", 2, 2, 'Call. A ends at rank 2, 86.50 Globex (full). Next in line: <r>Acme</r>, "x"')
    assert [row[:2] for row in rows[6:9]] == [("Nurture", 1), ("Disqualified", 1), ("Killed", 3)]
    assert rows[10][:2] == ("Rows", "9 in = 9 accounts + 0 duplicates + 0 rejected")


def test_each_tier_is_a_sheet_in_its_colour_with_numbers_as_numbers(session, tmp_path):
    book = written(session, tmp_path / "x.xlsx")
    assert len({book[name].sheet_properties.tabColor.rgb for name in "AB"}) == 2
    header, first, second = book["A"].iter_rows(values_only=True)
    account = dict(zip(header, first, strict=True))
    assert account["name"] == "=cmd|' /C calc'!A0"
    assert (account["rank"], account["score"], account["employees"]) == (1, 100, 100)
    assert account["Account ID"] == "H1"
    assert dict(zip(header, second, strict=True))["score"] == 86.5
    assert not {"bucket", "kill_reasons", "level.size"} & set(header)


def test_what_everybody_reads_comes_first_and_the_rest_is_folded_away(session, tmp_path):
    sheet = written(session, tmp_path / "x.xlsx")["A"]
    header = [cell.value for cell in sheet[1]]
    read = ["rank", "tier", "name", "domain", "score", "why", "owner", "employees", "country", "warnings", "note"]
    assert header[: len(read)] == read
    assert sheet.freeze_panes == "D2"
    folds = [(sheet.column_dimensions[cell.column_letter].outlineLevel, sheet.column_dimensions[cell.column_letter].hidden) for cell in sheet[1][: len(read) + 1]]
    assert folds == [(0, False)] * len(read) + [(1, True)]
    # The sign that opens them stands over the last that is seen.
    assert sheet.column_dimensions["K"].collapsed
    assert not sheet.sheet_properties.outlinePr.summaryRight


def test_icp_tui_reads_its_own_workbook_with_nothing_lost(session, tmp_path):
    written(session, tmp_path / "x.xlsx")
    kept = ["account_key", "domain", "employees", "country", "owner", "crm_id"]
    for tier, frame in tier_tables(session.scored(), session.originals).items():
        path = tmp_path / "x.xlsx"
        again = load_accounts([path], readings={path: Reading(sheet=tier)}).frame
        assert again.sort("account_key").select(kept).equals(frame.sort("account_key").select(kept))


def test_a_tier_that_is_too_long_goes_on_in_another_sheet(session, tmp_path, monkeypatch):
    monkeypatch.setattr(tier_workbook, "MOST_ROWS", 2)
    book = written(session, tmp_path / "x.xlsx")
    assert book.sheetnames == ["Summary", "A", "A (2)", "B", "B (2)"]
    assert [book[name]["D2"].value for name in book.sheetnames[1:]] == ["hooli.com", "globex.com", "acme.com", "initech.com"]


def test_a_list_without_accounts_has_its_sheets(session, tmp_path):
    tiers = {name: frame.clear() for name, frame in tier_tables(session.scored(), session.originals).items()}
    write_tier_workbook(tmp_path / "x.xlsx", tiers, receipt_of(session))
    assert pl.read_excel(tmp_path / "x.xlsx", sheet_name="A", raise_if_empty=False).is_empty()
