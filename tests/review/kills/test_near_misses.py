"""Near misses: shown beside their entries, settled either way, remembered, and not asked about again."""

import polars as pl
import pytest
from killed import CUSTOMERS, killing
from reviewed import rows, said

from icp_tui.review.decisions.decision import Decision, check, in_force, naming_entry
from icp_tui.review.kills.kill_page import kill_page
from icp_tui.review.kills.near_misses import ANOTHER, ON_THE_LIST, near_misses


def shown(found):
    return [(one["name"], one["entry"], one["tier"], one["rank"]) for one in found.frame.iter_rows(named=True)]


def notice(review):
    return [one for one in review.session.notices() if "may be on a suppression list" in one]


def warned(review, name):
    return review.scored.outcome(rows(review, name))["warnings"][0]


def test_the_best_account_first_beside_its_entry(tmp_path):
    with killing(tmp_path) as review:
        found = near_misses(review)
        assert shown(found) == [("Globex", "Globex", "A", 2), ("Acme", "Acme", "B", 3)]
        one = found.at(1)
        assert (one.doubt, one.because, one.file) == ("same name, but its domain is acme-holding.com", "Existing customer", "customers.csv")
        assert one.stands == "B, rank 3"
        assert one.facts[:3] == (("name", "Acme", "Acme"), ("domain", "acme.com", "acme-holding.com"), ("country", "US", "DE"))


def test_the_same_company_is_excluded_with_the_reason_of_the_list(tmp_path):
    with killing(tmp_path) as review:
        found = near_misses(review)
        moved = found.on_the_list(1)
        assert moved.said.startswith("Excluded Acme: Existing customer (Acme in customers.csv).")
        assert found.answer(1) == ON_THE_LIST
        assert found.cells(pl.Series([0, 1], dtype=pl.UInt32), ["tier", "rank"]).rows() == [("A", 2), ("killed", None)]
        assert review.scored.kill_reasons(rows(review, "Acme"))[0].to_list() == ["Existing customer (Acme in customers.csv)"]
        assert warned(review, "Acme") is None
        assert shown(near_misses(review)) == [("Globex", "Globex", "A", 2)]
        review.undo()
        assert len(shown(near_misses(review))) == 2


def test_another_company_is_not_asked_about_again(tmp_path):
    with killing(tmp_path) as review:
        assert "possible match" in warned(review, "Globex")
        assert notice(review) == ["2 accounts that may be on a suppression list: none was killed for it. K in the list settles them"]
        found = near_misses(review)
        before = review.scored.assigned.bucket.to_list()
        assert found.another(0).said == "Globex is not the Globex of customers.csv."
        assert found.answer(0) == ANOTHER
        assert review.scored.assigned.bucket.to_list() == before
        assert warned(review, "Globex") is None
        assert notice(review) == ["1 account that may be on a suppression list: none was killed for it. K in the list settles them"]
        left = near_misses(review)
        assert shown(left) == [("Acme", "Acme", "B", 3)]
        assert left.settled == 1
        assert said(review, "Globex") == [("different", naming_entry("Globex", "customers.csv"), None)]
        # It counts for the receipt, and shapes nothing else.
        assert review.scored.decisions.count == 1
        assert review.scored.decisions.frame.is_empty()
        left.another(0)
        assert notice(review) == []
        assert review.undo().said == "Undone: Acme is not the Acme of customers.csv."
        assert shown(near_misses(review)) == [("Acme", "Acme", "B", 3)]
        assert review.redo().said == "Redone: Acme is not the Acme of customers.csv."
    # Across a restart.
    with killing(tmp_path) as review:
        assert near_misses(review).height == 0


def test_who_is_killed_anyway_is_not_asked_about(tmp_path):
    with killing(tmp_path) as review:
        review.exclude(rows(review, "Globex"), "Bankrupt")
        found = near_misses(review)
        assert (shown(found), found.settled) == ([("Acme", "Acme", "A", 2)], 1)


def test_another_entry_is_another_question(tmp_path):
    with killing(tmp_path) as review:
        near_misses(review).another(0)
    (tmp_path / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    profile = (tmp_path / "profile.yaml").read_text(encoding="utf-8")
    with killing(tmp_path) as review:
        (tmp_path / "customers.csv").rename(tmp_path / "clients.csv")
        (tmp_path / "profile.yaml").write_text(profile.replace("customers.csv", "clients.csv"), encoding="utf-8")
        review.reload_profile()
        assert ("Globex", "Globex", "A", 2) in shown(near_misses(review))


def test_an_account_may_be_different_from_several_entries():
    first = Decision(kind="different", account_key="acme.com", value=naming_entry("Acme", "a.csv"), author="me", seq=1)
    second = Decision(kind="different", account_key="acme.com", value=naming_entry("Acme", "b.csv"), author="me", seq=2)
    again = Decision(kind="different", account_key="acme.com", value=naming_entry("Acme", "a.csv"), author="lee", seq=3)
    assert in_force([first, second, again]) == [second, again]
    assert first.entry == ("Acme", "a.csv")
    assert (first.other, first.is_paired) == (None, False)
    check([first])


def test_what_names_nothing_is_not_logged():
    with pytest.raises(ValueError, match="no suppression entry"):
        check([Decision(kind="different", account_key="acme.com", value='{"file": "a.csv"}')])
    with pytest.raises(ValueError, match="no other account"):
        check([Decision(kind="different", account_key="acme.com", value='{"name": "Acme"}')])


def test_the_same_matches_are_counted_everywhere(tmp_path):
    with killing(tmp_path) as review:
        assert counts(review) == (2, 2, 2)
        # Acme is killed for something else: it is not asked about, and counted nowhere.
        review.exclude(rows(review, "Acme"), "Gone")
        assert counts(review) == (1, 1, 1)
        assert notice(review) == ["1 account that may be on a suppression list: none was killed for it. K in the list settles them"]


def counts(review):
    """Asked about, counted for all that is killed, and for the one file."""
    entries = kill_page(review).entries
    return near_misses(review).height, entries[0].possible, sum(one.possible for one in entries if one.kind == "file")
