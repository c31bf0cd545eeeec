"""`icp-tui diff`: build folders and snapshots, on paper, as JSON and as CSV."""

import csv
import json
import shutil
from datetime import date

import pytest
from runs import ACCOUNTS, PROFILE, code, inputs

from icp_tui.profile import load_profile
from icp_tui.review.comparing import recorded
from icp_tui.review.files import write_files
from icp_tui.review.session import Session
from icp_tui.review.snapshots import freeze

LATER = ACCOUNTS.replace("Hooli,hooli.com,300", "Hooli,hooli.com,10") + "Fresh,fresh.com,500,US,lee\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Two lists: build folders `old` and `new`, the old one also frozen as Q3."""
    made = tmp_path_factory.mktemp("lists")
    for name, accounts, day in (("old", ACCOUNTS, date(2026, 8, 1)), ("new", LATER, date(2026, 11, 1))):
        (made / f"{name}.in").mkdir()
        source, yaml = inputs(made / f"{name}.in", accounts, PROFILE)
        session = Session.load([source], load_profile(yaml), day)
        write_files(session, made / name)
        if name == "old":
            freeze(session, made / "work.sqlite", "Q3")
    return made


def test_moves_are_listed_with_their_causes(folder, capsys):
    assert code("diff", folder / "old", folder / "new") == 0
    said = capsys.readouterr().out
    assert "the same profile" in said
    assert "A: 2 then, 2 now; 1 came in, 1 left, 50.0 % churn" in said
    assert "data: employees 300 -> 10: killed: Under 20 employees" in " ".join(said.split())
    assert "2 accounts moved, 5 stay" in said


def test_a_snapshot_is_named_and_a_receipt_is_as_good_as_its_folder(folder, capsys):
    assert code("diff", "Q3", folder / "new" / "receipt.json", "-w", folder / "work.sqlite", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["old"]["name"], told["new"]["name"], told["new"]["as_of"]) == ("Q3", "new", "2026-11-01")
    assert told["matrix"]["A"]["killed"] == 1
    assert told["tiers"][0]["churn"] == 50.0
    (hooli,) = [one for one in told["moves"] if one["name"] == "Hooli"]
    assert (hooli["was"], hooli["now"], hooli["cause"]) == ("A", "killed", "data")
    assert sum(sum(row.values()) for row in told["matrix"].values()) == 7


def test_every_move_goes_into_a_file_that_is_not_replaced_unasked(folder, tmp_path, capsys):
    out = tmp_path / "moves.csv"
    assert code("diff", folder / "old", folder / "new", "-o", out, "-q") == 0
    with out.open(newline="", encoding="utf-8") as file:
        found = {row["name"]: row for row in csv.DictReader(file)}
    assert found["Fresh"]["cause"] == "new"
    assert found["Hooli"]["because"] == "employees 300 -> 10: killed: Under 20 employees"
    assert code("diff", folder / "old", folder / "new", "-o", out, "-q") == 1
    assert "exists already" in capsys.readouterr().err
    assert code("diff", folder / "old", folder / "new", "-o", out, "-q", "--force") == 0


def test_the_profile_is_found_while_its_file_is_the_same(folder, tmp_path):
    copy = tmp_path / "old"
    shutil.copytree(folder / "old", copy)
    assert recorded(copy).profile is not None
    receipt = json.loads((copy / "receipt.json").read_text(encoding="utf-8"))
    receipt["profile"]["sha256"] = "0" * 64
    (copy / "receipt.json").write_text(json.dumps(receipt), encoding="utf-8")
    assert recorded(copy).profile is None


def test_the_folder_in_which_one_asks_makes_no_difference(tmp_path, monkeypatch, capsys):
    (tmp_path / "work" / "lists").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "work")
    yaml = PROFILE.replace("kill_list:", "fields: {growth: {from: [Growth], as: number}}\nkill_list:")
    for name, accounts in (("old", ACCOUNTS), ("new", LATER)):
        inputs(tmp_path / "work", accounts, yaml)
        assert code("build", "accounts.csv", "-p", "profile.yaml", "-o", f"lists/{name}", "-q") == 0
    monkeypatch.chdir(tmp_path)
    assert code("diff", "work/lists/old", "work/lists/new") == 0
    said = capsys.readouterr().out
    assert "is not kept" not in said
    assert "data: employees 300 -> 10: killed: Under 20 employees" in " ".join(said.split())


@pytest.mark.parametrize(
    ("old", "said"),
    [("nowhere/at/all", "there is no such list"), ("Q9", "no list is called Q9"), (".", "holds no list")],
)
def test_what_is_no_list_is_said_to_be(folder, old, said, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert code("diff", old, folder / "new", "-w", folder / "work.sqlite") == 1
    assert said in capsys.readouterr().err


def test_a_damaged_list_is_one_line(folder, tmp_path, capsys):
    copy = tmp_path / "new"
    shutil.copytree(folder / "new", copy)
    (copy / "accounts.parquet").write_bytes(b"PAR1 no more")
    assert code("diff", folder / "old", copy) == 1
    assert "it is damaged" in capsys.readouterr().err
