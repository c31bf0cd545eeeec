"""The kill list: entries, their counts by hand, whom they take, and what is said of it."""

import pytest
from killed import killing, names
from reviewed import opened, rows

from icp_tui.review.kills.kill_page import kill_page


def counts(page):
    return {one.name: (one.takes, one.alone, one.shared, one.lifted, one.possible) for one in page.entries}


def entry(page, name):
    return next(one for one in page.entries if one.name == name)


def test_every_entry_with_its_counts(tmp_path):
    with killing(tmp_path) as review:
        page = kill_page(review)
        assert counts(page) == {
            # Whale, Cust, Paris, Odd, Nowhere; Acme and Globex may be customers.
            "All killed": (5, 0, 5, 0, 2),
            # Whale alone; Cust is a customer too, Odd is tiny too; Kept is never killed.
            "country": (3, 1, 2, 1, 0),
            "tiny": (1, 0, 1, 0, 0),
            "idle": (0, 0, 0, 0, 0),
            # Cust with the country; Paris and Nowhere alone.
            "customers.csv": (3, 2, 1, 0, 2),
            "nobody.csv": (0, 0, 0, 0, 0),
            "Never killed": (1, 0, 1, 0, 0),
        }
        assert [one.kind for one in page.entries] == ["all", "rule", "rule", "rule", "file", "file", "never_kill"]
        assert page.lost == (("A", 1), ("B", 1))


def test_what_is_doubtful_is_said(tmp_path):
    with killing(tmp_path) as review:
        page = kill_page(review)
        assert entry(page, "idle").doubt == "It takes nobody: is it still needed, or is a name misspelt?"
        assert entry(page, "nobody.csv").doubt == "It matches no account: is it the right file?"
        assert entry(page, "customers.csv").doubt == "1 entry has expired and binds nobody any more."
        assert entry(page, "Never killed").doubt == "No account has the domain gone.example."
        assert entry(page, "country").doubt == ""
        assert entry(page, "country").about == "country = 'RU'"
        assert entry(page, "customers.csv").about == "customer: 6 entries in customers.csv"
        assert entry(page, "All killed").about == "5 of 11 accounts are killed. By score there would be 1 in A, 1 in B."


def test_the_accounts_of_an_entry_best_first(tmp_path):
    with killing(tmp_path) as review:
        page = kill_page(review)
        shown = {one.name: names(review, page.rows(one)) for one in page.entries}
        assert shown == {
            "All killed": ["Nowhere", "Whale", "Cust", "Paris", "Odd"],
            "country": ["Whale", "Cust", "Odd"],
            "tiny": ["Odd"],
            "idle": [],
            "customers.csv": ["Nowhere", "Cust", "Paris"],
            "nobody.csv": [],
            "Never killed": ["Kept"],
        }
        everybody = entry(page, "All killed")
        # Words in the name, the domain or the reasons; all of them.
        assert names(review, page.rows(everybody, "existing CUST")) == ["Nowhere", "Cust", "Paris"]
        assert names(review, page.rows(everybody, "whale.com")) == ["Whale"]
        assert names(review, page.rows(everybody, ".*")) == []
        cells = page.cells(page.rows(everybody), ["name", "tier", "rank", "score", "reasons"])
        assert cells.rows()[:3] == [
            ("Nowhere", "disqualified", None, 100.0, "Existing customer"),
            ("Whale", "A", 2, 95.0, "Country we cannot serve"),
            ("Cust", "B", 4, 80.0, "Country we cannot serve; Existing customer"),
        ]


def test_an_account_in_a_sentence(tmp_path):
    with killing(tmp_path) as review:
        page = kill_page(review)
        told = {name: page.told(int(rows(review, name)[0])) for name in ("Whale", "Cust", "Odd", "Kept")}
        assert told == {
            "Whale": "95.00, would be A at rank 2, but: Country we cannot serve.",
            "Cust": "80.00, would be B at rank 4, but: Country we cannot serve; Existing customer.",
            "Odd": "10.00, would be disqualified all the same, but: Country we cannot serve; Under 20 employees.",
            "Kept": "Not killed: 60.00, nurture at rank 5.",
        }


def test_what_people_decided_has_entries_of_its_own(tmp_path):
    with killing(tmp_path) as review:
        review.exclude(rows(review, "Hooli", "Cust"), "Bankrupt")
        review.restore(rows(review, "Whale"), "Sanctions lifted")
        page = kill_page(review)
        by_hand = entry(page, "Excluded by hand")
        assert (by_hand.takes, by_hand.alone, by_hand.about) == (2, 1, "Excluded in the app by me.")
        assert names(review, page.rows(by_hand)) == ["Hooli", "Cust"]
        restored = entry(page, "Restored by hand")
        assert (restored.takes, restored.keeps) == (1, True)
        assert names(review, page.rows(restored)) == ["Whale"]
        assert entry(page, "country").lifted == 2


@pytest.mark.parametrize("accounts", ["Company,Website,Employees,Country\n", "Company,Website,Employees,Country\nHooli,hooli.com,100,US\n"])
def test_nobody_is_killed(tmp_path, accounts):
    with opened(tmp_path, accounts=accounts) as review:
        page = kill_page(review)
        assert page.entries[0].about == "Nobody is killed: no rule is true of an account, and no file names one."
        assert [len(page.rows(one)) for one in page.entries] == [0, 0, 0]
