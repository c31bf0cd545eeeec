"""Technologies out of true/false columns and file names."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from icp_tui.sources.dialect import dialects
from icp_tui.sources.tool_columns import ToolColumn, tool_columns, tool_in, with_tools


def found(name: str, headers: list[str], sample: pl.DataFrame | None = None) -> dict[str, str]:
    known = dialects()
    return {one.header: one.tool for one in tool_columns(known[name], known["generic"], headers, sample)}


def test_one_column_per_tool() -> None:
    headers = ["SFDC Technology", "Homegrown CRM Technology", "Technology", "Technology Spend"]
    assert found("demandbase", headers) == {
        "SFDC Technology": "Salesforce",
        "Homegrown CRM Technology": "Homegrown CRM",
    }


def test_in_any_list_only_tools_that_are_known() -> None:
    assert found("generic", ["Salesforce technology", "Homegrown Technology", "uses HubSpot"]) == {
        "Salesforce technology": "Salesforce",
        "uses HubSpot": "HubSpot",
    }


def test_a_column_with_other_cells_is_none() -> None:
    sample = pl.DataFrame({"Salesforce Technology": ["yes", "Sales Cloud"], "Marketo Technology": ["no", None]})
    assert set(found("demandbase", sample.columns, sample)) == {"Marketo Technology"}


@pytest.mark.parametrize(
    ("name", "tool"),
    [
        ("Salesforce-Websites.csv", "Salesforce"),
        ("builtwith_websites-using-hubspot_2026-10.csv", "HubSpot"),
        ("Google Analytics Websites.csv", "Google Analytics"),
        ("SFDC.csv", "Salesforce"),
        ("list.csv", None),
        ("Frobnicator-Websites.csv", None),
        (".csv", None),
    ],
)
def test_the_name_of_a_file(name: str, tool: str | None) -> None:
    assert tool_in(Path("Salesforce") / name) == tool


def test_union_of_all() -> None:
    frame = pl.DataFrame({"A": ["true", "false", None, "maybe"], "B": ["1", "0", "yes", "no"]})
    listed = pl.Series([["Zendesk", "HubSpot"], None, None, None], dtype=pl.List(pl.String))
    tools = with_tools(frame, [ToolColumn("A", "Salesforce"), ToolColumn("B", "HubSpot")], None, listed)
    assert tools is not None
    assert tools.technologies.to_list() == [["Zendesk", "HubSpot", "Salesforce"], None, ["HubSpot"], None]
    assert [(one.header, one.field, one.filled, one.understood) for one in tools.headers] == [
        ("A", "technologies", 3, 2),
        ("B", "technologies", 4, 4),
    ]
    assert tools.headers[0].examples == (("maybe", 1),)


def test_the_file_says_it_of_all() -> None:
    frame = pl.DataFrame({"A": ["x", "y"]})
    tools = with_tools(frame, [], "Salesforce", None)
    assert tools is not None
    assert tools.technologies.to_list() == [["Salesforce"], ["Salesforce"]]
    assert with_tools(frame, [], None, None) is None
    empty = with_tools(frame.clear(), [], "Salesforce", None)
    assert empty is not None
    assert empty.technologies.to_list() == []
