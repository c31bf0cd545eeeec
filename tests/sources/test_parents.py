"""Which account a parent names: by record, key, domain, website, page or name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from icp_tui import columns
from icp_tui.scoring.family import families
from icp_tui.sources.accounts import Accounts, load_accounts
from icp_tui.sources.parents import on_the_list, parents

KINDS: dict[str, Any] = dict(columns.ACCOUNT)


def accounts(*some: dict[str, Any]) -> pl.DataFrame:
    full = [{"account_key": row.get("domain") or f"{row['name']}/zz".lower(), **row} for row in some]
    return pl.DataFrame([{name: row.get(name) for name in KINDS} for row in full], schema=KINDS)


ACME = {"name": "Acme Holding GmbH", "domain": "acme.com", "linkedin_url": "https://linkedin.com/company/acme-hq"}


@pytest.mark.parametrize(
    "parent",
    [
        "acme.com", "https://www.Acme.com/about", "ACME HOLDING", "linkedin.com/company/acme-hq",
        "https://www.linkedin.com/company/Acme-HQ/about/",
    ],
)  # fmt: skip
def test_a_parent_by_any_of_its_names(parent: str) -> None:
    frame = accounts(ACME, {"name": "Acme Labs", "domain": "labs.io", "parent": parent}, {"name": "Globex"})
    assert parents(frame).select("parent", "row").rows() == [(parent, 0)]
    assert on_the_list(frame) == (1, 1)
    assert families(frame).to_list()[0] == families(frame).to_list()[1]


def test_a_key_goes_before_a_domain_that_several_have() -> None:
    frame = accounts(
        {"account_key": "acme.com/acme", "name": "Acme", "domain": "acme.com"},
        {"account_key": "acme.com/apex", "name": "Apex", "domain": "acme.com", "parent": "acme.com/acme"},
        {"name": "Labs", "domain": "labs.io", "parent": "acme.com"},
    )
    assert parents(frame).select("parent", "row").rows() == [("acme.com/acme", 0), ("acme.com", None)]
    assert on_the_list(frame) == (2, 1)


def test_a_name_that_two_bear_is_nobody() -> None:
    frame = accounts(
        {"name": "Acme", "domain": "a.com"}, {"name": "ACME Inc", "domain": "b.com"}, {"name": "Lab", "parent": "Acme"}
    )
    assert parents(frame).get_column("row").to_list() == [None]


def test_an_account_that_names_itself_asks_for_nobody() -> None:
    assert on_the_list(accounts({**ACME, "parent": "Acme Holding"}, {"name": "Globex"})) == (0, 0)
    assert on_the_list(accounts(ACME)) == (0, 0)


def load(folder: Path, **files: str) -> Accounts:
    paths = [folder / f"{name}.csv" for name in files]
    for path, text in zip(paths, files.values(), strict=True):
        path.write_text(text)
    return load_accounts(paths)


def test_a_parent_by_the_number_of_its_record(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        crm="Account Name,Website,Account ID,Account Owner,Parent Account ID\n"
        "Acme,acme.com,0015g00000AAAAA,Dana,\n"
        "Labs,labs.io,0015g00000BBBBB,Dana,0015g00000AAAAAXYZ\n"
        "Foods,foods.io,0015g00000CCCCC,Dana,0015g00000ZZZZZ\n",
    )
    assert found.sources[0].dialect == "salesforce"
    told = dict(found.frame.select("account_key", "parent").iter_rows())
    assert told == {"acme.com": None, "labs.io": "acme.com", "foods.io": "0015g00000ZZZZZ"}
    assert found.notes == ["2 accounts name a parent company; 1 of those parents are on the list"]


def test_numbers_are_those_of_one_system(tmp_path: Path) -> None:
    """Record 1 of one list is not record 1 of another."""
    found = load(
        tmp_path,
        one="Company,Website,CRM ID,Parent ID\nAcme,acme.com,1,\nLabs,labs.io,2,1\n",
        two="Company,Website,CRM ID,Parent ID\nGlobex,globex.com,1,\nInitech,initech.com,2,1\n",
    )
    told = dict(found.frame.select("account_key", "parent").iter_rows())
    assert told == {"acme.com": None, "labs.io": "acme.com", "globex.com": None, "initech.com": "globex.com"}


def test_records_of_one_domain_are_told_apart(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        crm="Company,Website,CRM ID,Parent ID\nAcme,acme.com,1,\nZenith Foods,acme.com,2,1\nLabs,labs.io,3,1\n",
    )
    told = dict(found.frame.select("account_key", "parent").iter_rows())
    assert told == {"acme.com/acme": None, "acme.com/zenith-foods": "acme.com/acme", "labs.io": "acme.com/acme"}
    assert families(found.frame).n_unique() == 1


def test_the_top_of_the_family_only_where_there_is_no_direct_parent(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        x="Company,Website,Ultimate Parent,Parent Company\nA,a.com,Top,Middle\nB,b.com,Top,\n",
    )
    assert found.frame.get_column("parent").to_list() == ["Middle", "Top"]
