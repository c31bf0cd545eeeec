"""Joining accounts that are one company: which is kept, what it knows then, and the sum of the rows."""

import polars as pl
import pytest

from icp_tui.sources.accounts import load_accounts
from icp_tui.sources.conflicts import value_source
from icp_tui.sources.joining import absorbed, joined

ROWS = """\
Company,Website,Employees,Annual Revenue,Country,City,Account ID,Note
Acme,acme.com,,,US,,A1,one
Acme Analytics,,200,5000000,,Boston,,two
Acme Labs,acme.io,90,,,Austin,A3,
Globex,globex.com,50,,DE,,,three
"""
LABS, ACME, NAMED, GLOBEX = "acme.io", "acme.com", "acme-analytics/zz", "globex.com"


def loaded(tmp_path, text=ROWS):
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    return load_accounts([tmp_path / "a.csv"])


def test_the_one_with_a_domain_is_kept_then_the_better_known_then_the_smaller_key(tmp_path):
    frame = loaded(tmp_path).frame
    assert frame["account_key"].to_list() == [ACME, NAMED, LABS, GLOBEX]
    assert absorbed(frame, [(NAMED, ACME)]) == {NAMED: ACME}
    # Acme Labs knows its employees, of which all three columns count.
    assert absorbed(frame, [(ACME, LABS)]) == {ACME: LABS}
    assert absorbed(frame, [(ACME, LABS), (NAMED, ACME)]) == {ACME: LABS, NAMED: LABS}
    assert absorbed(frame[::-1], [(LABS, ACME), (ACME, NAMED)]) == {ACME: LABS, NAMED: LABS}
    twins = frame.filter(pl.col("account_key") == GLOBEX)
    twins = pl.concat([twins, twins.with_columns(account_key=pl.lit("a.com"))])
    assert absorbed(twins, [(GLOBEX, "a.com")]) == {GLOBEX: "a.com"}


def test_what_the_kept_one_knows_counts_and_the_others_fill_its_blanks(tmp_path):
    before = loaded(tmp_path)
    after = joined(before, {NAMED: ACME})
    assert after.frame["account_key"].to_list() == [LABS, GLOBEX, ACME]
    acme = after.frame.row(2, named=True)
    assert (acme["name"], acme["domain"], acme["country"], acme["city"], acme["source_row"]) == ("Acme", ACME, "US", "Boston", 2)
    assert (acme["employees"], acme["employees_min"], acme["employees_max"]) == (200, 200, 200)
    assert acme["revenue"] == 5_000_000
    assert after.originals["Note"].to_list() == [None, "three", "one"]
    assert after.frame.schema == before.frame.schema
    assert after.originals.schema == before.originals.schema


def test_the_sum_of_rows_stays_true_and_says_what_went_where(tmp_path):
    again = ROWS + "Acme,acme.com,,,US,,A1,four\nAcme Analytics,,200,,,Boston,,five\n"
    before = loaded(tmp_path, again)
    after = joined(before, {NAMED: ACME})
    assert before.rows_in == 6 == after.rejected.height + after.duplicates.height + after.frame.height
    rows = after.duplicates.sort("source_row").select("source_row", "account_key", "merged_into_row").rows()
    assert rows == [(3, ACME, 2), (6, ACME, 2), (7, ACME, 2)]


def test_the_rows_of_joined_accounts_are_kept_those_of_the_kept_one_first(tmp_path):
    again = "Acme Labs,acme.io,95,,,Dallas,A3,\n"
    before = loaded(tmp_path, ROWS + again + "Globex,globex.com,,,DE,Bonn,,six\n")
    assert before.rows["account_key"].to_list() == [LABS, GLOBEX, LABS, GLOBEX]
    after = joined(before, {LABS: ACME, NAMED: ACME})
    assert after.rows.select("account_key", "source_row").rows() == [
        (GLOBEX, 5), (GLOBEX, 7), (ACME, 2), (ACME, 4), (ACME, 6), (ACME, 3),
    ]  # fmt: skip
    assert after.rows.schema == before.rows.schema


def test_an_account_has_one_currency(tmp_path):
    text = "Company,Website,Revenue,Total Funding\nAcme,acme.com,,$7M\nAcme Ltd,acme.io,£5M,\nAcme SA,acme.fr,$3M,\n"
    before = loaded(tmp_path, text)
    assert before.frame["currency"].to_list() == ["USD", "GBP", "USD"]
    after = joined(before, {"acme.io": ACME, "acme.fr": ACME}).frame.row(0, named=True)
    assert (after["currency"], after["revenue"], after["funding_total"]) == ("USD", 3_000_000, 7_000_000)


def test_without_joins_nothing_is_copied(tmp_path):
    before = loaded(tmp_path)
    assert joined(before, {}) is before
    assert absorbed(before.frame, []) == {}


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]])
def test_the_order_of_rows_does_not_matter(tmp_path, order):
    head, *lines = ROWS.splitlines()
    some = loaded(tmp_path, "\n".join([head, *(lines[at] for at in order)]))
    into = absorbed(some.frame, [(NAMED, ACME), (ACME, LABS)])
    assert into == {ACME: LABS, NAMED: LABS}
    one = joined(some, into).frame.filter(pl.col("account_key") == LABS).drop("source_row").row(0, named=True)
    assert (one["name"], one["employees"], one["country"], one["city"], one["revenue"]) == ("Acme Labs", 90, "US", "Austin", 5_000_000)


PREFERRED = {
    "a.csv": "Company,Website,City,Employees,Owner\nAcme,acme.com,Bonn,90,\nAcme Labs,acme.io,Paris,,lee\n",
    "b.csv": "Company,Website,City,Employees,Industry\nAcme GmbH,acme.com,,51-200,\nAcme Labs Inc,acme.io,Rome,70,Software\n",
}


@pytest.mark.parametrize(
    ("prefer", "counts"),
    [
        ([], ("Acme", "Bonn", 90, "lee")),
        (["b.csv"], ("Acme GmbH", "Rome", 70, "lee")),
        (["city=b.csv"], ("Acme", "Rome", 90, "lee")),
    ],
)
def test_the_word_of_a_preferred_source_counts_whichever_account_it_was_on(tmp_path, prefer, counts):
    for name, text in PREFERRED.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    before = load_accounts([tmp_path / name for name in PREFERRED], prefer=prefer)
    after = joined(before, {"acme.io": ACME})
    acme = after.frame.row(0, named=True)
    assert (acme["name"], acme["city"], acme["employees"], acme["owner"]) == counts
    # By what it is known, nobody's preference changes.
    assert (acme["account_key"], acme["domain"], acme["source"], acme["source_row"]) == (ACME, ACME, "a.csv", 2)
    source, row = value_source(after.rows, ACME, "city", after.precedence)
    assert (source, row) == (("b.csv", 3) if prefer else ("a.csv", 2))
