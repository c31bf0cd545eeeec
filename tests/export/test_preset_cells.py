"""Values of a list -> the text that a target takes; the expected texts are written by hand."""

from datetime import date

import polars as pl
import pytest

from icp_tui.export.preset_cells import cells
from icp_tui.export.preset_column import Column


def made(given, dtype=None, *, frame=None, owners=None, instead_of=None, **keys):
    column = Column.model_validate({"header": "X", "from": ["name"], **keys})
    frame = pl.DataFrame({"name": pl.Series(given, dtype=dtype)}) if frame is None else frame
    return cells(column, frame, owners=owners or {}, tiers=("A", "B", "C", "D"), instead_of=instead_of or {})


def texts(given, dtype=None, **keys):
    return made(given, dtype, **keys).texts.to_list()


@pytest.mark.parametrize(
    ("values", "keys", "expected"),
    [
        ([1200, None], {}, ["1200", None]),
        ([86.5, 86.25, 100.0], {}, ["86.5", "86.25", "100"]),
        ([86.5, 86.49, 0.0, None], {"as": "integer"}, ["87", "86", "0", None]),
        (["12.6", "many"], {"as": "integer"}, ["13", None]),
        ([date(2026, 1, 2), None], {}, ["2026-01-02", None]),
        (["2026-01-02", "soon"], {"as": "date"}, ["2026-01-02", None]),
        ([True, False, None], {"as": "flag"}, ["true", "false", None]),
        ([["a", "b;c"], [], None], {}, ["a;b,c", None, None]),
        (["US", "GB", "Atlantis"], {"as": "country_name"}, ["United States", "United Kingdom", "Atlantis"]),
        (["A", "b", "D", None], {"as": "tier_token", "tokens": ["t1", "t2"]}, ["t1", "t2", None, None]),
        (["x", "Y"], {"values": {"X": "1"}}, ["1", "Y"]),
        (["red", "BLUE", "green"], {"one_of": ["Red", "Blue"]}, ["Red", "Blue", None]),
        (["Software Development", "software", "Retail", "Elves"],
         {"one_of": ["COMPUTER_SOFTWARE", "RETAIL"], "vocabulary": "industry"},
         ["COMPUTER_SOFTWARE", "COMPUTER_SOFTWARE", "RETAIL", None]),
        (["Elves"], {"one_of": ["RETAIL"], "vocabulary": "industry", "values": {"elves": "TOYS"}}, ["TOYS"]),
        (["12", "a1"], {"pattern": r"\d+"}, ["12", None]),
        (["", "  ", "\t"], {}, [None, None, None]),
        (["a\r\nb", "a\x00b", "\u202eevil", "\u2066a"], {}, ["a b", "ab", "evil", "a"]),
        (["abcdef", "abc"], {"most": 4}, ["abc…", "abc"]),
        ([None, "x"], {"blank": "Empty"}, ["Empty", "x"]),
    ],
)  # fmt: skip
def test_values(values, keys, expected):
    assert texts(values, **keys) == expected


@pytest.mark.parametrize(
    ("people", "band"),
    [(None, "Empty"), (1, "Self-Employed"), (2, "2-10"), (10, "2-10"), (11, "11-50"), (200, "51-200"), (201, "201-500"),
     (10_000, "5001-10000"), (10_001, "10001+"), (2_000_000, "10001+"), (0, "Empty")],
)  # fmt: skip
def test_size_bands_of_reply(people, band):
    bands = ["Empty", "Self-Employed", "2-10", "11-50", "51-200", "201-500", "501-1000", "1001-5000", "5001-10000", "10001+"]
    assert texts([people], pl.Int64, **{"as": "size_band"}, one_of=bands, blank="Empty") == [band]


def test_owners_by_email():
    owners = {"Dana": "dana@us.example"}
    assert texts(["dana", "lee@x.com", "Lee", None], **{"as": "owner_email"}, owners=owners) == ["dana@us.example", "lee@x.com", None, None]
    assert made(["dana", "Lee"], **{"as": "owner_email"}, owners=owners).lost.to_list() == [False, True]


def test_states_of_the_united_states_only():
    frame = pl.DataFrame({"name": ["ca", "Bavaria", "New York", "BC", "Yukon"], "country": ["US", "DE", "US", "CA", "US"]})
    one = made(None, frame=frame, **{"as": "us_state"})
    assert one.texts.to_list() == ["CA", None, "NY", None, None]
    assert one.lost.to_list() == [False, False, False, False, True]


def test_text_of_ours_never_starts_a_formula_and_names_stay_as_they_are():
    frame = pl.DataFrame({"why": ["=1+1", "@x", "fine"], "name": ["=1+1", "+49 30", "-x"]})
    assert made(None, frame=frame, **{"from": ["why"]}).texts.to_list() == ["1+1", "x", "fine"]
    assert made(None, frame=frame).texts.to_list() == ["=1+1", "+49 30", "-x"]


def test_template_drops_what_stands_between_missing_values():
    frame = pl.DataFrame({"city": ["Rome", None, None], "state": [None, None, None], "country": ["IT", "US", None]}, schema_overrides={"state": pl.String})
    column = {"from": [], "template": "{city}, {state}, {country}"}
    assert made(None, frame=frame, **column).texts.to_list() == ["Rome, IT", "US", None]


def test_template_rounds_scores():
    frame = pl.DataFrame({"tier": ["A"], "score": [86.5], "why": ["=Size: 10"]})
    column = {"from": [], "template": "Tier {tier}, score {score}: {why}"}
    assert made(None, frame=frame, **column).texts.to_list() == ["Tier A, score 87: =Size: 10"]


def test_the_first_column_that_has_a_value_counts_and_a_record_number_of_another_tool_hides_none():
    frame = pl.DataFrame({"crm_id": ["7", None, "0015e00000ABCDE"], "Account ID": ["0015e00000ABCDF", "x", "0015e00000ABCDG"]})
    one = made(None, frame=frame, **{"from": ["crm_id"], "original": ["Account ID"], "pattern": "001[A-Za-z0-9]{12}"})
    assert one.texts.to_list() == ["0015e00000ABCDF", None, "0015e00000ABCDE"]
    assert one.lost.to_list() == [False, True, False]


def test_a_range_is_its_lower_bound_and_never_its_midpoint():
    frame = pl.DataFrame(
        {  # $10M-$25M, $5M, <$1M, $1B+, 18M beside a range, and what only the ends say
            "revenue": [17_500_000, 5_000_000, 500_000, 1_000_000_000, 18_000_000, None],
            "revenue_min": [10_000_000, 5_000_000, 0, 1_000_000_000, 10_000_000, 7],
            "revenue_max": [25_000_000, 5_000_000, 1_000_000, None, 25_000_000, 9],
            "employees": [126, 420, 5, 10_001, None, 1],
            "employees_min": [51, 420, 1, 10_001, None, 1],
            "employees_max": [200, 420, 9, None, None, 1],
        }
    )
    money = made(None, frame=frame, **{"from": ["revenue"], "as": "integer"})
    assert money.texts.to_list() == ["10000000", "5000000", None, "1000000000", "18000000", "7"]
    assert not money.lost.any()
    assert made(None, frame=frame, **{"from": ["employees"]}).texts.to_list() == ["51", "420", "1", "10001", None, "1"]
    banded = made(None, frame=frame, **{"from": ["employees"], "as": "size_band"}, one_of=["1-50", "51-100", "101-200", "201+"])
    assert banded.texts.to_list() == ["101-200", "201+", "1-50", "201+", None, "1-50"]


def test_headers_of_a_source_in_another_case_never_take_a_column_of_ours():
    frame = pl.DataFrame({"POSTCODE": ["1", "2"], "tier": ["A", "B"], "Score": ["x", None]})
    assert made(None, frame=frame, **{"from": [], "original": ["Postcode"]}).texts.to_list() == ["1", "2"]
    assert made(None, frame=frame, **{"from": [], "original": ["Tier"]}).texts.to_list() == [None, None]
    assert made(None, frame=frame, **{"from": [], "original": ["score"]}).texts.to_list() == ["x", None]


def test_columns_that_a_list_has_not_are_blank():
    assert texts(["x"], **{"from": ["revenue"], "original": ["Segment"]}) == [None]
    assert texts(["x", "y"], **{"from": [], "text": "true"}) == ["true", "true"]


def test_characters_that_a_target_does_not_take():
    one = made(['a|b "c"', "d"], instead_of={"|": "/", '"': "'"})
    assert one.texts.to_list() == ["a/b 'c'", "d"]
    assert one.other.to_list() == [True, False]
