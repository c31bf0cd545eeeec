"""The hidden column: whatever an account or a rep is called comes back as it was, through any encoding."""

from hypothesis import given, settings
from hypothesis import strategies as st

from icp_tui.review.decisions.decision import Identity
from icp_tui.review.sales.shape import SheetOf, account_cell, account_of

TEXT = st.text(min_size=1, max_size=30)
MAYBE = st.none() | TEXT


@settings(max_examples=40)
@given(TEXT, MAYBE, MAYBE, MAYBE, MAYBE, st.from_regex(r"[A-Za-z0-9_-]{1,5}", fullmatch=True))
def test_accounts_come_back(key, name, domain, slug, crm, tier):
    who = Identity(account_key=key, name=name, domain=domain, linkedin_slug=slug, crm_id=crm)
    cell = account_cell(who, tier)
    assert cell.isascii()
    assert cell.isprintable()
    assert account_of(cell) == (who, tier)


@settings(max_examples=40)
@given(TEXT, TEXT, MAYBE)
def test_lists_come_back(icp, version, rep):
    of = SheetOf(icp, version, "sha", "2026-11-21", rep, ("A", "B"))
    assert SheetOf.of(of.header()) == of


@settings(max_examples=40)
@given(st.text() | st.just("[]") | st.just('{"icp-tui sheet": 1}') | st.just("[" * 2_000))
def test_any_other_text_is_neither(text):
    assert SheetOf.of(text) is None
    assert account_of(text) is None
