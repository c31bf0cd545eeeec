from __future__ import annotations

import polars as pl

from icp_tui.sources.codes import coded


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
