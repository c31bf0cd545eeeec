"""A list of people given as a source: its companies count, and what is personal stays out of every output."""

import json

import pytest
from runs import code

from icp_tui.sources.accounts import load_accounts
from icp_tui.sources.people_list import ROW_OF_A_PERSON, people_list

PEOPLE = """\
First Name,Last Name,Title,Email,Company,Website,Person Linkedin Url,Work Direct Phone,Corporate Phone,Contact Owner,City
Ann,Ode,CEO,ann@acme.com,Acme,acme.com,http://www.linkedin.com/in/ann-ode,+49 170 1,+49 30 1,rep@us.com,Berlin
Bo,Lund,CTO,bo@acme.com,Acme,acme.com,http://www.linkedin.com/in/bo-lund,+49 170 2,+49 30 1,rep@us.com,Berlin
Cy,Roe,CEO,cy@globex.com,Globex,globex.com,,,,rep@us.com,Paris
Di,Nobody,CEO,di@home.net,,,,,,,
"""
PERSONAL = ["First Name", "Last Name", "Email", "Person Linkedin Url", "Work Direct Phone"]
PROFILE = """\
icp: Small
version: "1"
criteria:
  - {key: city, layer: fit, weight: 1, kind: one_of, field: city, ideal: [Berlin]}
tiers:
  - {name: A, min_score: 50}
"""


def loaded(tmp_path, text, name="list.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return load_accounts([path])


def test_what_is_personal_stays_out_and_the_rows_still_count(tmp_path):
    found = loaded(tmp_path, PEOPLE)
    assert found.originals.columns == ["Title", "Company", "Website", "Corporate Phone", "Contact Owner", "City"]
    assert (found.rows_in, found.frame.height, found.duplicates.height, found.rejected.height) == (4, 2, 1, 1)
    assert found.rejected["raw"].to_list() == [ROW_OF_A_PERSON]
    (source,) = found.sources
    assert [one.header for one in source.headers if one.personal] == PERSONAL
    assert not any("ann" in str(one).lower() for one in source.headers)
    (said,) = people_list(source)
    assert said.startswith("list.csv looks like a list of people: 5 columns hold personal data (First Name, Last Name, Email,")
    assert "--contacts" in said


@pytest.mark.parametrize(
    ("row", "left_out"),
    [
        # What a CRM says of companies is no list of people.
        ("Company name,Company owner,Company owner email,Phone\nAcme,Dana Whitlock,dana@us.com,+49 1\n", []),
        ("Account Name,Account Owner,Email,Phone\nAcme,Dana Whitlock,info@acme.com,+49 1\n", []),
        ("Company,Contact,Company Email,Phone\nAcme,Ann Ode,info@acme.com,+49 1\n", []),
        ("Company,Owner Email,Contact Name\nAcme,dana@us.com,Ann Ode\n", []),
        ("Name,LinkedIn URL,Email\nAcme,https://linkedin.com/company/acme,info@acme.com\n", []),
        # One person known by the page alone; the page feeds no company.
        ("fullName,companyName,profileUrl\nAnn Ode,Acme,https://www.linkedin.com/in/ann\n", ["fullName", "profileUrl"]),
        ("Company,Full Name,LinkedIn URL\nAcme,Ann Ode,https://linkedin.com/in/ann\n", ["Full Name", "LinkedIn URL"]),
        ("Company,Contact Name,Work Email,Other Address,Mobile\nAcme,Ann Ode,a@acme.com,ann@home.net,+49 1\n", ["Contact Name", "Work Email", "Other Address", "Mobile"]),
    ],
)  # fmt: skip
def test_only_who_names_people_with_an_address_or_page_of_theirs_is_a_list_of_people(tmp_path, row, left_out):
    found = loaded(tmp_path, row)
    assert [header for header in row.split("\n", 1)[0].split(",") if header not in found.originals.columns] == left_out


def test_of_two_sources_only_the_list_of_people_loses_its_columns(tmp_path):
    (tmp_path / "crm.csv").write_text("Company,Website,Email\nHooli,hooli.com,info@hooli.com\n", encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    found = load_accounts([tmp_path / "crm.csv", tmp_path / "people.csv"])
    assert found.originals["Email"].cast(str).to_list() == ["info@hooli.com", None, None]


def test_no_file_of_a_list_has_a_word_of_a_person_and_each_report_says_so(tmp_path, capsys):
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    arguments = [str(tmp_path / "people.csv"), "-p", str(tmp_path / "profile.yaml"), "-o", str(tmp_path / "out"), "--preset", "excel"]
    assert code("build", *arguments) == 0
    assert "people.csv looks like a list of people" in " ".join(capsys.readouterr().out.split())
    for path in (tmp_path / "out").rglob("*"):
        if path.is_file():
            held = path.read_bytes().lower()
            assert not [word for word in (b"ann@acme", b"bo@acme", b"lund", b"ann-ode", b"di@home", b"+49 170") if word in held], path
    assert code("columns", str(tmp_path / "people.csv")) == 0
    said = capsys.readouterr().out
    assert "(left out: personal)" in said
    assert "ann@" not in said
    assert code("columns", "--json", str(tmp_path / "people.csv")) == 0
    headers = json.loads(capsys.readouterr().out)[0]["headers"]
    assert [one["header"] for one in headers if one["personal"]] == PERSONAL
