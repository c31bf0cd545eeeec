"""Files of people: how they are read, whom they reach, and that every row is accounted for."""

from dataclasses import replace

import polars as pl
import pytest
from people_files import contacts, on_list

from icp_tui.errors import IcpError
from icp_tui.sources.contacts import load_contacts
from icp_tui.sources.people_headers import people_headers
from icp_tui.sources.seniority import LADDER, parse_seniority

APOLLO = """\
First Name,Last Name,Title,Company,Email,Seniority,Departments,Work Direct Phone,Person Linkedin Url,City,State,Country,Website
Dana,Smith,VP Sales,Acme,Dana@Acme.com,Vp,Sales,'+49 30 1,http://www.linkedin.com/in/dana,Berlin,Berlin,Germany,http://www.acme.com
Bob,,Chief of Staff,Globex,,C suite,,,https://linkedin.com/in/bob,,,,globex.com
"""
OTHER = """\
Name;E-Mail Address;Job Title;Company Domain Name;Unsubscribed from all email
"Smith, Dana";dana@acme.com;;;false
Dr. Ann Lee;ann@mail.globex.com;Head of Ops;;yes
Tom;tom@gmail.com;Owner;;no
;;;acme.com;no
Eve;eve@nobody.com;CEO;;no
Mia;mia;CEO;acme.com;no
"""


def test_an_export_of_apollo_is_understood(tmp_path):
    dana, bob = contacts(tmp_path, APOLLO).people.rows(named=True)
    assert {name: dana[name] for name in ("email", "first_name", "full_name", "job_title", "seniority", "domain")} == {
        "email": "dana@acme.com", "first_name": "Dana", "full_name": "Dana Smith", "job_title": "VP Sales", "seniority": "vp", "domain": "acme.com",
    }  # fmt: skip
    assert (dana["contact_city"], dana["contact_country"], dana["department"]) == ("Berlin", "Germany", "Sales")
    assert (bob["email"], bob["seniority"], bob["domain"], bob["opted_out"]) == (None, "c_suite", "globex.com", False)


def test_names_are_taken_apart_and_the_domain_is_that_of_the_work_address(tmp_path):
    people = {row["email"]: row for row in contacts(tmp_path, OTHER).people.rows(named=True)}
    assert (people["dana@acme.com"]["first_name"], people["dana@acme.com"]["last_name"]) == ("Dana", "Smith")
    ann = people["ann@mail.globex.com"]
    assert (ann["first_name"], ann["last_name"], ann["domain"], ann["seniority"], ann["opted_out"]) == ("Ann", "Lee", "globex.com", "head", True)
    # Free mail says nothing about the company; what is no address is none.
    assert people["tom@gmail.com"]["domain"] is None
    assert people[None]["full_name"] == "Mia"


@pytest.mark.parametrize(
    ("whole", "first", "last"),
    [("van der Berg, Jan", "Jan", "van der Berg"), ("Ann Lee, PhD, MBA", "Ann", "Lee"), ("Mr. Dr. Max Muster", "Max", "Muster"),
     ("M Night Shyamalan", "M", "Night Shyamalan"), ("Madonna", "Madonna", None), ("M. Jean Petit", "Jean", "Petit")],
)  # fmt: skip
def test_a_whole_name_in_parts(tmp_path, whole, first, last):
    (row,) = contacts(tmp_path, f'Email,Full Name\na@b.com,"{whole}"\n').people.rows(named=True)
    assert (row["first_name"], row["last_name"], row["full_name"]) == (first, last, whole)


def test_every_row_is_used_a_duplicate_unreached_or_unreadable(tmp_path):
    found = contacts(tmp_path, APOLLO, OTHER)
    first, second = found.reports(on_list("acme.com", "globex.com"))
    counts = [(one.rows, one.used, one.duplicates, one.unreached, one.unreadable) for one in (first, second)]
    # Dana is in both: the row that says more stays. Tom and Eve work for nobody on the list; one row names nobody.
    assert counts == [(2, 2, 0, 0, 0), (6, 2, 1, 2, 1)]
    assert [(one.accounts, one.silent, one.opted_out) for one in (first, second)] == [(2, 1, 0), (2, 0, 1)]
    # Mia's address is none, which is not the same as to have none.
    assert second.notes == ("the email address in row 7 cannot be read: nobody there can be written to",)


def test_the_order_of_rows_and_files_decides_nothing(tmp_path):
    head, *rows = OTHER.splitlines()
    other = "\n".join([head, *reversed(rows)])
    columns = ["email", "full_name", "job_title", "domain"]
    one, two = (contacts(tmp_path, *texts).people.select(columns) for texts in ((APOLLO, OTHER), (other, APOLLO)))
    assert one.sort(columns).equals(two.sort(columns))


def test_people_reach_an_account_by_the_domains_that_went_into_it(tmp_path):
    found = contacts(tmp_path, "Email\nx@acme.de\ny@acme.com\nz@gone.com\n")
    listed = on_list("acme.com")
    parts = pl.DataFrame([{"account_key": "acme.de", "domain": "acme.de", "name": None, "country": None, "into": "acme.com"}], schema=listed.parts.schema)
    assert found.reached(listed).height == 1
    reached = found.reached(replace(listed, parts=parts))
    assert sorted(reached.select("account_key", "email").rows()) == [("acme.com", "x@acme.de"), ("acme.com", "y@acme.com")]


def test_a_company_page_is_nobodys(tmp_path):
    people = contacts(tmp_path, "Email,LinkedIn URL\na@b.com,linkedin.com/company/b\nc@b.com,linkedin.com/in/c\n").people
    assert people["contact_linkedin_url"].to_list() == [None, "linkedin.com/in/c"]


@pytest.mark.parametrize(
    ("title", "step"),
    [("Vice President, Sales", "vp"), ("President", "c_suite"), ("Co-Founder & CEO", "founder"), ("Managing Director", "c_suite"),
     ("Director of Partnerships", "director"), ("Partner Manager", "manager"), ("Senior Account Executive", "senior"),
     ("Werkstudent Vertrieb", "intern"), ("Leiter Einkauf", "head"), ("Headhunter", None), ("Engineer", None), ("", None)],
)  # fmt: skip
def test_a_job_title_tells_the_seniority(title, step):
    known = people_headers()
    said = pl.Series([None], dtype=pl.String)
    assert parse_seniority(said, pl.Series([title]), known.seniority, known.titles).to_list() == [step]


def test_the_column_counts_before_the_title():
    known = people_headers()
    made = parse_seniority(pl.Series(["C-Level", "VP-Level", "Nonsense"]), pl.Series(["Engineer"] * 3), known.seniority, known.titles)
    assert made.to_list() == ["c_suite", "vp", None]
    assert set(known.seniority) == set(known.titles) == set(LADDER)


def test_files_that_cannot_be_used_are_all_said(tmp_path):
    (tmp_path / "a.csv").write_text("Company,Industry\nAcme,Software\n", "utf-8")
    (tmp_path / "b.csv").write_text("Domain,Industry\nacme.com,Software\n", "utf-8")
    with pytest.raises(IcpError) as refused:
        load_contacts([tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "none.csv", tmp_path / "a.csv"])
    said = [one.message for one in refused.value.problems]
    assert said[0] == "this contact file is given twice"
    assert said[1].startswith("no column says where its people work")
    assert said[2].startswith("no column says who its people are")
    assert said[3].startswith("no such file")


def test_without_files_there_are_no_contacts():
    assert load_contacts([]) is None


def test_what_a_file_should_have_is_said(tmp_path):
    (one,) = contacts(tmp_path, "Full Name,Domain\nAnn Lee,acme.com\n").reports(on_list("acme.com"))
    assert one.notes == (
        "no column is called Title or Seniority, so nobody in it can have a persona",
        "no column is called Email, so nobody in it can be written to",
    )


def test_a_file_without_rows_is_no_list_of_people(tmp_path):
    with pytest.raises(IcpError, match="has headers and no rows"):
        contacts(tmp_path, "Email,Title\n")


def test_headers_of_ones_own_count_instead(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path))
    (tmp_path / "people.yaml").write_text("headers: {email: [Adresse], titel: [T]}\nseniority: {boss: [x]}\ntitles: {}\n", "utf-8")
    people_headers.cache_clear()
    try:
        with pytest.raises(IcpError) as refused:
            people_headers()
        assert [one.message for one in refused.value.problems] == ["titel is not known here", "boss is not known here"]
        (tmp_path / "people.yaml").write_text("headers: {email: [Adresse]}\nseniority: {}\ntitles: {}\n", "utf-8")
        assert contacts(tmp_path, "Adresse,Email\na@b.com,c@d.com\n").people["email"].to_list() == ["a@b.com"]
    finally:
        people_headers.cache_clear()


def test_own_headers_without_a_word_about_opting_out_keep_the_shipped_ones(tmp_path, monkeypatch):
    monkeypatch.setenv("ICP_TUI_HOME", str(tmp_path))
    (tmp_path / "people.yaml").write_text("headers: {email: [Adresse]}\nseniority: {}\ntitles: {}\n", "utf-8")
    people_headers.cache_clear()
    try:
        assert contacts(tmp_path, "Adresse,Unsubscribe,Email Status\na@b.com,yes,\nb@b.com,,Bounced\n").people["opted_out"].to_list() == [True, True]
    finally:
        people_headers.cache_clear()
