"""`icp-tui presets`, and `build --preset`: listing, showing, checking, writing all or nothing."""

import csv
import json

import pytest
from runs import code, files, inputs

AS_OF = ("--as-of", "2026-11-21")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path / "home"))
    (tmp_path / "home" / "presets").mkdir(parents=True)
    return tmp_path / "home" / "presets"


def test_list_shows_what_each_needs_and_which_tools_have_no_file(home, capsys):
    (home / "mine.yaml").write_text("preset: mine\ntitle: Mine\ncolumns: [{header: Company, from: [name]}]\n")
    assert code("presets") == 0
    said = capsys.readouterr().out
    assert "salesloft-accounts" in said
    assert "300 to 300,000 rows, 20 MB" in said
    assert "mine (yours)" in said
    assert "google-ads: Google Ads matches people" in said


def test_list_and_one_as_json(capsys):
    assert code("presets", "--json") == 0
    listed = {one["preset"]: one for one in json.loads(capsys.readouterr().out)}
    assert listed["salesloft-accounts"]["needs"] == [[["Name", "Domain"]]]
    assert code("presets", "clay", "--json") == 0
    assert json.loads(capsys.readouterr().out)["columns"][0]["header"] == "company_domain"


def test_one_shows_everything(capsys):
    assert code("presets", "salesforce-data-loader") == 0
    said = capsys.readouterr().out
    assert "Create these fields first" in said
    assert "ICP_Score__c: Number(3, 0)" in said
    assert "lines end in LF" in said
    assert "mapping file" in said
    assert code("presets", "meta") == 0
    assert "There is no file for it" in capsys.readouterr().out
    assert code("presets", "hubspott") == 1


def test_check_tells_every_problem_of_ones_own_files(home, tmp_path, capsys):
    assert code("presets", "--check") == 0
    (home / "mine.yaml").write_text("preset: mine\ntitle: Mine\ncolumns:\n  - {header: Company, from: [naem]}\n")
    (home / "clay.mapping.yaml").write_text("headers: {icp_teir: Tier}\n")
    (home / "odd.yml").write_text("preset: odd\n")
    assert code("presets", "--check") == 1
    said = capsys.readouterr().err
    assert "mine.yaml:4:" in said
    assert "clay has no column icp_teir (did you mean icp_tier?)" in said
    assert "odd.yml" in said
    good = tmp_path / "good.yaml"
    good.write_text("preset: clay\ntiers: [A]\n")
    assert code("presets", "--check", good) == 0
    assert "no problems" in capsys.readouterr().out


def test_build_writes_the_presets_into_the_list_and_says_so(tmp_path, capsys):
    source, profile = inputs(tmp_path)
    target = tmp_path / "list"
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("owners: {dana: dana@x.com, lee: lee@x.com}\n")
    asked = ("--preset", "hubspot-companies", "--preset", "clay", "--mapping", mapping)
    assert code("build", source, "-p", profile, "-o", target, *AS_OF, *asked) == 0
    said = capsys.readouterr().out
    assert "Preset hubspot-companies (HubSpot companies)" in said
    assert sorted(files(target / "clay")) == ["README.txt", "clay_2026-11-21.csv"]
    with (target / "hubspot-companies" / "hubspot-companies_tier_a_2026-11-21.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["Company Domain Name"], row["Company owner"], row["ICP Score"]) for row in rows] == [
        ("hooli.com", "lee@x.com", "100"), ("globex.com", "dana@x.com", "100"),
    ]  # fmt: skip
    receipt = json.loads((target / "receipt.json").read_text())
    assert [one["preset"] for one in receipt["presets"]] == ["hubspot-companies", "clay"]
    assert {"name": "clay/clay_2026-11-21.csv", "rows": 4}.items() <= next(one for one in receipt["files"] if one["name"].startswith("clay/clay")).items()
    assert code("build", source, "-p", profile, "-o", target, *AS_OF, "--preset", "clay", "--force", "--json") == 0
    summary = json.loads(capsys.readouterr().out)
    assert summary["presets"][0]["files"] == [{"name": "clay/clay_2026-11-21.csv", "rows": 4}]
    assert not (target / "hubspot-companies").exists()


def test_a_refusal_writes_nothing_and_leaves_the_old_list_alone(tmp_path, capsys):
    source, profile = inputs(tmp_path)
    target = tmp_path / "list"
    asked = ("build", source, "-p", profile, "-o", target, *AS_OF, "-q")
    assert code(*asked, "--preset", "linkedin-company-list", "--preset", "clay") == 1
    assert "preset linkedin-company-list: LinkedIn company list needs 300 rows in a file" in capsys.readouterr().err
    assert not target.exists()
    assert code(*asked) == 0
    before = files(target)
    assert code(*asked, "--force", "--preset", "google-ads") == 1
    assert files(target) == before


def test_unknown_presets_and_mappings_are_told_before_anything_is_read(tmp_path, capsys):
    _, profile = inputs(tmp_path)
    assert code("build", tmp_path / "none.csv", "-p", profile, "-o", tmp_path / "list", "--preset", "hubspot") == 1
    assert "did you mean hubspot-companies" in capsys.readouterr().err
    assert code("build", tmp_path / "none.csv", "-p", profile, "-o", tmp_path / "list", "--preset", "clay", "--mapping", tmp_path / "no.yaml") == 1
    assert "no.yaml" in capsys.readouterr().err


def test_two_builds_give_the_same_bytes(tmp_path):
    source, profile = inputs(tmp_path)
    for name in ("one", "two"):
        assert code("build", source, "-p", profile, "-o", tmp_path / name, *AS_OF, "--preset", "clay", "--preset", "excel", "-q") == 0
    assert files(tmp_path / "one" / "excel") == files(tmp_path / "two" / "excel")
    assert files(tmp_path / "one" / "clay") == files(tmp_path / "two" / "clay")
