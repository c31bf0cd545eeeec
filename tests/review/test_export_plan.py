"""What an export would write, counted by hand, and what is worth a look before."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from decided import decisions
from lists import AS_OF, profile, size
from runs import PROFILE

from icp_tui.export.rows import slice_of, tier_rows
from icp_tui.profile import parse_profile
from icp_tui.review.export_plan import default_folder, export_plan
from icp_tui.review.files import write_files
from icp_tui.review.session import Session
from icp_tui.sources.accounts import load_accounts

ROWS = """\
Company,Website,Employees,Owner,Phone
Acme,acme.com,100,dana,+49 30 1
Globex,globex.com,200,dana,=cmd()
Hooli,,300,lee,x
Hooli,,300,lee,x
Initech,initech.com,400,,@x
Tiny,tiny.com,5,,x
"""
TIERS = [{"name": "A", "capacity": 2, "min_score": 70, "play": "Call"}, {"name": "B", "min_score": 60}]


def session(tmp_path: Path, text: str = ROWS, decided=None, **parts) -> Session:
    path = tmp_path / "accounts.csv"
    path.write_text(text, encoding="utf-8")
    return Session(load_accounts([path]), profile(**{"tiers": TIERS} | parts), AS_OF, decisions=decided)


def plan(one: Session):
    return export_plan(one, one.scored())


def test_the_files_and_rows_are_those_that_are_written(tmp_path):
    one = session(tmp_path)
    said = {file.name: file.rows for file in plan(one).files}
    assert said == {
        "tier_a.csv": 2, "tier_b.csv": 2, "nurture.csv": 0, "disqualified.csv": 1, "killed.csv": 0,
        "duplicates.csv": 1, "rejected.csv": 0, "accounts.parquet": 5, "receipt.json": None,
    }  # fmt: skip
    write_files(one, tmp_path / "list")
    for path in (tmp_path / "list").iterdir():
        if path.suffix == ".csv":
            assert pl.read_csv(path, infer_schema=False).height == said.pop(path.name)
    assert pl.read_parquet(tmp_path / "list" / "accounts.parquet").height == said.pop("accounts.parquet")
    assert said.keys() == {"receipt.json"}


def test_tiers_say_their_play_and_capacity(tmp_path):
    files = plan(session(tmp_path)).files
    assert [(one.holds, one.capacity) for one in files[:2]] == [("Call", 2), ("tier B", None)]


def test_the_first_of_each_tier_are_as_in_its_file(tmp_path):
    one = session(tmp_path)
    head, second = plan(one).heads
    written = tier_rows(slice_of(one.scored(), one.originals, one.scored().assigned.order), [])
    best = written.filter(pl.col("tier") == "A")
    assert head.accounts["name"].to_list() == best["name"].to_list()
    assert head.accounts["why"].to_list() == best["why"].to_list()
    assert head.accounts["rank"].to_list() == [1, 2]
    assert second.accounts["rank"].to_list() == [3, 4]


def test_warnings_in_plain_words(tmp_path):
    said = plan(session(tmp_path)).warnings
    assert said == [
        "No account of tier A is marked as reviewed yet.",
        "1 account in the tiers has no domain: most tools cannot match a company without one.",
        "1 of 2 accounts in tier A has no owner.",
        # A phone number is none, whatever it starts with.
        "2 cells of the tier files start like a formula: a spreadsheet may run what other tools load as text.",
    ]


def reviewed(*keys: str):
    told = decisions(*({"account_key": key} for key in keys))
    return replace(told, frame=told.frame.with_columns(reviewed=True))


def test_reviewed_accounts_count(tmp_path):
    hooli = plan(session(tmp_path)).heads[0].accounts["name"].to_list()
    assert hooli == ["Initech", "Hooli"]
    one = session(tmp_path, decided=reviewed("initech.com", "acme.com"))
    assert "1 of 2 accounts in tier A is not reviewed yet." in plan(one).warnings
    both = one.accounts.frame.filter(pl.col("name").is_in(["Initech", "Hooli"]))["account_key"]
    assert not any("reviewed" in said for said in plan(session(tmp_path, decided=reviewed(*both))).warnings)


def test_pins_beyond_the_capacity_and_empty_tiers_are_said(tmp_path):
    pinned = decisions(*({"account_key": key, "pin": "A"} for key in ("acme.com", "globex.com", "initech.com")))
    said = plan(session(tmp_path, decided=pinned)).warnings
    assert said[0] == "Tier A holds 3 of 2: pins go beyond its capacity."
    empty = session(tmp_path, criteria=[size(ideal=[5000, None])])
    found = plan(empty)
    assert found.warnings[:2] == [
        "Tier A is empty: tier_a.csv will hold its header only.",
        "Tier B is empty: tier_b.csv will hold its header only.",
    ]
    assert [head.accounts.height for head in found.heads] == [0, 0]
    assert not any("reviewed" in one or "owner" in one for one in found.warnings)


def test_a_list_of_a_header_only(tmp_path):
    assert plan(session(tmp_path, "Company,Website\n")).warnings == [
        "No accounts: every file will hold its header only."
    ]


def test_rejected_rows_are_said(tmp_path):
    one = session(tmp_path, ROWS + "a,b,c,d,e,f,g\n")
    assert plan(one).warnings[-1] == "1 row of the sources was rejected: see rejected.csv."


@pytest.mark.parametrize(
    ("stem", "version", "name"),
    [("saas", "2026-Q4", "saas-2026-Q4"), ("my icp / new", "1", "my-icp-new-1"), ("zażółć", "v 2", "za-v-2")],
)
def test_the_default_folder_is_a_plain_name_in_the_current_folder(tmp_path, monkeypatch, stem, version, name):
    monkeypatch.chdir(tmp_path)
    assert default_folder(profile(icp=stem, version=version)) == tmp_path / name


@pytest.mark.parametrize(
    ("stem", "version", "name"),
    [
        ("saas-2027-q1", "2027-Q1", "saas-2027-Q1"),
        ("saas_2027_Q1", "2027-Q1", "saas-2027-Q1"),
        ("2027-q1", "2027-Q1", "2027-Q1"),
        ("saas-2", "2", "saas-2"),
        # An end that only looks like the version is part of the name.
        ("top12", "2", "top12-2"),
        ("saas-2027-q1", "2027-Q2", "saas-2027-q1-2027-Q2"),
        ("saas", "…", "saas"),
    ],
)
def test_the_default_folder_has_the_version_once(tmp_path, monkeypatch, stem, version, name):
    monkeypatch.chdir(tmp_path)
    made = parse_profile(PROFILE.replace('"1"', f'"{version}"'), str(tmp_path / f"{stem}.yaml"))
    assert default_folder(made) == tmp_path / name


def test_where_the_current_folder_cannot_be_written_it_is_in_the_own_one(monkeypatch):
    monkeypatch.setattr("os.access", lambda *_: False)
    assert default_folder(profile(icp="x", version="1")) == Path.home() / "x-1"
