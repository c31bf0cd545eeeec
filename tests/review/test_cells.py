"""Cells: which columns there are, that a page says what a column says, what outlives a decision."""

from dataclasses import replace

import polars as pl
import pytest
from celled import cells, decisions, session
from hypothesis import given, settings
from hypothesis import strategies as st
from lists import points, profile, size

from icp_tui import columns
from icp_tui.review.cells import Cells
from icp_tui.review.view import View

CUT = profile(
    criteria=[size(3), points("surge", "intent_score")],
    tiers=[{"name": "A", "capacity": 1, "min_score": 70, "play": "Call"}, {"name": "B", "min_score": 70}],
    nurture=30,
    warnings=[{"when": "employees > 400", "because": "Big"}],
    kill_list={"rules": [{"id": "ru", "when": "country = 'RU'", "because": "Cannot serve"}]},
    fields={"growth": {"from": ["Growth"], "as": "number"}},
)
ROWS = [
    {"name": "Acme", "employees": 100, "intent_score": 90.0, "owner": "dana", "technologies": ["Slack"]},
    {"name": "Globex", "employees": 450, "intent_score": 80.0, "country": "US"},
    {"name": "Hooli", "employees": 5, "intent_score": None},
    {"name": "Initech", "employees": None, "country": "RU"},
    {"name": "Umbrella", "employees": 60, "intent_score": 100.0},
]
ORIGINALS = {
    "Growth": ["1", "2.5", None, "x", "7"],
    "growth": ["a", "b", "c", "d", "e"],
    "note": ["from the CRM", None, None, None, None],
    "reviewed": ["yes", "no", None, None, "yes"],
    "as_of": [None, None, None, None, "2020"],
    "Lead Status": pl.Series(["Open", "Open", None, "Closed", "Open"], dtype=pl.Categorical),
    "Empty": pl.Series([None] * 5, dtype=pl.String),
}
DECIDED = [
    {"account_key": "globex.com", "note": "call in May", "reviewed": True, "reviewed_by": "kim", "pin": "B"},
    {"account_key": "hooli.com", "owner": "lee"},
]


def rich(**parts):
    return cells(*ROWS, **{"originals": ORIGINALS, "decided": DECIDED, "cut": CUT} | parts)


def values(made: Cells, name: str) -> list[object]:
    return made.column(name).to_list()


def test_columns_come_in_the_order_of_the_contract():
    names = list(rich().schema)
    assert names[:17] == [
        "rank", "bucket", "tier", "play", "score", "best_case", "known", "penalty", "reason", "why", "warnings",
        "unverified", "pinned", "note", "reviewed", "reviewed_by", "kill_reasons",
    ]  # fmt: skip
    assert names[17:] == [
        *columns.ACCOUNT,
        "layer_fit", "layer_pain", "layer_intent", "layer_authority", "layer_revenue",
        "level.size", "level.surge", "points.size", "points.surge", "growth",
        "Growth", "growth (source)", "note (source)", "reviewed (source)", "as_of (source)", "Lead Status", "Empty",
    ]  # fmt: skip


def test_what_the_list_says_of_each_account():
    made = rich()
    assert values(made, "bucket") == ["B", "B", "disqualified", "killed", "A"]
    assert values(made, "rank") == [2, 3, None, None, 1]
    assert values(made, "tier") == ["B", "B", None, None, "A"]
    assert values(made, "play") == [None, None, None, None, "Call"]
    assert values(made, "pinned") == [False, True, False, False, False]
    assert values(made, "warnings") == [None, "Big", None, None, None]
    assert values(made, "kill_reasons") == [[], [], [], ["Cannot serve"], []]
    assert values(made, "note") == [None, "call in May", None, None, None]
    assert values(made, "reviewed") == [False, True, False, False, False]
    assert values(made, "reviewed_by") == [None, "kim", None, None, None]
    assert values(made, "owner") == ["dana", None, "lee", None, None]
    assert values(made, "level.size") == ["in band", "in band", "outside", "unknown", "in band"]
    assert values(made, "points.size") == [75.0, 75.0, 0.0, 0.0, 75.0]
    assert values(made, "reason")[1] == "pinned to B"


def test_columns_that_would_collide_keep_their_texts_under_another_name():
    made = rich()
    assert values(made, "growth") == [1.0, 2.5, None, None, 7.0]
    assert values(made, "growth (source)") == ["a", "b", "c", "d", "e"]
    assert values(made, "note (source)") == ["from the CRM", None, None, None, None]
    assert values(made, "Lead Status") == ["Open", "Open", None, "Closed", "Open"]


def test_two_originals_never_get_the_same_name():
    made = cells({"name": "Acme"}, originals={"note": ["a"], "note (source)": ["b"]})
    assert made.originals == ["note (source) (source)", "note (source)"]
    assert values(made, "note (source)") == ["b"]


def test_a_page_has_the_same_cells_as_the_columns():
    made = rich()
    rows = pl.Series([4, 1, 1, 0], dtype=pl.UInt32)
    page = made.frame(rows, list(made.schema))
    assert page.columns == list(made.schema)
    for name, dtype in made.schema.items():
        whole = made.column(name)
        assert (whole.name, whole.dtype, page[name].dtype) == (name, dtype, dtype)
        assert page[name].to_list() == whole.gather(rows).to_list(), name


def test_a_page_has_the_columns_in_the_order_asked():
    page = rich().frame(pl.Series([1], dtype=pl.UInt32), ["Lead Status", "score", "rank", "name", "note"])
    assert page.row(0) == ("Open", 95.0, 3, "Globex", "call in May")


def test_a_page_of_no_rows_has_the_columns():
    made = rich()
    page = made.frame(pl.Series([], dtype=pl.UInt32), list(made.schema))
    assert page.height == 0
    assert dict(page.schema) == made.schema


def test_an_unknown_column_is_a_key_error():
    made = rich()
    with pytest.raises(KeyError):
        made.column("nobody")
    with pytest.raises(KeyError):
        made.frame(pl.Series([0], dtype=pl.UInt32), ["nobody"])


def test_has_is_whether_some_account_has_a_value():
    made = rich()
    told = {name for name in made.schema if made.has(name)}
    for name in made.schema:
        whole = made.column(name)
        some = (
            whole.list.len().sum() > 0
            if isinstance(whole.dtype, pl.List)
            else whole.null_count() < whole.len()
        )
        some = bool(whole.any()) if whole.dtype == pl.Boolean else some
        assert (name in told) is (some and (name != "penalty" or bool((whole > 0).any()))), name


def test_has_on_a_list_where_nothing_was_decided():
    made = cells({"name": "Acme"})
    assert not any(
        made.has(name) for name in ("pinned", "note", "reviewed", "reviewed_by", "tier", "kill_reasons")
    )


@pytest.mark.parametrize("rows", [[], [{"name": "Acme"}]])
def test_small_lists_have_every_column(rows):
    made = cells(*rows)
    assert all(made.column(name).len() == len(rows) for name in made.schema)


def test_nobody_is_in_a_bucket_that_does_not_exist():
    made = rich()
    assert made.in_bucket("B").to_list() == [True, True, False, False, False]
    assert made.in_bucket("Z").to_list() == [False] * 5


# What was worked out goes on to the next list, as far as it is still true.


def after(made, old: Cells, **change) -> Cells:
    for name, value in change.items():
        setattr(made, name, value)
    return Cells(made, made.scored(), old)


def kept(made: Cells) -> set[tuple[str, ...]]:
    return set(made.kept._entries)


ORDERS = {("order", name, "ascending") for name in ("name", "owner", "rank", "note", "score", "Lead Status")}


def sorted_every_way():
    made = session(*ROWS, originals=ORIGINALS, cut=CUT)
    old = Cells(made, made.scored())
    for _, name, _ in ORDERS:
        View(sort=name).rows(old)
    assert kept(old) >= ORDERS
    return made, old


def test_a_note_leaves_all_orders_but_those_of_what_was_decided_or_may_have_moved():
    made, old = sorted_every_way()
    new = after(made, old, decisions=decisions({"account_key": "acme.com", "note": "now"}))
    gone = {("order", "note", "ascending"), ("order", "rank", "ascending")}
    assert ORDERS & kept(new) == ORDERS - gone
    assert View(sort="note").rows(new).to_list()[0] == 0


def test_an_owner_leaves_what_the_sources_said():
    made, old = sorted_every_way()
    new = after(made, old, decisions=decisions({"account_key": "acme.com", "owner": "zoe"}))
    assert ("ranks", "name") in kept(new)
    assert ("ranks", "owner") not in kept(new)
    assert values(new, "owner")[0] == "zoe"


def test_new_weights_leave_texts_but_no_order():
    made, old = sorted_every_way()
    lighter = CUT.model_copy(
        update={"criteria": profile(criteria=[size(1), points("surge", "intent_score", 9)]).criteria}
    )
    assert values(old, "points.size")[0] == 75.0
    new = after(made, old, profile=lighter)
    assert values(new, "points.size")[0] == 10.0
    assert not ORDERS & kept(new)
    assert ("ranks", "name") in kept(new)
    assert View(sort="score", descending=True).rows(new).to_list()[0] == 4


def test_another_list_keeps_nothing():
    _, old = sorted_every_way()
    other = session(*ROWS, originals=ORIGINALS, cut=CUT)
    other.accounts = replace(
        other.accounts, frame=other.accounts.frame.with_columns(pl.col("name").reverse())
    )
    assert not kept(Cells(other, other.scored(), old))


@settings(max_examples=15)
@given(st.lists(st.sampled_from(["pin", "owner", "note", "reviewed", "excluded"]), max_size=4), st.data())
def test_after_any_decisions_the_cells_are_those_of_a_fresh_list(kinds, data):
    made = session(*ROWS, originals=ORIGINALS, cut=CUT)
    told = Cells(made, made.scored())
    views = [
        View(sort=name)
        for name in ("name", "owner", "score", "note", "pinned", "reason", "why", "points.size")
    ]
    decided: dict[str, dict[str, object]] = {}
    for kind in kinds:
        key = data.draw(st.sampled_from(["acme.com", "globex.com", "umbrella.com"]))
        said = {"pin": "B", "owner": "zoe", "note": "n", "reviewed": True, "excluded": "no"}[kind]
        decided.setdefault(key, {"account_key": key})[kind] = said
        for view in views:
            view.rows(told)
        told = after(made, told, decisions=decisions(*decided.values()))
        fresh = Cells(made, made.scored())
        for view in views:
            assert view.rows(told).to_list() == view.rows(fresh).to_list(), view.sort
        for name in told.schema:
            assert values(told, name) == values(fresh, name), name
