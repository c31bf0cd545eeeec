from __future__ import annotations

import polars as pl

from icp_tui.sources.distinct import over_distinct


class Upper:
    """Counts the texts it is given."""

    def __init__(self) -> None:
        self.seen: list[int] = []

    def __call__(self, texts: pl.Series) -> pl.DataFrame:
        self.seen.append(len(texts))
        return pl.DataFrame({"upper": texts.str.to_uppercase(), "known": texts.is_not_null()})


def test_repeated_texts_are_parsed_once_in_row_order():
    texts = pl.Series(["b", None, "a", "b"] * 1000)
    parse = Upper()
    found = over_distinct(texts, parse)
    assert found["upper"].to_list() == ["B", None, "A", "B"] * 1000
    assert found["known"].to_list() == [True, False, True, True] * 1000
    assert parse.seen == [3]


def test_distinct_texts_are_parsed_as_they_are():
    texts = pl.Series([f"a{row}" for row in range(5000)])
    parse = Upper()
    assert over_distinct(texts, parse)["upper"].to_list() == [f"A{row}" for row in range(5000)]
    assert parse.seen == [5000]


def test_few_rows_are_parsed_as_they_are():
    parse = Upper()
    assert over_distinct(pl.Series(["a", "a"]), parse)["upper"].to_list() == ["A", "A"]
    assert parse.seen == [2]


def test_no_rows():
    assert over_distinct(pl.Series([], dtype=pl.String), Upper()).height == 0
