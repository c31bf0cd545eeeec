"""What is kept of an account to find it again, and how that compares."""

import polars as pl

from icp_tui.review.decisions.decision import IDENTITY, Decision
from icp_tui.review.decisions.identity import borne, comparable, identities, values_of

ACCOUNTS = pl.DataFrame({
    "account_key": ["acme.com", "acme"],
    "name": ["Acmé  Inc.", " "],
    "domain": ["acme.com", None],
    "linkedin_url": ["https://www.linkedin.com/company/Acme-Inc/about", None],
    "crm_id": ["0042 ", ""],
})  # fmt: skip


def test_the_identity_of_an_account_is_what_its_row_says():
    acme, bare = identities(ACCOUNTS)
    assert acme == {
        "account_key": "acme.com",
        "name": "Acmé  Inc.",
        "domain": "acme.com",
        "linkedin_slug": "acme-inc",
        "crm_id": "0042 ",
    }
    assert bare == {"account_key": "acme", "name": " ", "domain": None, "linkedin_slug": None, "crm_id": ""}
    assert identities(ACCOUNTS.clear()) == []
    assert values_of(Decision(kind="exclude", **acme)) == tuple(acme[name] for name in IDENTITY)


def test_what_accounts_bear_compares_with_what_was_kept():
    kept = identities(ACCOUNTS)
    for name in IDENTITY:
        texts = pl.Series([one[name] for one in kept], dtype=pl.String)
        assert borne(ACCOUNTS, name).to_list() == comparable(name, texts).to_list()
    # A blank identifies nobody; zeros in front count, case and legal form of a name do not.
    assert borne(ACCOUNTS, "crm_id").to_list() == ["0042", None]
    assert comparable("name", pl.Series(["ACME", ""])).to_list() == [borne(ACCOUNTS, "name")[0], None]
