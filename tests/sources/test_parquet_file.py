"""Parquet files: every type as the text a person would write."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from icp_tui.errors import IcpError
from icp_tui.sources.parquet_file import read_parquet_file


def test_every_column_becomes_text(tmp_path: Path) -> None:
    path = tmp_path / "accounts.parquet"
    pl.DataFrame(
        {
            "name": ["Acme", ""],
            "size": [12, None],
            "growth": [0.5, None],
            "public": [True, None],
            "raised": [date(2026, 1, 31), None],
            "tech": [["php", None, "aws"], None],
            "none": [[], None],
            "seat": [{"city": "Köln"}, None],
            "deep": [[{"a": 1}], None],
            "raw": [b"\x00\xff", None],
            "size ": [1, 2],
        },
        schema_overrides={"none": pl.List(pl.String)},
    ).write_parquet(path)
    table = read_parquet_file(path)
    assert table.frame.columns[-1] == "size (2)"
    assert set(table.frame.dtypes) == {pl.String}
    assert table.frame.row(0) == (
        *(
            "Acme",
            "12",
            "0.5",
            "true",
            "2026-01-31",
            "php; aws",
            None,
            '{"city":"Köln"}',
            '[{"a":1}]',
            "00ff",
            "1",
        ),
    )
    assert table.frame.row(1) == (None,) * 10 + ("2",)
    assert table.rows.to_list() == [1, 2]
    assert table.list_separator == ";"


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "accounts.parquet"
    pl.DataFrame({"name": ["Acme"] * 1000}).write_parquet(path)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(IcpError, match="damaged"):
        read_parquet_file(path)
