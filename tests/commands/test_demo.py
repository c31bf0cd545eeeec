"""`icp-tui demo`: the shipped list, the same bytes whatever the machine does."""

import json

import pytest
from runs import code, files, icp

SHOWN = ("B2B SaaS, mid-market", "Buckets", "Cut lines", "Top 10 of tier A", "Killed", "Existing customer", "Next: ")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo list as a process of its own makes it, and what it prints."""
    folder = tmp_path_factory.mktemp("demo")
    done = icp("demo", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    return files(folder / "icp-demo"), done.stdout


def test_it_goes_into_icp_demo_and_shows_the_summary(demo):
    made, out = demo
    assert set(made) >= {"tier_a.csv", "tier_b.csv", "tier_c.csv", "accounts.parquet", "receipt.json"}
    assert all(text in out for text in SHOWN)


def test_every_row_and_account_is_accounted_for(demo):
    said = json.loads(demo[0]["receipt.json"])
    rows = said["rows"]
    assert rows["in"] == rows["rejected"] + rows["duplicates"] + rows["accounts"]
    assert rows["in"] == sum(source["rows"] for source in said["sources"])
    assert rows["accounts"] == sum(said["buckets"].values())
    assert min(rows.values()) > 0
    assert min(said["buckets"].values()) > 0


@pytest.mark.parametrize(
    "env",
    [
        {"POLARS_MAX_THREADS": "1", "PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland"},
        {"POLARS_MAX_THREADS": "2", "PYTHONHASHSEED": "2", "LANG": "C", "LC_ALL": "C"},
    ],
)
def test_the_same_bytes_whatever_threads_hash_seed_zone_and_locale(demo, tmp_path, env):
    assert icp("demo", "-q", "-o", tmp_path / "list", env=env).returncode == 0
    again = files(tmp_path / "list")
    assert {name: data == again.get(name) for name, data in demo[0].items()} == dict.fromkeys(demo[0], True)
    assert set(again) == set(demo[0])


def test_an_earlier_demo_is_replaced_and_other_folders_are_not(demo, tmp_path, capsys):
    assert code("demo", "-o", tmp_path / "list", "--quiet") == 0
    assert code("demo", "-o", tmp_path / "list", "--quiet") == 0
    assert files(tmp_path / "list") == demo[0]
    (tmp_path / "list" / "mine.txt").write_text("mine")
    assert code("demo", "-o", tmp_path / "list") == 1
    assert "mine.txt" in capsys.readouterr().err


def test_json(demo, tmp_path, capsys):
    assert code("demo", "-o", tmp_path / "list", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["buckets"] == json.loads(demo[0]["receipt.json"])["buckets"]
