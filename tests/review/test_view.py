"""Views: which accounts are shown in which order, against plain sorting; and finding among them."""

from datetime import date

import polars as pl
import pytest
from celled import cells, session
from hypothesis import example, given
from hypothesis import strategies as st
from lists import points, profile, size

from icp_tui.review import sort_key
from icp_tui.review.cells import Cells
from icp_tui.review.filters import parse_filter
from icp_tui.review.sort_key import text_key
from icp_tui.review.view import Found, View

CUT = profile(
    criteria=[size(1)],
    tiers=[{"name": "A", "capacity": 2, "min_score": 70}, {"name": "B", "min_score": 70}],
    rank_by=["score desc", "employees desc"],
    kill_list={"rules": [{"id": "ru", "when": "country = 'RU'", "because": "Cannot serve"}]},
)
ROWS = [
    {"name": "delta", "employees": 100, "city": "Cork", "owner": "Lee", "country": "US"},
    {"name": "Alpha", "employees": 300, "city": None, "owner": "dana", "technologies": ["B"]},
    {"name": "charlie", "employees": 5, "city": "aachen", "technologies": []},
    {"name": "Bravo", "employees": 200, "city": "Berlin", "owner": "Dana", "technologies": ["a", "z"]},
    {"name": "Écho", "employees": 400, "city": "Cork", "country": "RU"},
    {"name": "foxtrot", "employees": None, "city": None, "last_funding_date": date(2026, 1, 1)},
]
ORIGINALS = {"Size": ["100", "20", None, "3", "4", "5"], "Id": ["100", "20", "x", "3", None, "5"]}
# Rank order: by score, then employees.
RANKED = [4, 1, 3, 0, 2, 5]


@pytest.fixture(scope="module")
def made():
    return cells(*ROWS, originals=ORIGINALS, cut=CUT)


def shown(made, **view):
    rows = View(**view).rows(made)
    assert rows.dtype == pl.UInt32
    return rows.to_list()


def test_without_anything_all_accounts_in_rank_order(made):
    assert shown(made) == RANKED
    assert shown(made, descending=True) == RANKED[::-1]
    assert View().total(made) == 6


def test_a_bucket_holds_its_accounts_in_rank_order(made):
    assert shown(made, bucket="A") == [1, 3]
    assert shown(made, bucket="B") == [0]
    assert shown(made, bucket="killed") == [4]
    assert shown(made, bucket="disqualified") == [2, 5]
    assert (shown(made, bucket="nurture"), shown(made, bucket="Z")) == ([], [])
    assert [View(bucket=bucket).total(made) for bucket in ("A", "disqualified", "Z")] == [2, 2, 0]


@pytest.mark.parametrize(
    ("column", "ascending", "descending"),
    [
        # Without case; accented letters after z.
        ("name", [1, 3, 2, 0, 5, 4], [4, 5, 0, 2, 3, 1]),
        # Missing last, and ties in rank order, whatever the direction.
        ("city", [2, 3, 4, 0, 1, 5], [4, 0, 3, 2, 1, 5]),
        ("owner", [1, 3, 0, 4, 2, 5], [0, 1, 3, 4, 2, 5]),
        ("employees", [2, 0, 3, 1, 4, 5], [4, 1, 3, 0, 2, 5]),
        ("last_funding_date", [5, 4, 1, 3, 0, 2], [5, 4, 1, 3, 0, 2]),
        # Best bucket first.
        ("bucket", [1, 3, 0, 2, 5, 4], [4, 2, 5, 0, 1, 3]),
        ("tier", [1, 3, 0, 4, 2, 5], [0, 1, 3, 4, 2, 5]),
        ("rank", [1, 3, 0, 4, 2, 5], [0, 3, 1, 4, 2, 5]),
        # In the order of the profile, not of the alphabet; unknown last.
        ("level.size", [4, 1, 3, 0, 2, 5], [2, 4, 1, 3, 0, 5]),
        ("points.size", [2, 5, 4, 1, 3, 0], [4, 1, 3, 0, 2, 5]),
        ("technologies", [3, 1, 4, 0, 2, 5], [1, 3, 4, 0, 2, 5]),
        ("kill_reasons", [4, 1, 3, 0, 2, 5], [4, 1, 3, 0, 2, 5]),
        ("pinned", RANKED, RANKED),
        ("note", RANKED, RANKED),
        # An original that holds only numbers is sorted as numbers, any other as text.
        ("Size", [3, 4, 5, 1, 0, 2], [0, 1, 5, 4, 3, 2]),
        ("Id", [0, 1, 3, 5, 2, 4], [2, 5, 3, 1, 0, 4]),
    ],
)
def test_sorted_by_a_column(made, column, ascending, descending):
    assert shown(made, sort=column) == ascending
    assert shown(made, sort=column, descending=True) == descending


@pytest.mark.parametrize("descending", [False, True])
def test_ties_of_a_long_list_keep_the_rank_order(descending):
    rows = [{"name": str(n), "employees": 50 + n * 7919 % 401, "founded": 2000 + n % 3} for n in range(3_000)]
    made = cells(*rows, cut=CUT)
    ranked = made.scored.order.to_list()
    expected = sorted(ranked, key=lambda row: rows[row]["founded"], reverse=descending)
    assert shown(made, sort="founded", descending=descending) == expected


def test_bucket_filter_and_sort_together(made):
    cork = parse_filter("city:cork", made)
    assert shown(made, filter=cork) == [4, 0]
    assert shown(made, filter=cork, sort="name") == [0, 4]
    assert shown(made, filter=cork, bucket="B") == [0]
    assert shown(made, filter=cork, bucket="A") == []
    assert View(bucket="B", filter=cork).total(made) == 1


def test_views_of_no_accounts():
    made = cells()
    assert shown(made, sort="name", bucket="A", filter=parse_filter("x", made)) == []
    assert Found(made, View().rows(made), "x").positions.to_list() == []


# Find


def test_find_looks_in_the_texts_that_are_shown(made):
    def found(text, **view):
        rows = View(**view).rows(made)
        return rows.gather(Found(made, rows, text).positions).to_list()

    assert found("CORK") == [4, 0]
    assert found("CORK", sort="name") == [0, 4]
    assert found("cork", bucket="B") == [0]
    assert found("dana") == [1, 3]
    assert found("bravo.com") == [3]
    assert found(" foxtrot ") == [5]
    assert found("éCHO") == [4]
    assert found(".") == RANKED
    assert found("[") == []
    assert found("") == []
    assert found("   ") == []


def test_find_looks_in_keys_that_are_no_domains_and_in_notes():
    rows = [{"name": "Acme", "domain": "acme.com"}, {"name": "Beta", "domain": None, "account_key": "linkedin/zeta"},
            {"name": "Gamma", "domain": "gamma.com", "account_key": "gamma.com/zeta-gmbh"}]  # fmt: skip
    made = cells(*rows, decided=[{"account_key": "acme.com", "note": "knows Zeta"}])
    every = pl.Series([0, 1, 2], dtype=pl.UInt32)
    assert Found(made, every, "zeta").positions.to_list() == [0, 1, 2]
    assert Found(made, every, "gmbh").positions.to_list() == [2]
    # The first search is not spoilt by the second.
    assert Found(made, every, "gamma").positions.to_list() == [2]
    assert Found(made, every, "zeta").positions.to_list() == [0, 1, 2]


def test_find_goes_around_the_end(made):
    found = Found(made, View().rows(made), "cork")
    assert found.positions.to_list() == [0, 3]
    assert [found.next(position) for position in (0, 1, 3, 5)] == [3, 3, 0, 0]
    assert [found.next(position, -1) for position in (0, 1, 3, 5)] == [3, 0, 0, 3]
    assert [found.number(position) for position in (0, 1, 3, 5)] == [1, None, 2, None]


def test_find_without_hits_goes_nowhere(made):
    found = Found(made, View().rows(made), "zzz")
    assert (found.next(0), found.next(3, -1), found.number(0)) == (None, None, None)


def test_a_found_text_is_found_again_after_a_decision():
    made = session(*ROWS, cut=CUT)
    first = Cells(made, made.scored())
    Found(first, View().rows(first), "cork")
    second = Cells(made, made.scored(), first)
    assert any(what[0] == "holds" for what in second.kept._entries)
    assert Found(second, View().rows(second), "cork").positions.to_list() == [0, 3]


# Against plain sorting.

TEXTS = [
    "a",
    "A",
    "b",
    "B",
    "ab",
    "",
    "é",
    "É",
    "z",
    "a" * 15,
    "a" * 16,
    "a" * 17,
    "A" * 33,
    "a" * 32 + "b",
    "x y",
]


@pytest.mark.parametrize("few", [-1, 100_000])
@given(st.lists(st.one_of(st.none(), st.sampled_from(TEXTS), st.text(st.characters(min_codepoint=1), max_size=40)),
                max_size=20), st.sampled_from(["", "x" * 16, "Ab" * 150]))  # fmt: skip
# One ends where others go on; one after several rounds.
@example(["b", "a" * 17, "a" * 16, "a" * 17], "")
@example(["a" * 40, "a" * 48, "b", "a" * 49, "a" * 40], "")
def test_text_keys_are_in_the_order_of_the_texts(few, texts, before):
    texts = [None if text is None else before + text for text in texts]
    column = pl.Series("text", texts, dtype=pl.String)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sort_key, "_FEW_TEXTS", few)
        keys = text_key(column).to_list()
    folded = column.str.to_lowercase().to_list()
    known = sorted({text.encode() for text in folded if text is not None})
    places = [None if text is None else known.index(text.encode()) for text in folded]
    assert [key is None for key in keys] == [place is None for place in places]
    pairs = [(key, place) for key, place in zip(keys, places, strict=True) if key is not None]
    assert all((one[0] < other[0]) == (one[1] < other[1]) for one in pairs for other in pairs)


SORTED = {
    "name": lambda row: row["name"].lower(),
    "employees": lambda row: row["employees"],
    "city": lambda row: row["city"] and row["city"].lower(),
    "intent_score": lambda row: row["intent_score"],
    "last_funding_date": lambda row: row["last_funding_date"],
}


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "name": st.sampled_from(["Acme", "acme", "Beta", "beta", "Gamma"]),
                "employees": st.sampled_from([None, 10, 60, 60, 500]),
                "city": st.sampled_from([None, "Cork", "cork", "Aachen"]),
                "intent_score": st.sampled_from([None, 0.0, 50.0, 100.0]),
                "last_funding_date": st.sampled_from([None, date(2025, 1, 1), date(2026, 1, 1)]),
                "country": st.sampled_from(["US", "RU"]),
            }
        ),
        max_size=9,
    ),
    st.sampled_from(sorted(SORTED)),
    st.booleans(),
    st.sampled_from([None, "A", "B", "disqualified", "killed"]),
    st.sampled_from([None, "acme", "cork"]),
)
def test_against_plain_sorting(rows, column, descending, bucket, word):
    rows = [{"domain": f"{place}.example", **row} for place, row in enumerate(rows)]
    cut = CUT.model_copy(
        update={"criteria": profile(criteria=[size(1), points("surge", "intent_score")]).criteria}
    )
    made = cells(*rows, cut=cut)
    order = made.scored.order.to_list()
    buckets = made.column("bucket").to_list()
    key = SORTED[column]
    known = [row for row in order if key(rows[row]) is not None]
    unknown = [row for row in order if key(rows[row]) is None]
    # Python's sort keeps ties as they were, backwards too when reverse is asked.
    known.sort(key=lambda row: key(rows[row]), reverse=descending)
    expected = [
        row
        for row in [*known, *unknown]
        if bucket in {None, buckets[row]} and (word is None or word in rows[row]["name"].lower())
    ]
    found = parse_filter(word, made) if word else None
    assert shown(made, bucket=bucket, filter=found, sort=column, descending=descending) == expected
    every = View(sort=column, descending=descending).rows(made)
    hits = [place for place, row in enumerate(every) if "cork" in str(rows[row]["city"]).lower()]
    assert Found(made, every, "cork").positions.to_list() == hits
