"""Real lists, from the shared data beside the checkout: every file and column, sums, repeats."""

import csv
import io
import json

import polars as pl
import pytest
from runs import ROOT, code, files

from icp_tui import columns
from icp_tui.errors import IcpError
from icp_tui.profile import load_profile
from icp_tui.sources.accounts import load_accounts

DATA = ROOT / ".." / "shared" / "data"
PROFILE = ROOT / "profiles" / "b2b_saas_mid_market.yaml"
SOURCES = {
    "global": "global_companies/companies.csv",
    "global duplicates": "global_companies/listings_with_duplicates.csv",
    "yc": "yc_companies",
    "fortune raw": "us_fortune500_hq/fortune500_hq_raw.csv",
    "fortune": "us_fortune500_hq/fortune500_enriched.csv",
    "remote csv": "remote_tech_companies/remote_tech_companies.csv",
    "remote json": "remote_tech_companies/remote_tech_companies.json",
    "remote jsonl": "remote_tech_companies/remote_tech_companies.jsonl",
}
REPEATED = ("yc", "fortune", "remote jsonl")
CSV = ("tier_a", "tier_b", "tier_c", "nurture", "disqualified", "killed")
FIRST = ("rank,account_key,name,domain,tier,play,score,best_case,known,reason,why,warnings,unverified,pinned,"
         "note").split(",")  # fmt: skip


def source(name):
    path = DATA / SOURCES[name]
    if path.is_dir():
        found = sorted(one for one in path.iterdir() if one.suffix in {".csv", ".json", ".jsonl", ".parquet"})
        path = found[0] if found else path
    if not path.is_file():
        pytest.skip("the shared data are not beside this checkout")
    return path


def build(path, folder):
    assert code("build", path, "-p", PROFILE, "-o", folder, "--as-of", "2026-11-21", "--quiet") == 0
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Name of a source -> its list, built once."""
    made = {}

    def get(name):
        path = source(name)
        if name not in made:
            made[name] = build(path, tmp_path_factory.mktemp("real") / "list")
        return made[name]

    return get


def rows(path):
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def keys(folder):
    frame = pl.read_parquet(folder / "accounts.parquet", columns=["account_key", "score", "bucket"])
    return frame.sort("account_key")


@pytest.mark.parametrize("name", SOURCES)
def test_every_file_and_column_of_the_design(built, name):
    folder = built(name)
    assert sorted(files(folder)) == sorted(
        [*(f"{one}.csv" for one in CSV), "duplicates.csv", "rejected.csv", "accounts.parquet", "receipt.json"]
    )
    schema = pl.read_parquet_schema(folder / "accounts.parquet")
    criteria = load_profile(PROFILE).criteria
    wanted = {"bucket", "rank", "score", "best_case", "known", "reason", "penalty", "kill_reasons", *columns.ACCOUNT,
              *(columns.level(one.key) for one in criteria), *(columns.points(one.key) for one in criteria)}  # fmt: skip
    assert wanted <= set(schema)
    originals = list(schema)[list(schema).index("growth") + 1 :]
    held = None
    for one in CSV:
        header, *body = rows(folder / f"{one}.csv")
        assert header[:15] == FIRST
        assert header[-len(originals) :] == originals
        assert header[-len(originals) - 5 : -len(originals)] == [columns.points(criterion.key) for criterion in criteria]
        assert held in (None, header)
        assert {len(row) for row in body} <= {len(header)}
        held = header


@pytest.mark.parametrize("name", SOURCES)
def test_the_receipt_adds_up(built, name):
    folder = built(name)
    said = json.loads((folder / "receipt.json").read_text(encoding="utf-8"))
    counts, buckets = said["rows"], said["buckets"]
    assert counts["in"] == counts["rejected"] + counts["duplicates"] + counts["accounts"]
    assert counts["in"] == sum(one["rows"] for one in said["sources"])
    assert counts["accounts"] == sum(buckets.values())
    written = dict(zip(CSV, (len(rows(folder / f"{one}.csv")) - 1 for one in CSV), strict=True))
    assert written == {f"tier_{bucket.lower()}" if len(bucket) == 1 else bucket: count for bucket, count in buckets.items()}
    assert len(rows(folder / "duplicates.csv")) - 1 == counts["duplicates"]
    assert len(rows(folder / "rejected.csv")) - 1 == counts["rejected"]
    frame = keys(folder)
    assert frame.height == counts["accounts"] == frame["account_key"].n_unique()


@pytest.mark.parametrize("name", SOURCES)
def test_ranks_scores_and_whys_are_sound(built, name):
    frame = pl.read_parquet(built(name) / "accounts.parquet")
    ranked = frame.filter(pl.col("rank").is_not_null()).sort("rank")
    assert ranked["rank"].to_list() == list(range(1, ranked.height + 1))
    assert ranked["score"].is_sorted(descending=True)
    assert frame["score"].is_between(0, 100).all()
    assert (frame["best_case"] >= frame["score"]).all()
    assert frame["known"].is_between(0, 100).all()
    assert (frame["why"].str.len_chars() <= 255).all()
    assert (frame["reason"].str.len_chars() > 0).all()
    assert frame.filter(pl.col("bucket") == "A").height <= 50
    assert frame.filter(pl.col("bucket") == "B").height <= 200


@pytest.mark.parametrize("name", REPEATED)
def test_a_repeat_gives_the_same_bytes(built, name, tmp_path):
    assert files(build(source(name), tmp_path / "list")) == files(built(name))


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(SOURCES) - set(REPEATED)))
def test_a_repeat_of_the_larger_ones_too(built, name, tmp_path):
    assert files(build(source(name), tmp_path / "list")) == files(built(name))


def test_csv_json_and_jsonl_of_one_list_give_the_same_accounts(built):
    lists = [keys(built(f"remote {kind}")) for kind in ("csv", "json", "jsonl")]
    assert lists[1].equals(lists[2])
    assert lists[0].equals(lists[1])


def test_parquet_gives_what_the_csv_gave(built, tmp_path):
    path = source("fortune")
    pl.read_csv(path, infer_schema=False).write_parquet(tmp_path / "fortune.parquet")
    assert keys(build(tmp_path / "fortune.parquet", tmp_path / "list")).equals(keys(built("fortune")))


def test_the_order_of_unique_accounts_does_not_matter(built, tmp_path):
    path = source("remote jsonl")
    lines = path.read_text(encoding="utf-8").splitlines()
    (tmp_path / path.name).write_text("\n".join(reversed(lines)) + "\n", encoding="utf-8")
    again, once = build(tmp_path / path.name, tmp_path / "list"), built("remote jsonl")
    if not json.loads((once / "receipt.json").read_text())["rows"]["duplicates"]:
        drop = ["source_row"]
        frames = [pl.read_parquet(folder / "accounts.parquet").drop(drop) for folder in (once, again)]
        assert frames[0].equals(frames[1])
    assert keys(again).equals(keys(once))


SMALL = 70_000
READ = {".csv", ".tsv", ".txt", ".json", ".jsonl", ".parquet", ".xlsx"}
LISTED = sorted(
    str(path.relative_to(DATA))
    for path in DATA.glob("*/*")
    if path.suffix.lower() in READ and path.parent.name not in {"licenses", "messy_csv"}
)


def nothing_is_lost(name):
    """Rows in = rejected + duplicates + accounts, or the file is refused with a reason."""
    try:
        found = load_accounts([DATA / name])
    except IcpError as refused:
        if not all(problem.message and problem.hint for problem in refused.problems):
            pytest.fail(f"{name} is refused without a reason and a mend")
        return
    assert found.rows_in == found.rejected.height + found.duplicates.height + found.frame.height
    assert found.rows_in == sum(source.rows for source in found.sources)
    assert found.frame["account_key"].is_unique().all()


@pytest.mark.skipif(not LISTED, reason="the shared data are not beside this checkout")
@pytest.mark.parametrize("name", [name for name in LISTED if (DATA / name).stat().st_size <= SMALL])
def test_no_row_of_a_small_file_is_lost(name):
    nothing_is_lost(name)


@pytest.mark.slow
@pytest.mark.skipif(not LISTED, reason="the shared data are not beside this checkout")
@pytest.mark.parametrize("name", LISTED)
def test_no_row_of_any_file_is_lost(name):
    nothing_is_lost(name)


EXACT_NUMBERS = {
    "us_thousands_dollar": ("employees", "revenue"),
    "eu_decimal_comma_semicolon": ("employees", "revenue"),
    "fr_nbsp_thousands_semicolon": ("employees", "revenue"),
    "ranges_en_dash_words": ("revenue",),
    "mm_bn_suffix": ("employees",),
}


@pytest.mark.skipif(not LISTED, reason="the shared data are not beside this checkout")
@pytest.mark.parametrize("name", EXACT_NUMBERS)
def test_numbers_written_in_other_ways_import_as_the_same_accounts(name):
    one, other = (load_accounts([DATA / "variants_numbers" / f"{file}.csv"]).frame for file in ("canonical", name))
    columns_there = ["account_key", "name", "industry", "state", *EXACT_NUMBERS[name]]
    assert other.select(columns_there).equals(one.select(columns_there))


USUAL = "utf8.csv"
ENCODED = sorted(path.name for path in (DATA / "variants_encodings").glob("*.*")) if LISTED else []
SAME = ["name", "domain", "industry", "country", "state", "city", "employees", "revenue", "currency"]


@pytest.mark.skipif(not LISTED, reason="the shared data are not beside this checkout")
@pytest.mark.parametrize("name", [name for name in ENCODED if name != USUAL])
def test_each_encoding_and_delimiter_gives_the_same_300_accounts(name):
    one, other = (load_accounts([DATA / "variants_encodings" / file]) for file in (USUAL, name))
    assert (other.rows_in, other.frame.height, other.rejected.height) == (300, 300, 0)
    assert other.frame.select("account_key", *SAME).equals(one.frame.select("account_key", *SAME))


MESSY = sorted(path for path in (DATA / "messy_csv").rglob("*.*") if path.is_file()) if LISTED else []


@pytest.mark.skipif(not LISTED, reason="the shared data are not beside this checkout")
@pytest.mark.parametrize("path", MESSY, ids=[str(path.relative_to(DATA / "messy_csv")) for path in MESSY])
def test_messy_files_lose_nothing_or_are_refused_with_a_reason(path):
    nothing_is_lost(path.relative_to(DATA))
