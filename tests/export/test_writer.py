"""The golden list: a small hostile source, and every file that must come of it, worked out by hand."""

import csv
import hashlib
import io
import json
from pathlib import Path

import polars as pl
import pytest
from runs import code, files

from icp_tui import __version__
from icp_tui.export import writer

HERE = Path(__file__).resolve().parent
GOLDEN, INPUT = HERE / "golden", HERE / "golden_input"
CSV = ["disqualified.csv", "duplicates.csv", "killed.csv", "nurture.csv", "rejected.csv", "tier_a.csv", "tier_b.csv"]
BUCKETS = ["tier_a.csv", "tier_b.csv", "nurture.csv", "disqualified.csv", "killed.csv"]
ARGS = ("build", "accounts.csv", "-p", "profile.yaml", "--as-of", "2026-11-21", "--quiet", "-o")
# Section 6 of the design.
FIRST = ("rank,account_key,name,domain,tier,play,score,best_case,known,reason,why,warnings,unverified,pinned,"
         "note").split(",")  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    target = tmp_path_factory.mktemp("golden") / "list"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(INPUT)
        assert code(*ARGS, target) == 0
    return target


def records(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def test_these_files_and_no_others(built):
    assert sorted(files(built)) == sorted([*CSV, "accounts.parquet", "receipt.json"])


@pytest.mark.parametrize("name", CSV)
def test_csv(built, name):
    assert (built / name).read_bytes() == (GOLDEN / name).read_bytes()


def test_receipt(built):
    expected = (GOLDEN / "receipt.json").read_text(encoding="utf-8").replace('"0.1.0"', f'"{__version__}"', 1)
    # Another Polars writes other bytes.
    expected = expected.replace("PARQUET", hashlib.sha256((built / "accounts.parquet").read_bytes()).hexdigest())
    assert (built / "receipt.json").read_text(encoding="utf-8") == expected


def test_the_receipt_names_every_other_file_with_its_rows_and_checksum(built):
    receipt = json.loads((built / "receipt.json").read_text(encoding="utf-8"))
    rows = {one["name"]: one["rows"] for one in receipt["files"]}
    assert {one["name"]: one["sha256"] for one in receipt["files"]} == {
        name: hashlib.sha256(data).hexdigest() for name, data in files(built).items() if name != "receipt.json"
    }
    assert rows.pop("accounts.parquet") == receipt["rows"]["accounts"]
    assert rows == {name: len(records(built / name)) for name in CSV}


def test_receipt_holds_the_checksums_of_the_inputs(built):
    receipt = json.loads((built / "receipt.json").read_text(encoding="utf-8"))
    for said in (receipt["profile"], *receipt["sources"], *receipt["suppression"]):
        assert said["sha256"] == hashlib.sha256((INPUT / said["path"]).read_bytes()).hexdigest()


def test_parquet(built):
    expected = json.loads((GOLDEN / "accounts.parquet.json").read_text(encoding="utf-8"))
    frame = pl.read_parquet(built / "accounts.parquet")
    assert {name: str(dtype) for name, dtype in frame.schema.items()} == expected["schema"]
    rows = json.loads(json.dumps(frame.rows(named=True), default=str))
    assert [{name: value for name, value in row.items() if value is not None} for row in rows] == expected["rows"]


def test_columns_stand_in_the_order_of_the_design(built):
    header = (built / "tier_a.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    source = (INPUT / "accounts.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert header[:15] == FIRST
    ours = header[15:header.index("layer_fit")]
    assert ours == ["website", "industry", "employees", "employees_min", "employees_max", "country", "last_funding_date",
                    "owner", "source", "source_row", "postcode"]  # fmt: skip
    assert header[26:34] == ["layer_fit", "layer_pain", "layer_intent", "layer_authority", "layer_revenue",
                             "points.industry", "points.size", "points.trigger"]  # fmt: skip
    assert header[34:] == [{"name": "name (source)", "score": "score (source)"}.get(name, name) for name in source]
    assert all((built / name).read_text(encoding="utf-8").startswith(",".join(header) + "\n") for name in BUCKETS)


def test_every_account_is_in_one_file_and_in_rank_order(built):
    rows = [row for name in BUCKETS for row in records(built / name)]
    assert len(rows) == len({row["account_key"] for row in rows}) == 10
    assert [row["rank"] for row in rows] == ["1", "2", "3", "4", "5", "6", "7", "", "", ""]


def test_no_control_character_and_no_line_break_survives(built):
    for name in CSV:
        text = (built / name).read_text(encoding="utf-8")
        assert not [letter for letter in text if letter != "\n" and (ord(letter) < 32 or 127 <= ord(letter) < 160)]
        assert len(records(built / name)) == text.count("\n") - 1


def test_ids_keep_their_zeros_and_cells_their_letters(built):
    rows = {row["account_key"]: row for name in BUCKETS for row in records(built / name)}
    assert rows["acme.de"]["Postcode"] == "01067"
    assert rows["globex.com"]["Postcode"] == "00501"
    assert rows["tokyo-data.co.jp"]["name"] == "東京データ"
    assert rows["groesse.ch"]["name"] == "Größe & Söhne AG"
    # Imported formulas are neither run nor changed: a CRM would store an apostrophe.
    assert rows["acme.de"]["Notes"] == '=HYPERLINK("http://phish.example","Open")'
    assert rows["customer.com"]["Notes"] == "+1 555 010 0100"
    # Words of ours are never a formula, though the profile's text was one.
    assert rows["bidi.com"]["warnings"] == "Close to the upper size limit"


def test_points_sum_to_the_score(built):
    for row in pl.read_parquet(built / "accounts.parquet").rows(named=True):
        total = sum(value for name, value in row.items() if name.startswith("points.")) - row["penalty"]
        assert row["score"] == pytest.approx(max(total, 0), abs=0.005)


def test_in_slices_of_any_size_the_same_bytes(built, tmp_path, monkeypatch):
    monkeypatch.chdir(INPUT)
    for size in (1, 3):
        monkeypatch.setattr(writer, "SLICE", size)
        assert code(*ARGS, tmp_path / f"list{size}") == 0
        made = files(tmp_path / f"list{size}")
        parquet = pl.read_parquet(io.BytesIO(made.pop("accounts.parquet")))
        assert made == {name: data for name, data in files(built).items() if name != "accounts.parquet"}
        assert parquet.equals(pl.read_parquet(built / "accounts.parquet"))


@pytest.mark.parametrize(
    ("bucket", "name"), [("A", "tier_a.csv"), ("Top_50", "tier_top_50.csv"), ("nurture", "nurture.csv"), ("killed", "killed.csv")]
)
def test_file_names(bucket, name):
    assert writer.file_name(bucket) == name
