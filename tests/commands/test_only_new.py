"""`icp-tui build --only-new`: only the new accounts of a preset since its last export, and who left."""

import json

import pytest
from exported import NOW, THEN, YAML
from runs import code

from icp_tui.review.decisions.workspace import Workspace


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "profile.yaml").write_text(YAML, encoding="utf-8")
    for name, rows in (("then", THEN), ("now", NOW)):
        (tmp_path / f"{name}.csv").write_text(rows, encoding="utf-8")
    Workspace.open("kept.sqlite").close()
    return tmp_path


def build(rows, day, out, *more):
    return code("build", f"{rows}.csv", "-p", "profile.yaml", "-w", "kept.sqlite", "--as-of", day, "-o", out, "--preset", "sales-navigator", *more)


def test_it_writes_what_is_new_and_who_left_and_can_be_verified(here, capsys):
    assert build("then", "2026-10-01", "october") == 0
    assert build("now", "2026-11-01", "november", "--only-new") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Since the export of 2026-10-01: 3 new in their tier (2 from another tier), 4 left their tier (2 for another tier)." in said
    assert sorted(path.name for path in (here / "november" / "sales-navigator").iterdir()) == [
        "README.txt", "sales-navigator_removed_2026-11-01.csv", "sales-navigator_tier_a_2026-11-01.csv", "sales-navigator_tier_b_2026-11-01.csv",
    ]  # fmt: skip
    # The list itself is whole.
    assert (here / "november" / "tier_a.csv").read_text(encoding="utf-8").count("\n") == 3
    receipt = json.loads((here / "november" / "receipt.json").read_text(encoding="utf-8"))
    assert receipt["presets"][0]["new_since"] == "2026-10-01"
    # Also after the memory has gone on.
    assert build("now", "2026-11-02", "again", "--only-new") == 0
    assert code("verify", "november") == 0
    assert "every file matches" in capsys.readouterr().out
    (here / "kept.exports" / "earlier").rename(here / "gone")
    assert code("verify", "november") == 1
    assert "is not kept any more" in " ".join(capsys.readouterr().out.split())


def test_without_a_workspace_or_a_preset_it_means_nothing(here, capsys):
    assert code("build", "now.csv", "-p", "profile.yaml", "-o", "out", "--preset", "clay", "--only-new") == 1
    assert "--only-new needs a workspace" in capsys.readouterr().err
    assert code("build", "now.csv", "-p", "profile.yaml", "-o", "out", "-w", "kept.sqlite", "--only-new") == 1
    assert "--only-new is about the files of presets" in capsys.readouterr().err
    assert not (here / "out").exists()


def test_nothing_is_remembered_of_an_export_that_is_refused_or_without_a_workspace(here):
    assert build("then", "2026-10-01", "october", "--preset", "linkedin-company-list") == 1
    assert code("build", "then.csv", "-p", "profile.yaml", "-o", "out", "--preset", "clay") == 0
    assert not (here / "kept.exports").exists()


def test_what_is_not_loaded_yet_does_not_give_way_to_nothing(here, capsys):
    assert build("then", "2026-10-01", "october") == 0
    assert build("now", "2026-11-01", "november", "--only-new") == 0
    before = {path: path.read_bytes() for path in (here / "november").rglob("*") if path.is_file()}
    capsys.readouterr()
    assert build("now", "2026-11-01", "november", "--only-new", "--force") == 1
    said = " ".join(capsys.readouterr().err.split())
    assert "nothing is new for" in said
    assert "load the files that are there, or write into another folder" in said
    assert {path: path.read_bytes() for path in (here / "november").rglob("*") if path.is_file()} == before
    # Without --only-new everything is offered again, and where no files are there is nothing to lose.
    assert build("now", "2026-11-01", "elsewhere", "--only-new") == 0
    assert build("now", "2026-11-01", "elsewhere", "--only-new", "--force") == 0
    assert build("now", "2026-11-01", "november", "--force") == 0
