"""Possible duplicates: which pairs are asked about, why, and which are not."""

import polars as pl
import pytest

from icp_tui import columns
from icp_tui.errors import IcpError
from icp_tui.sources.likely import possible_duplicates


def accounts(*rows):
    """Accounts with these values, source and row; the key is the domain unless it is given."""
    filled = [{"account_key": row.get("domain") or f"k{at}", "source": "a.csv", "source_row": at} | row for at, row in enumerate(rows)]
    return pl.DataFrame([{name: row.get(name) for name in columns.ACCOUNT} for row in filled], schema=columns.ACCOUNT)


def found(*rows, systems=None):
    frame = accounts(*rows)
    pairs = possible_duplicates(frame, systems)
    assert (pairs["a"] < pairs["b"]).all()
    return pairs.select("a", "b", "why").rows()


def test_one_name_under_two_domains_whatever_the_legal_form():
    assert found({"name": "Acme Inc", "domain": "acme.com"}, {"name": "ACME GmbH", "domain": "acme.de"}) == [
        (0, 1, "same name, two domains")
    ]


def test_one_of_the_two_may_lack_a_domain_or_a_country():
    assert found({"name": "Acme", "domain": "acme.com", "country": "US"}, {"name": "Acme"}) == [
        (0, 1, "same name, one without a domain")
    ]


def test_namesakes_in_two_known_countries_are_not_asked_about():
    assert found({"name": "Acme", "domain": "acme.com", "country": "US"}, {"name": "Acme", "domain": "acme.de", "country": "DE"}) == []


def test_banks_of_one_name_without_a_domain_are_told_apart_by_their_city():
    first, second = {"name": "First Bank", "city": "Austin"}, {"name": "First Bank", "city": "Boston"}
    assert found(first, second) == []
    assert found(first, second | {"city": "austin"}) == [(0, 1, "same name, no domain")]


def test_a_name_that_more_than_five_bear_is_a_word():
    assert found(*({"name": "Apex", "domain": f"apex{at}.com"} for at in range(6))) == []
    assert len(found(*({"name": "Apex", "domain": f"apex{at}.com"} for at in range(5)))) == 10


def test_near_names_of_which_one_has_no_domain():
    # 13 letters each without blanks would do; here 14 and 13 of which 13 agree: 2 x 13 / 27 = 96.2 %.
    rows = {"name": "Acme Analytics", "domain": "acme.com", "country": "DE"}, {"name": "Acme Analytic", "country": "DE"}
    assert found(*rows) == [(0, 1, "names 96% alike, both in DE")]
    assert found(rows[0], rows[1] | {"country": None}) == [(0, 1, "names 96% alike")]
    assert found(rows[0], rows[1] | {"country": "FR"}) == []


def test_words_in_another_order():
    rows = {"name": "Brown Northern Group", "country": "GB"}, {"name": "Northern Brown Group", "country": "GB"}
    assert found(*rows) == [(0, 1, "the same words in their names, both in GB")]


def test_near_names_on_two_domains_need_domains_that_agree():
    one = {"name": "Dafanani Health", "domain": "dafanani.io", "country": "US"}
    two = {"name": "Dafanadi Health", "domain": "dafanadi.io", "country": "US"}
    assert found(one, two) == []
    assert len(found(one | {"city": "Boston"}, two | {"city": "Boston"})) == 1
    assert len(found(one, two | {"domain": "dafanani.com"})) == 1


@pytest.mark.parametrize("domains", [(None, None), ("umbrella.com", None)])
def test_names_that_differ_in_a_digit_are_two(domains):
    rows = [{"name": f"Umbrella Fund {at}", "domain": domain} for at, domain in enumerate(domains, 1)]
    assert found(*rows) == []


def test_one_linkedin_page_or_one_record_under_two_keys():
    page = "https://www.linkedin.com/company/acme"
    rows = {"name": "Acme", "domain": "acme.com", "linkedin_url": page}, {"name": "Wile", "domain": "wile.com", "linkedin_url": page + "/"}
    assert found(*rows) == [(0, 1, "one LinkedIn page")]
    records = {"name": "Acme", "domain": "acme.com", "crm_id": "7"}, {"name": "Wile", "domain": "wile.com", "crm_id": "7", "source": "b.csv"}
    assert found(*records) == []
    assert found(*records, systems={"a.csv": "hubspot", "b.csv": "hubspot"}) == [(0, 1, "one CRM record")]


def test_one_domain_that_was_told_apart():
    rows = [{"account_key": f"shared.com/{name}", "domain": "shared.com", "name": name} for name in ("Infosys", "Wipro")]
    assert found(*rows) == [(0, 1, "one domain, two names")]


def test_all_that_speaks_for_a_pair_is_said_once():
    page = "https://www.linkedin.com/company/acme"
    rows = [{"name": "Acme", "domain": domain, "linkedin_url": page} for domain in ("acme.com", "acme.io")]
    assert found(*rows) == [(0, 1, "same name, two domains; one LinkedIn page")]


def test_the_order_of_rows_does_not_matter():
    rows = [
        {"name": "Acme", "domain": "acme.com"}, {"name": "Acme", "domain": "acme.io"}, {"name": "Globex Systems", "domain": "g.com"},
        {"name": "Globex System"}, {"name": "Acme", "domain": "acme.de"}, {"name": "Hooli", "domain": "hooli.com"},
    ]  # fmt: skip
    frame = accounts(*rows)
    said = set()
    for order in ([0, 1, 2, 3, 4, 5], [5, 3, 1, 4, 2, 0], [2, 3, 0, 5, 4, 1]):
        some = frame[order]
        pairs = possible_duplicates(some)
        keys = some["account_key"]
        said.add(tuple((*sorted((keys[a], keys[b])), why) for a, b, why, _ in pairs.rows()))
    (pairs,) = said
    assert [pair[:2] for pair in pairs] == [("acme.com", "acme.de"), ("acme.com", "acme.io"), ("acme.de", "acme.io"), ("g.com", "k3")]


def test_a_search_ends_when_its_progress_raises():
    def stop(_, share):
        if share > 0:
            raise IcpError("enough")

    with pytest.raises(IcpError):
        possible_duplicates(accounts({"name": "Acme", "domain": "acme.com"}), progress=stop)


def test_an_empty_list_and_one_account():
    assert found() == []
    assert found({"name": "Acme", "domain": "acme.com"}) == []
