"""What only whole accounts show of the quirks of vendors."""

from __future__ import annotations

from pathlib import Path

import pytest

from icp_tui.errors import IcpError
from icp_tui.sources.accounts import Accounts, load_accounts


def load(folder: Path, files: dict[str, str]) -> Accounts:
    paths = []
    for name, content in files.items():
        paths.append(folder / name)
        paths[-1].write_text(content, encoding="utf-8")
    found = load_accounts(paths)
    assert found.rows_in == found.rejected.height + found.duplicates.height + found.frame.height
    return found


def test_a_true_false_column_per_tool(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        {
            "list.csv": "Account Name,Domain,Journey Stage,SFDC Technology,Marketo Technology\n"
            "Acme,acme.com,Awareness,true,TRUE\nGlobex,globex.com,Target,false,false\n"
        },
    )
    known = dict(found.frame.select("name", "technologies").iter_rows())
    assert max(known["Acme"]) == "Salesforce"
    assert len(known["Acme"]) == 2
    assert known["Globex"] is None
    report = {one.header: one.field for one in found.sources[0].headers}
    assert report["SFDC Technology"] == "technologies"
    assert found.originals["SFDC Technology"].to_list() == ["true", "false"]


def test_the_technology_in_the_name_of_the_file(tmp_path: Path) -> None:
    text = "Domain,Location on Site,Company\nacme.com,acme.com/a,Acme\nglobex.com,globex.com,Globex\n"
    found = load(tmp_path, {"HubSpot-Websites.csv": text})
    assert found.frame["technologies"].to_list() == [["HubSpot"], ["HubSpot"]]
    assert "all of them use HubSpot" in found.sources[0].evidence[1]


def test_one_record_under_its_short_and_its_long_number(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        {
            "report.csv": "Account ID,Account Name,Account Owner,Website\n0015g00000ytenK,Acme,Dana,acme.com\n",
            "loader.csv": "Id,Name,OwnerId,Website\n0015g00000ytenKAAQ,Acme,0055g00000AAAAAAA1,acme.com\n",
        },
    )
    assert found.frame["crm_id"].to_list() == ["0015g00000ytenK"]
    assert found.duplicates.height == 1


def test_ids_that_differ_in_case_only_are_two_records(tmp_path: Path) -> None:
    text = "Account ID,Account Name,Account Owner,Website\n0015g00000ytenK,Acme,D,acme.com\n0015g00000YTENK,Acme,D,acme.com\n"
    assert load(tmp_path, {"report.csv": text}).frame.height == 2


def test_a_zero_is_no_type_and_survives_as_it_was(tmp_path: Path) -> None:
    text = "Company Name,Company Domain,Company Type,Matches Filters\nAcme,acme.com,0,YES\nGlobex,globex.com,Public,NO\n"
    found = load(tmp_path, {"list.csv": text})
    assert found.frame["ownership"].to_list() == [None, "Public"]
    assert found.originals["Company Type"].to_list() == ["0", "Public"]


def test_money_with_its_currency_in_the_next_column(tmp_path: Path) -> None:
    text = (
        "Organization Name,Organization Name URL,Website,Total Funding Amount,Total Funding Amount Currency\n"
        "Acme,u,acme.com,2000000,EUR\nGlobex,v,globex.com,7,\n"
    )
    found = load(tmp_path, {"list.csv": text})
    assert found.frame.select("funding_total", "currency").rows() == [(2_000_000, "EUR"), (7, None)]


def test_doubts_are_in_the_report(tmp_path: Path) -> None:
    phones = "".join(f"Firm {at},+49 30 12345{at}\n" for at in range(6))
    found = load(tmp_path, {"list.csv": f"Company,Website\n{phones}"})
    assert found.frame["website"].null_count() == 6
    assert found.originals["Website"].to_list() == [f"+49 30 12345{at}" for at in range(6)]
    assert found.sources[0].doubts[0].startswith("Website is not used as website: it holds phone numbers (")
    assert len(found.sources[0].fingerprint) == 32


def test_a_list_that_nobody_can_name_says_which_column_might(tmp_path: Path) -> None:
    names = "Alcoa Corp.\nNucor Corporation\nAurubis AG\nSalzgitter AG\nBoliden AB\n"
    with pytest.raises(IcpError) as raised:
        load(tmp_path, {"list.csv": f"Metals Industry\n{names}"})
    assert "--map 'Metals Industry=name' if they are the companies" in str(raised.value)
