"""The files of presets, read back by a reader of its own that knows each target's documented rules, and by icp-tui.

The rules are written down here once more by hand, from the targets' documentation, not taken from the presets.
"""

import csv
import io
import re

import pytest
from dozen import COMPANIES, golden_plan

from icp_tui.export.preset_files import write_presets
from icp_tui.sources.accounts import load_accounts

TIER_SCORE_WHY = ("Tier", "ICP Score", "ICP Why")
HEADERS = {
    "6sense-segment": ["Account Name,Country,Domain"],
    "apollo-accounts": ["Account Name,Account Website (Domain),Tier,ICP Score,ICP Why"],
    "clay": ["company_domain,company_name,linkedin_url,industry,employees,country,owner,icp_tier,icp_score,icp_why"],
    "demandbase": [
        "Account Name,Account Domain,Owner,Employees,Annual Revenue,Industry,Tier,ICP Score,ICP Why",
        "Account Name,Account Domain,External Account ID,Owner,Employees,Annual Revenue,Industry,Tier,ICP Score,ICP Why",
    ],
    "excel-csv": [
        "Rank,Tier,Play,Score,Account,Domain,Why,Reason,Owner,Industry,Employees,Revenue,Country,State,City,LinkedIn,CRM ID",
        "Rank,Tier,Score,Account,Domain,Why,Reason,Owner,Industry,Employees,Revenue,Country,State,City,CRM ID",
        "Rank,Tier,Score,Account,Domain,Why,Reason,Owner,Industry,Employees,Country,State,City,LinkedIn,CRM ID",
        "Rank,Tier,Score,Account,Domain,Why,Reason,Owner,Industry,Employees,Country,City,CRM ID",
    ],
    "hubspot-companies": [
        "Record ID,Company name,Company Domain Name,Ideal Customer Profile Tier,Target Account,Number of Employees,Industry,"
        "Country/Region,Company owner,ICP Score,ICP Why"
    ],
    "linkedin-company-list": [
        "companyname,companywebsite,companyemaildomain,linkedincompanypageurl,stocksymbol,industry,city,state,companycountry,zipcode"
    ],
    "marketo-account-list": ["Name,Domain,Country,US State"],
    "pipedrive": [
        "Organization - Name,Organization - Address,Organization - Website,Organization - Tier,Organization - ICP Score,Organization - ICP Why"
    ],
    "reply-io-accounts": [
        "Account name,Domain name,Domain secondary,Description,Email,Phone number,Industry,Company size,LinkedIn profile,Country,State,City"
    ],
    "sales-navigator": ["Account Name,Website"],
    "salesforce-data-loader": [
        "Id,Name,Website,NumberOfEmployees,AnnualRevenue,BillingCountry,Tier__c,ICP_Score__c,ICP_Why__c",
        "Name,Website,NumberOfEmployees,AnnualRevenue,BillingCountry,Tier__c,ICP_Score__c,ICP_Why__c",
    ],
    "salesforce-import-wizard": [
        "Account ID,Account Name,Website,Employees,Tier,ICP Score,ICP Why",
        "Account Name,Website,Employees,Tier,ICP Score,ICP Why",
    ],
    "salesloft-accounts": ["Name,Domain,Tier,ICP Score,ICP Why"],
    "terminus": ["Account Name,Domain", "Account Name,Domain,CRM Account ID"],
    "zoho-accounts": ["Account Name,Website,Employees,Tier,ICP Score,ICP Why"],
}
LF = {"salesforce-data-loader", "salesforce-import-wizard"}
WHOLE = {"ICP Score", "ICP_Score__c", "icp_score", "Organization - ICP Score"}
NUMBERS = {*WHOLE, "Number of Employees", "NumberOfEmployees", "AnnualRevenue", "Employees", "Annual Revenue", "employees"}
DOMAINS = {"Domain", "Account Website (Domain)", "company_domain", "Account Domain", "Company Domain Name", "companywebsite",
           "Domain name", "Website", "Organization - Website"}  # fmt: skip
WHYS = {"ICP Why", "ICP_Why__c", "icp_why", "Description", "Organization - ICP Why"}
ENUMS = {
    ("hubspot-companies", "Ideal Customer Profile Tier"): {"tier_1", "tier_2", "tier_3", ""},
    ("hubspot-companies", "Target Account"): {"true"},
    ("hubspot-companies", "Industry"): {"COMPUTER_SOFTWARE", "FINANCIAL_SERVICES", "INTERNET", "TELECOMMUNICATIONS", "GAMBLING_CASINOS",
                                        "RETAIL", "FOOD_PRODUCTION", "BANKING", "AIRLINES_AVIATION", ""},
    ("reply-io-accounts", "Company size"): {"Empty", "Self-Employed", "2-10", "11-50", "51-200", "201-500", "501-1000", "1001-5000",
                                            "5001-10000", "10001+"},
    ("linkedin-company-list", "companycountry"): {"US", "DE", "GB", "JP", "FR", "NO"},
    ("marketo-account-list", "US State"): {"CA", "NY", "TX", ""},
}  # fmt: skip


@pytest.fixture(scope="module", params=COMPANIES)
def written(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("presets")
    made = write_presets(folder, [golden_plan(request.param)])
    return request.param, [(folder / one.preset / one.name, one.rows) for one in made if one.rows is not None]


def records(name, path):
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline=""), strict=True))
    rows[0][0] = rows[0][0].removeprefix("\ufeff")
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]] if name != "rollworks" else [{"Domain": row[0]} for row in rows]


def test_bytes(written):
    name, files = written
    end = b"\n" if name in LF else b"\r\n"
    for path, rows in files:
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf") == (name == "excel-csv")
        assert data.endswith(end)
        assert data.count(b"\n") == data.count(end) == rows + (name != "rollworks")
        assert b"\r\n\r\n" not in data
        assert not re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", data)
        assert "\u202e" not in data.decode()


def test_names_of_files(written):
    name, files = written
    tiers = r"" if name == "clay" else r"_tier_[abcd](_update|_insert)?"
    assert all(re.fullmatch(rf"{name}{tiers}_2026-11-21\.csv", path.name) for path, _ in files)


def test_headers(written):
    name, files = written
    if name != "rollworks":
        assert {path.read_bytes().splitlines()[0].decode("utf-8-sig") for path, _ in files} <= set(HEADERS[name])


RULES = [
    (NUMBERS, r"\d*"),
    (WHOLE, r"\d|[1-9]\d|100"),
    (DOMAINS, r"(?!www\.)([a-z0-9-]+\.)+[a-z]+|"),
    (WHYS, r"[^=@+\t\r-].{0,254}"),
    ({"Id"}, r"001\w{12}(\w{3})?"),
    ({"Account ID", "External Account ID", "CRM Account ID"}, r"001\w{12}(\w{3})?|"),
    ({"Record ID"}, r"\d+|"),
]
OWNERS = {"Company owner", "Owner"}
OF_TARGETS = {"excel-csv": r"[+-]?[\d\s().-]+|[^=+@\t\r-].*|", "zoho-accounts": r'[^|<>"]*', "salesforce-data-loader": r".{0,255}", "salesforce-import-wizard": r".{0,255}"}


def test_cells(written):
    name, files = written
    for path, rows in files:
        read = records(name, path)
        assert len(read) == rows
        for header, cell in [pair for record in read for pair in record.items()]:
            assert cell == cell.strip()
            assert cell in ENUMS.get((name, header), {cell})
            patterns = [r"[^\r\n]*", OF_TARGETS.get(name, ".*"), *(pattern for headers, pattern in RULES if header in headers)]
            if header in OWNERS and name != "excel-csv":
                patterns.append(r"\S+@\S+\.\S+|")
            assert all(re.fullmatch(pattern, cell) for pattern in patterns), (path.name, header, cell)


def test_no_blank_row(written):
    name, files = written
    assert all(any(record.values()) for path, _ in files for record in records(name, path))


def test_one_row_per_domain_unless_each_has_its_own_id(written):
    name, files = written
    domains = [
        record[header]
        for path, _ in files
        for record in records(name, path)
        for header in DOMAINS & set(record)
        if record[header] and not any(record.get(key) for key in ("Record ID", "Id", "Account ID", "External Account ID", "CRM ID"))
    ]
    assert len(domains) == len(set(domains))


def test_read_by_icp_tui_with_nothing_lost(written):
    name, files = written
    if name == "rollworks":
        return
    loaded = load_accounts([path for path, _ in files])
    mine = [record for path, _ in files for record in records(name, path)]
    assert loaded.rejected.is_empty()
    assert loaded.frame.height == len(mine) == sum(rows for _, rows in files)
    named, domained = (
        {record[header] for record in mine for header in headers & set(record) if record[header]}
        for headers in ({"Account", "Account Name", "Account name", "Name", "company_name", "Company name", "companyname", "Organization - Name"}, DOMAINS)
    )
    # What is escaped for spreadsheets is read as what it was.
    assert set(loaded.frame["name"].drop_nulls()) == {re.sub(r"^'(?=[=+\-@])", "", one) for one in named}
    assert set(loaded.frame["domain"].drop_nulls()) == domained


def test_rollworks_is_a_line_per_domain(tmp_path):
    write_presets(tmp_path, [golden_plan("rollworks")])
    lines = [line for path in sorted((tmp_path / "rollworks").glob("*.csv")) for line in path.read_text().splitlines()]
    assert lines == ["acme.com", "zoe-soehne.de", "evil.io", "linebreak.co.uk", "giant.jp", "pipe.com", "twin.com", "plus49.de",
                     "long.co.jp", "solo.no"]  # fmt: skip
