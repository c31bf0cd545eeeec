"""The folder of an export: free, a list, or in the way, each said without the command line's options."""

import json
from pathlib import Path

import pytest

from icp_tui.errors import IcpError, Problem
from icp_tui.review.export_target import check_folder, held, sentences

RECEIPT = {"profile": {"icp": "SaaS \x1b[2J", "version": "2026-Q3"}, "as_of": "2026-08-01", "rows": {"accounts": 1234}}


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def a_list(folder: Path, receipt: str = json.dumps(RECEIPT)) -> Path:
    folder.mkdir()
    (folder / "receipt.json").write_text(receipt, encoding="utf-8")
    (folder / "tier_a.csv").touch()
    return folder


def test_a_new_folder(here):
    found = check_folder(" list ")
    assert (found.path, found.state, found.said) == (here / "list", "new", "A new folder.")
    assert not (here / "list").exists()
    (here / "list").mkdir()
    assert check_folder("list").said == "An empty folder."


def test_the_own_folder_is_meant_by_a_tilde(monkeypatch, here):
    monkeypatch.setenv("HOME", str(here))
    assert check_folder("~/list").path == here / "list"


def test_a_list_can_be_replaced_and_says_which_it_is(here):
    a_list(here / "list")
    found = check_folder("list")
    assert found.state == "list"
    assert found.said == "Holds a list already: SaaS \ufffd[2J 2026-Q3 as of 2026-08-01, 1,234 accounts."


@pytest.mark.parametrize("receipt", ["", "{", "[]", "{}", '{"profile": 1}', "null", "\x00", "[" * 100_000])
def test_a_receipt_that_cannot_be_read_says_nothing(here, receipt):
    assert held(a_list(here / "list", receipt)) == ""
    assert check_folder("list").said == "Holds a list already."


@pytest.mark.parametrize(
    ("folder", "said", "mend"),
    [
        ("", "No folder is named.", "Type a name for it."),
        ("  ", "No folder is named.", "Type a name for it."),
        (".", "{here} is the folder you are in.", "Name a folder in it."),
        ("file", "{here}/file is a file, not a folder.", "Name another folder."),
        ("other", "{here}/other holds files that are no list of ours: holiday.jpg.", "Name another folder."),
        ("no/where", "The folder to put it into does not exist ({here}/no).", "Create it first."),
        ("list/inside", "{here}/list is a list itself.", "Choose a folder beside it."),
    ],
)
def test_what_is_in_the_way(here, folder, said, mend):
    (here / "file").touch()
    (here / "other").mkdir()
    (here / "other" / "holiday.jpg").touch()
    a_list(here / "list")
    found = check_folder(folder)
    assert (found.state, found.said, found.mend) == ("blocked", said.format(here=here), mend)


@pytest.mark.parametrize("folder", ["x" * 5000, "a\0b", "~nobody-of-that-name/x", "file/x"])
def test_what_can_be_no_folder_is_said_and_never_raised(here, folder):
    (here / "file").touch()
    found = check_folder(folder)
    assert found.state == "blocked"
    assert found.said.endswith(".")
    assert found.mend


def test_a_folder_that_may_not_be_written(here, monkeypatch):
    monkeypatch.setattr("os.access", lambda *_: False)
    found = check_folder("list")
    assert (found.state, found.said) == ("blocked", f"You may not write into {here}.")


def test_errors_in_the_words_of_the_app():
    race = IcpError(Problem("holds a list already", "/x/list", hint="--force replaces it"))
    assert sentences(race) == ("/x/list holds a list already.", "Export again and say that it may be replaced.")
    full = IcpError(Problem("cannot write the list: no space left on device; nothing was written", "/x", hint="free some space"))
    assert sentences(full) == (
        "Cannot write the list: no space left on device; nothing was written (/x).", "Free some space."
    )  # fmt: skip
    assert sentences(IcpError("Stopped: nothing was written")) == ("Stopped: nothing was written.", "")
