"""What a preset would write, refuse and warn of, on lists made for the purpose."""

import csv
import io

import polars as pl
import pytest
from dozen import COMPANIES, companies, dozen, planned
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_tui.errors import IcpError
from icp_tui.export.preset import Limits, load_presets, preset_named
from icp_tui.export.preset_files import check_plans, csv_bytes, write_presets
from icp_tui.export.preset_mapping import PresetMapping


def said(findings):
    return "\n".join(map(str, findings))


def test_linkedin_refuses_299_rows_and_takes_300():
    short = planned("linkedin-company-list", A=companies(299))
    assert "needs 300 rows in a file, and no file has them" in said(short.refusals)
    assert "There are 299 accounts in all" in said(short.refusals)
    assert not planned("linkedin-company-list", A=companies(300)).refusals


def test_linkedin_offers_to_merge_tiers_that_are_short_alone():
    tiers = {"A": companies(200), "B": companies(200, domain=[f"b{n}.com" for n in range(200)])}
    assert "files: one in a mapping file" in said(planned("linkedin-company-list", **tiers).refusals)
    merged = planned("linkedin-company-list", PresetMapping(files="one"), **tiers)
    assert not merged.refusals
    assert [(file.name, file.tier, file.frame.height) for file in merged.files] == [("linkedin-company-list_2026-11-21.csv", None, 400)]


def test_linkedin_warns_where_one_tier_is_short():
    plan = planned("linkedin-company-list", A=companies(50), B=companies(1_200, domain=[f"b{n}.com" for n in range(1_200)]))
    assert not plan.refusals
    assert "will refuse some (linkedin-company-list_tier_a_2026-11-21.csv: 50)" in said(plan.warnings)


def test_rows_over_the_limit_are_split_and_numbered():
    plan = planned("sales-navigator", A=companies(2_001))
    assert [(file.name, file.frame.height) for file in plan.files] == [
        ("sales-navigator_tier_a_2026-11-21_part_1.csv", 1_000),
        ("sales-navigator_tier_a_2026-11-21_part_2.csv", 1_000),
        ("sales-navigator_tier_a_2026-11-21_part_3.csv", 1),
    ]
    assert "split into 3 files" in said(plan.warnings)
    together = pl.concat([file.frame for file in plan.files])
    assert together["Website"].to_list() == companies(2_001)["domain"].to_list()


def test_bytes_over_the_limit_are_split():
    preset = preset_named("terminus").model_copy(update={"limits": Limits(bytes=10_000)})
    plan = planned(preset, A=companies(1_000, name='Ünï "quoted", name'))
    sizes = [len(csv_bytes(preset, file.frame)) for file in plan.files]
    assert len(sizes) > 3
    assert max(sizes) <= 10_000
    assert sum(file.frame.height for file in plan.files) == 1_000


def test_a_row_larger_than_the_limit_stands_alone():
    preset = preset_named("terminus").model_copy(update={"limits": Limits(bytes=10_000)})
    plan = planned(preset, A=companies(3, name="x" * 20_000))
    assert [file.frame.height for file in plan.files] == [1, 1, 1]


def test_one_account_without_the_key_is_refused_by_name():
    plan = planned("salesloft-accounts", A=companies(3, domain=["a.com", None, "c.com"]))
    assert said(plan.refusals) == (
        "1 account has no Name + Domain: Salesloft needs both name and domain (company2). "
        "Add what is missing to the source, or exclude the account. Or leave them out: incomplete: leave_out in a mapping file."
    )


def test_at_most_ten_accounts_are_named():
    (finding,) = planned("terminus", A=companies(30, domain=[None] * 15 + [f"a{n}.com" for n in range(15)])).refusals
    assert finding.accounts == (*(f"company{n}" for n in range(1, 11)), "and 5 more")


def test_a_key_that_nobody_has_is_refused_even_where_some_lack_is_a_warning():
    some = planned("hubspot-companies", A=companies(2, domain=["a.com", None]))
    assert not some.refusals
    assert "1 account has no Record ID or Company Domain Name" in said(some.warnings)
    assert "2 accounts have no Record ID or Company Domain Name" in said(planned("hubspot-companies", A=companies(2, domain=None)).refusals)


def test_a_mapping_may_leave_the_incomplete_out_and_says_whom():
    plan = planned("terminus", PresetMapping(incomplete="leave_out"), A=companies(3, domain=["a.com", None, "c.com"]))
    assert not plan.refusals
    assert plan.files[0].frame["Domain"].to_list() == ["a.com", "c.com"]
    assert "1 account without Domain or CRM Account ID is left out (company2)" in said(plan.warnings)


def test_of_one_domain_the_best_account_stays():
    plan = planned("terminus", A=companies(2, domain=["a.com", "b.com"]), B=companies(2, domain=["A.com", "c.com"], name="other"))
    assert [file.frame["Domain"].to_list() for file in plan.files] == [["a.com", "b.com"], ["c.com"]]
    assert "1 account has the same Domain or CRM Account ID as a better one and is not in the files (other)" in said(plan.warnings)


def test_salesforce_updates_go_apart_from_inserts_and_no_company_is_inserted_beside_its_update():
    accounts = companies(3, domain=["a.com", "a.com", "c.com"], crm_id=[None, "0015e00000ABCDE", None])
    plan = planned("salesforce-data-loader", A=accounts)
    made = {file.name: file.frame for file in plan.files}
    assert made["salesforce-data-loader_tier_a_update_2026-11-21.csv"]["Id"].to_list() == ["0015e00000ABCDE"]
    insert = made["salesforce-data-loader_tier_a_insert_2026-11-21.csv"]
    assert "Id" not in insert.columns
    assert insert["Website"].to_list() == ["c.com"]


def test_salesforce_ids_that_differ_in_case_alone_are_two_accounts():
    ids = ["0015g00000ytenK", "0015g00000yTenK", "0015g00000yTenK"]
    for name in ("salesforce-data-loader", "salesforce-import-wizard", "demandbase"):
        plan = planned(name, A=companies(3, crm_id=ids))
        assert [file.frame.to_series(file.frame.columns.index(plan.preset.key[0])).to_list() for file in plan.files] == [ids[:2]]
        assert "1 account has the same" in said(plan.warnings)
    by_number = companies(2, domain=None, crm_id=ids[:2])
    assert planned("terminus", A=by_number).files[0].frame["CRM Account ID"].to_list() == ids[:2]


def test_record_numbers_of_another_crm_are_no_key():
    junk = companies(2, domain=[None, "b.com"], crm_id=["12345", "zcrm_1"])
    assert "1 account has no External Account ID or Account Name + Account Domain" in said(planned("demandbase", A=junk).refusals)
    assert "1 account has no Domain or CRM Account ID" in said(planned("terminus", A=junk).refusals)
    salesforce = junk.with_columns(pl.Series("Account ID", ["0015e00000ABCDEAA1", None]))
    assert not planned("demandbase", A=salesforce).refusals
    assert planned("terminus", A=salesforce).files[0].frame.rows() == [("company1", None, "0015e00000ABCDEAA1"), ("company2", "b.com", None)]


def test_only_what_is_in_the_files_is_said_of_cells():
    twice = companies(2, domain="a.com", name=["=Best", "=Double"])
    assert "1 cell starts like a formula (Account Name)" in said(planned("terminus", A=twice).warnings)
    lacking = companies(3, domain=["a.com", None, "c.com"], name=["=a", "=b", "c"])
    assert "1 cell starts like a formula" in said(planned("terminus", PresetMapping(incomplete="leave_out"), A=lacking).warnings)


def test_parts_sort_in_the_order_in_which_they_are_loaded():
    names = [file.name for file in planned("sales-navigator", A=companies(10_001)).files]
    assert len(names) == 11
    assert (names[1], names[10]) == tuple(f"sales-navigator_tier_a_2026-11-21_part_{part}.csv" for part in ("02", "11"))
    assert names == sorted(names)


def test_more_columns_than_the_target_takes():
    own = [{"header": f"Own {n}", "from": ["name"]} for n in range(84)]
    mapping = PresetMapping.model_validate({"columns": own})
    assert not planned("salesforce-import-wizard", mapping, A=companies(1)).refusals
    mapping = PresetMapping.model_validate({"columns": [*own, {"header": "One more", "text": "x"}]})
    assert "takes 90 columns, and there are 91" in said(planned("salesforce-import-wizard", mapping, A=companies(1)).refusals)


def test_the_import_wizard_warns_of_names_alone():
    plan = planned("salesforce-import-wizard", A=companies(3, domain=[None, None, "c.com"], crm_id=["0015e00000ABCDE", None, None]))
    assert not plan.refusals
    assert "1 account has no Account ID or Account Name + Website" in said(plan.warnings)
    nobody = planned("salesforce-import-wizard", A=companies(2, domain=None))
    assert not nobody.refusals
    assert "2 accounts have no Account ID" in said(nobody.warnings)


def test_linkedin_has_postcode_and_ticker_where_the_source_has_them():
    rows = companies(300, **{"ZIP CODE": "02139", "Ticker": "ACME"})
    file = planned("linkedin-company-list", A=rows).files[0].frame
    assert file.select("stocksymbol", "zipcode").row(0) == ("ACME", "02139")


def test_a_csv_for_people_has_no_formula_and_a_byte_order_mark():
    plan = planned("excel-csv", A=companies(4, name=["=1+1", "-x", "+49 30 123", "-12"]))
    assert plan.files[0].frame["Account"].to_list() == ["'=1+1", "'-x", "+49 30 123", "-12"]
    assert csv_bytes(plan.preset, plan.files[0].frame).startswith(b"\xef\xbb\xbfRank,Tier,")
    assert "formula" not in said(plan.warnings)


def test_all_of_one_kind_need_no_word_in_the_name():
    plan = planned("salesforce-data-loader", A=companies(2, crm_id=["0015e00000ABCDE", "0015e00000ABCDF"]))
    assert [file.name for file in plan.files] == ["salesforce-data-loader_tier_a_2026-11-21.csv"]


def test_a_fourth_tier_has_no_token_and_that_is_said():
    tiers = {name: companies(1, domain=f"{name.lower()}.com", tier=name) for name in "ABCD"}
    plan = planned("hubspot-companies", **tiers)
    assert [file.frame["Ideal Customer Profile Tier"].to_list() for file in plan.files] == [["tier_1"], ["tier_2"], ["tier_3"], [None]]
    assert "stays blank for 1 account: HubSpot companies has no tier D (1)" in said(plan.warnings)


def test_an_empty_tier_has_no_file_and_an_empty_list_none_at_all():
    plan = planned("terminus", A=companies(1), B=companies(0))
    assert [file.tier for file in plan.files] == ["A"]
    assert plan.notes == ["Tier B has no row: no file is written for it."]
    for name in COMPANIES:
        nobody = planned(name, A=companies(0))
        assert (nobody.files, nobody.refusals) == ([], [])
        assert "nothing to write" in said(nobody.warnings)


def test_only_the_tiers_asked_for():
    tiers = {"A": companies(1), "B": companies(1, domain="b.com")}
    assert [file.tier for file in planned("terminus", PresetMapping(tiers=("B",)), **tiers).files] == ["B"]
    assert "tier X, which the profile has not" in said(planned("terminus", PresetMapping(tiers=("X",)), **tiers).refusals)


@pytest.mark.parametrize("name", [name for name, preset in load_presets().items() if preset.refused])
def test_targets_without_a_file_refuse_with_the_reason_and_what_to_do(name):
    plan = planned(name, A=companies(1))
    (finding,) = plan.refusals
    assert len(finding.said) > 20
    assert finding.mend
    assert not plan.files


def test_people_presets_need_people():
    preset = preset_named("terminus").model_copy(update={"kind": "people"})
    assert "Give a file with people to build or open: --contacts FILE; a frozen list keeps none." in said(planned(preset, A=companies(1)).refusals)


def test_nothing_is_written_where_any_preset_refuses(tmp_path):
    plans = [planned("terminus", A=companies(1)), planned("google-ads", A=companies(1)), planned("terminus", A=companies(1, domain=None))]
    with pytest.raises(IcpError) as raised:
        write_presets(tmp_path, plans)
    assert len(raised.value.problems) == 2
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(IcpError):
        check_plans(plans)


def test_the_order_of_rows_is_the_rank():
    plan = planned("clay", **dozen())
    assert plan.files[0].frame["icp_tier"].to_list() == list("AAABBBCCCDD")


@settings(max_examples=20)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), min_size=1, max_size=25), st.integers(10_000, 10_400), st.integers(1, 25))
def test_parts_keep_both_limits_and_lose_nothing_whatever_the_names_hold(names, size, rows):
    preset = preset_named("terminus").model_copy(update={"limits": Limits(bytes=size, rows=rows)})
    plan = planned(preset, A=companies(len(names), name=[name * 60 for name in names]))
    files = [csv_bytes(preset, file.frame) for file in plan.files]
    assert all(len(data) <= size for data in files)
    read = [row for data in files for row in list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))[1:]]
    assert [row[1] for row in read] == [f"company{n}.com" for n in range(1, len(names) + 1)]
    assert all(file.frame.height <= rows for file in plan.files)
