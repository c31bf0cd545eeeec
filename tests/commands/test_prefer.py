"""`--prefer` from the command line to the files, and what is said where sources disagree."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from runs import PROFILE, code

APOLLO = "Company,Website,Employees,Country\nAcme,acme.com,215,Germany\nGlobex,globex.com,100,US\n"
HUBSPOT = "Company,Website,Employees,Country\nInitech,initech.com,100,US\nACME Inc.,acme.com,180,Austria\n"
NOTICE = "two sources disagree on country in 1 account, on employees in 1; "


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    paths = [tmp_path / "apollo.csv", tmp_path / "hubspot.csv", tmp_path / "icp.yaml"]
    for path, text in zip(paths, (APOLLO, HUBSPOT, PROFILE), strict=True):
        path.write_text(text)
    return [str(path) for path in paths]


def built(files: list[str], *more: str) -> tuple[dict[str, object], dict[str, object]]:
    apollo, hubspot, profile = files
    out = Path(apollo).parent / "out"
    assert code("build", apollo, hubspot, "-p", profile, "-o", str(out), "--force", "-q", *more) == 0
    acme = pl.read_parquet(out / "accounts.parquet").filter(pl.col("account_key") == "acme.com")
    receipt: dict[str, object] = json.loads((out / "receipt.json").read_text())
    return acme.row(0, named=True), receipt


def test_the_first_source_counts_and_the_receipt_is_silent(files: list[str]) -> None:
    acme, receipt = built(files)
    assert (acme["employees"], acme["country"]) == (215, "DE")
    assert "prefer" not in receipt


def test_a_preferred_source_counts_and_the_receipt_says_so(files: list[str]) -> None:
    acme, receipt = built(files, "--prefer", "employees=hubspot.csv")
    assert (acme["employees"], acme["country"]) == (180, "DE")
    assert receipt["prefer"] == ["employees=hubspot.csv"]
    acme, receipt = built(files, "--prefer", files[1])
    assert (acme["employees"], acme["country"]) == (180, "AT")
    assert receipt["prefer"] == ["hubspot.csv"]


def test_all_that_is_wrong_with_it_is_told(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert code("columns", *files[:2], "--prefer", "hubspt.csv", "--prefer", "employes=apollo.csv") == 1
    assert capsys.readouterr().err.splitlines() == [
        "error: --prefer: no source is called hubspt.csv (did you mean hubspot.csv?)",
        "error: --prefer: there is no field employes (did you mean employees?)",
    ]


@pytest.mark.parametrize(
    ("more", "counts"),
    [
        ((), "the first source named counts (--prefer changes that); the account shows both"),
        (("--prefer", "hubspot.csv"), "what --prefer says counts; the account shows both"),
    ],
)
def test_the_notice(files: list[str], capsys: pytest.CaptureFixture[str], more: tuple[str, ...], counts: str) -> None:
    apollo, hubspot, profile = files
    out = str(Path(apollo).parent / "out")
    assert code("build", apollo, hubspot, "-p", profile, "-o", out, "--json", *more) == 0
    assert NOTICE + counts in json.loads(capsys.readouterr().out)["notices"]


def test_rows_of_one_source(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Path(files[0]).write_text(APOLLO + "Acme,acme.com,300,Germany\n")
    out = str(Path(files[0]).parent / "out")
    assert code("build", files[0], "-p", files[2], "-o", out, "--json") == 0
    said = "two rows of one account disagree on employees in 1 account; the first row counts; the account shows both"
    assert said in json.loads(capsys.readouterr().out)["notices"]


def test_explain_shows_both(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    apollo, hubspot, profile = files
    assert code("explain", apollo, hubspot, "-p", profile, "acme.com") == 0
    out = capsys.readouterr().out.splitlines()
    assert out[-3:] == [
        "Sources disagree",
        "  employees  215 (apollo.csv row 2), 180 (hubspot.csv row 3)",
        "  country    DE (apollo.csv row 2), AT (hubspot.csv row 3)",
    ]
    assert code("explain", apollo, hubspot, "-p", profile, "globex.com") == 0
    assert "disagree" not in capsys.readouterr().out
    assert code("explain", apollo, hubspot, "-p", profile, "acme.com", "--json", "--prefer", "hubspot.csv") == 0
    told = json.loads(capsys.readouterr().out)["disagreements"]
    assert told[0] == {
        "field": "employees", "kept": "180", "kept_source": "hubspot.csv", "kept_row": 3,
        "others": [["215", "apollo.csv", 2]],
    }  # fmt: skip
