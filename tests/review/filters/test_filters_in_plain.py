"""Filters against a plain loop over the rows."""

from datetime import date

from celled import cells
from hypothesis import given
from hypothesis import strategies as st

from icp_tui.review.filters import parse_filter

NAMES = ["Acme", "acme corp", "Globex", "Hooli", "O'Acme", "Größe AG"]
OWNERS = ["dana", "Dana W", "lee", None]
TOOLS = [None, [], ["Slack"], ["Salesforce", "Slack"]]
COUNTRIES = ["US", "DE", "AT", None]


@st.composite
def lists(draw):
    row = st.fixed_dictionaries(
        {
            "name": st.sampled_from(NAMES), "owner": st.sampled_from(OWNERS), "technologies": st.sampled_from(TOOLS),
            "country": st.sampled_from(COUNTRIES), "employees": st.sampled_from([None, 1, 50, 51, 100]),
            "last_funding_date": st.sampled_from([None, date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2)]),
        }
    )  # fmt: skip
    rows = draw(st.lists(row, max_size=6))
    return [
        {"domain": f"{place}.example", "account_key": f"{place}.example", **one}
        for place, one in enumerate(rows)
    ]


def has(text):
    return lambda value: value is not None and text.lower() in value.lower()


def number(test):
    return lambda value: value is not None and test(value)


PARTS = [
    *((word, lambda row, word=word: any(has(word)(row[name]) for name in ("name", "domain")))
      for word in ("acme", "corp", "o", "GRÖSSE", "größe", "o'a", ".example", "1.ex")),
    *((f"owner:{text}", lambda row, text=text: has(text)(row["owner"])) for text in ("dana", "w", "LEE")),
    ("owner:none", lambda row: row["owner"] is None),
    ("owner:lee,none", lambda row: row["owner"] in {"lee", None}),
    ("employees:>50", lambda row: number(lambda n: n > 50)(row["employees"])),
    ("employees:50-51", lambda row: number(lambda n: 50 <= n <= 51)(row["employees"])),
    ("employees:!=50", lambda row: number(lambda n: n != 50)(row["employees"])),
    ("employees:<=50", lambda row: number(lambda n: n <= 50)(row["employees"])),
    ("last_funding_date:2026", lambda row: number(lambda day: day.year == 2026)(row["last_funding_date"])),
    ("last_funding_date:>2026-01-01", lambda row: number(lambda day: day > date(2026, 1, 1))(row["last_funding_date"])),
    ("country:dach", lambda row: row["country"] in {"DE", "AT"}),
    ("country:us", lambda row: row["country"] == "US"),
    ("technologies:slack", lambda row: "Slack" in (row["technologies"] or [])),
    ("technologies:none", lambda row: not row["technologies"]),
    ("has:employees", lambda row: row["employees"] is not None),
]  # fmt: skip


@given(lists(), st.lists(st.sampled_from(PARTS), min_size=1, max_size=4))
def test_against_a_plain_loop(rows, parts):
    made = cells(*rows)
    text = " ".join(said for said, _ in parts)
    expected = [all(test(row) for _, test in parts) for row in rows]
    assert parse_filter(text, made).mask(made).to_list() == expected


CONDITIONS = [
    ("employees > 50", lambda row: None if row["employees"] is None else row["employees"] > 50),
    ("owner = 'lee'", lambda row: None if row["owner"] is None else row["owner"] == "lee"),
    ("country IN ('dach')", lambda row: None if row["country"] is None else row["country"] in {"DE", "AT"}),
    ("owner IS NULL", lambda row: row["owner"] is None),
]


@given(
    lists(),
    st.sampled_from(CONDITIONS),
    st.sampled_from(CONDITIONS),
    st.sampled_from(["AND", "OR", "AND NOT"]),
)
def test_unknown_is_not_true(rows, one, other, joined):
    made = cells(*rows)
    text = f"{one[0]} {joined} ({other[0]})"
    assert parse_filter(text, made).mask(made).to_list() == [
        three_valued(one[1](row), other[1](row), joined) is True for row in rows
    ]


def three_valued(one, other, joined):
    if joined == "AND NOT":
        other = None if other is None else not other
    values = {one, other}
    if joined == "OR":
        return True if True in values else None if None in values else False
    return False if False in values else None if None in values else True
