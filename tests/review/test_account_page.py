"""One account in full: explanation, decisions, the rows that went into it, its original cells."""

import pytest
from reviewed import ACCOUNTS, SMALL, opened, rows

from icp_tui.review.account_page import account_page

# Acme comes twice: the second row goes into the first.
TWICE = ACCOUNTS + "Acme Inc,www.acme.com,,US,,\n"


@pytest.fixture
def review(tmp_path):
    with opened(tmp_path, accounts=TWICE) as review:
        yield review


def page(review, name):
    return account_page(review, int(rows(review, name)[0]))


def test_of_an_account_that_nobody_decided(review):
    one = page(review, "Hooli")
    assert one.row == rows(review, "Hooli")[0]
    assert one.explanation.account["account_key"] == "hooli.com"
    assert one.explanation.outcome["bucket"] == "A"
    assert (list(one.history), one.decided, list(one.merged)) == ([], None, [])
    assert list(one.originals) == [
        ("Company", "Hooli"), ("Website", "hooli.com"), ("Employees", "100"), ("Country", "US"), ("Owner", "dana"),
        ("Account ID", "H1"),
    ]  # fmt: skip


def test_what_was_decided_and_merged(review):
    review.pin(rows(review, "Acme"), "A", "Asked")
    review.note(rows(review, "Acme"), "Call")
    review.exclude(rows(review, "Hooli"), "Gone")
    one = page(review, "Acme")
    assert [(entry.kind, entry.value) for entry in one.history] == [("pin", "A"), ("note", "Call")]
    assert one.decided is not None
    assert (one.decided["pin"], one.decided["pinned_by"], one.decided["note"], one.decided["excluded"]) == ("A", "me", "Call", None)
    assert list(one.merged) == ["accounts.csv row 11"]
    assert page(review, "Hooli").decided["excluded"] == "Gone"


def test_original_headers_give_way_to_fields_of_the_profile(tmp_path):
    text = SMALL.replace("nurture: 40", "nurture: 40\nfields: {plan: {from: [plan], as: text}}")
    accounts = "\n".join(f"{line},gold" if number else f"{line},plan" for number, line in enumerate(ACCOUNTS.splitlines()))
    with opened(tmp_path, accounts=accounts, profile=text) as review:
        assert page(review, "Hooli").originals[-1] == ("plan (source)", "gold")


def test_what_its_rows_disagree_on(tmp_path):
    with opened(tmp_path, accounts=TWICE.replace("Acme Inc,www.acme.com,,US,,", "Acme Inc,www.acme.com,7,US,,")) as review:
        (one,) = page(review, "Acme").disagreements
        assert (one.field, one.kept_source, one.others) == ("employees", "accounts.csv", (("7", "accounts.csv", 11),))
        assert page(review, "Hooli").disagreements == []


def test_where_a_value_is_from(tmp_path):
    # Acme's own row says nothing of the size; the second row does. All is one file, so the rest is from its own row.
    accounts = ACCOUNTS.replace("acme.com,80,", "acme.com,,") + "Acme Inc,www.acme.com,7,US,,\n"
    with opened(tmp_path, accounts=accounts) as review:
        assert page(review, "Acme").sources == {"size": "accounts.csv row 11"}
        # Of one row everything is from there: nothing to tell.
        assert page(review, "Hooli").sources == {}
