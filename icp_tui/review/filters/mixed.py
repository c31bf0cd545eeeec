"""A filter that mixes field:value with a condition, rewritten as field:value throughout."""

from __future__ import annotations

import re

import polars as pl

from icp_tui import conditions
from icp_tui.review.cells import Cells
from icp_tui.review.filters.pieces import straight

_COLUMN = r"""(?P<column>"[^"]+"|[^\W\d][\w.]*)"""
_NUMBER = r"-?\d+(?:\.\d+)?"
_NOTHING = re.compile(rf"{_COLUMN}\s+is\s+(?P<not>not\s+)?null\b", re.IGNORECASE)
_BETWEEN = re.compile(
    rf"{_COLUMN}\s+between\s+(?P<low>{_NUMBER})\s+and\s+(?P<high>{_NUMBER})(?!\S)", re.IGNORECASE
)
_COMPARED = re.compile(
    rf"{_COLUMN}\s*(?P<sign><=|>=|<>|!=|==|=|<|>)\s*(?:(?P<number>{_NUMBER})(?!\S)|'(?P<text>[^']*)')"
)
_AND = re.compile(r"(?<!\S)and(?!\S)\s*", re.IGNORECASE)


def as_fields(text: str, cells: Cells) -> str:
    """`owner IS NULL tier:A` as `owner:none tier:A`: the conditions that can be said so are replaced."""

    def nothing(found: re.Match[str]) -> str:
        value = "any" if found["not"] else "none"
        return f"{found['column']}:{value}" if _named(found, cells) else found[0]

    def between(found: re.Match[str]) -> str:
        return f"{found['column']}:{found['low']}..{found['high']}" if _named(found, cells) else found[0]

    rewritten = _BETWEEN.sub(between, _NOTHING.sub(nothing, straight(text)))
    rewritten = _COMPARED.sub(lambda found: _compared(found, cells), rewritten)
    return " ".join(_AND.sub("", rewritten).split())


def _named(found: re.Match[str], cells: Cells) -> bool:
    return found["column"].strip('"') in cells.schema


def _compared(found: re.Match[str], cells: Cells) -> str:
    if not _named(found, cells):
        return found[0]
    name = found["column"].strip('"')
    sign = {"=": "", "==": "", "<>": "!="}.get(found["sign"], found["sign"])
    dtype = cells.schema[name]
    if found["number"] is not None:
        return f"{found['column']}:{sign}{found['number']}" if dtype.is_numeric() else found[0]
    value = found["text"]
    if dtype == pl.Date and value:
        return f"{found['column']}:{sign}{value}" if sign != "!=" else found[0]
    if sign or not value or '"' in value or not (dtype == pl.String or isinstance(dtype, pl.Enum)):
        return found[0]
    if " " in value or "," in value:
        return f'{found["column"]}:"{value}"'
    # Exactly the text, as the condition says; a vocabulary or a bucket is exact anyway.
    exact = dtype == pl.String and name not in conditions.VOCABULARY
    return f"{found['column']}:{'=' if exact else ''}{value}"
