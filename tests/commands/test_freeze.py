"""`icp-tui freeze`, `lists` and `verify`: what they print, write and refuse."""

import json

import pytest
from runs import PROFILE, code, files, inputs

from icp_tui.review.decisions.decision import Decision
from icp_tui.review.decisions.workspace import Workspace, path_of

DAY = ("--as-of", "2026-11-21")


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    inputs(tmp_path)
    return tmp_path


def freeze(name, *more):
    return code("freeze", name, "accounts.csv", "-p", "profile.yaml", *DAY, *more)


def lists(here):
    return here / "home" / "workspaces" / "default.lists"


def test_the_quarter_of_a_list(here, capsys):
    with Workspace.open("default") as workspace:
        workspace.store.append([Decision(kind="exclude", account_key="hooli.com", reason="Gone", author="dana")])
    assert freeze("2026-Q4") == 0
    assert code("build", "accounts.csv", "-p", "profile.yaml", *DAY, "-w", "default", "-o", "built", "-q") == 0
    # Without -w a list is frozen in the default workspace, with its decisions.
    assert files(lists(here) / "2026-Q4") == files(here / "built") | {"profile.yaml": PROFILE.encode()}
    assert code("lists") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Frozen as 2026-Q4 in workspace default: Small 1 as of 2026-11-21, 6 accounts, A 2, B 1 icp-tui lists -w default" in said
    assert "2026-Q4 Small 1 2026-11-21 6 A 2, B 1 20" in said
    assert f"In {lists(here)}" in said
    # Everything that it was made from changes.
    inputs(here, accounts="Company\nNobody\n", profile=PROFILE.replace("capacity: 2", "capacity: 1"))
    assert code("lists", "2026-Q4", "--export", "again") == 0
    assert files(here / "again") == files(here / "built")
    assert code("lists", "2026-q4", "--export", "excel", "--preset", "excel", "-q") == 0
    assert (here / "excel" / "excel" / "excel_2026-11-21.xlsx").is_file()
    assert code("verify", "excel") == 1
    assert "accounts.csv: has changed since" in capsys.readouterr().out
    inputs(here)
    assert code("verify", "excel") == code("verify", "again") == code("verify", lists(here) / "2026-Q4") == 0
    assert f"{here / 'excel'}: every file matches (11 files), made again from its receipt" in capsys.readouterr().out


def test_a_built_folder_is_frozen_in_a_workspace_of_its_own(here, capsys):
    assert code("build", "accounts.csv", "-p", "profile.yaml", *DAY, "-o", "built", "-q") == 0
    assert code("freeze", "Q4", "--from", "built", "-w", "./w.sqlite", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["name"], said["buckets"]) == ("Q4", {"A": 2, "B": 2, "nurture": 0, "disqualified": 1, "killed": 1})
    assert said["path"] == str(here / "w.lists" / "Q4")
    assert (here / "w.sqlite").is_file()
    assert code("lists", "-w", "./w.sqlite", "--json") == 0
    assert [one["name"] for one in json.loads(capsys.readouterr().out)] == ["Q4"]
    assert code("lists", "Q4", "-w", "./w.sqlite") == 0
    assert "Accounts 6: A 2, B 2, nurture 0, disqualified 1, killed 1" in " ".join(capsys.readouterr().out.split())


def test_a_built_folder_whose_profile_changed_meanwhile_is_frozen_without_its_text_and_that_is_said(here, capsys):
    assert code("build", "accounts.csv", "-p", "profile.yaml", *DAY, "-o", "built", "-q") == 0
    assert code("freeze", "whole", "--from", "built") == 0
    assert "not kept" not in capsys.readouterr().out
    changed = PROFILE.replace("capacity: 2", "capacity: 1").replace('"1"', '"2"')
    inputs(here, profile=changed)
    unkept = "The text of its profile is not kept: profile.yaml was changed or gone when the list was frozen."
    assert code("freeze", "Q4", "--from", "built") == 0
    assert unkept in " ".join(capsys.readouterr().out.split())
    assert code("lists", "Q4") == 0
    assert unkept in " ".join(capsys.readouterr().out.split())
    assert code("lists", "--json") == 0
    assert {one["name"]: one["profile_kept"] for one in json.loads(capsys.readouterr().out)} == {"whole": True, "Q4": False}
    assert freeze("Q5", "-q") == 0
    assert code("diff", "Q4", "Q5") == 0
    assert "The text of the profile of Q4 is not kept: what changed in it cannot be told." in " ".join(capsys.readouterr().out.split())


def test_a_workspace_that_begins_is_said_and_one_that_a_list_was_built_with_is_used(capsys):
    assert freeze("Q4", "-w", "emea") == 0
    assert "emea is a new workspace." in capsys.readouterr().out
    assert freeze("Q4", "-w", "emae") == 0
    assert "emae is a new workspace (did you mean emea?)." in capsys.readouterr().out
    assert code("build", "accounts.csv", "-p", "profile.yaml", *DAY, "-w", "emea", "-o", "built", "-q") == 0
    assert code("freeze", "Q5", "--from", "built") == 0
    assert "Frozen as Q5 in workspace emea: " in capsys.readouterr().out
    # Its lists outlast it.
    path_of("emea").unlink()
    assert code("lists", "-w", "emea") == 0
    out, err = capsys.readouterr()
    assert "the workspace emea is gone, with the decisions in it; its frozen lists are still there" in err
    assert "Q5" in out


def test_a_list_is_deleted_only_when_that_is_said(here, capsys):
    assert freeze("Q4", "-q") == 0
    assert code("lists", "--delete", "Q4") == 1
    assert "Q4 is not deleted: nobody can be asked here (add --yes)" in capsys.readouterr().err
    assert code("lists", "--delete", "Q4", "--yes") == 0
    assert list(lists(here).iterdir()) == []
    assert code("lists") == 0
    assert "No list is frozen in workspace default." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("freeze", "x"), "nothing to freeze"),
        (("freeze", "x", "accounts.csv"), "nothing to freeze"),
        (("freeze", "x", "accounts.csv", "--from", "built"), "--from freezes a list that is built already"),
        (("freeze", "../x", "accounts.csv", "-p", "profile.yaml"), "cannot name a list"),
        (("freeze", "x", "--from", "nowhere"), "holds no list"),
        (("lists", "--export", "x"), "--export needs the name of a list"),
        (("lists", "x", "--delete", "y"), "--delete stands alone"),
        (("lists", "x", "--preset", "excel"), "--preset goes with --export"),
        (("lists", "x"), "no list is called x (none is frozen yet"),
        (("lists", "-w", "nope"), "no workspace nope"),
        (("verify", "nowhere"), "holds no list"),
        (("verify", "accounts.csv"), "is a file, not the folder of a list"),
    ],
)
def test_what_is_refused(args, said, capsys):
    assert code(*args) == 1
    assert said in capsys.readouterr().err


def test_a_name_that_is_taken_is_refused_before_anything_is_read(here, capsys):
    assert freeze("Q4", "-q") == 0
    assert code("freeze", "Q4", "gone.csv", "-p", "profile.yaml") == 1
    assert "a list called Q4 is frozen already" in capsys.readouterr().err
    assert freeze("Q4", "-q", "--force", "--where", "country = 'US'") == 0
    assert json.loads((lists(here) / "Q4" / "receipt.json").read_text())["where"] == "country = 'US'"


def test_verify_as_json(capsys):
    assert freeze("Q4", "-q") == 0
    assert code("verify", "home/workspaces/default.lists/Q4", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["matches"], said["files"], said["differs"]) == (True, 9, [])
