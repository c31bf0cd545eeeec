from __future__ import annotations

import polars as pl

from icp_tui.sources.codes import coded, own_categories, repetitive_columns, worth_codes


def test_repetitive_columns_are_coded_and_spread_again() -> None:
    cells = pl.Series("city", ["Bonn", None, "Paris", "Bonn"] * 1_000)
    found = coded(cells)
    assert found is not None
    assert sorted(found.texts) == ["Bonn", "Paris"]
    table = pl.DataFrame({"city": found.texts, "length": found.texts.str.len_chars()})
    assert found.spread(table).rows() == [("Bonn", 4), (None, None), ("Paris", 5), ("Bonn", 4)] * 1_000


def test_short_and_varied_columns_are_not() -> None:
    assert coded(pl.Series(["Bonn"] * 100)) is None
    assert coded(pl.Series([f"city {at}" for at in range(10_000)])) is None


def test_blank_columns_are_coded() -> None:
    found = coded(pl.Series([None] * 5_000, dtype=pl.String))
    assert found is not None
    assert found.spread(found.texts.alias("value").to_frame()).get_column("value").null_count() == 5_000


def test_texts_that_no_longer_occur_are_not_handed_out() -> None:
    cells = pl.Series(["Bonn", "total", None, "Paris"]).cast(own_categories(pl.UInt16))
    found = coded(cells.gather([0, 2, 3]))
    assert found is not None
    assert found.texts.to_list() == ["Bonn", None, "Paris"]
    assert found.rows.to_list() == [0, None, 2]


def test_the_head_of_a_file_tells_which_columns_repeat() -> None:
    head = pl.DataFrame(
        {"city": ["Bonn", "Paris"] * 5_000, "name": [f"name {at}" for at in range(10_000)], "note": [None] * 10_000},
        schema_overrides={"note": pl.String},
    )
    assert sorted(repetitive_columns(head, 1_000_000)) == ["city", "note"]
    assert list(repetitive_columns(head, 30)) == ["note"]


def test_codes_of_a_column_that_turned_out_varied_are_not_kept() -> None:
    kind = own_categories(pl.UInt32)
    assert worth_codes(pl.Series(["Bonn", "Paris"] * 5_000).cast(kind))
    assert not worth_codes(pl.Series([f"name {at}" for at in range(10_000)]).cast(kind))
