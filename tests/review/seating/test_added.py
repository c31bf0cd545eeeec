"""Accounts added by hand: kept beside the workspace, read as a source of their own."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from lists import AS_OF
from reviewed import ACCOUNTS, SMALL, buckets

from icp_tui.command_line import parsed
from icp_tui.commands.context import open_session
from icp_tui.errors import IcpError
from icp_tui.review.opening import Opening
from icp_tui.review.seating.added import AddedFile
from icp_tui.review.seating.placing import place

DAY = date(2026, 11, 22)
NEW = {"name": "Neü & Co", "domain": "neu.com", "employees": "95", "country": "US"}


@pytest.fixture
def opening(tmp_path):
    (tmp_path / "a.csv").write_text(ACCOUNTS, encoding="utf-8")
    (tmp_path / "p.yaml").write_text(SMALL, encoding="utf-8")
    return Opening((tmp_path / "a.csv",), tmp_path / "p.yaml", str(tmp_path / "w.sqlite"), as_of=AS_OF)


def test_rows_come_back_as_they_were_said(tmp_path):
    file = AddedFile(tmp_path / "x.added.csv")
    assert (file.rows(), file.sources) == ([], ())
    row = file.add(NEW, "dana", DAY)
    file.add({"domain": 'a"b,c', "Group": "two\nlines"}, "lee", DAY)
    assert row == NEW | {"Added by hand": "2026-11-22 by dana"}
    assert file.rows()[0] == row
    assert file.rows()[1]["domain"] == 'a"b,c'
    assert file.sources == (file.path,)
    assert file.remove(row)
    assert not file.remove(row)
    assert len(file.rows()) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["x.added.csv"]


def test_a_file_that_cannot_be_read_or_written_says_which(tmp_path):
    file = AddedFile(tmp_path / "gone" / "x.added.csv")
    with pytest.raises(IcpError, match="cannot be read or written"):
        file.add(NEW, "dana", DAY)
    damaged = AddedFile(tmp_path / "y.added.csv")
    damaged.path.write_bytes(b"name\n\xff\xfe\n")
    with pytest.raises(IcpError, match=r"y\.added\.csv"):
        damaged.rows()


def test_they_are_on_the_list_after_the_sources(opening):
    review = opening.open()
    review.workspace.added.add(NEW, "dana", DAY)
    review.close()
    review = opening.open()
    try:
        assert buckets(review)["Neü & Co"] == "A"
        assert review.session.rows == {"in": 10, "rejected": 0, "duplicates": 0, "accounts": 10}
        last = review.session.accounts.frame.row(-1, named=True)
        assert (last["account_key"], last["source"], last["employees"]) == ("neu.com", "added by hand", 95)
        assert [name for name in review.session.originals.columns if name not in ACCOUNTS] == ["Added by hand"]
        assert review.session.originals["Added by hand"][-1] == "2026-11-22 by dana"
    finally:
        review.close()


def test_one_that_a_source_has_too_is_merged_and_counted(opening):
    AddedFile.beside(opening.sources[0].with_name("w.sqlite")).add({"domain": "acme.com", "employees": "85", "city": "Ulm"}, "dana", DAY)
    review = opening.open()
    try:
        assert review.session.rows == {"in": 10, "rejected": 0, "duplicates": 1, "accounts": 9}
        acme = review.session.accounts.frame.filter(pl.col("account_key") == "acme.com").row(0, named=True)
        assert (acme["employees"], acme["city"]) == (80, "Ulm")
    finally:
        review.close()


def test_build_and_explain_with_the_workspace_agree(opening, tmp_path):
    opening.open().close()
    AddedFile.beside(tmp_path / "w.sqlite").add(NEW, "dana", DAY)
    given = ["-p", opening.profile, "-w", tmp_path / "w.sqlite", "--as-of", AS_OF, "-q", "-o", tmp_path / "out"]
    options = parsed(["build", str(opening.sources[0]), *map(str, given)])
    assert open_session(options).rows["accounts"] == 10
    options.workspace = None
    assert open_session(options).rows["accounts"] == 9


def test_a_list_read_anew_shares_the_open_workspace(opening):
    first = opening.open()
    placed = place(first, "neu.com employees=95")
    first.workspace.added.add(placed.cells, "dana", DAY)
    second = replace(opening, held=first.workspace).open()
    assert second.workspace is first.workspace
    first.close()
    second.note(pl.Series([0], dtype=pl.UInt32), "still open")
    second.close()


def test_a_throw_away_list_keeps_them_until_it_is_closed(opening):
    review = replace(opening, throw_away=True).open()
    path = review.workspace.added.path
    review.workspace.added.add(NEW, "dana", DAY)
    assert path.exists()
    review.close()
    assert not path.exists()
