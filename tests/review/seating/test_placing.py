"""Placing: what is on the list is found there, and anything else is judged as if it were."""

import pytest
from reviewed import ACCOUNTS, SMALL, opened, rows

from icp_tui.errors import IcpError
from icp_tui.profile import load_profile
from icp_tui.review.opening import Opening
from icp_tui.review.seating.placing import OnTheList, Placed, pasted, place
from icp_tui.review.session import load_suppressions


@pytest.fixture
def review(tmp_path):
    with opened(tmp_path) as made:
        yield made


def test_what_is_on_the_list_is_found_by_domain_and_by_name(review):
    acme = int(rows(review, "Acme")[0])
    assert place(review, "https://www.acme.com/x") == OnTheList(acme, "acme.com")
    assert place(review, "ACME Inc.") == OnTheList(acme, "the name ACME Inc.")
    assert isinstance(place(review, "Acme country=DE"), Placed)


def test_the_best_of_several_of_one_name_and_how_many_more(tmp_path):
    more = ACCOUNTS + "Acme,acme.de,100,DE,,A2\n"
    with opened(tmp_path, accounts=more) as review:
        found = place(review, "Acme")
        assert isinstance(found, OnTheList)
        assert review.session.accounts.frame["domain"][found.row] == "acme.de"
        assert len(found.others) == 1


def test_where_it_would_stand_and_whom_it_would_displace(review):
    found = place(review, "new.com employees=95 country=US")
    assert isinstance(found, Placed)
    assert (found.explanation.outcome["bucket"], found.explanation.outcome["rank"], found.explanation.outcome["score"]) == ("A", 2, 95.0)
    assert found.said == (
        "It would be in A at rank 2, with 95.00.", "Globex (86.50) would go from A to B; Initech (75.00) would go from B to nurture.",
    )  # fmt: skip


def test_an_account_that_would_be_killed(review):
    found = place(review, "new.com employees=95 country=RU")
    assert found.said == ("It would be killed: Country we cannot serve. Its score is 95.00.", "Nobody else would move.")


def test_what_is_not_known_and_not_understood(review):
    found = place(review, "new.com employees=lots")
    assert found.said[0] == (
        "It would be disqualified, with 0.00, up to 100.00 if all were known: too little data: 0.00 now, up to 100.00."
    )
    assert found.said[2] == "employees: “lots” is not understood, so it counts as unknown."
    assert [move.title for move in found.explanation.missing] == ["Size"]


def test_the_same_name_under_another_domain_is_said(review):
    assert "The same name is on the list as acme.com" in place(review, "acme.io name=Acme employees=60").said[-1]


def test_nothing_that_names_a_company(review):
    with pytest.raises(IcpError, match="nothing names the company"):
        place(review, "employees=5")
    with pytest.raises(IcpError, match="nothing names the company"):
        place(review, "facebook.com")


def test_the_list_stays_as_it_was(review):
    before = review.scored
    place(review, "new.com employees=95")
    assert review.scored is before
    assert review.session.scored().accounts.height == 9


def test_tier_conditions_on_original_columns(tmp_path):
    profile = SMALL.replace("min_score: 70, play: Call", 'min_score: 70, when: "\\"Account ID\\" IS NOT NULL"')
    with opened(tmp_path, profile=profile) as review:
        assert place(review, "new.com employees=95").explanation.outcome["bucket"] == "B"
        assert place(review, "new.com employees=95 Account ID=N1").explanation.outcome["bucket"] == "A"


def test_suppression_lists_hold_for_it_too(tmp_path):
    (tmp_path / "customers.csv").write_text("Domain\nnew.com\n", encoding="utf-8")
    profile = SMALL.replace("tiers:", "  suppress: [{file: customers.csv, type: customer, because: A customer}]\ntiers:")
    with opened(tmp_path, profile=profile) as review:
        review.session.suppressions = tuple(load_suppressions(load_profile(tmp_path / "profile.yaml"), []))
        assert place(review, "new.com employees=95").said[0].startswith("It would be killed: A customer")


def test_a_pasted_row_of_the_list(review):
    assert pasted(review, "New\tnew.com\t95\tUS\tdana\tN1") == "name=New  website=new.com  employees=95  country=US  owner=dana  crm_id=N1"


def test_the_people_of_a_placed_company_count(tmp_path):
    people = tmp_path / "people.csv"
    people.write_text("Email,Title\nann@new.com,CEO\n", "utf-8")
    source, profile = tmp_path / "a.csv", tmp_path / "p.yaml"
    source.write_text("Company,Website,Employees\nAcme,acme.com,100\n", "utf-8")
    profile.write_text(
        "icp: T\nversion: 1\npersonas: [{name: boss, seniority: [c_suite]}]\n"
        "criteria: [{key: who, layer: authority, weight: 1, kind: coverage}]\ntiers: [{name: A, min_score: 70, min_known: 0}]\n", "utf-8",
    )  # fmt: skip
    opened = Opening((source,), profile, throw_away=True, contacts=(people,)).open()
    try:
        assert opened.session.scored().frame["level.who"].to_list() == ["unknown"]
        assert any("in A at rank 1, with 100.00" in line for line in place(opened, "new.com").said)
    finally:
        opened.workspace.close()
