"""From files to accounts: cleaned, keyed, merged, and every row accounted for."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_tui import columns
from icp_tui.errors import IcpError
from icp_tui.sources.accounts import Accounts, load_accounts

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the shared data are not here")


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8", newline="")
    return path


def load(folder: Path, *contents: str) -> Accounts:
    paths = [write(folder, f"{at}.csv", content) for at, content in enumerate(contents)]
    found = load_accounts(paths)
    check(found)
    return found


def check(found: Accounts) -> None:
    """What holds for every run."""
    assert found.frame.schema == pl.Schema(columns.ACCOUNT)
    assert found.frame.height == found.originals.height
    assert found.frame.get_column("account_key").null_count() == 0
    assert found.frame.get_column("account_key").is_unique().all()
    assert found.rows_in == found.rejected.height + found.duplicates.height + found.frame.height
    assert not set(found.originals.columns) & {*columns.ACCOUNT, *columns.OUTCOME, columns.AS_OF}


def row(folder: Path, headers: str, cells: str) -> dict[str, Any]:
    return load(folder, f"{headers}\n{cells}\n").frame.row(0, named=True)


APOLLO = (
    "Company Name,Website,Industry,# Employees,Annual Revenue,Company Country,Technologies,Keywords,"
    "Latest Funding,Last Raised At,Company Linkedin Url,Account Owner,Apollo Account Id,Founded Year\n"
    'Acme Inc,https://www.acme.com/about,computer software,215,15000000,United States,"SFDC, HubSpot","saas, b2b",'
    "Series B,2026-05-01,http://www.linkedin.com/company/Acme-Inc,dana,5e66b6381e05b4008c8331b8,2014\n"
)


def test_an_apollo_row(tmp_path: Path) -> None:
    found = load(tmp_path, APOLLO)
    row = found.frame.row(0, named=True)
    assert row == {
        **dict.fromkeys(columns.ACCOUNT),
        "account_key": "acme.com",
        "name": "Acme Inc",
        "domain": "acme.com",
        "website": "https://www.acme.com/about",
        "linkedin_url": "http://www.linkedin.com/company/Acme-Inc",
        "industry": "Software Development",
        "employees": 215,
        "employees_min": 215,
        "employees_max": 215,
        "revenue": 15_000_000,
        "revenue_min": 15_000_000,
        "revenue_max": 15_000_000,
        "country": "US",
        "founded": 2014,
        "funding_stage": row["funding_stage"],
        "last_funding_date": date(2026, 5, 1),
        "technologies": ["Salesforce", "HubSpot"],
        "keywords": ["saas", "b2b"],
        "owner": "dana",
        "source": "0.csv",
        "source_row": 2,
    }
    assert found.sources[0].dialect == "apollo"
    assert found.originals.get_column("Apollo Account Id").to_list() == ["5e66b6381e05b4008c8331b8"]


def test_a_salesforce_report_loses_its_footer(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        '"Account Name","Account Owner","Account ID","Billing Country"\n"Acme","dana","001A","Germany"\n'
        '"","","",""\n"Grand Totals (1 records)"\n"Copyright (c) 2000-2026 salesforce.com, inc."\n'
        '"Confidential Information - Do Not Distribute"\n',
    )
    assert found.frame.get_column("name").to_list() == ["Acme"]
    assert found.rows_in == 1
    assert any(note.startswith("skipped 3 footer rows") for note in found.sources[0].notes)
    assert found.frame.get_column("crm_id").to_list() == ["001A"]


def test_keys_fall_back_from_domain_to_page_to_name(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        "company,website,linkedin,country\n"
        "Acme,acme.com,linkedin.com/company/acme-inc,US\n"
        "Globex,facebook.com/globex,linkedin.com/company/Globex-Corp,US\n"
        "Initech,https://www.linkedin.com/company/initech/,,US\n"
        "Müller & Söhne GmbH,,,Germany\n"
        "Hooli Ltd,info@gmail.com,,\n"
        "株式会社トヨタ,,,JP\n",
    )
    assert found.frame.get_column("account_key").to_list()[:5] == [
        "acme.com",
        "globex-corp",
        "initech",
        "muller-and-sohne/de",
        "hooli/zz",
    ]
    assert found.frame.get_column("account_key")[5].endswith("/jp")


def test_rows_that_name_nobody_are_rejected(tmp_path: Path) -> None:
    found = load(tmp_path, "company,website,city\nAcme,acme.com,Bonn\nN/A,,Paris\n-,-,Rome\n")
    assert found.rejected.rows() == [
        ("0.csv", 3, "N/A,,Paris", "no name, domain or LinkedIn page"),
        ("0.csv", 4, "-,-,Rome", "no name, domain or LinkedIn page"),
    ]


def test_rejects_of_the_reader_are_kept(tmp_path: Path) -> None:
    found = load(tmp_path, "company,website\nAcme,acme.com\na,b,c\n,\n")
    assert found.rejected.rows() == [("0.csv", 3, "a,b,c", "has 3 cells, the header has 2")]
    assert (found.sources[0].rows, found.sources[0].rejected) == (2, 1)


def test_a_list_that_names_no_companies_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "Acme,Bonn\nGlobex,Paris\n")
    with pytest.raises(IcpError, match="no column names the companies; the headers are Acme, Bonn"):
        load_accounts([path])


def test_the_problems_of_all_sources_are_told_at_once(tmp_path: Path) -> None:
    paths = [write(tmp_path, "a.csv", ""), tmp_path / "missing.csv", write(tmp_path, "c.csv", "name\nAcme\n")]
    with pytest.raises(IcpError) as raised:
        load_accounts(paths)
    assert [problem.message for problem in raised.value.problems] == ["an empty file", "no such file"]


def test_a_source_given_twice_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "name\nAcme\n")
    with pytest.raises(IcpError, match="given twice"):
        load_accounts([path, path])


def test_sources_of_one_name_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    paths = [write(tmp_path, "a.csv", "name\nAcme\n"), write(tmp_path / "old", "a.csv", "name\nGlobex\n")]
    assert load_accounts(paths).frame.get_column("source").to_list() == [str(path) for path in paths]


def test_header_only(tmp_path: Path) -> None:
    found = load(tmp_path, "company,website,employees,technologies\n")
    assert found.frame.height == 0
    assert found.originals.columns == [
        "company",
        "website (source)",
        "employees (source)",
        "technologies (source)",
    ]


def test_one_row_and_one_column(tmp_path: Path) -> None:
    assert load(tmp_path, "Company\nAcme\n").frame.get_column("account_key").to_list() == ["acme/zz"]


def test_the_first_source_wins_and_blanks_fill(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        "company,website,city,industry\nAcme,acme.com,Bonn,\n",
        "Record ID,Company name,Company Domain Name,City,Industry,Web Technologies\n"
        "77,ACME Inc.,acme.com,Paris,COMPUTER_SOFTWARE,React;AWS\n"
        "78,Globex,globex.com,Rome,Banking,\n",
    )
    acme = found.frame.filter(pl.col("account_key") == "acme.com").row(0, named=True)
    assert (acme["city"], acme["industry"], acme["crm_id"]) == ("Bonn", "Software Development", "77")
    assert acme["technologies"] == ["React", "Amazon Web Services"]
    assert (acme["source"], acme["source_row"]) == ("0.csv", 2)
    assert found.duplicates.row(0) == ("1.csv", 2, "ACME Inc.", "acme.com", "acme.com", "0.csv", 2)
    assert found.originals.columns == [
        *("company", "website (source)", "city (source)", "industry (source)"),
        *("Record ID", "Company name", "Company Domain Name", "City", "Industry", "Web Technologies"),
    ]


def test_exact_counts_beat_bands_and_disagreement_is_told(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        "company,employees,employee range\nA,120,51-200\nB,,51-200\nC,500,51-200\nD,n/a,\n",
    )
    assert found.frame.select("employees", "employees_min", "employees_max").rows() == [
        (120, 120, 120),
        (126, 51, 200),
        (500, 500, 500),
        (None, None, None),
    ]
    assert "employees lies outside employee range in 1 row; employees counts" in found.sources[0].notes


def test_units_come_from_the_header(tmp_path: Path) -> None:
    assert row(tmp_path, "company,revenue_musd", "Acme,485.5")["revenue"] == 485_500_000
    found = row(tmp_path, "company,Revenue (in 000s USD)", "Acme,1200")
    assert (found["revenue"], found["currency"]) == (1_200_000, "USD")
    assert row(tmp_path, "company,REVENUES", "Acme,485")["revenue"] == 485


def test_bands_whose_ends_have_columns_of_their_own(tmp_path: Path) -> None:
    found = row(tmp_path, "company,Revenue Min (Millions USD),Revenue Max (Millions USD)", "Acme,1,5")
    assert (found["revenue_min"], found["revenue"], found["revenue_max"]) == (1_000_000, 3_000_000, 5_000_000)
    assert found["currency"] == "USD"


def test_an_amount_in_a_second_currency_is_left_out(tmp_path: Path) -> None:
    found = load(tmp_path, "company,revenue,total funding\nAcme,€5m,$3m\nGlobex,$5m,$3m\n")
    assert found.frame.select("revenue", "currency", "funding_total").rows() == [
        (5_000_000, "EUR", None),
        (5_000_000, "USD", 3_000_000),
    ]
    assert "funding_total: 1 amount in a second currency of the same row left out" in found.sources[0].notes


def test_original_columns_that_equal_ours_give_way(tmp_path: Path) -> None:
    found = load(tmp_path, "company,score,rank,points.size,score (source)\nAcme,1,2,3,4\n")
    assert found.originals.row(0, named=True) == {
        "company": "Acme",
        "score (source) (source)": "1",
        "rank (source)": "2",
        "points.size (source)": "3",
        "score (source)": "4",
    }


def test_headers_are_reported(tmp_path: Path) -> None:
    found = load(tmp_path, "company,employees,note\nA,12,x\nB,many,\nC,lots,y\nD,many,\nE,n/a,z\n")
    name, employees, note = found.sources[0].headers
    assert (name.header, name.field, name.filled, name.understood) == ("company", "name", 5, 5)
    assert (employees.field, employees.filled, employees.understood) == ("employees", 4, 1)
    assert employees.examples == (("many", 2), ("lots", 1))
    assert (note.field, note.filled) == (None, 3)


def test_columns_that_no_source_has_are_null(tmp_path: Path) -> None:
    found = load(tmp_path, "company\nAcme\n")
    known = {"account_key", "name", "source", "source_row"}
    assert all(
        found.frame.get_column(name).null_count() == 1 for name in columns.ACCOUNT if name not in known
    )


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    load_accounts([write(tmp_path, "a.csv", "name\nAcme\n")], progress=lambda stage, _: told.append(stage))
    assert list(dict.fromkeys(told)) == ["reading a.csv", "cleaning a.csv", "merging"]


NAMES = st.sampled_from(
    ["Acme", "Acme Inc", "Globex", "", "N/A", "Initech GmbH", "アクメ", '"', "a,b", "x\ny"]
)
SITES = st.sampled_from(
    ["acme.com", "https://www.acme.com/x", "globex.de", "", "-", "facebook.com/acme", "nonsense"]
)
COUNTRIES = st.sampled_from(["US", "Germany", "", "Atlantis"])
SIZES = st.sampled_from(["12", "51-200", "10,001+", "many", "", "0"])
ROWS = st.lists(st.tuples(NAMES, SITES, COUNTRIES, SIZES, st.sampled_from(["", "1", "2"])), max_size=25)
HEADERS = "company,website,country,employees,crm id\n"


def as_csv(rows: list[tuple[str, ...]]) -> str:
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return HEADERS + "".join(line + "\n" for line in lines)


@settings(max_examples=60, deadline=None)
@given(first=ROWS, second=ROWS)
def test_every_row_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, first: list[tuple[str, ...]], second: list[tuple[str, ...]]
) -> None:
    found = load(tmp_path_factory.mktemp("rows"), as_csv(first), as_csv(second))
    filled = [row for row in [*first, *second] if any(cell.strip() for cell in row)]
    assert found.rows_in == len(filled)
    origins = [
        *found.frame.select("source", "source_row").rows(),
        *found.duplicates.select("source", "source_row").rows(),
        *found.rejected.select("source", "row").rows(),
    ]
    assert len(set(origins)) == len(filled)


@settings(max_examples=30, deadline=None)
@given(rows=ROWS)
def test_row_order_changes_no_account(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    unique = list({(row[0], row[1], row[2]): row for row in rows}.values())
    one = load(tmp_path_factory.mktemp("rows"), as_csv(unique))
    two = load(tmp_path_factory.mktemp("rows"), as_csv(unique[::-1]))
    assert sorted(one.frame.get_column("account_key")) == sorted(two.frame.get_column("account_key"))


@needs_data
@pytest.mark.parametrize(
    ("path", "rows_in", "dialect"),
    [
        ("global_companies/companies.csv", 26_023, "generic"),
        ("yc_companies/yc_companies_2024.csv", 4_663, "generic"),
        ("us_fortune500_hq/fortune500_hq_raw.csv", 500, "generic"),
        ("us_fortune500_hq/fortune500_enriched.csv", 500, "generic"),
        ("fdic_failed_banks/banklist_cp1252.csv", 568, "generic"),
        ("uk_employers_2021/uk_employers_2021_22.csv", 10_492, "generic"),
        ("universities_json/world_universities_and_domains.json", 10_251, "generic"),
    ],
)
def test_real_files_in_full(path: str, rows_in: int, dialect: str) -> None:
    found = load_accounts([DATA / path])
    check(found)
    assert found.rows_in == rows_in
    assert found.rejected.height == 0
    assert found.sources[0].dialect == dialect


@needs_data
def test_three_formats_give_the_same_accounts() -> None:
    folder = DATA / "remote_tech_companies"
    found = [load_accounts([folder / f"remote_tech_companies.{kind}"]) for kind in ("csv", "json", "jsonl")]
    frames = [one.frame.drop("source", "source_row").sort("account_key") for one in found]
    assert [one.rows_in for one in found] == [882, 882, 882]
    assert frames[0].equals(frames[1])
    assert frames[0].equals(frames[2])


@needs_data
def test_spellings_of_real_companies_are_not_torn_apart_nor_lumped_together() -> None:
    found = load_accounts([DATA / "global_companies" / "listings_with_duplicates.csv"])
    truth = pl.read_csv(DATA / "global_companies" / "listings_truth.csv", infer_schema=False)
    where = pl.concat(
        [
            found.frame.select("account_key", "source_row"),
            found.duplicates.select("account_key", "source_row"),
        ]
    ).sort("source_row")
    company = where.with_columns(truth.get_column("true_company_key").alias("company"))
    by_domain = company.filter(pl.col("account_key").str.contains(".", literal=True))
    lumped = by_domain.group_by("account_key").agg(pl.col("company").n_unique()).filter(pl.col("company") > 1)
    assert lumped.height <= by_domain.get_column("account_key").n_unique() * 0.02
