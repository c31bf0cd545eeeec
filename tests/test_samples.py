"""The sample accounts: the committed files are what the generator writes, and show what they promise."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from icp_tui.profile import load_profile
from icp_tui.sources.accounts import load_accounts

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "sample_accounts"
PROFILES = ROOT / "profiles"

FILES = (
    "apollo_accounts.csv",
    "hubspot_companies.csv",
    "salesforce_report.csv",
    "suppress/competitors.csv",
    "suppress/customers.csv",
    "suppress/do_not_contact.csv",
    "suppress/open_deals.csv",
)

# From the table of account-list formats: what makes a file of that tool recognisable, and what it is read for.
HEADERS = {
    "apollo_accounts.csv": (
        "Apollo Account Id, # Employees, Company Name, Account Stage, Industry, Account Owner, Website, Keywords, "
        "Company Linkedin Url, Company Country, Technologies, Total Funding, Latest Funding, Last Raised At, "
        "Latest Funding Amount, Annual Revenue, Short Description, Founded Year, Subsidiary of, "
        "Primary Intent Topic, Primary Intent Score, Secondary Intent Topic, Secondary Intent Score"
    ),
    "hubspot_companies.csv": (
        "Record ID, Company name, Company Domain Name, Website URL, Number of Employees, Employee range, "
        "Annual Revenue, Industry, Country/Region, State/Region, City, Postal Code, Company owner, "
        "Lifecycle Stage, Lead Status, Type, Web Technologies, LinkedIn Company Page, Year Founded, "
        "Total Money Raised"
    ),
    "salesforce_report.csv": (
        "Account ID, Account Name, Account Owner, Type, Website, Employees, Annual Revenue, "
        "Annual Revenue Currency, Industry, Billing City, Billing State/Province, Billing Zip/Postal Code, "
        "Billing Country, Parent Account, Rating, Last Activity"
    ),
}
ENCODINGS = {"hubspot_companies.csv": "utf-8-sig", "salesforce_report.csv": "latin-1"}


def cells(path: str) -> list[list[str]]:
    text = (SAMPLES / path).read_bytes().decode(ENCODINGS.get(path, "utf-8"))
    return list(csv.reader(io.StringIO(text, newline="")))


def records(path: str) -> list[dict[str, str]]:
    header, *rows = cells(path)
    return [dict(zip(header, row, strict=True)) for row in rows if len(row) == len(header)]


def generate(folder: Path, hash_seed: str) -> None:
    subprocess.run(
        [sys.executable, str(SAMPLES / "generate.py"), str(folder)],
        check=True,
        env=os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONDONTWRITEBYTECODE": "1"},
        timeout=60,
    )


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    generate(folder, "1")
    return folder


@pytest.mark.parametrize("path", FILES)
def test_generator_reproduces_the_committed_file(generated: Path, path: str) -> None:
    assert (generated / path).read_bytes() == (SAMPLES / path).read_bytes()


def test_generator_writes_nothing_else(generated: Path) -> None:
    written = sorted(
        path.relative_to(generated).as_posix() for path in generated.rglob("*") if path.is_file()
    )
    assert written == sorted(FILES)


def test_generator_depends_on_no_hash_order(generated: Path, tmp_path: Path) -> None:
    generate(tmp_path, "2")
    for path in FILES:
        assert (tmp_path / path).read_bytes() == (generated / path).read_bytes(), path


@pytest.mark.parametrize("path", HEADERS)
def test_headers_of_the_dialect(path: str) -> None:
    header = cells(path)[0]
    assert set(HEADERS[path].split(", ")) <= set(header)
    assert len(set(header)) == len(header)


def test_rows_per_file() -> None:
    apollo, hubspot, salesforce = (cells(path) for path in HEADERS)
    assert Counter(map(len, apollo)) == {40: 1 + 1260}
    # Two rows with a cell too many, one that ends five cells early.
    assert Counter(map(len, hubspot)) == {23: 1 + 777, 24: 2, 18: 1}
    # Five footer rows of one cell: two blank, the total, copyright and confidentiality.
    assert Counter(map(len, salesforce)) == {16: 1 + 588, 1: 5}
    assert salesforce[-3] == ["Grand Totals (588 records)"]


def test_every_salesforce_value_is_quoted() -> None:
    raw = (SAMPLES / "salesforce_report.csv").read_bytes()
    assert b"\r" not in raw
    assert all(line.startswith(b'"') and line.endswith(b'"') for line in raw.splitlines())


def test_hubspot_has_a_mark_and_windows_line_ends() -> None:
    raw = (SAMPLES / "hubspot_companies.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 781


@pytest.fixture(scope="module")
def companies() -> list[dict[str, object]]:
    """The companies behind the files, from the generator itself."""
    code = "import json, companies; print(json.dumps([vars(c) for c in companies.companies()], default=str))"
    done = subprocess.run(
        [sys.executable, "-B", "-c", code],
        check=True,
        cwd=SAMPLES,
        capture_output=True,
        text=True,
        timeout=60,
    )
    every: list[dict[str, object]] = json.loads(done.stdout)
    return every


def test_companies_and_overlap(companies: list[dict[str, object]]) -> None:
    assert len(companies) == 2000
    assert Counter(each["files"] for each in companies) == {
        "A": 830, "H": 350, "S": 240, "AH": 240, "AS": 150, "HS": 160, "AHS": 30,
    }  # fmt: skip
    # One website stands for two companies, one name for two others.
    assert len({each["domain"] for each in companies}) == 1999
    assert len({each["name"] for each in companies}) == 1999


def test_sizes_are_those_of_a_market(companies: list[dict[str, object]]) -> None:
    sizes = sorted(int(str(each["employees"])) for each in companies)
    assert 100 <= sizes[1000] <= 160
    assert 0.04 <= sum(size < 20 for size in sizes) / 2000 <= 0.12
    assert 0.10 <= sum(size >= 1000 for size in sizes) / 2000 <= 0.15
    assert sizes[-1] > 10_000


def test_families(companies: list[dict[str, object]]) -> None:
    families = Counter(each["parent"] for each in companies if each["parent"])
    assert len(families) == 42
    assert set(families.values()) <= {2, 3, 4}
    assert sum("." in str(parent) for parent in families) == 7  # these name their parent by domain
    named = {row["Subsidiary of"] for row in records("apollo_accounts.csv")}
    named |= {row["Parent Account"] for row in records("salesforce_report.csv")}
    assert len(named & set(families)) >= 38


def test_owners(companies: list[dict[str, object]]) -> None:
    owners = Counter(each["owner"] for each in companies)
    assert len(owners) == 1 + 9
    assert owners["Dana Whitlock"] == 468
    assert owners["Ines Duarte"] == 18
    assert owners[""] == 229


def test_bare_leads(companies: list[dict[str, object]]) -> None:
    assert Counter(each["files"] for each in companies if each["bare"]) == {"H": 80}


def test_suppression_files() -> None:
    rows = {path: len(cells(path)) - 1 for path in FILES if path.startswith("suppress/")}
    assert rows == {
        "suppress/competitors.csv": 19,
        "suppress/customers.csv": 62,
        "suppress/do_not_contact.csv": 24,
        "suppress/open_deals.csv": 32,
    }
    assert all(row["Website"] == "" for row in records("suppress/competitors.csv")[:3])
    assert sum(not row["Domain"] for row in records("suppress/customers.csv")) >= 15


@pytest.mark.parametrize(
    ("path", "header", "value"),
    [
        ("apollo_accounts.csv", "Company Name", "株式会社ゾルヴィメックス"),
        ("apollo_accounts.csv", "Short Description", '=HYPERLINK("http://phish.example","Open the invoice")'),
        ("apollo_accounts.csv", "# Employees", "0"),
        ("apollo_accounts.csv", "SIC Codes", "0161"),
        ("apollo_accounts.csv", "Last Raised At", "2027-03-01"),
        ("hubspot_companies.csv", "Employee range", "Nov-50"),
        ("hubspot_companies.csv", "Employee range", "11/50"),
        ("hubspot_companies.csv", "Country/Region", "NO"),
        ("hubspot_companies.csv", "Industry", "COMPUTER_SOFTWARE"),
        ("salesforce_report.csv", "Billing Country", "Deutschland"),
        ("salesforce_report.csv", "Annual Revenue Currency", "CHF"),
        ("salesforce_report.csv", "Account Owner", "Integration User"),
    ],
)
def test_oddity_is_there(path: str, header: str, value: str) -> None:
    assert value in {row[header].strip() for row in records(path)}


def test_salesforce_ids_differ_by_case_alone() -> None:
    ids = {row["Account ID"] for row in records("salesforce_report.csv")}
    assert len(ids) == 580
    assert len({each.casefold() for each in ids}) < 580


def test_hostile_text_is_there() -> None:
    text = (SAMPLES / "apollo_accounts.csv").read_bytes().decode()
    for piece in ("\x1b[31m", "\x07", "\u202e", "[/red]", "\r\n", "🚀", "\u200b"):
        assert piece in text, repr(piece)


def test_readme_names_real_showcases() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    words = tomllib.loads((SAMPLES / "words.toml").read_text(encoding="utf-8"))
    for showcase in words["showcase"]:
        assert showcase["name"] in readme
    for path in FILES:
        assert f"`{path}`" in readme


@pytest.mark.parametrize("name", ["b2b_saas_mid_market", "lead_generation_agency", "enterprise_security"])
def test_profile_parses(name: str) -> None:
    profile = load_profile(PROFILES / f"{name}.yaml")
    assert 4 <= len(profile.criteria) <= 6
    assert sum(criterion.weight for criterion in profile.criteria) == 100
    assert [tier.name for tier in profile.tiers] == ["A", "B", "C"]


@pytest.mark.parametrize("name", ["b2b_saas_mid_market", "lead_generation_agency", "enterprise_security"])
def test_suppression_files_of_a_profile_exist(name: str) -> None:
    listed = load_profile(PROFILES / f"{name}.yaml").kill_list.suppress
    assert listed
    for entry in listed:
        assert (PROFILES / entry.file).is_file()


def test_shipped_profiles_show_every_kind_and_layer() -> None:
    criteria = [
        criterion for path in sorted(PROFILES.glob("*.yaml")) for criterion in load_profile(path).criteria
    ]
    assert {criterion.kind for criterion in criteria} == {
        "one_of", "band", "steps", "recency", "keywords", "flag", "rules",
    }  # fmt: skip
    agency = load_profile(PROFILES / "lead_generation_agency.yaml").criteria
    assert {criterion.layer for criterion in agency} == {"fit", "pain", "intent", "authority", "revenue"}


def test_mid_market_is_the_convention_of_the_documentation() -> None:
    profile = load_profile(PROFILES / "b2b_saas_mid_market.yaml")
    weights = {criterion.key: criterion.weight for criterion in profile.criteria}
    assert weights == {"industry": 25, "size": 20, "stack": 20, "geo": 15, "trigger": 20}
    assert [(tier.capacity, tier.min_score) for tier in profile.tiers] == [(50, 70), (200, 70), (None, 70)]
    assert profile.nurture == 40


def test_rows_that_become_accounts() -> None:
    loaded = load_accounts([SAMPLES / path for path in HEADERS])
    assert loaded.rejected.height == 2
    # 610 rows repeat a company of another file and 18 one of their own; 17 of them have a social page, or
    # nothing, for a website, and are found by their LinkedIn page, CRM record or name and country.
    assert loaded.duplicates.height == 610 + 18
    assert loaded.frame.height == 1260 + 780 + 588 - 2 - 628
    # So many companies were made, and two rows name nobody.
    assert loaded.frame.height == 2000 - 2


@pytest.mark.parametrize(
    ("name", "capped", "rest"),
    [
        ("b2b_saas_mid_market", {"A": 50, "B": 200}, range(150, 400)),
        ("lead_generation_agency", {"A": 25, "B": 100}, range(200, 600)),
        ("enterprise_security", {"A": 20, "B": 60}, range(50, 150)),
    ],
)
def test_every_bucket_has_something_to_show(
    tmp_path: Path, name: str, capped: dict[str, int], rest: range
) -> None:
    sources = [str(SAMPLES / path) for path in HEADERS]
    profile = str(PROFILES / f"{name}.yaml")
    options = ["-p", profile, "-o", str(tmp_path / "list"), "--as-of", "2026-11-21", "--quiet"]
    subprocess.run(
        [sys.executable, "-m", "icp_tui", "build", *sources, *options],
        check=True,
        cwd=ROOT,
        timeout=120,
    )
    receipt = json.loads((tmp_path / "list" / "receipt.json").read_text(encoding="utf-8"))
    buckets = receipt["buckets"]
    assert {tier: buckets[tier] for tier in capped} == capped
    assert buckets["C"] in rest
    assert all(buckets[bucket] >= 100 for bucket in ("nurture", "disqualified", "killed"))
    assert all(each["matched"] >= 10 for each in receipt["suppression"])
