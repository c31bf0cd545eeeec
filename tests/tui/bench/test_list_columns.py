"""The columns of the table: those that matter first, and only those with something in them."""

import pytest
from bench import opening
from runs import PROFILE

from icp_tui.review.columns.kept import KeptColumns
from icp_tui.tui.bench.list_columns import arranged, every_column, fixed, list_columns

FIXED = 4
ROWS = """\
Company,Website,Employees,Country,Owner,Annual Revenue,Founded,My Field,Technologies,Empty
Acme,acme.com,100,US,dana,1000000,1999,x,Salesforce; HubSpot,
"""


@pytest.fixture
def review(tmp_path):
    made = opening(tmp_path, ROWS).open()
    yield made
    made.close()


def test_what_matters_comes_first(review):
    made = list_columns(review.cells)
    names = [column.name for column in made]
    assert fixed(made) == FIXED
    assert names[:FIXED] == ["rank", "bucket", "score", "name"]
    assert names[FIXED : FIXED + 5] == ["pinned", "reviewed", "employees", "country", "owner"]
    # Decisions can be made at any time, so their columns are there; what nobody has is not.
    assert names[FIXED + 5 :] == ["best_case", "known", "note", "reason"]
    assert not {"Empty", "city", "industry", "funding_stage"} & set(names)
    # What few people need is off until it is picked, the columns of the file above all.
    assert not {"tier", "play", "account_key", "source_row", "revenue", "technologies", "My Field", "points.geo"} & set(names)
    assert len(names) == len(set(names))
    assert set(names) <= set(review.cells.schema)


def test_titles_and_kinds(review):
    made = {column.name: column for column in every_column(review.cells)}
    assert (made["points.geo"].title, made["points.geo"].kind) == ("Geography points", "score")
    assert (made["level.size"].title, made["level.size"].kind) == ("Size level", "text")
    assert (made["revenue"].title, made["revenue"].kind) == ("Revenue", "money")
    # A year has no thousands separator.
    assert made["founded"].kind == "rank"
    assert made["technologies"].kind == "list"
    assert made["reviewed"].kind == "flag"
    assert made["known"].kind == "percent"
    # A header of the source stays as it came.
    assert made["My Field"].title == "My Field"


def test_the_tier_column_is_as_wide_as_the_names_up_to_a_limit(tmp_path):
    profile = PROFILE.replace("name: A", "name: Strategic_enterprise_accounts").replace("name: B", "name: Named")
    review = opening(tmp_path, ROWS, profile).open()
    assert list_columns(review.cells)[1].width == 12
    review.close()
    review = opening(tmp_path, ROWS).open()
    # Wide enough for nurture and killed.
    assert list_columns(review.cells)[1].width == 7
    review.close()


def test_of_those_who_are_out_the_reason_comes_after_the_size(tmp_path):
    review = opening(tmp_path, ROWS + "Tiny,tiny.com,5,US,,,,,,\n").open()
    made = list_columns(review.cells)
    assert arranged(made, None) == made
    # All that are shown are in it.
    for bucket in ("A", "nurture"):
        assert arranged(made, bucket) == [column for column in made if column.name != "bucket"]
    for bucket in ("disqualified", "killed"):
        names = [column.name for column in arranged(made, bucket)]
        assert names[: FIXED + 4] == ["rank", "score", "name", "pinned", "reviewed", "employees", "reason", "country"]
        assert sorted(names) == sorted(column.name for column in made if column.name != "bucket")
    review.close()


def test_what_was_picked_goes_first(review):
    kept = KeptColumns(("name", "score", "city", "gone"), frozenset({"rank", "domain"}), {"score": 9})
    made = list_columns(review.cells, kept)
    names = [column.name for column in made]
    # Also a column without data; what is not on the list is passed over; the others follow as they come.
    assert names[:5] == ["name", "score", "city", "bucket", "pinned"]
    assert not {"rank", "domain", "gone"} & set(names)
    assert (made[1].width, fixed(made)) == (9, 2)
    # An account is always known by its name.
    assert list_columns(review.cells, KeptColumns(hidden=frozenset({"name"})))[0].name == "name"
    everything = [column.name for column in every_column(review.cells)]
    assert sorted(everything) == sorted(review.cells.schema)
    assert list_columns(review.cells, KeptColumns(hidden=frozenset(everything)))[0].name == "name"
