"""The benchmark's files are the same every time, and the baseline writes a whole, consistent list from them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


def run(script: str, *arguments: object) -> str:
    """The standard output of a script of the benchmarks."""
    return said(str(BENCHMARKS / script), *arguments)


def said(*command: object, **surroundings: str) -> str:
    """The standard output of Python, called with these words."""
    words = [sys.executable, *map(str, command)]
    return subprocess.run(
        words, check=True, capture_output=True, text=True, env=os.environ | surroundings
    ).stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("accounts")
    run("generate.py", made, "--rows", 1_000)
    return made


@pytest.fixture(scope="module")
def written(folder: Path) -> Path:
    out = folder / "out"
    seconds = json.loads(run("baseline.py", folder, out))["seconds"]
    assert list(seconds) == ["read", "clean", "merge", "score", "tier", "write"]
    return out


def test_a_smaller_file_is_the_head_of_a_larger_one(folder: Path, tmp_path: Path) -> None:
    run("generate.py", tmp_path, "--rows", 1_100)
    small, large = (path.joinpath("accounts.csv").read_bytes() for path in (folder, tmp_path))
    assert large.startswith(small)
    assert len(large) > len(small)


def test_another_seed_gives_other_accounts(folder: Path, tmp_path: Path) -> None:
    run("generate.py", tmp_path, "--rows", 1_000, "--seed", 2)
    assert tmp_path.joinpath("accounts.csv").read_bytes() != folder.joinpath("accounts.csv").read_bytes()


def test_the_accounts_are_as_messy_as_promised(folder: Path) -> None:
    accounts = pl.read_csv(folder / "accounts.csv", infer_schema=False)
    assert accounts.shape == (1_000, 25)
    ids = accounts["Apollo Account Id"]
    assert ids[0] == "0000000000"
    # Shares of 1,000 drawn rows: 1 % and 2 %, so anything but a handful is a broken draw.
    assert 2 <= 1_000 - ids.n_unique() <= 25
    assert 5 <= accounts["Website"].str.contains(r"(?i)\.(?:co\.uk|com\.au)").sum() <= 50
    assert 5 <= accounts.filter(pl.col("Company Name").str.contains(r"[^\x00-\x7f]")).height <= 50
    suppressed = pl.read_csv(folder / "suppress.csv")["Domain"]
    assert suppressed.n_unique() == 200_000
    # Rows 7, 57, ... of 1,000 have their domains among the suppressed.
    domains = accounts["Website"].str.to_lowercase().str.extract(r"([a-z]{8}\.[a-z.]+)")
    assert 10 <= domains.is_in(suppressed.implode()).sum() <= 25


def test_the_baseline_accounts_for_every_row(written: Path) -> None:
    receipt = json.loads(written.joinpath("receipt.json").read_text(encoding="utf-8"))
    rows, buckets = receipt["rows"], receipt["buckets"]
    assert rows["in"] == 1_000 == rows["rejected"] + rows["duplicates"] + rows["accounts"]
    assert rows["accounts"] == sum(buckets.values()) == pl.read_parquet(written / "accounts.parquet").height
    names = {"A": "tier_a", "B": "tier_b", "C": "tier_c"}
    for bucket, count in buckets.items():
        assert pl.read_csv(written / f"{names.get(bucket, bucket)}.csv", infer_schema=False).height == count
    assert pl.read_csv(written / "duplicates.csv", infer_schema=False).height == rows["duplicates"] > 0


def test_the_baseline_ranks_and_scores_by_the_profile(written: Path) -> None:
    accounts = pl.read_parquet(written / "accounts.parquet")
    ranked = accounts.filter(pl.col("rank").is_not_null()).sort("rank")
    assert ranked["rank"].to_list() == list(range(1, ranked.height + 1))
    assert ranked["score"].is_sorted(descending=True)
    points = pl.sum_horizontal(pl.col("^points\\..*$")) - pl.col("penalty")
    assert accounts.select((points.clip(0) - pl.col("score")).abs().max()).item() <= 0.005 + 1e-6


def test_two_accounts_of_the_baseline_by_hand(written: Path) -> None:
    accounts = pl.read_parquet(written / "accounts.parquet").select("crm_id", "score", "best_case", "known")
    # Revenue 37,809,000 in band 10, stack without a CRM 3.75, founded 1993 near 2; funding date (10), intent
    # score (8) and funding stage (3) are unknown; biotechnology, 11,934 people, France and its words give nothing.
    assert accounts.row(by_predicate=pl.col("crm_id") == "0000000000") == ("0000000000", 15.75, 36.75, 79.0)
    # Software 20, USA 10, intent 88.9 8, "outbound" 5, stack 3.75, founded 1987 near 2, funded over 5M 1.5;
    # 919 people, a revenue of 124,000 and money raised in 2022 give nothing. Everything is known.
    assert accounts.row(by_predicate=pl.col("crm_id") == "0000000001") == ("0000000001", 50.25, 50.25, 100.0)


def test_icp_tui_scores_and_tiers_as_the_baseline_does(folder: Path, written: Path, tmp_path: Path) -> None:
    out = tmp_path / "list"
    options = ["-p", folder / "profile.yaml", "-o", out, "--quiet", "--as-of", "2026-11-21"]
    surroundings = {"PYTHONPATH": str(BENCHMARKS.parent), "ICP_TUI_HOME": str(tmp_path / "home")}
    said("-m", "icp_tui", "build", folder / "accounts.csv", *options, **surroundings)
    ours, theirs = (pl.read_parquet(path / "accounts.parquet") for path in (out, written))
    # icp-tui fills the blanks of an account from its duplicates; the baseline keeps the first row as it is.
    merged = pl.read_csv(out / "duplicates.csv", infer_schema=False)["account_key"]
    both = ours.join(theirs, on="account_key", suffix=" (baseline)").filter(
        ~pl.col("account_key").is_in(merged.implode())
    )
    # The few accounts without a domain are keyed in words of each one's own.
    assert both.height > 950
    levels = [name for name in ours.columns if name.startswith("level.")]
    assert len(levels) == 10
    for name in ("score", "best_case", "known", "penalty", "bucket", *levels):
        assert both[name].to_list() == both[f"{name} (baseline)"].to_list(), name
