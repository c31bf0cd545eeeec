"""Signal files: how they are read, whom they reach, what they add, and that they change nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from icp_tui.errors import IcpError
from icp_tui.sources.accounts import load_accounts
from icp_tui.sources.reading import Reading
from icp_tui.sources.signals import load_signals, with_signals

LIST = """Company,Domain,LinkedIn URL,Country,Record ID,Technologies,Intent Score,Last Funding Date,Industry
Acme GmbH,acme.com,,DE,17,Salesforce; Slack,75,,Software Development
Globex,,linkedin.com/company/globex,US,18,,,2026-01-15,
Twin,twin.com,,US,19,,,,
Twin AG,twin.de,,DE,20,,,,
Initech,,,,21,,,,
"""


def write(folder, name, *lines):
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def listed(tmp_path):
    return load_accounts([write(tmp_path, "list.csv", LIST.strip())])


def added(listed, path, **reading):
    """The list with one signal file, and its report."""
    loaded = load_signals([path], {path: Reading(**reading)} if reading else None)
    after, (report,) = with_signals(listed, loaded)
    return after, report


def column(accounts, name):
    return dict(zip(accounts.frame["crm_id"], accounts.frame[name].to_list(), strict=True))


def reached(report):
    return {key: count for key, count in report.by.items() if count}


def test_bombora_the_highest_score_the_latest_date_the_union_of_topics(tmp_path, listed):
    path = write(
        tmp_path, "bombora.csv", "Company Name,Domain,Topic,Composite Score,Date",
        "ACME,acme.com,CRM,60,2026-11-08", 'ACME,www.acme.com,"Sales, Marketing",82,2026-10-25', "ACME,acme.com,crm,55,2026-11-01",
    )  # fmt: skip
    after, report = added(listed, path)
    acme = after.frame.row(0, named=True)
    assert acme["intent_score"] == 82.0
    assert acme["intent_date"] == date(2026, 11, 8)
    assert acme["intent_topics"] == ["Sales, Marketing", "CRM"]
    assert (report.rows, report.rejected, report.matched, report.accounts) == (3, 0, 3, 1)
    assert reached(report) == {"domain": 3}
    assert report.added == {"intent_score": 1, "intent_date": 1, "intent_topics": 1}


def test_a_lower_score_and_what_the_account_already_has_add_nothing(tmp_path, listed):
    path = write(tmp_path, "six.csv", "Domain,Surge Score,Technologies", "acme.com,70,salesforce; HubSpot")
    after, report = added(listed, path)
    assert column(after, "intent_score")["17"] == 75.0
    assert column(after, "technologies")["17"] == ["Salesforce", "Slack", "HubSpot"]
    assert report.added == {"technologies": 1}


def test_nothing_that_a_source_says_is_overwritten(tmp_path, listed):
    path = write(
        tmp_path, "other.csv", "Company,Domain,Country,Industry,Employees,Intent Score",
        "Acme Holding,acme.com,US,Banking,9000,90", "Globex,globex.com,US,Banking,5,90",
    )  # fmt: skip
    after, report = added(listed, path)
    untouched = [name for name in listed.frame.columns if name != "intent_score"]
    assert after.frame.select(untouched).equals(listed.frame.select(untouched))
    assert after.originals.equals(listed.originals)
    assert "a signal file changes no such columns: Industry, Employees not taken" in report.notes


def test_the_list_given_stays_as_it_was(tmp_path, listed):
    before = replace(listed, frame=listed.frame.clone(), originals=listed.originals.clone())
    path = write(tmp_path, "b.csv", "Domain,Topic,Score,Metro", "acme.com,CRM,99,Berlin")
    after, _ = added(listed, path)
    assert listed.frame.equals(before.frame)
    assert listed.originals.equals(before.originals)
    assert after.frame.schema == listed.frame.schema
    assert (after.rejected, after.duplicates, after.sources) == (listed.rejected, listed.duplicates, listed.sources)
    assert with_signals(listed, []) == (listed, [])


@pytest.mark.parametrize(
    ("header", "cell", "key", "whom"),
    [
        ("Website", "https://www.acme.com/de", "domain", "17"),
        ("LinkedIn", "https://www.linkedin.com/company/Globex/", "linkedin", "18"),
        ("Website", "https://www.linkedin.com/company/globex", "linkedin", "18"),
        ("Record ID", "21", "crm_id", "21"),
        ("Company", "INITECH, Inc.", "name", "21"),
    ],
)
def test_each_key_joins(tmp_path, listed, header, cell, key, whom):
    path = write(tmp_path, "b.csv", f"{header};Score", f'"{cell}";88')
    after, report = added(listed, path)
    assert reached(report) == {key: 1}
    assert {one for one, score in column(after, "intent_score").items() if score == 88.0} == {whom}


def test_a_key_that_finds_nobody_gives_way_to_the_next(tmp_path, listed):
    path = write(
        tmp_path, "b.csv", "Company,Domain,LinkedIn,Record ID,Score",
        "X,elsewhere.com,linkedin.com/company/globex,,88", "X,elsewhere.com,linkedin.com/company/nobody,21,77",
    )  # fmt: skip
    after, report = added(listed, path)
    assert reached(report) == {"linkedin": 1, "crm_id": 1}
    assert (column(after, "intent_score")["18"], column(after, "intent_score")["21"]) == (88.0, 77.0)


@pytest.mark.parametrize(
    ("country", "domain", "whom"),
    [("", "", None), ("US", "", "19"), ("Germany", "", "20"), ("FR", "", None), ("US", "twin.io", None)],
)
def test_a_name_of_several_accounts_needs_its_country_and_never_crosses_a_domain(tmp_path, listed, country, domain, whom):
    path = write(tmp_path, "b.csv", "Company,Country,Domain,Score", f"Twin,{country},{domain},88")
    after, report = added(listed, path)
    assert [one for one, score in column(after, "intent_score").items() if score == 88.0] == ([whom] if whom else [])
    assert report.ambiguous == ((("Twin", 2),) if not country else ())
    assert report.unmatched == (() if whom else ("Twin (twin.io)" if domain else "Twin",))


def test_record_numbers_of_another_system_and_shared_ones_join_nobody(tmp_path):
    lists = [
        write(tmp_path, "one.csv", "Company,Domain,Account ID", "A,a.com,7", "B,b.com,8"),
        write(tmp_path, "two.csv", "Company,Domain,Account ID", "C,c.com,7"),
    ]
    path = write(tmp_path, "act.csv", "Account ID,Score", "7,88", "8,88")
    after, report = added(load_accounts(lists), path)
    assert dict(zip(after.frame["name"], after.frame["intent_score"], strict=True)) == {"A": None, "B": 88.0, "C": None}
    assert report.ambiguous == (("7", 2),)


def test_the_long_and_the_short_form_of_a_salesforce_id_are_one(tmp_path):
    accounts = load_accounts([write(tmp_path, "sf.csv", "Company,Domain,Account ID", "A,a.com,0015g00000AbCdEAAV")])
    path = write(tmp_path, "act.csv", "Account ID,Score", "0015g00000AbCdE,88")
    assert added(accounts, path)[0].frame["intent_score"].to_list() == [88.0]


def test_all_accounts_of_one_domain_are_reached(tmp_path):
    text = ("Company,Domain", "Siemens,siemens.com", "Quite Another,siemens.com")
    accounts = load_accounts([write(tmp_path, "list.csv", *text)])
    assert accounts.frame.height == 2
    after, report = added(accounts, write(tmp_path, "b.csv", "Domain,Score", "siemens.com,88"))
    assert after.frame["intent_score"].to_list() == [88.0, 88.0]
    assert (report.matched, report.accounts) == (1, 2)


def test_other_columns_become_original_columns_with_all_values(tmp_path, listed):
    many = [f"acme.com,{n:02d},x" for n in range(25, 0, -1)]
    path = write(tmp_path, "jobs.csv", "Domain,Role,Seen", *many, "twin.com,CFO,", "twin.com,CEO,", "twin.com,CFO,")
    after, report = added(listed, path)
    assert report.columns == ("Role (jobs.csv)", "Seen (jobs.csv)")
    roles = after.originals["Role (jobs.csv)"].to_list()
    assert roles[0] == "; ".join(f"{n:02d}" for n in range(1, 21)) + "; …"
    assert roles[2] == "CEO; CFO"
    assert roles[1] is None
    assert after.originals["Seen (jobs.csv)"].to_list() == ["x", None, None, None, None]


def test_a_later_round_brings_its_amount_and_stage(tmp_path, listed):
    path = write(
        tmp_path, "rounds.csv", "Company,LinkedIn,Domain,Round,Amount,Date",
        "Globex,linkedin.com/company/globex,,Series B,$12M,2026-03-01",
        "Globex,linkedin.com/company/globex,,Seed,$90M,2019-03-01", "Twin,,twin.de,Series A,€5M,2025-02-01",
    )  # fmt: skip
    after, report = added(listed, path)
    names = ["last_funding_date", "last_funding_amount", "funding_stage", "currency"]
    assert after.frame.select(names).rows()[1] == (date(2026, 3, 1), 12_000_000, "Series B", "USD")
    assert after.frame.select(names).rows()[3] == (date(2025, 2, 1), 5_000_000, "Series A", "EUR")
    assert report.added == dict.fromkeys(names, 2)


def test_an_earlier_round_adds_nothing_and_the_same_round_what_is_unknown_of_it(tmp_path, listed):
    header = "LinkedIn,Round,Amount,Date"
    old = write(tmp_path, "old.csv", header, "linkedin.com/company/globex,Seed,$1M,2020-01-15")
    assert added(listed, old)[0].frame.equals(listed.frame)
    same = write(tmp_path, "same.csv", header, "linkedin.com/company/globex,Series A,$9M,2026-01-15")
    after, report = added(listed, same)
    assert after.frame.select("last_funding_amount", "funding_stage").row(1) == (9_000_000, "Series A")
    assert "last_funding_date" not in report.added


def test_an_amount_in_another_currency_than_the_accounts_is_left_out_and_said(tmp_path):
    accounts = load_accounts([write(tmp_path, "list.csv", "Company,Domain,Revenue", "A,a.com,$5M")])
    path = write(tmp_path, "rounds.csv", "Domain,Round,Amount,Date", "a.com,Seed,€2M,2026-01-01")
    after, report = added(accounts, path)
    row = after.frame.row(0, named=True)
    assert (row["last_funding_amount"], row["funding_stage"], row["currency"]) == (None, "Seed", "USD")
    assert "last_funding_amount: 1 amount in another currency than the account's left out" in report.notes


def test_the_order_of_rows_plays_no_part(tmp_path, listed):
    lines = [f"acme.com,Topic {n % 3},{50 + n % 4},2026-11-0{n % 5 + 1},note {n % 6}" for n in range(12)]
    header = "Domain,Topic,Score,Date,Note"
    there = added(listed, write(tmp_path, "b.csv", header, *lines))[0]
    back = added(listed, write(tmp_path, "b.csv", header, *reversed(lines)))[0]
    assert there.frame.equals(back.frame)
    assert there.originals.equals(back.originals)


def test_several_files_add_one_after_the_other(tmp_path, listed):
    one = write(tmp_path, "one.csv", "Domain,Topic,Score,Note", "acme.com,CRM,80,a")
    (tmp_path / "two").mkdir()
    two = write(tmp_path / "two", "one.csv", "Domain,Topic,Score,Note", "acme.com,ERP,90,b")
    after, reports = with_signals(listed, load_signals([one, two]))
    assert after.frame.select("intent_score", "intent_topics").row(0) == (90.0, ["CRM", "ERP"])
    assert [report.columns for report in reports] == [(f"Note ({one})",), (f"Note ({two})",)]


def test_builtwith_names_the_technology_in_the_file_name(tmp_path, listed):
    path = write(
        tmp_path, "Salesforce-websites-2026.csv", "Domain,Location on Site,Company,First Detected,Last Found",
        "twin.com,www.twin.com/x,Twin,2024-01-01,2026-01-01",
    )  # fmt: skip
    after, report = added(listed, path)
    assert column(after, "technologies")["19"] == ["Salesforce"]
    assert "every row counts as a user of Salesforce, after which the file is named" in report.notes


def test_what_a_person_says_about_the_file_counts(tmp_path, listed):
    path = write(tmp_path, "b.csv", "Domain,Heat", "acme.com,99")
    after, _ = added(listed, path, overrides={"Heat": "intent_score"})
    assert column(after, "intent_score")["17"] == 99.0


def test_who_matched_nobody_is_said(tmp_path, listed):
    path = write(tmp_path, "b.csv", "Company,Domain,Score", "Who,who.com,50", "Hu,,50", ",,50")
    after, report = added(listed, path)
    assert after.frame.equals(listed.frame)
    assert (report.rows, report.matched, report.accounts) == (3, 0, 0)
    assert report.unmatched == ("Hu", "Who (who.com)", "a row that names nobody")
    assert "it matches no account: is it the right file?" in report.notes


def test_a_file_without_rows_and_a_list_without_accounts(tmp_path, listed):
    path = write(tmp_path, "b.csv", "Domain,Score,Note")
    after, report = added(listed, path)
    assert after.frame.equals(listed.frame)
    assert after.originals["Note (b.csv)"].null_count() == 5
    assert report.rows == 0
    empty = replace(listed, frame=listed.frame.clear(), originals=listed.originals.clear())
    full = write(tmp_path, "c.csv", "Domain,Score,Topic,Note", "acme.com,5,CRM,x")
    assert added(empty, full)[0].frame.height == 0


def test_all_unusable_files_are_said_at_once(tmp_path):
    nobody = write(tmp_path, "b.csv", "Topic,Score", "CRM,5")
    fine = write(tmp_path, "c.csv", "Domain,Score", "acme.com,5")
    with pytest.raises(IcpError) as caught:
        load_signals([nobody, tmp_path / "gone.csv", fine, fine])
    assert [problem.message for problem in caught.value.problems] == [
        "this signal file is given twice",
        "no column says whom a signal is about; the headers are Topic, Score",
        "no such file",
    ]
