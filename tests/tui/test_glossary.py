"""What help says can be typed as a filter can be, and its words are those of the product."""

import pytest
from lists import AS_OF, profile

from icp_tui.review.cells import Cells
from icp_tui.review.filters import parse_filter
from icp_tui.review.session import Session
from icp_tui.sources.accounts import load_accounts
from icp_tui.tui.glossary import FILTERS, WORDS

ROWS = """\
Company,Website,Employees,Country,Owner,Technologies
Acme Software,acme.com,120,US,dana,HubSpot; Slack
Globex,globex.com,20,DE,lee,
Hooli,hooli.com,,,,
"""
FOUND = {
    "acme software": ["acme.com"], "country:US": ["acme.com"], "employees:50-200": ["acme.com"],
    "technologies:hubspot": ["acme.com"], "owner:none": ["hooli.com"],
    "score:>=80": ["acme.com"], "is:pinned": [], "tier:A owner:dana": ["acme.com"],
    "employees > 100 AND country = 'US'": ["acme.com"],
}  # fmt: skip


@pytest.mark.parametrize("typed", [typed for typed, _ in FILTERS])
def test_every_filter_that_help_shows_works(tmp_path, typed):
    path = tmp_path / "accounts.csv"
    path.write_text(ROWS, encoding="utf-8")
    session = Session(load_accounts([path]), profile(), AS_OF)
    cells = Cells(session, session.scored())
    met = parse_filter(typed, cells).mask(cells)
    assert session.accounts.frame["account_key"].filter(met).to_list() == FOUND[typed]


@pytest.mark.parametrize(
    ("typed", "met"),
    [
        ("is:reviewed", [False, False, False]),
        ("is:unreviewed", [True, True, True]),
        ("is:killed", [False, False, False]),
        ("has:note", [False, False, False]),
        ("has:owner", [True, True, False]),
        ("owner:any", [True, True, False]),
        ("tech:hubspot", [True, False, False]),
        ("size:50-200", [True, False, False]),
        ("rep:dana", [True, False, False]),
    ],
)
def test_and_so_do_those_in_its_sentences(tmp_path, typed, met):
    path = tmp_path / "accounts.csv"
    path.write_text(ROWS, encoding="utf-8")
    session = Session(load_accounts([path]), profile(), AS_OF)
    cells = Cells(session, session.scored())
    assert parse_filter(typed, cells).mask(cells).to_list() == met
    assert any(typed in said for _, said in FILTERS)


def test_no_word_is_explained_twice():
    assert len(dict(WORDS)) == len(WORDS)
    assert {"score", "best case", "known", "cut line", "pin", "workspace"} <= dict(WORDS).keys()
