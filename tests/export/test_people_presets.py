"""Presets of people: each file is read back by the documented rules, and by icp-tui itself with nobody lost."""

import csv
import io
from functools import cache

import polars as pl
import pytest
from dozen import DAY, companies

from icp_tui.export.preset import load_presets, preset_named
from icp_tui.export.preset_files import csv_bytes
from icp_tui.export.preset_plan import plan_preset
from icp_tui.scoring.committee import CHOSEN
from icp_tui.sources.contacts import load_contacts

# What the target knows a person by, its own headers as documented, and ours beside them.
RULES = {
    "lemlist": ("email", "email firstName lastName companyName companyDomain linkedinUrl phone", "jobTitle persona accountTier icpScore icpWhy"),
    "instantly": ("email", "email first_name last_name company_name job_title website phone", "persona account_tier icp_score icp_why linkedin_url"),
    "smartlead": ("email", "email first_name last_name phone_number company_name website location linkedin_profile", "job_title persona account_tier icp_score icp_why"),
    "woodpecker": ("email", "email first_name last_name company website linkedin_url tags title phone city state country", "snippet1 snippet2 snippet3 snippet4"),
    "apollo-contacts": ("Contact Email", "First Name|Last Name|Title|Contact Email|Contact LinkedIn URL|Company Name|Company Website|Phone", "Persona|Tier|ICP Score|ICP Why"),
    "hubspot-contacts": ("Email", "First name|Last name|Email|Job title|Phone number|Company name|Website URL", "Persona|Account Tier|ICP Score|ICP Why"),
    "outreach-prospects": ("Email", "Email|First Name|Last Name|Title|Company|Website|LinkedIn|Phone", "Persona|Account Tier|ICP Score|ICP Why"),
    "salesloft-people": ("Email", "Email|First Name|Last Name|Title|Company Name|Company Website|LinkedIn URL|Phone", "Persona|Account Tier|ICP Score|ICP Why"),
}  # fmt: skip
FIRST = {
    "account_key": "company1.com", "email": "dana@company1.com", "first_name": "Dána", "last_name": 'O"Neil, Jr.', "full_name": 'Dána O"Neil, Jr.',
    "job_title": "VP\nSales", "phone": "+49 30 1", "contact_linkedin_url": "linkedin.com/in/dana", "contact_city": "Berlin", "contact_state": "Berlin",
    "contact_country": "Germany", "persona": "economic buyer", "order": 1,
}  # fmt: skip
OTHERS = (
    {"account_key": "company1.com", "email": "eve@company1.com", "full_name": "=cmd()", "first_name": "=cmd()", "persona": "champion", "order": 2},
    {"account_key": "company2.com", "email": "DANA@company1.com", "first_name": "Again", "order": 1},
)


def people(*rows):
    return pl.DataFrame([{name: row.get(name) for name in CHOSEN} for row in rows], schema=CHOSEN)


@cache
def plan(name):
    tier = companies(3).with_columns(pl.lit("=2+2; Size: 100").alias("why"), pl.lit(83.5).alias("score"))
    unread = {"technologies": pl.List(pl.String), "intent_topics": pl.List(pl.String), "last_funding_date": pl.Date, "funding_stage": pl.String}
    tier = tier.with_columns(pl.lit(None, dtype=dtype).alias(column) for column, dtype in unread.items())
    return plan_preset(preset_named(name), {"A": tier}, as_of=DAY, people=people(FIRST, *OTHERS))


def headers(text):
    return text.split("|") if "|" in text else text.split()


def test_every_preset_of_people_has_its_rules():
    assert sorted(RULES) == [name for name, preset in load_presets().items() if preset.kind == "people"]


@pytest.mark.parametrize("name", RULES)
def test_an_independent_reader_finds_the_people(name):
    key, own, ours = RULES[name]
    made = plan(name)
    assert made.refusals == []
    (file,) = made.files
    data = csv_bytes(made.preset, file.frame)
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 3
    read = list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))
    assert list(read[0]) == [header for column in made.preset.columns if (header := column.header) in {*headers(own), *headers(ours)}]
    assert [row[key] for row in read] == ["dana@company1.com", "eve@company1.com"]
    dana, eve = read
    said = set(dana.values())
    # Names, phones and titles stay as they are, in one line; what we say starts no formula.
    assert {"Dána", 'O"Neil, Jr.', "VP Sales", "+49 30 1", "economic buyer", "A", "84", "2+2; Size: 100"} <= said
    assert "=cmd()" in eve.values()
    assert file.name == f"{name}_tier_a_2026-11-21.csv"


@pytest.mark.parametrize("name", RULES)
def test_icp_tui_reads_its_own_files_back(name, tmp_path):
    made = plan(name)
    path = tmp_path / made.files[0].name
    path.write_bytes(csv_bytes(made.preset, made.files[0].frame))
    read = load_contacts([path])
    columns = ["email", "first_name", "last_name", "phone", "contact_linkedin_url", "domain", "job_title"]
    # HubSpot has no property for the page.
    page = None if name == "hubspot-contacts" else "linkedin.com/in/dana"
    assert read.people.select(columns).rows() == [
        ("dana@company1.com", "Dána", 'O"Neil, Jr.', "+49 30 1", page, "company1.com", "VP Sales"),
        ("eve@company1.com", "=cmd()", None, None, None, "company1.com", None),
    ]


def test_a_person_of_two_accounts_is_written_to_once_and_accounts_without_people_are_named():
    said = [str(finding) for finding in plan("lemlist").warnings]
    assert said[0].startswith("1 of 3 accounts of tier A is without people to write to (company3)")
    assert any("1 person has the same email as a better one" in one for one in said)
    assert any("starts like a formula (firstName)" in one for one in said)


@pytest.mark.parametrize("name", RULES)
def test_without_contacts_nothing_is_written(name):
    made = plan_preset(preset_named(name), {"A": companies(1)}, as_of=DAY)
    assert made.files == ()
    assert [finding.mend for finding in made.refusals] == ["Give a file with people to build or open: --contacts FILE; a frozen list keeps none."]


def test_nobody_to_write_to_is_said():
    made = plan_preset(preset_named("outreach-prospects"), {"A": companies(1)}, as_of=DAY, people=people())
    assert made.files == []
    assert any("Nobody is to be written to in the tiers" in str(finding) for finding in made.warnings)
