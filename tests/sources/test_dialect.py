"""Dialects: recognised by their signature, and checked when they are read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from icp_tui import vocab
from icp_tui.errors import IcpError
from icp_tui.sources.dialect import FIELDS, compared, dialects
from icp_tui.sources.evidence import detect


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path))
    folder = tmp_path / "dialects"
    folder.mkdir()
    vocab.reset()
    yield folder
    monkeypatch.undo()
    vocab.reset()


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        (["Company Name", "# Employees", "Website"], "apollo"),
        (["Company", "Apollo Account Id"], "apollo"),
        (["Record ID", "Company name", "City"], "hubspot"),
        (["record_id", "COMPANY NAME"], "hubspot"),
        (["Account Name", "Account Owner", "Type"], "salesforce"),
        (["Account Name", "Billing Country"], "salesforce"),
        (["Account Name", "Industry"], "generic"),
        (["name", "website"], "generic"),
        (["ID", "NAME", "OWNERID"], "salesforce_data_loader"),
        (["Id", "Name", "Score__c"], "salesforce_data_loader"),
        (["Id", "Name", "Score"], "generic"),
        (["regularCompanyUrl"], "phantombuster"),
        (["companyUrl", "query"], "phantombuster"),
        (["companyUrl", "companyName"], "generic"),
        (["D-U-N-S® Number", "Company Name"], "dnb_hoovers"),
        (["Organization - Name*"], "pipedrive"),
        (["Organization Name"], "generic"),
        (["Organization Name", "Organization Name URL"], "crunchbase"),
        (["Record Id", "Account Name", "Account Owner", "Billing City"], "zoho"),
        (["Journey Stage", "Account Name", "Billing Country"], "demandbase"),
        ([], "generic"),
    ],
)
def test_detection(headers: list[str], name: str) -> None:
    assert detect(headers).dialect == name


def test_the_longer_signature_wins() -> None:
    headers = ["Account Name", "Account Owner", "Account ID", "Billing City", "# Employees"]
    assert detect(headers).dialect == "salesforce"


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("\ufeff Company\u00a0 Name ", "company name"),
        ("company_name", "company name"),
        ("COMPANY-NAME", "company name"),
        ("Organization - Name*", "organization name"),
        ("# Employees", "# employees"),
    ],
)
def test_comparison_of_headers(header: str, key: str) -> None:
    assert compared(header) == key


def test_every_alias_of_the_formats_page_is_known() -> None:
    known = dialects()["generic"].field_of()
    expected = {
        "name": "company, company name, account, account name, organization, organization name, organisation, firma, "
        "unternehmen",
        "domain": "domain, company domain, company domain name, primary domain",
        "website": "website, website url, company website, url, homepage",
        "employees": "employees, # employees, num employees, employee count, headcount, number of employees, company size, "
        "size, staff count, employee range, mitarbeiter",
        "revenue": "revenue, annual revenue, revenue range, turnover, umsatz",
        "country": "country, country/region, company country, billing country, hq country, headquarters, location, land",
        "owner": "account owner, company owner, owner, owner email",
    }
    for field, aliases in expected.items():
        for alias in aliases.split(", "):
            assert known[alias] == (field,), alias


def test_one_header_feeds_one_field_in_every_shipped_dialect() -> None:
    for dialect in dialects().values():
        assert {header: fields for header, fields in dialect.field_of().items() if len(fields) > 1} == {}


def test_every_account_column_can_be_fed() -> None:
    fed = dialects()["generic"].headers
    assert set(FIELDS) - set(fed) == set()


def test_own_dialect_is_added(own_folder: Path) -> None:
    (own_folder / "acme.yaml").write_text(
        "dialect: acme\ntitle: Acme tool\nall_of: [Acme Id]\nheaders: {name: [Firm]}\n"
    )
    assert detect(["Acme Id", "Firm"]).dialect == "acme"
    assert set(dialects()) >= {"acme", "apollo", "generic"}


def test_own_dialect_replaces_the_shipped_one_of_its_file_name(own_folder: Path) -> None:
    (own_folder / "apollo.yaml").write_text(
        "dialect: apollo\ntitle: Ours\nall_of: [Special]\nheaders: {name: [Firm]}\n"
    )
    assert dialects()["apollo"].title == "Ours"


def test_faults_of_an_own_dialect_are_told_with_their_lines(own_folder: Path) -> None:
    (own_folder / "bad.yaml").write_text(
        "dialect: bad\ntitle: Bad\nheaders:\n  nam: [Firm]\n  name: [Firm]\nunits: {Revenue: dozens}\n"
    )
    with pytest.raises(IcpError) as raised:
        dialects()
    said = {(problem.line, problem.message) for problem in raised.value.problems}
    assert any(line == 6 for line, _ in said)


def test_keys_that_say_nothing_are_faults(own_folder: Path) -> None:
    (own_folder / "bad.yaml").write_text(
        "dialect: bad\ntitle: Bad\nany_of: [Bad Id]\nheaders: {name: [Firm]}\ntool_columns: [Technology]\n"
        'id_core: "(a"\n'
    )
    with pytest.raises(IcpError) as raised:
        dialects()
    assert {(problem.line, problem.message) for problem in raised.value.problems} == {
        (5, "Technology does not say where the tool stands"),
        (6, "no pattern with one group"),
    }
