"""What a dialect's cells need before they are cleaned."""

from __future__ import annotations

import polars as pl

from icp_tui.sources.mapping import map_headers
from icp_tui.sources.quirks import as_cleaned


def seen(columns: dict[str, list[str | None]], dialect: str) -> dict[str, list[str | None]]:
    frame = pl.DataFrame(columns, schema_overrides=dict.fromkeys(columns, pl.String))
    before = frame.clone()
    found = as_cleaned(frame, map_headers(frame.columns, dialect=dialect)).to_dict(as_series=False)
    assert frame.equals(before)
    return found


def test_zero_that_says_nothing() -> None:
    columns = {"Company Name": ["Acme", "0"], "Company Type": ["0", "Public"], "Growth": ["0", "3"]}
    assert seen(columns, "evaboot") == {
        "Company Name": ["Acme", None],
        "Company Type": [None, "Public"],
        "Growth": ["0", "3"],
    }


def test_zero_in_a_column_of_codes() -> None:
    frame = pl.DataFrame({"Company Name": ["A", "B"], "Company Type": ["0", "Public"]}, schema_overrides={
        "Company Type": pl.Categorical})  # fmt: skip
    found = as_cleaned(frame, map_headers(frame.columns, dialect="evaboot"))
    assert found["Company Type"].to_list() == [None, "Public"]
    assert found.schema == frame.schema


def test_amounts_get_the_currency_beside_them() -> None:
    columns = {
        "Organization Name": ["Acme", "Globex", "Hooli"],
        "Total Funding Amount": ["2000000", "5", None],
        "Total Funding Amount Currency": ["EUR", None, "USD"],
    }
    assert seen(columns, "crunchbase")["Total Funding Amount"] == ["2000000 EUR", "5", None]
    assert seen(columns, "crunchbase")["Total Funding Amount Currency"] == ["EUR", None, "USD"]


def test_the_part_of_a_record_number_that_counts() -> None:
    ids = ["0015g00000ytenKAAQ", "0015g00000ytenK", "0015G00000YTENK", " 17 ", None]
    assert seen({"Account ID": ids, "Account Name": list("abcde")}, "salesforce")["Account ID"] == [
        "0015g00000ytenK",
        "0015g00000ytenK",
        "0015G00000YTENK",
        "17",
        None,
    ]
    ids = ["zcrm_12", "12", None]
    assert seen({"Record Id": ids, "Account Name": list("abc")}, "zoho")["Record Id"] == ["12", "12", None]


def test_without_quirks_the_frame_is_the_same() -> None:
    frame = pl.DataFrame({"Company": ["0"]})
    assert as_cleaned(frame, map_headers(frame.columns)) is frame
