"""A small file of every vendor, with the accounts that a person would write down for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from icp_tui.sources.accounts import Accounts, load_accounts
from icp_tui.sources.dialect import dialects

ZOOMINFO = (
    "ZoomInfo Company ID,Company Name,Website,Employees,Employee Range,Revenue (in 000s USD),Revenue Range (in USD),"
    "Primary Industry,Primary Sub-Industry,SIC Code 1,SIC Code 2,Company City,Company State,Company Country,"
    "LinkedIn Company Profile URL,Founded Year,Ownership Type,Total Funding Amount (in 000s USD),"
    "Recent Funding Amount (in 000s USD),Recent Funding Round,Recent Funding Date,Entity Name (Ultimate Parent)\n"
    '34001,Acme Inc,www.acme.com,215,Employees.100to249,"15,000",$10 mil. - $25 mil.,Software,Business Intelligence,'
    "0737,7372,Boston,Massachusetts,United States,https://www.linkedin.com/company/acme,2014,Private,4200,1200,"
    "Series A,2026-05-01,Acme Holding\n"
    "34002,Globex,globex.com,,Employees.100to249,,$500 mil. - $1 bil.,Manufacturing,,0111,,Berlin,,Germany,,,,,,,,\n"
)
EVABOOT = (
    "Company Name,Company Domain,Company Website URL,Company Location,Company Headquarters (Full Address),"
    "Company Industry,Company Employee Exact Count,Company Employee Range,Company Year Founded,"
    "Company Revenue Min (Millions USD),Company Revenue Max (Millions USD),Company Specialities,Matches Filters,"
    "Company Linkedin URL Unique ID\n"
    'Acme,Acme.COM,https://Acme.com,"Boston, Massachusetts, United States","1 Main St\nBoston, United States",'
    'Software Development,215,201-500,2014,10,20,"analytics, bi",YES,https://www.linkedin.com/company/1441\n'
    'Globex,,,"Berlin, Germany",,Manufacturing,0,11-50,0,0.5,1,,NO,https://www.linkedin.com/company/99\n'
)
PHANTOMBUSTER = (
    "fullName,companyName,companyId,companyUrl,regularCompanyUrl,industry,companyLocation,query,timestamp\n"
    'Ann Ode,Acme,1441,https://www.linkedin.com/sales/company/1441,https://www.linkedin.com/company/1441,'
    '"Software Development","Boston, Massachusetts, United States",q,2026-10-01T10:00:00Z\n'
    'Bo Lund,Acme,1441,https://www.linkedin.com/sales/company/1441,https://www.linkedin.com/company/1441,'
    '"Software Development","Boston, Massachusetts, United States",q,2026-10-01T10:00:01Z\n'
    'Cy Roe,Globex,99,https://www.linkedin.com/sales/company/99,,Manufacturing,"Berlin, Germany",q,\n'
)
CRUNCHBASE = (
    "Organization Name,Organization Name URL,Website,LinkedIn,Industries,Industry Groups,Headquarters Location,"
    "Number of Employees,Estimated Revenue Range,Founded Date,Operating Status,Company Type,Total Funding Amount,"
    "Total Funding Amount Currency,Total Funding Amount (in USD),Last Funding Type,Last Funding Date,CB Rank (Company)\n"
    'Acme,https://www.crunchbase.com/organization/acme,https://acme.com,https://www.linkedin.com/company/acme,'
    '"Analytics, SaaS",Software,"Boston, Massachusetts, United States",11-50,$1B to $10B,2014-03-01,Active,For Profit,'
    '2000000,EUR,2200000,Series A,2026-05-01,"12,345"\n'
    'Globex,https://www.crunchbase.com/organization/globex,globex.com,,Robotics,Manufacturing,"Berlin, Berlin, Germany",'
    '10001+,Less than $1M,2001,Active,For Profit,,,,,,"99,001"\n'
)
BUILTWITH = (
    "Domain,Location on Site,Sales Revenue USD,Tech Spend USD,Social,Employees,Company,Vertical,Telephones,City,State,"
    "Country,First Detected,Last Found\n"
    "acme.com,acme.com/shop,15000000,2500,1200,215,Acme,Software,+1 555 0100;+1 555 0101,Boston,MA,US,2020-01-01,2026-10-01\n"
    "globex.de,globex.de,,500,,,Globex,Manufacturing,,Berlin,,DE,2021-01-01,2026-10-01\n"
)
LUSHA = (
    "Company Name,Company Domain,Company Description,Company Number of Employees,Company Revenue,Company Main Industry,"
    "Company Sub Industry,Company Country,Company Year Founded,Company Intent Topics,Company linkedin URL\n"
    'Acme,acme.com,Makes things,201 - 500,$10M - $25M,Software,,United States,2014,"CRM, ABM",linkedin.com/company/acme\n'
    "Globex,globex.com,,51-200,,Manufacturing,,Germany,,,\n"
)
HOOVERS = (
    "D-U-N-S® Number,Company Name,Tradestyle,URL,Employees (Single Site),Employees (Total),Sales (USD),"
    "D&B Hoovers Industry,Ownership Type,Parent Company,Global Ultimate Company,Is Headquarters,Country\n"
    '001234567,Acme Inc,,www.acme.com,40,"1,215","15,000,000",Software,Private,,Acme Holding,Yes,United States\n'
    "009999999,Globex,,globex.com,12,,,Manufacturing,,,,No,Germany\n"
)
SIXSENSE = (
    "6sense Company Name,6sense Domain,6sense Country,6sense Revenue Range,6sense Employee Range,Industry,"
    "Industry (Legacy),Buying Stage: Start,Buying Stage: End\n"
    'Acme,acme.com,United States,$10M - $25M,"1,000 - 4,999",,Software,Awareness,Decision\n'
    "Globex,globex.com,Germany,,10 - 19,Manufacturing,,Target,Target\n"
)
DEMANDBASE = (
    "\ufeffAccount Name,Domain,Demandbase Industry,Demandbase Sub Industry,Revenue,Revenue Range,Journey Stage,"
    "Engagement Points (3 mo.),Billing Country,Salesforce Technology,Marketo Technology\n"
    "Acme,acme.com,Software,,15000000,$10M - $25M,Awareness,120,United States,true,false\n"
    "Globex,globex.com,Manufacturing,,,$1B - $2.5B,Customer,3,Germany,false,false\n"
)
PIPEDRIVE = (
    "Organization - Name*,Organization - Pipedrive System ID,Organization - Owner,Organization - Website,"
    "Organization - Country of Address,Organization - Number of employees,Organization - Industry\n"
    "Acme,0017,Dana,acme.com,United States,215,Software\n"
    "Globex,0018,Lee,globex.com,Germany,,Manufacturing\n"
)
ZOHO = (
    "Record Id,Account Name,Account Owner,Website,Account Type,Billing City,Billing State,Billing Code,Billing Country,"
    "Employees,Annual Revenue,Industry,Parent Account\n"
    "zcrm_400001,Acme,Dana,acme.com,Customer,Boston,MA,02110,United States,215,15000000,Software,Acme Holding\n"
    "400002,Globex,Lee,globex.com,,Berlin,,,Germany,,,,\n"
)
DATA_LOADER = (
    '"ID","NAME","WEBSITE","INDUSTRY","NUMBEROFEMPLOYEES","ANNUALREVENUE","BILLINGCOUNTRYCODE","BILLINGCITY","OWNERID",'
    '"SCORE__C"\n'
    '"0015g00000ytenKAAQ","Acme","acme.com","Software","215","1.5E7","US","Boston","0055g00000AAAAAAA1","3"\n'
    '"0015g00000PCppkAAD","Globex","globex.com","","","","DE","","",""\n'
)
PDL = (
    "name,display_name,website,size,employee_count,industry,location.country,linkedin_url,founded,inferred_revenue\n"
    "acme inc,acme inc,acme.com,51-200,215,computer software,united states,linkedin.com/company/acme,2014,$10M-$25M\n"
    "globex,globex,globex.com,201-500,,machinery,germany,linkedin.com/company/globex,,\n"
)
CLAY = (
    "company_name,company_domain,revenue,employee_count,country\n"
    "Acme,acme.com,$10B+,51-250,US\n"
    "Globex,globex.com,$1M-$10M,251-1K,Germany\n"
)
ACME = {"name": "Acme", "domain": "acme.com", "country": "US"}
GLOBEX = {"name": "Globex", "domain": "globex.com", "country": "DE"}


def load(folder: Path, content: str, name: str = "list.csv") -> Accounts:
    path = folder / name
    path.write_text(content, encoding="utf-8", newline="")
    found = load_accounts([path])
    assert found.rows_in == found.rejected.height + found.duplicates.height + found.frame.height
    return found


CASES: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "zoominfo": (
        ZOOMINFO,
        [
            {
                **ACME, "name": "Acme Inc", "employees": 215, "employees_max": 215, "revenue": 15_000_000,
                "currency": "USD", "founded": 2014, "state": "Massachusetts", "ownership": "Private",
                "funding_total": 4_200_000, "last_funding_amount": 1_200_000, "last_funding_date": date(2026, 5, 1),
                "parent": "Acme Holding", "city": "Boston",
            },
            {**GLOBEX, "employees": 175, "employees_min": 100, "employees_max": 249, "revenue": 750_000_000,
             "revenue_min": 500_000_000, "revenue_max": 1_000_000_000},
        ],
    ),
    "evaboot": (
        EVABOOT,
        [
            {**ACME, "employees": 215, "revenue_min": 10_000_000, "revenue_max": 20_000_000, "revenue": 15_000_000,
             "currency": "USD", "founded": 2014, "keywords": ["analytics", "bi"]},
            {"account_key": "99", "name": "Globex", "employees": 31, "employees_max": 50, "revenue_min": 500_000,
             "revenue_max": 1_000_000, "revenue": 750_000, "founded": None, "country": "DE"},
        ],
    ),
    "phantombuster": (
        PHANTOMBUSTER,
        [
            {"account_key": "1441", "name": "Acme", "industry": "Software Development", "country": "US"},
            {"account_key": "99", "name": "Globex", "country": "DE"},
        ],
    ),
    "crunchbase": (
        CRUNCHBASE,
        [
            {**ACME, "employees": 31, "revenue_min": 1_000_000_000, "revenue_max": 10_000_000_000, "founded": 2014,
             "funding_total": 2_200_000, "currency": "USD", "last_funding_date": date(2026, 5, 1),
             "keywords": ["Analytics", "SaaS"], "ownership": None},
            {**GLOBEX, "employees": 10_001, "employees_max": None, "revenue_max": 1_000_000, "founded": 2001},
        ],
    ),
    "builtwith": (
        BUILTWITH,
        [
            {**ACME, "employees": 215, "revenue": 15_000_000, "currency": "USD", "city": "Boston", "state": "MA"},
            {**GLOBEX, "domain": "globex.de"},
        ],
    ),
    "lusha": (
        LUSHA,
        [
            {**ACME, "employees": 351, "employees_min": 201, "revenue_min": 10_000_000, "revenue_max": 25_000_000,
             "intent_topics": ["CRM", "ABM"], "linkedin_url": "linkedin.com/company/acme", "founded": 2014},
            {**GLOBEX, "employees_max": 200},
        ],
    ),
    "dnb_hoovers": (
        HOOVERS,
        [
            {**ACME, "name": "Acme Inc", "employees": 1_215, "revenue": 15_000_000, "currency": "USD",
             "parent": "Acme Holding", "ownership": "Private"},
            {**GLOBEX, "employees": None},
        ],
    ),
    "sixsense": (
        SIXSENSE,
        [
            {**ACME, "employees_min": 1_000, "employees_max": 4_999, "revenue_min": 10_000_000,
             "lifecycle_stage": None},
            {**GLOBEX, "employees_min": 10, "employees_max": 19},
        ],
    ),
    "demandbase": (
        DEMANDBASE,
        [
            {**ACME, "revenue": 15_000_000, "lifecycle_stage": "Awareness"},
            {**GLOBEX, "revenue": 1_750_000_000, "lifecycle_stage": "Customer"},
        ],
    ),
    "pipedrive": (
        PIPEDRIVE,
        [
            {**ACME, "crm_id": "0017", "owner": "Dana", "employees": 215},
            {**GLOBEX, "crm_id": "0018", "owner": "Lee", "employees": None},
        ],
    ),
    "zoho": (
        ZOHO,
        [
            {**ACME, "owner": "Dana", "employees": 215, "revenue": 15_000_000, "parent": "Acme Holding",
             "city": "Boston"},
            {**GLOBEX, "crm_id": "400002", "owner": "Lee"},
        ],
    ),
    "salesforce_data_loader": (
        DATA_LOADER,
        [
            {**ACME, "employees": 215, "revenue": 15_000_000, "owner": "0055g00000AAAAAAA1", "city": "Boston"},
            {**GLOBEX, "employees": None},
        ],
    ),
    "people_data_labs": (
        PDL,
        [
            {**ACME, "name": "acme inc", "employees": 215, "revenue_min": 10_000_000, "founded": 2014,
             "industry": "Software Development"},
            {**GLOBEX, "name": "globex", "employees": 351},
        ],
    ),
    "generic": (
        CLAY,
        [
            {**ACME, "revenue_min": 10_000_000_000, "revenue_max": None, "employees_min": 51, "employees_max": 250},
            {**GLOBEX, "revenue_min": 1_000_000, "employees_min": 251, "employees_max": 1_000},
        ],
    ),
}  # fmt: skip


def test_every_shipped_dialect_has_a_sample() -> None:
    # Those of test_accounts are the others.
    assert set(CASES) == set(dialects()) - {"apollo", "hubspot", "salesforce"}


@pytest.mark.parametrize("name", CASES)
def test_the_accounts_of(name: str, tmp_path: Path) -> None:
    content, expected = CASES[name]
    found = load(tmp_path, content)
    assert [source.dialect for source in found.sources] == [name]
    rows = found.frame.sort("source_row").to_dicts()
    assert [{key: row[key] for key in one} for row, one in zip(rows, expected, strict=True)] == expected


def test_one_company_in_two_rows_of_a_search_for_people(tmp_path: Path) -> None:
    found = load(tmp_path, PHANTOMBUSTER)
    assert (found.rows_in, found.duplicates.height, found.frame.height) == (3, 1, 2)


def test_numbers_of_companies_stay_text(tmp_path: Path) -> None:
    assert load(tmp_path, HOOVERS).originals["D-U-N-S® Number"].to_list() == ["001234567", "009999999"]
    assert load(tmp_path, ZOOMINFO).originals["SIC Code 1"].to_list() == ["0737", "0111"]
